package insightweb

import (
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// nameList is the id of the list of names that the fields suggest, and
// mostNames how many it holds.
const (
	nameList  = "insight-names"
	mostNames = 300
)

// way shows how to get from one actor to another, as instructions.
func (s sight) way() *answerPage {
	a := s.readAsk()
	p := s.newAnswer(insight.AnalysisPath, a)
	names := page.NewNames(s.v, s.l, s.near(a.scope)...)
	q := insight.PathQuestion{From: findName(names, a.in, page.AskFrom), Into: findName(names, a.in, page.AskInto), Municipality: a.scope.Municipality}
	p.Form = s.wayForm(a)
	p.Names = page.NameList(nameList, names.Suggest(mostNames))
	p.Form.Fail(a.in.Err())
	if a.in.Err() != nil {
		return p
	}
	if q.From == "" || q.Into == "" {
		p.Empty = &web.Empty{Title: s.t("path.choose"), Text: s.t("path.choose.text")}
		return p
	}
	answer := s.x.Paths(q)
	p.Reading = s.say(answer.Reading)
	if len(answer.Shortest.Steps) == 0 {
		p.Empty = &web.Empty{Title: s.t("path.none"), Text: s.t("path.none.text"),
			Action: &web.Link{Href: page.Address("/en-vag-in", page.AskFrom, q.From, page.AskInto, q.Into, page.AskMunicipality, q.Municipality), Text: s.t("path.ways")}}
		return p
	}
	s.addRoutes(p, answer)
	return p
}

func (s sight) wayForm(a ask) *web.Form {
	f := web.NewForm(s.l, a.in)
	f.Filter, f.Action, f.Submit = true, pathWay, s.t("show")
	f.SuggestFrom(page.AskFrom, "insightweb.from", nameList)
	f.SuggestFrom(page.AskInto, "insightweb.into", nameList)
	f.Select(page.AskMunicipality, "insightweb.municipality", s.placeOptions(a.scope.Municipality))
	if id := a.association(); id != "" {
		f.Keep(page.AskAssociation, id)
	}
	return f
}

// near gives the municipalities whose actors are suggested first.
func (s sight) near(scope insight.Scope) []string {
	if scope.Municipality != "" {
		return []string{scope.Municipality}
	}
	return s.placesOf(scope.Association)
}

// findName gives the actor that was written in a field; "" if none is meant.
func findName(names *page.Names, in *web.Input, field string) string {
	typed := in.Get(field)
	if typed == "" {
		return ""
	}
	id, wrong := names.Find(typed)
	if wrong != nil {
		in.Fail(field, wrong.Key, wrong.Args...)
		return ""
	}
	in.Set(field, names.Label(id))
	return id
}

// addRoutes shows both ways, or the one if they are the same.
func (s sight) addRoutes(p *answerPage, x insight.PathAnswer) {
	shortest := part{Steps: s.steps(x.Shortest), Note: s.t("path.trust", s.percent(insight.Share(x.Shortest.Trust)))}
	if same(x.Shortest, x.Surest) {
		p.add("vagen", s.t("path.both"), shortest)
		return
	}
	p.add("kortast", s.t("path.shortest"), shortest)
	p.add("sakrast", s.t("path.surest"), part{Steps: s.steps(x.Surest), Note: s.t("path.trust", s.percent(insight.Share(x.Surest.Trust)))})
}

func same(a, b insight.Route) bool {
	if len(a.Steps) != len(b.Steps) {
		return false
	}
	for i, step := range a.Steps {
		if step.Record != b.Steps[i].Record || step.To != b.Steps[i].To {
			return false
		}
	}
	return true
}

func (s sight) steps(x insight.Route) []step {
	var all []step
	for _, one := range x.Steps {
		n := step{Text: page.UpperFirst(one.Say.Say(s.l)), By: s.record(one.Record)}
		if b, err := s.v.Get(one.Record.Kind, one.Record.ID); err == nil {
			n.Fresh = page.Fresh(s.v, s.l, b)
		}
		if one.PersonBound {
			n.Note = s.t("way_person")
		}
		all = append(all, n)
	}
	return all
}
