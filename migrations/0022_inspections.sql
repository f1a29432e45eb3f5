-- Inspections (kiểm tra, giám sát; Art. 9). Plans, visits and breaches are ledgers: they have the
-- columns that 0014 tells of. What a visit found of a criterion is beside its visit.

-- What is to be inspected in a year, by whom, how much of it.
CREATE TABLE inspection_plans (
    id                 TEXT   NOT NULL PRIMARY KEY,
    unit               TEXT   NOT NULL,
    title              TEXT   NOT NULL DEFAULT '',
    year               BIGINT,
    bodies             TEXT   NOT NULL DEFAULT '',
    scope              TEXT   NOT NULL DEFAULT '',
    producers          BIGINT,
    producers_relation TEXT   NOT NULL DEFAULT '',
    producers_upper    BIGINT,
    products           BIGINT,
    products_relation  TEXT   NOT NULL DEFAULT '',
    products_upper     BIGINT,
    number             TEXT   NOT NULL DEFAULT '',
    signed_on          TEXT   NOT NULL DEFAULT '',
    note               TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX inspection_plans_unit ON inspection_plans (unit, year);

-- A visit to a product: who came, what of mark and papers was found. Its unit is the product's.
CREATE TABLE visits (
    id                 TEXT   NOT NULL PRIMARY KEY,
    unit               TEXT   NOT NULL,
    minutes            TEXT   NOT NULL DEFAULT '',
    product            TEXT   NOT NULL DEFAULT '',
    visited_on         TEXT   NOT NULL DEFAULT '',
    kind               TEXT   NOT NULL DEFAULT '',
    bodies             TEXT   NOT NULL DEFAULT '',
    represented        TEXT   NOT NULL DEFAULT '',
    plan               TEXT   NOT NULL DEFAULT '',
    upkeep             TEXT   NOT NULL DEFAULT '',
    mark               TEXT   NOT NULL DEFAULT '',
    papers             TEXT   NOT NULL DEFAULT '',
    note               TEXT   NOT NULL DEFAULT '',
    conclusion         TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX visits_unit ON visits (unit, visited_on);
CREATE INDEX visits_product ON visits (product, visited_on);

-- What was concluded against a product, what must be put right by when, and when it was.
CREATE TABLE breaches (
    id                 TEXT   NOT NULL PRIMARY KEY,
    unit               TEXT   NOT NULL,
    what               TEXT   NOT NULL DEFAULT '',
    product            TEXT   NOT NULL DEFAULT '',
    visit              TEXT   NOT NULL DEFAULT '',
    kind               TEXT   NOT NULL DEFAULT '',
    concluded_on       TEXT   NOT NULL DEFAULT '',
    remedy             TEXT   NOT NULL DEFAULT '',
    due_on             TEXT   NOT NULL DEFAULT '',
    done_on            TEXT   NOT NULL DEFAULT '',
    how                TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX breaches_unit ON breaches (unit, concluded_on);
CREATE INDEX breaches_product ON breaches (product, concluded_on);

-- What a visit found of one criterion; a criterion without a row was not looked at. Of a product
-- that a council scored here, what it was worth then, and which option it is now, from zero.
CREATE TABLE visit_findings (
    visit        TEXT   NOT NULL,
    criteria_set TEXT   NOT NULL,
    criterion    TEXT   NOT NULL,
    kept         TEXT   NOT NULL CHECK (kept IN ('kept', 'below', 'better', 'not-looked-at')),
    evaluated    BIGINT,
    chosen       BIGINT,
    note         TEXT   NOT NULL DEFAULT '',
    PRIMARY KEY (visit, criterion)
);
