package jobs

import (
	"strings"
	"time"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

const columns = `kept_by, id, kind, payload, author, COALESCE(once, ''), state, run_at, attempts, max_attempts,
	progress, total, fault, result, created_at, started_at, finished_at`

func scan(r db.Row) (j Job, err error) {
	var wrong string
	err = r.Scan(&j.KeptBy, &j.ID, &j.Kind, &j.Payload, &j.Author, &j.Once, &j.State, db.When(&j.RunAt),
		&j.Attempts, &j.MaxAttempts, &j.Progress, &j.Total, &wrong, &j.Result,
		db.When(&j.CreatedAt), db.When(&j.StartedAt), db.When(&j.FinishedAt))
	if err == nil {
		j.Fault, err = decodeFault(wrong)
	}
	return j, err
}

func insert(tx *db.Tx, j Job) (rows int64, err error) {
	return tx.Exec(`INSERT INTO job (kept_by, id, kind, payload, author, once, state, run_at, attempts, max_attempts,
			progress, total, message, fault, result, created_at, started_at, finished_at)
		VALUES ($1, $2, $3, $4, $5, NULLIF($6, ''), 'waiting', $7, 0, $8, 0, 0, '', '', '', $9, '', '')
		ON CONFLICT (kept_by, kind, once) DO NOTHING`,
		j.KeptBy, j.ID, j.Kind, j.Payload, tx.Author(), j.Once, j.RunAt, j.MaxAttempts, tx.Now())
}

func find(tx *db.Tx, keptBy, id string) (Job, error) {
	return db.One(tx, scan, `SELECT `+columns+` FROM job WHERE kept_by = $1 AND id = $2`, keptBy, id)
}

// due is what may be taken at $1: waiting, or left by a worker that is lost.
const due = ` FROM job WHERE state IN ('waiting', 'running') AND run_at <= $1`

func isAnyDue(tx *db.Tx, kinds []string) (bool, error) {
	in, args := db.In(2, kinds)
	n, err := db.One(tx, db.Value[int], `SELECT count(*) FROM (SELECT 1`+due+` AND kind IN (`+in+`) LIMIT 1) AS t`,
		append([]any{tx.Now()}, args...)...)
	return n > 0, err
}

// claim takes the job that has been due the longest, until the lease runs out.
// ErrNone if there is none.
func claim(tx *db.Tx, kinds []string, lease time.Duration) (Job, error) {
	in, args := db.In(3, kinds)
	return db.One(tx, scan, `UPDATE job SET state = 'running', run_at = $2, started_at = $1, attempts = attempts + 1
		WHERE (kept_by, id) = (SELECT kept_by, id`+due+` AND kind IN (`+in+`)
			ORDER BY run_at, id LIMIT 1`+tx.SkipLocked()+`)
		RETURNING `+columns, append([]any{tx.Now(), tx.Now().Add(lease)}, args...)...)
}

// mine is what a worker that has taken job $2 of $1 for the $3th time may
// touch: nothing, if another has taken it since.
const mine = ` WHERE kept_by = $1 AND id = $2 AND attempts = $3 AND state = 'running'`

// renew keeps the job for another while and notes how far it has come.
func renew(tx *db.Tx, j Job, lease time.Duration) (still bool, err error) {
	n, err := tx.Exec(`UPDATE job SET run_at = $4, progress = $5, total = $6`+mine,
		j.KeptBy, j.ID, j.Attempts, tx.Now().Add(lease), j.Progress, j.Total)
	return n == 1, err
}

func finish(tx *db.Tx, j Job) error {
	key, wrong, err := encodeFault(j.Fault)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE job SET state = $4, progress = $5, total = $6, message = $7, fault = $8, result = $9,
			finished_at = $10`+mine,
		j.KeptBy, j.ID, j.Attempts, j.State, j.Progress, j.Total, key, wrong, storable(j.Result), tx.Now())
	return err
}

// storable is a result without what cannot be stored, so that the end of a job
// is always noted.
func storable(result string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(result, "\x00", ""), "\ufffd")
}

// putBack makes the job wait for its next attempt.
func putBack(tx *db.Tx, j Job, wait time.Duration, f *fault.Fault) error {
	key, wrong, err := encodeFault(f)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE job SET state = 'waiting', run_at = $4, message = $5, fault = $6`+mine,
		j.KeptBy, j.ID, j.Attempts, tx.Now().Add(wait), key, wrong)
	return err
}

// giveBack makes the job wait as if it had not been taken.
func giveBack(tx *db.Tx, j Job) error {
	_, err := tx.Exec(`UPDATE job SET state = 'waiting', run_at = $4, attempts = attempts - 1`+mine,
		j.KeptBy, j.ID, j.Attempts, tx.Now())
	return err
}

// removeOld removes jobs that have been finished for a long time: a job is a means
// and no record, what it did has been noted where it did it.
func removeOld(tx *db.Tx, before time.Time) error {
	_, err := tx.Exec(`DELETE FROM job WHERE state IN ('done', 'failed') AND finished_at < $1`, before)
	return err
}
