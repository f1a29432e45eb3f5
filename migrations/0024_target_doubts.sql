-- What makes one doubt a target: a document may be read in two ways, or state no single number.
ALTER TABLE targets ADD COLUMN doubt TEXT NOT NULL DEFAULT '';
