package insats

import (
	"testing"

	"samkarta/internal/record"
)

func wholeAsk() Ask {
	return Ask{Municipalities: testTowns, Incomes: record.Vocabulary("income"), Stages: Stages(), PartyOf: func(x *Insats) string { return x.Provider }}
}

// counted is what the engine finds in a cell of one age.
func counted(catalogue []*Insats, c Cell, age int) (certain, possible []*Insats) {
	p := Person{Municipality: c.Municipality, Age: &age, Incomes: []string{c.Income}}
	for _, x := range catalogue {
		if !x.TakesPeople() || x.KnownStage() != c.Stage {
			continue
		}
		switch Judge(x, p).Value {
		case Yes:
			certain, possible = append(certain, x), append(possible, x)
		case Depends:
			possible = append(possible, x)
		}
	}
	return certain, possible
}

// Every cell of the grid counts what the engine finds there, and cells beside
// each other differ.
func TestGridCountsWhatTheEngineFinds(t *testing.T) {
	c := newChance(5)
	for range 3 {
		catalogue := c.catalogue(60)
		cells := NewIndex(catalogue).Grid(wholeAsk()).Cells()
		ages := 0
		for i, cell := range cells {
			ages += cell.AgeTo - cell.AgeFrom + 1
			for _, age := range []int{cell.AgeFrom, cell.AgeTo} {
				certain, possible := counted(catalogue, cell, age)
				if len(certain) != cell.Certain || len(possible) != cell.Possible {
					t.Fatalf("%d and %d in %+v at %d", len(certain), len(possible), cell, age)
				}
			}
			if i > 0 && cell.AgeFrom > GridFrom && cell.Certain == cells[i-1].Certain && cell.Possible == cells[i-1].Possible {
				t.Fatalf("%+v and %+v are the same", cells[i-1], cell)
			}
		}
		if want := len(testTowns) * 15 * 8 * gridAges; ages != want {
			t.Fatalf("%d ages in all cells, want %d", ages, want)
		}
	}
}

func TestFragileCellsAreThoseOfOne(t *testing.T) {
	c := newChance(6)
	catalogue := c.catalogue(25)
	g := NewIndex(catalogue).Grid(wholeAsk())
	fragile := map[Cell]Fragile{}
	for _, f := range g.Fragile() {
		for age := f.AgeFrom; age <= f.AgeTo; age++ {
			one := f.Cell
			one.AgeFrom, one.AgeTo = age, age
			fragile[one] = f
		}
	}
	found := 0
	for _, cell := range g.Cells() {
		for age := cell.AgeFrom; age <= cell.AgeTo; age++ {
			_, possible := counted(catalogue, cell, age)
			parties := map[string]bool{}
			for _, x := range possible {
				parties[x.Provider] = true
			}
			one := cell
			one.AgeFrom, one.AgeTo = age, age
			f, is := fragile[one]
			if is != (len(parties) == 1) || is && (f.Party != possible[0].Provider || (f.Insats != "") != (len(possible) == 1) || f.Insats != "" && f.Insats != possible[0].ID) {
				t.Fatalf("%+v is told to be %v %+v, and there are %d of %d parties", one, is, f, len(possible), len(parties))
			}
			if is {
				found++
			}
		}
	}
	if found == 0 {
		t.Error("nothing is fragile: the test tries nothing")
	}
}

// What a change is told to do is what the grid is after it is done.
func TestTryingIsLikeDoing(t *testing.T) {
	c := newChance(7)
	shifted := 0
	for range 12 {
		catalogue := c.catalogue(20)
		before := NewIndex(catalogue).Grid(wholeAsk())
		at := c.IntN(len(catalogue))
		changes := append(before.changes(catalogue[at]), Change{Insats: catalogue[at].ID, Kind: ChangeEnd})
		change := changes[c.IntN(len(changes))]
		var after []*Insats
		for _, x := range catalogue {
			if x.ID == change.Insats {
				x = change.Apply(x)
			}
			if x != nil {
				after = append(after, x)
			}
		}
		want := byAge(NewIndex(after).Grid(wholeAsk()).Cells())
		got := byAge(before.Cells())
		for _, s := range before.Try(change) {
			shifted++
			for age := s.AgeFrom; age <= s.AgeTo; age++ {
				key := keyOf(s.Cell, age)
				if got[key] != [2]int{s.Certain, s.Possible} {
					t.Fatalf("%+v begins elsewhere than the grid", s)
				}
				got[key] = [2]int{s.CertainThen, s.PossibleThen}
			}
		}
		for key, counts := range want {
			if got[key] != counts {
				t.Fatalf("%+v: %v would be %v and is %v", change, key, got[key], counts)
			}
		}
	}
	if shifted == 0 {
		t.Error("no change changes anything")
	}
}

type cellKey struct {
	town, income, stage string
	age                 int
}

func keyOf(c Cell, age int) cellKey { return cellKey{c.Municipality, c.Income, c.Stage, age} }

func byAge(cells []Cell) map[cellKey][2]int {
	all := map[cellKey][2]int{}
	for _, c := range cells {
		for age := c.AgeFrom; age <= c.AgeTo; age++ {
			all[keyOf(c, age)] = [2]int{c.Certain, c.Possible}
		}
	}
	return all
}

// The best change is the one after which most cells are open, all tried one by
// one.
func TestBestOpensMost(t *testing.T) {
	c := newChance(8)
	catalogue := c.catalogue(15)
	g := NewIndex(catalogue).Grid(wholeAsk())
	best := g.Best(nil)
	if len(best) == 0 {
		t.Fatal("no change opens anything")
	}
	most := 0
	for _, x := range catalogue {
		for _, change := range g.changes(x) {
			opened := 0
			for _, s := range g.Try(change) {
				if s.Certain == 0 && s.CertainThen > 0 {
					opened += s.AgeTo - s.AgeFrom + 1
				}
			}
			most = max(most, opened)
		}
	}
	if int(best[0].Certain) != most {
		t.Errorf("the best opens %v cells, one opens %d", best[0], most)
	}
	none := g.Best(func(Cell) float64 { return 0 })
	if len(none) > 0 {
		t.Errorf("%d changes open cells that nobody is in", len(none))
	}
}

// Trying changes only where they open something finds what trying them wholly does.
func TestBestFindsAllThatOpens(t *testing.T) {
	c := newChance(8)
	catalogue := c.catalogue(15)
	ask := wholeAsk()
	ask.Certain = true
	g := NewIndex(catalogue).Grid(ask)
	found := map[Change]Tried{}
	for _, b := range g.Best(nil) {
		found[b.Change] = b
	}
	for _, x := range catalogue {
		for _, change := range g.changes(x) {
			var want Tried
			for _, s := range g.Try(change) {
				n := s.AgeTo - s.AgeFrom + 1
				if s.Opens {
					want.Cells += n
				}
				if s.Certain == 0 && s.CertainThen > 0 {
					want.Certain += float64(n)
				}
				if s.Possible == 0 && s.PossibleThen > 0 {
					want.Possible += float64(n)
				}
			}
			want.Change = change
			if got, has := found[change]; has != (want.Cells > 0) || has && got != want {
				t.Fatalf("%+v is told to open %+v", want, got)
			}
		}
	}
	top := g.Top(nil, 3)
	if len(top) != 3 || top[0].Certain < top[1].Certain || top[1].Certain < top[2].Certain {
		t.Errorf("the first three are %+v", top)
	}
}
