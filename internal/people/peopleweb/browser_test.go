package peopleweb_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"samkarta/internal/people/peopletest"
	"samkarta/internal/people/peopleweb"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
)

var ctx = context.Background()

// house is an installation with its site on a server.
type house struct {
	*peopletest.World
	t      testing.TB
	site   *web.Site
	server *httptest.Server
	log    *bytes.Buffer
}

func open(t testing.TB, o peopleweb.Options) *house {
	t.Helper()
	h := &house{World: peopletest.Open(t, dbtest.SQLite), t: t, log: &bytes.Buffer{}}
	var pages *peopleweb.Web
	site, err := web.New(web.Options{Log: slog.New(slog.NewTextHandler(h.log, nil)),
		Fill: func(r *http.Request, f *web.Frame) { pages.Fill(r, f) }})
	must(t, err)
	h.site = site
	pages = peopleweb.New(site, h.People, h.Records, o)
	mux := http.NewServeMux()
	pages.Routes(mux)
	site.Routes(mux)
	site.Handle(mux, "GET /{$}", func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.WriteString(w, "start "+peopleweb.ActorOf(r).Name)
		return err
	})
	h.server = httptest.NewServer(site.Wrap(pages.WithActor(mux)))
	t.Cleanup(h.server.Close)
	return h
}

// browser keeps cookies and follows no redirects.
type browser struct {
	*house
	client http.Client
	header http.Header
}

func (h *house) browser() *browser {
	jar, err := cookiejar.New(nil)
	must(h.t, err)
	return &browser{house: h, header: http.Header{}, client: http.Client{Jar: jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as gives a browser in which the account with the name is signed in.
func (h *house) as(name string) *browser {
	h.t.Helper()
	b := h.browser()
	b.post("/logga-in", "email", peopletest.Email(name), "password", peopletest.Password).is(http.StatusSeeOther)
	return b
}

// page is an answer.
type page struct {
	t      testing.TB
	what   string
	status int
	header http.Header
	body   string
	doc    *html.Node
}

func (b *browser) get(path string) *page {
	b.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, b.server.URL+path, nil)
	must(b.t, err)
	return b.do(r)
}

// post posts a form of names and values.
func (b *browser) post(path string, fields ...string) *page {
	b.t.Helper()
	values := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		values.Add(fields[i], fields[i+1])
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, b.server.URL+path, strings.NewReader(values.Encode()))
	must(b.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

func (b *browser) do(r *http.Request) *page {
	b.t.Helper()
	for name, values := range b.header {
		r.Header[name] = values
	}
	res, err := b.client.Do(r)
	must(b.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(b.t, err)
	doc, err := html.Parse(bytes.NewReader(body))
	must(b.t, err)
	p := &page{b.t, r.Method + " " + r.URL.Path, res.StatusCode, res.Header, string(body), doc}
	if strings.Contains(p.body, "⟦") {
		b.t.Errorf("%s: a text is missing: %s", p.what, p.body[strings.Index(p.body, "⟦"):][:60])
	}
	return p
}

// token is the session that the browser has a cookie of.
func (b *browser) token() string {
	u, err := url.Parse(b.server.URL)
	must(b.t, err)
	for _, c := range b.client.Jar.Cookies(u) {
		if c.Name == "samkarta" {
			return c.Value
		}
	}
	return ""
}

func (p *page) is(status int) *page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s: status %d, want %d: %s", p.what, p.status, status, p.said("main"))
	}
	return p
}

// leads checks where a redirect leads.
func (p *page) leads(to string) *page {
	p.t.Helper()
	p.is(http.StatusSeeOther)
	if got := p.header.Get("Location"); got != to {
		p.t.Errorf("%s leads to %s, want %s", p.what, got, to)
	}
	return p
}

func (p *page) all(css string) []*html.Node {
	p.t.Helper()
	sel, err := cascadia.Parse(css)
	must(p.t, err)
	return cascadia.QueryAll(p.doc, sel)
}

// has checks that the selector finds something, with the text in it if one is
// given.
func (p *page) has(css string, want ...string) *page {
	p.t.Helper()
	if len(p.all(css)) == 0 {
		p.t.Errorf("%s: there is no %s in %s", p.what, css, p.said("main"))
	}
	for _, w := range want {
		if !strings.Contains(p.said(css), w) {
			p.t.Errorf("%s: %s says %q, want %q", p.what, css, p.said(css), w)
		}
	}
	return p
}

func (p *page) hasNo(css string) *page {
	p.t.Helper()
	if found := p.all(css); len(found) > 0 {
		p.t.Errorf("%s: there is %s: %s", p.what, css, p.said(css))
	}
	return p
}

// said is the text of what the selector finds, with single spaces.
func (p *page) said(css string) string {
	var b strings.Builder
	for _, n := range p.all(css) {
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data + " ")
			}
		}
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "\u00a0", " ")), " ")
}

// value is an attribute of the first thing the selector finds.
func (p *page) value(css, name string) string {
	p.t.Helper()
	found := p.all(css)
	if len(found) == 0 {
		p.t.Fatalf("%s: there is no %s in %s", p.what, css, p.said("main"))
	}
	for _, a := range found[0].Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
