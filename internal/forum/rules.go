package forum

import (
	"slices"
	"sort"

	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Filter chooses forums. What is left empty chooses all.
type Filter struct {
	Municipality string   // code
	Actors       []string // every one of them sits in it, itself or by a unit of its own
	Parties      []string // every one of them is in it: parties, units or kinds of party
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
	return slices.DeleteFunc(Forums.All(v), func(x *Forum) bool { return !f.takes(v, x) })
}

func (f Filter) takes(v *record.View, x *Forum) bool {
	switch {
	case f.Level != "" && x.Level != f.Level,
		f.Formality != "" && x.KnownFormality() != f.Formality,
		f.Type != "" && x.Type != f.Type,
		len(f.Status) > 0 && !slices.Contains(f.Status, x.KnownStatus()),
		f.TargetGroup != "" && !slices.Contains(x.TargetGroups, f.TargetGroup),
		f.Municipality != "" && !slices.Contains(x.Serves(v), f.Municipality),
		f.Age != nil && !x.IsFor(v, *f.Age),
		f.Convener != "" && !slices.Contains(party.Within(v, f.Convener), x.Convener):
		return false
	}
	return all(f.Actors, func(id string) bool { return x.Seats(v, id) }) &&
		all(f.Parties, func(id string) bool { return x.Includes(v, id) })
}

func all(ids []string, test func(string) bool) bool {
	for _, id := range ids {
		if !test(id) {
			return false
		}
	}
	return true
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
			for _, code := range placesOf(v, a) {
				if !slices.Contains(codes, code) {
					codes = append(codes, code)
				}
			}
		}
	}
	return codes
}

func placesOf(v *record.View, a party.Actor) []string {
	if a.Unit != nil {
		return a.Unit.Serves(v)
	}
	if a.Party.Municipality != "" {
		return []string{a.Party.Municipality}
	}
	return nil
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
func (f *Forum) Seats(v *record.View, actor string) bool {
	within := party.Within(v, actor)
	return slices.ContainsFunc(f.Participants, func(p Participant) bool { return slices.Contains(within, p.Actor) })
}

// Includes is Seats for an actor or for any party of a kind.
func (f *Forum) Includes(v *record.View, who string) bool {
	if !slices.Contains(record.Vocabulary("party_kind"), who) {
		return f.Seats(v, who)
	}
	return slices.ContainsFunc(f.Participants, func(p Participant) bool {
		a, ok := party.FindActor(v, p.Actor)
		return ok && a.Type() == who
	})
}

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

// Attended gives the forums that an actor itself sits in or convenes.
func Attended(v *record.View, actor string) []*Forum {
	a, _ := party.FindActor(v, actor)
	return Forums.Pointing(v, a.Key(), "participants.actor", "convener")
}

// AttendedWithin gives the forums that an actor or anything within it sits in
// or convenes, each once, in order.
func AttendedWithin(v *record.View, actor string) []*Forum {
	var forums []*Forum
	for _, id := range party.Within(v, actor) {
		for _, f := range Attended(v, id) {
			if !slices.Contains(forums, f) {
				forums = append(forums, f)
			}
		}
	}
	return forums
}

// Shared gives the forums in which both actors sit, or a unit of theirs.
func Shared(v *record.View, a, b string) []*Forum {
	return slices.DeleteFunc(AttendedWithin(v, a), func(f *Forum) bool {
		return !f.Seats(v, a) || !f.Seats(v, b)
	})
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
// many of the actors, the most alike first; five at the most.
func Similar(v *record.View, f *Forum) []Likeness {
	var similar []Likeness
	mine, places := f.Actors(), f.Serves(v)
	for _, other := range Forums.All(v) {
		if other == f || other.Level != f.Level || !intersects(places, other.Serves(v)) {
			continue
		}
		if l := alike(mine, other); l.Alike >= leastAlike {
			similar = append(similar, l)
		}
	}
	sort.SliceStable(similar, func(i, j int) bool { return similar[i].Alike > similar[j].Alike })
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
