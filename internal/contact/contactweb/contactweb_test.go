package contactweb_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"samkarta/internal/access"
	"samkarta/internal/contact/contactweb"
	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// demoDay is the day on which the demonstration runs.
var demoDay = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

// site is the pages of the area on demonstration data.
type site struct {
	t       testing.TB
	handler http.Handler
	web     *web.Site
	records *record.Service
	actor   access.Actor
	log     *strings.Builder
}

func newSite(t testing.TB, more ...exchange.File) *site {
	t.Helper()
	s := &site{t: t, actor: access.Public(), log: &strings.Builder{}}
	s.records = record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return demoDay })), exchange.Kinds())
	files, err := exchange.Files("../../demo/data")
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range [][]exchange.File{files, more} {
		if len(set) == 0 {
			continue
		}
		if _, err := exchange.Import(context.Background(), s.records, access.System("test"), set, exchange.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if s.web, err = web.New(web.Options{Log: slog.New(slog.NewTextHandler(s.log, nil))}); err != nil {
		t.Fatal(err)
	}
	s.web.Pages(page.Files(), "*.html")
	s.web.Pages(contactweb.Files(), "*.html")
	mux := http.NewServeMux()
	desk := &page.Desk{Site: s.web, Records: s.records, ActorOf: func(*http.Request) access.Actor { return s.actor }}
	(&contactweb.Pages{Desk: desk}).Routes(mux)
	s.web.Routes(mux)
	s.handler = s.web.Wrap(mux)
	return s
}

// shown is a page that was answered with.
type shown struct {
	t    testing.TB
	code int
	head http.Header
	body string
	doc  *html.Node
}

func (s *site) get(path string) *shown {
	s.t.Helper()
	return s.ask(httptest.NewRequest("GET", path, nil))
}

func (s *site) post(path string, form url.Values) *shown {
	s.t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.ask(r)
}

func (s *site) ask(r *http.Request) *shown {
	s.t.Helper()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	doc, err := html.Parse(strings.NewReader(w.Body.String()))
	if err != nil {
		s.t.Fatal(err)
	}
	if strings.Contains(w.Body.String(), "⟦") {
		s.t.Errorf("%s: a text is missing: %.80s", r.URL, w.Body.String()[strings.Index(w.Body.String(), "⟦"):])
	}
	return &shown{s.t, w.Code, w.Header(), w.Body.String(), doc}
}

// all gives the texts of what the selector finds.
func (p *shown) all(css string) []string {
	p.t.Helper()
	var texts []string
	for _, n := range cascadia.QueryAll(p.doc, cascadia.MustCompile(css)) {
		texts = append(texts, textOf(n))
	}
	return texts
}

func (p *shown) one(css string) string {
	p.t.Helper()
	texts := p.all(css)
	if len(texts) == 0 {
		p.t.Fatalf("%s finds nothing", css)
	}
	return texts[0]
}

// attr gives an attribute of everything that the selector finds.
func (p *shown) attr(css, name string) []string {
	p.t.Helper()
	var values []string
	for _, n := range cascadia.QueryAll(p.doc, cascadia.MustCompile(css)) {
		for _, a := range n.Attr {
			if a.Key == name {
				values = append(values, a.Val)
			}
		}
	}
	return values
}

func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (p *shown) want(code int) *shown {
	p.t.Helper()
	if p.code != code {
		p.t.Fatalf("the status is %d, want %d: %.300s", p.code, code, p.body)
	}
	return p
}

func has(texts []string, part string) bool {
	for _, s := range texts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}
