-- Reports: how an association makes them up, what it has written for them, and
-- those that were made, byte for byte.

-- +goose Up
-- Each row is a version, and the last one holds: what was written before is
-- never lost.
CREATE TABLE report_template (
	kept_by    TEXT NOT NULL,
	id         TEXT NOT NULL,
	version    BIGINT NOT NULL CHECK (version > 0),
	name       TEXT NOT NULL,
	based      TEXT NOT NULL CHECK (based IN ('mapping', 'standing', 'catalogue')),
	sections   TEXT NOT NULL,            -- in order, as JSON
	logo       BYTEA,                    -- PNG or JPEG; NULL: none
	logo_alt   TEXT NOT NULL,
	accent     TEXT NOT NULL,            -- #rrggbb; '' is the house's own
	changed_at TEXT NOT NULL,
	author     TEXT NOT NULL,
	PRIMARY KEY (kept_by, id, version)
);

CREATE TABLE report_text (
	kept_by    TEXT NOT NULL,
	template   TEXT NOT NULL,            -- the association's own, or one of everybody's
	section    TEXT NOT NULL,            -- or a part of one: results/0604
	lang       TEXT NOT NULL CHECK (lang IN ('sv', 'en')),
	version    BIGINT NOT NULL CHECK (version > 0),
	content    TEXT NOT NULL,            -- Markdown; '' is that there is none any more
	changed_at TEXT NOT NULL,
	author     TEXT NOT NULL,
	PRIMARY KEY (kept_by, template, section, lang, version)
);

CREATE TABLE report (
	kept_by      TEXT NOT NULL,
	id           TEXT NOT NULL,
	author       TEXT NOT NULL,          -- the account that ordered it
	ordered_at   TEXT NOT NULL,
	plan         TEXT NOT NULL,          -- the order, as JSON
	formats      TEXT NOT NULL,          -- those it is to be made in, as JSON
	title        TEXT NOT NULL,
	job          TEXT NOT NULL,          -- what makes it
	made_at      TEXT NOT NULL,          -- '' until it is made
	published_at TEXT NOT NULL,          -- '' while only the association sees it
	PRIMARY KEY (kept_by, id)
);
CREATE INDEX report_by_id ON report (id);
CREATE INDEX report_by_publication ON report (published_at) WHERE published_at <> '';

CREATE TABLE report_file (
	kept_by TEXT NOT NULL,
	id      TEXT NOT NULL,
	format  TEXT NOT NULL,
	number  BIGINT NOT NULL,             -- the order in which they are shown
	name    TEXT NOT NULL,
	size    BIGINT NOT NULL,
	digest  TEXT NOT NULL,               -- SHA-256 of the whole file
	PRIMARY KEY (kept_by, id, format),
	FOREIGN KEY (kept_by, id) REFERENCES report (kept_by, id)
);

CREATE TABLE report_chunk (
	kept_by TEXT NOT NULL,
	id      TEXT NOT NULL,
	format  TEXT NOT NULL,
	number  BIGINT NOT NULL,
	content BYTEA NOT NULL,
	PRIMARY KEY (kept_by, id, format, number),
	FOREIGN KEY (kept_by, id) REFERENCES report (kept_by, id)
);
