package insightweb

import (
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// metrics shows the shape of the network, each measure with a sentence.
func (s sight) metrics() *answerPage {
	a := s.readAsk()
	p := s.newAnswer(insight.AnalysisMetrics, a)
	p.Form = a.form(s, pathMetrics)
	if p.choose(s, a, pathMetrics) {
		return p
	}
	m := s.x.Metrics(a.scope)
	p.Reading = s.say(m.Reading...)
	if m.Actors == 0 {
		p.Empty = &web.Empty{Title: s.t("metrics.none"), Text: s.t("metrics.none.text")}
		return p
	}
	p.Stats = s.metricStats(a, m)
	p.add("grupper", s.t("metrics.communities"), part{Note: s.t("metrics.communities.note"), Table: s.communityTable(m), None: s.t("metrics.communities.none")})
	p.add("aktorer", s.t("metrics.nodes"), s.centralPart(m))
	return p
}

func (s sight) metricStats(a ask, m insight.Metrics) []web.Stat {
	return []web.Stat{
		{Value: s.number(float64(m.Actors)), Label: s.t("metrics.actors"), Href: "#aktorer"},
		{Value: s.number(float64(m.Contacts)), Label: s.t("metrics.contacts"), Href: a.to(pathNetwork, askShown, shownEdges)},
		{Value: s.percent(insight.Share(m.Density)), Label: s.t("metrics.density"), Note: s.t("metrics.density.note")},
		{Value: s.percent(insight.Share(m.DegreeCentralization)), Label: s.t("metrics.degree"), Note: s.t("metrics.degree.note")},
		{Value: s.percent(insight.Share(m.BetweennessCentralization)), Label: s.t("metrics.between"), Note: s.t("metrics.between.note")},
		{Value: s.number(float64(m.Core)), Label: s.t("metrics.core"), Note: s.t("metrics.core.note", len(m.InCore))},
		{Value: s.number(float64(m.Parts)), Label: s.t("metrics.parts"), Note: s.t("metrics.parts.note", m.LargestPart)},
	}
}

func (s sight) communityTable(m insight.Metrics) *web.Table {
	t := s.table(s.t("metrics.communities"), "col.around", "#col.actors", "col.place", "col.members")
	for _, c := range m.Communities {
		first := linked(s.actor(c.Central))
		first.Marker = page.ActorMarker(s.v, s.l, c.Central)
		where := web.Cell{Note: s.t("none")}
		if c.Place != "" {
			where = web.Cell{Text: page.PlaceName(c.Place), Href: page.PlaceURL(c.Place), Note: s.percent(c.Local)}
		}
		row(t, first, said(s.number(float64(len(c.Actors)))), where, s.links(s.actors(c.Actors), 5))
	}
	return t
}

func (s sight) centralPart(m insight.Metrics) part {
	t := s.table(s.t("metrics.nodes"), "col.who", "#col.degree", "#col.between", "#col.core", "col.community")
	pages := web.NewPagination(s.r, pageSize, len(m.Nodes))
	for _, c := range web.PageOf(pages, m.Nodes) {
		who := linked(s.actor(c.Actor))
		who.Marker = page.ActorMarker(s.v, s.l, c.Actor)
		group := web.Cell{Note: s.t("none")}
		if c.Community >= 0 && c.Community < len(m.Communities) {
			group = said(s.t("around", s.partyWord(m.Communities[c.Community].Central)))
		}
		row(t, who, said(s.number(float64(c.Degree))), said(s.percent1(c.Betweenness)), said(s.number(float64(c.Core))), group)
	}
	return part{Note: s.t("metrics.nodes.note"), Table: t, Pages: &pages}
}

// percent1 is a share with one decimal, for small ones.
func (s sight) percent1(x float64) string { return s.t("percent1", s.number(100*x)) }
