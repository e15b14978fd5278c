package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/record"
)

// Severance is what it takes to separate two actors.
type Severance struct {
	A       string     `json:"a"`
	B       string     `json:"b"`
	Direct  []Element  `json:"direct"` // the fewest things whose loss leaves them no link of their own
	Whole   []Element  `json:"whole"`  // the fewest whose loss leaves them no way over others either
	Reading []Sentence `json:"reading"`
}

// Separate answers the question for a view.
func Separate(v *record.View, s Scope, a, b string) Severance { return NewIndex(v).Separate(s, a, b) }

// Separate finds the smallest sets of things whose loss separates two parties,
// or two units: units, functions, forums, the persons that ways in hang on, other
// contact paths, and houses that are shared. The two themselves cannot be lost.
// It is a largest flow between the two through a network in which each thing
// lets one through (Menger); the fewest stand nearest to the first.
func (x *Index) Separate(s Scope, a, b string) Severance {
	links := x.links(s)
	r := Severance{A: a, B: b}
	r.Direct = x.newPlumbing(links, a, b, true).fewest()
	r.Whole = x.newPlumbing(links, a, b, false).fewest()
	r.Reading = x.readSeverance(r)
	return r
}

// plumbing is a network of pipes: each thing that can be lost is one that lets a
// single unit of flow through, all others let through any amount.
type plumbing struct {
	x        *Index
	ends     [2]func(*actor) bool
	ids      [2]string
	things   []Element
	index    map[Element]int
	pipes    []pipe
	out      [][]int // by place, the pipes that lead out
	touching map[[2]int]bool
}

type pipe struct{ to, room int }

// anything is more than ever flows.
const anything = 1 << 30

// The places: the two ends, then two for each thing, where it is entered and
// where it is left.
const (
	source = iota
	sink
	firstThing
)

func (x *Index) newPlumbing(links []*link, a, b string, direct bool) *plumbing {
	p := &plumbing{x: x, ids: [2]string{a, b}, index: map[Element]int{}, out: make([][]int, firstThing), touching: map[[2]int]bool{}}
	p.ends = [2]func(*actor) bool{x.seatOf(a, ""), x.seatOf(b, "")}
	for _, l := range links {
		if !direct || p.joinsEnds(l) {
			p.addLink(l, direct)
		}
	}
	if !direct {
		p.addParties(links)
	}
	return p
}

// joinsEnds tells whether a link joins the two by itself.
func (p *plumbing) joinsEnds(l *link) bool {
	a := slices.ContainsFunc(l.seats, func(s linkSeat) bool { return p.end(s.who) == 0 })
	b := slices.ContainsFunc(l.seats, func(s linkSeat) bool { return p.end(s.who) == 1 })
	return a && b
}

// addLink joins a link with all who sit in it.
func (p *plumbing) addLink(l *link, direct bool) {
	through := p.thing(Element{ID: l.id, Kind: l.kind})
	if l.person != "" {
		through = p.thing(Element{ID: l.person, Kind: NodePerson})
	}
	for _, s := range l.seats {
		if end := p.end(s.who); end >= 0 || !direct {
			p.seat(s, end, through)
		}
	}
}

// end is which end an actor belongs to; -1 if it is another. Where one end is
// part of the other, it stands for itself alone.
func (p *plumbing) end(who *actor) int {
	a, b := p.ends[0](who), p.ends[1](who)
	switch {
	case a && b && slices.Contains(p.x.within(p.ids[0]), p.ids[1]):
		return 1
	case a:
		return 0
	case b:
		return 1
	}
	return -1
}

// seat joins a link with the end or the actor that a seat is of, over what the
// end is there by: a unit within it, or a function.
func (p *plumbing) seat(s linkSeat, end, through int) {
	switch {
	case end >= 0 && s.who.id != p.ids[end] && s.who.unit != nil:
		unit := p.thing(Element{ID: s.who.id, Kind: NodeUnit})
		p.join(end, unit)
		p.join(unit, through)
	case end >= 0 && s.function != "":
		function := p.thing(functionElement(s.who.id, s.function))
		p.join(end, function)
		p.join(function, through)
	case end >= 0:
		p.join(end, through)
	default:
		p.join(p.thing(Element{ID: s.who.id, Kind: s.who.key().Kind}), through)
	}
}

// addParties joins the units of each other party with the party: colleagues
// reach each other.
func (p *plumbing) addParties(links []*link) {
	for _, l := range links {
		for _, s := range l.seats {
			if s.who.unit != nil && p.end(s.who) < 0 {
				p.join(p.thing(Element{ID: s.who.id, Kind: NodeUnit}), p.thing(Element{ID: s.who.party, Kind: NodeParty}))
			}
		}
	}
}

// thing gives the place where a thing is entered; it is left at the next one.
func (p *plumbing) thing(e Element) int {
	i, known := p.index[e]
	if !known {
		i = len(p.things)
		p.index[e] = i
		p.things = append(p.things, e)
		p.out = append(p.out, nil, nil)
		p.lay(firstThing+2*i, firstThing+2*i+1, 1)
	}
	return firstThing + 2*i
}

// join lets any amount through between two places, both ways.
func (p *plumbing) join(a, b int) {
	if at := [2]int{min(a, b), max(a, b)}; a == b || p.touching[at] {
		return
	} else {
		p.touching[at] = true
	}
	p.lay(leaving(a), b, anything)
	p.lay(leaving(b), a, anything)
}

func leaving(place int) int {
	if place < firstThing {
		return place
	}
	return place + 1
}

// lay lays a pipe and its way back, which begins without room.
func (p *plumbing) lay(from, to, room int) {
	p.out[from] = append(p.out[from], len(p.pipes))
	p.out[to] = append(p.out[to], len(p.pipes)+1)
	p.pipes = append(p.pipes, pipe{to, room}, pipe{from, 0})
}

// fewest pushes one unit at a time along a shortest way that has room, until none
// has; the things that can be entered then but not left are the fewest.
func (p *plumbing) fewest() []Element {
	for {
		by := p.search()
		if by[sink] < 0 {
			return p.entered(by)
		}
		for at := sink; at != source; at = p.pipes[by[at]^1].to {
			p.pipes[by[at]].room--
			p.pipes[by[at]^1].room++
		}
	}
}

// search gives, for each place that can be come to from the source, the pipe by
// which; -1 for the others.
func (p *plumbing) search() []int {
	by := make([]int, len(p.out))
	for i := range by {
		by[i] = -1
	}
	queue := []int{source}
	for k := 0; k < len(queue); k++ {
		for _, i := range p.out[queue[k]] {
			if to := p.pipes[i].to; to != source && by[to] < 0 && p.pipes[i].room > 0 {
				by[to] = i
				queue = append(queue, to)
			}
		}
	}
	return by
}

func (p *plumbing) entered(by []int) []Element {
	few := []Element{}
	for i, e := range p.things {
		if by[firstThing+2*i] >= 0 && by[firstThing+2*i+1] < 0 {
			few = append(few, e)
		}
	}
	slices.SortFunc(few, func(a, b Element) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) })
	return few
}

func (x *Index) readSeverance(r Severance) []Sentence {
	a, b := x.endName(r.A), x.endName(r.B)
	names := func(few []Element) Series { return seriesOf(few, 5, x.elementName) }
	read := []Sentence{say("insight.severance.direct", len(r.Direct), a, b, names(r.Direct))}
	if len(r.Direct) == 0 {
		read = []Sentence{say("insight.severance.no_direct", a, b)}
	}
	if len(r.Whole) == 0 {
		return append(read, say("insight.severance.no_way", a, b))
	}
	return append(read, say("insight.severance.whole", len(r.Whole), a, b, names(r.Whole)))
}
