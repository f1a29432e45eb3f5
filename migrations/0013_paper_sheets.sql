-- A sheet that a member filled in on paper, keyed in by the council's office or secretary.
ALTER TABLE sheets ADD COLUMN origin TEXT NOT NULL DEFAULT 'screen' CHECK (origin IN ('screen', 'paper'));
ALTER TABLE sheets ADD COLUMN keyed_by TEXT REFERENCES people (id); -- who keyed it in; none on the screen
ALTER TABLE sheets ADD COLUMN scan TEXT REFERENCES files (sha256); -- the paper, as it was scanned
