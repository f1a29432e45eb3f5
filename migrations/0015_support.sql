-- What the programme gives (hỗ trợ, kinh phí). Every ledger has the columns
-- that 0014 tells of.

-- Money of the programme, planned and spent: of which period, from which source, for what.
CREATE TABLE budgets (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL,
    what            TEXT   NOT NULL DEFAULT '',
    period_earliest TEXT   NOT NULL DEFAULT '',
    period_latest   TEXT   NOT NULL DEFAULT '',
    phase           TEXT   NOT NULL DEFAULT '',
    funding         TEXT   NOT NULL DEFAULT '',
    purpose         TEXT   NOT NULL DEFAULT '',
    amount          BIGINT,
    amount_relation TEXT   NOT NULL DEFAULT '',
    amount_upper    BIGINT,
    note            TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX budgets_unit ON budgets (unit, period_latest);

-- Support to a producer or a product, in money or in kind.
CREATE TABLE grants (
    id                 TEXT   NOT NULL PRIMARY KEY,
    unit               TEXT   NOT NULL,
    what               TEXT   NOT NULL DEFAULT '',
    purpose            TEXT   NOT NULL DEFAULT '',
    producer           TEXT   NOT NULL DEFAULT '',
    product            TEXT   NOT NULL DEFAULT '',
    granted_earliest   TEXT   NOT NULL DEFAULT '',
    granted_latest     TEXT   NOT NULL DEFAULT '',
    funding            TEXT   NOT NULL DEFAULT '',
    amount             BIGINT,
    amount_relation    TEXT   NOT NULL DEFAULT '',
    amount_upper       BIGINT,
    own_share          BIGINT,
    own_share_relation TEXT   NOT NULL DEFAULT '',
    own_share_upper    BIGINT,
    in_kind            TEXT   NOT NULL DEFAULT '',
    giver              TEXT   NOT NULL DEFAULT '',
    result             TEXT   NOT NULL DEFAULT '',
    source_number      TEXT   NOT NULL DEFAULT '',
    source_day         TEXT   NOT NULL DEFAULT '',
    source_words       TEXT   NOT NULL DEFAULT '',
    search             TEXT   NOT NULL DEFAULT '',
    import             TEXT   NOT NULL DEFAULT '',
    created_by         TEXT   NOT NULL,
    created_at         TEXT   NOT NULL,
    set_aside_at       TEXT,
    set_aside_why      TEXT   NOT NULL DEFAULT '',
    revision           BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX grants_unit ON grants (unit, granted_latest);
