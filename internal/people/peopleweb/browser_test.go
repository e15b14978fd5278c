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

	"samkarta/internal/page/pagetest"
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
	pagetest.Must(t, err)
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
	pagetest.Must(h.t, err)
	return &browser{house: h, header: http.Header{}, client: http.Client{Jar: jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as gives a browser in which the account with the name is signed in.
func (h *house) as(name string) *browser {
	h.t.Helper()
	b := h.browser()
	b.post("/logga-in", "email", peopletest.Email(name), "password", peopletest.Password).Is(http.StatusSeeOther)
	return b
}

func (b *browser) get(path string) *pagetest.Answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, b.server.URL+path, nil)
	pagetest.Must(b.t, err)
	return b.do(r)
}

// post posts a form of names and values.
func (b *browser) post(path string, fields ...string) *pagetest.Answer {
	b.t.Helper()
	values := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		values.Add(fields[i], fields[i+1])
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, b.server.URL+path, strings.NewReader(values.Encode()))
	pagetest.Must(b.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

func (b *browser) do(r *http.Request) *pagetest.Answer {
	b.t.Helper()
	for name, values := range b.header {
		r.Header[name] = values
	}
	res, err := b.client.Do(r)
	pagetest.Must(b.t, err)
	return pagetest.Read(b.t, r.Method+" "+r.URL.Path, res)
}

// token is the session that the browser has a cookie of.
func (b *browser) token() string {
	u, err := url.Parse(b.server.URL)
	pagetest.Must(b.t, err)
	for _, c := range b.client.Jar.Cookies(u) {
		if c.Name == "samkarta" {
			return c.Value
		}
	}
	return ""
}
