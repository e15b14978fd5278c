package insats

import (
	"cmp"
	"math/bits"
	"slices"
)

// Set is some of the insatser of an index, a bit for each.
type Set []uint64

// Answers are the answers for a person for a whole catalogue: each insats is in
// one of the three sets.
type Answers struct {
	Yes, Depends, No                Set
	YesCount, DependsCount, NoCount int

	x *Index
}

// scratch is what answering needs for a moment: the groups in the person's
// municipality, or of those that ask for an enrolment the ones that hold.
type scratch struct {
	mask   []uint64
	blocks []uint32
}

// question is a person compiled: which columns decide.
type question struct {
	fails    []int16 // a bit in any of these: the group fails
	opens    []int16 // a bit in any of these: the group is not settled
	needs    []need
	age      int // -1: not known
	place    string
	places   bool // the municipality is known
	enrolled []string
}

// need is a list of which a group, if it has one, must have a bit in a column.
type need struct {
	has int16
	any []int16
}

func (x *Index) question(p Person) question {
	q := question{age: -1, place: p.Municipality, places: p.Municipality != "", enrolled: p.Enrolled, opens: []int16{columnJudged}}
	if p.Age != nil {
		q.age = min(max(*p.Age, 0), oldest-1)
	} else {
		q.opens = append(q.opens, columnAged)
	}
	if !q.places {
		q.opens = append(q.opens, columnPlaced)
	}
	if p.Enrolled == nil {
		q.opens = append(q.opens, columnEnrolled)
	}
	for k := range listing {
		x.decide(&q, k, p)
	}
	return q
}

// decide adds the columns of a list.
func (x *Index) decide(q *question, k int, p Person) {
	l, has := listing[k], starts[k]
	if !x.used[has] {
		return
	}
	if !p.Knows(l.fact) {
		q.opens = append(q.opens, int16(has))
		return
	}
	theirs := p.words(l.fact)
	set := bitsOf(l.fact, theirs)
	n := need{has: int16(has)}
	for w := range l.fact.Words() {
		column, is := int16(has+1+w), set>>w&1 != 0
		switch {
		case !x.used[column]:
		case l.how == anyOf && is:
			n.any = append(n.any, column)
		case l.how == noneOf && is, l.how == allOf && !is:
			q.fails = append(q.fails, column)
		}
	}
	if l.how == anyOf {
		q.needs = append(q.needs, n)
	}
}

// Answer finds the answers for a person.
func (x *Index) Answer(p Person) *Answers {
	n := words64(len(x.all))
	sets := make([]uint64, 3*n)
	a := &Answers{Yes: sets[:n:n], Depends: sets[n : 2*n : 2*n], No: sets[2*n:], x: x}
	q := x.question(p)
	s := x.pool.Get().(*scratch)
	for i := range x.layers {
		x.layers[i].answer(&q, s, a)
	}
	x.pool.Put(s)
	for w := range n {
		a.Depends[w] &^= a.Yes[w]
		a.No[w] = ^(a.Yes[w] | a.Depends[w])
		a.YesCount += bits.OnesCount64(a.Yes[w])
		a.DependsCount += bits.OnesCount64(a.Depends[w])
	}
	if rest := len(x.all) % 64; rest > 0 {
		a.No[n-1] &= 1<<rest - 1
	}
	a.NoCount = len(x.all) - a.YesCount - a.DependsCount
	return a
}

// answer adds what the groups of a layer allow.
func (l *layer) answer(q *question, s *scratch, a *Answers) {
	if !q.places {
		for b := range uint32(words64(l.n)) {
			l.block(q, b, ^uint64(0), a)
		}
		return
	}
	here := l.placed.of(q.place)
	s.blocks = s.blocks[:0]
	for _, i := range here {
		s.mask[i/64] |= 1 << (i % 64)
		s.blocks = addBlock(s.blocks, i/64)
	}
	for _, b := range l.anywhere {
		if s.mask[b] == 0 {
			l.block(q, b, ^l.blocks[int(b)*columns+columnPlaced], a)
		}
	}
	for _, b := range s.blocks {
		l.block(q, b, s.mask[b]|^l.blocks[int(b)*columns+columnPlaced], a)
		s.mask[b] = 0
	}
}

// block judges 64 groups at once. left are those that are not for another
// municipality; those that fail are taken out of it, until none is left.
func (l *layer) block(q *question, b uint32, left uint64, a *Answers) {
	block := l.blocks[int(b)*columns:][:columns]
	if n := l.n - int(b)*64; n < 64 {
		left &= 1<<n - 1
	}
	if block[columnAged]&left != 0 && q.age >= 0 {
		left &^= outside(block, uint(q.age))
	}
	for i := range q.needs {
		n := &q.needs[i]
		has := block[n.has] & left
		if has == 0 {
			continue
		}
		for _, c := range n.any {
			has &^= block[c]
		}
		left &^= has
	}
	if q.enrolled != nil && block[columnEnrolled]&left != 0 {
		left &^= block[columnEnrolled] &^ l.enrolledIn(q.enrolled, b)
	}
	for _, c := range q.fails {
		left &^= block[c]
	}
	if left == 0 {
		return
	}
	var open uint64
	for _, c := range q.opens {
		open |= block[c]
	}
	a.Yes[b] |= left &^ open
	a.Depends[b] |= left & open
}

// outside gives the groups of a block whose age span does not take in an age. It
// compares bit by bit from the highest, all groups at once.
func outside(block []uint64, age uint) (no uint64) {
	from, to := ^uint64(0), ^uint64(0) // those that are equal so far
	for b := ageBits - 1; b >= 0; b-- {
		f, t := block[columnFrom+b], block[columnTo+b]
		if age>>b&1 != 0 {
			no |= to &^ t // the upper limit is lower
			from, to = from&f, to&t
		} else {
			no |= from & f // the lower limit is higher
			from, to = from&^f, to&^t
		}
	}
	return no
}

// enrolledIn gives the groups of a block that name one of the enrolments.
func (l *layer) enrolledIn(names []string, b uint32) (set uint64) {
	for _, name := range names {
		all := l.enrolled.of(name)
		i, _ := slices.BinarySearch(all, b*64)
		for ; i < len(all) && all[i]/64 == b; i++ {
			set |= 1 << (all[i] % 64)
		}
	}
	return set
}

// List gives the insatser of a set in the order of the catalogue, no more than
// most.
func (a *Answers) List(s Set, most int) []*Insats {
	var places []uint32
	for w, word := range s {
		for ; word != 0; word &= word - 1 {
			places = append(places, uint32(w*64+bits.TrailingZeros64(word)))
		}
	}
	slices.SortFunc(places, func(p, q uint32) int { return cmp.Compare(a.x.order[p], a.x.order[q]) })
	list := make([]*Insats, min(most, len(places)))
	for i := range list {
		list[i] = a.x.all[places[i]]
	}
	return list
}
