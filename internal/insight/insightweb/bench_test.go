package insightweb_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// BenchmarkPages shows each page of an association from a warm index.
func BenchmarkPages(b *testing.B) {
	s := newSite(b)
	paths := append([]string{"/laget/sodra-vatterbygden"}, everywhere...)
	for _, path := range paths {
		address := path
		if path != paths[0] {
			address += "?forbund=sodra-vatterbygden"
		}
		b.Run(path, func(b *testing.B) {
			s.handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, address, nil))
			b.ReportAllocs()
			for b.Loop() {
				s.handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, address, nil))
			}
		})
	}
}
