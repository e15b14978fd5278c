package recordweb_test

import "testing"

// BenchmarkPages measures the pages with the most on them.
func BenchmarkPages(b *testing.B) {
	a := newApp(b)
	for _, c := range []struct{ who, path string }{
		{"developer", "/andra/forum/aneby/fua"}, {"developer", "/ny/forum?municipality=0604"}, {"admin", "/ny/statement"},
		{"admin", "/bekrafta"}, {"public", "/andringar"}, {"public", "/historik/forum/aneby/fua"},
	} {
		a.Actor = actors[c.who]
		a.Bench(b, c.path)
	}
}
