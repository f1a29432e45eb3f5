-- Targets (chỉ tiêu). Every ledger has the columns
-- that 0014 tells of.

-- What a unit has set itself for a period.
CREATE TABLE targets (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL,
    title           TEXT   NOT NULL DEFAULT '',
    measure         TEXT   NOT NULL DEFAULT '',
    stars           TEXT   NOT NULL DEFAULT '',
    aim             BIGINT,
    aim_relation    TEXT   NOT NULL DEFAULT '',
    aim_upper       BIGINT,
    reckoning       TEXT   NOT NULL DEFAULT '',
    period_earliest TEXT   NOT NULL DEFAULT '',
    period_latest   TEXT   NOT NULL DEFAULT '',
    place           TEXT   NOT NULL DEFAULT '',
    document        TEXT   NOT NULL DEFAULT '',
    source_number   TEXT   NOT NULL DEFAULT '',
    source_day      TEXT   NOT NULL DEFAULT '',
    source_words    TEXT   NOT NULL DEFAULT '',
    search          TEXT   NOT NULL DEFAULT '',
    import          TEXT   NOT NULL DEFAULT '',
    created_by      TEXT   NOT NULL,
    created_at      TEXT   NOT NULL,
    set_aside_at    TEXT,
    set_aside_why   TEXT   NOT NULL DEFAULT '',
    revision        BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX targets_unit ON targets (unit, period_latest);
