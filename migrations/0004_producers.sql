-- Who registers and owns products (chủ thể). Business data only.
CREATE TABLE producers (
    id                  TEXT   NOT NULL PRIMARY KEY,
    name                TEXT   NOT NULL,
    search              TEXT   NOT NULL,
    kind                TEXT   NOT NULL, -- ProducerKind, see rules
    commune             TEXT   NOT NULL, -- unit id as recorded then
    province            TEXT   NOT NULL,
    address             TEXT   NOT NULL DEFAULT '',
    phone               TEXT   NOT NULL DEFAULT '',
    email               TEXT   NOT NULL DEFAULT '',
    registration_number TEXT   NOT NULL DEFAULT '',
    registered_on       TEXT,
    representative      TEXT   NOT NULL DEFAULT '',
    representative_post TEXT   NOT NULL DEFAULT '',
    created_at          TEXT   NOT NULL,
    revision            BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX producers_commune ON producers (commune);

-- Personal data that the forms ask for (Mẫu 02, 03). Kept apart; basis: Decision 26/2026.
CREATE TABLE producer_persons (
    producer     TEXT NOT NULL PRIMARY KEY REFERENCES producers (id),
    sex          TEXT NOT NULL DEFAULT '',
    ethnic_group TEXT NOT NULL DEFAULT '',
    residence    TEXT NOT NULL DEFAULT '',
    disability   TEXT NOT NULL DEFAULT ''
);
