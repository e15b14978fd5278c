package db

import (
	"context"
	"database/sql"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
)

// dialect is all that differs between the engines.
type dialect interface {
	name() string
	// open gives the pool for writing and the one for reading.
	open(ctx context.Context, url string) (write, read *sql.DB, err error)
	// isolation is the level of Write, or of Queue.
	isolation(queue bool) sql.IsolationLevel
	// translate makes faults of the errors that people may meet.
	translate(err error) error
	// isRetryable tells whether the same transaction may succeed if run again.
	isRetryable(err error) bool
	// skipLocked ends a SELECT that takes a row nobody else is taking.
	skipLocked() string
	// migrations is how the schema is built.
	migrations(files fs.FS) (goose.Dialect, fs.FS, []goose.ProviderOption, error)
	// tables and columns are queries of the catalogue; columns takes a table.
	tables() string
	columns() string
	// looseKeys lets rows come before the rows they refer to, and tightKeys
	// checks that all have come.
	looseKeys(tx *Tx) error
	tightKeys(tx *Tx) error
	// drop drops a table whatever refers to it.
	drop(table string) string
}

func dialectOf(url string) dialect {
	if strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://") {
		return postgres{}
	}
	return sqlite{}
}

// IsServer tells whether the url is of a database server and not of a file.
func IsServer(url string) bool { _, isServer := dialectOf(url).(postgres); return isServer }
