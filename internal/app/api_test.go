package app_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/api"
	"samkarta/internal/people"
)

func send(h http.Handler, method, path, body, token string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

// The program serves every operation that the API describes.
func TestProgramServesTheWholeAPI(t *testing.T) {
	_, h := program(t)
	served := send(h, http.MethodGet, "/api/v1/openapi.json", "", "").Body.Bytes()
	described, err := api.Describe()
	if err != nil {
		t.Fatal(err)
	}
	var got, want struct{ Paths map[string]map[string]any }
	if err := json.Unmarshal(served, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(described, &want); err != nil {
		t.Fatal(err)
	}
	for path, methods := range want.Paths {
		for method := range methods {
			if got.Paths[path][method] == nil {
				t.Errorf("the program does not serve %s %s", method, path)
			}
		}
	}
}

// Somebody signs in by the API, imports a document larger than pages take, and
// signs out, behind all doors of the site.
func TestAPIBehindTheDoors(t *testing.T) {
	a, h := program(t)
	const password = "fyra gröna grodor i gräset"
	if _, err := a.People.AddFirst(t.Context(), access.System("test"), people.Person{Name: "Adam", Email: "adam@example.se"}, password); err != nil {
		t.Fatal(err)
	}
	rec := send(h, http.MethodPost, "/api/v1/session", `{"email": "adam@example.se", "password": "`+password+`"}`, "")
	var s struct{ Token, Until string }
	if err := json.Unmarshal(rec.Body.Bytes(), &s); err != nil || rec.Code != http.StatusCreated {
		t.Fatalf("sign in: %d %s", rec.Code, rec.Body)
	}
	if !strings.HasPrefix(s.Until, "2019-") {
		t.Errorf("the session ends at %s, by another clock than the program's", s.Until)
	}
	doc := `{"format": "samkarta/1", "source": {"id": "stor", "title": "Stor", "date": "2019", "kind": "mapping"},` + strings.Repeat(" ", 3<<20) +
		`"target_groups": [{"id": "stora", "name": "Stora"}]}`
	if rec := send(h, http.MethodPost, "/api/v1/import", doc, s.Token); rec.Code != http.StatusOK {
		t.Errorf("a document of 3 MB: %d %s", rec.Code, rec.Body)
	}
	if rec := send(h, http.MethodPost, "/api/v1/forums", `{"name": "`+strings.Repeat("x", 3<<20)+`"}`, s.Token); rec.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a record of 3 MB: %d %.200s", rec.Code, rec.Body)
	}
	if rec := send(h, http.MethodDelete, "/api/v1/session", "", s.Token); rec.Code != http.StatusNoContent {
		t.Errorf("sign out: %d %s", rec.Code, rec.Body)
	}
	if rec := send(h, http.MethodPost, "/api/v1/confirm/forum/aneby/fua", "", s.Token); rec.Code != http.StatusUnauthorized || rec.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("after it: %d %s", rec.Code, rec.Body)
	}
}

// Whoever is signed in to the pages is so for the API, but a change that another
// site has sent is refused.
func TestAPIWithTheCookieOfThePages(t *testing.T) {
	a, h := program(t)
	if err := a.People.SeedDemo(t.Context(), access.System("test"), access.Assignment{Role: access.Administrator}); err != nil {
		t.Fatal(err)
	}
	role := httptest.NewRequest(http.MethodPost, "/demo/roll", strings.NewReader("roll=administrator"))
	role.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	signedIn := httptest.NewRecorder()
	h.ServeHTTP(signedIn, role)
	confirm := func(site string) int {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/confirm/forum/aneby/fua", nil)
		for _, c := range signedIn.Result().Cookies() {
			r.AddCookie(c)
		}
		r.Header.Set("Sec-Fetch-Site", site)
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		return rec.Code
	}
	if code := confirm("same-origin"); code != http.StatusOK {
		t.Errorf("from our own pages: %d", code)
	}
	if code := confirm("cross-site"); code != http.StatusForbidden {
		t.Errorf("from another site: %d", code)
	}
}

// A whole export goes through compressed, and is the same with the same tag.
func TestExportIsCompressed(t *testing.T) {
	_, h := program(t)
	whole := send(h, http.MethodGet, "/api/v1/export", "", "")
	r := httptest.NewRequest(http.MethodGet, "/api/v1/export", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	if rec.Header().Get("Content-Encoding") != "gzip" || rec.Body.Len() > whole.Body.Len()/3 || rec.Header().Get("ETag") != whole.Header().Get("ETag") {
		t.Errorf("%v, %d bytes of %d", rec.Header(), rec.Body.Len(), whole.Body.Len())
	}
	z, err := gzip.NewReader(rec.Body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(got, whole.Body.Bytes()) {
		t.Errorf("the compressed export differs: %v", err)
	}
}
