package db_test

import (
	"context"
	"testing"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
)

func BenchmarkReadOneRow(b *testing.B) {
	for name, open := range map[string]func(testing.TB, ...db.Option) *db.DB{
		"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres,
	} {
		b.Run(name, func(b *testing.B) { readOneRow(b, open(b)) })
	}
}

func readOneRow(b *testing.B, d *db.DB) {
	ctx, cancel := context.WithCancel(context.Background()) // as a request's is
	defer cancel()
	err := d.Write(ctx, tester{}, func(tx *db.Tx) error {
		_, err := tx.Exec(`INSERT INTO audit (kept_by, id, at, author, action, subject, detail)
			VALUES ('a', 'b', '', '', '', '', 'detail')`)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		err := d.Read(ctx, func(tx *db.Tx) error {
			_, err := db.One(tx, db.Value[string], `SELECT detail FROM audit WHERE kept_by = $1 AND id = $2`, "a", "b")
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
