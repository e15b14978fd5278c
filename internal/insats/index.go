package insats

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
)

// Index is a catalogue compiled, so that the answers for a person are had for
// all of it at once. It is not changed after it is made, and may be used by many
// at a time.
//
// The groups of criteria stand in layers: the first of each insats, then the
// second of those that have one, and so on. The insatser with the most groups
// come first, so that a layer covers the beginning of the list and place i is the
// same insats in every layer: what any group allows is then a mere OR. Sixty-four
// groups beside each other make a block, with a word of 64 bits for each thing
// that a criterion can ask for. Insatser of the same municipality stand beside
// each other, and for each municipality the places of its groups are listed, so
// that of the whole country only the blocks of one municipality are looked at.
type Index struct {
	all    []*Insats // by place
	order  []uint32  // where each stands in the catalogue
	layers []layer
	used   []bool // columns in which any bit is set
	pool   sync.Pool
}

type layer struct {
	n        int
	blocks   []uint64 // of columns words each
	anywhere []uint32 // the blocks with groups that are bound to no municipality
	placed   postings
	enrolled postings
}

// postings are the places in a layer that name something.
type postings struct {
	at   map[string][2]uint32 // from, to in list
	list []uint32
}

// The columns of a block: the marks, the bits of the two ages, and for each list
// whether there is one and a column for each of its words.
const (
	columnPlaced = iota
	columnEnrolled
	columnJudged
	columnAged
	columnFrom
	columnTo   = columnFrom + ageBits
	columnRest = columnTo + ageBits
)

// starts are the columns at which the lists begin, and last how many there are.
var starts = func() [lists + 1]int {
	var at [lists + 1]int
	at[0] = columnRest
	for i, l := range listing {
		at[i+1] = at[i] + 1 + len(l.fact.Words())
	}
	return at
}()

var columns = starts[lists]

// NewIndex compiles a catalogue. Who takes no people is not in it.
func NewIndex(catalogue []*Insats) *Index {
	x := &Index{used: make([]bool, columns)}
	entries := entriesOf(catalogue)
	x.all, x.order = make([]*Insats, len(entries)), make([]uint32, len(entries))
	for i, e := range entries {
		x.all[i], x.order[i] = catalogue[e.order], e.order
	}
	for k := int32(0); len(entries) > 0 && k < entries[0].groups; k++ {
		n := len(entries)
		for n > 0 && entries[n-1].groups <= k {
			n--
		}
		x.layers = append(x.layers, x.newLayer(n, int(k)))
	}
	x.pool.New = func() any { return &scratch{mask: make([]uint64, words64(len(x.all)))} }
	return x
}

// entry is an insats before it has got its place.
type entry struct {
	order  uint32 // where it stands in the catalogue
	groups int32
	town   int32 // the first that it names, numbered as they come
}

// entriesOf gives those that take people, in the order of their places.
func entriesOf(catalogue []*Insats) []entry {
	towns := map[string]int32{}
	entries := make([]entry, 0, len(catalogue))
	for i, one := range catalogue {
		if !one.TakesPeople() {
			continue
		}
		e := entry{order: uint32(i), groups: max(int32(len(one.Eligibility)), 1), town: -1}
		if len(one.Eligibility) > 0 && len(one.Eligibility[0].Municipalities) > 0 {
			name := one.Eligibility[0].Municipalities[0]
			at, has := towns[name]
			if !has {
				at = int32(len(towns))
				towns[name] = at
			}
			e.town = at
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.groups, a.groups), cmp.Compare(a.town, b.town), cmp.Compare(a.order, b.order))
	})
	return entries
}

// Len is how many insatser there are that take people.
func (x *Index) Len() int { return len(x.all) }

func words64(n int) int { return (n + 63) / 64 }

// openToAll is the one group of an insats that has none.
var openToAll Criteria

// newLayer compiles the group k of each of the first n insatser.
func (x *Index) newLayer(n, k int) layer {
	l := layer{n: n, blocks: make([]uint64, words64(n)*columns)}
	places, schools := newPoster(), newPoster()
	for i := range n {
		g := &openToAll
		if all := x.all[i].Eligibility; len(all) > 0 {
			g = &all[k]
		}
		r := compile(g)
		x.put(&l, i, r)
		if r.marks&placed == 0 {
			l.anywhere = addBlock(l.anywhere, uint32(i/64))
		}
		places.add(i, g.Municipalities)
		schools.add(i, g.EnrolledAny)
	}
	l.anywhere = slices.Clip(l.anywhere)
	l.placed, l.enrolled = places.postings(), schools.postings()
	return l
}

func addBlock(blocks []uint32, b uint32) []uint32 {
	if len(blocks) == 0 || blocks[len(blocks)-1] != b {
		blocks = append(blocks, b)
	}
	return blocks
}

// put sets the bits of a group.
func (x *Index) put(l *layer, i int, r row) {
	block, bit := l.blocks[i/64*columns:][:columns], uint64(1)<<(i%64)
	set := func(column int) {
		block[column] |= bit
		x.used[column] = true
	}
	for m, column := r.marks, columnPlaced; m != 0; m, column = m>>1, column+1 {
		if m&1 != 0 {
			set(column)
		}
	}
	for b := range ageBits {
		if r.from>>b&1 != 0 {
			set(columnFrom + b)
		}
		if r.to>>b&1 != 0 {
			set(columnTo + b)
		}
	}
	for k, words := range r.lists {
		if words != 0 {
			set(starts[k])
		}
		for ; words != 0; words &= words - 1 {
			set(starts[k] + 1 + bits.TrailingZeros32(words))
		}
	}
}

// row reads a group back out of its bits.
func (l *layer) row(i int) row {
	var r row
	block, shift := l.blocks[i/64*columns:][:columns], i%64
	bit := func(column int) uint32 { return uint32(block[column] >> shift & 1) }
	for m := range 4 {
		r.marks |= uint8(bit(columnPlaced+m)) << m
	}
	for b := range ageBits {
		r.from |= uint8(bit(columnFrom+b)) << b
		r.to |= uint8(bit(columnTo+b)) << b
	}
	for k := range r.lists {
		if bit(starts[k]) == 0 {
			continue
		}
		for w := range starts[k+1] - starts[k] - 1 {
			r.lists[k] |= bit(starts[k]+1+w) << w
		}
	}
	return r
}

// poster gathers postings.
type poster struct {
	at    map[string]int
	lists [][]uint32
}

func newPoster() *poster { return &poster{at: map[string]int{}} }

func (p *poster) add(i int, names []string) {
	for _, name := range names {
		at, has := p.at[name]
		if !has {
			at = len(p.lists)
			p.at[name], p.lists = at, append(p.lists, nil)
		}
		if all := p.lists[at]; len(all) == 0 || all[len(all)-1] != uint32(i) {
			p.lists[at] = append(all, uint32(i))
		}
	}
}

func (p *poster) postings() postings {
	n := 0
	for _, all := range p.lists {
		n += len(all)
	}
	made := postings{at: make(map[string][2]uint32, len(p.at)), list: make([]uint32, 0, n)}
	for name, at := range p.at {
		from := uint32(len(made.list))
		made.list = append(made.list, p.lists[at]...)
		made.at[name] = [2]uint32{from, uint32(len(made.list))}
	}
	return made
}

func (p postings) of(name string) []uint32 {
	at := p.at[name]
	return p.list[at[0]:at[1]]
}

// Size is how many bytes the index takes, the insatser themselves left out.
func (x *Index) Size() int {
	n := 8*len(x.all) + 4*len(x.order) + len(x.used)
	for _, l := range x.layers {
		n += 8*len(l.blocks) + 4*len(l.anywhere)
		for _, p := range []postings{l.placed, l.enrolled} {
			n += 4 * len(p.list)
			for name := range p.at {
				n += len(name) + 48 // what a map keeps of an entry, at the most
			}
		}
	}
	return n
}
