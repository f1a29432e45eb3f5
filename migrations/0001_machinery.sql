-- What no room is about: the logbook, logins kept between requests, long work, kept bytes.
-- Both databases run this very text: TEXT and BIGINT only, ids made by the program.

-- Standing is what the logbook says, read forward. One line a change, chained: each line holds the
-- hash of the line before it, so that none can be altered or left out unnoticed.
CREATE TABLE logbook (
    seq       BIGINT NOT NULL PRIMARY KEY,
    at        TEXT   NOT NULL,
    person    TEXT   NOT NULL,
    unit      TEXT   NOT NULL,
    subject   TEXT   NOT NULL, -- kind and id: 'dossier/0192…'
    step      TEXT   NOT NULL,
    article   TEXT   NOT NULL,
    detail    TEXT   NOT NULL, -- JSON, without personal data
    previous  TEXT   NOT NULL,
    hash      TEXT   NOT NULL
);
CREATE INDEX logbook_subject ON logbook (subject, seq);

-- One row: where the chain ends. Updating it first is what makes writers wait for each other.
CREATE TABLE logbook_head (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  BIGINT NOT NULL,
    hash TEXT   NOT NULL
);
INSERT INTO logbook_head (id, seq, hash) VALUES (1, 0, '');

-- A login kept between requests. The token itself is never stored, only its hash.
CREATE TABLE logins (
    id         TEXT   NOT NULL PRIMARY KEY,
    data       TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX logins_expiry ON logins (expires_at);

-- Raised in the same transaction as a change that the public sees, so that every node notices.
CREATE TABLE changes (
    name    TEXT   NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO changes (name, version) VALUES ('registry', 0);

-- Numbers without gaps: receipts, product serials. The row is locked while a number is taken.
CREATE TABLE series (
    name TEXT   NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);

-- Long work, with its progress. Claimed by one node at a time.
CREATE TABLE jobs (
    id         TEXT   NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    owner      TEXT   NOT NULL,
    unit       TEXT   NOT NULL,
    input      TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    done       BIGINT NOT NULL DEFAULT 0,
    total      BIGINT NOT NULL DEFAULT 0,
    outcome    TEXT   NOT NULL DEFAULT '',
    created_at TEXT   NOT NULL,
    heartbeat  TEXT   NOT NULL,
    revision   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX jobs_state ON jobs (state, created_at);

-- A form carries a key of its own; a second submit of the same form finds the first one's answer.
CREATE TABLE submits (
    key      TEXT NOT NULL PRIMARY KEY,
    person   TEXT NOT NULL,
    location TEXT NOT NULL,
    at       TEXT NOT NULL
);

-- Kept bytes, by what they are: the file itself lies in the object store under its hash.
CREATE TABLE files (
    sha256     TEXT   NOT NULL PRIMARY KEY,
    bytes      BIGINT NOT NULL CHECK (0 < bytes),
    media_type TEXT   NOT NULL,
    stored_at  TEXT   NOT NULL
);
