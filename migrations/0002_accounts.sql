-- People who log in, and the posts they hold. Units are named by their id in the book of places
-- ('99001.2025'); the centre is 'vn'.
CREATE TABLE people (
    id          TEXT   NOT NULL PRIMARY KEY,
    login       TEXT   NOT NULL UNIQUE,
    name        TEXT   NOT NULL,
    password    TEXT   NOT NULL, -- Argon2id, PHC form
    disabled_at TEXT,
    created_at  TEXT   NOT NULL,
    revision    BIGINT NOT NULL DEFAULT 0
);

-- A person may hold several posts, one after another or at once; one is chosen while working.
CREATE TABLE posts (
    id       TEXT NOT NULL PRIMARY KEY,
    person   TEXT NOT NULL REFERENCES people (id),
    role     TEXT NOT NULL CHECK (role IN ('producer', 'commune', 'province', 'member', 'ministry', 'admin')),
    unit     TEXT NOT NULL,
    producer TEXT,             -- for the role 'producer': whose products
    until    TEXT              -- last day, when it has ended
);
CREATE INDEX posts_person ON posts (person);
