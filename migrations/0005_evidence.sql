-- A producer's papers (tài liệu minh chứng): uploaded once, used by many criteria and dossiers.
-- A paper that a submitted dossier uses is never changed or deleted, only set aside.
CREATE TABLE papers (
    id          TEXT   NOT NULL PRIMARY KEY,
    producer    TEXT   NOT NULL REFERENCES producers (id),
    kind        TEXT   NOT NULL, -- id in standards evidence.toml, or 'other'
    title       TEXT   NOT NULL,
    number      TEXT   NOT NULL DEFAULT '',
    issuer      TEXT   NOT NULL DEFAULT '',
    issued_on   TEXT,
    valid_until TEXT,
    file        TEXT   NOT NULL REFERENCES files (sha256),
    file_name   TEXT   NOT NULL,
    created_at  TEXT   NOT NULL,
    set_aside_at TEXT,
    revision    BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX papers_producer ON papers (producer);
