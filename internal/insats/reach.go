package insats

import (
	"math/bits"
	"slices"
)

// The ages of the grid, in years.
const (
	GridFrom = 16
	GridTo   = 66
	gridAges = GridTo - GridFrom + 1
)

// everyAge has a bit for each age of the grid.
const everyAge = 1<<gridAges - 1

// reached are the ages, a bit each, at which somebody of whom no more is known
// than the municipality and the one income fits: for certain, or perhaps.
type reached struct{ certain, possible uint64 }

func (a reached) or(b reached) reached {
	return reached{a.certain | b.certain, a.possible | b.possible}
}

// unsettled are the lists that hang on what the grid does not ask for.
var unsettled = [...]int{decisionsAny, referralAny, conditionsAny, conditionsNone, statusesAny, statusesAll}

// isCertain tells whether municipality, age and income are all that a group asks
// for.
func (r *row) isCertain() bool {
	for _, k := range unsettled {
		if r.lists[k] != 0 {
			return false
		}
	}
	return r.marks&(enrolled|judged) == 0
}

// ages are the ages of the grid within the span of a group.
func (r *row) ages() uint64 {
	from, to := max(int(r.from), GridFrom)-GridFrom, min(int(r.to), GridTo)-GridFrom
	if from > to {
		return 0
	}
	return everyAge >> (gridAges - 1 - to + from) << from
}

// groups are those of one insats, compiled, with their municipalities.
type groups struct {
	rows    []row
	ages    []uint64
	certain []bool
	places  [][]string
}

func (g *groups) reset() {
	g.rows, g.ages, g.certain, g.places = g.rows[:0], g.ages[:0], g.certain[:0], g.places[:0]
}

func (g *groups) add(r row, places []string) {
	g.rows, g.places = append(g.rows, r), append(g.places, places)
	g.ages, g.certain = append(g.ages, r.ages()), append(g.certain, r.isCertain())
}

func groupsOf(x *Insats) *groups {
	g := &groups{}
	if x == nil || !x.TakesPeople() {
		return g
	}
	for _, c := range x.Groups() {
		g.add(compile(&c), c.Municipalities)
	}
	return g
}

// in gives the ages that the groups reach in a municipality for an income; with
// no municipality those that they reach everywhere.
func (g *groups) in(town string, income uint) (all reached) {
	for i := range g.rows {
		r := &g.rows[i]
		if len(g.places[i]) > 0 && (town == "" || !slices.Contains(g.places[i], town)) ||
			r.lists[incomesAny] != 0 && r.lists[incomesAny]>>income&1 == 0 || r.lists[incomesNone]>>income&1 != 0 {
			continue
		}
		all.possible |= g.ages[i]
		if g.certain[i] {
			all.certain |= g.ages[i]
		}
	}
	return all
}

// reach tells whether any group is for one of the municipalities, or bound to none.
func (g *groups) reach(municipalities []string) bool {
	return slices.ContainsFunc(g.places, func(places []string) bool { return len(places) == 0 || shares(places, municipalities) })
}

// anywhere tells whether any group is bound to no municipality.
func (g *groups) anywhere() bool {
	return slices.ContainsFunc(g.places, func(places []string) bool { return len(places) == 0 })
}

// towns lists the municipalities that the groups name, each once.
func (g *groups) towns(to []string) []string {
	for _, places := range g.places {
		for _, code := range places {
			if !slices.Contains(to, code) {
				to = append(to, code)
			}
		}
	}
	return to
}

// runs calls f for each run of bits beside each other: from, and the one after.
func runs(mask uint64, f func(from, after int)) {
	for mask != 0 {
		from := bits.TrailingZeros64(mask)
		after := from + bits.TrailingZeros64(^(mask >> from))
		f(from, after)
		mask &^= 1<<after - 1
	}
}
