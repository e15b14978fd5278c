package insight

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/record"
)

// What a load is reckoned for.
const (
	ByUnit     = "unit"     // a unit as it is named, or a party that is named itself
	ByParty    = "party"    // a party with all its units
	ByFunction = "function" // a function at an actor
)

// LoadQuestion asks who sits in how many meetings.
type LoadQuestion struct {
	Scope
	By    string // ByUnit if empty
	Actor string // only this one, and what is within it
}

// Load is how many meetings a year somebody sits in.
type Load struct {
	Actor    string   `json:"actor"`
	Function string   `json:"function,omitempty"`
	Meetings Meetings `json:"meetings"` // of the forums whose rhythm is known; null if none is
	Forums   []string `json:"forums"`   // those that go on, the most frequent first
	Seats    []Seat   `json:"seats"`    // the same, with how often each meets
	// AtLeast is true where some forum may meet more often than is reckoned with,
	// since nobody has said how often, or it meets as needed.
	AtLeast   bool     `json:"at_least"`
	Unknown   []string `json:"unknown"`       // forums that nobody has said how often meet
	AsNeeded  []string `json:"as_needed"`     // forums that meet as needed
	Unclear   []string `json:"unclear"`       // forums that may not be there any more: not counted
	Elsewhere int      `json:"elsewhere"`     // active forums outside the scope: not counted
	Times     float64  `json:"times_median"`  // its meetings as a multiple of the median; 0 is not known
	TimesSeat float64  `json:"forums_median"` // its number of forums as a multiple of the median
	Reading   Sentence `json:"-"`
}

// Seat is one forum that somebody sits in or convenes.
type Seat struct {
	Forum    string   `json:"forum"`
	Meetings Meetings `json:"meetings"`
	Basis    string   `json:"basis"` // how its rhythm is known
	Convener bool     `json:"convener,omitempty"`
}

// Loads answers the question for a view.
func Loads(v *record.View, q LoadQuestion) []Load { return NewIndex(v).Loads(q) }

// Loads gives who sits in how many meetings within a scope, the most first. Who
// belongs to another place is left out.
func (x *Index) Loads(q LoadQuestion) []Load {
	if q.By == "" {
		q.By = ByUnit
	}
	all := once(x, LoadQuestion{Scope: q.Scope, By: q.By}, func() []Load { return x.loads(q.Scope, q.By) })
	if q.Actor == "" {
		return all
	}
	within := x.within(q.Actor)
	return slices.DeleteFunc(slices.Clone(all), func(l Load) bool { return !slices.Contains(within, l.Actor) })
}

// sitter is who a load is reckoned for, and as whom.
type sitter struct{ actor, function string }

// sittersOf gives who sits in a forum or convenes it, each once. The person whom
// a meeting is about does not sit there for an actor.
func (a *atlas) sittersOf(m *meeting, by string) []sitter {
	all := make([]sitter, 0, len(m.Participants)+1)
	add := func(id, function string) {
		who := a.actors[id]
		if who == nil || by == ByFunction && function == "" {
			return
		}
		s := sitter{actor: id}
		switch by {
		case ByParty:
			s.actor = who.party
		case ByFunction:
			s.function = function
		}
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for _, p := range m.Participants {
		if p.Role != "client" {
			add(p.Actor, functionName(p))
		}
	}
	add(m.Convener, "")
	return all
}

// functionName is a participant's function, written alike: "Chef " is "chef".
func functionName(p forum.Participant) string { return folded(p.Function) }

func folded(function string) string { return strings.ToLower(strings.TrimSpace(function)) }

// loading is what is gathered of one sitter.
type loading struct {
	sitter
	seats   []*meeting
	unclear []string
}

func (x *Index) loads(scope Scope, by string) []Load {
	a := x.area(scope)
	gathered := map[sitter]*loading{}
	var order []*loading
	for _, m := range x.forums(scope) {
		for _, s := range x.atlas().sittersOf(m, by) {
			if !a.isHome(x.atlas().actors[s.actor]) {
				continue
			}
			if gathered[s] == nil {
				gathered[s] = &loading{sitter: s}
				order = append(order, gathered[s])
			}
			gathered[s].add(m)
		}
	}
	everywhere := x.seatsEverywhere(by)
	all := []Load{}
	for _, g := range order {
		if len(g.seats)+len(g.unclear) > 0 {
			all = append(all, g.load(everywhere(g.sitter)))
		}
	}
	x.compareLoads(all)
	return all
}

func (g *loading) add(m *meeting) {
	switch m.status {
	case "active":
		g.seats = append(g.seats, m)
	case "unclear":
		g.unclear = append(g.unclear, m.ID)
	}
}

// seatsEverywhere tells the number of active forums of a sitter on the whole map.
func (x *Index) seatsEverywhere(by string) func(sitter) int {
	if by == ByUnit {
		return func(s sitter) int { return x.atlas().seats[x.atlas().actors[s.actor]] }
	}
	counts := once(x, "seats by "+by, func() map[sitter]int {
		count := map[sitter]int{}
		for _, m := range x.atlas().forums.all {
			if m.isActive() {
				for _, s := range x.atlas().sittersOf(m, by) {
					count[s]++
				}
			}
		}
		return count
	})
	return func(s sitter) int { return counts[s] }
}

func (g *loading) load(everywhere int) Load {
	var t tally
	l := Load{Actor: g.actor, Function: g.function, Forums: []string{}, Seats: []Seat{}, Unclear: orNone(g.unclear), Elsewhere: everywhere - len(g.seats)}
	for _, m := range g.seats {
		t.add(m.ID, m.rhythm)
		l.Seats = append(l.Seats, Seat{m.ID, m.rhythm.Meetings, m.rhythm.Basis, m.Convener == g.actor})
	}
	slices.SortStableFunc(l.Seats, func(a, b Seat) int {
		x, _ := a.Meetings.middle()
		y, _ := b.Meetings.middle()
		return cmp.Compare(y, x)
	})
	for _, seat := range l.Seats {
		l.Forums = append(l.Forums, seat.Forum)
	}
	l.Meetings, l.AtLeast = t.meetings(), t.open
	l.Unknown, l.AsNeeded = orNone(t.unknown), orNone(t.needed)
	return l
}

// compareLoads puts the most loaded first and says what each is beside the
// median of all.
func (x *Index) compareLoads(all []Load) {
	var meetings, forums []float64
	for _, l := range all {
		if n, ok := l.Meetings.middle(); ok {
			meetings = append(meetings, n)
		}
		forums = append(forums, float64(len(l.Forums)))
	}
	usual, usualForums := median(meetings), median(forums)
	for i := range all {
		l := &all[i]
		if n, ok := l.Meetings.middle(); ok && usual > 0 {
			l.Times = n / usual
		}
		if usualForums > 0 {
			l.TimesSeat = float64(len(l.Forums)) / usualForums
		}
		l.Reading = x.readLoad(*l)
	}
	slices.SortStableFunc(all, func(a, b Load) int {
		m, _ := a.Meetings.middle()
		n, _ := b.Meetings.middle()
		return cmp.Or(cmp.Compare(n, m), cmp.Compare(len(b.Forums), len(a.Forums)),
			cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Function, b.Function))
	})
}

func (x *Index) readLoad(l Load) Sentence {
	who := x.sitterName(l.Actor, l.Function)
	n := say("insight.load.forums", len(l.Forums))
	switch {
	case l.Meetings.Min == nil && len(l.Forums) == len(l.AsNeeded):
		return say("insight.load.as_needed", who, n)
	case l.Meetings.Min == nil:
		return say("insight.load.unknown", who, n)
	case len(l.Unknown) > 0:
		return say("insight.load.partly", who, n, l.Meetings.sentence(), say("insight.load.of_unknown", len(l.Unknown)))
	}
	return say("insight.load.known", who, n, l.Meetings.sentence())
}

// sentence says the number of meetings in words.
func (m Meetings) sentence() Sentence {
	switch {
	case m.Min == nil && m.Max == nil:
		return say("insight.meetings_unknown")
	case m.Max == nil:
		return say("insight.meetings_least", rounded(*m.Min))
	case m.Min == nil:
		return say("insight.meetings_most", rounded(*m.Max))
	case rounded(*m.Min) == rounded(*m.Max):
		return say("insight.meetings", rounded(*m.Min))
	}
	return say("insight.meetings_between", rounded(*m.Min), rounded(*m.Max))
}

// rounded is a number of meetings without its decimals: nobody meets 8.7 times.
func rounded(n float64) int { return int(n + 0.5) }
