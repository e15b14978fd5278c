package statisticsweb

import (
	"slices"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/statistics"
)

// figurePage shows a figure.
type figurePage struct {
	web.Frame
	Head  web.Head
	Facts web.Definitions
	About page.About
}

func newFigurePage(s sight, x *statistics.Observation) *figurePage {
	p := &figurePage{Facts: s.facts(x), About: page.NewAbout(s.View, s.Lang, x)}
	p.Title = statistics.IndicatorName(s.Lang, x.Indicator)
	p.Head = web.Head{Kicker: s.T("statisticsweb.figure"), Title: p.Title, Lead: strings.Join(s.place(x), ", "), Fresh: page.Fresh(s.View, s.Lang, x)}
	p.Crumbs = []web.Link{{Href: path, Text: s.T("statisticsweb.figures")}}
	// A figure comes out of a document and has no form of its own.
	p.About.Links = slices.DeleteFunc(p.About.Links, func(l web.Link) bool { return strings.HasPrefix(l.Href, "/andra/") })
	return p
}

// place is where and when.
func (s sight) place(x *statistics.Observation) []string {
	said := []string{statistics.AreaName(s.View, x.Area)}
	if x.Period != "" {
		said = append(said, statistics.PeriodText(x.Period))
	}
	return said
}

func (s sight) facts(x *statistics.Observation) web.Definitions {
	facts := web.Definitions{web.Say(s.T("statisticsweb.value"), s.value(x)),
		{Term: s.T("statisticsweb.area"), Cells: []web.Cell{s.area(x.Area)}},
		web.Say(s.T("statisticsweb.period"), s.known(statistics.PeriodText(x.Period)))}
	for _, more := range [][2]string{{"statisticsweb.group", x.Group}, {"statisticsweb.population", x.PopulationText(s.Lang)}, {"statisticsweb.method", x.Method}} {
		if more[1] != "" {
			facts = append(facts, web.Say(s.T(more[0]), more[1]))
		}
	}
	return facts
}

func (s sight) value(x *statistics.Observation) string { return s.known(x.Figure(s.Lang)) }

func (s sight) known(said string) string {
	if said == "" {
		return s.T("page.unknown")
	}
	return said
}

// area leads to what a figure is about.
func (s sight) area(id string) web.Cell {
	if place.IsMunicipality(id) {
		return web.Cell{Text: page.PlaceName(id), Href: page.PlaceURL(id)}
	}
	if _, ok := party.FindActor(s.View, id); ok {
		return page.ActorCell(s.View, s.Lang, id)
	}
	cell := web.Cell{Text: statistics.AreaName(s.View, id)}
	if key, ok := statistics.AreaKey(s.View, id); ok {
		if b, err := s.View.Get(key.Kind, key.ID); err == nil && b.HeadOf().Kind.Path != "" {
			cell.Href = b.HeadOf().URL()
		}
	}
	return cell
}
