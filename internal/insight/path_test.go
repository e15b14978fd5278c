package insight

import (
	"math"
	"slices"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
)

// slowCosts relaxes all hops until nothing changes, and gives the least cost of
// any goal.
func slowCosts(n *navigator, surest bool) (best cost, ok bool) {
	costs, known := make([]cost, len(n.ids)), make([]bool, len(n.ids))
	for i, trust := range n.starts {
		costs[i], known[i] = cost{0, math.Log(handover) - math.Log(trust)}, true
	}
	for changed := true; changed; {
		changed = false
		for i, hops := range n.hops {
			for _, h := range hops {
				if !known[i] || n.goals[i] {
					continue
				}
				c := cost{costs[i].steps, costs[i].doubt - math.Log(h.trust)}
				if !h.free {
					c.steps, c.doubt = c.steps+1, c.doubt-math.Log(handover)
				}
				if !known[h.to] || c.isLess(costs[h.to], surest) {
					costs[h.to], known[h.to], changed = c, true, true
				}
			}
		}
	}
	for i := range n.goals {
		if known[i] && (!ok || costs[i].isLess(best, surest)) {
			best, ok = costs[i], true
		}
	}
	return best, ok
}

func TestPathsAreTheBestOfAll(t *testing.T) {
	x, found := randomIndex(t), 0
	for _, code := range randomCodes()[:25] {
		for _, ends := range [][2]string{{"kommun-" + code, "fk"}, {"polisen", "region-" + code}, {"enhet-" + code + "-0", "af"}, {"enhet-" + code + "-1", "polisen"}} {
			q := PathQuestion{From: ends[0], Into: ends[1], Municipality: code}
			a, n := x.Paths(q), x.newNavigator(q)
			for _, c := range []struct {
				route  Route
				surest bool
			}{{a.Shortest, false}, {a.Surest, true}} {
				want, ok := slowCosts(n, c.surest)
				if !ok {
					if len(c.route.Steps) > 0 {
						t.Fatalf("%v: a way where there is none: %+v", q, c.route)
					}
					continue
				}
				found++
				if len(c.route.Steps) != want.steps || math.Abs(c.route.Trust-min(1, math.Exp(-want.doubt))) > 1e-6 {
					t.Fatalf("%v surest %v: %d steps of trust %v, want %d of %v", q, c.surest, len(c.route.Steps), c.route.Trust, want.steps, math.Exp(-want.doubt))
				}
				checkSteps(t, x, q, c.route)
			}
			if a.Surest.Trust < a.Shortest.Trust-1e-9 || len(a.Surest.Steps) < len(a.Shortest.Steps) {
				t.Fatalf("%v: the surest is less sure, or shorter: %+v", q, a)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d ways: the maps try nothing", found)
	}
}

// checkSteps follows a way step by step: each begins where the one before ended,
// and its record says that it can be taken.
func checkSteps(t *testing.T, x *Index, q PathQuestion, r Route) {
	t.Helper()
	for i, s := range r.Steps {
		if i > 0 && s.From != r.Steps[i-1].To {
			t.Fatalf("%v: step %d begins at %s, not at %s", q, i, s.From, r.Steps[i-1].To)
		}
		switch s.Type {
		case StepForum:
			f := forum.Forums.Find(x.v, s.Record.ID)
			if !slices.Contains(f.Actors(), s.From) || !slices.Contains(f.Actors(), s.To) {
				t.Fatalf("%v: %s and %s do not both sit in %s", q, s.From, s.To, f.ID)
			}
		case TiePath:
			p := contact.Paths.Find(x.v, s.Record.ID)
			if x.resolve(p.From, q.Municipality) != s.From || x.resolve(p.Into, q.Municipality) != s.To || p.Missing() {
				t.Fatalf("%v: %s leads from %s into %s", q, p.ID, p.From, p.Into)
			}
		case StepColleague:
			if x.partyOf(s.From) != x.partyOf(s.To) {
				t.Fatalf("%v: %s and %s are not of one party", q, s.From, s.To)
			}
		}
	}
	if last := r.Steps[len(r.Steps)-1].To; !slices.Contains(party.Within(x.v, q.Into), last) {
		t.Fatalf("%v: it ends at %s", q, last)
	}
}

// Aneby: the agency reaches the employment service by its shared mailbox, which
// hangs on nobody; and that care is reached by the coordinator.
func TestPathsInAneby(t *testing.T) {
	x := demoIndex(t)
	a := x.Paths(PathQuestion{From: "fk", Into: "af", Municipality: "0604"})
	if len(a.Shortest.Steps) != 1 || len(a.Surest.Steps) != 1 || a.Surest.Steps[0].PersonBound {
		t.Errorf("%+v", a)
	}
	if none := x.Paths(PathQuestion{From: "aneby/ame", Into: "polisen"}); len(none.Shortest.Steps) != 0 || none.Reading.Key != "insight.path.none" {
		t.Errorf("%+v", none)
	}
	kind := x.Paths(PathQuestion{From: "municipality", Into: "region", Municipality: "0604"})
	if kind.From != "aneby" || kind.Into != "region-jonkoping" || len(kind.Shortest.Steps) != 1 {
		t.Errorf("%+v", kind)
	}
}

// What hangs on a person is avoided by the surest way, not by the shortest.
func TestSurestAvoidsThePerson(t *testing.T) {
	w := newWorld(t)
	w.add("", map[string][]thing{
		"parties": {{"id": "af", "kind": "employment_service", "name": "AF"}, {"id": "fk", "kind": "social_insurance", "name": "FK"},
			{"id": "by", "kind": "municipality", "name": "By", "municipality": "0604"}},
		"contact_paths": {
			{"from": "by", "into": "fk", "via": "caseworker", "person_bound": true, "municipality": "0604"},
			{"from": "by", "into": "af", "via": "mailbox", "municipality": "0604"},
			{"from": "af", "into": "fk", "via": "function", "function": "samverkansansvarig", "municipality": "0604"},
		}})
	a := w.index().Paths(PathQuestion{From: "by", Into: "fk"})
	if len(a.Shortest.Steps) != 1 || !a.Shortest.Steps[0].PersonBound || len(a.Surest.Steps) != 2 || !near(a.Surest.Trust, handover) {
		t.Errorf("%+v", a)
	}
	if said := a.Surest.Steps[1].Say.Say(text.Sv); said != "Vänd dig till samverkansansvarig hos FK." {
		t.Errorf("%q", said)
	}
}
