package app_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"samkarta/internal/app"
	"samkarta/internal/demo"
	"samkarta/internal/platform/db/dbtest"
)

// unusual are facts about a person such as no log says by itself: words, a
// municipality and what is no fact at all.
var unusual = []string{"utvecklingsersattning", "criminal_record", "residence_permit_establishment", "Arjeplog", "etableringstillagg", "gold-plated-fact"}

// Nothing that is told of a person is kept: not in the database, in the logs or
// in what goes out above a page, on either database.
func TestNothingOfAPersonIsKept(t *testing.T) {
	for name, address := range map[string]func(*testing.T) string{
		"a file":   func(t *testing.T) string { return dbtest.EmptySQLite(t) },
		"a server": func(t *testing.T) string { return dbtest.EmptyPostgres(t) },
	} {
		t.Run(name, func(t *testing.T) { nothingIsKept(t, address(t)) })
	}
}

// shared is a log that many may write to.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func nothingIsKept(t *testing.T, address string) {
	var log shared
	usual := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(usual) })
	a, err := app.Open(t.Context(), app.Config{Database: address, Migrate: true, Clock: demo.Clock(), Demo: true, Log: slog.Default()})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := demo.Load(t.Context(), a.Records); err != nil {
		t.Fatal(err)
	}
	h, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	before := contents(t, a)
	headers := tellOf(t, h)
	after := contents(t, a)
	for where, said := range map[string]string{"the log": log.b.String(), "a header": headers} {
		for _, fact := range append(unusual, "4711", "alder", "age=", `"age"`) {
			if strings.Contains(said, fact) {
				t.Errorf("%s says %s: %s", where, fact, lineWith(said, fact))
			}
		}
	}
	for _, fact := range append(unusual, "4711") {
		if strings.Count(after, fact) != strings.Count(before, fact) {
			t.Errorf("the database says %s: %s", fact, lineWith(after, fact))
		}
	}
	if grown := strings.Count(after, "\n") - strings.Count(before, "\n"); grown != 2 { // the counter and its entry in the audit log
		t.Errorf("%d rows have come", grown)
	}
	if !strings.Contains(log.b.String(), "/vad-finns") || !strings.Contains(log.b.String(), "/api/v1/") {
		t.Errorf("the log was not seen: %s", log.b.String())
	}
}

// tellOf tells the program of persons in all the ways that there are, also
// wrongly, and gives what stands above the answers.
func tellOf(t *testing.T, h http.Handler) string {
	t.Helper()
	var headers strings.Builder
	ask := func(r *http.Request, status int) {
		t.Helper()
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("%s %s: %d", r.Method, r.URL.Path, w.Code)
		}
		if r.Method == http.MethodPost && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %v", r.URL.Path, w.Header())
		}
		_ = w.Header().Write(&headers)
	}
	form := func(path string, status int, pairs ...string) {
		t.Helper()
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Add(pairs[i], pairs[i+1])
		}
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(v.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		ask(r, status)
	}
	known := []string{"kommun", "Arjeplog", "alder", "111", "inkomst", "utvecklingsersattning", "inkomst", "etableringstillagg", "lage", "criminal_record", "beslut", "residence_permit_establishment"}
	form("/vad-finns", 200, known...)
	form("/vad-finns", 200, append(known, "svar", "halsa=stress")...)
	form("/vad-finns", 422, append(known, "halsa", "gold-plated-fact")...)
	form("/vad-finns", 422, "kommun", "gold-plated-fact", "alder", "4711")
	form("/vad-finns", 200, "kommun", "Eslöv", "alder", "111", "lage", "criminal_record", "_do", "rakna")
	ask(httptest.NewRequest(http.MethodGet, "/vad-finns?kommun=1285&alder=4711&lage=criminal_record", nil), 200)
	for body, status := range map[string]int{
		`{"municipality": "Arjeplog", "age": 111, "incomes": ["utvecklingsersattning", "etableringstillagg"], "statuses": ["criminal_record"], "decisions": ["residence_permit_establishment"]}`: 200,
		`{"municipality": "gold-plated-fact", "age": 4711}`:          422,
		`{"age": 111, "statuses": ["criminal_record"], "name": "x"}`: 422,
		`{"statuses": ["criminal_record"`:                            422,
	} {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/match", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		ask(r, status)
	}
	return headers.String()
}

// contents is all that stands in all tables.
func contents(t *testing.T, a *app.App) string {
	t.Helper()
	var b bytes.Buffer
	if err := a.DB.Backup(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func lineWith(said, fact string) string {
	for line := range strings.Lines(said) {
		if i := strings.Index(line, fact); i >= 0 {
			return line[max(0, i-100):min(len(line), i+100)]
		}
	}
	return ""
}
