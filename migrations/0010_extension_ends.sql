-- An extension lasts until the renewal has its result (Art. 12.3): the day is an event of its own.
-- The list of kinds is a CHECK, which SQLite cannot widen: the rows move to a table that knows it,
-- and that table has the old name.
ALTER TABLE certificate_events RENAME TO certificate_events_0009;
CREATE TABLE certificate_events (
    id          TEXT NOT NULL PRIMARY KEY,
    certificate TEXT NOT NULL REFERENCES certificates (id),
    kind        TEXT NOT NULL CHECK (kind IN ('extended', 'extension-ended', 'superseded', 'revoked')),
    on_day      TEXT NOT NULL,
    until       TEXT,           -- an extension's last day
    successor   TEXT REFERENCES certificates (id),
    ground      TEXT NOT NULL DEFAULT '', -- of Art. 8.1: 'a' 'b' 'c' 'd' 'đ' 'e'
    decision    TEXT REFERENCES decisions (id),
    concluded_on TEXT,          -- starts the fifteen days of a revocation
    reason      TEXT NOT NULL DEFAULT '',
    UNIQUE (certificate, kind, on_day)
);
INSERT INTO certificate_events (id, certificate, kind, on_day, until, successor, ground, decision,
    concluded_on, reason)
SELECT id, certificate, kind, on_day, until, successor, ground, decision, concluded_on, reason
FROM certificate_events_0009;
DROP TABLE certificate_events_0009;

-- Who opened a producer's personal data is read from the logbook by its step.
CREATE INDEX logbook_step ON logbook (step, seq);
