package cli

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"samkarta/internal/access"
	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/demo"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// usual is where a server listens if nothing else is said: on this machine only.
const usual = "127.0.0.1:8080"

// grace is how long what is under way may take when the server stops.
const grace = 10 * time.Second

func (t *tool) serve() *cobra.Command {
	var address string
	var config app.Config
	c := t.command("serve", "serve", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		var err error
		if config.Database, err = t.databasePath(); err != nil {
			return err
		}
		config.Migrate = true
		a, err := app.Open(c.Context(), config)
		if err != nil {
			return err
		}
		defer a.Close()
		l, err := listen(c.Context(), address)
		if err != nil {
			return err
		}
		return t.run(c.Context(), a, l)
	})
	c.Flags().StringVar(&address, "addr", usual, "")
	c.Flags().StringVar(&config.Owner, "owner", "", "")
	c.Flags().StringVar(&config.Contact, "contact", "", "")
	c.Flags().BoolVar(&config.TrustProxy, "trust-proxy", false, "")
	return c
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "cli.cannot_listen", address)
	}
	return l, nil
}

// run serves until it is told to stop, and lets what is under way finish.
func (t *tool) run(ctx context.Context, a *app.App, l net.Listener) error {
	handler, err := a.Handler()
	if err != nil {
		l.Close()
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := a.Server(handler)
	jobsDone, stopped := make(chan struct{}), make(chan struct{})
	go func() { defer close(jobsDone); a.RunJobs(ctx) }()
	go func() { defer close(stopped); <-ctx.Done(); shutDown(server) }()
	url := "http://" + l.Addr().String() + "/"
	if err = t.say(map[string]string{"url": url}, "cli.serving", url); err == nil {
		err = server.Serve(l)
	}
	stop()
	<-stopped
	<-jobsDone
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fault.Wrap(err, fault.Unavailable, "cli.cannot_listen", l.Addr().String())
	}
	return nil
}

func shutDown(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	_ = server.Shutdown(ctx) // what is not done by then is cut off
}

func (t *tool) demo() *cobra.Command {
	var address string
	c := t.command("demo", "demo", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		folder, err := os.MkdirTemp("", "samkarta-demo-")
		if err != nil {
			return fault.Wrap(err, fault.Unavailable, "cli.cannot_write", os.TempDir())
		}
		defer os.RemoveAll(folder)
		database := t.database
		if database == "" {
			database = filepath.Join(folder, "demo.db")
		}
		return t.runDemo(c.Context(), database, address, !c.Flags().Changed("addr"))
	})
	c.Flags().StringVar(&address, "addr", usual, "")
	return c
}

// runDemo starts a server on the demonstration data. If its usual port is taken
// it takes any other; a port that was asked for it must have.
func (t *tool) runDemo(ctx context.Context, database, address string, anyPort bool) error {
	a, err := app.Open(ctx, app.Config{Database: database, Migrate: true, Clock: demo.Clock(), Demo: true})
	if err != nil {
		return err
	}
	defer a.Close()
	if err := isEmpty(ctx, a, database); err != nil {
		return err
	}
	if err := Seed(ctx, a); err != nil {
		return err
	}
	l, err := listen(ctx, address)
	if err != nil && anyPort {
		l, err = listen(ctx, "127.0.0.1:0")
	}
	if err != nil {
		return err
	}
	if !t.asJSON {
		if err := t.say(nil, "cli.demo.day", demo.Day); err != nil {
			return err
		}
	}
	return t.run(ctx, a, l)
}

// isEmpty refuses a database that holds something: in a demonstration everybody
// may do everything, with one click.
func isEmpty(ctx context.Context, a *app.App, database string) error {
	v, err := a.Records.View(ctx, operator, "")
	if err != nil {
		return err
	}
	n := 0
	v.Everything(func(record.Body) { n++ })
	if n > 0 {
		return fault.New(fault.Conflict, "cli.demo.not_empty", database)
	}
	return nil
}

// Seed fills an empty program with the demonstration: its data, and one made-up
// account for each role.
func Seed(ctx context.Context, a *app.App) error {
	if _, err := demo.Load(ctx, a.Records); err != nil {
		return err
	}
	const association = "sodra-vatterbygden"
	return a.People.SeedDemo(ctx, access.System("demo"),
		access.Assignment{Role: access.Administrator},
		access.Assignment{Role: access.Developer, Association: association},
		access.Assignment{Role: access.Editor, Association: association, Unit: "habo/ungdomscoach"},
		access.Assignment{Role: access.Reader, Association: association})
}

func (t *tool) migrate() *cobra.Command {
	return t.command("migrate", "migrate", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		a, err := t.made(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		return t.say(map[string]bool{"migrated": true}, "cli.migrated")
	})
}

// openapi prints the description of the API, which is that of --json too.
func (t *tool) openapi() *cobra.Command {
	return t.command("openapi", "openapi", cobra.NoArgs, func(*cobra.Command, []string) error {
		text, err := api.Describe()
		if err == nil {
			_, err = t.out.Write(text)
		}
		return err
	})
}
