package upload

import (
	"encoding/json"
	"errors"
	"time"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

func insert(tx *db.Tx, u *Upload, files []File) error {
	found, err := json.Marshal(u.Preview)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO upload (kept_by, id, author, uploaded_at, size, preview, job)
		VALUES ($1, $2, $3, $4, $5, $6, '')`, u.KeptBy, u.ID, u.Author, u.At, u.Size, string(found))
	if err != nil {
		return err
	}
	for i, f := range files {
		// A document that was taken as JSON is text that every database keeps.
		_, err := tx.Exec(`INSERT INTO upload_file (kept_by, id, number, name, content) VALUES ($1, $2, $3, $4, $5)`,
			u.KeptBy, u.ID, i, f.Name, string(f.Content))
		if err != nil {
			return err
		}
	}
	return nil
}

// stored is an upload as it lies, with the id of its job.
type stored struct {
	Upload
	job string
}

func find(tx *db.Tx, keptBy, id string) (stored, error) {
	u, err := db.One(tx, scan, `SELECT kept_by, id, author, uploaded_at, size, preview, job FROM upload
		WHERE kept_by = $1 AND id = $2`, keptBy, id)
	if errors.Is(err, db.ErrNone) {
		return u, fault.New(fault.NotFound, "upload.gone")
	}
	return u, err
}

func scan(r db.Row) (u stored, err error) {
	var found string
	err = r.Scan(&u.KeptBy, &u.ID, &u.Author, db.When(&u.At), &u.Size, &found, &u.job)
	if err == nil {
		err = json.Unmarshal([]byte(found), &u.Preview)
	}
	return u, err
}

func filesOf(tx *db.Tx, keptBy, id string) ([]File, error) {
	return db.All(tx, func(r db.Row) (f File, err error) {
		err = r.Scan(&f.Name, &f.Content)
		return f, err
	}, `SELECT name, content FROM upload_file WHERE kept_by = $1 AND id = $2 ORDER BY number`, keptBy, id)
}

func setJob(tx *db.Tx, keptBy, id, job string) error {
	_, err := tx.Exec(`UPDATE upload SET job = $3 WHERE kept_by = $1 AND id = $2`, keptBy, id, job)
	return err
}

// removeBefore removes what has waited too long; its files go with it.
func removeBefore(tx *db.Tx, before time.Time) (int64, error) {
	return tx.Exec(`DELETE FROM upload WHERE uploaded_at < $1`, before)
}
