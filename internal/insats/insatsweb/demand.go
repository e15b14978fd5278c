package insatsweb

import (
	"net/http"
	"time"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// demandPath is the address of the page that shows how often nothing was found.
const demandPath = "/vad-finns/efterfragan"

// demandPage shows how often nothing was found, a municipality and a month each:
// a sign of what is missing.
type demandPage struct {
	web.Frame
	Head  web.Head
	Table web.Table
}

func (p *Pages) demand(w http.ResponseWriter, r *http.Request, v *record.View) error {
	town := r.URL.Query().Get(page.AskMunicipality)
	if town != "" {
		town = place.CodeOf(town)
	}
	counted, err := p.Insatser.Demand(r.Context(), v.Actor(), town)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store") // it changes without the map
	return p.Render(w, r, "demand", newDemandPage(sight{page.SightOf(r, v)}, counted))
}

func newDemandPage(s sight, counted []insats.Demand) *demandPage {
	p := &demandPage{Head: web.Head{Title: s.T("insatsperson.demand.title"), Lead: s.T("insatsperson.demand.lead"), Kicker: s.T("insatsweb.insatser")}}
	p.Title = p.Head.Title
	p.Crumbs = []web.Link{{Href: personPath, Text: s.T("insatsperson.title")}}
	p.Table = web.Table{Caption: p.Title, Quiet: true,
		Columns: []web.Column{{Text: s.T("insatsperson.demand.municipality")}, {Text: s.T("insatsperson.demand.month")}, {Text: s.T("insatsperson.demand.times"), Number: true}, {Text: s.T("insatsperson.demand.association")}},
		Empty:   web.Empty{Title: s.T("insatsperson.demand.none"), Text: s.T("insatsperson.demand.none.text")}}
	for _, d := range counted {
		p.Table.Rows = append(p.Table.Rows, web.TableRow{Cells: []web.Cell{{Text: page.PlaceName(d.Municipality), Href: page.Address("/insatser", page.AskMunicipality, d.Municipality)},
			{Text: monthName(s.Lang, d.Month)}, {Text: s.Lang.Number(float64(d.Times))}, s.covering(d)}})
	}
	return p
}

func (s sight) covering(d insats.Demand) web.Cell {
	if a := party.Associations.Find(s.View, d.Association); a != nil {
		return web.Cell{Text: a.Name, Href: a.URL()}
	}
	return web.Cell{Text: s.T("insatsperson.demand.nobody")}
}

// monthName says a month: "maj 2019".
func monthName(l *text.Lang, month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return page.UpperFirst(l.Month(t))
}
