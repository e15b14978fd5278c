package partyweb

import (
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// municipalitiesPage lists the 290 by region, those that something is told of
// first.
type municipalitiesPage struct {
	web.Frame
	Head   web.Head
	Told   []region // with at least one municipality that something is told of
	Untold []region
}

// region is one of the 21 with its municipalities.
type region struct {
	Name  string
	Table web.Table  // those that something is told of
	Rest  []web.Link // the others
}

// tally counts what is told of a municipality.
type tally struct{ units, forums, ways, statements int }

// countPlaces counts what is told of each municipality; one that nothing is
// told of is left out.
func (s sight) countPlaces() map[string]*tally {
	type question struct{}
	return record.Once(s.View, question{}, s.countAllPlaces)
}

func (s sight) countAllPlaces() map[string]*tally {
	counts := map[string]*tally{}
	at := func(code string) *tally {
		if counts[code] == nil {
			counts[code] = &tally{}
		}
		return counts[code]
	}
	for _, u := range party.Units.All(s.View) {
		for _, code := range u.Serves(s.View) {
			at(code).units++
		}
	}
	for _, f := range forum.Forums.All(s.View) {
		if isOver(f) {
			continue
		}
		for _, code := range f.Serves(s.View) {
			at(code).forums++
		}
	}
	for _, p := range contact.Paths.All(s.View) {
		if !p.Missing() {
			at(p.Municipality).ways++
		}
	}
	for _, x := range mapping.Statements.All(s.View) {
		for _, code := range mapping.Places(s.View, x) {
			at(code).statements++
		}
	}
	delete(counts, "")
	return counts
}

func newMunicipalitiesPage(s sight, _ *http.Request) *municipalitiesPage {
	counts := s.countPlaces()
	p := &municipalitiesPage{}
	p.Title = s.T("partyweb.municipalities")
	p.Head = web.Head{Title: p.Title, Lead: s.T("partyweb.municipalities.lead", len(counts), len(place.All()))}
	p.Crumbs = []web.Link{{Href: "/vem", Text: s.T("partyweb.who")}}
	for _, r := range place.Regions() {
		shown := s.region(r, counts)
		if len(shown.Table.Rows) > 0 {
			p.Told = append(p.Told, shown)
		} else {
			p.Untold = append(p.Untold, shown)
		}
	}
	return p
}

func (s sight) region(r place.Region, counts map[string]*tally) region {
	shown := region{Name: r.County, Table: web.Table{Caption: r.County, Quiet: true, Columns: []web.Column{
		{Text: s.T("partyweb.municipality")}, {Text: s.T("partyweb.association")}, {Text: s.T("partyweb.units"), Number: true},
		{Text: s.T("partyweb.forums"), Number: true}, {Text: s.T("partyweb.ways"), Number: true}, {Text: s.T("partyweb.statements"), Number: true}}}}
	for _, m := range place.InRegion(r.Code) {
		n := counts[m.Code]
		if n == nil {
			shown.Rest = append(shown.Rest, web.Link{Href: page.PlaceURL(m.Code), Text: m.Short})
			continue
		}
		number := func(n int) web.Cell { return web.Cell{Text: s.Lang.Number(float64(n))} }
		shown.Table.Rows = append(shown.Table.Rows, web.TableRow{Cells: []web.Cell{{Text: m.Short, Href: page.PlaceURL(m.Code)},
			s.associationsOf(m.Code), number(n.units), number(n.forums), number(n.ways), number(n.statements)}})
	}
	return shown
}

// associationsOf leads to the associations that a municipality belongs to.
func (s sight) associationsOf(code string) web.Cell {
	var links []web.Link
	for _, a := range party.Associations.All(s.View) {
		if slices.Contains(a.Municipalities, code) {
			links = append(links, page.Link(s.View, a))
		}
	}
	if len(links) == 0 {
		return web.Cell{Note: s.T("partyweb.no_association")}
	}
	return web.Cell{Links: links}
}
