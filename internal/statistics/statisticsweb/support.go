package statisticsweb

import (
	"math"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/statistics"
)

// support is the income measure of some municipalities.
type support struct {
	Lead    string
	Sums    web.Table
	Parts   *web.Table // of the one municipality, if it is one
	Check   *web.Alert // sums that differ by more than rounding
	Rounded *web.Details
}

// support gives the income measure; nil if nobody tells of it.
func (s sight) support(places []string) *support {
	all := statistics.Supports(s.View, places)
	if len(all) == 0 {
		return nil
	}
	x := &support{Lead: s.T("statisticsweb.support.lead", statistics.PeriodText(all[0].Period)), Sums: s.sums(all)}
	if len(places) == 1 {
		x.Parts = s.parts(all[0])
	}
	x.check(s, all)
	return x
}

func (s sight) part(part string) string {
	return statistics.IndicatorName(s.Lang, statistics.SupportIndicator(part))
}

func (s sight) sums(all []statistics.Support) web.Table {
	t := web.Table{Caption: s.T("statisticsweb.support"), Quiet: true, Columns: []web.Column{{Text: s.T("statisticsweb.ask.municipality")}}}
	for _, part := range statistics.SupportGroups() {
		t.Columns = append(t.Columns, web.Column{Text: s.part(part), Number: true})
	}
	t.Columns = append(t.Columns, web.Column{Text: statistics.IndicatorName(s.Lang, "population.16_64"), Number: true})
	for _, x := range all {
		row := []web.Cell{{Text: page.PlaceName(x.Area), Href: page.PlaceURL(x.Area)}}
		for _, part := range statistics.SupportGroups() {
			row = append(row, s.figure(x.Parts[part]))
		}
		t.Rows = append(t.Rows, web.TableRow{Cells: append(row, s.figure(x.Population))})
	}
	if len(all) > 1 {
		t.Rows = append(t.Rows, s.together(all))
	}
	return t
}

// figure is a figure that leads to its page; unknown if there is none.
func (s sight) figure(x *statistics.Observation) web.Cell {
	if x == nil {
		return web.Cell{Text: s.T("page.unknown")}
	}
	return web.Cell{Text: s.value(x), Href: x.URL()}
}

// together weighs each municipality by its population.
func (s sight) together(all []statistics.Support) web.TableRow {
	row := []web.Cell{{Text: s.T("statisticsweb.support.together"), Note: s.T("statisticsweb.support.weighted")}}
	people := web.Cell{Text: s.T("page.unknown")}
	for _, part := range statistics.SupportGroups() {
		w, known := statistics.Weigh(all, part)
		cell := web.Cell{Text: s.T("page.unknown")}
		if known {
			cell.Text = s.T("statistics.unit.kr", s.Lang.Number(math.Round(w.Value)))
			people.Text = s.T("statistics.unit.persons", s.Lang.Number(w.Population))
		}
		if len(w.Without) > 0 && known {
			cell.Note = s.T("statisticsweb.support.without", page.PlaceNames(w.Without))
		}
		row = append(row, cell)
	}
	return web.TableRow{Cells: append(row, people)}
}

// parts are all parts of the income measure of one municipality.
func (s sight) parts(x statistics.Support) *web.Table {
	t := &web.Table{Caption: s.T("statisticsweb.support.parts", page.PlaceName(x.Area)),
		Columns: []web.Column{{Text: s.T("statisticsweb.indicator")}, {Text: s.T("statisticsweb.value"), Number: true}}}
	for _, part := range statistics.SupportParts() {
		name := web.Cell{Text: s.part(part), Note: part}
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{name, s.figure(x.Parts[part])}})
	}
	return t
}

// check says which sums differ from their parts, and whether rounding explains
// it.
func (x *support) check(s sight, all []statistics.Support) {
	rounded := &web.Details{}
	var differs []web.Link
	for _, one := range all {
		for _, d := range one.Deviations() {
			args := []any{page.PlaceName(one.Area), s.part(d.Sum), s.Lang.Number(d.Told), s.Lang.Number(d.Reckoned)}
			if d.IsRounding() {
				rounded.Items = append(rounded.Items, web.Cell{Text: s.T("statisticsweb.support.rounding", args...)})
				continue
			}
			said := s.T("statisticsweb.support.differs", append(args, s.Lang.Number(math.Floor(d.Bound)))...)
			differs = append(differs, web.Link{Href: one.Parts[d.Sum].URL(), Text: said})
		}
	}
	if len(differs) > 0 {
		x.Check = &web.Alert{Color: "warning", Title: s.T("statisticsweb.support.check"), Links: differs}
	}
	if n := len(rounded.Items); n > 0 {
		rounded.Summary = s.T("statisticsweb.support.sums", n)
		x.Rounded = rounded
	}
}
