package db

import (
	"context"
	"database/sql"
	"errors"
	"io"

	"samkarta/internal/platform/fault"
)

// Restore reads a backup into an empty database, made by either engine and by
// this version of the program or an older one. All of it is read in, or
// nothing.
func (d *DB) Restore(ctx context.Context, r io.Reader) error {
	b, err := openBackup(r)
	if err != nil {
		return err
	}
	if err := d.prepareFor(ctx, b.header.Schema); err != nil {
		return err
	}
	if err := d.fill(ctx, b); err != nil {
		return errors.Join(err, d.Migrate(ctx))
	}
	return d.Migrate(ctx)
}

// prepareFor gives the empty database the schema the backup was made with;
// what has come since is done to the restored rows by Migrate.
func (d *DB) prepareFor(ctx context.Context, version int64) error {
	current, target, err := d.versions(ctx)
	if err != nil {
		return err
	}
	if version > target {
		return fault.New(fault.Invalid, "backup.newer", version, target)
	}
	if current > 0 {
		if err := d.Read(ctx, mustBeEmpty); err != nil {
			return err
		}
	}
	if current > version {
		if err := d.Write(ctx, restorer{}, dropAll); err != nil {
			return err
		}
	}
	return d.migrateTo(ctx, version)
}

// restorer is the author of what a restore does; every row of a backup has its
// own author already.
type restorer struct{}

// AuditID is how a log names the restoring.
func (restorer) AuditID() string { return "system/restore" }

func mustBeEmpty(tx *Tx) error {
	tables, err := catalogue(tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		n, err := One(tx, Value[int64], `SELECT count(*) FROM (SELECT 1 FROM `+quoted(t.name)+` LIMIT 1) AS t`)
		if err != nil {
			return err
		}
		if n > 0 {
			return fault.New(fault.Conflict, "backup.not_empty", t.name)
		}
	}
	return nil
}

// dropAll drops the tables, which are empty, so that an older schema can be
// built. The order of dropping does not matter.
func dropAll(tx *Tx) error {
	if err := mustBeEmpty(tx); err != nil {
		return err
	}
	names, err := All(tx, Value[string], tx.engine.tables())
	for _, name := range names {
		if err == nil {
			_, err = tx.Exec(tx.engine.drop(name))
		}
	}
	return err
}

// fill reads the rows in one transaction. It cannot be run again, because what
// has been read is gone.
func (d *DB) fill(ctx context.Context, b *backupReader) error {
	leave, err := enter()
	if err != nil {
		return err
	}
	defer leave()
	opts := &sql.TxOptions{Isolation: d.engine.isolation(false)}
	err = d.once(d.write, opts, Tx{ctx: ctx, author: restorer{}.AuditID()}, func(tx *Tx) error {
		for _, step := range []func(*Tx) error{mustBeEmpty, tx.engine.looseKeys, b.into, tx.engine.tightKeys} {
			if err := step(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if d.engine.isRetryable(err) {
		return asBusy(err)
	}
	return err
}
