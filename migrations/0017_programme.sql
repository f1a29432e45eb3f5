-- Plans, boards and positions (kế hoạch, ban, chức vụ). Every ledger has the columns
-- that 0014 tells of.

-- Plans of a unit and what they rest on (kế hoạch, văn bản chỉ đạo).
CREATE TABLE plans (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL,
    title           TEXT   NOT NULL DEFAULT '',
    kind            TEXT   NOT NULL DEFAULT '',
    number          TEXT   NOT NULL DEFAULT '',
    signed_on       TEXT   NOT NULL DEFAULT '',
    issuer          TEXT   NOT NULL DEFAULT '',
    period_earliest TEXT   NOT NULL DEFAULT '',
    period_latest   TEXT   NOT NULL DEFAULT '',
    carries_out     TEXT   NOT NULL DEFAULT '',
    replaces        TEXT   NOT NULL DEFAULT '',
    content         TEXT   NOT NULL DEFAULT '',
    money           BIGINT,
    money_relation  TEXT   NOT NULL DEFAULT '',
    money_upper     BIGINT,
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
CREATE INDEX plans_unit ON plans (unit, period_latest);

-- The boards and offices that lead the programme in a unit.
CREATE TABLE boards (
    id            TEXT   NOT NULL PRIMARY KEY,
    unit          TEXT   NOT NULL,
    name          TEXT   NOT NULL DEFAULT '',
    kind          TEXT   NOT NULL DEFAULT '',
    decision      TEXT   NOT NULL DEFAULT '',
    formed_on     TEXT   NOT NULL DEFAULT '',
    ended_on      TEXT   NOT NULL DEFAULT '',
    mandate       TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX boards_unit ON boards (unit, formed_on);

-- Who holds which position in a board or office, from day to day.
CREATE TABLE positions (
    id            TEXT   NOT NULL PRIMARY KEY,
    unit          TEXT   NOT NULL,
    person        TEXT   NOT NULL DEFAULT '',
    board         TEXT   NOT NULL DEFAULT '',
    position      TEXT   NOT NULL DEFAULT '',
    post          TEXT   NOT NULL DEFAULT '',
    since         TEXT   NOT NULL DEFAULT '',
    until         TEXT   NOT NULL DEFAULT '',
    decision      TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX positions_unit ON positions (unit, since);
