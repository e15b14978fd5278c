package forumweb

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of what only the lists of this area can be asked for.
const (
	askKind   = "slag"   // word of forum_kind or agreement_kind
	askStatus = "status" // word of status, or anyStatus
)

// anyStatus asks for ended forums too, which are left out otherwise.
const anyStatus = "alla"

// forumAsk is which forums are asked for; what is empty asks for all.
type forumAsk struct {
	in     *web.Input
	filter forum.Filter
	words  []string
	status string
	home   *party.Association
	err    error // the age is none
}

func readForumAsk(s sight, r *http.Request) forumAsk {
	in := web.QueryInput(r)
	a := forumAsk{in: in, words: strings.Fields(strings.ToLower(in.Get(page.AskText))), status: in.Get(askStatus),
		home: party.Associations.Find(s.View, in.Get(page.AskAssociation))}
	a.filter = forum.Filter{Municipality: place.CodeOf(in.Get(page.AskMunicipality)), Level: in.Get(page.AskLevel),
		Formality: in.Get(page.AskFormality), Type: in.Get(askKind), TargetGroup: in.Get(page.AskGroup), Age: in.Int(page.AskAge, 0, 120)}
	in.Set(page.AskMunicipality, a.filter.Municipality)
	for _, name := range []string{page.AskParty, page.AskActor} {
		if id := in.Get(name); id != "" {
			a.filter.Parties = append(a.filter.Parties, id)
		}
	}
	a.filter.Parties = append(a.filter.Parties, in.All(page.AskWith)...)
	if a.status != "" && a.status != anyStatus {
		a.filter.Status = []string{a.status}
	}
	a.err = in.Err()
	return a
}

// find gives the forums that were asked for.
func (a forumAsk) find(s sight) []*forum.Forum {
	return slices.DeleteFunc(forum.List(s.View, a.filter), func(f *forum.Forum) bool {
		return a.status == "" && f.KnownStatus() == "ended" || !a.hasWords(f) || !a.isAtHome(s, f)
	})
}

func (a forumAsk) hasWords(f *forum.Forum) bool {
	if len(a.words) == 0 {
		return true
	}
	name := strings.ToLower(f.Name + " " + f.ShortName + " " + strings.Join(f.Aliases, " "))
	return !slices.ContainsFunc(a.words, func(w string) bool { return !strings.Contains(name, w) })
}

func (a forumAsk) isAtHome(s sight, f *forum.Forum) bool {
	return a.home == nil || slices.ContainsFunc(f.Serves(s.View), func(code string) bool { return slices.Contains(a.home.Municipalities, code) })
}

// isDetailed tells whether any of the folded choices is made.
func (a forumAsk) isDetailed() bool {
	return a.filter.Formality+a.filter.Type+a.status+a.filter.TargetGroup+a.in.Get(page.AskAssociation)+a.in.Get(page.AskWith) != ""
}

// form is the choice of forums: what is chosen most, and the rest folded.
func (a forumAsk) form(s sight, r *http.Request) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action = true, "/var"
	f.Text(page.AskText, "forumweb.ask.name")
	f.Select(page.AskMunicipality, "forumweb.ask.municipality", page.PlaceChoices(s.named().places, a.filter.Municipality))
	f.Select(page.AskParty, "forumweb.ask.party", page.PartyChoices(s.View, s.Lang, s.named().kinds, s.named().parties))
	f.Select(page.AskLevel, "forumweb.ask.level", page.Options(s.Lang, "level"))
	f.Number(page.AskAge, "forumweb.ask.age")
	f.Section("forumweb.ask.more", "")
	f.Select(page.AskFormality, "forumweb.ask.formality", page.Options(s.Lang, "formality"))
	f.Select(askKind, "forumweb.ask.kind", page.Options(s.Lang, "forum_kind"))
	f.Select(askStatus, "forumweb.ask.status", append(page.Options(s.Lang, "status"), web.Option{Value: anyStatus, Text: s.T("forumweb.ask.any_status")}))
	if groups := s.groupOptions(a.filter); len(groups) > 0 {
		f.Select(page.AskGroup, "forumweb.ask.group", groups)
	}
	f.Select(page.AskAssociation, "forumweb.ask.association", options(s.View, party.Associations.All(s.View)))
	f.Checks(page.AskWith, "forumweb.ask.with", s.kindOptions())
	for _, name := range []string{page.AskActor, page.AskOrder} {
		if value := a.in.Get(name); value != "" {
			f.Keep(name, value)
		}
	}
	if page.Narrows(a.in) {
		f.Cancel = "/var"
	}
	return f.Fail(a.err)
}

func options[T any](v *record.View, all []*T) []web.Option {
	opts := make([]web.Option, len(all))
	for i, b := range all {
		body := any(b).(record.Body)
		opts[i] = web.Option{Value: body.HeadOf().ID, Text: v.Title(body)}
	}
	return opts
}

// kindOptions are the kinds of party and of unit that sit in forums. A word that
// is a kind of both stands once, and what is of no kind is left out.
func (s sight) kindOptions() []web.Option {
	there := maps.Clone(s.named().kinds)
	opts := slices.Concat(page.Options(s.Lang, "party_kind"), page.Options(s.Lang, "unit_kind"))
	there["other"] = false
	opts = slices.DeleteFunc(opts, func(o web.Option) bool {
		is := there[o.Value]
		there[o.Value] = false
		return !is
	})
	text.SortBy(opts, func(o web.Option) string { return o.Text })
	return opts
}

// mostGroups is among how many target groups one can choose in a list. Where
// the whole map has more, those of a municipality can be chosen.
const mostGroups = 500

// groupOptions are the target groups that forums are for.
func (s sight) groupOptions(asked forum.Filter) []web.Option {
	there := s.named().groups
	if len(there) > mostGroups {
		there = map[string]bool{asked.TargetGroup: true}
		if asked.Municipality != "" {
			for _, f := range forum.List(s.View, forum.Filter{Municipality: asked.Municipality}) {
				for _, id := range f.TargetGroups {
					there[id] = true
				}
			}
		}
	}
	return options(s.View, slices.DeleteFunc(party.TargetGroups.All(s.View), func(t *party.TargetGroup) bool { return !there[t.ID] }))
}

// named is what the forums of a map name: what one may choose among.
type named struct{ places, kinds, partyKinds, parties, groups map[string]bool }

func (s sight) named() named {
	type question struct{}
	return record.Once(s.View, question{}, func() named {
		n := named{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
		for _, f := range forum.Forums.All(s.View) {
			n.add(s.View, f)
		}
		return n
	})
}

func (n named) add(v *record.View, f *forum.Forum) {
	for _, code := range f.Serves(v) {
		n.places[code] = true
	}
	for _, id := range f.TargetGroups {
		n.groups[id] = true
	}
	for _, x := range f.Participants {
		if a, ok := party.FindActor(v, x.Actor); ok {
			n.parties[a.PartyID()], n.partyKinds[a.Type()], n.kinds[a.Type()] = true, true, true
			if a.Unit != nil {
				n.kinds[a.Unit.Type] = true
			}
		}
	}
}
