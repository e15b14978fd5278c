package db_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
)

func TestSchemaIsAlikeOnBothEngines(t *testing.T) {
	ctx := context.Background()
	var schemas [][]string
	for _, address := range addresses(t) {
		d, err := db.Open(ctx, address)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		if err := d.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		if pending, err := d.Pending(ctx); pending || err != nil {
			t.Errorf("pending %v, %v", pending, err)
		}
		schemas = append(schemas, db.SchemaOf(t, d))
	}
	if diff := cmp.Diff(schemas[0], schemas[1]); diff != "" || len(schemas[0]) < 20 {
		t.Errorf("the schemas differ: %s", diff)
	}
	if odd := db.DefaultCollated(t, dbtest.Postgres(t)); len(odd) > 0 {
		t.Errorf("not compared by bytes: %v", odd)
	}
}

// circular is a schema whose rows refer to each other in every direction.
var circular = fstest.MapFS{
	"0001_a.sql": {Data: []byte(`-- +goose Up
CREATE TABLE b_node (id TEXT PRIMARY KEY, up TEXT REFERENCES b_node (id), name TEXT, size BIGINT NOT NULL,
	share DOUBLE PRECISION, picture BYTEA, "order" INTEGER);
CREATE TABLE a_leaf (id TEXT PRIMARY KEY, node TEXT NOT NULL REFERENCES b_node (id));
`)},
	"0002_b.sql": {Data: []byte(`-- +goose Up
ALTER TABLE a_leaf ADD COLUMN colour TEXT NOT NULL DEFAULT 'grön';
`)},
}

func openWith(t *testing.T, address string, files fstest.MapFS) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), address, db.WithMigrations(files))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := d.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d
}

func fillCircular(t *testing.T, d *db.DB) {
	t.Helper()
	err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
		const node = `INSERT INTO b_node (id, up, name, size, share, picture, "order") VALUES ($1, $2, $3, $4, $5, $6, $7)`
		rows := [][]any{
			{"z", nil, "Åre \"ä\" ö <&> \u2028 🙂\n\t\\", int64(-1) << 63, 0.1, []byte{0, 255}, 1},
			{"a", "z", strings.Repeat("å", 1<<20), int64(1)<<62 + 1, 3.0, []byte{}, nil},
			{"c", "a", nil, 0, nil, nil, 2},
		}
		for _, row := range rows {
			if _, err := tx.Exec(node, row...); err != nil {
				return err
			}
		}
		for i := range 120 {
			if _, err := tx.Exec(`INSERT INTO a_leaf (id, node) VALUES ($1, 'c')`, strings.Repeat("x", i+1)); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`UPDATE b_node SET up = 'c' WHERE id = 'z'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// contents is every value in the two tables.
func contents(t *testing.T, d *db.DB) (all [][]any) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) error {
		for _, query := range []string{
			`SELECT id, up, name, size, share, picture, CASE WHEN picture IS NULL THEN 1 ELSE 0 END, "order" FROM b_node ORDER BY id`,
			`SELECT id, node, NULL, NULL, NULL, NULL, NULL, NULL FROM a_leaf ORDER BY id`,
		} {
			rows, err := db.All(tx, scanEight, query)
			if err != nil {
				return err
			}
			all = append(all, rows...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func scanEight(r db.Row) ([]any, error) {
	row, places := make([]any, 8), make([]any, 8)
	for i := range row {
		places[i] = &row[i]
	}
	err := r.Scan(places...)
	for i, v := range row {
		if raw, ok := v.([]byte); ok {
			row[i] = string(raw)
		}
	}
	return row, err
}

func backup(t *testing.T, d *db.DB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Backup(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func restore(d *db.DB, data []byte) error {
	return d.Restore(context.Background(), bytes.NewReader(data))
}

func TestBackupIsRestoredOnEitherEngine(t *testing.T) {
	for from, address := range addresses(t) {
		source := openWith(t, address, circular)
		fillCircular(t, source)
		data, want := backup(t, source), contents(t, source)
		for to, address := range addresses(t) {
			t.Run(from+" to "+to, func(t *testing.T) {
				d := openWith(t, address, circular)
				if err := restore(d, data); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, contents(t, d)); diff != "" {
					t.Errorf("what came back is not what was there: %.2000s", diff)
				}
				wantKey(t, restore(d, data), fault.Conflict, "backup.not_empty")
				err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
					_, err := tx.Exec(`INSERT INTO a_leaf (id, node) VALUES ('new', 'nobody')`)
					return err
				})
				wantKey(t, err, fault.Conflict, "db.reference")
			})
		}
	}
}

func TestOlderBackupIsMigrated(t *testing.T) {
	old := fstest.MapFS{"0001_a.sql": circular["0001_a.sql"]}
	for engine, address := range addresses(t) {
		t.Run(engine, func(t *testing.T) {
			source := openWith(t, dbtest.EmptySQLite(t), old)
			fillCircular(t, source)
			d := openWith(t, address, circular)
			if err := restore(d, backup(t, source)); err != nil {
				t.Fatal(err)
			}
			if n := value[int](t, d, `SELECT count(*) FROM a_leaf WHERE colour = 'grön'`); n != 120 {
				t.Errorf("%d rows got the new column", n)
			}
			wantKey(t, restore(openWith(t, dbtest.EmptySQLite(t), old), backup(t, d)), fault.Invalid, "backup.newer")
		})
	}
}

func TestDamagedBackupIsRefused(t *testing.T) {
	source := openWith(t, dbtest.EmptySQLite(t), circular)
	fillCircular(t, source)
	whole := backup(t, source)
	lines := unpack(t, whole)
	tests := map[string]struct {
		data []byte
		key  string
	}{
		"empty":          {nil, "backup.not_a_backup"},
		"some text":      {[]byte("hello, this is some other file"), "backup.not_a_backup"},
		"other gzip":     {pack(t, "hello\n"), "backup.not_a_backup"},
		"other format":   {pack(t, strings.Replace(lines, "backup/1", "backup/2", 1)), "backup.newer_format"},
		"cut in half":    {whole[:len(whole)/2], "backup.cut"},
		"cut at the end": {whole[:len(whole)-3], "backup.cut"},
		"without end":    {pack(t, lines[:strings.LastIndex(strings.TrimSpace(lines), "\n")+1]), "backup.cut"},
		"row removed":    {pack(t, strings.Replace(lines, `["xx","c","grön"]`+"\n", "", 1)), "backup.cut"},
		"row changed":    {pack(t, strings.Replace(lines, `["xx","c"`, `["xy","c"`, 1)), "backup.cut"},
		"unknown table":  {pack(t, strings.Replace(lines, `"a_leaf"`, `"schema_version"`, 1)), "backup.not_a_backup"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := openWith(t, dbtest.EmptySQLite(t), circular)
			wantKey(t, restore(d, test.data), fault.Invalid, test.key)
			if got := contents(t, d); len(got) != 0 {
				t.Errorf("%d rows were left behind", len(got))
			}
		})
	}
}

func TestOneDamagedByteIsNoticed(t *testing.T) {
	source := openWith(t, dbtest.EmptySQLite(t), circular)
	exec(t, source, `INSERT INTO b_node (id, name, size) VALUES ('å', 'ä', 1)`)
	whole := backup(t, source)
	for i := 10; i < len(whole); i += 7 {
		data := bytes.Clone(whole)
		data[i] ^= 0x10
		if same(whole, data) {
			continue // one of the bits that fill the last byte up, which say nothing
		}
		d := openWith(t, dbtest.EmptySQLite(t), circular)
		if err := restore(d, data); !fault.Is(err, fault.Invalid) {
			t.Errorf("byte %d: %v", i, err)
		}
	}
}

// same tells whether two compressed texts, each undamaged, say the same.
func same(a, b []byte) bool {
	var texts [2][]byte
	for i, packed := range [][]byte{a, b} {
		zip, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return false
		}
		if texts[i], err = io.ReadAll(zip); err != nil {
			return false
		}
	}
	return bytes.Equal(texts[0], texts[1])
}

func unpack(t *testing.T, data []byte) string {
	t.Helper()
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	return string(lines)
}

func pack(t *testing.T, lines string) []byte {
	t.Helper()
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	if _, err := io.WriteString(zip, lines); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
