-- A product is its name and specification, of one producer. Its codes change with each evaluation.
CREATE TABLE products (
    id            TEXT   NOT NULL PRIMARY KEY,
    producer      TEXT   NOT NULL REFERENCES producers (id),
    name          TEXT   NOT NULL,
    specification TEXT   NOT NULL DEFAULT '',
    search        TEXT   NOT NULL,
    set_number    BIGINT,          -- product set of 26/2026 (1 to 26); unknown for some old ones
    class         TEXT   NOT NULL DEFAULT '', -- 'I.2.b': line of Annex I; less of it for some old ones
    story         TEXT   NOT NULL DEFAULT '',
    description   TEXT   NOT NULL DEFAULT '',
    picture       TEXT REFERENCES files (sha256),
    commune       TEXT   NOT NULL, -- unit id as recorded then
    province      TEXT   NOT NULL,
    created_at    TEXT   NOT NULL,
    revision      BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX products_producer ON products (producer);
CREATE INDEX products_commune ON products (commune);

-- (T)-(X)-(STT)-20YY, as issued; the old shapes too. A product may have several.
CREATE TABLE product_codes (
    code       TEXT NOT NULL PRIMARY KEY,
    product    TEXT NOT NULL REFERENCES products (id),
    given_on   TEXT NOT NULL
);
CREATE INDEX product_codes_product ON product_codes (product);
