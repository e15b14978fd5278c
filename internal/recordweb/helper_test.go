package recordweb_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/recordweb"
)

const hog = "hoglandets-samordningsforbund"

// The actors of the tests, by the name in the header that says who asks.
var actors = map[string]access.Actor{
	"admin":     {Account: "a1", Name: "Administratör", Assignments: []access.Assignment{{Role: access.Administrator}}},
	"developer": {Account: "d1", Name: "Processutvecklare", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"colleague": {Account: "d2", Name: "Kollega", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"stranger":  {Account: "d3", Name: "Annan", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}},
	"several": {Account: "d4", Name: "Två förbund", Assignments: []access.Assignment{
		{Role: access.Developer, Association: hog}, {Role: access.Developer, Association: "finnveden"}}},
	"editor": {Account: "e1", Name: "Redigerare", Assignments: []access.Assignment{{Role: access.Editor, Association: hog, Unit: "aneby/ame"}}},
	"reader": {Account: "r1", Name: "Läsare", Assignments: []access.Assignment{{Role: access.Reader, Association: hog}}},
	"public": access.Public(),
}

// app is a site over a database with the documents of one association.
type app struct {
	t       testing.TB
	records *record.Service
	site    *web.Site
	pages   *recordweb.Pages
	handler http.Handler
}

// today is the day of the tests.
var today = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

// newApp makes the site over the documents of the demonstration, which are read
// once for all tests.
func newApp(t testing.TB) *app {
	t.Helper()
	path := filepath.Join(t.TempDir(), "samkarta.db")
	must(t, os.WriteFile(path, demo(), 0o600))
	d, err := db.Open(context.Background(), path, db.WithClock(func() time.Time { return today }))
	must(t, err)
	t.Cleanup(func() { must(t, d.Close()) })
	return appOver(t, d)
}

// smallApp makes the site over a database of any kind, with a small document.
func smallApp(t testing.TB, d *db.DB) *app {
	t.Helper()
	must(t, load(d, "testdata/small.json"))
	return appOver(t, d)
}

func load(d *db.DB, path string) error {
	docs, err := exchange.Files(path)
	if err == nil {
		_, err = exchange.Import(context.Background(), record.New(d, exchange.Kinds()), access.System("test"), docs, exchange.Options{})
	}
	return err
}

// demo is a database file with the documents of the demonstration.
var demo = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "recordweb-test-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "demo.db")
	d, err := db.Open(context.Background(), path, db.WithClock(func() time.Time { return today }))
	if err == nil {
		err = errors.Join(d.Migrate(context.Background()), load(d, "../demo/data"), d.Close())
	}
	data, readErr := os.ReadFile(path)
	if err = errors.Join(err, readErr); err != nil {
		panic(err)
	}
	return data
})

func appOver(t testing.TB, d *db.DB) *app {
	t.Helper()
	a := &app{t: t, records: record.New(d, exchange.Kinds())}
	a.serve()
	return a
}

func (a *app) serve() {
	a.t.Helper()
	var err error
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	if os.Getenv("SAMKARTA_TEST_LOG") != "" {
		quiet = slog.Default()
	}
	a.site, err = web.New(web.Options{Log: quiet})
	must(a.t, err)
	a.site.Pages(page.Files(), "*.html")
	a.site.Pages(recordweb.Files(), "*.html")
	a.pages = &recordweb.Pages{Desk: &page.Desk{Site: a.site, Records: a.records, ActorOf: func(r *http.Request) access.Actor {
		if c, err := r.Cookie("actor"); err == nil {
			return actors[c.Value]
		}
		return actors[r.Header.Get("X-Actor")]
	}}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /som/{actor}", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "actor", Value: r.PathValue("actor"), Path: "/"})
		w.Write([]byte("<!doctype html><title>som</title>"))
	})
	a.site.Routes(mux)
	a.pages.Routes(mux)
	a.handler = a.site.Wrap(mux)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answer is what came back from a request.
type answer struct {
	t      testing.TB
	status int
	header http.Header
	body   string
	doc    *html.Node
}

func (a *app) get(who, path string) *answer { return a.do(who, http.MethodGet, path, nil) }

func (a *app) post(who, path string, form url.Values) *answer {
	return a.do(who, http.MethodPost, path, form)
}

func (a *app) do(who, method, path string, form url.Values) *answer {
	a.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, path, body)
	r.Header.Set("X-Actor", who)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	ans := &answer{t: a.t, status: w.Code, header: w.Header(), body: w.Body.String()}
	doc, err := html.Parse(strings.NewReader(ans.body))
	must(a.t, err)
	ans.doc = doc
	if strings.Contains(ans.body, "⟦") {
		at := strings.Index(ans.body, "⟦")
		a.t.Errorf("%s %s: a text is missing: %s", method, path, ans.body[at:min(at+80, len(ans.body))])
	}
	return ans
}

func (a *answer) is(status int) *answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("status %d, want %d: %s", a.status, status, a.text("main"))
	}
	return a
}

// goesTo fails the test if the answer is no redirect to the path.
func (a *answer) goesTo(path string) *answer {
	a.t.Helper()
	a.is(http.StatusSeeOther)
	if got := a.header.Get("Location"); got != path {
		a.t.Fatalf("redirected to %q, want %q", got, path)
	}
	return a
}

func (a *answer) all(css string) []*html.Node {
	return cascadia.QueryAll(a.doc, cascadia.MustCompile(css))
}

func (a *answer) text(css string) string {
	var all []string
	for _, n := range a.all(css) {
		all = append(all, textOf(n))
	}
	return strings.Join(all, "\n")
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

func (a *answer) says(css string, words ...string) *answer {
	a.t.Helper()
	got := a.text(css)
	for _, w := range words {
		if !strings.Contains(got, w) {
			a.t.Errorf("%s says %q, not %q", css, got, w)
		}
	}
	return a
}

func attr(n *html.Node, name string) string {
	for _, x := range n.Attr {
		if x.Key == name {
			return x.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(x html.Attribute) bool { return x.Key == name })
}

// form gives what the browser would send of the form that is posted from the
// page: what stands in its fields.
func (a *answer) form() url.Values {
	a.t.Helper()
	forms := a.all("main form[method=post]")
	if len(forms) == 0 {
		a.t.Fatalf("there is no form: %s", a.text("main"))
	}
	values := url.Values{}
	for _, n := range cascadia.QueryAll(forms[0], cascadia.MustCompile("input, select, textarea")) {
		name := attr(n, "name")
		switch {
		case name == "":
		case n.Data == "textarea":
			values.Add(name, strings.TrimPrefix(rawText(n), "\n"))
		case n.Data == "select":
			chosen := ""
			for _, o := range cascadia.QueryAll(n, cascadia.MustCompile("option[selected]")) {
				chosen = attr(o, "value")
			}
			values.Add(name, chosen)
		case attr(n, "type") == "radio" || attr(n, "type") == "checkbox":
			if has(n, "checked") {
				values.Add(name, attr(n, "value"))
			}
		default:
			values.Add(name, attr(n, "value"))
		}
	}
	return values
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(c.Data)
	}
	return b.String()
}

// with gives the values with some of them set; "" empties a field.
func with(form url.Values, pairs ...string) url.Values {
	next := url.Values{}
	for name, values := range form {
		next[name] = slices.Clone(values)
	}
	for i := 0; i < len(pairs); i += 2 {
		next.Set(pairs[i], pairs[i+1])
	}
	return next
}

// fault gives what the page says is wrong with a field.
func (a *answer) fault(id string) string { return a.text("#" + id + "-error") }

func (a *app) view(who string) *record.View {
	a.t.Helper()
	v, err := a.records.View(context.Background(), actors[who], "")
	must(a.t, err)
	return v
}

func (a *app) tree(kind, id string) record.Tree {
	a.t.Helper()
	b, err := a.view("admin").Get(kind, id)
	must(a.t, err)
	return record.TreeOf(b)
}

// revision is how many times the map has been written.
func (a *app) revision() int64 { return a.view("admin").Revision() }

// serveOnce answers a request and throws the answer away.
func (a *app) serveOnce(who, path string) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("X-Actor", who)
	a.handler.ServeHTTP(httptest.NewRecorder(), r)
}
