package db

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"time"

	"samkarta/migrations"
)

// Author is whoever a change is made for; access.Actor is one.
type Author interface{ AuditID() string }

// DB is an open database. It may be used by many goroutines at a time.
type DB struct {
	engine dialect
	write  *sql.DB
	read   *sql.DB
	clock  func() time.Time
	schema fs.FS
}

// Option changes how a database is opened.
type Option func(*DB)

// WithClock makes the database take its time from now instead of the machine:
// for tests, and for a demonstration that runs at a set date.
func WithClock(now func() time.Time) Option { return func(d *DB) { d.clock = now } }

// WithMigrations makes the database follow another set of migrations than the
// program's own.
func WithMigrations(files fs.FS) Option { return func(d *DB) { d.schema = files } }

// Open opens the database at url: the path of a file, which is made with its
// folder if it is missing, or postgres://….
func Open(ctx context.Context, url string, opts ...Option) (*DB, error) {
	d := &DB{clock: time.Now, schema: migrations.FS, engine: dialectOf(url)}
	for _, opt := range opts {
		opt(d)
	}
	var err error
	if d.write, d.read, err = d.engine.open(ctx, url); err != nil {
		return nil, d.engine.translate(err)
	}
	return d, nil
}

// Close closes the database; transactions under way are let finish.
func (d *DB) Close() error {
	err := d.write.Close()
	if d.read != d.write {
		err = errors.Join(err, d.read.Close())
	}
	return err
}

// Now tells the time by the database's clock, in UTC and whole microseconds.
func (d *DB) Now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }

// Engine names the kind of database, for showing to an operator only.
func (d *DB) Engine() string { return d.engine.name() }
