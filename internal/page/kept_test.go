package page_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

type countPage struct {
	web.Frame
	Head web.Head
}

// shop serves one page that tells how often it has been made and how many
// parties there are.
type shop struct {
	t       *testing.T
	records *record.Service
	handler http.Handler
	made    int
	now     time.Time
}

func openShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, now: time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)}
	s.records = record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return s.now })), exchange.Kinds())
	site, err := web.New(web.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	site.Pages(fstest.MapFS{"count.html": {Data: []byte(`{{template "head" .Head}}`)}}, "*.html")
	desk := &page.Desk{Site: site, Records: s.records, ActorOf: func(r *http.Request) access.Actor {
		if name := r.Header.Get("X-Actor"); name != "" {
			return access.Actor{Account: name, Name: name}
		}
		return access.Public()
	}}
	mux := http.NewServeMux()
	desk.Show(mux, "GET /count", func(w http.ResponseWriter, r *http.Request, v *record.View) error {
		s.made++
		p := &countPage{Head: web.Head{Title: fmt.Sprintf("%d parties, made %d times %s", len(party.Parties.All(v)), s.made, v.Actor().Name)}}
		p.Title = "Count"
		if r.URL.Query().Has("cookie") {
			http.SetCookie(w, &http.Cookie{Name: "own", Value: "1"})
		}
		if r.URL.Query().Has("secret") {
			w.Header().Set("Cache-Control", "no-store")
		}
		return site.Render(w, r, http.StatusOK, "count", p)
	})
	desk.Show(mux, "GET /file", func(w http.ResponseWriter, _ *http.Request, _ *record.View) error {
		s.made++
		w.Header().Set("Content-Type", "application/json")
		_, err := io.WriteString(w, `{"made": true}`)
		return err
	})
	s.handler = site.Wrap(mux)
	return s
}

// get asks for a page as a browser does, with heads in pairs.
func (s *shop) get(address string, heads ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	for i := 0; i < len(heads); i += 2 {
		r.Header.Set(heads[i], heads[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func bodyOf(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	if w.Header().Get("Content-Encoding") != "gzip" {
		return w.Body.String()
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func (s *shop) says(want string, address string, heads ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	w := s.get(address, heads...)
	if body := bodyOf(s.t, w); w.Code != http.StatusOK || !strings.Contains(body, want) {
		s.t.Errorf("%s %v: status %d, want %q in %s", address, heads, w.Code, want, body)
	}
	return w
}

// What the public reads is made once, until something on the map changes.
func TestPublicPagesAreKept(t *testing.T) {
	s := openShop(t)
	first := s.says("0 parties, made 1 times", "/count")
	again := s.says("0 parties, made 1 times", "/count")
	for _, head := range []string{"Content-Type", "Cache-Control", "ETag", "Vary", "Content-Encoding", "Content-Security-Policy"} {
		if a, b := first.Header().Get(head), again.Header().Get(head); a != b || a == "" {
			t.Errorf("%s: %q and %q", head, a, b)
		}
	}
	if w := s.get("/count", "If-None-Match", first.Header().Get("ETag")); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("status %d with %d bytes", w.Code, w.Body.Len())
	}
	if s.made != 1 {
		t.Errorf("it was made %d times", s.made)
	}
	s.add("p1")
	s.says("1 parties, made 2 times", "/count")
	s.now = s.now.AddDate(0, 0, 1) // what is fresh depends on the day
	s.says("1 parties, made 3 times", "/count")
	s.says("1 parties, made 3 times", "/count")
}

func (s *shop) add(id string) {
	s.t.Helper()
	doc := fmt.Sprintf(`{"format": "samkarta/1", "source": {"id": "s-%s", "title": "S", "date": "2019", "kind": "mapping"}, "parties": [{"id": "%s", "name": "P", "kind": "other"}]}`, id, id)
	_, err := exchange.Import(context.Background(), s.records, access.System("test"), []exchange.File{exchange.Bytes("a.json", []byte(doc))}, exchange.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
}

// What differs between those who look is never mixed up.
func TestPagesAreKeptForThoseWhoSeeTheSame(t *testing.T) {
	s := openShop(t)
	s.says("made 1 times", "/count")
	s.says("made 2 times Lisa", "/count", "X-Actor", "Lisa")
	s.says("made 3 times Lisa", "/count", "X-Actor", "Lisa")
	s.says(`lang="en"`, "/count", "Accept-Language", "en")
	s.says(`lang="sv"`, "/count")
	s.says(`lang="en"`, "/count", "Cookie", "lang=en")
	s.says(`data-color-scheme="dark"`, "/count", "Cookie", "scheme=dark")
	s.says(`data-color-scheme="auto"`, "/count")
	s.says("made 1 times", "/count")
	for _, heads := range [][]string{{"Cookie", "flash=x"}, {"Cookie", "samkarta=x"}, {"Cookie", "dag=2019-01-01"}, {"Accept-Encoding", "identity"}} {
		before := s.made
		s.get("/count", heads...)
		if s.made != before+1 {
			t.Errorf("%v was answered with a kept page", heads)
		}
	}
	for _, address := range []string{"/count?dag=2019-01-01", "/count?dag=", "/count?lang=en", "/count?cookie=1", "/count?secret=1", "/file", "/count?" + strings.Repeat("x", 400)} {
		s.get(address)
		before := s.made
		s.get(address)
		if s.made != before+1 {
			t.Errorf("%s was kept", address)
		}
	}
	if w := s.get("/count?secret=1"); w.Header().Get("Cache-Control") != "no-store" || !strings.Contains(bodyOf(t, w), "made") {
		t.Errorf("what is not to be kept: %v", w.Header())
	}
	if w := s.get("/file"); w.Body.String() != `{"made": true}` {
		t.Errorf("the file is %q", w.Body.String())
	}
	if w := s.get("/count?dag=strunt"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("no day: status %d", w.Code)
	}
}

// However many addresses are asked for, only so much is kept.
func TestNotMuchIsKept(t *testing.T) {
	s := openShop(t)
	for i := range 7000 {
		s.get(fmt.Sprintf("/count?n=%d", i))
	}
	before := s.made
	s.says("made", "/count?n=0")
	if s.made == before {
		t.Error("the first of very many is still kept")
	}
}
