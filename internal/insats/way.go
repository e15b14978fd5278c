package insats

import (
	"cmp"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// WaysInto are the contact paths to who gives an insats: those that are told for
// the municipality, or for none; of every municipality if town is "".
func WaysInto(v *record.View, who party.Actor, town string) []*contact.Path {
	return slices.DeleteFunc(contact.Paths.Pointing(v, who.Key(), "into"), func(p *contact.Path) bool {
		return town != "" && p.Municipality != "" && p.Municipality != town
	})
}

// BestWay is the contact path by which one gets in for somebody of a
// municipality: into who gives the insats, or else into its party. One with a
// mailbox or a number goes before one that only names a function. It is nil if
// none is told of.
func BestWay(v *record.View, x *Insats, town string) *contact.Path {
	who, ok := party.FindActor(v, x.Provider)
	if !ok {
		return nil
	}
	if best := bestOf(WaysInto(v, who, town)); best != nil {
		return best
	}
	whole, ok := party.FindActor(v, who.PartyID())
	if !ok || whole.ID == who.ID {
		return nil
	}
	return bestOf(WaysInto(v, whole, town))
}

func bestOf(paths []*contact.Path) *contact.Path {
	paths = slices.DeleteFunc(paths, func(p *contact.Path) bool { return p.Missing() || rank(p) == 0 })
	if len(paths) == 0 {
		return nil
	}
	return slices.MaxFunc(paths, func(a, b *contact.Path) int { return cmp.Compare(rank(a), rank(b)) })
}

// rank is how far a path helps who wants to get in; 0: not at all.
func rank(p *contact.Path) int {
	switch {
	case len(p.Channels) > 0:
		return 3
	case p.Function != "":
		return 2
	case p.Via != "":
		return 1
	}
	return 0
}

// ForumsFor are the forums in which who gives an insats sits, and which take up
// somebody of the person's municipality and age, as far as they are known: those
// of the unit itself first, and then those of its party.
func ForumsFor(v *record.View, x *Insats, p Person) []*forum.Forum {
	who, ok := party.FindActor(v, x.Provider)
	if !ok {
		return nil
	}
	all := forum.Attended(v, who.ID)
	if whole := who.PartyID(); whole != who.ID {
		for _, f := range forum.Attended(v, whole) {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return slices.DeleteFunc(all, func(f *forum.Forum) bool { return !takesUp(v, f, p) })
}

func takesUp(v *record.View, f *forum.Forum, p Person) bool {
	if status := f.KnownStatus(); status != "active" && status != "unclear" {
		return false
	}
	if places := f.Serves(v); p.Municipality != "" && len(places) > 0 && !slices.Contains(places, p.Municipality) {
		return false
	}
	return p.Age == nil || f.IsFor(v, *p.Age)
}
