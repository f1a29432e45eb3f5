-- The advisory group of a council (tổ tư vấn), as its decision lists it.
CREATE TABLE advisers (
    id       TEXT   NOT NULL PRIMARY KEY,
    council  TEXT   NOT NULL REFERENCES councils (id),
    position BIGINT NOT NULL, -- in the order in which they were added
    name     TEXT   NOT NULL,
    post     TEXT   NOT NULL DEFAULT '', -- at the agency: 'Phó Trưởng phòng'
    agency   TEXT   NOT NULL,
    role     TEXT   NOT NULL CHECK (role IN ('leader', 'deputy', 'member')),
    added_at TEXT   NOT NULL
);
CREATE INDEX advisers_council ON advisers (council, position);

-- When a meeting begins, as its invitation says: '08:00'; empty while it is not known.
ALTER TABLE meetings ADD COLUMN begins_at TEXT NOT NULL DEFAULT '';
