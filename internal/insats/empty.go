package insats

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Part is a part of the grid: each of the municipalities with each of the incomes
// and stages, at all of the ages.
type Part struct {
	Municipalities []string `json:"municipalities"`
	AgeFrom        int      `json:"age_from"`
	AgeTo          int      `json:"age_to"`
	Incomes        []string `json:"incomes"`
	Stages         []string `json:"stages"`
}

// Cells is how many cells of one age there are in a part.
func (p Part) Cells() int {
	return len(p.Municipalities) * (p.AgeTo - p.AgeFrom + 1) * len(p.Incomes) * len(p.Stages)
}

// People tells how many people in a municipality have an income; false where
// that is not known.
type People func(municipality, income string) (float64, bool)

// Gap is a part of the grid with nothing in it.
type Gap struct {
	Part
	People float64 `json:"people"` // how many have the incomes in the municipalities, at whatever age
	Known  bool    `json:"known"`  // whether that is known
}

// Empty lists the parts of the grid where nothing certainly fits or, if it is
// asked for what may, where nothing can. Stages, municipalities and incomes that
// lack the same are joined; those that are known to concern most people come
// first, and then the largest.
func (g *Grid) Empty(people People) []Gap { return gapsOf(g.empty(people)) }

func (g *Grid) empty(people People) []piece {
	var all []piece
	counts := g.count[g.ask.counted()]
	g.rows(func(c Cell, at int) {
		p := newPiece(c, people)
		from, to := IncomeAges(c.Income)
		runs(zeros(counts[at:], from, to), func(begin, after int) {
			p.AgeFrom, p.AgeTo = GridFrom+begin, GridFrom+after-1
			all = append(all, p)
		})
	})
	return all
}

func gapsOf(all []piece) []Gap {
	gaps := make([]Gap, 0, 16)
	for _, p := range joined(all) {
		gaps = append(gaps, Gap{p.Part, p.people, p.known})
	}
	return gaps
}

// zeros has a bit for each age, from one to another, at which there is nothing.
func zeros(counts []int32, from, to int) (mask uint64) {
	for age := from; age <= to; age++ {
		if counts[age-GridFrom] == 0 {
			mask |= 1 << (age - GridFrom)
		}
	}
	return mask
}

// Lone is a part of the grid for which there is only one insats, or only one
// party's.
type Lone struct {
	Part
	Insats string  `json:"insats,omitempty"`
	Party  string  `json:"party,omitempty"`
	People float64 `json:"people"`
	Known  bool    `json:"known"`
}

// Lone joins the fragile cells that hang on the same insats or party, in the
// order of Empty.
func (g *Grid) Lone(people People) []Lone { return loneOf(g.lone(people)) }

func (g *Grid) lone(people People) []piece {
	var all []piece
	for _, f := range g.Fragile() {
		p := newPiece(f.Cell, people)
		from, to := IncomeAges(f.Income)
		if p.AgeFrom, p.AgeTo = max(f.AgeFrom, from), min(f.AgeTo, to); p.AgeFrom > p.AgeTo {
			continue
		}
		p.insats, p.party = f.Insats, f.Party
		if last := len(all) - 1; last >= 0 && all[last].goesOn(p) {
			all[last].AgeTo = p.AgeTo
			continue
		}
		all = append(all, p)
	}
	return all
}

func loneOf(all []piece) []Lone {
	var lone []Lone
	for _, p := range joined(all) {
		lone = append(lone, Lone{p.Part, p.insats, p.party, p.people, p.known})
	}
	return lone
}

// townsAtATime is how many municipalities a grid is worked out of at a time where
// the cells themselves are not asked for: those of the whole country are many.
const townsAtATime = 20

// Gaps gives what the Empty and Lone of a grid would, without holding all of it.
func (x *Index) Gaps(ask Ask, people People) ([]Gap, []Lone) {
	var empty, lone []piece
	for some := range slices.Chunk(ask.Municipalities, townsAtATime) {
		of := ask
		of.Municipalities = some
		g := x.Grid(of)
		empty, lone = append(empty, g.empty(people)...), append(lone, g.lone(people)...)
	}
	return gapsOf(empty), loneOf(lone)
}

// piece is a part that others may be joined to.
type piece struct {
	Part
	insats, party string
	people        float64
	known         bool
}

// goesOn tells whether another piece is the same at the ages that follow.
func (p piece) goesOn(next piece) bool {
	follows := p.AgeTo == next.AgeFrom-1
	next.AgeFrom, next.AgeTo = p.AgeFrom, p.AgeTo
	return follows && p.key() == next.key()
}

func newPiece(c Cell, people People) piece {
	p := piece{Part: Part{[]string{c.Municipality}, c.AgeFrom, c.AgeTo, []string{c.Income}, []string{c.Stage}}}
	if people != nil {
		p.people, p.known = people(c.Municipality, c.Income)
	}
	return p
}

// joined joins what differs only in its stages, then in its municipalities, then
// in its incomes; but incomes of which one knows how many have them stand alone.
func joined(all []piece) []piece {
	all = join(all, func(p *piece) *[]string { return &p.Stages }, nil)
	all = join(all, func(p *piece) *[]string { return &p.Municipalities }, func(to *piece, p piece) { to.people += p.people })
	known := slices.DeleteFunc(slices.Clone(all), func(p piece) bool { return !p.known })
	rest := slices.DeleteFunc(all, func(p piece) bool { return p.known })
	all = append(known, join(rest, func(p *piece) *[]string { return &p.Incomes }, nil)...)
	slices.SortStableFunc(all, func(a, b piece) int {
		return cmp.Or(-compareBool(a.known, b.known), cmp.Compare(b.people, a.people), cmp.Compare(b.Cells(), a.Cells()))
	})
	return all
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// join puts together what is the same but for one of its lists.
func join(all []piece, list func(*piece) *[]string, add func(to *piece, p piece)) []piece {
	at := map[string]int{}
	var out []piece
	for _, p := range all {
		bare := p
		*list(&bare) = nil
		key := bare.key()
		if i, has := at[key]; has {
			to := list(&out[i])
			*to = append(slices.Clip(*to), *list(&p)...)
			if add != nil {
				add(&out[i], p)
			}
			continue
		}
		at[key] = len(out)
		out = append(out, p)
	}
	return out
}

func (p piece) key() string {
	return strings.Join([]string{strings.Join(p.Municipalities, ","), strings.Join(p.Incomes, ","), strings.Join(p.Stages, ","),
		strconv.Itoa(p.AgeFrom), strconv.Itoa(p.AgeTo), p.insats, p.party, strconv.FormatBool(p.known)}, "|")
}

// At counts a cell of one age: for certain, and perhaps. The others are places in
// the lists that were asked for.
func (g *Grid) At(municipality, income, stage, age int) (certain, possible int) {
	i := g.at(municipality, income, stage) + age - GridFrom
	return int(g.count[0][i]), int(g.count[1][i])
}

// candidates has a bit for each insats that can reach any of the municipalities.
func (x *Index) candidates(municipalities []string) []uint64 {
	mask := make([]uint64, words64(len(x.all)))
	for k := range x.layers {
		l := &x.layers[k]
		for _, b := range l.anywhere {
			left := ^l.blocks[int(b)*columns+columnPlaced]
			if n := l.n - int(b)*64; n < 64 {
				left &= 1<<n - 1
			}
			mask[b] |= left
		}
		for _, code := range municipalities {
			for _, i := range l.placed.of(code) {
				mask[i/64] |= 1 << (i % 64)
			}
		}
	}
	return mask
}

// each calls f for the place of each bit.
func each(mask []uint64, f func(i int)) {
	for w, word := range mask {
		for ; word != 0; word &= word - 1 {
			f(w*64 + bits.TrailingZeros64(word))
		}
	}
}

// Join puts cells together that differ only in their stages, municipalities or
// incomes, the largest part first.
func Join(cells []Cell) []Part {
	all := make([]piece, len(cells))
	for i, c := range cells {
		all[i] = newPiece(c, nil)
	}
	parts := make([]Part, 0, len(all))
	for _, p := range joined(all) {
		parts = append(parts, p.Part)
	}
	return parts
}
