package insight

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/platform/text"
)

// slowOverlaps compares every two forums, by the words of the rule.
func slowOverlaps(x *Index, s Scope, threshold float64) map[[2]string]float64 {
	var all []*forum.Forum
	for _, m := range x.forums(s) {
		if m.KnownStatus() != "ended" {
			all = append(all, m.Forum)
		}
	}
	found := map[[2]string]float64{}
	for _, a := range all {
		for _, b := range all {
			if a.ID >= b.ID || a.Level != b.Level || !share(a.Serves(x.v), b.Serves(x.v)) || !slowSameFor(x, a, b) {
				continue
			}
			shared := both(a.Actors(), b.Actors())
			either := len(a.Actors()) + len(b.Actors()) - len(shared)
			if likeness := float64(len(shared)) / float64(max(either, 1)); len(shared) > 0 && likeness >= threshold {
				found[[2]string{a.ID, b.ID}] = likeness
			}
		}
	}
	return found
}

func slowSameFor(x *Index, a, b *forum.Forum) bool {
	if share(a.TargetGroups, b.TargetGroups) {
		return true
	}
	for age := range eldestOfAll + 1 {
		if a.IsFor(x.v, age) && b.IsFor(x.v, age) {
			return true
		}
	}
	return false
}

func TestOverlapsAreThoseOfAllPairs(t *testing.T) {
	for name, x := range map[string]*Index{"random": randomIndex(t), "demo": demoIndex(t)} {
		scopes := append(randomScopes(), Scope{Municipality: "0604"}, Scope{Association: "finnveden"})
		for _, s := range scopes {
			for _, threshold := range []float64{0.2, 0.5, 0.75} {
				want := slowOverlaps(x, s, threshold)
				got := x.Overlaps(OverlapQuestion{Scope: s, Threshold: threshold})
				if len(got) != len(want) {
					t.Fatalf("%s %v at %v: %d pairs, want %d", name, s, threshold, len(got), len(want))
				}
				for _, o := range got {
					if math.Abs(want[[2]string{o.A, o.B}]-o.Similarity) > 1e-12 {
						t.Fatalf("%s %v: %s and %s are %v alike, want %v", name, s, o.A, o.B, o.Similarity, want[[2]string{o.A, o.B}])
					}
				}
				if !slices.IsSortedFunc(got, func(a, b Overlap) int { return cmp.Compare(b.Similarity, a.Similarity) }) {
					t.Fatalf("%s %v: not the most alike first", name, s)
				}
			}
		}
	}
}

func overlapOf(t *testing.T, x *Index, s Scope, a, b string) Overlap {
	t.Helper()
	for _, o := range x.Overlaps(OverlapQuestion{Scope: s}) {
		if o.A == a && o.B == b {
			return o
		}
	}
	t.Fatalf("%s and %s do not overlap", a, b)
	return Overlap{}
}

// Finnveden, by its report: the two preparatory groups of VAC are nearly the same
// people, and the smaller meets as often.
func TestOverlapInVarnamo(t *testing.T) {
	x := demoIndex(t)
	o := overlapOf(t, x, Scope{Municipality: "0683"}, "varnamo/vac-beredningsgrupp", "varnamo/vac-utokad-beredningsgrupp")
	if o.Similarity != 0.75 || len(o.Shared) != 6 || !slices.Contains(o.Shared, "varnamo/vuxensektionen") || !slices.Contains(o.Shared, "af/varnamo") {
		t.Errorf("%+v", o)
	}
	if *o.Saves.Meetings.Min != 12 || *o.Saves.Seats.Max != 72 {
		t.Errorf("saves %v", o.Saves)
	}
	if len(o.Loses.Actors) != len(o.OnlyA)+len(o.OnlyB) {
		t.Errorf("loses %v", o.Loses)
	}
}

// Aneby: the informal meetings and KUR Samverk have the same four parties, and
// what a merge would save is not known.
func TestOverlapInAneby(t *testing.T) {
	o := overlapOf(t, demoIndex(t), Scope{Municipality: "0604"}, "aneby/kur-samverk", "aneby/natverkstraffar")
	if o.Similarity != 1 || o.StatusA != "unclear" || o.Saves.Seats.Min != nil || !o.Loses.Formality || o.MeetingsB.Min == nil || *o.MeetingsB.Min != 0 {
		t.Errorf("%+v", o)
	}
	if want := "KUR Samverk och Nätverksträffar liknar varandra till 100 %: 4 aktörer sitter i båda. Vad ett forum i stället för två skulle spara går inte att säga, eftersom det inte är känt hur ofta de träffas."; o.Reading.Say(text.Sv) != want {
		t.Errorf("%q", o.Reading.Say(text.Sv))
	}
}
