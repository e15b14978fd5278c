package insats

import (
	"math/bits"
	"slices"
)

// Ask chooses a part of the grid municipality × age × income × stage.
type Ask struct {
	Municipalities []string // codes
	Incomes        []string // a person who has this income and no other
	Stages         []string
	// PartyOf tells whose an insats is, where it matters that all are the same
	// party's; nil: it does not.
	PartyOf func(*Insats) string
	// Certain asks where nothing certainly fits and what hangs on one insats that
	// certainly does, instead of what may.
	Certain bool
	// Tries tells which insatser to try changes of; nil: all.
	Tries func(*Insats) bool
}

// counted is which of the two counts is asked for.
func (a Ask) counted() int {
	if a.Certain {
		return 0
	}
	return 1
}

// Cell is a part of the grid with what there is for somebody there.
type Cell struct {
	Municipality string `json:"municipality"`
	AgeFrom      int    `json:"age_from"`
	AgeTo        int    `json:"age_to"`
	Income       string `json:"income"`
	Stage        string `json:"stage"`
	Certain      int    `json:"certain" doc:"How many insatser certainly fit, whatever else is true of the person"`
	Possible     int    `json:"possible" doc:"How many may fit: those that certainly do, and those that hang on something"`
}

// Grid counts for each cell of a part of the grid how many insatser certainly fit
// and how many may.
type Grid struct {
	ask   Ask
	all   []*Insats
	count [2][]int32 // certain and possible, by cell
	// who, where it is asked for, has by cell the sums of the numbers of what may
	// fit and of their parties, and of the squares of the latter: one alone is its
	// own sum, and all parties are the same if the squares say so.
	who     [3][]int64
	parties []string
}

// width is the room of the ages of one municipality, income and stage: one more
// than there are, for where the last run ends.
const width = gridAges + 1

// Grid works a part of the grid out.
func (x *Index) Grid(ask Ask) *Grid {
	g := &Grid{ask: ask, all: x.all}
	n := (len(ask.Municipalities) + 1) * len(ask.Incomes) * len(ask.Stages) * width
	for i := range g.count {
		g.count[i] = make([]int32, n)
	}
	if ask.PartyOf != nil {
		for i := range g.who {
			g.who[i] = make([]int64, n)
		}
	}
	f := filling{Grid: g, towns: map[string]int{}, incomes: incomeBits(ask.Incomes)}
	for i, code := range ask.Municipalities {
		f.towns[code] = i
	}
	each(x.candidates(ask.Municipalities), func(i int) { f.add(x, i) })
	g.sum()
	return g
}

func incomeBits(incomes []string) []uint {
	at := make([]uint, len(incomes))
	for i, word := range incomes {
		at[i] = uint(bits.TrailingZeros32(bitsOf(Incomes, []string{word})))
	}
	return at
}

// filling is the work of filling a grid.
type filling struct {
	*Grid
	towns   map[string]int
	incomes []uint
	groups  groups
	codes   []string
}

// add counts one insats: everywhere, and where it is bound to a municipality what
// it reaches there beyond that.
func (f *filling) add(x *Index, i int) {
	stage := slices.Index(f.ask.Stages, x.all[i].KnownStage())
	if stage < 0 {
		return
	}
	g := &f.groups
	g.reset()
	criteria := x.all[i].Eligibility
	for k := range x.layers {
		if i >= x.layers[k].n {
			break
		}
		var places []string
		if len(criteria) > 0 {
			places = criteria[k].Municipalities
		}
		g.add(x.layers[k].row(i), places)
	}
	f.codes = g.towns(f.codes[:0])
	party := f.partyOf(x.all[i])
	for j, income := range f.incomes {
		var everywhere reached
		if g.anywhere() {
			everywhere = g.in("", income)
			f.put(f.at(len(f.ask.Municipalities), j, stage), everywhere, 1, i, party)
		}
		for _, code := range f.codes {
			if town, asked := f.towns[code]; asked {
				cell := f.at(town, j, stage)
				f.put(cell, g.in(code, income), 1, i, party)
				if everywhere.possible != 0 {
					f.put(cell, everywhere, -1, i, party)
				}
			}
		}
	}
}

func (f *filling) partyOf(x *Insats) int {
	if f.ask.PartyOf == nil {
		return 0
	}
	id := f.ask.PartyOf(x)
	at := slices.Index(f.parties, id)
	if at < 0 {
		at = len(f.parties)
		f.parties = append(f.parties, id)
	}
	return at
}

// at is where the ages of a municipality, income and stage begin.
func (g *Grid) at(town, income, stage int) int {
	return ((town*len(g.ask.Incomes)+income)*len(g.ask.Stages) + stage) * width
}

// put counts ages by where their runs begin and end.
func (f *filling) put(cell int, ages reached, times int32, insats, party int) {
	for k, mask := range [2]uint64{ages.certain, ages.possible} {
		count := f.count[k][cell:][:width]
		runs(mask, func(from, after int) {
			count[from] += times
			count[after] -= times
		})
	}
	asked := ages.possible
	if f.ask.Certain {
		asked = ages.certain
	}
	if f.who[0] == nil || asked == 0 {
		return
	}
	for k, n := range [3]int{insats, party, party * party} {
		sum, n := f.who[k][cell:][:width], int64(n)*int64(times)
		runs(asked, func(from, after int) {
			sum[from] += n
			sum[after] -= n
		})
	}
}

// sum makes counts of the beginnings and ends of runs, and adds to those of each
// municipality what there is everywhere.
func (g *Grid) sum() {
	for _, count := range g.count {
		sumUp(count, g.at(1, 0, 0))
	}
	for _, sum := range g.who {
		if sum != nil {
			sumUp(sum, g.at(1, 0, 0))
		}
	}
}

func sumUp[N int32 | int64](all []N, town int) {
	if town == 0 {
		return
	}
	for row := 0; row < len(all); row += width {
		for i := row + 1; i < row+width; i++ {
			all[i] += all[i-1]
		}
	}
	everywhere := all[len(all)-town:]
	for from := 0; from < len(all)-town; from += town {
		for i, n := range everywhere {
			all[from+i] += n
		}
	}
}

// rows calls f for each municipality, income and stage with where its ages begin.
func (g *Grid) rows(f func(cell Cell, at int)) {
	for t, town := range g.ask.Municipalities {
		for j, income := range g.ask.Incomes {
			for s, stage := range g.ask.Stages {
				f(Cell{Municipality: town, Income: income, Stage: stage}, g.at(t, j, s))
			}
		}
	}
}

// Cells lists the cells, ages beside each other with the same counts as one.
func (g *Grid) Cells() []Cell {
	cells := make([]Cell, 0, g.spans())
	g.rows(func(c Cell, at int) {
		for age := range gridAges {
			certain, possible := int(g.count[0][at+age]), int(g.count[1][at+age])
			if last := len(cells) - 1; age > 0 && cells[last].Certain == certain && cells[last].Possible == possible {
				cells[last].AgeTo++
				continue
			}
			c.AgeFrom, c.AgeTo, c.Certain, c.Possible = GridFrom+age, GridFrom+age, certain, possible
			cells = append(cells, c)
		}
	})
	return cells
}

// spans counts the cells.
func (g *Grid) spans() (n int) {
	certain, possible := g.count[0], g.count[1]
	for at := 0; at < len(certain)-len(g.ask.Incomes)*len(g.ask.Stages)*width; at += width {
		n++
		for i := at + 1; i < at+gridAges; i++ {
			if certain[i] != certain[i-1] || possible[i] != possible[i-1] {
				n++
			}
		}
	}
	return n
}

// Fragile is a cell for which there is only one insats, or only one party's.
type Fragile struct {
	Cell
	Insats string `json:"insats,omitempty"` // the only one
	Party  string `json:"party,omitempty"`  // whose they all are
}

// Fragile lists the cells in which all there is would go with one insats or with
// one party. The question must have said whose an insats is.
func (g *Grid) Fragile() []Fragile {
	var all []Fragile
	g.rows(func(c Cell, at int) {
		joined := false
		for age := range gridAges {
			f, is := g.fragile(c, at+age)
			f.AgeFrom, f.AgeTo = GridFrom+age, GridFrom+age
			if !is {
				joined = false
				continue
			}
			if last := len(all) - 1; joined && f.sameBut(all[last]) {
				all[last].AgeTo++
				continue
			}
			all, joined = append(all, f), true
		}
	})
	return all
}

// sameBut tells whether two cells are the same but for their ages.
func (f Fragile) sameBut(o Fragile) bool {
	o.AgeFrom, o.AgeTo = f.AgeFrom, f.AgeTo
	return f == o
}

func (g *Grid) fragile(c Cell, i int) (Fragile, bool) {
	n := int64(g.count[g.ask.counted()][i])
	if n == 0 {
		return Fragile{}, false
	}
	c.Certain, c.Possible = int(g.count[0][i]), int(g.count[1][i])
	f := Fragile{Cell: c}
	one, sum, squares := g.who[0][i], g.who[1][i], g.who[2][i]
	if n == 1 {
		f.Insats = g.all[one].ID
	}
	if n*squares == sum*sum {
		f.Party = g.parties[sum/n]
	}
	return f, f.Insats != "" || f.Party != ""
}
