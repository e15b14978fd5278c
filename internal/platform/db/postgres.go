package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"samkarta/internal/platform/fault"
)

// postgres is the server engine. The driver keeps prepared statements for each
// connection by itself.
type postgres struct{}

const (
	postgresOldest = 150000
	postgresConns  = 24
)

func (postgres) name() string { return "postgres" }

func (p postgres) open(ctx context.Context, url string) (write, read *sql.DB, err error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, nil, fault.Wrap(err, fault.Invalid, "db.url")
	}
	config.RuntimeParams["application_name"] = "samkarta"
	config.RuntimeParams["client_encoding"] = "UTF8"
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(postgresConns)
	pool.SetMaxIdleConns(postgresConns)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := p.check(ctx, pool); err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	return pool, pool, nil
}

func (postgres) check(ctx context.Context, pool *sql.DB) error {
	var version int
	var encoding string
	err := pool.QueryRowContext(ctx, `SELECT current_setting('server_version_num')::int,
		current_setting('server_encoding')`).Scan(&version, &encoding)
	switch {
	case err != nil:
		return asUnavailable(err)
	case version < postgresOldest:
		return fault.New(fault.Unavailable, "db.too_old", postgresOldest/10000)
	case encoding != "UTF8":
		return fault.New(fault.Unavailable, "db.encoding", encoding)
	}
	return nil
}

func (postgres) isolation(queue bool) sql.IsolationLevel {
	if queue {
		return sql.LevelReadCommitted
	}
	return sql.LevelSerializable
}

func (postgres) isRetryable(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}

func (postgres) skipLocked() string { return " FOR UPDATE SKIP LOCKED" }

func (postgres) translate(err error) error {
	if isFault(err) {
		return err
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return translateNet(err)
	}
	switch {
	case e.Code == "23505":
		return asConflict(err)
	case e.Code == "23503" || e.Code == "23001":
		return asReference(err)
	case strings.HasPrefix(e.Code, "08"), strings.HasPrefix(e.Code, "53"), strings.HasPrefix(e.Code, "57P"):
		return asUnavailable(err)
	}
	return err
}

func translateNet(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var connect *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, io.EOF) || errors.Is(err, driver.ErrBadConn) {
		return asUnavailable(err)
	}
	return err
}

func (postgres) migrations(files fs.FS) (goose.Dialect, fs.FS, []goose.ProviderOption, error) {
	// Several servers may start at once: one migrates, the others wait.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return "", nil, nil, err
	}
	return goose.DialectPostgres, bytewise{files}, []goose.ProviderOption{goose.WithSessionLocker(locker)}, nil
}

func (postgres) tables() string {
	return `SELECT table_name FROM information_schema.tables
		WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name COLLATE "C"`
}

func (postgres) columns() string {
	return `SELECT column_name, data_type FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`
}

func (p postgres) looseKeys(tx *Tx) error {
	return p.alterKeys(tx, "DEFERRABLE INITIALLY DEFERRED")
}

func (p postgres) tightKeys(tx *Tx) error {
	if _, err := tx.Exec(`SET CONSTRAINTS ALL IMMEDIATE`); err != nil {
		return err
	}
	return p.alterKeys(tx, "NOT DEFERRABLE")
}

func (postgres) alterKeys(tx *Tx, how string) error {
	keys, err := All(tx, func(r Row) (string, error) {
		var table, key string
		err := r.Scan(&table, &key)
		return "ALTER TABLE " + quoted(table) + " ALTER CONSTRAINT " + quoted(key) + " " + how, err
	}, `SELECT table_name, constraint_name FROM information_schema.table_constraints
		WHERE table_schema = current_schema() AND constraint_type = 'FOREIGN KEY'`)
	for _, statement := range keys {
		if err == nil {
			_, err = tx.Exec(statement)
		}
	}
	return err
}

func (postgres) drop(table string) string { return `DROP TABLE ` + quoted(table) + ` CASCADE` }
