-- What every area uses: the audit log and the queue of jobs.

-- +goose Up
CREATE TABLE audit (
    kept_by TEXT NOT NULL,              -- the association; '' for the common records
    id      TEXT NOT NULL,              -- sorts by time
    at      TEXT NOT NULL,
    author  TEXT NOT NULL,
    action  TEXT NOT NULL,              -- such as forum.closed
    subject TEXT NOT NULL,              -- the record it was done to
    detail  TEXT NOT NULL,
    PRIMARY KEY (kept_by, id)
);
CREATE INDEX audit_subject ON audit (kept_by, subject, id);

CREATE TABLE job (
    kept_by      TEXT NOT NULL,         -- the association; '' for the installation's own
    id           TEXT NOT NULL,
    kind         TEXT NOT NULL,
    payload      TEXT NOT NULL,
    author       TEXT NOT NULL,         -- who asked for it
    once         TEXT,                  -- no two jobs of a kind have the same
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    run_at       TEXT NOT NULL,         -- not before this; while running, when the worker is taken for lost
    attempts     BIGINT NOT NULL,
    max_attempts BIGINT NOT NULL,
    progress     BIGINT NOT NULL,
    total        BIGINT NOT NULL,
    message      TEXT NOT NULL,         -- the text key of what went wrong, last time
    fault        TEXT NOT NULL,         -- the whole of it, as JSON
    result       TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    started_at   TEXT NOT NULL,
    finished_at  TEXT NOT NULL,
    PRIMARY KEY (kept_by, id),
    UNIQUE (kept_by, kind, once)
);
CREATE INDEX job_due ON job (run_at) WHERE state IN ('waiting', 'running');
CREATE INDEX job_finished ON job (finished_at) WHERE state IN ('done', 'failed');
