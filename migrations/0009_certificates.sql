-- What an authority decided: recognition of many products at once, approval of a result of ninety
-- or more, extension, revocation.
CREATE TABLE decisions (
    id         TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('recognition', 'approval', 'extension', 'revocation')),
    authority  TEXT NOT NULL CHECK (authority IN ('district', 'province', 'ministry')),
    unit       TEXT NOT NULL,
    number     TEXT NOT NULL, -- '1234/QĐ-UBND'
    decided_on TEXT NOT NULL,
    signatory  TEXT NOT NULL DEFAULT '',
    subject    TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    UNIQUE (unit, number, decided_on)
);

-- Which dossiers a decision settles, and on which result: recognition, approval.
CREATE TABLE settled (
    decision TEXT NOT NULL REFERENCES decisions (id),
    dossier  TEXT NOT NULL REFERENCES dossiers (id),
    result   TEXT NOT NULL REFERENCES results (id),
    PRIMARY KEY (decision, dossier)
);
CREATE INDEX settled_dossier ON settled (dossier);

-- One list of already recognised products, taken in.
CREATE TABLE imports (
    id         TEXT   NOT NULL PRIMARY KEY,
    unit       TEXT   NOT NULL,
    file       TEXT   NOT NULL,
    file_name  TEXT   NOT NULL,
    person     TEXT   NOT NULL,
    at         TEXT   NOT NULL,
    rows       BIGINT NOT NULL
);

-- A certificate (giấy chứng nhận) is never edited: what became of it is in certificate_events.
-- Dates known only as a range keep both ends; both are the same day when the day is known.
CREATE TABLE certificates (
    id            TEXT   NOT NULL PRIMARY KEY,
    number        TEXT   NOT NULL,
    product       TEXT   NOT NULL REFERENCES products (id),
    dossier       TEXT REFERENCES dossiers (id),
    decision      TEXT REFERENCES decisions (id),
    kind          TEXT   NOT NULL CHECK (kind IN ('first', 'upgrade', 'renewal')),
    stars         BIGINT NOT NULL CHECK (3 <= stars AND stars <= 5),
    edition       TEXT   NOT NULL,
    from_earliest TEXT   NOT NULL,
    from_latest   TEXT   NOT NULL,
    to_earliest   TEXT   NOT NULL,
    to_latest     TEXT   NOT NULL,
    product_code  TEXT   NOT NULL DEFAULT '',
    import        TEXT REFERENCES imports (id),
    import_row    BIGINT,
    created_at    TEXT   NOT NULL,
    CHECK (from_earliest <= from_latest AND to_earliest <= to_latest AND from_earliest <= to_latest)
);
CREATE INDEX certificates_product ON certificates (product);

-- What became of a certificate. At most one superseding and one revocation.
CREATE TABLE certificate_events (
    id          TEXT NOT NULL PRIMARY KEY,
    certificate TEXT NOT NULL REFERENCES certificates (id),
    kind        TEXT NOT NULL CHECK (kind IN ('extended', 'superseded', 'revoked')),
    on_day      TEXT NOT NULL,
    until       TEXT,           -- an extension's last day
    successor   TEXT REFERENCES certificates (id),
    ground      TEXT NOT NULL DEFAULT '', -- of Art. 8.1: 'a' 'b' 'c' 'd' 'đ' 'e'
    decision    TEXT REFERENCES decisions (id),
    concluded_on TEXT,          -- starts the fifteen days of a revocation
    reason      TEXT NOT NULL DEFAULT '',
    UNIQUE (certificate, kind, on_day)
);
