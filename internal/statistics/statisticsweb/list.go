package statisticsweb

import (
	"net/http"
	"slices"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

const path = "/siffror"

// askIndicator names what the list of figures alone can be asked for.
const askIndicator = "matt"

// figuresPerPage is how many figures are shown at a time.
const figuresPerPage = 40

// listPage lists figures, with the income measure of the places.
type listPage struct {
	web.Frame
	Head    web.Head
	Filter  *web.Form
	Support *support
	Says    string
	Table   web.Table
	Pages   web.Pagination
}

// ask is which figures are asked for.
type ask struct {
	in     *web.Input
	filter statistics.Filter
	places []string // the municipalities asked for; nil: all that any figure tells of
}

func readAsk(s sight, r *http.Request) ask {
	a := ask{in: web.QueryInput(r)}
	if code := place.CodeOf(a.in.Get(page.AskMunicipality)); code != "" {
		a.in.Set(page.AskMunicipality, code)
		a.places = []string{code}
		a.filter.Areas = a.places
	}
	if id := a.in.Get(page.AskAssociation); id != "" && a.places == nil {
		if of := party.Associations.Find(s.View, id); of != nil {
			a.places = of.Municipalities
			a.filter.Areas = append(slices.Clone(of.Municipalities), of.ID)
		} else {
			a.in.Fail(page.AskAssociation, "statisticsweb.no_association", id)
		}
	}
	if word := a.in.Get(askIndicator); word != "" {
		a.filter.Indicators = []string{word}
	}
	return a
}

func newListPage(s sight, r *http.Request) *listPage {
	a := readAsk(s, r)
	found := statistics.List(s.View, a.filter)
	p := &listPage{Filter: s.form(a), Says: s.T("statisticsweb.count", len(found))}
	p.Title = s.T("statisticsweb.figures")
	p.Head = web.Head{Title: p.Title, Kicker: s.T("statisticsweb.kicker"), Lead: s.T("statisticsweb.lead")}
	if places := a.places; a.in.Get(askIndicator) == "" {
		if places == nil {
			places = s.told().codes
		}
		p.Support = s.support(places)
	}
	p.Pages = web.NewPagination(r, figuresPerPage, len(found))
	p.Table = s.table(p.Says, web.PageOf(p.Pages, found))
	return p
}

func (s sight) form(a ask) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action = true, path
	f.Select(page.AskMunicipality, "statisticsweb.ask.municipality", page.PlaceChoices(s.told().places, a.in.Get(page.AskMunicipality))).Choosing("statisticsweb.ask.all_places")
	var associations []web.Option
	for _, x := range party.Associations.All(s.View) {
		associations = append(associations, web.Option{Value: x.ID, Text: x.Name})
	}
	f.Select(page.AskAssociation, "statisticsweb.ask.association", associations).Choosing("statisticsweb.ask.all_associations")
	var indicators []web.Option
	for _, id := range s.told().indicators {
		indicators = append(indicators, web.Option{Value: id, Text: statistics.IndicatorName(s.Lang, id)})
	}
	text.SortBy(indicators, func(o web.Option) string { return o.Text })
	f.Select(askIndicator, "statisticsweb.ask.indicator", indicators)
	if page.Narrows(a.in) {
		f.Cancel = path
	}
	return f.Fail(a.in.Err())
}

// told is what there are any figures of.
type told struct {
	places     map[string]bool
	codes      []string // the same, in the order of their names
	indicators []string
}

func (s sight) told() told {
	type question struct{}
	return record.Once(s.View, question{}, func() told {
		t := told{places: map[string]bool{}}
		indicators := map[string]bool{}
		for _, x := range statistics.Observations.All(s.View) {
			if place.IsMunicipality(x.Area) && !t.places[x.Area] {
				t.places[x.Area], t.codes = true, append(t.codes, x.Area)
			}
			if !indicators[x.Indicator] {
				indicators[x.Indicator], t.indicators = true, append(t.indicators, x.Indicator)
			}
		}
		text.SortBy(t.codes, page.PlaceName)
		return t
	})
}

func (s sight) table(caption string, all []*statistics.Observation) web.Table {
	t := web.Table{Caption: caption, Columns: []web.Column{{Text: s.T("statisticsweb.indicator")}, {Text: s.T("statisticsweb.area")},
		{Text: s.T("statisticsweb.period")}, {Text: s.T("statisticsweb.value"), Number: true}, {Text: s.T("page.source")}},
		Empty: web.Empty{Title: s.T("statisticsweb.none"), Text: s.T("statisticsweb.none.text"), Action: &web.Link{Href: path, Text: s.T("statisticsweb.show_all")}}}
	for _, x := range all {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{
			{Text: statistics.IndicatorName(s.Lang, x.Indicator), Href: x.URL(), Note: x.Group}, s.area(x.Area),
			{Text: s.known(statistics.PeriodText(x.Period))}, {Text: s.value(x)}, s.source(x)}})
	}
	return t
}

func (s sight) source(x *statistics.Observation) web.Cell {
	if src := s.View.SourceOf(x); src != nil {
		return web.Cell{Text: src.Title, Href: src.URL()}
	}
	return web.Cell{Text: s.T("page.unknown")}
}
