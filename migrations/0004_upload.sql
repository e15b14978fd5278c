-- Documents that have been sent in and tried, and wait for somebody to say that
-- they are to be taken into the map. They are removed after a day.

-- +goose Up
CREATE TABLE upload (
	kept_by     TEXT NOT NULL,           -- the association; '' for an administrator
	id          TEXT NOT NULL,
	author      TEXT NOT NULL,           -- the account that sent it
	uploaded_at TEXT NOT NULL,
	size        BIGINT NOT NULL,         -- of all files, in bytes
	preview     TEXT NOT NULL,           -- what the dry run found, as JSON
	job         TEXT NOT NULL,           -- what takes it in; '' until somebody says so
	PRIMARY KEY (kept_by, id)
);
CREATE INDEX upload_by_time ON upload (uploaded_at);

CREATE TABLE upload_file (
	kept_by TEXT NOT NULL,
	id      TEXT NOT NULL,
	number  BIGINT NOT NULL,             -- the order in which the files were sent
	name    TEXT NOT NULL,
	content TEXT NOT NULL,
	PRIMARY KEY (kept_by, id, number),
	FOREIGN KEY (kept_by, id) REFERENCES upload (kept_by, id) ON DELETE CASCADE
);
