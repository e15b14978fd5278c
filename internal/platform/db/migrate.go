package db

import (
	"context"

	"github.com/pressly/goose/v3"

	"samkarta/internal/platform/fault"
)

// versionTable is where the migrations that have run are noted.
const versionTable = "schema_version"

// Migrate brings the schema up to the program's own version. A schema that is
// newer than the program is refused and left alone.
func (d *DB) Migrate(ctx context.Context) error {
	pending, err := d.Pending(ctx)
	for try := 0; pending && try < 3; try++ {
		// Somebody else may be migrating the same file: what they did is done.
		if err = d.migrateTo(ctx, 0); err == nil {
			return nil
		}
		if still, other := d.Pending(ctx); other != nil || !still {
			return other
		}
	}
	return err
}

// Pending tells whether there is something to migrate.
func (d *DB) Pending(ctx context.Context) (bool, error) {
	current, target, err := d.versions(ctx)
	if err != nil {
		return false, err
	}
	if current > target {
		return false, fault.New(fault.Unavailable, "db.newer_schema", current, target)
	}
	return current < target, nil
}

// versions are those of the schema as it is and as the program has it.
func (d *DB) versions(ctx context.Context) (current, target int64, err error) {
	p, err := d.provider()
	if err != nil {
		return 0, 0, err
	}
	current, target, err = p.GetVersions(ctx)
	return current, target, d.engine.translate(err)
}

// migrateTo migrates to a version; 0 is the newest.
func (d *DB) migrateTo(ctx context.Context, version int64) error {
	p, err := d.provider()
	if err != nil {
		return err
	}
	if version == 0 {
		_, err = p.Up(ctx)
	} else {
		_, err = p.UpTo(ctx, version)
	}
	return d.engine.translate(err)
}

func (d *DB) provider() (*goose.Provider, error) {
	name, files, opts, err := d.engine.migrations(d.schema)
	if err != nil {
		return nil, err
	}
	opts = append(opts, goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true))
	return goose.NewProvider(name, d.write, files, opts...)
}
