package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/api"
	"samkarta/internal/exchange"
	"samkarta/internal/finder"
	"samkarta/internal/insats"
	"samkarta/internal/insight"
	"samkarta/internal/people"
	"samkarta/internal/people/peopletest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// day is the day of the tests: the demonstration's.
var day = time.Date(2019, time.June, 1, 9, 0, 0, 0, time.UTC)

// home is the association whose roles the tests have.
const home = "sodra-vatterbygden"

// roles are who asks, by the word that a test's request says it with.
var roles = map[string]access.Actor{
	"administrator": {Account: "a", Assignments: []access.Assignment{{Role: access.Administrator}}},
	"developer":     {Account: "d", Assignments: []access.Assignment{{Role: access.Developer, Association: home}}},
	"other":         {Account: "o", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}},
	"editor":        {Account: "e", Assignments: []access.Assignment{{Role: access.Editor, Association: home, Unit: "habo/ungdomscoach"}}},
	"reader":        {Account: "r", Assignments: []access.Assignment{{Role: access.Reader, Association: home}}},
}

// world is a program with nothing but its API.
type world struct {
	db      *db.DB
	records *record.Service
	made    *reporting.Service
	people  *people.Service
	handler http.Handler
	clock   time.Time
	reports []error
}

func newWorld(t testing.TB, open func(testing.TB, ...db.Option) *db.DB) *world {
	t.Helper()
	w := &world{clock: day}
	now := func() time.Time { return w.clock }
	d := open(t, db.WithClock(now))
	w.db, w.records = d, record.New(d, exchange.Kinds())
	analyses := insight.New(w.records)
	w.made = reporting.New(d, w.records, analyses, func(_ context.Context, account string) (access.Actor, error) {
		for _, actor := range roles {
			if actor.Account == account {
				return actor, nil
			}
		}
		return access.Public(), nil
	})
	w.people = people.New(d, w.records, people.Options{Cost: peopletest.Cheap})
	f := finder.New(w.records)
	mux := http.NewServeMux()
	s := &api.Service{Records: w.records, Insight: analyses, Insatser: insats.NewService(d, w.records), Reports: w.made, People: w.people, Now: now, Find: searching(f),
		ActorOf:   func(r *http.Request) access.Actor { return roles[r.Header.Get("X-Role")] },
		MayImport: mayImport,
		Report:    func(_ *http.Request, err error) { w.reports = append(w.reports, err) }}
	s.Routes(mux)
	w.handler = mux
	return w
}

func mayImport(actor access.Actor) error {
	if actor.IsAdministrator() || actor.Develops(home) || actor.Develops("finnveden") {
		return nil
	}
	return fault.New(fault.Forbidden, "upload.may_not")
}

func searching(f *finder.Finder) api.Finder {
	return func(v *record.View, q api.SearchQuestion) api.SearchAnswer {
		got := f.Find(v, finder.Query{Text: q.Text, Kinds: q.Kinds, Municipality: q.Municipality, Party: q.Party, Limit: q.Limit, Offset: q.Offset})
		a := api.SearchAnswer{Total: got.Total}
		for _, h := range got.Hits {
			a.Hits = append(a.Hits, api.Hit{Kind: h.Kind, ID: h.ID, Title: h.Title, URL: h.URL, Score: h.Score, Municipalities: h.Places})
		}
		return a
	}
}

// filled is a database file with the demonstration's data, made once.
var filled = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "samkarta-api-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "demo.db")
	d, err := db.Open(context.Background(), path, db.WithClock(func() time.Time { return day }))
	if err != nil {
		return nil, err
	}
	err = d.Migrate(context.Background())
	if err == nil {
		err = load(record.New(d, exchange.Kinds()))
	}
	if closed := d.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func load(records *record.Service) error {
	files, err := exchange.Files("../demo/data")
	if err == nil {
		_, err = exchange.Import(context.Background(), records, access.System("test"), files, exchange.Options{})
	}
	return err
}

// demoWorld is one with the demonstration's data.
func demoWorld(t testing.TB) *world {
	t.Helper()
	return newWorld(t, func(t testing.TB, opts ...db.Option) *db.DB {
		data, err := filled()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "demo.db")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := db.Open(context.Background(), path, opts...)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		return d
	})
}

// onBoth runs a test over each database, with the demonstration's data.
func onBoth(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, demoWorld(t)) })
	t.Run("postgres", func(t *testing.T) {
		w := newWorld(t, dbtest.Postgres)
		if err := load(w.records); err != nil {
			t.Fatal(err)
		}
		f(t, w)
	})
}

// request is one request to the API.
type request struct {
	method, path, body string
	headers            map[string]string
}

func get(path string) request { return request{method: "GET", path: "/api/v1" + path} }
func post(path, body string) request {
	return request{method: "POST", path: "/api/v1" + path, body: body}
}
func patch(path, body string) request {
	return request{method: "PATCH", path: "/api/v1" + path, body: body}
}
func (r request) as(role string) request { return r.with("X-Role", role) }
func (r request) with(name, value string) request {
	headers := map[string]string{}
	maps.Copy(headers, r.headers)
	headers[name] = value
	r.headers = headers
	return r
}

func (w *world) ask(r request) *httptest.ResponseRecorder {
	req := httptest.NewRequest(r.method, r.path, strings.NewReader(r.body))
	for k, v := range r.headers {
		req.Header.Set(k, v)
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, req)
	return rec
}

// answer decodes the answer to a request that must succeed.
func answer[T any](t testing.TB, w *world, r request) T {
	t.Helper()
	rec := w.ask(r)
	var v T
	if rec.Code >= 300 {
		t.Fatalf("%s %s: %d %s", r.method, r.path, rec.Code, rec.Body)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		t.Fatalf("%s %s: %v\n%s", r.method, r.path, err, rec.Body)
	}
	return v
}

// page is a part of a list.
type page struct {
	Total, Offset int
	Items         []map[string]any
}

func (p page) ids() string {
	var all []string
	for _, x := range p.Items {
		all = append(all, fmt.Sprint(x["id"]))
	}
	return strings.Join(all, " ")
}

// refuses sends a request that must be refused with the status, as a problem that
// has all the words.
func (w *world) refuses(t testing.TB, status int, r request, words ...string) {
	t.Helper()
	rec := w.ask(r)
	var p struct {
		Status              int
		Title, Detail, Kind string
		Errors              []struct{ Location, Message string }
	}
	if rec.Code != status {
		t.Errorf("%s %s: %d, want %d: %s", r.method, r.path, rec.Code, status, rec.Body)
		return
	}
	if ct := rec.Header().Get("Content-Type"); ct != "application/problem+json" {
		t.Errorf("%s %s: a problem of type %q: %s", r.method, r.path, ct, rec.Body)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &p); err != nil || p.Status != status || p.Title == "" || p.Detail == "" || p.Kind == "" || p.Errors == nil {
		t.Errorf("%s %s: %v %s", r.method, r.path, err, rec.Body)
	}
	for _, word := range append(words, "") {
		if !strings.Contains(rec.Body.String(), word) {
			t.Errorf("%s %s does not say %q: %s", r.method, r.path, word, rec.Body)
		}
	}
	if strings.Contains(rec.Body.String(), "⟦") {
		t.Errorf("%s %s lacks a text: %s", r.method, r.path, rec.Body)
	}
}
