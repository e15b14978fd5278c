package db

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// SchemaOf lists "table.column type" of the whole schema, for tests outside
// the package.
func SchemaOf(t *testing.T, d *DB) (all []string) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *Tx) error {
		tables, err := catalogue(tx)
		for _, table := range tables {
			for _, c := range table.columns {
				all = append(all, table.name+"."+c.name+" "+strings.ToLower(c.kind))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// DefaultCollated lists the columns of text that are not compared by bytes.
func DefaultCollated(t *testing.T, d *DB) (all []string) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *Tx) (err error) {
		all, err = All(tx, Value[string], `SELECT table_name || '.' || column_name FROM information_schema.columns
			WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCollationIsWrittenIn(t *testing.T) {
	got := textColumn.ReplaceAllFunc([]byte("CREATE TABLE a (\n  x TEXT NOT NULL, y BIGINT);\n"+
		"ALTER TABLE a ADD COLUMN z TEXT;\nUPDATE a SET x = CAST(y AS TEXT);"), collated)
	want := "CREATE TABLE a (\n  x TEXT COLLATE \"C\" NOT NULL, y BIGINT);\n" +
		"ALTER TABLE a ADD COLUMN z TEXT COLLATE \"C\";\nUPDATE a SET x = CAST(y AS TEXT);"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}
