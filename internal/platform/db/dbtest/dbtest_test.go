package dbtest_test

import (
	"context"
	"testing"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
)

type tester struct{}

func (tester) AuditID() string { return "tester" }

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	for range 2 {
		dbtest.Each(t, func(t *testing.T, d *db.DB) {
			err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
				_, err := tx.Exec(`INSERT INTO audit (kept_by, id, at, author, action, subject, detail)
					VALUES ('a', 'the-same-key', '', '', '', '', '')`)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
