package siteweb_test

import (
	"context"
	"io"
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
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/finder"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/site/siteweb"
)

const hog = "hoglandets-samordningsforbund"

var ctx = context.Background()

// The actors of the tests, by the header that says who asks.
var actors = map[string]access.Actor{
	"":          access.Public(),
	"admin":     {Account: "admin", Assignments: []access.Assignment{{Role: access.Administrator}}},
	"developer": {Account: "developer", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"reader":    {Account: "reader", Assignments: []access.Assignment{{Role: access.Reader, Association: hog}}},
}

// today is the day of the tests.
var today = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

// app is the site over a database.
type app struct {
	t       testing.TB
	records *record.Service
	runner  *jobs.Runner
	site    *web.Site
	handler http.Handler
}

// demo is the site with the documents of the demonstration.
func demo(t testing.TB) *app {
	t.Helper()
	a := empty(t)
	files, err := exchange.Files("../../demo/data")
	must(t, err)
	_, err = exchange.Import(ctx, a.records, access.System("test"), files, exchange.Options{})
	must(t, err)
	return a
}

func empty(t testing.TB) *app {
	t.Helper()
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return today }))
	a := &app{t: t, records: record.New(d, exchange.Kinds())}
	uploads := upload.New(d, a.records, func(_ context.Context, account string) (access.Actor, error) {
		if actor, ok := actors[account]; ok {
			return actor, nil
		}
		return access.Actor{}, fault.New(fault.NotFound, "fault.not_found")
	})
	a.runner = jobs.New(d, jobs.Config{Poll: 5 * time.Millisecond})
	uploads.Work(a.runner)
	a.serve(&siteweb.Pages{Finder: finder.New(a.records), Uploads: uploads})
	return a
}

func (a *app) serve(p *siteweb.Pages) {
	a.t.Helper()
	var err error
	a.site, err = web.New(web.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		LargeBodies: map[string]int64{siteweb.UploadPath: siteweb.UploadLimit}})
	must(a.t, err)
	a.site.Pages(page.Files(), "*.html")
	a.site.Pages(siteweb.Files(), "*.html")
	p.Desk = &page.Desk{Site: a.site, Records: a.records, ActorOf: func(r *http.Request) access.Actor { return actors[r.Header.Get("X-Actor")] }}
	mux := http.NewServeMux()
	p.Routes(mux)
	a.site.Routes(mux)
	a.handler = a.site.Wrap(mux)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answer is what came back, as a document to ask.
type answer struct {
	t      testing.TB
	Status int
	Header http.Header
	Body   string
	doc    *html.Node
}

func (a *app) send(r *http.Request) *answer {
	a.t.Helper()
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	doc, err := html.Parse(strings.NewReader(w.Body.String()))
	must(a.t, err)
	got := &answer{a.t, w.Code, w.Header(), w.Body.String(), doc}
	if strings.Contains(got.Body, "⟦") {
		a.t.Errorf("%s: a text is missing: %.80s", r.URL, got.Body[strings.Index(got.Body, "⟦"):])
	}
	return got
}

func (a *app) get(path string, who ...string) *answer {
	a.t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("X-Actor", strings.Join(who, ""))
	return a.send(r)
}

func (a *app) post(path string, form url.Values, who string) *answer {
	a.t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Actor", who)
	return a.send(r)
}

// all gives what a CSS selector finds.
func (a *answer) all(css string) []*html.Node {
	a.t.Helper()
	return cascadia.QueryAll(a.doc, cascadia.MustCompile(css))
}

// text gives the words of the first thing that a selector finds.
func (a *answer) text(css string) string {
	a.t.Helper()
	found := a.all(css)
	if len(found) == 0 {
		return ""
	}
	return words(found[0])
}

func words(n *html.Node) string {
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

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// want fails the test if the page has another status, or lacks some words.
func (a *answer) want(status int, said ...string) *answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Errorf("the status is %d, not %d: %s", a.Status, status, a.text("main"))
	}
	for _, s := range said {
		if !strings.Contains(words(a.doc), s) {
			a.t.Errorf("the page does not say %q: %.400s", s, a.text("main"))
		}
	}
	return a
}
