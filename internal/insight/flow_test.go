package insight

import (
	"slices"
	"testing"

	"samkarta/internal/party"
)

// allThings are all that a cut may be made of.
func allThings(x *Index, s Scope, a, b string) []Element {
	all := allElements(x, s)
	for _, l := range x.links(s) {
		if l.kind != NodeForum && l.person == "" {
			all = append(all, Element{ID: l.id, Kind: l.kind})
		}
		for _, seat := range l.seats {
			all = append(all, Element{ID: seat.who.id, Kind: seat.who.key().Kind}, Element{ID: seat.who.party, Kind: NodeParty})
		}
	}
	var things []Element
	for _, e := range all {
		own := e.ID == a || e.ID == b
		if !own && !slices.Contains(things, e) {
			things = append(things, e)
		}
	}
	return things
}

// ends are the two that are to be separated, with all that is within each.
type ends struct {
	x    *Index
	s    Scope
	a, b string
	of   map[string]string // end by actor
}

func newEnds(x *Index, s Scope, a, b string) *ends {
	e := &ends{x, s, a, b, map[string]string{}}
	for _, end := range []string{a, b} {
		for _, id := range party.Within(x.v, end) {
			e.of[id] = end
		}
	}
	return e
}

// name is the end that an actor belongs to, or the actor itself.
func (e *ends) name(who *actor) string {
	if end, is := e.of[who.id]; is {
		return end
	}
	return who.id
}

// isThere tells whether a seat is left: of an end unless its unit is gone, or the
// function it sits as; of others unless the actor is.
func (e *ends) isThere(s linkSeat, gone []Element) bool {
	end, isEnd := e.of[s.who.id]
	switch {
	case isEnd && s.who.unit != nil && s.who.id != end:
		return !slices.Contains(gone, Element{ID: s.who.id, Kind: NodeUnit})
	case isEnd && s.function != "":
		return !slices.Contains(gone, functionElement(s.who.id, s.function))
	case isEnd:
		return true
	}
	return !slices.Contains(gone, Element{ID: s.who.id, Kind: s.who.key().Kind})
}

// reach goes from one end to the other over what is left, by the words of the
// rule; direct is by one link alone.
func (e *ends) reach(gone []Element, direct bool) bool {
	at, seen := []string{e.a}, map[string]bool{e.a: true}
	come := func(name string) {
		if !seen[name] {
			seen[name] = true
			at = append(at, name)
		}
	}
	for k := 0; k < len(at); k++ {
		for _, l := range e.x.links(e.s) {
			isLeft := !share(append(l.whole(), Element{ID: l.id, Kind: l.kind}), gone)
			if !isLeft || !slices.ContainsFunc(l.seats, func(s linkSeat) bool { return e.name(s.who) == at[k] && e.isThere(s, gone) }) {
				continue
			}
			for _, s := range l.seats {
				if name := e.name(s.who); e.isThere(s, gone) && (!direct || name == e.b) {
					come(name)
				}
			}
		}
		if who := e.x.atlas().actors[at[k]]; !direct && e.of[at[k]] == "" && who != nil {
			for _, other := range e.colleagues(who) {
				if e.of[other.id] == "" && !slices.Contains(gone, Element{ID: other.id, Kind: other.key().Kind}) {
					come(other.id)
				}
			}
		}
	}
	return seen[e.b]
}

// colleagues are the party of a unit, or the units of a party.
func (e *ends) colleagues(who *actor) []*actor {
	if who.unit != nil {
		return []*actor{e.x.atlas().actors[who.party]}
	}
	var all []*actor
	for _, l := range e.x.links(e.s) {
		for _, s := range l.seats {
			if s.who.unit != nil && s.who.party == who.id {
				all = append(all, s.who)
			}
		}
	}
	return all
}

// fewer tries every set of so many things.
func (e *ends) fewer(things []Element, n int, gone []Element, direct bool) []Element {
	if n == 0 {
		if e.reach(gone, direct) {
			return nil
		}
		return orNone(gone)
	}
	for i, thing := range things {
		if found := e.fewer(things[i+1:], n-1, append(slices.Clone(gone), thing), direct); found != nil {
			return found
		}
	}
	return nil
}

// What is found separates the two, and nothing smaller does.
func TestSeparateFindsTheFewest(t *testing.T) {
	x, tried := randomIndex(t), 0
	for _, code := range randomCodes()[:16] {
		s := Scope{Municipality: code}
		for _, pair := range [][2]string{{"kommun-" + code, "af"}, {"fk", "region-" + code}} {
			a, b := pair[0], pair[1]
			r, things, e := x.Separate(s, a, b), allThings(x, s, a, b), newEnds(x, s, a, b)
			for _, c := range []struct {
				few    []Element
				direct bool
			}{{r.Direct, true}, {r.Whole, false}} {
				if e.reach(c.few, c.direct) {
					t.Fatalf("%s: %s still reaches %s without %v (direct %v)", code, a, b, c.few, c.direct)
				}
				if len(c.few) > 0 && len(c.few) <= 3 {
					tried++
					if smaller := e.fewer(things, len(c.few)-1, nil, c.direct); smaller != nil {
						t.Fatalf("%s: %s and %s are separated by %v, fewer than %v (direct %v)", code, a, b, smaller, c.few, c.direct)
					}
				}
			}
			if len(r.Whole) < len(r.Direct) {
				t.Fatalf("%s: it takes %d to leave no link and %d to leave no way", code, len(r.Direct), len(r.Whole))
			}
		}
	}
	if tried < 15 {
		t.Errorf("only %d cuts are small enough to try: the maps try nothing", tried)
	}
}

// In Aneby the municipality and the region are linked by five things: the way in
// by the rehabilitation coordinator, two informal meetings, and two who sit in the
// rest.
func TestSeparateInAneby(t *testing.T) {
	r := demoIndex(t).Separate(Scope{Municipality: "0604"}, "aneby", "region-jonkoping")
	if len(r.Direct) != 5 || len(r.Whole) < 5 || !slices.Contains(r.Direct, Element{ID: "aneby/trepartsmoten", Kind: NodeForum}) {
		t.Errorf("%+v", r)
	}
	if none := demoIndex(t).Separate(Scope{Municipality: "0604"}, "aneby", "polisen"); len(none.Direct)+len(none.Whole) != 0 || len(none.Reading) != 2 {
		t.Errorf("Aneby and the police: %+v", none)
	}
}
