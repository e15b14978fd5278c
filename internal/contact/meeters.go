package contact

import (
	"cmp"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Meeter is a party, or a kind of party, and in how many forums it sits.
type Meeter struct {
	ID     string
	Kind   string // of party
	Forums int
}

// Meeters lists the parties that sit in forums which are for any of the
// municipalities (none: for any at all), so that a matrix can be made of them:
// the four main kinds first, then those who sit in most. Who belongs to another
// municipality is left out, though it may sit in a forum for many.
func Meeters(v *record.View, municipalities []string) []Meeter {
	return meeters(v, municipalities, func(a party.Actor) string { return a.PartyID() })
}

// MeetingKinds is Meeters by kind of party.
func MeetingKinds(v *record.View, municipalities []string) []Meeter {
	return meeters(v, municipalities, party.Actor.Type)
}

func meeters(v *record.View, municipalities []string, group func(party.Actor) string) []Meeter {
	found := map[string]*Meeter{}
	for _, f := range forum.Forums.All(v) {
		if !isHeld(f) || !anyOf(municipalities, f.Municipalities) || !anyOf(municipalities, f.Serves(v)) {
			continue
		}
		for id, kind := range sitting(v, f, municipalities, group) {
			if found[id] == nil {
				found[id] = &Meeter{ID: id, Kind: kind}
			}
			found[id].Forums++
		}
	}
	return ranked(found)
}

// sitting gives who sits in a forum, grouped, with the kinds of their parties.
func sitting(v *record.View, f *forum.Forum, municipalities []string, group func(party.Actor) string) map[string]string {
	there := map[string]string{}
	for _, p := range f.Participants {
		if a, ok := party.FindActor(v, p.Actor); ok && anyOf(municipalities, party.PlacesOf(v, a.PartyID())) {
			there[group(a)] = a.Type()
		}
	}
	return there
}

func ranked(found map[string]*Meeter) []Meeter {
	all := make([]Meeter, 0, len(found))
	for _, m := range found {
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b Meeter) int {
		return cmp.Or(mainPlace(a.Kind)-mainPlace(b.Kind), cmp.Compare(b.Forums, a.Forums), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// mainPlace puts the four main kinds of party first, in their order.
func mainPlace(kind string) int {
	if i := slices.Index(forum.MainKinds(), kind); i >= 0 {
		return i
	}
	return len(forum.MainKinds())
}
