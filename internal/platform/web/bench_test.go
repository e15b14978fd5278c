package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// BenchmarkPage renders the largest page of the gallery with its layout.
func BenchmarkPage(b *testing.B) {
	site := newSite(b)
	r := httptest.NewRequest(http.MethodGet, "/galleri", nil)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := site.Render(httptest.NewRecorder(), r, http.StatusOK, "gallery", gallery(r)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRequest is a whole request with all doors and compression.
func BenchmarkRequest(b *testing.B) {
	site := newSite(b)
	mux := http.NewServeMux()
	site.Handle(mux, "GET /post", func(w http.ResponseWriter, r *http.Request) error {
		return site.Render(w, r, http.StatusOK, "enhet", post(r))
	})
	h := site.Wrap(mux)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r := httptest.NewRequest(http.MethodGet, "/post", nil)
			r.Header.Set("Accept-Encoding", "gzip")
			h.ServeHTTP(httptest.NewRecorder(), r)
		}
	})
}

// BenchmarkTable is a table of fifty rows, a page of a long list.
func BenchmarkTable(b *testing.B) {
	site := newSite(b)
	t := table()
	for len(t.Rows) < 50 {
		t.Rows = append(t.Rows, t.Rows[0])
	}
	for b.Loop() {
		if err := site.Template("table").Execute(io.Discard, t); err != nil {
			b.Fatal(err)
		}
	}
}
