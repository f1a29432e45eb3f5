-- The way of a product from an idea on (sản phẩm từ ý tưởng). Every ledger has the columns
-- that 0014 tells of.

-- Products before their first dossier, and old ones that have no dossier here.
CREATE TABLE ways (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL,
    name            TEXT   NOT NULL DEFAULT '',
    producer        TEXT   NOT NULL DEFAULT '',
    household       TEXT   NOT NULL DEFAULT '',
    group_words     TEXT   NOT NULL DEFAULT '',
    begun           TEXT   NOT NULL DEFAULT '',
    known_on        TEXT   NOT NULL DEFAULT '',
    registered_on   TEXT   NOT NULL DEFAULT '',
    chosen_on       TEXT   NOT NULL DEFAULT '',
    chosen_for      BIGINT,
    standardised_on TEXT   NOT NULL DEFAULT '',
    filed_on        TEXT   NOT NULL DEFAULT '',
    district_on     TEXT   NOT NULL DEFAULT '',
    province_on     TEXT   NOT NULL DEFAULT '',
    proposed_on     TEXT   NOT NULL DEFAULT '',
    certified_on    TEXT   NOT NULL DEFAULT '',
    stopped_on      TEXT   NOT NULL DEFAULT '',
    reason          TEXT   NOT NULL DEFAULT '',
    product         TEXT   NOT NULL DEFAULT '',
    notes           TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX ways_unit ON ways (unit, known_on);
