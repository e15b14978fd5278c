package forum

import (
	"cmp"
	"slices"
	"sort"

	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Filter chooses forums. What is left empty chooses all.
type Filter struct {
	Municipality string   // code
	Actors       []string // every one of them sits in it, itself or by a unit of its own
	Parties      []string // every one of them is in it: parties, units or kinds of party or unit
	Convener     string
	Age          *int // years: it is for people of this age
	Level        string
	Formality    string
	Type         string
	Status       []string
	TargetGroup  string
}

// List gives the forums that the view shows and the filter chooses.
func List(v *record.View, f Filter) []*Forum {
	who := f.people(v)
	chosen := []*Forum{}
	for _, x := range f.candidates(v, who) {
		if x.HoldsOn(v.Today()) && f.takes(v, x) && who.take(v, x) {
			chosen = append(chosen, x)
		}
	}
	return chosen
}

func (f Filter) takes(v *record.View, x *Forum) bool {
	switch {
	case f.Level != "" && x.Level != f.Level,
		f.Formality != "" && x.KnownFormality() != f.Formality,
		f.Type != "" && x.Type != f.Type,
		len(f.Status) > 0 && !slices.Contains(f.Status, x.KnownStatus()),
		f.TargetGroup != "" && !slices.Contains(x.TargetGroups, f.TargetGroup),
		f.Age != nil && !x.IsFor(v, *f.Age):
		return false
	}
	return true
}

// people is what a filter asks about who sits in a forum, looked up once for
// the whole list.
type people struct {
	seated    []Seating
	conveners map[string]bool // nil: any
	place     string          // the municipality; "": any
	here      map[string]bool // the actors that work for it
}

func (f Filter) people(v *record.View) people {
	var p people
	for _, id := range f.Actors {
		p.seated = append(p.seated, SeatingOf(v, id))
	}
	for _, id := range f.Parties {
		p.seated = append(p.seated, SeatingOfAny(v, id))
	}
	if f.Convener != "" {
		p.conveners = SeatingOf(v, f.Convener).ids
	}
	if f.Municipality != "" {
		p.place, p.here = f.Municipality, actorsOf(v, f.Municipality)
	}
	return p
}

// actorsOf gives the parties of a municipality and the units that work for it.
func actorsOf(v *record.View, code string) map[string]bool {
	here := map[string]bool{}
	for _, id := range party.ActorsOf(v, code) {
		here[id] = true
	}
	return here
}

// isFor is Serves for the municipality that is asked about.
func (p people) isFor(x *Forum) bool {
	if p.place == "" {
		return true
	}
	if len(x.Municipalities) > 0 {
		return slices.Contains(x.Municipalities, p.place)
	}
	return slices.ContainsFunc(x.Participants, func(s Participant) bool { return p.here[s.Actor] })
}

func (p people) take(v *record.View, x *Forum) bool {
	if p.conveners != nil && !p.conveners[x.Convener] || !p.isFor(x) {
		return false
	}
	return !slices.ContainsFunc(p.seated, func(s Seating) bool { return !s.In(v, x) })
}

// Seating answers for many forums whether somebody sits there: an actor, by
// itself or by anything within it, or any party or unit of a kind.
type Seating struct {
	ids  map[string]bool
	kind string // of party or unit; "" for an actor
}

// SeatingOf is the seating of an actor with all that is within it.
func SeatingOf(v *record.View, actor string) Seating {
	within := party.Within(v, actor)
	s := Seating{ids: make(map[string]bool, len(within))}
	for _, id := range within {
		s.ids[id] = true
	}
	return s
}

// SeatingOfAny is SeatingOf for an actor or for any party or unit of a kind.
func SeatingOfAny(v *record.View, who string) Seating {
	if slices.Contains(record.Vocabulary("party_kind"), who) || slices.Contains(record.Vocabulary("unit_kind"), who) {
		return Seating{kind: who}
	}
	return SeatingOf(v, who)
}

// In tells whether it sits in the forum.
func (s Seating) In(v *record.View, f *Forum) bool {
	return slices.ContainsFunc(f.Participants, func(p Participant) bool {
		if s.kind == "" {
			return s.ids[p.Actor]
		}
		a, ok := party.FindActor(v, p.Actor)
		return ok && (a.Type() == s.kind || a.Unit != nil && a.Unit.Type == s.kind)
	})
}

// KnownFormality is the forum's formality, "unknown" if it is not said.
func (f *Forum) KnownFormality() string {
	if f.Formality == "" {
		return "unknown"
	}
	return f.Formality
}

// KnownStatus is the forum's status; what is told of without one is taken to be
// active.
func (f *Forum) KnownStatus() string {
	if f.Status == "" {
		return "active"
	}
	return f.Status
}

// Serves gives the municipalities that a forum is for: those it names, or else
// those of the actors that sit in it.
func (f *Forum) Serves(v *record.View) []string {
	if len(f.Municipalities) > 0 {
		return f.Municipalities
	}
	var codes []string
	for _, p := range f.Participants {
		if a, ok := party.FindActor(v, p.Actor); ok {
			for _, code := range a.Places(v) {
				if !slices.Contains(codes, code) {
					codes = append(codes, code)
				}
			}
		}
	}
	return codes
}

// IsFor tells whether a forum is for people of an age in years.
func (f *Forum) IsFor(v *record.View, age int) bool {
	return party.ForAge(v, f.AgeMin, f.AgeMax, f.TargetGroups, age)
}

// Actors gives the actors that sit in a forum, each once, in its own order.
func (f *Forum) Actors() []string {
	var ids []string
	for _, p := range f.Participants {
		if !slices.Contains(ids, p.Actor) {
			ids = append(ids, p.Actor)
		}
	}
	return ids
}

// Seats tells whether an actor sits in a forum, itself or by a unit of its own.
func (f *Forum) Seats(v *record.View, actor string) bool { return SeatingOf(v, actor).In(v, f) }

// Includes is Seats for an actor or for any party of a kind.
func (f *Forum) Includes(v *record.View, who string) bool { return SeatingOfAny(v, who).In(v, f) }

// Parties gives the parties that sit in a forum, each once, sorted by id.
func (f *Forum) Parties(v *record.View) []string {
	var ids []string
	for _, p := range f.Participants {
		if id := party.PartyOf(v, p.Actor); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	sort.Strings(ids)
	return ids
}

// MainKinds are the kinds of party that found the collaboration (lag 2003:1210).
func MainKinds() []string {
	return []string{"municipality", "employment_service", "social_insurance", "region"}
}

// Absent gives those of the four main kinds of party that do not sit in a forum.
func (f *Forum) Absent(v *record.View) []string {
	return slices.DeleteFunc(MainKinds(), func(kind string) bool { return Seating{kind: kind}.In(v, f) })
}

// Attended gives the forums that an actor itself sits in or convenes, in order.
func Attended(v *record.View, actor string) []*Forum {
	a, _ := party.FindActor(v, actor)
	return Forums.Pointing(v, a.Key(), "participants.actor", "convener")
}

// AttendedWithin gives the forums that an actor or anything within it sits in
// or convenes, each once, in order.
func AttendedWithin(v *record.View, actor string) []*Forum {
	within := party.Within(v, actor)
	if len(within) == 1 {
		return Attended(v, actor)
	}
	attended := map[*Forum]bool{}
	for _, id := range within {
		for _, f := range Attended(v, id) {
			attended[f] = true
		}
	}
	return inOrder(v, attended)
}

// Shared gives the forums in which both actors sit, or a unit of theirs.
func Shared(v *record.View, a, b string) []*Forum {
	first, second := SeatingOf(v, a), SeatingOf(v, b)
	return slices.DeleteFunc(AttendedWithin(v, a), func(f *Forum) bool { return !first.In(v, f) || !second.In(v, f) })
}

// As tells as whom an actor sits in a forum.
func (f *Forum) As(actor string) []Participant {
	var as []Participant
	for _, p := range f.Participants {
		if p.Actor == actor {
			as = append(as, p)
		}
	}
	return as
}

// Likeness is another forum that is alike in who sits there.
type Likeness struct {
	Forum  *Forum
	Alike  float64 // shared actors ÷ actors of either (Jaccard), 0–1
	Shared []string
}

// leastAlike is how alike two forums must be to be shown beside each other.
const leastAlike = 0.34

// Similar gives the forums on the same level which share a municipality and
// many of the actors, the most alike first; five at the most. Only who shares an
// actor can be alike, so only their forums are looked at.
func Similar(v *record.View, f *Forum) []Likeness {
	mine, places := f.Actors(), f.Serves(v)
	met := map[*Forum]bool{}
	for _, actor := range mine {
		for _, other := range Attended(v, actor) {
			met[other] = other != f && other.Level == f.Level && other.KnownStatus() != "ended"
		}
	}
	var similar []Likeness
	for other, fits := range met {
		if l := alike(mine, other); fits && l.Alike >= leastAlike && intersects(places, other.Serves(v)) {
			similar = append(similar, l)
		}
	}
	slices.SortFunc(similar, func(a, b Likeness) int {
		return cmp.Or(cmp.Compare(b.Alike, a.Alike), cmp.Compare(a.Forum.ID, b.Forum.ID))
	})
	return similar[:min(len(similar), 5)]
}

func alike(mine []string, other *Forum) Likeness {
	theirs := other.Actors()
	l := Likeness{Forum: other}
	for _, id := range mine {
		if slices.Contains(theirs, id) {
			l.Shared = append(l.Shared, id)
		}
	}
	if either := len(mine) + len(theirs) - len(l.Shared); either > 0 {
		l.Alike = float64(len(l.Shared)) / float64(either)
	}
	return l
}

func intersects(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}
