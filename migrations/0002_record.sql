-- +goose Up
-- Who keeps a row comes first in every key, so that the tables can be
-- distributed by it. '' is what is common to all.
CREATE TABLE record (
	kept_by    TEXT NOT NULL,
	kind       TEXT NOT NULL,
	id         TEXT NOT NULL,
	version    BIGINT NOT NULL CHECK (version > 0),
	revision   BIGINT NOT NULL,
	source     TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	body       TEXT NOT NULL,
	PRIMARY KEY (kept_by, kind, id)
);
CREATE INDEX record_by_key ON record (kind, id);
CREATE INDEX record_by_id ON record (id);
CREATE INDEX record_by_revision ON record (revision);

CREATE TABLE record_version (
	kept_by    TEXT NOT NULL,
	kind       TEXT NOT NULL,
	id         TEXT NOT NULL,
	version    BIGINT NOT NULL,
	source     TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	author     TEXT NOT NULL,
	action     TEXT NOT NULL CHECK (action IN ('imported', 'created', 'changed', 'confirmed', 'ended')),
	body       TEXT NOT NULL,
	PRIMARY KEY (kept_by, kind, id, version)
);
CREATE INDEX record_version_by_key ON record_version (kind, id, version);

-- What each source last said in a record, so that the same document twice
-- changes nothing, whatever has been written by hand in between.
CREATE TABLE record_said (
	kept_by  TEXT NOT NULL,
	source   TEXT NOT NULL,
	kind     TEXT NOT NULL,
	id       TEXT NOT NULL,
	digest   TEXT NOT NULL,
	revision BIGINT NOT NULL,
	PRIMARY KEY (kept_by, source, kind, id)
);
CREATE INDEX record_said_by_source ON record_said (source, kind, id);

-- The kinds of record that an association does not show the public.
CREATE TABLE unpublished (
	kept_by TEXT NOT NULL,
	kind    TEXT NOT NULL,
	PRIMARY KEY (kept_by, kind)
);

-- Forms that have been received, so that one posted twice makes one record.
CREATE TABLE posted_form (
	kept_by   TEXT NOT NULL,
	token     TEXT NOT NULL,
	id        TEXT NOT NULL,
	posted_at TEXT NOT NULL,
	PRIMARY KEY (kept_by, token)
);

-- At most one row: how many times the map has been written to.
CREATE TABLE map_revision (
	only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
	revision BIGINT NOT NULL
);
