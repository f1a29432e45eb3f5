-- A report of a unit on a period (báo cáo sơ kết, tổng kết). Its numbers are asked anew whenever it
-- is read, until it is frozen: then what it said, and what each number counted, is its content.
CREATE TABLE reports (
    id         TEXT   NOT NULL PRIMARY KEY,
    unit       TEXT   NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('interim', 'final', 'yearly', 'other')),
    title      TEXT   NOT NULL,
    first_day  TEXT   NOT NULL,
    last_day   TEXT   NOT NULL,
    figures_on TEXT   NOT NULL, -- số liệu tính đến ngày
    places     TEXT   NOT NULL CHECK (places IN ('then', 'today')),
    created_by TEXT   NOT NULL,
    created_at TEXT   NOT NULL,
    frozen_by  TEXT   NOT NULL DEFAULT '',
    frozen_at  TEXT,
    content    TEXT   NOT NULL DEFAULT '', -- once it is frozen (JSON)
    revision   BIGINT NOT NULL DEFAULT 0,
    CHECK (first_day <= last_day)
);
CREATE INDEX reports_unit ON reports (unit, figures_on);

-- What an officer has written into a report: in place of a sentence of the outline, or beside them.
CREATE TABLE report_passages (
    report     TEXT   NOT NULL REFERENCES reports (id),
    passage    TEXT   NOT NULL, -- 'results.certified', or an id of its own
    section    TEXT   NOT NULL,
    text       TEXT   NOT NULL, -- nothing leaves the sentence out
    is_own     BIGINT NOT NULL CHECK (is_own IN (0, 1)),
    written_by TEXT   NOT NULL,
    written_at TEXT   NOT NULL,
    PRIMARY KEY (report, passage)
);
