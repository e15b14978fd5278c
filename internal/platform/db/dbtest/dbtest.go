// Package dbtest gives each test a fresh, migrated database on each engine.
//
// The server engine is a private cluster started from the programs installed
// on the machine. SAMKARTA_TEST_POSTGRES holds the address of one that runs
// already; the command in the folder cluster starts one for many packages.
package dbtest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/id"
	"samkarta/migrations"
)

// Variable names the environment variable with the address of a cluster.
const Variable = "SAMKARTA_TEST_POSTGRES"

// Each runs f as a subtest for each engine, with a fresh migrated database.
func Each(t *testing.T, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, Postgres(t)) })
}

// SQLite gives a fresh migrated database in a file.
func SQLite(t testing.TB, opts ...db.Option) *db.DB {
	t.Helper()
	return Copy(t, migratedFile(t), opts...)
}

// Copy gives a database that begins as what a file of MakeFile holds.
func Copy(t testing.TB, file []byte, opts ...db.Option) *db.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "samkarta.db")
	must(t, os.WriteFile(path, file, 0o600))
	return open(t, path, opts)
}

// Postgres gives a fresh migrated database in a cluster.
func Postgres(t testing.TB, opts ...db.Option) *db.DB {
	t.Helper()
	return open(t, fresh(t, migratedTemplate(t)), opts)
}

// EmptySQLite gives the address of a database without a schema.
func EmptySQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "samkarta.db") }

// EmptyPostgres gives the address of a database without a schema.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	return fresh(t, "template0")
}

func open(t testing.TB, address string, opts []db.Option) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), address, opts...)
	must(t, err)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var migrated struct {
	file     func() ([]byte, error)
	template func() (string, error)
}

func init() {
	migrated.file = sync.OnceValues(makeFile)
	migrated.template = sync.OnceValues(makeTemplate)
}

// migratedFile is what a migrated database file holds: migrated once, copied
// for each test.
func migratedFile(t testing.TB) []byte {
	t.Helper()
	data, err := migrated.file()
	must(t, err)
	return data
}

func makeFile() ([]byte, error) {
	return MakeFile(func(*db.DB) error { return nil })
}

// MakeFile makes a migrated database, lets it be filled, and gives the file, for
// Copy to begin with: what many tests of a package want to find is made once.
func MakeFile(fill func(*db.DB) error, opts ...db.Option) ([]byte, error) {
	dir, err := os.MkdirTemp("", "samkarta-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "made.db")
	if err := migrate(path, fill, opts...); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

func migrate(address string, fill func(*db.DB) error, opts ...db.Option) error {
	d, err := db.Open(context.Background(), address, opts...)
	if err != nil {
		return err
	}
	if err = d.Migrate(context.Background()); err == nil {
		err = fill(d)
	}
	return errors.Join(err, d.Close())
}

// migratedTemplate names a migrated database in the cluster, to be copied for
// each test.
func migratedTemplate(t testing.TB) string {
	t.Helper()
	name, err := migrated.template()
	must(t, err)
	return name
}

// makeTemplate makes the template unless a test of another package has: its
// name tells what migrations it was made by.
func makeTemplate() (string, error) {
	name, err := templateName()
	if err != nil {
		return "", err
	}
	return name, inCluster(func(c *connection) error {
		c.run(`SELECT pg_advisory_lock(7201)`)
		defer c.run(`SELECT pg_advisory_unlock(7201)`)
		if c.has(`SELECT 1 FROM pg_database WHERE datname = $1`, name) || c.err != nil {
			return c.err
		}
		c.run(`DROP DATABASE IF EXISTS ` + name + `_new`)
		c.run(`CREATE DATABASE ` + name + `_new TEMPLATE template0`)
		if c.err == nil {
			c.err = migrate(c.address(name+"_new"), func(*db.DB) error { return nil })
		}
		c.run(`ALTER DATABASE ` + name + `_new RENAME TO ` + name)
		return c.err
	})
}

func templateName() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(migrations.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := migrations.FS.ReadFile(path)
		fmt.Fprintf(sum, "%s %d\n%s", path, len(data), data)
		return err
	})
	return fmt.Sprintf("samkarta_%x", sum.Sum(nil)[:8]), err
}

// fresh makes a database after a template, for as long as the test runs.
func fresh(t testing.TB, template string) string {
	t.Helper()
	name := "test_" + id.New()
	address := ""
	must(t, inCluster(func(c *connection) error {
		c.run(`CREATE DATABASE "` + name + `" TEMPLATE ` + template)
		address = c.address(name)
		return c.err
	}))
	t.Cleanup(func() {
		must(t, inCluster(func(c *connection) error {
			c.run(`DROP DATABASE IF EXISTS "` + name + `" WITH (FORCE)`)
			return c.err
		}))
	})
	return address
}

// withDatabase is the address of another database of the same cluster.
func withDatabase(cluster, name string) (string, error) {
	u, err := url.Parse(cluster)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}
