package partyweb_test

import "testing"

// BenchmarkPages measures the pages with the most on them; each is to cost at
// most 3 ms on the demonstration data.
func BenchmarkPages(b *testing.B) {
	newSite(b).Bench(b, "/vem", "/kommuner", "/kommuner/0604", "/kommuner/0680", "/forbund/hoglandets-samordningsforbund",
		"/forbund/sodra-vatterbygden", "/parter/af", "/parter/aneby", "/kommuner/0114", "/enheter/jonkoping/forsorjningsstod", "/malgrupper")
}
