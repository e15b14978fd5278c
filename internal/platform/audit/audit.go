// Package audit is the log of everything that has been changed: who, when,
// what and to which record. An entry is written in the transaction of the
// change itself, so that there is never one without the other. Entries are
// only added.
package audit

import (
	"time"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/id"
)

// Entry is one change. Action is area.verb, such as forum.closed; KeptBy the
// association whose record it is, "" for a common one; Subject the record's id;
// Detail what else a reader of the log needs to know.
type Entry struct{ Action, KeptBy, Subject, Detail string }

// Logged is an entry in the log.
type Logged struct {
	Entry
	ID     string // sorts by time
	At     time.Time
	Author string
}

// Record adds an entry. Author and time are those of the transaction.
func Record(tx *db.Tx, e Entry) error {
	_, err := tx.Exec(`INSERT INTO audit (kept_by, id, at, author, action, subject, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		e.KeptBy, id.New(), tx.Now(), tx.Author(), e.Action, e.Subject, e.Detail)
	return err
}

// Filter says which entries to list: those of one association ("" for the
// common records), of one subject if it is given, from before the entry with
// the id Before if it is given, and at most Limit (100 if it is 0).
type Filter struct {
	KeptBy, Subject, Before string
	Limit                   int
}

const usualLimit = 100

// List lists entries, the newest first. The id of the last one is the Before
// of the next page.
func List(tx *db.Tx, f Filter) ([]Logged, error) {
	limit := f.Limit
	if limit <= 0 {
		limit = usualLimit
	}
	query := `SELECT kept_by, id, at, author, action, subject, detail FROM audit
		WHERE kept_by = $1 AND ($2 = '' OR id < $2)`
	if f.Subject == "" {
		return db.All(tx, scan, query+` ORDER BY id DESC LIMIT $3`, f.KeptBy, f.Before, limit)
	}
	query += ` AND subject = $4 ORDER BY id DESC LIMIT $3`
	return db.All(tx, scan, query, f.KeptBy, f.Before, limit, f.Subject)
}

func scan(r db.Row) (l Logged, err error) {
	err = r.Scan(&l.KeptBy, &l.ID, db.When(&l.At), &l.Author, &l.Action, &l.Subject, &l.Detail)
	return l, err
}
