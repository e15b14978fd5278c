package mappingweb

import (
	"net/http"
	"slices"

	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of what the lists can be asked for, besides those that the lists of
// the map have in common.
const (
	askText        = page.AskText
	askKind        = "slag"       // word of statement_kind; of a source's facts: name of a kind
	askPerspective = "perspektiv" // word of perspective
)

// filterOf reads which statements are asked for. A municipality may be named
// instead of given by its code.
func filterOf(r *http.Request) mapping.Filter {
	in := web.QueryInput(r)
	f := mapping.Filter{
		Municipality: in.Get(page.AskMunicipality), Association: in.Get(page.AskAssociation), Type: in.Get(askKind),
		Stance: in.Get(page.AskStance), Factor: in.Get(page.AskFactor), About: in.Get(page.AskAbout), By: in.Get(page.AskBy),
		Actor: in.Get(page.AskActor), Perspective: in.Get(askPerspective), TargetGroup: in.Get(page.AskGroup),
	}
	if m, ok := place.ByName(f.Municipality); ok {
		f.Municipality = m.Code
	}
	return f
}

// form is the choice of statements: what is chosen most, and the rest folded.
func (s sight) form(r *http.Request, asked mapping.Filter) *web.Form {
	f := web.NewForm(s.Lang, web.QueryInput(r))
	f.Filter, f.Action, f.Cancel = true, "/vad", "/vad"
	f.Text(askText, "mappingweb.text")
	f.Select(page.AskMunicipality, "mappingweb.municipality", s.towns())
	f.Select(page.AskFactor, "mappingweb.factor", page.Options(s.Lang, "factor"))
	f.Section("mappingweb.more_choices", "")
	f.Select(page.AskAssociation, "mappingweb.association", optionsOf(s.View, party.Associations.All(s.View)))
	if groups := s.groups(asked); len(groups) > 0 {
		f.Select(page.AskGroup, "mappingweb.group", groups)
	}
	f.Select(askPerspective, "mappingweb.perspective", page.Options(s.Lang, "perspective"))
	f.Select(askKind, "mappingweb.kind", page.Options(s.Lang, "statement_kind"))
	for _, name := range []string{page.AskAbout, page.AskBy, page.AskActor, page.AskStance} {
		if value := r.URL.Query().Get(name); value != "" {
			f.Keep(name, value)
		}
	}
	return f
}

func optionsOf[T any](v *record.View, all []*T) []web.Option {
	options := make([]web.Option, len(all))
	for i, b := range all {
		body := any(b).(record.Body)
		options[i] = web.Option{Value: body.HeadOf().ID, Text: v.Title(body)}
	}
	return options
}

// towns are the municipalities that statements are about.
func (s sight) towns() []web.Option {
	said := s.named().towns
	var options []web.Option
	for _, m := range place.All() { // in Swedish order
		if said[m.Code] {
			options = append(options, web.Option{Value: m.Code, Text: m.Short})
		}
	}
	return options
}

// mostGroups is among how many target groups one can choose in a list. Where
// the whole map has more, those of a municipality can be chosen.
const mostGroups = 500

// groups are the target groups that statements are about.
func (s sight) groups(asked mapping.Filter) []web.Option {
	said := s.named().groups
	if len(said) > mostGroups {
		said = map[string]bool{asked.TargetGroup: true}
		if asked.Municipality != "" {
			for id := range groupsOf(mapping.List(s.View, mapping.Filter{Municipality: asked.Municipality})) {
				said[id] = true
			}
		}
	}
	return optionsOf(s.View, slices.DeleteFunc(party.TargetGroups.All(s.View), func(t *party.TargetGroup) bool { return !said[t.ID] }))
}

// chosen says what the form does not show of what is asked for, each with the
// address of the page without it.
func (s sight) chosen(r *http.Request) []chip {
	var all []chip
	for _, name := range []string{page.AskAbout, page.AskBy, page.AskActor} {
		if id := r.URL.Query().Get(name); id != "" {
			all = append(all, chip{s.T("mappingweb.chosen."+name, s.nameOf(id)), page.With(r, name, "")})
		}
	}
	return all
}

// chip is something that has been chosen, and the address without it.
type chip struct{ Text, Href string }

func (s sight) nameOf(id string) string {
	for _, kind := range []string{"unit", "party", "forum", "insats"} {
		if key := (record.Key{Kind: kind, ID: id}); s.View.Has(key) {
			return s.View.TitleOf(key)
		}
	}
	return id
}

func groupsOf(all []*mapping.Statement) map[string]bool {
	said := map[string]bool{}
	for _, x := range all {
		for _, id := range x.TargetGroups {
			said[id] = true
		}
	}
	return said
}

// named is what the statements of a map name: what one may choose among.
type named struct{ towns, groups map[string]bool }

func (s sight) named() named {
	type question struct{}
	return record.Once(s.View, question{}, func() named {
		all := mapping.Statements.All(s.View)
		n := named{map[string]bool{}, groupsOf(all)}
		for _, x := range all {
			n.towns[x.Municipality] = true
		}
		return n
	})
}
