package insightweb

import (
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// overviewPage shows what analyses there are, or of whom there is a "Läget".
type overviewPage struct {
	web.Frame
	Head   web.Head
	Form   *web.Form
	Cards  []web.Card
	Title2 string // over the cards
	Choose []choice
}

func (s sight) overview() *overviewPage {
	a := s.readAsk()
	p := &overviewPage{Form: a.form(s, pathOverview)}
	p.Form.Fail(a.in.Err())
	p.Title, p.Title2 = s.t("insight"), s.t("overview.what")
	if name := a.scope.Name(s.v); name != "" {
		p.Title = s.t("title_in", p.Title, name)
	} else {
		p.Choose = s.choices(pathOverview)
	}
	p.Head = web.Head{Title: p.Title, Lead: s.t("overview.lead")}
	if id := s.standingOf(a.scope); id != "" {
		p.Head.Actions = []web.Link{{Href: pathStanding + "/" + id, Text: s.t("overview.standing"), Icon: "print"}}
	}
	for _, name := range insight.Analyses() {
		p.Cards = append(p.Cards, web.Card{Href: a.to(paths[name]), Title: s.t(name), Text: s.t(name + ".what")})
	}
	p.Cards = append(p.Cards, s.elsewhere(a.scope)...)
	return p
}

// elsewhere leads to what is counted of other things than the network, of the same
// places.
func (s sight) elsewhere(x insight.Scope) []web.Card {
	to := func(path string) string {
		return page.Address(path, page.AskMunicipality, x.Municipality, page.AskAssociation, x.Association)
	}
	return []web.Card{{Href: to("/luckor"), Title: s.l.T("gaps.title"), Text: s.l.T("gaps.lead")},
		{Href: to("/siffror"), Title: s.l.T("statisticsweb.figures"), Text: s.l.T("statisticsweb.lead")}}
}

// standingOf is the association whose "Läget" a scope is in.
func (s sight) standingOf(x insight.Scope) string {
	if x.Association != "" || x.Municipality == "" {
		return x.Association
	}
	for _, a := range party.Associations.All(s.v) {
		for _, code := range a.Municipalities {
			if code == x.Municipality {
				return a.ID
			}
		}
	}
	return ""
}

// standings leads to the "Läget" of each association.
func (s sight) standings() *overviewPage {
	p := &overviewPage{Title2: s.t("choose_association")}
	p.Title = s.t("standing")
	p.Crumbs = []web.Link{{Href: pathOverview, Text: s.t("insight")}}
	p.Head = web.Head{Title: p.Title, Lead: s.t("standing.lead")}
	for _, a := range party.Associations.All(s.v) {
		p.Cards = append(p.Cards, web.Card{Href: pathStanding + "/" + a.ID, Title: a.Name, Marker: page.Marker(s.l, "association"), Text: page.PlaceNames(a.Municipalities)})
	}
	return p
}
