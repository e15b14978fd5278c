package contactweb_test

import "testing"

// BenchmarkPages measures the pages with the most on them; each is to cost at
// most 3 ms on the demonstration data.
func BenchmarkPages(b *testing.B) {
	newSite(b).Bench(b, "/en-vag-in", "/en-vag-in?fran=fk&till=af&kommun=0604", "/en-vag-in?fran=af&till=aneby", "/en-vag-in?till=af", "/vagar", "/relationer",
		"/matris", "/matris?forbund=alla", "/matris?forbund=alla&fler=1", "/matris?forbund=alla&slag=1", "/matris/cell?a=af&b=fk&forbund=alla")
}
