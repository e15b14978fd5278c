package reporting

import (
	"encoding/json"
	"errors"
	"time"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// insertReport keeps that a report has been ordered.
func insertReport(tx *db.Tx, r *Report) error {
	plan, err := json.Marshal(r.Order)
	if err != nil {
		return err
	}
	formats, err := json.Marshal(r.Formats)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO report (kept_by, id, author, ordered_at, plan, formats, title, job, once, made_at, published_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '')`,
		r.KeptBy, r.ID, r.Author, r.OrderedAt, string(plan), string(formats), r.Title, r.job, r.once)
	return err
}

const reportColumns = `kept_by, id, author, ordered_at, plan, formats, title, job, made_at, published_at`

func scanReport(row db.Row) (r Report, err error) {
	var plan, formats string
	err = row.Scan(&r.KeptBy, &r.ID, &r.Author, db.When(&r.OrderedAt), &plan, &formats, &r.Title, &r.job, db.When(&r.MadeAt), db.When(&r.PublishedAt))
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal([]byte(plan), &r.Order); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(formats), &r.Formats)
}

// findReport gives a report by its id, which is its address, whoever keeps it.
func findReport(tx *db.Tx, id string) (Report, error) {
	r, err := db.One(tx, scanReport, `SELECT `+reportColumns+` FROM report WHERE id = $1`, id)
	if errors.Is(err, db.ErrNone) {
		return r, fault.New(fault.NotFound, "reports.not_found")
	}
	if err == nil {
		r.Files, err = filesOf(tx, r.KeptBy, r.ID)
	}
	return r, err
}

// orderedOnce gives the id of the report that was ordered under a name; "" if
// none was.
func orderedOnce(tx *db.Tx, keptBy, once string) (string, error) {
	if once == "" {
		return "", nil
	}
	id, err := db.One(tx, db.Value[string], `SELECT id FROM report WHERE kept_by = $1 AND once = $2`, keptBy, once)
	if errors.Is(err, db.ErrNone) {
		return "", nil
	}
	return id, err
}

// listReports lists the reports, the newest first: those of some associations
// and those that are published; of everybody if all is true, and of one
// association only if it is named.
func listReports(tx *db.Tx, all bool, mine []string, association string) ([]Report, error) {
	in, args := db.In(2, mine)
	query := `SELECT ` + reportColumns + ` FROM report WHERE ($1 = '' OR kept_by = $1)`
	args = append([]any{association}, args...)
	if !all {
		query += ` AND (published_at <> '' OR kept_by IN (` + in + `))`
	} else {
		args = args[:1]
	}
	return db.All(tx, scanReport, query+` ORDER BY ordered_at DESC, id DESC LIMIT 500`, args...)
}

func filesOf(tx *db.Tx, keptBy, id string) ([]File, error) {
	return db.All(tx, func(r db.Row) (f File, err error) {
		err = r.Scan(&f.Format, &f.Name, &f.Size, &f.Digest)
		return f, err
	}, `SELECT format, name, size, digest FROM report_file WHERE kept_by = $1 AND id = $2 ORDER BY number`, keptBy, id)
}

func insertFile(tx *db.Tx, keptBy, id string, number int, f File) error {
	_, err := tx.Exec(`INSERT INTO report_file (kept_by, id, format, number, name, size, digest) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		keptBy, id, f.Format, number, f.Name, f.Size, f.Digest)
	return err
}

// removeChunks takes away what an attempt that was broken off has left of a
// report that is not made.
func removeChunks(tx *db.Tx, keptBy, id string) error {
	_, err := tx.Exec(`DELETE FROM report_chunk WHERE kept_by = $1 AND id = $2`, keptBy, id)
	return err
}

func insertChunk(tx *db.Tx, keptBy, id, format string, number int, content []byte) error {
	_, err := tx.Exec(`INSERT INTO report_chunk (kept_by, id, format, number, content) VALUES ($1, $2, $3, $4, $5)`,
		keptBy, id, format, number, content)
	return err
}

// findChunk gives a part of a file; db.ErrNone after the last.
func findChunk(tx *db.Tx, keptBy, id, format string, number int) ([]byte, error) {
	return db.One(tx, db.Value[[]byte], `SELECT content FROM report_chunk WHERE kept_by = $1 AND id = $2 AND format = $3 AND number = $4`,
		keptBy, id, format, number)
}

func setMade(tx *db.Tx, keptBy, id, title string) error {
	_, err := tx.Exec(`UPDATE report SET made_at = $3, title = $4 WHERE kept_by = $1 AND id = $2`, keptBy, id, tx.Now(), title)
	return err
}

func setPublished(tx *db.Tx, keptBy, id string, at time.Time) error {
	_, err := tx.Exec(`UPDATE report SET published_at = $3 WHERE kept_by = $1 AND id = $2`, keptBy, id, at)
	return err
}

// The states of a template.
const (
	offered = "offered"
	putAway = "put_away"
)

// insertTemplate keeps a version of a template.
func insertTemplate(tx *db.Tx, k Kept) error {
	sections, err := json.Marshal(k.Sections)
	if err != nil {
		return err
	}
	state := offered
	if k.PutAway {
		state = putAway
	}
	_, err = tx.Exec(`INSERT INTO report_template (kept_by, id, version, name, based, sections, logo, logo_alt, accent, state, changed_at, author)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		k.KeptBy, k.ID, k.Version, k.Name, k.Based, string(sections), k.Look.Logo, k.Look.LogoAlt, k.Look.Accent, state, tx.Now(), tx.Author())
	return err
}

func scanTemplate(r db.Row) (k Kept, err error) {
	var sections, state string
	err = r.Scan(&k.KeptBy, &k.ID, &k.Version, &k.Name, &k.Based, &sections, &k.Look.Logo, &k.Look.LogoAlt, &k.Look.Accent, &state, db.When(&k.ChangedAt), &k.Author)
	if err == nil {
		err = json.Unmarshal([]byte(sections), &k.Sections)
	}
	if len(k.Look.Logo) == 0 {
		k.Look.Logo = nil
	}
	k.PutAway = state == putAway
	return k, err
}

// templatesOf lists an association's own templates as they are now, those too that
// are put away, without their texts.
func templatesOf(tx *db.Tx, keptBy string) ([]Kept, error) {
	return db.All(tx, scanTemplate, `SELECT kept_by, id, version, name, based, sections, logo, logo_alt, accent, state, changed_at, author
		FROM report_template AS t WHERE kept_by = $1
		AND version = (SELECT max(version) FROM report_template AS n WHERE n.kept_by = t.kept_by AND n.id = t.id) ORDER BY name, id`, keptBy)
}

// insertText keeps a version of a text.
func insertText(tx *db.Tx, keptBy, template string, x KeptText) error {
	_, err := tx.Exec(`INSERT INTO report_text (kept_by, template, section, lang, version, content, changed_at, author)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, keptBy, template, x.Section, x.Lang, x.Version, x.Text.Text, tx.Now(), tx.Author())
	return err
}

// textsOf lists what an association has written for a template, as it is now.
func textsOf(tx *db.Tx, keptBy, template string) ([]KeptText, error) {
	return db.All(tx, func(r db.Row) (x KeptText, err error) {
		err = r.Scan(&x.Section, &x.Lang, &x.Version, &x.Text.Text, db.When(&x.ChangedAt), &x.Author)
		return x, err
	}, `SELECT section, lang, version, content, changed_at, author FROM report_text AS t WHERE kept_by = $1 AND template = $2
		AND version = (SELECT max(version) FROM report_text AS n
			WHERE n.kept_by = t.kept_by AND n.template = t.template AND n.section = t.section AND n.lang = t.lang)
		ORDER BY section, lang`, keptBy, template)
}
