package insight

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/record"
)

// Removal is what is left of the links of a scope when something is taken away.
type Removal struct {
	Removed     []Element   `json:"removed"`
	Unknown     []string    `json:"unknown"`       // ids that are nothing that can be taken away here
	LinksBefore int         `json:"links_before"`  // between pairs of parties
	LinksLeft   int         `json:"links_left"`    //
	PairsBefore int         `json:"pairs_before"`  // pairs of parties with a link
	Separates   [][2]string `json:"separates"`     // pairs that lose their last link
	Weakened    []Weakened  `json:"weakened"`      // pairs that lose some of their links
	Paths       []string    `json:"contact_paths"` // that are gone
	Forums      []string    `json:"forums"`        // that are gone, or in which fewer than two parties are left
	Lost        []LostSeat  `json:"lost_seats"`    // forums that go on without a party that sat there
	CutOff      []string    `json:"cut_off"`       // actors that no longer hang together with most of the others
	Reading     Sentence    `json:"reading"`
}

// Weakened is two parties that have fewer links left.
type Weakened struct {
	Parties [2]string `json:"parties"`
	Before  int       `json:"before"`
	Left    int       `json:"left"`
}

// LostSeat is a party that is out of a forum.
type LostSeat struct {
	Forum string `json:"forum"`
	Party string `json:"party"`
}

// Remove answers the question for a view.
func Remove(v *record.View, s Scope, ids ...string) Removal { return NewIndex(v).Remove(s, ids...) }

// Remove takes things away from a scope and tells what is left. An id is that of
// a unit, a forum, a contact path, a person of the network, or a function as
// actor#function; where a unit and a forum have the same, the unit is meant
// unless it is written forum:id.
func (x *Index) Remove(s Scope, ids ...string) Removal {
	r := Removal{Removed: []Element{}, Unknown: []string{}, Separates: [][2]string{}, Weakened: []Weakened{},
		Paths: []string{}, Forums: []string{}, Lost: []LostSeat{}, CutOff: []string{}}
	links := x.links(s)
	for _, id := range ids {
		if e, ok := x.elementOf(links, id); ok {
			r.Removed = append(r.Removed, e)
		} else {
			r.Unknown = append(r.Unknown, id)
		}
	}
	var left []*link
	for _, l := range links {
		if kept := l.without(r.Removed); r.note(l, kept) {
			left = append(left, kept)
		}
	}
	r.count(links, left)
	r.CutOff = cutOff(links, left, r.Removed)
	r.Reading = x.readRemoval(r)
	return r
}

// readRemoval says what falls when things are taken away: only what there is any
// of.
func (x *Index) readRemoval(r Removal) Sentence {
	if len(r.Removed) == 0 {
		return say("insight.removal.none")
	}
	names := seriesOf(r.Removed, 4, func(e Element) any { return x.elementName(e) })
	var falls Series
	for _, what := range []struct {
		key string
		n   int
	}{{"insight.removal.pairs", len(r.Separates)}, {"insight.removal.weaker", len(r.Weakened)},
		{"insight.removal.forums", len(r.Forums)}, {"insight.removal.paths", len(r.Paths)}} {
		if what.n > 0 {
			falls = append(falls, say(what.key, what.n))
		}
	}
	if len(falls) == 0 {
		return say("insight.removal.nothing", names)
	}
	return say("insight.removal", names, falls)
}

// elementOf makes out what an id stands for.
func (x *Index) elementOf(links []*link, id string) (Element, bool) {
	kind, rest, isTyped := strings.Cut(id, ":")
	if !isTyped || !slices.Contains([]string{NodeForum, NodeUnit, NodePerson, TiePath, ElementFunction}, kind) {
		kind, rest = "", id
	}
	if actor, function, ok := strings.Cut(rest, "#"); ok && is(kind, ElementFunction) {
		return functionElement(actor, folded(function)), x.atlas().actors[actor] != nil
	}
	if who := x.atlas().actors[rest]; who != nil && who.unit != nil && is(kind, NodeUnit) {
		return Element{ID: rest, Kind: NodeUnit}, true
	}
	if forum.Forums.Find(x.v, rest) != nil && is(kind, NodeForum) {
		return Element{ID: rest, Kind: NodeForum}, true
	}
	for _, l := range links {
		if l.person == rest && rest != "" && is(kind, NodePerson) {
			return Element{ID: rest, Kind: NodePerson}, true
		}
		if l.kind == TiePath && l.id == rest && is(kind, TiePath) {
			return Element{ID: rest, Kind: TiePath}, true
		}
	}
	return Element{}, false
}

// without gives the link as it is when things have been taken away; nil if it is
// gone itself.
func (l *link) without(removed []Element) *link {
	gone := append(l.whole(), Element{ID: l.id, Kind: l.kind})
	if share(gone, removed) {
		return nil
	}
	kept := *l
	kept.seats = slices.DeleteFunc(slices.Clone(l.seats), func(s linkSeat) bool { return share(s.elements(), removed) })
	return &kept
}

// note writes down what becomes of a link; it tells whether anything is left.
func (r *Removal) note(l, kept *link) bool {
	before := l.parties()
	var left []string
	if kept != nil {
		left = kept.parties()
	}
	isGone := kept == nil || len(left) < min(2, len(before)) || l.kind != NodeForum && len(kept.seats) < len(l.seats)
	switch {
	case isGone && l.kind == TiePath:
		r.Paths = append(r.Paths, l.id)
	case isGone && l.kind == NodeForum:
		r.Forums = append(r.Forums, l.id)
	case !isGone:
		for _, p := range before {
			if !slices.Contains(left, p) {
				r.Lost = append(r.Lost, LostSeat{l.id, p})
			}
		}
	}
	return !isGone
}

func countLinks(links []*link) map[duo]int {
	count := map[duo]int{}
	for _, l := range links {
		parties := l.parties()
		for i, a := range parties {
			for _, b := range parties[i+1:] {
				count[duo{a, b}]++
			}
		}
	}
	return count
}

func (r *Removal) count(links, left []*link) {
	before, after := countLinks(links), countLinks(left)
	r.PairsBefore = len(before)
	for at, n := range before {
		r.LinksBefore += n
		r.LinksLeft += after[at]
		switch {
		case after[at] == 0:
			r.Separates = append(r.Separates, at)
		case after[at] < n:
			r.Weakened = append(r.Weakened, Weakened{at, n, after[at]})
		}
	}
	slices.SortFunc(r.Separates, compareDuos)
	slices.SortFunc(r.Weakened, func(a, b Weakened) int {
		return cmp.Or(cmp.Compare(a.Left, b.Left), compareDuos(a.Parties, b.Parties))
	})
}

func compareDuos(a, b [2]string) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}

// cutOff gives the actors that hung together with others before, and no longer
// do with most of them. The units of a party do not hang together by being so.
func cutOff(links, left []*link, removed []Element) []string {
	ids, place := actorsOf(links)
	before, beforeSizes := joined(links, place).components()
	after, afterSizes := joined(left, place).components()
	largest := map[int32]int32{} // by component before, the largest that is left of it
	for i := range ids {
		b, a := before[i], after[i]
		if best, known := largest[b]; !known || afterSizes[a] > afterSizes[best] {
			largest[b] = a
		}
	}
	cut := []string{}
	for i, id := range ids {
		gone := slices.Contains(removed, Element{ID: id, Kind: NodeUnit})
		if !gone && beforeSizes[before[i]] > 1 && after[i] != largest[before[i]] {
			cut = append(cut, id)
		}
	}
	slices.Sort(cut)
	return cut
}

func actorsOf(links []*link) (ids []string, place map[string]int32) {
	place = map[string]int32{}
	for _, l := range links {
		for _, s := range l.seats {
			if _, known := place[s.who.id]; !known {
				place[s.who.id] = int32(len(ids))
				ids = append(ids, s.who.id)
			}
		}
	}
	return ids, place
}

// joined is the graph in which the actors of a link hang together.
func joined(links []*link, place map[string]int32) *csr {
	var pairs [][2]int32
	for _, l := range links {
		for _, s := range l.seats[min(1, len(l.seats)):] {
			pairs = append(pairs, [2]int32{place[l.seats[0].who.id], place[s.who.id]})
		}
	}
	return newCSR(len(place), pairs)
}
