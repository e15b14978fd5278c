package insight

import (
	"math"
	"slices"
	"testing"

	"samkarta/internal/platform/text"
)

func TestFreshnessCountsEachFactOnce(t *testing.T) {
	for name, x := range map[string]*Index{"random": randomIndex(t), "demo": demoIndex(t)} {
		for _, s := range append(randomScopes(), Scope{Municipality: "0604"}, Scope{Association: "finnveden"}) {
			a, facts := x.Freshness(s), x.facts(s)
			bands, months, keepers, actors := 0, 0, 0, 0
			for _, b := range a.Bands {
				bands += b.Count
			}
			for _, m := range a.Months {
				months += m.Count
			}
			for _, k := range a.Keepers {
				keepers += k.Count
			}
			for _, k := range a.Actors {
				actors += k.Count
			}
			if n := len(facts); a.Facts != n || bands != n || months != n || keepers != n || actors != n {
				t.Fatalf("%s %v: %d facts, %d in bands, %d in months, %d kept, %d known", name, s, n, bands, months, keepers, actors)
			}
			checkAsking(t, s, a, facts)
		}
	}
}

// No fact is asked of two, each is asked of one who knows it, the first brings
// most, and what asking would raise the average by is what it does.
func checkAsking(t *testing.T, s Scope, a FreshnessAnswer, facts []fact) {
	t.Helper()
	seen := map[Ref]bool{}
	for i, ask := range a.Ask {
		confirmed := slices.Clone(facts)
		for _, asked := range ask.Facts {
			key := asked.Ref
			k := slices.IndexFunc(confirmed, func(f fact) bool { return f.ref == key })
			if seen[key] || !slices.Contains(facts[k].knowing, ask.Actor) || facts[k].fresh >= 1 {
				t.Fatalf("%v: %v is not to be asked of %s", s, key, ask.Actor)
			}
			seen[key], confirmed[k].fresh = true, 1
		}
		if got := average(confirmed); math.Abs(float64(got-a.Average-ask.Raises)) > 1e-9 {
			t.Fatalf("%v: asking %s raises from %v to %v, not by %v", s, ask.Actor, a.Average, got, ask.Raises)
		}
		if i > 0 && ask.Raises > a.Ask[i-1].Raises+1e-9 {
			t.Fatalf("%v: %s brings more than who is asked before", s, ask.Actor)
		}
	}
}

// The report on Aneby is of 2016 and has not been confirmed since.
func TestFreshnessInAneby(t *testing.T) {
	a := demoIndex(t).Freshness(Scope{Association: "hoglandets-samordningsforbund"})
	if a.Average > 0.3 || a.Bands[2].Band != BandStale || 2*a.Bands[2].Count < a.Facts {
		t.Errorf("%v, bands %v", a.Average, a.Bands)
	}
	if i := slices.IndexFunc(a.Months, func(m Month) bool { return m.Month == "2016-12" }); i < 0 || a.Months[i].Count != a.Bands[2].Count {
		t.Errorf("months %v", a.Months)
	}
	if a.Ask[0].Actor != "aneby" || len(a.Ask[0].Facts) < 10 {
		t.Errorf("ask %s about %d facts", a.Ask[0].Actor, len(a.Ask[0].Facts))
	}
	for _, s := range a.Reading {
		t.Log(s.Say(text.Sv))
	}
}
