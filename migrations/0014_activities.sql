-- The ledgers of the room of activities. Every ledger has its unit, its columns, the document that
-- says it, what it is found by, the list it came with (empty when it was typed), and when and why it
-- was set aside: nothing is deleted. Text that is not known is empty. Of an amount the number, its
-- relation (exactly, at-least, more-than, about, nearly, between) and the end of a range.

-- Conferences, trainings, publicity, study visits: who held them, who came, what was shown.
CREATE TABLE events (
    id                         TEXT   NOT NULL PRIMARY KEY,
    unit                       TEXT   NOT NULL,
    title                      TEXT   NOT NULL DEFAULT '',
    kind                       TEXT   NOT NULL DEFAULT '',
    held_earliest              TEXT   NOT NULL DEFAULT '',
    held_latest                TEXT   NOT NULL DEFAULT '',
    organiser                  TEXT   NOT NULL DEFAULT '',
    place                      TEXT   NOT NULL DEFAULT '',
    covers                     TEXT   NOT NULL DEFAULT '',
    invited                    TEXT   NOT NULL DEFAULT '',
    present                    BIGINT,
    present_relation           TEXT   NOT NULL DEFAULT '',
    present_upper              BIGINT,
    producers_present          BIGINT,
    producers_present_relation TEXT   NOT NULL DEFAULT '',
    producers_present_upper    BIGINT,
    exhibits                   TEXT   NOT NULL DEFAULT '',
    carries_out                TEXT   NOT NULL DEFAULT '',
    source_number              TEXT   NOT NULL DEFAULT '',
    source_day                 TEXT   NOT NULL DEFAULT '',
    source_words               TEXT   NOT NULL DEFAULT '',
    search                     TEXT   NOT NULL DEFAULT '',
    import                     TEXT   NOT NULL DEFAULT '',
    created_by                 TEXT   NOT NULL,
    created_at                 TEXT   NOT NULL,
    set_aside_at               TEXT,
    set_aside_why              TEXT   NOT NULL DEFAULT '',
    revision                   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX events_unit ON events (unit, held_latest);

-- What stood in the way, and why (khó khăn, vướng mắc).
CREATE TABLE difficulties (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL,
    what            TEXT   NOT NULL DEFAULT '',
    field           TEXT   NOT NULL DEFAULT '',
    cause           TEXT   NOT NULL DEFAULT '',
    period_earliest TEXT   NOT NULL DEFAULT '',
    period_latest   TEXT   NOT NULL DEFAULT '',
    carried         TEXT   NOT NULL DEFAULT '',
    closed_on       TEXT   NOT NULL DEFAULT '',
    outcome         TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX difficulties_unit ON difficulties (unit, period_latest);

-- What is to be done (nhiệm vụ, giải pháp).
CREATE TABLE tasks (
    id              TEXT   NOT NULL PRIMARY KEY,
    unit            TEXT   NOT NULL,
    what            TEXT   NOT NULL DEFAULT '',
    field           TEXT   NOT NULL DEFAULT '',
    period_earliest TEXT   NOT NULL DEFAULT '',
    period_latest   TEXT   NOT NULL DEFAULT '',
    who             TEXT   NOT NULL DEFAULT '',
    due_on          TEXT   NOT NULL DEFAULT '',
    carried         TEXT   NOT NULL DEFAULT '',
    closed_on       TEXT   NOT NULL DEFAULT '',
    outcome         TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX tasks_unit ON tasks (unit, period_latest);

-- Who does the work of the programme in a unit (cán bộ phụ trách OCOP), from day to day.
CREATE TABLE officers (
    id            TEXT   NOT NULL PRIMARY KEY,
    unit          TEXT   NOT NULL,
    name          TEXT   NOT NULL DEFAULT '',
    position      TEXT   NOT NULL DEFAULT '',
    office        TEXT   NOT NULL DEFAULT '',
    since         TEXT   NOT NULL DEFAULT '',
    until         TEXT   NOT NULL DEFAULT '',
    phone         TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX officers_unit ON officers (unit, since);

-- What an officer was trained in, and when.
CREATE TABLE trainings (
    id            TEXT   NOT NULL PRIMARY KEY,
    unit          TEXT   NOT NULL,
    officer       TEXT   NOT NULL DEFAULT '',
    subject       TEXT   NOT NULL DEFAULT '',
    held_earliest TEXT   NOT NULL DEFAULT '',
    held_latest   TEXT   NOT NULL DEFAULT '',
    days          BIGINT,
    form          TEXT   NOT NULL DEFAULT '',
    organiser     TEXT   NOT NULL DEFAULT '',
    event         TEXT   NOT NULL DEFAULT '',
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
CREATE INDEX trainings_unit ON trainings (unit, held_latest);
