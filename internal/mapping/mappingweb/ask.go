package mappingweb

import (
	"net/http"
	"net/url"
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

// with is the address of the page with pairs of name and value asked otherwise,
// from its first page on.
func with(r *http.Request, pairs ...string) string {
	q := url.Values{}
	for name, values := range r.URL.Query() {
		if name != "page" && name != "lang" && name != "dag" && len(values) > 0 && values[0] != "" {
			q.Set(name, values[0])
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		}
	}
	if len(q) == 0 {
		return r.URL.Path
	}
	return r.URL.Path + "?" + q.Encode()
}

// form is the choice of statements: what is chosen most, and the rest folded.
func (s sight) form(r *http.Request, all []*mapping.Statement) *web.Form {
	f := web.NewForm(s.l, web.QueryInput(r))
	f.Filter, f.Action, f.Cancel = true, "/vad", "/vad"
	f.Text(askText, "mappingweb.text")
	f.Select(page.AskMunicipality, "mappingweb.municipality", towns(all))
	f.Select(page.AskFactor, "mappingweb.factor", page.Options(s.l, "factor"))
	f.Section("mappingweb.more_choices", "")
	f.Select(page.AskAssociation, "mappingweb.association", optionsOf(s.v, party.Associations.All(s.v)))
	f.Select(page.AskGroup, "mappingweb.group", s.groups(all))
	f.Select(askPerspective, "mappingweb.perspective", page.Options(s.l, "perspective"))
	f.Select(askKind, "mappingweb.kind", page.Options(s.l, "statement_kind"))
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
func towns(all []*mapping.Statement) []web.Option {
	said := map[string]bool{}
	for _, x := range all {
		said[x.Municipality] = true
	}
	var options []web.Option
	for _, m := range place.All() { // in Swedish order
		if said[m.Code] {
			options = append(options, web.Option{Value: m.Code, Text: m.Short})
		}
	}
	return options
}

// groups are the target groups that statements are about.
func (s sight) groups(all []*mapping.Statement) []web.Option {
	said := map[string]bool{}
	for _, x := range all {
		for _, id := range x.TargetGroups {
			said[id] = true
		}
	}
	return optionsOf(s.v, slices.DeleteFunc(party.TargetGroups.All(s.v), func(t *party.TargetGroup) bool { return !said[t.ID] }))
}

// chosen says what the form does not show of what is asked for, each with the
// address of the page without it.
func (s sight) chosen(r *http.Request) []chip {
	var all []chip
	for _, name := range []string{page.AskAbout, page.AskBy, page.AskActor} {
		if id := r.URL.Query().Get(name); id != "" {
			all = append(all, chip{s.l.T("mappingweb.chosen."+name, s.nameOf(id)), with(r, name, "")})
		}
	}
	return all
}

// chip is something that has been chosen, and the address without it.
type chip struct{ Text, Href string }

func (s sight) nameOf(id string) string {
	for _, kind := range []string{"unit", "party", "forum", "insats"} {
		if key := (record.Key{Kind: kind, ID: id}); s.v.Has(key) {
			return s.v.TitleOf(key)
		}
	}
	return id
}
