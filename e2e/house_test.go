// Package e2e_test uses the program as people do: with a browser, from a page
// to the next. Each file is one story.
package e2e_test

import (
	"context"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"samkarta/internal/app"
	"samkarta/internal/cli"
	"samkarta/internal/demo"
	"samkarta/internal/platform/web/webtest"
)

// house is the whole program on the data of the demonstration, answering on
// the loopback.
type house struct {
	t       testing.TB
	url     string
	app     *app.App
	log     *opened
	browser *webtest.Browser

	nina, maja invited
	clashes    atomic.Int64
}

// start starts the program and a browser, both of which end with the test.
func start(t testing.TB) *house {
	t.Helper()
	h := serve(t)
	h.browser = webtest.Start(t)
	return h
}

// serve starts the program alone.
func serve(t testing.TB) *house {
	t.Helper()
	path := filepath.Join(t.TempDir(), "samkarta.db")
	must(t, os.WriteFile(path, seeded(t), 0o600))
	log := &opened{}
	a, err := app.Open(context.Background(), app.Config{Database: path, Migrate: true, Clock: demo.Clock(), Demo: true, Log: slog.New(log)})
	must(t, err)
	t.Cleanup(func() { must(t, a.Close()) })
	return &house{t: t, url: listen(t, a), app: a, log: log}
}

func listen(t testing.TB, a *app.App) string {
	t.Helper()
	handler, err := a.Handler()
	must(t, err)
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	server := a.Server(handler)
	ctx, stop := context.WithCancel(context.Background())
	var jobs sync.WaitGroup
	jobs.Go(func() { a.RunJobs(ctx) })
	jobs.Go(func() { server.Serve(l) })
	t.Cleanup(func() {
		stop()
		server.Close()
		jobs.Wait()
	})
	return "http://" + l.Addr().String()
}

// seeded is what a database file of the demonstration holds: filled once,
// copied for each story.
func seeded(t testing.TB) []byte {
	t.Helper()
	data, err := seedOnce()
	must(t, err)
	return data
}

var seedOnce = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "samkarta-e2e-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "demo.db")
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{Database: path, Migrate: true, Clock: demo.Clock(), Demo: true})
	if err != nil {
		return nil, err
	}
	if err := cli.Seed(ctx, a); err != nil {
		return nil, err
	}
	if err := a.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// The roles that the demonstration offers, as its buttons read.
const (
	public        = "Allmänheten"
	reader        = "Läsare"
	editor        = "Enhetsredaktör"
	developer     = "Processutvecklare"
	administrator = "Administratör"
)

// tab opens a tab of its own cookies, on the start page.
func (h *house) tab(t testing.TB) *webtest.Tab {
	t.Helper()
	tab := h.browser.Tab(t)
	tab.Go(h.url + "/")
	return tab
}

// as opens a tab in which somebody has signed in by the one click that the
// demonstration asks for.
func (h *house) as(t testing.TB, role string) *webtest.Tab {
	t.Helper()
	tab := h.tab(t)
	if role != public {
		tab.PressButton(role, ".banner")
	}
	return tab
}

// quiet fails the test if the browser has complained about a page of the story.
func quiet(t testing.TB, tabs ...*webtest.Tab) {
	t.Helper()
	for _, tab := range tabs {
		for _, said := range tab.Complaints() {
			t.Errorf("the browser complains: %s", said)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// opened is a log that remembers which patterns have been asked for, and what
// went wrong within the program.
type opened struct {
	mu       sync.Mutex
	patterns map[string]bool
	errors   []string
}

func (o *opened) Enabled(context.Context, slog.Level) bool { return true }
func (o *opened) WithAttrs([]slog.Attr) slog.Handler       { return o }
func (o *opened) WithGroup(string) slog.Handler            { return o }

func (o *opened) Handle(_ context.Context, r slog.Record) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	var all []string
	r.Attrs(func(a slog.Attr) bool {
		if what, _, stack := strings.Cut(a.Value.String(), "\n"); stack {
			a = slog.String(a.Key, what+" …"+origin(a.Value.String()))
		}
		if a.Key == "pattern" && r.Message == "request" {
			if o.patterns == nil {
				o.patterns = map[string]bool{}
			}
			o.patterns[a.Value.String()] = true
		}
		all = append(all, a.String())
		return true
	})
	if r.Level >= slog.LevelError {
		o.errors = append(o.errors, r.Message+" "+strings.Join(all, " "))
	}
	return nil
}

// wrong is what went wrong within the program.
func (o *opened) wrong() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]string(nil), o.errors...)
}

// has tells whether a pattern has been asked for.
func (o *opened) has(pattern string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.patterns[pattern]
}

// origin is the line of the program in which a panic began.
func origin(stack string) string {
	_, after, _ := strings.Cut(stack, "panic(")
	for line := range strings.Lines(after) {
		if strings.Contains(line, "/internal/") && !strings.Contains(line, "/src/") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
