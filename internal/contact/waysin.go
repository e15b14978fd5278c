package contact

import (
	"cmp"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Question is who asks for a way in, and to whom. Either may be an actor, or a
// kind of party or of unit: "whichever it is here".
type Question struct {
	From         string   // who I am
	Into         string   // whom I need
	Municipality string   // code; "" is the one that one of the ends serves, if it is one
	Age          *int     // of the person it is about, in years
	Situation    []string // words of the person's income, conditions and statuses
}

// The types of way that nobody has told of as one, and that the map shows all
// the same; the others are the words of "via".
const (
	SharedForum = "forum_shared" // both sit in a forum
	SameHouse   = "colocated"    // both sit in a house
	Chain       = "chain"        // over a third actor
	Colleague   = "colleague"    // the first step of a chain, within the asker's party
	PassedOn    = "passed_on"    // the last step of a chain, within the party it leads into
)

// Way is one way in.
type Way struct {
	Type        string // what it goes by: a word of "via", or one of the types above
	Path        *Path
	Forum       *forum.Forum
	House       *party.House
	Over        string // the third actor of a chain
	Steps       []Way  // of a chain: to the third actor, and on from it
	Score       float64
	Freshness   float64
	PersonBound bool // it is said to hang on one person
	Reasons     []Reason
}

// Answer is the ways in, best first, and what is told of ways that are not
// there.
type Answer struct {
	Ways    []Way
	Missing []*Path // said to be missing
	Hard    []*Path // said to be hard, and no way is named
	NotFor  int     // forums left out because they are not for the person's age
	Place   string  // the municipality that was answered for; "" is any
}

// WaysIn answers "en väg in": how the asker gets into whom it needs. How the
// ways are ranked stands in ranking.go, and nowhere else.
func WaysIn(v *record.View, q Question) Answer {
	s := newSeeker(v, q)
	answer := Answer{Place: s.q.Municipality}
	s.paths(&answer)
	s.forums(&answer)
	answer.Ways = append(answer.Ways, s.houses()...)
	answer.Ways = append(answer.Ways, s.chains()...)
	slices.SortFunc(answer.Ways, better)
	return answer
}

// seeker looks for ways for one question.
type seeker struct {
	v    *record.View
	q    Question
	from end
	into end
	home []*party.Association // those of the municipality
}

func newSeeker(v *record.View, q Question) *seeker {
	if q.Municipality == "" {
		q.Municipality = cmp.Or(only(party.PlacesOf(v, q.From)), only(party.PlacesOf(v, q.Into)))
	}
	s := &seeker{v: v, q: q, from: newEnd(v, q.From, q.Municipality), into: newEnd(v, q.Into, q.Municipality)}
	keepApart(&s.from, &s.into)
	if q.Municipality != "" {
		s.home = party.Associations.Pointing(v, record.Key{Kind: "municipality", ID: q.Municipality}, "municipalities")
	}
	return s
}

func only(places []string) string {
	if len(places) == 1 {
		return places[0]
	}
	return ""
}

// isHere tells whether something that serves these places is of use in the
// municipality that is asked about; what serves no place by name is.
func (s *seeker) isHere(places []string) bool {
	return s.q.Municipality == "" || len(places) == 0 || slices.Contains(places, s.q.Municipality)
}

// paths puts the contact paths that were told of into the answer.
func (s *seeker) paths(answer *Answer) {
	for _, p := range s.told() {
		from, into, ok := s.nearness(p)
		switch {
		case !ok, p.saysNo() && s.isElsewhere(p, from, into):
		case p.Missing():
			answer.Missing = append(answer.Missing, p)
		case p.NamesNoWay():
			answer.Hard = append(answer.Hard, p)
		default:
			answer.Ways = append(answer.Ways, s.byPath(p, from, into))
		}
	}
}

// told gives the paths that may lead from the asker to whom it needs: those of
// the smaller side, so that no question looks through all there are.
func (s *seeker) told() []*Path {
	if s.from.isSmaller(s.into) {
		return pathsAt(s.v, s.from.ids(), "from")
	}
	return pathsAt(s.v, s.into.ids(), "into")
}

func pathsAt(v *record.View, ids []string, field string) []*Path {
	var all []*Path
	for _, id := range ids {
		all = append(all, Paths.Pointing(v, record.Key{Kind: party.Parties.Name, ID: id}, field)...)
	}
	return all
}

// nearness tells how near the two ends of a path are to those asked for; ok is
// false if the path is for others or for another place.
func (s *seeker) nearness(p *Path) (from, into nearness, ok bool) {
	from, into = s.from.near[p.From], s.into.near[p.Into]
	ok = from != foreign && into != foreign && s.isHere(place(p.Municipality)) &&
		s.endIsHere(from, p.From) && s.endIsHere(into, p.Into)
	return from, into, ok
}

// endIsHere tells whether a part of an end serves the place that is asked about:
// the office of another town is no way in. What was asked for by name is.
func (s *seeker) endIsHere(near nearness, id string) bool {
	return near != aPart || s.isHere(party.PlacesOf(s.v, id))
}

// Missing tells whether a path is told of as one that is not there.
func (p *Path) Missing() bool { return p.Exists != nil && !*p.Exists || p.Via == "none" }

// NamesNoWay tells whether a path only says that it is hard to get in.
func (p *Path) NamesNoWay() bool {
	hard := p.Ease == "hard" || p.Ease == "fairly_hard"
	return hard && p.Via == "" && p.Function == "" && len(p.Channels) == 0
}

func (p *Path) saysNo() bool { return p.Missing() || p.NamesNoWay() }

// isElsewhere tells whether a path was told of some kind of party in general by
// another association than that of the place: it may not be so here.
func (s *seeker) isElsewhere(p *Path, from, into nearness) bool {
	if p.Municipality != "" || p.KeptBy == "" || len(s.home) == 0 || from != general && into != general {
		return false
	}
	return !slices.ContainsFunc(s.home, func(a *party.Association) bool { return a.ID == p.KeptBy })
}

func (s *seeker) byPath(p *Path, from, into nearness) Way {
	w := Way{Type: p.Via, Path: p, Freshness: s.v.Freshness(p), PersonBound: p.PersonBound != nil && *p.PersonBound}
	w.rankPath(p, from, into)
	if s.isElsewhere(p, from, into) {
		w.because("way.told_elsewhere")
	}
	if a, ok := party.FindActor(s.v, p.Into); ok && a.Unit != nil {
		w.rankUnit(s.v, a.Unit, s.q)
	}
	w.rankTrust(p.PersonBound)
	return w
}

// forums puts the forums in which both sit into the answer.
func (s *seeker) forums(answer *Answer) {
	for f, seats := range s.shared() {
		if s.fits(f) {
			answer.Ways = append(answer.Ways, s.byForum(f, seats[0], seats[1]))
		} else if s.isUsable(f) && !s.isForAge(f) {
			answer.NotFor++
		}
	}
}

// fits tells whether something can be taken up in a forum here, about the
// person.
func (s *seeker) fits(f *forum.Forum) bool { return s.isUsable(f) && s.isForAge(f) }

// isUsable tells whether a forum is for the place and goes on, or at least
// nobody is sure that it does not.
func (s *seeker) isUsable(f *forum.Forum) bool {
	return (f.KnownStatus() == "active" || f.KnownStatus() == "unclear") && s.isHere(f.Serves(s.v))
}

func (s *seeker) isForAge(f *forum.Forum) bool { return s.q.Age == nil || f.IsFor(s.v, *s.q.Age) }

// shared finds the forums where one seat is the asker's and another that of
// whom it needs, and how near each of them is. They are looked for from the
// smaller side.
func (s *seeker) shared() map[*forum.Forum][2]nearness {
	found := map[*forum.Forum][2]nearness{}
	side := s.into
	if s.from.isSmaller(s.into) {
		side = s.from
	}
	for _, id := range side.seats() {
		for _, f := range forum.Attended(s.v, id) {
			if _, known := found[f]; known {
				continue
			}
			from, into := s.seats(f)
			found[f] = [2]nearness{from, into}
		}
	}
	for f, seats := range found {
		if seats[0] == foreign || seats[1] == foreign {
			delete(found, f)
		}
	}
	return found
}

// seats tells how near the nearest seats of a forum are to either end. A whole
// that both are part of cannot stand for both.
func (s *seeker) seats(f *forum.Forum) (from, into nearness) {
	for _, p := range f.Participants {
		from = nearer(from, s.from.seat(p.Actor))
		into = nearer(into, s.into.seat(p.Actor))
	}
	return from, into
}

func (s *seeker) byForum(f *forum.Forum, from, into nearness) Way {
	w := Way{Type: SharedForum, Forum: f, Freshness: s.v.Freshness(f)}
	w.rankForum(f, from, into)
	if suits(s.v, f.TargetGroups, s.q.Situation) {
		w.because("way.for_the_person")
	}
	w.rankTrust(nil)
	return w
}

// houses gives the houses in which the asker sits with whom it needs.
func (s *seeker) houses() []Way {
	here, there, swapped := s.from, s.into, false
	if s.into.isSmaller(s.from) {
		here, there, swapped = s.into, s.from, true
	}
	var ways []Way
	for _, id := range here.parts() {
		for _, h := range party.SameHouse(s.v, id) {
			a, b := here.near[id], there.near[h.Actor]
			if !b.isPart() || !s.endIsHere(a, id) || !s.endIsHere(b, h.Actor) {
				continue
			}
			if swapped {
				h.Actor = id
			}
			ways = append(ways, s.byHouse(h, a, b))
		}
	}
	return ways
}

func (s *seeker) byHouse(h party.House, a, b nearness) Way {
	w := Way{Type: SameHouse, House: &h, Freshness: s.v.Freshness(h.Told)}
	w.because("way.colocated")
	if a != itself || b != itself {
		w.because("way.house_part")
	}
	w.rankTrust(nil)
	return w
}
