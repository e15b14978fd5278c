package e2e_test

import (
	"strings"
	"testing"
)

// A caseworker at Försäkringskassan has somebody from Aneby before her who may
// need the labour market unit, of which she knows the abbreviation. From the
// start page it takes three clicks to read how one gets in.
func TestCaseworkerFindsTheWayIn(t *testing.T) {
	h := start(t)
	tab := h.tab(t)

	tab.Fill("Sök på hela kartan", "AME Aneby")
	tab.PressButton("Sök", "main") // 1
	tab.Sees("AME", "betyder", "Arbetsmarknadsenheten")
	tab.FollowLink("Arbetsmarknadsenheten (AME)", ".hits") // 2
	if tab.Path() != "/enheter/aneby/ame" {
		t.Errorf("the first hit leads to %s", tab.Path())
	}
	tab.Sees("Aneby kommun", "Arbetsprövning")
	if order := tab.Said("main h2"); strings.Index(order, "Vägen in") > strings.Index(order, "Forum") {
		t.Errorf("the way in does not come first: %s", order)
	}

	// No way into the unit is described; how one gets there from her own authority is.
	tab.FollowLink("Hitta vägen hit", "main") // 3
	if got := tab.Value("Jag behöver nå"); !strings.Contains(got, "Arbetsmarknadsenheten (AME)") {
		t.Errorf("the way leads into %q", got)
	}
	tab.Fill("Jag är", "Försäkringskassan")
	tab.PressButton("Visa vägar in", "main")
	tab.Sees("Arbetsmarknadsenheten (AME)")
	quiet(t, tab)
}

// Where somebody works and whom she needs is answered on the page that the start
// page leads to, best first, and each way says why it stands there.
func TestWaysInSayWhy(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	tab.Go(h.url + "/en-vag-in?fran=aneby%2Fforsorjningsstod&till=region")
	tab.Sees("Rehabsamordnaren")
	if n := tab.Count("main ol > li, main article"); n < 2 {
		t.Errorf("there are only %d ways: %s", n, tab.Said())
	}
	quiet(t, tab)
}
