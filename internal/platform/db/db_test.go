package db_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
)

type tester struct{}

func (tester) AuditID() string { return "tester" }

// exec runs statements in one change.
func exec(t *testing.T, d *db.DB, statements ...string) {
	t.Helper()
	err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
		for _, s := range statements {
			if _, err := tx.Exec(s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// value reads one value.
func value[T any](t *testing.T, d *db.DB, query string, args ...any) (v T) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
		v, err = db.One(tx, db.Value[T], query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func wantKey(t *testing.T, err error, kind fault.Kind, key string) {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) || f.Kind != kind || f.Key != key {
		t.Errorf("got %v, want %s %s", err, kind, key)
	}
}

func TestFortyTakersOfSevenPlaces(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `CREATE TABLE taken (who TEXT PRIMARY KEY)`)
		var wg sync.WaitGroup
		var mu sync.Mutex
		got := map[bool]int{}
		for i := range 40 {
			wg.Go(func() {
				in := take(t, d, fmt.Sprint(i))
				mu.Lock()
				defer mu.Unlock()
				got[in]++
			})
		}
		wg.Wait()
		if got[true] != 7 || got[false] != 33 {
			t.Errorf("%d got a place and %d did not", got[true], got[false])
		}
		if n := value[int](t, d, `SELECT count(*) FROM taken`); n != 7 {
			t.Errorf("%d places are taken", n)
		}
	})
}

func take(t *testing.T, d *db.DB, who string) (in bool) {
	err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
		in = false
		n, err := db.One(tx, db.Value[int], `SELECT count(*) FROM taken`)
		if err != nil || n >= 7 {
			return err
		}
		in = true
		_, err = tx.Exec(`INSERT INTO taken (who) VALUES ($1)`, who)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return in
}

func TestTransactionInTheWayOfAnotherIsRunAgain(t *testing.T) {
	d := dbtest.Postgres(t) // the other engine lets one write at a time
	exec(t, d, `CREATE TABLE counter (n BIGINT)`, `INSERT INTO counter (n) VALUES (0)`)
	var both, wg sync.WaitGroup
	both.Add(2)
	var runs atomic.Int32
	for range 2 {
		wg.Go(func() {
			first := true
			err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
				runs.Add(1)
				n, err := db.One(tx, db.Value[int], `SELECT n FROM counter`)
				if first {
					first = false
					both.Done()
					both.Wait()
				}
				tx.Exec(`UPDATE counter SET n = $1`, n+1) // that this fails is noticed anyway
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := value[int](t, d, `SELECT n FROM counter`); n != 2 || runs.Load() != 3 {
		t.Errorf("the counter is at %d after %d runs", n, runs.Load())
	}
}

func TestReadingChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `CREATE TABLE thing (name TEXT PRIMARY KEY)`)
		err := d.Read(context.Background(), func(tx *db.Tx) error {
			_, err := tx.Exec(`INSERT INTO thing (name) VALUES ('a')`)
			return err
		})
		if err == nil {
			t.Error("Exec changed something")
		}
		err = d.Read(context.Background(), func(tx *db.Tx) error {
			_, err := db.One(tx, db.Value[string], `INSERT INTO thing (name) VALUES ('a') RETURNING name`)
			return err
		})
		if err == nil {
			t.Error("a query changed something")
		}
		if n := value[int](t, d, `SELECT count(*) FROM thing`); n != 0 {
			t.Errorf("%d rows", n)
		}
	})
}

func TestReadIsOneMoment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `CREATE TABLE thing (name TEXT PRIMARY KEY)`)
		count := func(tx *db.Tx) int {
			n, err := db.One(tx, db.Value[int], `SELECT count(*) FROM thing`)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		err := d.Read(context.Background(), func(tx *db.Tx) error {
			before := count(tx)
			done := make(chan bool)
			go func() { defer close(done); exec(t, d, `INSERT INTO thing (name) VALUES ('a')`) }()
			<-done
			if after := count(tx); after != before {
				t.Errorf("%d rows, then %d", before, after)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestRollback(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `CREATE TABLE thing (name TEXT PRIMARY KEY)`)
		insertAnd := func(end func() error) (err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("panic: %v", p)
				}
			}()
			return d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
				if _, err := tx.Exec(`INSERT INTO thing (name) VALUES ('a')`); err != nil {
					t.Fatal(err)
				}
				return end()
			})
		}
		ends := map[string]func() error{
			"error": func() error { return errors.New("no") },
			"panic": func() error { panic("oh") },
		}
		for name, end := range ends {
			if err := insertAnd(end); err == nil {
				t.Errorf("%s: no error", name)
			}
			if n := value[int](t, d, `SELECT count(*) FROM thing`); n != 0 {
				t.Errorf("%s: %d rows are left", name, n)
			}
		}
	})
}

func TestNestingIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		nothing := func(*db.Tx) error { return nil }
		inner := map[string]func() error{
			"read":  func() error { return d.Read(ctx, nothing) },
			"write": func() error { return d.Write(ctx, tester{}, nothing) },
		}
		for name, f := range inner {
			if d.Read(ctx, func(*db.Tx) error { return f() }) == nil {
				t.Errorf("%s in a read was let through", name)
			}
			if d.Write(ctx, tester{}, func(*db.Tx) error { return f() }) == nil {
				t.Errorf("%s in a write was let through", name)
			}
		}
		if err := d.Read(ctx, nothing); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestQueryWhileWalkingIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.Read(context.Background(), func(tx *db.Tx) error {
			return db.Each(tx, func(db.Row) error {
				_, err := db.All(tx, db.Value[int], `SELECT 1`)
				return err
			}, `SELECT 1 UNION ALL SELECT 2`)
		})
		if err == nil {
			t.Error("let through")
		}
	})
}

func TestWriteNeedsAnAuthor(t *testing.T) {
	d := dbtest.SQLite(t)
	if d.Write(context.Background(), nil, func(*db.Tx) error { return nil }) == nil {
		t.Error("let through")
	}
}

func TestFaults(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `CREATE TABLE parent (id TEXT PRIMARY KEY)`,
			`CREATE TABLE child (id TEXT PRIMARY KEY, parent TEXT NOT NULL REFERENCES parent (id) ON DELETE RESTRICT)`,
			`INSERT INTO parent (id) VALUES ('p')`, `INSERT INTO child (id, parent) VALUES ('c', 'p')`)
		tests := []struct{ statement, key string }{
			{`INSERT INTO parent (id) VALUES ('p')`, "db.conflict"},
			{`INSERT INTO child (id, parent) VALUES ('d', 'nobody')`, "db.reference"},
			{`DELETE FROM parent`, "db.reference"},
		}
		for _, test := range tests {
			err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
				_, err := tx.Exec(test.statement)
				return err
			})
			wantKey(t, err, fault.Conflict, test.key)
		}
	})
}

func TestFailedStatementEndsTheTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `CREATE TABLE thing (name TEXT PRIMARY KEY)`)
		err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
			tx.Exec(`INSERT INTO thing (name) VALUES ('a')`)
			tx.Exec(`INSERT INTO thing (name) VALUES ('a')`)
			tx.Exec(`INSERT INTO thing (name) VALUES ('b')`)
			return nil
		})
		wantKey(t, err, fault.Conflict, "db.conflict")
		if n := value[int](t, d, `SELECT count(*) FROM thing`); n != 0 {
			t.Errorf("%d rows are left", n)
		}
	})
}

type name string

func TestValuesComeBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `CREATE TABLE v (t TEXT, n BIGINT, i INTEGER, f DOUBLE PRECISION, b BYTEA, at TEXT, z TEXT)`)
		at := time.Date(2019, 6, 1, 12, 30, 0, 123456000, time.FixedZone("", 7200))
		var missing *string
		err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
			_, err := tx.Exec(`INSERT INTO v (t, n, i, f, b, at, z) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
				name("Åre 🙂 'x'"), int64(1)<<62, true, 0.1, []byte{0, 1, 255}, at, missing)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		type row struct {
			T  name
			N  int64
			I  bool
			F  float64
			B  []byte
			At time.Time
			Z  *string
		}
		err = d.Read(context.Background(), func(tx *db.Tx) error {
			got, err := db.One(tx, func(r db.Row) (v row, err error) {
				err = r.Scan(&v.T, &v.N, &v.I, &v.F, &v.B, db.When(&v.At), &v.Z)
				return v, err
			}, `SELECT t, n, i, f, b, at, z FROM v WHERE t LIKE $1 ESCAPE '\' AND i = $2`, db.Contains("re 🙂"), true)
			want := row{"Åre 🙂 'x'", 1 << 62, true, 0.1, []byte{0, 1, 255}, at.UTC(), nil}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestTextThatOneEngineCannotKeepIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, s := range []string{"a\x00b", "a\xffb"} {
			err := d.Read(context.Background(), func(tx *db.Tx) error {
				_, err := db.One(tx, db.Value[string], `SELECT id FROM audit WHERE id = $1`, s)
				return err
			})
			wantKey(t, err, fault.Invalid, "db.text")
		}
	})
}

func TestTextIsComparedByBytesAndLikeMindsCase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.Write(context.Background(), tester{}, func(tx *db.Tx) error {
			for _, s := range []string{"ö", "a-b", "ab", "A", "a/b", "Z", "å"} {
				if _, err := tx.Exec(`INSERT INTO audit (kept_by, id, at, author, action, subject, detail)
					VALUES ('', $1, '', '', '', '', '')`, s); err != nil {
					return err
				}
			}
			got, err := db.All(tx, db.Value[string], `SELECT id FROM audit ORDER BY id`)
			if diff := cmp.Diff([]string{"A", "Z", "a-b", "a/b", "ab", "å", "ö"}, got); diff != "" {
				t.Error(diff)
			}
			n, _ := db.One(tx, db.Value[int], `SELECT count(*) FROM audit WHERE id LIKE $1 ESCAPE '\'`, db.Prefix("a"))
			if n != 3 {
				t.Errorf("%d begin with a small a", n)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, test := range []struct {
			values  []string
			in, out int
		}{{nil, 0, 2}, {[]string{"a"}, 1, 1}, {[]string{"b", "c", "a"}, 2, 0}} {
			places, args := db.In(2, test.values)
			args = append([]any{"x"}, args...)
			const from = `SELECT count(*) FROM (SELECT 'a' AS v UNION ALL SELECT 'b') AS t WHERE $1 = 'x' AND v `
			if n := value[int](t, d, from+`IN (`+places+`)`, args...); n != test.in {
				t.Errorf("%d are in %v", n, test.values)
			}
			if n := value[int](t, d, from+`NOT IN (`+places+`)`, args...); n != test.out {
				t.Errorf("%d are not in %v", n, test.values)
			}
		}
	})
}

func TestOneWithoutARow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.Read(context.Background(), func(tx *db.Tx) error {
			_, err := db.One(tx, db.Value[string], `SELECT id FROM job`)
			return err
		})
		if !errors.Is(err, db.ErrNone) || !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
	})
}

func TestNowIsTheClockAndStaysPut(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 1234567, time.FixedZone("", 3600))
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { now = now.Add(time.Hour); return now }))
	err := d.Read(context.Background(), func(tx *db.Tx) error {
		want := time.Date(2026, 3, 1, 9, 0, 0, 1234000, time.UTC)
		if !tx.Now().Equal(want) || !tx.Now().Equal(want) || tx.Now().Location() != time.UTC {
			t.Error(tx.Now())
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestCancelledContext(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, cancel := context.WithCancel(context.Background())
		err := d.Write(ctx, tester{}, func(tx *db.Tx) error {
			cancel()
			_, err := tx.Exec(`DELETE FROM job`)
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if n := value[int](t, d, `SELECT count(*) FROM job`); n != 0 {
			t.Error(n)
		}
	})
}

func TestOpenFailures(t *testing.T) {
	ctx := context.Background()
	_, err := db.Open(ctx, t.TempDir())
	wantKey(t, err, fault.Unavailable, "db.file")
	_, err = db.Open(ctx, "postgres://nobody@127.0.0.1:1/nothing?connect_timeout=2")
	wantKey(t, err, fault.Unavailable, "db.unavailable")
	_, err = db.Open(ctx, "postgres://%zz")
	wantKey(t, err, fault.Invalid, "db.url")
}

func TestOpenMakesTheFolderOfAFileWithAnyName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "en mapp å?&%20#", "samkarta.db")
	d, err := db.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	if found, _ := filepath.Glob(strings.ReplaceAll(path, "?", "[?]")); len(found) != 1 {
		t.Errorf("%s is not there", path)
	}
}

func TestMigrateRefusesANewerSchema(t *testing.T) {
	newer := fstest.MapFS{}
	for name, statement := range map[string]string{
		"0001_a.sql": "CREATE TABLE a (x TEXT);", "0002_b.sql": "CREATE TABLE b (x TEXT);",
	} {
		newer[name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + statement + "\n")}
	}
	older := fstest.MapFS{"0001_a.sql": newer["0001_a.sql"]}
	for engine, address := range addresses(t) {
		t.Run(engine, func(t *testing.T) {
			ctx := context.Background()
			for _, step := range []struct {
				files fstest.MapFS
				key   string
			}{{older, ""}, {newer, ""}, {older, "db.newer_schema"}, {newer, ""}} {
				d, err := db.Open(ctx, address, db.WithMigrations(step.files))
				if err != nil {
					t.Fatal(err)
				}
				if err = d.Migrate(ctx); step.key != "" {
					wantKey(t, err, fault.Unavailable, step.key)
				} else if err != nil {
					t.Error(err)
				}
				d.Close()
			}
		})
	}
}

func addresses(t *testing.T) map[string]string {
	return map[string]string{"sqlite": dbtest.EmptySQLite(t), "postgres": dbtest.EmptyPostgres(t)}
}

func TestManyMigrateAtOnce(t *testing.T) {
	for engine, address := range addresses(t) {
		t.Run(engine, func(t *testing.T) {
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					d, err := db.Open(context.Background(), address)
					if err != nil {
						t.Error(err)
						return
					}
					defer d.Close()
					if err := d.Migrate(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		})
	}
}
