package insats

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/place"
	"samkarta/internal/record"
)

// somePeople knows of one town and one income, and nothing else.
func somePeople(town, income string) (float64, bool) {
	if town == testTowns[0] && income == "aktivitetsersattning" {
		return 77, true
	}
	return 0, false
}

// partCells are the cells of one age of a part.
func partCells(p Part, f func(cellKey)) {
	for _, town := range p.Municipalities {
		for _, income := range p.Incomes {
			for _, stage := range p.Stages {
				for age := p.AgeFrom; age <= p.AgeTo; age++ {
					f(cellKey{town, income, stage, age})
				}
			}
		}
	}
}

// The gaps are all cells in which there is nothing for somebody who can be in
// them, each once, however they are joined; the known ones come first.
func TestGapsAreTheEmptyCells(t *testing.T) {
	c := newChance(9)
	for _, certain := range []bool{true, false} {
		ask := wholeAsk()
		ask.Certain = certain
		g := NewIndex(c.catalogue(40)).Grid(ask)
		found := map[cellKey]bool{}
		rest := false
		for _, gap := range g.Empty(somePeople) {
			if gap.Known && rest {
				t.Error("a gap of which one knows how many it concerns comes after one of which one does not")
			}
			rest = rest || !gap.Known
			if gap.Known && (gap.People != 77 || len(gap.Incomes) != 1) {
				t.Errorf("%+v", gap)
			}
			partCells(gap.Part, func(k cellKey) {
				if found[k] {
					t.Fatalf("%+v is in two gaps", k)
				}
				found[k] = true
			})
		}
		want := 0
		for _, cell := range g.Cells() {
			n := cell.Possible
			if certain {
				n = cell.Certain
			}
			from, to := IncomeAges(cell.Income)
			for age := max(cell.AgeFrom, from); age <= min(cell.AgeTo, to); age++ {
				if n == 0 {
					want++
				}
				if is := found[keyOf(cell, age)]; is != (n == 0) {
					t.Fatalf("%+v at %d: a gap: %v", cell, age, is)
				}
			}
		}
		if len(found) != want || want == 0 {
			t.Errorf("%d cells in gaps, %d are empty", len(found), want)
		}
	}
}

// A grid that is worked out some municipalities at a time has the same gaps, and
// the same hangs on one, as all of it at once.
func TestGapsOfManyMunicipalities(t *testing.T) {
	ask := wholeAsk()
	ask.Certain = true
	for i, m := range place.All() {
		if i%5 == 0 && !slices.Contains(ask.Municipalities, m.Code) {
			ask.Municipalities = append([]string{m.Code}, ask.Municipalities...)
		}
	}
	x := NewIndex(newChance(12).catalogue(40))
	g := x.Grid(ask)
	gaps, lone := x.Gaps(ask, somePeople)
	if diff := cmp.Diff(g.Empty(somePeople), gaps); diff != "" {
		t.Errorf("other gaps (-at once +in parts):\n%s", diff)
	}
	if diff := cmp.Diff(g.Lone(somePeople), lone); diff != "" || len(lone) == 0 {
		t.Errorf("other things hang on one (-at once +in parts):\n%s", diff)
	}
}

// What hangs on one is each fragile cell once.
func TestLoneAreTheFragileCells(t *testing.T) {
	c := newChance(10)
	ask := wholeAsk()
	ask.Certain = true
	catalogue := c.catalogue(25)
	g := NewIndex(catalogue).Grid(ask)
	found := map[cellKey]Lone{}
	for _, l := range g.Lone(nil) {
		partCells(l.Part, func(k cellKey) { found[k] = l })
	}
	n := 0
	for _, cell := range g.Cells() {
		from, to := IncomeAges(cell.Income)
		for age := max(cell.AgeFrom, from); age <= min(cell.AgeTo, to); age++ {
			certain, _ := counted(catalogue, cell, age)
			parties := map[string]bool{}
			for _, x := range certain {
				parties[x.Provider] = true
			}
			l, is := found[keyOf(cell, age)]
			if is != (len(parties) == 1) || is && l.Party != certain[0].Provider || is && (l.Insats != "") != (len(certain) == 1) {
				t.Fatalf("%+v at %d: %+v, and %d certainly fit, of %d parties", cell, age, l, len(certain), len(parties))
			}
			if is {
				n++
			}
		}
	}
	if n == 0 || n != len(found) {
		t.Errorf("%d cells hang on one, %d are told to", n, len(found))
	}
}

// How far an insats reaches only ever takes away: what certainly fits where it is
// told to be may fit elsewhere, and does not count where only names do.
func TestReachesNarrow(t *testing.T) {
	c := newChance(11)
	catalogue := c.catalogue(60)
	for i, x := range catalogue {
		if i%2 == 0 {
			x.Municipality = testTowns[i%len(testTowns)]
		}
	}
	counts := map[string]map[cellKey][2]int{}
	for _, reach := range Reaches() {
		var all []*Insats
		for _, x := range catalogue {
			before := len(x.Eligibility)
			if bound := x.Within(reach, x.Towns()); bound != nil {
				all = append(all, bound)
			}
			if len(x.Eligibility) != before {
				t.Fatal("the insats itself was changed")
			}
		}
		counts[reach] = byAge(NewIndex(all).Grid(wholeAsk()).Cells())
	}
	narrower := false
	for k, open := range counts[ReachOpen] {
		home, named := counts[ReachHome][k], counts[ReachNamed][k]
		if home[0] > open[0] || home[1] != open[1] || named[0] > home[0] || named[1] > home[1] {
			t.Fatalf("%+v: open %v, home %v, named %v", k, open, home, named)
		}
		narrower = narrower || home[0] < open[0] && named[1] < home[1]
	}
	if !narrower {
		t.Error("no reach narrows anything: the test tries nothing")
	}
}

func TestPlainThings(t *testing.T) {
	age := func(n int) *int { return &n }
	insats := func(id, town string, groups ...Criteria) *Insats {
		x := &Insats{Municipality: town, Eligibility: groups}
		x.ID = id
		return x
	}
	all := []*Insats{
		insats("young", "1261", Criteria{AgeMax: age(24)}),
		insats("two", "1261", Criteria{AgeMax: age(24)}, Criteria{AgeMax: age(29)}),
		insats("open", "1261", Criteria{AgeMax: age(24)}, Criteria{}),
		insats("old", "1261", Criteria{AgeMax: age(66)}),
		insats("elsewhere", "1262", Criteria{AgeMax: age(24), IncomesAny: []string{"wage"}}),
		insats("bistand", "1261", Criteria{IncomesAny: []string{"ekonomiskt_bistand"}}, Criteria{IncomesAny: []string{"ekonomiskt_bistand"}, AgeMin: age(20)}),
		insats("either", "1261", Criteria{IncomesAny: []string{"ekonomiskt_bistand"}}, Criteria{IncomesAny: []string{"wage"}}),
		insats("none", "1261"),
		insats("everywhere", ""),
	}
	limits := AgeLimits(all, []string{"1261"})
	if len(limits) != 2 || limits[0].Age != 24 || limits[0].Insatser[0].ID != "young" || len(limits[0].Insatser) != 1 || limits[1].Insatser[0].ID != "two" {
		t.Errorf("%+v", limits)
	}
	only := OnlyForOne(all, []string{"1261"})
	if len(only) != 1 || only[0].Income != "ekonomiskt_bistand" || len(only[0].Insatser) != 1 {
		t.Errorf("%+v", only)
	}
	if near := Near(all, []string{"1262"}); len(near) != 2 || !slices.Contains(record.Vocabulary("income"), "wage") {
		t.Errorf("%d are near", len(near))
	}
}
