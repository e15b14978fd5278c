package insightweb_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/insight"
	"samkarta/internal/insight/insightweb"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// demoData holds the demonstration documents, and demoDay is the day on which
// they are shown.
const demoData = "../../demo/data"

var demoDay = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

// site is the pages of the area on demonstration data.
type site struct {
	t       testing.TB
	handler http.Handler
	records *record.Service
	actor   access.Actor // who looks
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{t: t, actor: access.Public()}
	s.records = record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return demoDay })), exchange.Kinds())
	files, err := exchange.Files(demoData)
	s.must(err)
	_, err = exchange.Import(context.Background(), s.records, access.System("test"), files, exchange.Options{})
	s.must(err)
	s.serve()
	return s
}

// newEmptySite is a site on a map that tells nothing.
func newEmptySite(t testing.TB) *site {
	t.Helper()
	s := &site{t: t, actor: access.Public()}
	s.records = record.New(dbtest.SQLite(t), exchange.Kinds())
	s.serve()
	return s
}

func (s *site) serve() {
	s.t.Helper()
	pages, err := web.New(web.Options{Log: slog.New(slog.DiscardHandler)})
	s.must(err)
	pages.Pages(page.Files(), "*.html")
	pages.Pages(insightweb.Files(), "*.html")
	desk := &page.Desk{Site: pages, Records: s.records, ActorOf: func(*http.Request) access.Actor { return s.actor }}
	mux := http.NewServeMux()
	pages.Routes(mux)
	(&insightweb.Pages{Desk: desk, Insight: insight.New(s.records)}).Routes(mux)
	s.handler = pages.Wrap(mux)
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// seen is a page that was answered.
type seen struct {
	t      testing.TB
	path   string
	status int
	root   *html.Node
}

func (s *site) get(path string) seen {
	s.t.Helper()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	root, err := html.Parse(w.Body)
	s.must(err)
	return seen{s.t, path, w.Code, root}
}

// show is get for a page that must be there.
func (s *site) show(path string) seen {
	s.t.Helper()
	p := s.get(path)
	if p.status != http.StatusOK {
		s.t.Fatalf("%s: status %d", path, p.status)
	}
	return p
}

func (p seen) all(selector string) []*html.Node {
	return cascadia.QueryAll(p.root, cascadia.MustCompile(selector))
}

// texts gives what stands in each element, with single spaces.
func (p seen) texts(selector string) []string {
	var all []string
	for _, n := range p.all(selector) {
		all = append(all, textOf(n))
	}
	return all
}

// says fails the test if no element holds the words.
func (p seen) says(selector, words string) {
	p.t.Helper()
	all := p.texts(selector)
	for _, text := range all {
		if strings.Contains(text, words) {
			return
		}
	}
	p.t.Errorf("%s: no %s says %q, but %.600q", p.path, selector, words, all)
}

// has fails the test if there are not so many elements.
func (p seen) has(n int, selector string) {
	p.t.Helper()
	if got := len(p.all(selector)); got != n {
		p.t.Errorf("%s: %d of %s, want %d", p.path, got, selector, n)
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
