-- Declared figures (số liệu theo báo cáo). Every ledger has the columns
-- that 0014 tells of.

-- What a document declares, where there may be no records any more.
CREATE TABLE figures (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL,
    what            TEXT   NOT NULL DEFAULT '',
    what_words      TEXT   NOT NULL DEFAULT '',
    producer_kind   TEXT   NOT NULL DEFAULT '',
    basis           TEXT   NOT NULL DEFAULT '',
    group_words     TEXT   NOT NULL DEFAULT '',
    on_day_earliest TEXT   NOT NULL DEFAULT '',
    on_day_latest   TEXT   NOT NULL DEFAULT '',
    amount          BIGINT,
    amount_relation TEXT   NOT NULL DEFAULT '',
    amount_upper    BIGINT,
    out_of          BIGINT,
    out_of_relation TEXT   NOT NULL DEFAULT '',
    out_of_upper    BIGINT,
    five            BIGINT,
    five_relation   TEXT   NOT NULL DEFAULT '',
    five_upper      BIGINT,
    four            BIGINT,
    four_relation   TEXT   NOT NULL DEFAULT '',
    four_upper      BIGINT,
    three           BIGINT,
    three_relation  TEXT   NOT NULL DEFAULT '',
    three_upper     BIGINT,
    names           TEXT   NOT NULL DEFAULT '',
    reading         TEXT   NOT NULL DEFAULT '',
    doubt           TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX figures_unit ON figures (unit, on_day_latest);
