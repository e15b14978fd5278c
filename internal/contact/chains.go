package contact

import (
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
)

// chains gives ways over a third actor: one that has a way in, and that the
// asker meets, shares a house with, has a way to or works together with. Each
// third actor is one way, over its best step on.
func (s *seeker) chains() []Way {
	on := s.stepsOn()
	if len(on) == 0 {
		return nil
	}
	near := s.reachable()
	var chains []Way
	for third, second := range on {
		if first, ok := near.to(third); ok {
			chains = append(chains, chain(first, second, third))
		}
	}
	return chains
}

// stepsOn gives the best way in that each third actor is told to have.
func (s *seeker) stepsOn() map[string]Way {
	on := map[string]Way{}
	for _, p := range pathsAt(s.v, s.into.ids(), "into") {
		into := s.into.near[p.Into]
		if p.Missing() || p.NamesNoWay() || !s.isThird(p.From) ||
			!s.isHere(place(p.Municipality)) || !s.endIsHere(into, p.Into) || !s.isHere(placesOf(s.v, p.From)) {
			continue
		}
		way := s.byPath(p, itself, into)
		if best, known := on[p.From]; !known || better(way, best) < 0 {
			on[p.From] = way
		}
	}
	return on
}

// isThird tells whether somebody is neither of the ends nor a kind of party.
func (s *seeker) isThird(id string) bool {
	_, ok := party.FindActor(s.v, id)
	return ok && s.from.near[id] == foreign && !s.into.near[id].isPart() && s.into.near[id] != theWhole
}

// reach is whom the asker reaches in one step.
type reach struct {
	s      *seeker
	paths  map[string][]*Path // by whom they lead into
	met    map[string]Way     // the best forum or house by whom one meets there
	ownIDs map[string]bool    // the asker's whole party, where the asker is part of it
}

func (s *seeker) reachable() reach {
	r := reach{s: s, paths: map[string][]*Path{}, met: map[string]Way{}, ownIDs: map[string]bool{}}
	for _, p := range pathsAt(s.v, s.from.ids(), "from") {
		if !p.Missing() && !p.NamesNoWay() && s.isHere(place(p.Municipality)) && s.endIsHere(s.from.near[p.From], p.From) {
			r.paths[p.Into] = append(r.paths[p.Into], p)
		}
	}
	r.meetInForums()
	r.meetInHouses()
	if a, ok := party.FindActor(s.v, s.from.id); ok && a.Unit != nil {
		for _, id := range party.Within(s.v, a.PartyID()) {
			r.ownIDs[id] = true
		}
	}
	return r
}

func (r reach) meetInForums() {
	for _, id := range r.s.from.seats() {
		for _, f := range forum.Attended(r.s.v, id) {
			from, _ := r.s.seats(f)
			if from == foreign || !r.s.isUsable(f) || !r.s.isHere(f.Serves(r.s.v)) || r.s.q.Age != nil && !f.IsFor(r.s.v, *r.s.q.Age) {
				continue
			}
			way := r.s.byForum(f, from, itself)
			for _, p := range f.Participants {
				r.meet(p.Actor, way)
			}
		}
	}
}

func (r reach) meetInHouses() {
	for _, id := range r.s.from.parts() {
		for _, h := range party.SameHouse(r.s.v, id) {
			if r.s.endIsHere(r.s.from.near[id], id) {
				r.meet(h.Actor, r.s.byHouse(h, r.s.from.near[id], itself))
			}
		}
	}
}

func (r reach) meet(actor string, way Way) {
	if best, known := r.met[actor]; !known || better(way, best) < 0 {
		r.met[actor] = way
	}
}

// to gives the asker's best step to a third actor.
func (r reach) to(third string) (Way, bool) {
	e := newEnd(r.s.v, third, r.s.q.Municipality)
	var ways []Way
	for _, id := range e.those(theWhole) {
		for _, p := range r.paths[id] {
			ways = append(ways, r.s.byPath(p, r.s.from.near[p.From], e.near[id]))
		}
		if way, ok := r.met[id]; ok && e.near[id].isPart() {
			ways = append(ways, way)
		}
	}
	if r.ownIDs[third] {
		ways = append(ways, r.colleague(third))
	}
	if len(ways) == 0 {
		return Way{}, false
	}
	return slices.MinFunc(ways, better), true
}

func (r reach) colleague(third string) Way {
	a, _ := party.FindActor(r.s.v, third)
	w := Way{Type: Colleague, Over: third, Freshness: r.s.v.Freshness(a.Body())}
	w.because("way.colleague")
	w.rankTrust(nil)
	return w
}

func chain(first, second Way, over string) Way {
	w := Way{Type: Chain, Over: over, Steps: []Way{first, second},
		Score:       min(first.Score, second.Score),
		Freshness:   min(first.Freshness, second.Freshness),
		PersonBound: first.PersonBound || second.PersonBound}
	w.rankChain()
	return w
}
