// Package app puts the program together: it opens the database, makes the
// areas, mounts their pages and starts the jobs. A program is a value, so that
// the tests can start one as a user would.
package app

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/finder"
	"samkarta/internal/insats"
	"samkarta/internal/insight"
	"samkarta/internal/people"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// Config says how a program is put together.
type Config struct {
	Database   string           // path of a file, or postgres://…
	Migrate    bool             // make the database, or bring it up to date, if need be
	Clock      func() time.Time // the machine's if nil
	Demo       bool             // it is a demonstration: one click a role, and every page says so
	TrustProxy bool             // the proxy in front says who the client is and whether it speaks TLS
	Owner      string           // who runs the installation, for the pages about it
	Contact    string           // where the installation is told of what does not work: the address of a function
	Log        *slog.Logger     // slog.Default if nil
}

// App is a program put together.
type App struct {
	DB       *db.DB
	Records  *record.Service
	People   *people.Service
	Finder   *finder.Finder
	Uploads  *upload.Service
	Insight  *insight.Service
	Insatser *insats.Service
	Reports  *reporting.Service
	config   Config
}

// Open opens the database and makes the areas over it.
func Open(ctx context.Context, c Config) (*App, error) {
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	d, err := db.Open(ctx, c.Database, db.WithClock(c.Clock))
	if err != nil {
		return nil, err
	}
	if err := ready(ctx, d, c.Migrate); err != nil {
		d.Close()
		return nil, err
	}
	records := record.New(d, exchange.Kinds())
	accounts := people.New(d, records, people.Options{Demo: c.Demo})
	acting := func(ctx context.Context, account string) (access.Actor, error) {
		if program, is := strings.CutPrefix(account, "system/"); is { // no account is called so
			return access.System(program), nil
		}
		return accounts.ActingAs(ctx, access.System("jobs"), account)
	}
	analyses := insight.New(records)
	return &App{DB: d, Records: records, People: accounts, Finder: finder.New(records), Uploads: upload.New(d, records, acting),
		Insight: analyses, Insatser: insats.NewService(d, records), Reports: reporting.New(d, records, analyses, acting), config: c}, nil
}

func ready(ctx context.Context, d *db.DB, migrate bool) error {
	if migrate {
		return d.Migrate(ctx)
	}
	pending, err := d.Pending(ctx)
	if err == nil && pending {
		return fault.New(fault.Unavailable, "db.pending")
	}
	return err
}

// Close closes the database; what is under way is let finish.
func (a *App) Close() error { return a.DB.Close() }
