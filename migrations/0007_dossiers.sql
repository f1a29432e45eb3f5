-- One product in one evaluation, and its journey (hồ sơ).
CREATE TABLE dossiers (
    id            TEXT   NOT NULL PRIMARY KEY,
    product       TEXT   NOT NULL REFERENCES products (id),
    producer      TEXT   NOT NULL REFERENCES producers (id),
    kind          TEXT   NOT NULL CHECK (kind IN ('first', 'upgrade', 'renewal')),
    edition       TEXT   NOT NULL, -- '26-2026'
    set_number    BIGINT NOT NULL,
    stage         TEXT   NOT NULL, -- the latest; the logbook keeps the truth
    commune       TEXT   NOT NULL,
    province      TEXT   NOT NULL,
    slip          TEXT   NOT NULL DEFAULT '{}', -- Mẫu 01 while it is written (JSON)
    report        TEXT   NOT NULL DEFAULT '{}', -- Mẫu 02, parts I, II, IV (JSON)
    marks         TEXT   NOT NULL DEFAULT '{}', -- self-assessment: {"1.1":2,…}: the place of the option, from zero
    previous      TEXT,            -- certificate renewed or upgraded
    receipt       TEXT UNIQUE,     -- …/PĐK-(T)-(X)-(year), of the commune
    received_on   TEXT,            -- by the commune
    due_on        TEXT,            -- of the commune: 15 working days
    product_code  TEXT,
    proposed_on   TEXT,
    proposal      TEXT   NOT NULL DEFAULT '', -- number of the commune's letter
    round_year    BIGINT,
    round_number  BIGINT,
    province_receipt     TEXT UNIQUE,
    province_received_on TEXT,
    sent_to_ministry_on  TEXT,
    ministry_letter      TEXT NOT NULL DEFAULT '',
    created_at    TEXT   NOT NULL,
    revision      BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX dossiers_product ON dossiers (product);
CREATE INDEX dossiers_commune ON dossiers (commune, stage);
CREATE INDEX dossiers_province ON dossiers (province, stage);

-- Which paper proves which criterion.
CREATE TABLE dossier_papers (
    dossier   TEXT NOT NULL REFERENCES dossiers (id),
    criterion TEXT NOT NULL,
    paper     TEXT NOT NULL REFERENCES papers (id),
    PRIMARY KEY (dossier, criterion, paper)
);
CREATE INDEX dossier_papers_paper ON dossier_papers (paper);

-- What was submitted, frozen: slip, report, marks and the hashes of the papers, as one JSON text.
CREATE TABLE submissions (
    dossier      TEXT   NOT NULL REFERENCES dossiers (id),
    number       BIGINT NOT NULL, -- 1, then one more after each return
    submitted_at TEXT   NOT NULL,
    content      TEXT   NOT NULL,
    sha256       TEXT   NOT NULL,
    PRIMARY KEY (dossier, number)
);

-- The commune's four findings (Mẫu 03, Art. 7.2.a).
CREATE TABLE findings (
    dossier   TEXT NOT NULL REFERENCES dossiers (id),
    subject   TEXT NOT NULL CHECK (subject IN ('origin', 'labour', 'idea', 'identity')),
    described TEXT NOT NULL, -- what the producer says
    found     TEXT NOT NULL, -- what the commune finds on the ground
    PRIMARY KEY (dossier, subject)
);

-- One consolidated list of defects, by the commune (a return) or the province (a completion).
CREATE TABLE requests (
    id          TEXT NOT NULL PRIMARY KEY,
    dossier     TEXT NOT NULL REFERENCES dossiers (id),
    level       TEXT NOT NULL CHECK (level IN ('commune', 'province', 'ministry')),
    asked_on    TEXT NOT NULL,
    answer_by   TEXT,
    items       TEXT NOT NULL, -- JSON list of {part, sentence}
    answered_on TEXT
);
CREATE INDEX requests_dossier ON requests (dossier);

-- What the commune has ticked off in one submission (thành phần hồ sơ, Art. 7.2.a).
CREATE TABLE composition (
    dossier    TEXT   NOT NULL REFERENCES dossiers (id),
    submission BIGINT NOT NULL,
    part       TEXT   NOT NULL,
    PRIMARY KEY (dossier, submission, part)
);

-- What an office noted at a step: the letter or report it rests on, its date, its words.
CREATE TABLE remarks (
    id      TEXT NOT NULL PRIMARY KEY,
    dossier TEXT NOT NULL REFERENCES dossiers (id),
    step    TEXT NOT NULL, -- as the rules name it
    dated   TEXT NOT NULL,
    letter  TEXT NOT NULL DEFAULT '', -- its number
    ground  TEXT NOT NULL DEFAULT '', -- of a rejection
    words   TEXT NOT NULL DEFAULT ''
);
CREATE INDEX remarks_dossier ON remarks (dossier);
