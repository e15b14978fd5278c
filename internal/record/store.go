package record

import (
	"encoding/json"
	"fmt"
	"time"

	"samkarta/internal/platform/db"
)

// row is a record as it lies in the database.
type row struct {
	keptBy, kind, id string
	version          int64
	source           string
	changedAt        time.Time
	body             string
}

const rowColumns = `kept_by, kind, id, version, source, changed_at, body`

func scanRow(r db.Row) (row, error) {
	var x row
	var at string
	if err := r.Scan(&x.keptBy, &x.kind, &x.id, &x.version, &x.source, &at, &x.body); err != nil {
		return x, err
	}
	var err error
	x.changedAt, err = db.ParseTime(at)
	return x, err
}

// record makes the record of a row; an error says that the database holds
// something that this program did not write.
func (x row) record(kinds *Kinds) (Body, error) {
	k := kinds.Named(x.kind)
	if k == nil {
		return nil, fmt.Errorf("record %s %s: there is no such kind", x.kind, x.id)
	}
	b := k.New()
	if err := json.Unmarshal([]byte(x.body), b); err != nil {
		return nil, fmt.Errorf("record %s %s: %w", x.kind, x.id, err)
	}
	h := b.HeadOf()
	h.ID, h.Source, h.KeptBy, h.Version, h.ChangedAt = x.id, x.source, x.keptBy, x.version, x.changedAt
	return b, nil
}

// findRow gives the row of a record, whoever keeps it.
func findRow(tx *db.Tx, key Key) (row, error) {
	return db.One(tx, scanRow, `SELECT `+rowColumns+` FROM record WHERE kind = $1 AND id = $2`, key.Kind, key.ID)
}

// rowsSince gives the records written after a revision.
func rowsSince(tx *db.Tx, revision int64) ([]row, error) {
	return db.All(tx, scanRow, `SELECT `+rowColumns+` FROM record WHERE revision > $1`, revision)
}

// rowsOfSource gives the records of a kind that a source last set.
func rowsOfSource(tx *db.Tx, kind, source string) ([]row, error) {
	return db.All(tx, scanRow, `SELECT `+rowColumns+` FROM record WHERE kind = $1 AND source = $2`, kind, source)
}

func exists(tx *db.Tx, kinds []string, id string) (bool, error) {
	in, args := db.In(2, kinds)
	n, err := db.One(tx, scanInt, `SELECT count(*) FROM record WHERE id = $1 AND kind IN (`+in+`)`, append([]any{id}, args...)...)
	return n > 0, err
}

func scanInt(r db.Row) (n int64, err error) {
	err = r.Scan(&n)
	return n, err
}

func currentRevision(tx *db.Tx) (int64, error) {
	return db.One(tx, scanInt, `SELECT coalesce(max(revision), 0) FROM map_revision`)
}

// nextRevision counts the map's revision up by one; whoever writes takes a
// number of its own, so writers follow one another.
func nextRevision(tx *db.Tx) (int64, error) {
	return db.One(tx, scanInt, `INSERT INTO map_revision (only_row, revision) VALUES (1, 1)
		ON CONFLICT (only_row) DO UPDATE SET revision = map_revision.revision + 1 RETURNING revision`)
}

// saveRow writes a record and the version of it. A record that is now kept by
// another association leaves its old place.
func saveRow(tx *db.Tx, old *row, b Body, revision int64, action string) error {
	h, now := b.HeadOf(), db.Time(tx.Now())
	if old != nil && old.keptBy != h.KeptBy {
		if _, err := tx.Exec(`DELETE FROM record WHERE kept_by = $1 AND kind = $2 AND id = $3`, old.keptBy, old.kind, old.id); err != nil {
			return err
		}
	}
	body := string(Bare(b))
	_, err := tx.Exec(`INSERT INTO record (kept_by, kind, id, version, revision, source, changed_at, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (kept_by, kind, id) DO UPDATE SET version = excluded.version, revision = excluded.revision,
			source = excluded.source, changed_at = excluded.changed_at, body = excluded.body`,
		h.KeptBy, h.Kind.Name, h.ID, h.Version, revision, h.Source, now, body)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO record_version (kept_by, kind, id, version, source, changed_at, author, action, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		h.KeptBy, h.Kind.Name, h.ID, h.Version, h.Source, now, tx.Author(), action, body)
	return err
}

// saying is what a source last said in a record, and at which revision.
type saying struct {
	digest   string
	revision int64
}

// said tells what a source last said in a record; nothing is the zero value.
func said(tx *db.Tx, key Key, source string) (saying, error) {
	x, err := db.One(tx, func(r db.Row) (x saying, err error) { err = r.Scan(&x.digest, &x.revision); return x, err },
		`SELECT digest, revision FROM record_said WHERE source = $1 AND kind = $2 AND id = $3`, source, key.Kind, key.ID)
	if err == db.ErrNone {
		return saying{}, nil
	}
	return x, err
}

func saveSaid(tx *db.Tx, keptBy string, key Key, source string, x saying) error {
	_, err := tx.Exec(`INSERT INTO record_said (kept_by, source, kind, id, digest, revision) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (kept_by, source, kind, id) DO UPDATE SET digest = excluded.digest, revision = excluded.revision`,
		keptBy, source, key.Kind, key.ID, x.digest, x.revision)
	return err
}

func hiddenKinds(tx *db.Tx) (map[publication]bool, error) {
	hidden := map[publication]bool{}
	err := db.Each(tx, func(r db.Row) error {
		var p publication
		if err := r.Scan(&p.KeptBy, &p.Kind); err != nil {
			return err
		}
		hidden[p] = true
		return nil
	}, `SELECT kept_by, kind FROM unpublished`)
	return hidden, err
}

func setPublished(tx *db.Tx, keptBy, kind string, published bool) (changed bool, err error) {
	query := `INSERT INTO unpublished (kept_by, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING`
	if published {
		query = `DELETE FROM unpublished WHERE kept_by = $1 AND kind = $2`
	}
	n, err := tx.Exec(query, keptBy, kind)
	return n > 0, err
}

// version is one version of a record with who wrote it.
type version struct {
	row
	author, action string
}

const versionColumns = rowColumns + `, author, action`

func scanVersion(r db.Row) (version, error) {
	var x version
	var at string
	err := r.Scan(&x.keptBy, &x.kind, &x.id, &x.version, &x.source, &at, &x.body, &x.author, &x.action)
	if err == nil {
		x.changedAt, err = db.ParseTime(at)
	}
	return x, err
}

func versionsOf(tx *db.Tx, key Key) ([]version, error) {
	return db.All(tx, scanVersion, `SELECT `+versionColumns+` FROM record_version
		WHERE kind = $1 AND id = $2 ORDER BY version DESC`, key.Kind, key.ID)
}

// eachVersion goes through all versions of all records, each record's in order.
func eachVersion(tx *db.Tx, f func(version) error) error {
	return db.Each(tx, func(r db.Row) error {
		x, err := scanVersion(r)
		if err != nil {
			return err
		}
		return f(x)
	}, `SELECT `+versionColumns+` FROM record_version ORDER BY kind, id, version`)
}

// posted gives the key that a form with the token has already made, "" if none.
func posted(tx *db.Tx, keptBy, token string) (string, error) {
	got, err := db.One(tx, func(r db.Row) (s string, err error) { err = r.Scan(&s); return s, err },
		`SELECT id FROM posted_form WHERE kept_by = $1 AND token = $2`, keptBy, token)
	if err == db.ErrNone {
		return "", nil
	}
	return got, err
}

func savePosted(tx *db.Tx, keptBy, token, id string) error {
	_, err := tx.Exec(`INSERT INTO posted_form (kept_by, token, id, posted_at) VALUES ($1, $2, $3, $4)`,
		keptBy, token, id, db.Time(tx.Now()))
	return err
}
