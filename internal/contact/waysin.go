package contact

import (
	"cmp"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Question is who asks for a way in, and to whom.
type Question struct {
	From         string   // actor: who I am
	Into         string   // actor or kind of party: whom I need
	Municipality string   // code; "" is the one that From serves, if it is one
	Age          *int     // of the person it is about, in years
	Situation    []string // words of the person's income, conditions and statuses
}

// Reason is one reason for a way's place in the list, as a text with arguments.
type Reason struct {
	Key  string
	Args []any
}

// Way is one way in.
type Way struct {
	Type        string // what it goes by: a word of "via", or "forum_shared", "colocated", "chain"
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

// Answer is the ways in, best first, and those that are said to be missing.
type Answer struct {
	Ways    []Way
	Missing []*Path
}

// worth is how good a way is by what it goes by, before anything else is known
// of it: a function with a mailbox or a number outlives whoever holds it; then a
// coordinator; then meeting and sitting together; a named caseworker last.
var worth = map[string]float64{
	"mailbox": 100, "direct_line": 96, "function": 92, "coordinator": 80, "forum": 68,
	"forum_shared": 64, "colocation": 66, "colocated": 62, "caseworker": 50, "": 40, "chain": 30,
}

// mostChains is how many ways over a third actor are shown.
const mostChains = 3

// WaysIn answers "en väg in": how the asker gets into whom it needs.
func WaysIn(v *record.View, q Question) Answer {
	s := newSeeker(v, q)
	answer := Answer{Ways: s.direct(), Missing: s.missing()}
	byScore(answer.Ways)
	chains := s.chains(answer.Ways)
	byScore(chains)
	answer.Ways = append(answer.Ways, chains[:min(len(chains), mostChains)]...)
	return answer
}

func byScore(ways []Way) {
	slices.SortStableFunc(ways, func(a, b Way) int { return cmp.Compare(b.Score, a.Score) })
}

// seeker looks for ways for one question.
type seeker struct {
	v    *record.View
	q    Question
	from end
	into end
}

// end is one end of the way: the actor itself, what is within it, what it is
// part of, and what kind of party it is.
type end struct {
	id     string
	within []string
	above  []string
	kind   string
	places []string
}

func newSeeker(v *record.View, q Question) *seeker {
	s := &seeker{v: v, q: q, from: newEnd(v, q.From), into: newEnd(v, q.Into)}
	if s.q.Municipality == "" && len(s.from.places) == 1 {
		s.q.Municipality = s.from.places[0]
	}
	return s
}

func newEnd(v *record.View, id string) end {
	if slices.Contains(record.Vocabulary("party_kind"), id) {
		return end{id: id, kind: id}
	}
	a, ok := party.FindActor(v, id)
	if !ok {
		return end{id: id}
	}
	e := end{id: id, within: party.Within(v, id), kind: a.Type()}
	if a.Unit == nil {
		e.places = short(a.Party.Municipality)
		return e
	}
	e.places = a.Unit.Serves(v)
	for _, u := range party.Ancestors(v, a.Unit) {
		e.above = append(e.above, u.ID)
	}
	e.above = append(e.above, a.Unit.Party)
	return e
}

func short(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// How near an end of a stored path is to the end that was asked for.
const (
	exactly = 1.0
	inside  = 0.9 // a part of it
	over    = 0.8 // what it is part of
	ofKind  = 0.7 // any party of its kind
	foreign = 0.0
)

func (e end) near(v *record.View, id string) float64 {
	switch {
	case id == e.id:
		return exactly
	case slices.Contains(e.within, id):
		return inside
	case slices.Contains(e.above, id):
		return over
	case id == e.kind:
		return ofKind
	case len(e.within) == 0: // a kind of party was asked for
		if a, ok := party.FindActor(v, id); ok && a.Type() == e.kind {
			return inside
		}
	}
	return foreign
}

// nearFrom is near for the asker: what its parts can do is not its own way, and
// what its whole party can do is.
func (s *seeker) nearness(p *Path) float64 {
	from, into := s.from.near(s.v, p.From), s.into.near(s.v, p.Into)
	if s.q.Municipality != "" && p.Municipality != "" && p.Municipality != s.q.Municipality {
		return foreign
	}
	return from * into
}

func (s *seeker) direct() []Way {
	var ways []Way
	for _, p := range Paths.All(s.v) {
		near := s.nearness(p)
		if near == foreign || p.Missing() {
			continue
		}
		ways = append(ways, s.byPath(p, near))
	}
	ways = append(ways, s.byForums(s.q.From, s.q.Into)...)
	return append(ways, s.byHouse(s.q.From, s.q.Into)...)
}

func (s *seeker) missing() []*Path {
	return slices.DeleteFunc(Paths.All(s.v), func(p *Path) bool {
		return !p.Missing() || s.nearness(p) == foreign
	})
}

// Missing tells whether a path is told of as one that is not there.
func (p *Path) Missing() bool { return p.Exists != nil && !*p.Exists || p.Via == "none" }

func (s *seeker) byPath(p *Path, near float64) Way {
	w := Way{Type: p.Via, Path: p, Freshness: s.v.Freshness(p), PersonBound: p.PersonBound != nil && *p.PersonBound}
	w.Score = worth[p.Via]
	w.because("way.via_" + cmp.Or(p.Via, "unknown"))
	if len(p.Channels) > 0 {
		w.Score += 8
		w.because("way.has_channel")
	}
	w.weighEase(p.Ease)
	w.weighNearness(near)
	w.weighTrust()
	return w
}

var easeWorth = map[string]float64{"easy": 10, "fairly_easy": 5, "mixed": -3, "fairly_hard": -12, "hard": -18}

func (w *Way) weighEase(ease string) {
	if ease != "" {
		w.Score += easeWorth[ease]
		w.because("way.ease_" + ease)
	}
}

func (w *Way) weighNearness(near float64) {
	w.Score *= near
	if near < exactly {
		w.because("way.not_exactly")
	}
}

// weighTrust takes off for what is old and for what hangs on one person.
func (w *Way) weighTrust() {
	if w.PersonBound {
		w.Score *= 0.7
		w.because("way.person_bound")
	}
	w.Score *= 0.6 + 0.4*w.Freshness
	switch {
	case w.Freshness == 1:
		w.because("way.fresh")
	case w.Freshness == 0:
		w.because("way.stale")
	default:
		w.because("way.aging")
	}
}

func (w *Way) because(key string, args ...any) {
	w.Reasons = append(w.Reasons, Reason{key, args})
}

// byForums gives the forums in which both sit, if they are for the person.
func (s *seeker) byForums(from, into string) []Way {
	var ways []Way
	for _, f := range forum.AttendedWithin(s.v, from) {
		if !f.Seats(s.v, from) || !f.Includes(s.v, into) || f.KnownStatus() != "active" || !s.isHere(f) {
			continue
		}
		if s.q.Age != nil && !f.IsFor(s.v, *s.q.Age) {
			continue
		}
		ways = append(ways, s.byForum(f))
	}
	byScore(ways)
	return ways
}

func (s *seeker) isHere(f *forum.Forum) bool {
	places := f.Serves(s.v)
	return s.q.Municipality == "" || len(places) == 0 || slices.Contains(places, s.q.Municipality)
}

func (s *seeker) byForum(f *forum.Forum) Way {
	w := Way{Type: "forum_shared", Forum: f, Freshness: s.v.Freshness(f), Score: worth["forum_shared"]}
	w.because("way.forum_shared")
	if f.KnownFormality() == "formal" {
		w.Score += 4
		w.because("way.formal")
	}
	if f.Frequency != nil {
		if least := f.Frequency.PerYear().Min; least != nil && *least >= 10 {
			w.Score += 4
			w.because("way.meets_often")
		}
	}
	if f.Level == "strategic" || f.Level == "political" {
		w.Score -= 14
		w.because("way.not_for_cases")
	}
	if s.suits(f) {
		w.Score += 6
		w.because("way.for_the_person")
	}
	w.weighTrust()
	return w
}

// suits tells whether one of the forum's target groups is for somebody in the
// person's situation.
func (s *seeker) suits(f *forum.Forum) bool {
	for _, id := range f.TargetGroups {
		t := party.TargetGroups.Find(s.v, id)
		if t == nil {
			continue
		}
		for _, word := range s.q.Situation {
			if slices.Contains(t.Incomes, word) || slices.Contains(t.Conditions, word) || slices.Contains(t.Statuses, word) {
				return true
			}
		}
	}
	return false
}

// byHouse gives the houses in which the asker, or a part of it, sits with whom
// it needs.
func (s *seeker) byHouse(from, into string) []Way {
	var ways []Way
	target := newEnd(s.v, into)
	for _, id := range party.Within(s.v, from) {
		for _, h := range party.SameHouse(s.v, id) {
			near := target.near(s.v, h.Actor)
			if near == foreign {
				continue
			}
			w := Way{Type: "colocated", House: &h, Freshness: s.v.Freshness(h.Told), Score: worth["colocated"]}
			w.because("way.colocated")
			w.weighNearness(near)
			w.weighTrust()
			ways = append(ways, w)
		}
	}
	return ways
}

// chains gives ways over a third actor: one that has a way in, and that the
// asker meets, shares a house or has a way to.
func (s *seeker) chains(direct []Way) []Way {
	var chains []Way
	seen := map[string]bool{s.q.From: true, s.q.Into: true}
	for _, p := range Paths.All(s.v) {
		if p.Missing() || seen[p.From] || s.into.near(s.v, p.Into) == foreign || !s.sameTown(p) {
			continue
		}
		seen[p.From] = true
		if _, ok := party.FindActor(s.v, p.From); !ok || slices.ContainsFunc(direct, func(w Way) bool { return w.Path == p }) {
			continue
		}
		if first, ok := s.reach(p.From); ok {
			chains = append(chains, chain(first, s.byPath(p, s.into.near(s.v, p.Into)), p.From))
		}
	}
	return chains
}

func (s *seeker) sameTown(p *Path) bool {
	return s.q.Municipality == "" || p.Municipality == "" || p.Municipality == s.q.Municipality
}

// reach gives the asker's best way to a third actor.
func (s *seeker) reach(third string) (Way, bool) {
	if slices.Contains(s.from.above, third) || slices.Contains(s.from.within, third) {
		return Way{}, false
	}
	over := &seeker{v: s.v, q: s.q, from: s.from, into: newEnd(s.v, third)}
	over.q.Into = third
	ways := over.direct()
	byScore(ways)
	if len(ways) == 0 {
		return Way{}, false
	}
	return ways[0], true
}

func chain(first, second Way, over string) Way {
	w := Way{Type: "chain", Over: over, Steps: []Way{first, second},
		Freshness:   min(first.Freshness, second.Freshness),
		PersonBound: first.PersonBound || second.PersonBound,
		Score:       min(first.Score, second.Score) * worth["chain"] / 100}
	w.because("way.chain")
	if w.PersonBound {
		w.because("way.person_bound")
	}
	return w
}
