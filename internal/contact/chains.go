package contact

import (
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// chains gives ways over a third actor, one for each: the best of those over it.
// There are three sorts: over somebody who is told to have a way in and whom the
// asker reaches; over a colleague of the asker who meets whom it needs; and over
// a colleague of whom it needs, into whom the asker is told to have a way.
func (s *seeker) chains() []Way {
	c := &chaining{seeker: s, best: map[string]Way{}, paths: map[string][]*Path{}}
	c.findPaths()
	c.overTold()
	c.overOwn()
	c.overTheirs()
	chains := make([]Way, 0, len(c.best))
	for _, w := range c.best {
		chains = append(chains, w)
	}
	return chains
}

// chaining is the search for chains.
type chaining struct {
	*seeker
	best  map[string]Way     // by the third actor
	paths map[string][]*Path // the asker's own, by whom they lead into
	met   map[string]Way     // the best forum or house in which it meets somebody; nil until it is needed
}

// consider keeps a chain if it is the best so far over its third actor.
func (c *chaining) consider(first, second Way, third string) {
	keepBest(c.best, third, newChain(first, second, third))
}

func keepBest(best map[string]Way, id string, w Way) {
	if old, known := best[id]; !known || better(w, old) < 0 {
		best[id] = w
	}
}

func (c *chaining) findPaths() {
	for _, p := range pathsAt(c.v, c.from.ids(), "from") {
		if !p.saysNo() && c.isHere(place(p.Municipality)) && c.endIsHere(c.from.near[p.From], p.From) {
			c.paths[p.Into] = append(c.paths[p.Into], p)
		}
	}
}

// overTold finds the third actors who are told to have a way in.
func (c *chaining) overTold() {
	for third, second := range c.stepsOn() {
		if first, ok := c.reach(third); ok {
			c.consider(first, second, third)
		}
	}
}

// stepsOn gives the best way in that each third actor is told to have.
func (c *chaining) stepsOn() map[string]Way {
	on := map[string]Way{}
	for _, p := range pathsAt(c.v, c.into.ids(), "into") {
		into := c.into.near[p.Into]
		if !p.saysNo() && c.isThird(p.From) && c.isHere(place(p.Municipality)) && c.endIsHere(into, p.Into) {
			keepBest(on, p.From, c.byPath(p, itself, into))
		}
	}
	return on
}

// isThird tells whether somebody is an actor of the place that is neither of
// the ends.
func (c *chaining) isThird(id string) bool {
	_, ok := party.FindActor(c.v, id)
	return ok && c.from.near[id] == foreign && c.into.near[id] < theWhole && c.isHere(party.PlacesOf(c.v, id))
}

// reach gives the asker's best step to a third actor: a way that is told of, a
// forum or a house they share, or that they are colleagues.
func (c *chaining) reach(third string) (Way, bool) {
	e := newEnd(c.v, third, c.q.Municipality)
	ways := c.meeting(e)
	for _, id := range e.those(theWhole) {
		for _, p := range c.paths[id] {
			ways = append(ways, c.byPath(p, c.from.near[p.From], e.near[id]))
		}
	}
	if c.from.isColleague(c.v, third) {
		ways = append(ways, c.colleague(Colleague, third, third))
	}
	if len(ways) == 0 {
		return Way{}, false
	}
	return slices.MinFunc(ways, better), true
}

// meeting gives the forums and houses in which the asker meets a third actor,
// looked for from the side that has fewer of them.
func (c *chaining) meeting(third end) []Way {
	var ways []Way
	if !c.from.isSmaller(third) {
		for _, id := range third.parts() {
			c.meetings(id, func(other string, w Way) {
				if third.near[other].isPart() {
					ways = append(ways, w)
				}
			})
		}
		return ways
	}
	if c.met == nil {
		c.meetAll()
	}
	for _, id := range third.parts() {
		if w, ok := c.met[id]; ok {
			ways = append(ways, w)
		}
	}
	return ways
}

func (c *chaining) meetAll() {
	c.met = map[string]Way{}
	for _, id := range c.from.seats() {
		c.meetings(id, func(other string, w Way) { keepBest(c.met, other, w) })
	}
}

// meetings gives the forums and houses of an actor in which the asker is, with
// everybody who is there.
func (c *chaining) meetings(id string, yield func(other string, w Way)) {
	for _, f := range forum.Attended(c.v, id) {
		if mine, _ := c.seats(f); mine != foreign && c.fits(f) {
			way := c.byForum(f, mine, itself)
			for _, p := range f.Participants {
				yield(p.Actor, way)
			}
		}
	}
	for _, h := range party.SameHouse(c.v, id) {
		mine, other := id, h.Actor
		if !c.from.near[mine].isPart() {
			mine, other = other, mine
		}
		if near := c.from.near[mine]; near.isPart() && c.endIsHere(near, mine) {
			h.Actor = other
			yield(other, c.byHouse(h, near, itself))
		}
	}
}

// overOwn finds the colleagues of the asker who meet whom it needs in a forum
// where the asker does not sit; of each forum the first that is named.
func (c *chaining) overOwn() {
	a, _ := party.FindActor(c.v, c.from.id)
	if a.Unit == nil {
		return
	}
	for _, id := range c.overOwnFrom(a.PartyID()) {
		for _, f := range forum.Attended(c.v, id) {
			mine, theirs := c.seats(f)
			if mine != foreign || theirs == foreign || !c.fits(f) {
				continue
			}
			if own := c.firstColleague(f); own != "" {
				c.consider(c.colleague(Colleague, own, own), c.byForum(f, itself, theirs), own)
			}
		}
	}
}

// overOwnFrom gives the actors whose forums are to be looked through: the
// smaller side, as ever.
func (c *chaining) overOwnFrom(ownParty string) []string {
	own := party.Within(c.v, ownParty)
	if theirs := c.into.seats(); len(c.into.places) == 1 || len(theirs) < len(own) {
		return theirs
	}
	return own
}

func (c *chaining) firstColleague(f *forum.Forum) string {
	for _, p := range f.Participants {
		if c.from.isColleague(c.v, p.Actor) && c.isThird(p.Actor) {
			return p.Actor
		}
	}
	return ""
}

// overTheirs finds the colleagues of whom the asker needs into whom it is told
// to have a way.
func (c *chaining) overTheirs() {
	for third, paths := range c.paths {
		if !c.isThird(third) || !c.into.isColleague(c.v, third) {
			continue
		}
		for _, p := range paths {
			c.consider(c.byPath(p, c.from.near[p.From], itself), c.colleague(PassedOn, third, c.q.Into), third)
		}
	}
}

// isColleague tells whether an actor is another unit of the party that the end
// is a unit of.
func (e end) isColleague(v *record.View, id string) bool {
	a, ok := party.FindActor(v, id)
	return ok && a.Unit != nil && e.near[id] == foreign && e.near[a.PartyID()] == theWhole
}

// colleague is the step between two units of one party, from or to the known one.
func (s *seeker) colleague(kind, known, to string) Way {
	a, _ := party.FindActor(s.v, known)
	w := Way{Type: kind, Over: to, Freshness: s.v.Freshness(a.Body())}
	w.because("way.colleague")
	w.rankTrust(nil)
	return w
}

func newChain(first, second Way, over string) Way {
	w := Way{Type: Chain, Over: over, Steps: []Way{first, second},
		Freshness:   min(first.Freshness, second.Freshness),
		PersonBound: first.PersonBound || second.PersonBound}
	w.rankChain()
	return w
}
