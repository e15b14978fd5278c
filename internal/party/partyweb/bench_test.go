package partyweb_test

import (
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkPages measures the pages with the most on them; each is to cost at
// most 3 ms on the demonstration data.
func BenchmarkPages(b *testing.B) {
	s := newSite(b)
	for _, path := range []string{"/vem", "/kommuner", "/kommuner/0604", "/kommuner/0680", "/forbund/hoglandets-samordningsforbund",
		"/forbund/sodra-vatterbygden", "/parter/af", "/parter/aneby", "/kommuner/0114", "/enheter/jonkoping/forsorjningsstod", "/malgrupper"} {
		b.Run(strings.ReplaceAll(path[1:], "/", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				s.handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
				if w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
