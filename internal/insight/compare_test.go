package insight

import (
	"slices"
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/mapping"
)

// Every active forum stands in one cell, and every statement of the places too.
func TestProfilesLeaveNothingOut(t *testing.T) {
	for _, x := range []*Index{randomIndex(t), demoIndex(t)} {
		for _, s := range append(randomScopes(), Scope{Municipality: "0604"}, Scope{Association: "sodra-vatterbygden"}) {
			p, cells := x.Profile(s), 0
			for _, c := range p.Forums {
				for _, id := range c.Forums {
					if f := forum.Forums.Find(x.v, id); f.Level != c.Level || f.KnownFormality() != c.Formality {
						t.Fatalf("%v: %s stands under %s %s", s, id, c.Level, c.Formality)
					}
				}
				cells += len(c.Forums)
			}
			if cells != len(x.active(s)) || p.Active != cells {
				t.Fatalf("%v: %d forums in cells, %d are active", s, cells, len(x.active(s)))
			}
			said, want := 0, len(mapping.List(x.v, mapping.Filter{Municipality: s.Municipality, Association: s.Association}))
			for _, c := range p.Factors {
				said += len(c.Statements)
			}
			if said != want {
				t.Fatalf("%v: %d statements, want %d", s, said, want)
			}
		}
	}
}

func TestCompareAnebyWithHabo(t *testing.T) {
	x := demoIndex(t)
	c := x.Compare(Scope{Municipality: "0604"}, Scope{Municipality: "0643"})
	aneby, habo := c.Sides[0], c.Sides[1]
	if aneby.CoveredFormally != 14.0/51 || aneby.FormalityKnown < enoughKnown || habo.FormalityKnown > enoughKnown {
		t.Errorf("Aneby is covered to %v, forms known of %v; of Habo's %v", aneby.CoveredFormally, aneby.FormalityKnown, habo.FormalityKnown)
	}
	formal := slices.IndexFunc(aneby.Forums, func(f ForumCount) bool { return f.Level == "individual" && f.Formality == "formal" })
	if len(aneby.Forums[formal].Forums) != 9 {
		t.Errorf("Aneby's formal forums for cases: %v", aneby.Forums[formal].Forums)
	}
	if aneby.ByMunicipality != nil || !slices.Contains(x.Profile(Scope{Association: "sodra-vatterbygden"}).ByMunicipality, MunicipalityCover{"0643", 1, 0}) {
		t.Error("only an association is told of by municipality")
	}
}
