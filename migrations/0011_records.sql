-- What an issuer of a unit has set once for all its documents: letterhead, signers, numbers.
-- Without a row the program computes it from the unit.
CREATE TABLE letterheads (
    unit     TEXT   NOT NULL,
    issuer   TEXT   NOT NULL CHECK (issuer IN ('committee', 'office', 'council', 'group')),
    superior TEXT   NOT NULL, -- the body above it; may be empty
    name     TEXT   NOT NULL, -- 'Ủy ban nhân dân tỉnh Rừng Tràm'
    sign     TEXT   NOT NULL, -- 'UBND'
    drafter  TEXT   NOT NULL, -- the sign of the part that drafts: 'NNMT'; may be empty
    place    TEXT   NOT NULL, -- before the date: 'Rừng Tràm'
    signers  TEXT   NOT NULL, -- posts and name of each, the usual one first (JSON)
    numbers  TEXT   NOT NULL CHECK (numbers IN ('own', 'typed')), -- ours, or those of the văn thư
    revision BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (unit, issuer)
);

-- What a unit has set for one kind of document beyond its letterhead; one line of text each.
CREATE TABLE letterhead_kinds (
    unit       TEXT   NOT NULL,
    kind       TEXT   NOT NULL, -- 'result-notice'
    grounds    TEXT   NOT NULL, -- căn cứ
    recipients TEXT   NOT NULL, -- nơi nhận
    posts      TEXT   NOT NULL, -- who signs this kind, where not the usual one
    signatory  TEXT   NOT NULL,
    revision   BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (unit, kind)
);

-- A document that was issued (văn bản). It is never changed: another one takes its place.
CREATE TABLE records (
    id         TEXT   NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    about      TEXT   NOT NULL, -- what kind of thing it is about: 'dossier'
    thing      TEXT   NOT NULL, -- the id of that thing
    unit       TEXT   NOT NULL, -- in whose register it stands
    issuer     TEXT   NOT NULL,
    numbered   TEXT   NOT NULL CHECK (numbered IN ('own', 'typed', 'of-record', 'none')),
    series     TEXT   NOT NULL, -- unit, issuer and sign; a year has numbers of its own
    year       BIGINT NOT NULL,
    number     BIGINT,          -- in its series; none for what is numbered elsewhere or not at all
    full_number TEXT  NOT NULL, -- '07/TB-VPĐP'
    dated      TEXT   NOT NULL,
    subject    TEXT   NOT NULL, -- trích yếu
    search     TEXT   NOT NULL, -- number, title and subject, folded
    signatory  TEXT   NOT NULL,
    place      TEXT   NOT NULL, -- where the thing lies, whose it is, who sits at it (JSON)
    back       TEXT   NOT NULL, -- the address of the thing
    content    TEXT   NOT NULL, -- the document, as it can be set again (JSON)
    replaces   TEXT   NOT NULL DEFAULT '', -- the record that it takes the place of
    issued_by  TEXT   NOT NULL,
    issued_at  TEXT   NOT NULL,
    UNIQUE (series, year, number),
    -- One of a kind about a thing; a record is replaced once.
    UNIQUE (kind, thing, replaces),
    CHECK ((numbered IN ('own', 'typed')) = (number IS NOT NULL))
);
CREATE INDEX records_register ON records (unit, year, dated);
CREATE INDEX records_thing ON records (about, thing);
CREATE INDEX records_replaces ON records (replaces);

-- Its files: each format as it was issued, then the scans of the signed one.
CREATE TABLE record_files (
    record   TEXT   NOT NULL REFERENCES records (id),
    place    BIGINT NOT NULL, -- 1, 2, 3 …
    format   TEXT   NOT NULL CHECK (format IN ('pdf', 'docx', 'xlsx', 'scan')),
    sha256   TEXT   NOT NULL REFERENCES files (sha256),
    added_by TEXT   NOT NULL,
    added_at TEXT   NOT NULL,
    PRIMARY KEY (record, place)
);
