-- Rounds beyond the two that the law fixes for each year (Art. 5), and their plans. The fixed ones
-- need no row: they are computed.
CREATE TABLE rounds (
    id        TEXT   NOT NULL PRIMARY KEY,
    unit      TEXT   NOT NULL, -- a province, or 'vn'
    year      BIGINT NOT NULL,
    number    BIGINT NOT NULL CHECK (1 <= number),
    cut_off   TEXT   NOT NULL, -- proposals dated before this day
    due       TEXT   NOT NULL, -- organised before this day
    plan      TEXT   NOT NULL, -- number of the plan
    plan_date TEXT   NOT NULL,
    UNIQUE (unit, year, number)
);
