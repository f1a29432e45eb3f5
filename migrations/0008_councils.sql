-- A council (hội đồng) by decision, with its Quy chế: quorum, spread, how minima bind.
CREATE TABLE councils (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL, -- the province, or 'vn'
    name            TEXT   NOT NULL,
    decision        TEXT   NOT NULL,
    decided_on      TEXT   NOT NULL,
    signatory       TEXT   NOT NULL DEFAULT '',
    regulation      TEXT   NOT NULL DEFAULT '', -- number of the Quy chế
    quorum_parts    BIGINT NOT NULL, -- 3 of 4: three
    quorum_of       BIGINT NOT NULL, -- 3 of 4: four
    quorum_chair    BIGINT NOT NULL CHECK (quorum_chair IN (0, 1)),
    spread          BIGINT NOT NULL, -- points allowed between two totals
    minima          TEXT   NOT NULL CHECK (minima IN ('average', 'every-member', 'settled')),
    experts_score   BIGINT NOT NULL CHECK (experts_score IN (0, 1)),
    created_at      TEXT   NOT NULL,
    revision        BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE seats (
    id      TEXT   NOT NULL PRIMARY KEY,
    council TEXT   NOT NULL REFERENCES councils (id),
    person  TEXT   NOT NULL REFERENCES people (id),
    agency  TEXT   NOT NULL, -- who the person speaks for
    role    TEXT   NOT NULL CHECK (role IN ('chair', 'vice-chair', 'member', 'secretary', 'expert')),
    scores  BIGINT NOT NULL CHECK (scores IN (0, 1)),
    UNIQUE (council, person)
);

CREATE TABLE meetings (
    id       TEXT   NOT NULL PRIMARY KEY,
    council  TEXT   NOT NULL REFERENCES councils (id),
    form     TEXT   NOT NULL CHECK (form IN ('meeting', 'written')),
    held_on  TEXT   NOT NULL,
    place    TEXT   NOT NULL DEFAULT '',
    stage    TEXT   NOT NULL,
    summary  TEXT   NOT NULL DEFAULT '', -- what the minutes say beside the figures
    minuted_at TEXT,
    revision BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX meetings_council ON meetings (council);

CREATE TABLE attendance (
    meeting TEXT NOT NULL REFERENCES meetings (id),
    seat    TEXT NOT NULL REFERENCES seats (id),
    PRIMARY KEY (meeting, seat)
);

-- A dossier before a meeting: which ballot is open, and where it stands.
CREATE TABLE agenda (
    meeting  TEXT   NOT NULL REFERENCES meetings (id),
    dossier  TEXT   NOT NULL REFERENCES dossiers (id),
    position BIGINT NOT NULL,
    ballot   BIGINT NOT NULL DEFAULT 1,
    stage    TEXT   NOT NULL,
    settled  TEXT   NOT NULL DEFAULT '{}', -- options the council agreed: {"4.1":3,…}
    dismissed TEXT  NOT NULL DEFAULT '{}', -- ticked knock-outs that the council set aside, and why: {"2.1#0":"…"}
    revision BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (meeting, dossier)
);
CREATE INDEX agenda_dossier ON agenda (dossier);

-- One sheet (phiếu đánh giá) per member, dossier and ballot. A second ballot adds sheets; the first
-- stay as they are. The marks are one value: written and read whole (docs/adr).
CREATE TABLE sheets (
    id        TEXT   NOT NULL PRIMARY KEY,
    meeting   TEXT   NOT NULL,
    dossier   TEXT   NOT NULL,
    seat      TEXT   NOT NULL REFERENCES seats (id),
    ballot    BIGINT NOT NULL,
    state     TEXT   NOT NULL CHECK (state IN ('open', 'signed', 'conflict')),
    marks     TEXT   NOT NULL DEFAULT '{}', -- the points that count: {"1.1":3,…}
    ticks     TEXT   NOT NULL DEFAULT '{}', -- the options ticked, from zero; -1: none is reached. Two may be worth the same
    notes     TEXT   NOT NULL DEFAULT '{}', -- {"1.1":"…"}: why the option differs from the finding
    knockouts TEXT   NOT NULL DEFAULT '[]', -- [["2.1",0],…]
    opinion   TEXT   NOT NULL DEFAULT '',
    signed_at TEXT,
    revision  BIGINT NOT NULL DEFAULT 0,
    UNIQUE (meeting, dossier, seat, ballot),
    FOREIGN KEY (meeting, dossier) REFERENCES agenda (meeting, dossier)
);
CREATE INDEX sheets_seat ON sheets (seat);

-- A member who has an interest in a product is out of that product.
CREATE TABLE conflicts (
    dossier     TEXT NOT NULL REFERENCES dossiers (id),
    seat        TEXT NOT NULL REFERENCES seats (id),
    reason      TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    PRIMARY KEY (dossier, seat)
);

-- What was said when totals lay too far apart, before the new ballot.
CREATE TABLE discussions (
    meeting TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    ballot  BIGINT NOT NULL, -- the ballot that was held
    note    TEXT   NOT NULL,
    by_seat TEXT   NOT NULL REFERENCES seats (id),
    at      TEXT   NOT NULL,
    PRIMARY KEY (meeting, dossier, ballot)
);

-- The result of one dossier at one level. Everything that is needed to compute it again is kept.
CREATE TABLE results (
    id          TEXT   NOT NULL PRIMARY KEY,
    meeting     TEXT   NOT NULL,
    dossier     TEXT   NOT NULL REFERENCES dossiers (id),
    level       TEXT   NOT NULL CHECK (level IN ('province', 'ministry')),
    edition     TEXT   NOT NULL,
    set_number  BIGINT NOT NULL,
    minima      TEXT   NOT NULL,
    ballot      BIGINT NOT NULL,
    sum         BIGINT NOT NULL,
    count       BIGINT NOT NULL, -- 0 when rejected: no points are given
    band        BIGINT NOT NULL,
    stars       BIGINT NOT NULL,
    rejected    TEXT   NOT NULL DEFAULT '', -- the knock-out or ground, when it was rejected
    chair_note  TEXT   NOT NULL DEFAULT '',
    closed_at   TEXT   NOT NULL,
    UNIQUE (dossier, level, meeting)
);
CREATE INDEX results_dossier ON results (dossier);
