package db

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"time"
)

// Tx is a transaction under way. It belongs to the goroutine it was given to.
type Tx struct {
	ctx     context.Context
	sql     *sql.Tx
	engine  dialect
	now     time.Time
	author  string
	reading bool
	walking bool  // the rows of a query are open
	err     error // the statement that failed and ended the transaction
}

// Now is the time the transaction began: one time for all it does, in UTC and
// whole microseconds.
func (tx *Tx) Now() time.Time { return tx.now }

// Author is who the change is made for; "" when reading.
func (tx *Tx) Author() string { return tx.author }

// Context is the one the transaction was begun with.
func (tx *Tx) Context() context.Context { return tx.ctx }

// SkipLocked is what ends the SELECT of one row to be taken off a queue in a
// transaction made by Queue, so that two takers never wait for the same row.
func (tx *Tx) SkipLocked() string { return tx.engine.skipLocked() }

// Read runs f in a transaction that cannot change anything and sees the
// database as it was at one moment.
func (d *DB) Read(ctx context.Context, f func(*Tx) error) error {
	leave, err := enter()
	if err != nil {
		return err
	}
	defer leave()
	opts := &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
	if d.read != d.write { // the embedded engine has one level for all reading
		opts.Isolation = sql.LevelDefault
	}
	return d.once(d.read, opts, Tx{ctx: ctx, reading: true}, f)
}

// Write runs f in a serializable transaction and commits it if f returns nil.
// When another transaction got in the way, f is run again from the start.
func (d *DB) Write(ctx context.Context, author Author, f func(*Tx) error) error {
	return d.change(ctx, author, false, f)
}

// Queue is Write for taking one row off a queue and nothing else: what f does
// must rest on the rows it has itself locked with SkipLocked or updated.
func (d *DB) Queue(ctx context.Context, author Author, f func(*Tx) error) error {
	return d.change(ctx, author, true, f)
}

func (d *DB) change(ctx context.Context, author Author, queue bool, f func(*Tx) error) error {
	if author == nil {
		return errAuthor
	}
	leave, err := enter()
	if err != nil {
		return err
	}
	defer leave()
	opts := &sql.TxOptions{Isolation: d.engine.isolation(queue)}
	return d.again(ctx, func() error {
		return d.once(d.write, opts, Tx{ctx: ctx, author: author.AuditID()}, f)
	})
}

// mostTries is how many times a transaction is run before people are told that
// too much is going on.
const mostTries = 20

func (d *DB) again(ctx context.Context, attempt func() error) error {
	for try := 1; ; try++ {
		err := attempt()
		if err == nil || !d.engine.isRetryable(err) {
			return err
		}
		if try == mostTries {
			return asBusy(err)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}

// pause waits a random time, on average twice as long after each try.
func pause(ctx context.Context, try int) error {
	longest := time.Millisecond << min(try, 8)
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(rand.N(longest)):
		return nil
	}
}

// once runs f in one transaction. The rollback at the end undoes it after an
// error or a panic and does nothing after the commit.
func (d *DB) once(pool *sql.DB, opts *sql.TxOptions, tx Tx, f func(*Tx) error) error {
	begun, err := pool.BeginTx(tx.ctx, opts)
	if err != nil {
		return d.engine.translate(err)
	}
	defer begun.Rollback()
	tx.sql, tx.engine, tx.now = begun, d.engine, d.Now()
	err = f(&tx)
	if tx.err != nil && (err == nil || d.engine.isRetryable(tx.err)) {
		return tx.err // whatever f made of it
	}
	if err != nil {
		return err
	}
	return d.engine.translate(begun.Commit())
}
