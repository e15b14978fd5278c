package insats

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// WaysInto are the contact paths to who gives an insats: those that are told for
// the municipality, or for none; of every municipality if town is "".
func WaysInto(v *record.View, who party.Actor, town string) []*contact.Path {
	return slices.DeleteFunc(contact.Paths.Pointing(v, who.Key(), "into"), func(p *contact.Path) bool {
		return town != "" && p.Municipality != "" && p.Municipality != town
	})
}

// Ways are the contact paths to who gives an insats that are there: if it is for
// one municipality, those that are told for that or for none.
func (x *Insats) Ways(v *record.View) []*contact.Path {
	who, ok := party.FindActor(v, x.Provider)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(WaysInto(v, who, x.Town()), (*contact.Path).Missing)
}

// Reach says by what one reaches who gives an insats: each function with its
// mailbox or number, once.
func (x *Insats) Reach(v *record.View) []string {
	var said []string
	for _, p := range x.Ways(v) {
		for _, c := range p.Channels {
			line := strings.TrimPrefix(text.UpperFirst(p.Function)+": "+c.Value, ": ")
			if c.Value != "" && !slices.Contains(said, line) {
				said = append(said, line)
			}
		}
	}
	return said
}

// HowIn says in a sentence how one gets in: by oneself, by referral, or by asking;
// nothing of what takes nobody.
func (x *Insats) HowIn(v *record.View, l *text.Lang) string {
	if !x.TakesPeople() {
		return ""
	}
	words := x.Referrals()
	others := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == Self })
	c := Criterion{Field: "referral_any", Fact: Referral, Words: others}
	unsaid := slices.ContainsFunc(x.Eligibility, func(g Criteria) bool { return len(g.ReferralAny) == 0 })
	who, known := party.FindActor(v, x.Provider)
	switch {
	case len(others) > 0 && len(others) < len(words):
		return l.T("insatsweb.in.self_or", c.What(l))
	case len(words) > 0 && len(others) == 0:
		return l.T("insatsweb.in.self")
	case len(words) > 0 && unsaid:
		return l.T("insatsweb.in.may", c.What(l))
	case len(words) > 0:
		return l.T("insatsweb.in.referral", c.What(l))
	case known:
		return l.T("insatsweb.in.ask", v.Title(who.Body()))
	}
	return l.T("insatsweb.in.unknown")
}

// Referrals are the words for who can refer somebody, of all groups, each once.
func (x *Insats) Referrals() []string {
	var words []string
	for _, g := range x.Eligibility {
		for _, w := range g.ReferralAny {
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
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
