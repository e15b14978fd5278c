package partyweb_test

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
	"samkarta/internal/page"
	"samkarta/internal/party/partyweb"
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
	now     time.Time
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{t: t, actor: access.Public(), now: demoDay}
	s.records = record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return s.now })), exchange.Kinds())
	files, err := exchange.Files(demoData)
	s.must(err)
	_, err = exchange.Import(context.Background(), s.records, access.System("test"), files, exchange.Options{})
	s.must(err)
	pages, err := web.New(web.Options{Log: slog.New(slog.DiscardHandler)})
	s.must(err)
	pages.Pages(page.Files(), "*.html")
	pages.Pages(partyweb.Files(), "*.html")
	desk := &page.Desk{Site: pages, Records: s.records, ActorOf: func(*http.Request) access.Actor { return s.actor }}
	mux := http.NewServeMux()
	pages.Routes(mux)
	(&partyweb.Pages{Desk: desk}).Routes(mux)
	s.handler = pages.Wrap(mux)
	return s
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// developer is the process developer of an association.
func developer(association string) access.Actor {
	return access.Actor{Account: "dev", Name: "Dev", Assignments: []access.Assignment{{Role: access.Developer, Association: association}}}
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

// text is what stands in the first element; "" if there is none.
func (p seen) text(selector string) string {
	for _, s := range p.texts(selector) {
		return s
	}
	return ""
}

// says fails the test if the first element does not hold the words.
func (p seen) says(selector, words string) {
	p.t.Helper()
	if got := p.text(selector); !strings.Contains(got, words) {
		p.t.Errorf("%s: %s says %q, want %q in it", p.path, selector, got, words)
	}
}

// has fails the test if there are not so many of the elements.
func (p seen) has(n int, selector string) {
	p.t.Helper()
	if got := len(p.all(selector)); got != n {
		p.t.Errorf("%s: %d of %s, want %d", p.path, got, selector, n)
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
