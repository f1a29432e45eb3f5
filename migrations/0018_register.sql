-- The register of documents in and out (sổ văn bản đến, đi). Every ledger has the columns
-- that 0014 tells of.

-- Documents that came in or went out: number, day, issuer, what they carry out, what they replace.
CREATE TABLE documents (
    id            TEXT   NOT NULL PRIMARY KEY,
    unit          TEXT   NOT NULL,
    direction     TEXT   NOT NULL DEFAULT '',
    subject       TEXT   NOT NULL DEFAULT '',
    kind          TEXT   NOT NULL DEFAULT '',
    number        TEXT   NOT NULL DEFAULT '',
    signed_on     TEXT   NOT NULL DEFAULT '',
    issuer        TEXT   NOT NULL DEFAULT '',
    received_on   TEXT   NOT NULL DEFAULT '',
    link          TEXT   NOT NULL DEFAULT '',
    carries_out   TEXT   NOT NULL DEFAULT '',
    replaces      TEXT   NOT NULL DEFAULT '',
    source_number TEXT   NOT NULL DEFAULT '',
    source_day    TEXT   NOT NULL DEFAULT '',
    source_words  TEXT   NOT NULL DEFAULT '',
    search        TEXT   NOT NULL DEFAULT '',
    import        TEXT   NOT NULL DEFAULT '',
    created_by    TEXT   NOT NULL,
    created_at    TEXT   NOT NULL,
    set_aside_at  TEXT,
    set_aside_why TEXT   NOT NULL DEFAULT '',
    revision      BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX documents_unit ON documents (unit, signed_on);

-- Which document of the register a plan or a conference carries out: the id of its entry. The words in
-- carries_out stay as they were typed.
ALTER TABLE plans ADD COLUMN document TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN document TEXT NOT NULL DEFAULT '';

-- Files that an entry of any ledger carries: the scan of a document, a list of those present. Nothing is
-- taken away.
CREATE TABLE ledger_scans (
    id       TEXT NOT NULL PRIMARY KEY,
    ledger   TEXT NOT NULL,
    entry    TEXT NOT NULL,
    sha256   TEXT NOT NULL REFERENCES files (sha256),
    name     TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (ledger, entry, sha256)
);
