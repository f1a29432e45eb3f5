-- The market (xúc tiến thương mại, kênh bán hàng). Every ledger has the columns
-- that 0014 tells of.

-- Fairs, exhibitions, meetings of supply and demand.
CREATE TABLE fairs (
    id                      TEXT   NOT NULL PRIMARY KEY,
    unit                    TEXT   NOT NULL,
    title                   TEXT   NOT NULL DEFAULT '',
    kind                    TEXT   NOT NULL DEFAULT '',
    held_earliest           TEXT   NOT NULL DEFAULT '',
    held_latest             TEXT   NOT NULL DEFAULT '',
    organiser               TEXT   NOT NULL DEFAULT '',
    place                   TEXT   NOT NULL DEFAULT '',
    stalls                  BIGINT,
    stalls_relation         TEXT   NOT NULL DEFAULT '',
    stalls_upper            BIGINT,
    producers               BIGINT,
    producers_relation      TEXT   NOT NULL DEFAULT '',
    producers_upper         BIGINT,
    products                BIGINT,
    products_relation       TEXT   NOT NULL DEFAULT '',
    products_upper          BIGINT,
    contracts               BIGINT,
    contracts_relation      TEXT   NOT NULL DEFAULT '',
    contracts_upper         BIGINT,
    contract_value          BIGINT,
    contract_value_relation TEXT   NOT NULL DEFAULT '',
    contract_value_upper    BIGINT,
    sales                   BIGINT,
    sales_relation          TEXT   NOT NULL DEFAULT '',
    sales_upper             BIGINT,
    note                    TEXT   NOT NULL DEFAULT '',
    source_number           TEXT   NOT NULL DEFAULT '',
    source_day              TEXT   NOT NULL DEFAULT '',
    source_words            TEXT   NOT NULL DEFAULT '',
    search                  TEXT   NOT NULL DEFAULT '',
    import                  TEXT   NOT NULL DEFAULT '',
    created_by              TEXT   NOT NULL,
    created_at              TEXT   NOT NULL,
    set_aside_at            TEXT,
    set_aside_why           TEXT   NOT NULL DEFAULT '',
    revision                BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX fairs_unit ON fairs (unit, held_latest);

-- A product at a fair, and what came of it.
CREATE TABLE participations (
    id                      TEXT   NOT NULL PRIMARY KEY,
    unit                    TEXT   NOT NULL,
    product                 TEXT   NOT NULL DEFAULT '',
    fair                    TEXT   NOT NULL DEFAULT '',
    from_day                TEXT   NOT NULL DEFAULT '',
    contracts               BIGINT,
    contracts_relation      TEXT   NOT NULL DEFAULT '',
    contracts_upper         BIGINT,
    contract_value          BIGINT,
    contract_value_relation TEXT   NOT NULL DEFAULT '',
    contract_value_upper    BIGINT,
    sales                   BIGINT,
    sales_relation          TEXT   NOT NULL DEFAULT '',
    sales_upper             BIGINT,
    award                   TEXT   NOT NULL DEFAULT '',
    source_number           TEXT   NOT NULL DEFAULT '',
    source_day              TEXT   NOT NULL DEFAULT '',
    source_words            TEXT   NOT NULL DEFAULT '',
    search                  TEXT   NOT NULL DEFAULT '',
    import                  TEXT   NOT NULL DEFAULT '',
    created_by              TEXT   NOT NULL,
    created_at              TEXT   NOT NULL,
    set_aside_at            TEXT,
    set_aside_why           TEXT   NOT NULL DEFAULT '',
    revision                BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX participations_unit ON participations (unit, from_day);

-- Points of display and sale (điểm giới thiệu và bán sản phẩm).
CREATE TABLE sales_points (
    id                TEXT   NOT NULL PRIMARY KEY,
    unit              TEXT   NOT NULL,
    name              TEXT   NOT NULL DEFAULT '',
    kind              TEXT   NOT NULL DEFAULT '',
    address           TEXT   NOT NULL DEFAULT '',
    keeper            TEXT   NOT NULL DEFAULT '',
    opened_on         TEXT   NOT NULL DEFAULT '',
    closed_on         TEXT   NOT NULL DEFAULT '',
    products          BIGINT,
    products_relation TEXT   NOT NULL DEFAULT '',
    products_upper    BIGINT,
    sales             BIGINT,
    sales_relation    TEXT   NOT NULL DEFAULT '',
    sales_upper       BIGINT,
    source_number     TEXT   NOT NULL DEFAULT '',
    source_day        TEXT   NOT NULL DEFAULT '',
    source_words      TEXT   NOT NULL DEFAULT '',
    search            TEXT   NOT NULL DEFAULT '',
    import            TEXT   NOT NULL DEFAULT '',
    created_by        TEXT   NOT NULL,
    created_at        TEXT   NOT NULL,
    set_aside_at      TEXT,
    set_aside_why     TEXT   NOT NULL DEFAULT '',
    revision          BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX sales_points_unit ON sales_points (unit, opened_on);

-- A product on an e-commerce platform: where, since when, when somebody last looked.
CREATE TABLE listings (
    id            TEXT   NOT NULL PRIMARY KEY,
    unit          TEXT   NOT NULL,
    product       TEXT   NOT NULL DEFAULT '',
    platform      TEXT   NOT NULL DEFAULT '',
    link          TEXT   NOT NULL DEFAULT '',
    listed_on     TEXT   NOT NULL DEFAULT '',
    checked_on    TEXT   NOT NULL DEFAULT '',
    state         TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX listings_unit ON listings (unit, listed_on);

-- What a product makes in a year: output, turnover, export.
CREATE TABLE yearly_figures (
    id                TEXT   NOT NULL PRIMARY KEY,
    unit              TEXT   NOT NULL,
    product           TEXT   NOT NULL DEFAULT '',
    year              BIGINT,
    output            BIGINT,
    output_relation   TEXT   NOT NULL DEFAULT '',
    output_upper      BIGINT,
    output_unit       TEXT   NOT NULL DEFAULT '',
    turnover          BIGINT,
    turnover_relation TEXT   NOT NULL DEFAULT '',
    turnover_upper    BIGINT,
    export            BIGINT,
    export_relation   TEXT   NOT NULL DEFAULT '',
    export_upper      BIGINT,
    export_to         TEXT   NOT NULL DEFAULT '',
    workers           BIGINT,
    workers_relation  TEXT   NOT NULL DEFAULT '',
    workers_upper     BIGINT,
    source_number     TEXT   NOT NULL DEFAULT '',
    source_day        TEXT   NOT NULL DEFAULT '',
    source_words      TEXT   NOT NULL DEFAULT '',
    search            TEXT   NOT NULL DEFAULT '',
    import            TEXT   NOT NULL DEFAULT '',
    created_by        TEXT   NOT NULL,
    created_at        TEXT   NOT NULL,
    set_aside_at      TEXT,
    set_aside_why     TEXT   NOT NULL DEFAULT '',
    revision          BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX yearly_figures_unit ON yearly_figures (unit, year);

-- Villages and places of community tourism (du lịch cộng đồng, sinh thái).
CREATE TABLE tourism_places (
    id                  TEXT   NOT NULL PRIMARY KEY,
    unit                TEXT   NOT NULL,
    name                TEXT   NOT NULL DEFAULT '',
    kind                TEXT   NOT NULL DEFAULT '',
    state               TEXT   NOT NULL DEFAULT '',
    since_earliest      TEXT   NOT NULL DEFAULT '',
    since_latest        TEXT   NOT NULL DEFAULT '',
    place               TEXT   NOT NULL DEFAULT '',
    producer            TEXT   NOT NULL DEFAULT '',
    product             TEXT   NOT NULL DEFAULT '',
    households          BIGINT,
    households_relation TEXT   NOT NULL DEFAULT '',
    households_upper    BIGINT,
    visitors            BIGINT,
    visitors_relation   TEXT   NOT NULL DEFAULT '',
    visitors_upper      BIGINT,
    turnover            BIGINT,
    turnover_relation   TEXT   NOT NULL DEFAULT '',
    turnover_upper      BIGINT,
    source_number       TEXT   NOT NULL DEFAULT '',
    source_day          TEXT   NOT NULL DEFAULT '',
    source_words        TEXT   NOT NULL DEFAULT '',
    search              TEXT   NOT NULL DEFAULT '',
    import              TEXT   NOT NULL DEFAULT '',
    created_by          TEXT   NOT NULL,
    created_at          TEXT   NOT NULL,
    set_aside_at        TEXT,
    set_aside_why       TEXT   NOT NULL DEFAULT '',
    revision            BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX tourism_places_unit ON tourism_places (unit, since_latest);
