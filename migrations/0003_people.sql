-- Accounts and what goes with signing in. Accounts belong to the installation;
-- a role in an association belongs to the association.

-- +goose Up
CREATE TABLE account (
	id           TEXT NOT NULL PRIMARY KEY,
	email        TEXT NOT NULL UNIQUE,   -- in lower case
	name         TEXT NOT NULL,
	password     TEXT NOT NULL,          -- argon2id with its parameters; '' until one has been chosen
	created_at   TEXT NOT NULL,
	signed_in_at TEXT NOT NULL,          -- the last time; '' if never
	closed_at    TEXT NOT NULL           -- '' while it is open
);

CREATE TABLE assignment (
	kept_by TEXT NOT NULL,               -- the association; '' for an administrator
	id      TEXT NOT NULL,
	account TEXT NOT NULL REFERENCES account (id),
	role    TEXT NOT NULL CHECK (role IN ('administrator', 'developer', 'editor', 'reader')),
	unit    TEXT NOT NULL,               -- of an editor
	since   TEXT NOT NULL,
	until   TEXT NOT NULL,               -- '' while it holds
	PRIMARY KEY (kept_by, id),
	CHECK ((role = 'administrator') = (kept_by = '')),
	CHECK ((role = 'editor') = (unit <> ''))
);
CREATE UNIQUE INDEX assignment_once ON assignment (kept_by, account, role, unit) WHERE until = '';
CREATE INDEX assignment_account ON assignment (account);

-- Of tokens only the digest is kept, so that nobody can sign in with what is
-- stored here or in a backup.
CREATE TABLE session (
	digest     TEXT NOT NULL PRIMARY KEY,
	account    TEXT NOT NULL REFERENCES account (id),
	address    TEXT NOT NULL,            -- where it was begun, shown to the account itself
	started_at TEXT NOT NULL,
	used_at    TEXT NOT NULL
);
CREATE INDEX session_account ON session (account);

-- The link with which somebody chooses a password: one at a time.
CREATE TABLE password_link (
	account    TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
	digest     TEXT NOT NULL UNIQUE,
	expires_at TEXT NOT NULL
);

-- Attempts to sign in that have failed or are under way. The subject is the
-- digest of an e-mail or of a client address.
CREATE TABLE sign_in_attempt (
	subject TEXT NOT NULL,
	id      TEXT NOT NULL,
	at      TEXT NOT NULL,
	PRIMARY KEY (subject, id)
);
