package pagetest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// Get asks for a page, as the named actor if one is.
func (s *Site) Get(path string, who ...string) *Answer {
	s.T.Helper()
	return s.Send(asking(httptest.NewRequest(http.MethodGet, path, nil), who))
}

// Show is Get of a page that must be there.
func (s *Site) Show(path string, who ...string) *Answer {
	s.T.Helper()
	return s.Get(path, who...).Is(http.StatusOK)
}

// Post sends a form, as the named actor if one is.
func (s *Site) Post(path string, form url.Values, who ...string) *Answer {
	s.T.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.Send(asking(r, who))
}

func asking(r *http.Request, who []string) *http.Request {
	r.Header.Set(Asker, strings.Join(who, ""))
	return r
}

// Send sends a request.
func (s *Site) Send(r *http.Request) *Answer {
	s.T.Helper()
	w := httptest.NewRecorder()
	s.Handler.ServeHTTP(w, r)
	return Read(s.T, r.Method+" "+r.URL.String(), w.Result())
}

// Bench measures what each page costs.
func (s *Site) Bench(b *testing.B, paths ...string) {
	for _, path := range paths {
		b.Run(strings.ReplaceAll(path[1:], "/", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				s.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
