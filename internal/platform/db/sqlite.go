package db

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"github.com/pressly/goose/v3"
	driversqlite "modernc.org/sqlite"

	"samkarta/internal/platform/fault"
)

// sqlite is the embedded engine: one file, one writer, many readers.
type sqlite struct{}

func (sqlite) name() string { return "sqlite" }

func (sqlite) open(ctx context.Context, path string) (write, read *sql.DB, err error) {
	if path, err = makeFile(path); err != nil {
		return nil, nil, fault.Wrap(err, fault.Unavailable, "db.file", path)
	}
	if write, err = sqlitePool(path, 1, "immediate", "query_only(0)"); err != nil {
		return nil, nil, err
	}
	if err = write.PingContext(ctx); err == nil {
		read, err = sqlitePool(path, max(4, 2*runtime.GOMAXPROCS(0)), "deferred", "query_only(1)")
	}
	if err != nil {
		return nil, nil, errors.Join(err, write.Close())
	}
	return write, read, nil
}

// makeFile makes the file with its folder, readable by nobody else: it will
// hold what only its keeper may see.
func makeFile(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return path, err
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return full, err
	}
	f, err := os.OpenFile(full, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return full, err
	}
	return full, f.Close()
}

func sqlitePool(path string, size int, lock, access string) (*sql.DB, error) {
	// synchronous(FULL): a commit that has been answered survives a power cut.
	q := url.Values{"_txlock": {lock}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
		"case_sensitive_like(1)", "temp_store(MEMORY)", "cache_size(-16000)", access,
	}}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	c, err := driversqlite.NewConnector(name.String())
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(remembering{c})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool, nil
}

func (sqlite) isolation(bool) sql.IsolationLevel { return sql.LevelDefault }
func (sqlite) isRetryable(error) bool            { return false }
func (sqlite) skipLocked() string                { return "" }

// What the engine's result codes mean to people.
var sqliteFaults = map[int]func(error) error{
	2067: asConflict, 1555: asConflict, // unique, primary key
	787: asReference, 1811: asReference, // foreign key, and one with RESTRICT
	5: asBusy, 6: asBusy, 261: asBusy, 517: asBusy,
	8: asUnavailable, 10: asUnavailable, 11: asUnavailable, 13: asUnavailable, 14: asUnavailable, 26: asUnavailable,
}

func (sqlite) translate(err error) error {
	var e *driversqlite.Error
	if !errors.As(err, &e) || isFault(err) {
		return err
	}
	if known := sqliteFaults[e.Code()]; known != nil {
		return known(err)
	}
	if known := sqliteFaults[e.Code()&0xff]; known != nil {
		return known(err)
	}
	return err
}

func (sqlite) migrations(files fs.FS) (goose.Dialect, fs.FS, []goose.ProviderOption, error) {
	return goose.DialectSQLite3, files, nil, nil
}

func (sqlite) tables() string {
	return `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`
}

func (sqlite) columns() string {
	return `SELECT name, type FROM pragma_table_xinfo($1) WHERE hidden = 0 ORDER BY cid`
}

func (sqlite) looseKeys(tx *Tx) error {
	_, err := tx.Exec(`PRAGMA defer_foreign_keys = 1`)
	return err
}

// The engine checks the deferred keys when the transaction ends.
func (sqlite) tightKeys(*Tx) error { return nil }

func (sqlite) drop(table string) string { return `DROP TABLE ` + quoted(table) }

// remembering is a connector whose connections keep their prepared statements,
// so that a query is compiled once a connection and not once a call.
type remembering struct{ driver.Connector }

// Connect opens a connection.
func (r remembering) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &rememberingConn{sqliteConn: c.(sqliteConn), known: map[string]driver.Stmt{}}, nil
}

type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// mostRemembered bounds what one connection keeps; lists of every length give
// a statement each.
const mostRemembered = 300

type rememberingConn struct {
	sqliteConn
	known map[string]driver.Stmt
}

// QueryContext runs a query with the statement kept for its text.
func (c *rememberingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.(driver.StmtQueryContext).QueryContext(ctx, args)
}

// ExecContext runs a statement with the one kept for its text.
func (c *rememberingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.(driver.StmtExecContext).ExecContext(ctx, args)
}

// Close closes the connection and what it remembers.
func (c *rememberingConn) Close() error {
	return cmp.Or(c.forget(), c.sqliteConn.Close())
}

func (c *rememberingConn) statement(ctx context.Context, query string) (driver.Stmt, error) {
	if s, ok := c.known[query]; ok {
		return s, nil
	}
	if len(c.known) >= mostRemembered {
		if err := c.forget(); err != nil {
			return nil, err
		}
	}
	s, err := c.PrepareContext(ctx, query)
	if err == nil {
		c.known[query] = s
	}
	return s, err
}

func (c *rememberingConn) forget() error {
	var all []error
	for query, s := range c.known {
		all = append(all, s.Close())
		delete(c.known, query)
	}
	return errors.Join(all...)
}
