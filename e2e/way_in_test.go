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
	tab.Sees("AME", "betyder i Aneby", "Arbetsmarknadsenheten")
	tab.FollowLink("Arbetsmarknadsenheten (AME)", ".hits") // 2
	if tab.Path() != "/enheter/aneby/ame" {
		t.Errorf("the first hit leads to %s", tab.Path())
	}
	tab.Sees("Aneby kommun", "Arbetsprövning", "En väg in")
	if order := tab.Said("main h2"); !strings.HasPrefix(order, "En väg in") {
		t.Errorf("the way in is not what comes first: %s", order)
	}

	// Who stands on the unit's page asks for the way in from where she works.
	tab.FollowLink("En väg in", "header") // 3
	tab.Sees("En väg in")
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
