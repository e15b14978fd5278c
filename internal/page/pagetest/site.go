// Package pagetest serves the pages of a web package over a map of the test's
// own, and asks what stands on them.
package pagetest

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/record"
)

// Site is a site with some pages over a map.
type Site struct {
	T       testing.TB
	DB      *db.DB
	Records *record.Service
	Desk    *page.Desk
	Web     *web.Site
	Handler http.Handler
	Options web.Options  // set before Serve to be otherwise than usual
	Log     bytes.Buffer // what the site has logged

	Actor  access.Actor            // who asks, if a request does not name anybody
	Actors map[string]access.Actor // who asks, by the name that a request gives
	Now    time.Time               // what the clock shows
}

// Asker is the header that names who asks, and the cookie of a browser that has
// been to /som/{name}.
const Asker = "X-Actor"

// Empty is a site over a map that tells nothing.
func Empty(t testing.TB) *Site {
	t.Helper()
	return begin(t, func(clock db.Option) *db.DB { return dbtest.SQLite(t, clock) })
}

// Demo is a site over the map of the demonstration, on its day.
func Demo(t testing.TB) *Site {
	t.Helper()
	file, err := demonstration()
	Must(t, err)
	return begin(t, func(clock db.Option) *db.DB { return dbtest.Copy(t, file, clock) })
}

// Over is a site over a database.
func Over(t testing.TB, d *db.DB) *Site {
	t.Helper()
	return begin(t, func(db.Option) *db.DB { return d })
}

// demonstration is a database file with the map of the demonstration: its
// documents are read once for all tests of a package.
var demonstration = sync.OnceValues(func() ([]byte, error) {
	return dbtest.MakeFile(func(d *db.DB) error {
		_, err := demo.Load(context.Background(), record.New(d, exchange.Kinds()))
		return err
	}, db.WithClock(func() time.Time { return demo.Day }))
})

func begin(t testing.TB, open func(clock db.Option) *db.DB) *Site {
	t.Helper()
	s := &Site{T: t, Actor: access.Public(), Now: demo.Day}
	s.DB = open(db.WithClock(func() time.Time { return s.Now }))
	s.Records = record.New(s.DB, exchange.Kinds())
	s.Desk = &page.Desk{Records: s.Records, ActorOf: s.actorOf}
	s.Options.Log = slog.New(slog.NewTextHandler(&s.Log, nil))
	return s
}

func (s *Site) actorOf(r *http.Request) access.Actor {
	name := r.Header.Get(Asker)
	if c, err := r.Cookie(Asker); err == nil {
		name = c.Value
	}
	if name == "" {
		return s.Actor
	}
	actor, is := s.Actors[name]
	if !is {
		s.T.Errorf("%s: nobody is called %q", r.URL, name)
	}
	return actor
}

// Router puts the pages of a package on a mux.
type Router interface{ Routes(mux *http.ServeMux) }

// Serve takes up the templates of a package and its pages, which are to be at
// the site's Desk.
func (s *Site) Serve(templates fs.FS, pages Router) {
	s.T.Helper()
	var err error
	s.Web, err = web.New(s.Options)
	Must(s.T, err)
	s.Desk.Site = s.Web
	s.Web.Pages(page.Files(), "*.html")
	s.Web.Pages(templates, "*.html")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /som/{name}", comeAs)
	s.Web.Routes(mux)
	pages.Routes(mux)
	s.Handler = s.Web.Wrap(mux)
}

// comeAs lets a browser ask as one of the actors from now on.
func comeAs(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: Asker, Value: r.PathValue("name"), Path: "/"})
	w.Write([]byte("<!doctype html><title>som</title>"))
}

// In is the site for a subtest, whose it is to fail.
func (s *Site) In(t testing.TB) *Site {
	in := *s
	in.T = t
	return &in
}

// Fit fails the test if the template of a page uses what its struct does not
// have.
func (s *Site) Fit(structs map[string]web.Page) {
	s.T.Helper()
	for name, p := range structs {
		webtest.CheckTemplate(s.T, s.Web, name, p)
	}
}

// Import reads documents in the exchange format into the map.
func (s *Site) Import(documents ...string) {
	s.T.Helper()
	for _, doc := range documents {
		_, err := exchange.Import(context.Background(), s.Records, access.System("test"),
			[]exchange.File{exchange.Bytes("more.json", []byte(doc))}, exchange.Options{})
		Must(s.T, err)
	}
}

// View is what an actor sees of the map as it is.
func (s *Site) View(actor access.Actor) *record.View {
	s.T.Helper()
	v, err := s.Records.View(context.Background(), actor, "")
	Must(s.T, err)
	return v
}

// Must fails the test if there is a fault.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
