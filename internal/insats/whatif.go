package insats

import (
	"cmp"
	"slices"
)

// The changes that can be tried.
const (
	ChangeAgeMax       = "age_max"      // raise upper age limits that are lower
	ChangeAgeMin       = "age_min"      // lower lower age limits that are higher
	ChangeIncome       = "income"       // open to those who have an income
	ChangeMunicipality = "municipality" // open to those who live in a municipality
	ChangeEnd          = "end"
)

// Changes lists them.
func Changes() []string {
	return []string{ChangeAgeMax, ChangeAgeMin, ChangeIncome, ChangeMunicipality, ChangeEnd}
}

// Change is something that could be done with one insats.
type Change struct {
	Insats string `json:"insats"`
	Kind   string `json:"kind"`
	Age    int    `json:"age,omitempty"`
	Word   string `json:"word,omitempty"` // the income, or the code of the municipality
}

// Apply gives the insats as it would be; nil if it would have ended. The insats
// itself is left as it is.
func (c Change) Apply(x *Insats) *Insats {
	if c.Kind == ChangeEnd {
		return nil
	}
	changed := *x
	changed.Eligibility = slices.Clone(x.Eligibility)
	for i := range changed.Eligibility {
		c.applyTo(&changed.Eligibility[i])
	}
	return &changed
}

func (c Change) applyTo(g *Criteria) {
	switch c.Kind {
	case ChangeAgeMax:
		if g.AgeMax != nil && *g.AgeMax < c.Age {
			g.AgeMax = &c.Age
		}
	case ChangeAgeMin:
		if g.AgeMin != nil && *g.AgeMin > c.Age {
			g.AgeMin = &c.Age
		}
	case ChangeIncome:
		g.IncomesNone = slices.DeleteFunc(slices.Clone(g.IncomesNone), func(w string) bool { return w == c.Word })
		if len(g.IncomesAny) > 0 && !slices.Contains(g.IncomesAny, c.Word) {
			g.IncomesAny = append(slices.Clone(g.IncomesAny), c.Word)
		}
	case ChangeMunicipality:
		if len(g.Municipalities) > 0 && !slices.Contains(g.Municipalities, c.Word) {
			g.Municipalities = append(slices.Clone(g.Municipalities), c.Word)
		}
	}
}

// Shift is a cell that a change would change.
type Shift struct {
	Cell              // as it is
	CertainThen  int  `json:"certain_then"`
	PossibleThen int  `json:"possible_then"`
	Opens        bool `json:"opens"` // there would be something where there is nothing for certain
}

// Try tells which cells of the grid a change would change; nothing if the insats
// is not in it.
func (g *Grid) Try(c Change) []Shift {
	var all []Shift
	g.try(c, func(s Shift) {
		if last := len(all) - 1; last >= 0 && s.follows(all[last]) {
			all[last].AgeTo++
			return
		}
		all = append(all, s)
	})
	return all
}

// follows tells whether a cell of one age is the same as one that ends at the age
// before.
func (s Shift) follows(o Shift) bool {
	if o.AgeTo != s.AgeFrom-1 {
		return false
	}
	o.AgeFrom, o.AgeTo = s.AgeFrom, s.AgeTo
	return s == o
}

func (g *Grid) try(c Change, f func(Shift)) {
	at := slices.IndexFunc(g.all, func(x *Insats) bool { return x.ID == c.Insats })
	if at < 0 {
		return
	}
	g.tryOn(g.all[at], groupsOf(g.all[at]), c, changed, f)
}

// changed has the ages at which a cell is not as it was.
func changed(_ int, was, is reached) uint64 {
	return (was.certain ^ is.certain) | (was.possible ^ is.possible)
}

// opening gives the ages at which there is something in a cell where there was
// nothing. It knows where there is nothing, so that the many cells that only get
// one more are passed over.
func (g *Grid) opening() func(at int, was, is reached) uint64 {
	var empty [2][]uint64
	for k, counts := range g.count {
		empty[k] = make([]uint64, len(counts)/width)
		for i := range empty[k] {
			empty[k][i] = zeros(counts[i*width:], GridFrom, GridTo)
		}
	}
	return func(at int, was, is reached) uint64 {
		return is.certain&^was.certain&empty[0][at/width] | is.possible&^was.possible&empty[1][at/width]
	}
}

// tryOn calls f for those ages of each cell that a change of an insats would
// change which are asked for.
func (g *Grid) tryOn(x *Insats, before *groups, c Change, ages func(at int, was, is reached) uint64, f func(Shift)) {
	stage := slices.Index(g.ask.Stages, x.KnownStage())
	if stage < 0 {
		return
	}
	after := groupsOf(c.Apply(x))
	incomes := incomeBits(g.ask.Incomes)
	for t, town := range g.ask.Municipalities {
		if c.Kind == ChangeMunicipality && c.Word != town {
			continue
		}
		for j, income := range g.ask.Incomes {
			if c.Kind == ChangeIncome && c.Word != income {
				continue
			}
			was, is := before.in(town, incomes[j]), after.in(town, incomes[j])
			cell, at := Cell{Municipality: town, Income: income, Stage: x.KnownStage()}, g.at(t, j, stage)
			runs(ages(at, was, is), func(from, to int) {
				for age := from; age < to; age++ {
					f(g.shift(cell, at, age, was, is))
				}
			})
		}
	}
}

func (g *Grid) shift(c Cell, at, age int, was, is reached) Shift {
	c.AgeFrom, c.AgeTo = GridFrom+age, GridFrom+age
	c.Certain, c.Possible = int(g.count[0][at+age]), int(g.count[1][at+age])
	by := func(was, is uint64) int { return int(is>>age&1) - int(was>>age&1) }
	s := Shift{Cell: c, CertainThen: c.Certain + by(was.certain, is.certain), PossibleThen: c.Possible + by(was.possible, is.possible)}
	s.Opens = c.Certain == 0 && s.CertainThen > 0 || c.Possible == 0 && s.PossibleThen > 0
	return s
}

// Tried is a change with what it would open.
type Tried struct {
	Change
	Certain  float64 `json:"certain"`  // what it is worth: cells in which something would certainly fit where nothing does
	Possible float64 `json:"possible"` // cells in which something would perhaps fit where nothing can
	Cells    int     `json:"cells"`    // how many cells it would open either way, each counted once and as one
}

// Best tries every single change that opens an insats to more people, and gives
// those that open any cell, the one that opens most first. A cell is one age of
// one municipality, income and stage; weigh tells how much one counts, such as by
// how many people there are in it; nil: each the same.
func (g *Grid) Best(weigh func(Cell) float64) []Tried {
	var all []Tried
	opening := g.opening()
	for _, x := range g.all {
		if g.ask.Tries != nil && !g.ask.Tries(x) {
			continue
		}
		before := groupsOf(x)
		for _, c := range g.changes(x) {
			if c.Kind != ChangeMunicipality && !before.reach(g.ask.Municipalities) {
				continue // whatever it asks for, nobody there can take part
			}
			t := Tried{Change: c}
			g.tryOn(x, before, c, opening, func(s Shift) {
				worth := 1.0
				if weigh != nil {
					worth = weigh(s.Cell)
				}
				if s.Opens && worth > 0 {
					t.Cells++
				}
				if s.Certain == 0 && s.CertainThen > 0 {
					t.Certain += worth
				}
				if s.Possible == 0 && s.PossibleThen > 0 {
					t.Possible += worth
				}
			})
			if t.Certain > 0 || t.Possible > 0 {
				all = append(all, t)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Tried) int {
		return cmp.Or(cmp.Compare(b.Certain, a.Certain), cmp.Compare(b.Possible, a.Possible))
	})
	return all
}

// Top tries every single change as Best does, and gives the first so many of those
// that open what the question counts, the one that opens most first.
func (g *Grid) Top(weigh func(Cell) float64, most int) []Tried {
	worth := func(t Tried) float64 { return [2]float64{t.Certain, t.Possible}[g.ask.counted()] }
	all := slices.DeleteFunc(g.Best(weigh), func(t Tried) bool { return worth(t) == 0 })
	slices.SortStableFunc(all, func(t, u Tried) int { return cmp.Compare(worth(u), worth(t)) })
	return slices.Clone(all[:min(len(all), most)])
}

// changes lists the single changes that open an insats to more.
func (g *Grid) changes(x *Insats) []Change {
	var all []Change
	add := func(kind string, age int, word string) {
		if c := (Change{x.ID, kind, age, word}); !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	for _, group := range x.Eligibility {
		if group.AgeMax != nil && *group.AgeMax < GridTo {
			add(ChangeAgeMax, GridTo, "")
		}
		if group.AgeMin != nil && *group.AgeMin > GridFrom {
			add(ChangeAgeMin, GridFrom, "")
		}
		for _, income := range g.ask.Incomes {
			if slices.Contains(group.IncomesNone, income) || len(group.IncomesAny) > 0 && !slices.Contains(group.IncomesAny, income) {
				add(ChangeIncome, 0, income)
			}
		}
		for _, code := range g.ask.Municipalities {
			if len(group.Municipalities) > 0 && !slices.Contains(group.Municipalities, code) {
				add(ChangeMunicipality, 0, code)
			}
		}
	}
	return all
}
