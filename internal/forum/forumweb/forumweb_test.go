package forumweb_test

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
	"samkarta/internal/forum/forumweb"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// demoData holds the documents of the demonstration, and demoDay is the day on
// which it runs.
const demoData = "../../demo/data"

var demoDay = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

// site is the pages of the area on the map of the demonstration.
type site struct {
	t       testing.TB
	handler http.Handler
	web     *web.Site
	records *record.Service
	actor   access.Actor
}

func newSite(t testing.TB, more ...string) *site {
	t.Helper()
	s := &site{t: t, actor: access.Public()}
	s.records = record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return demoDay })), exchange.Kinds())
	files, err := exchange.Files(demoData)
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range more {
		files = append(files, exchange.Bytes("more.json", []byte(doc)))
	}
	if _, err := exchange.Import(context.Background(), s.records, access.System("test"), files, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	if s.web, err = web.New(web.Options{Log: slog.New(slog.DiscardHandler)}); err != nil {
		t.Fatal(err)
	}
	s.web.Pages(page.Files(), "*.html")
	s.web.Pages(forumweb.Files(), "*.html")
	mux := http.NewServeMux()
	desk := &page.Desk{Site: s.web, Records: s.records, ActorOf: func(*http.Request) access.Actor { return s.actor }}
	(&forumweb.Pages{Desk: desk}).Routes(mux)
	s.web.Routes(mux)
	s.handler = s.web.Wrap(mux)
	return s
}

// shown is a page that was answered with.
type shown struct {
	t    testing.TB
	path string
	root *html.Node
}

func (s *site) get(path string) shown {
	s.t.Helper()
	w := s.answer(httptest.NewRequest("GET", path, nil))
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s: %d", path, w.Code)
	}
	if strings.Contains(w.Body.String(), "⟦") {
		s.t.Errorf("%s: a text is missing: %.80s", path, w.Body.String()[strings.Index(w.Body.String(), "⟦"):])
	}
	root, err := html.Parse(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return shown{s.t, path, root}
}

func (s *site) answer(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// texts gives the words of all that the selector finds, with single spaces.
func (p shown) texts(selector string) []string {
	var all []string
	for _, n := range cascadia.QueryAll(p.root, cascadia.MustCompile(selector)) {
		all = append(all, words(n))
	}
	return all
}

func words(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// has fails the test unless something the selector finds holds each of the words.
func (p shown) has(selector string, wanted ...string) {
	p.t.Helper()
	found := strings.Join(p.texts(selector), " | ")
	for _, want := range wanted {
		if !strings.Contains(found, want) {
			p.t.Errorf("%s: %s has no %q in %q", p.path, selector, want, found)
		}
	}
}

// hasNot is the other way round.
func (p shown) hasNot(selector string, unwanted ...string) {
	p.t.Helper()
	found := strings.Join(p.texts(selector), " | ")
	for _, word := range unwanted {
		if strings.Contains(found, word) {
			p.t.Errorf("%s: %s has %q in %q", p.path, selector, word, found)
		}
	}
}

// hrefs gives where the links that the selector finds lead.
func (p shown) hrefs(selector string) []string {
	var all []string
	for _, n := range cascadia.QueryAll(p.root, cascadia.MustCompile(selector)) {
		for _, a := range n.Attr {
			if a.Key == "href" {
				all = append(all, a.Val)
			}
		}
	}
	return all
}
