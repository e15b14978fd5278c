package statistics

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"samkarta/internal/place"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// SupportGroups are the sums of the income measure that stand beside each other,
// and last its total.
func SupportGroups() []string { return []string{"OHALS", "ARBST", "EKBI", Total} }

// dash stands in a table for what nobody tells.
const dash = "–"

func saidCell(s string) report.Cell { return report.Cell{Text: report.Say(cmp.Or(s, dash))} }

// cell shows a figure; a workbook reckons with its number.
func (x *Observation) cell(l *text.Lang) report.Cell {
	if x == nil {
		return saidCell("")
	}
	c := saidCell(x.Figure(l))
	c.Number = x.Value
	return c
}

// bare shows the number of a figure of which the table says the unit.
func (x *Observation) bare(l *text.Lang) report.Cell {
	if !x.IsTold() {
		return x.cell(l)
	}
	return report.Cell{Text: report.Say(l.Number(*x.Value)), Number: x.Value}
}

func townName(code string) string {
	if m, ok := place.Find(code); ok {
		return m.Short
	}
	return code
}

// ReportSupport shows the income measure of some municipalities: its three groups
// and total, all together weighed by their population, its parts, and whether the
// sums come out. It tells nothing if nobody tells of it.
func ReportSupport(t *record.Teller, towns []string) []report.Block {
	all := Supports(t.View, towns)
	if len(all) == 0 {
		return nil
	}
	blocks := []report.Block{
		report.Heading{Level: 2, Text: t.T("statisticsweb.support")},
		report.Paragraph{Style: report.Lead, Text: report.Say(t.T("statisticsweb.support.lead", PeriodText(all[0].Period)))},
		supportTable(t, all),
	}
	if notes := supportNotes(t, all, towns); len(notes) > 0 {
		blocks = append(blocks, report.Paragraph{Style: report.Quiet, Text: report.Say(strings.Join(notes, " "))})
	}
	return append(append(blocks, partsShown(t, all)...), partsTable(t, all))
}

func partName(l *text.Lang, part string) string { return IndicatorName(l, SupportIndicator(part)) }

func supportTable(t *record.Teller, all []Support) report.Table {
	table := report.Table{Caption: t.T("reporting.figures.support", PeriodText(all[0].Period)), Sheet: t.T("reporting.figures.support.sheet"),
		Columns: []report.Column{{Title: t.T("statisticsweb.ask.municipality"), Share: 2.4}}}
	for _, part := range SupportGroups() {
		table.Columns = append(table.Columns, report.Column{Title: t.T("reporting.figures.column." + part), Kind: report.Number, Share: 1.6})
	}
	table.Columns = append(table.Columns, report.Column{Title: t.T("reporting.figures.column.people"), Kind: report.Number, Share: 1.6})
	for _, x := range all {
		row := report.Row{Cells: []report.Cell{saidCell(townName(x.Area))}}
		for _, part := range SupportGroups() {
			row.Cells = append(row.Cells, x.Parts[part].bare(t.Lang))
			if figure := x.Parts[part]; figure != nil && row.Mark == "" {
				row.Mark = t.Mark(figure)
			}
		}
		row.Cells = append(row.Cells, x.Population.bare(t.Lang))
		table.Rows = append(table.Rows, row)
	}
	if len(all) > 1 {
		table.Rows = append(table.Rows, together(t, all))
	}
	return table
}

// together weighs each municipality by its population.
func together(t *record.Teller, all []Support) report.Row {
	row := report.Row{Sum: true, Cells: []report.Cell{saidCell(t.T("statisticsweb.support.together"))}}
	people := saidCell("")
	for _, part := range SupportGroups() {
		w, known := Weigh(all, part)
		if !known {
			row.Cells = append(row.Cells, saidCell(""))
			continue
		}
		value := math.Round(w.Value)
		row.Cells = append(row.Cells, report.Cell{Text: report.Say(t.Lang.Number(value)), Number: &value})
		people = report.Cell{Text: report.Say(t.Lang.Number(w.Population)), Number: &w.Population}
	}
	row.Cells = append(row.Cells, people)
	return row
}

// supportNotes say how the sums are reckoned, which do not come out, who is
// missing, and where the figures are from.
func supportNotes(t *record.Teller, all []Support, towns []string) []string {
	var notes, rounded, missing []string
	if len(all) > 1 {
		notes = append(notes, t.T("reporting.figures.weighted"))
	}
	for _, one := range all {
		for _, d := range one.Deviations() {
			args := []any{townName(one.Area), partName(t.Lang, d.Sum), t.Lang.Number(d.Told), t.Lang.Number(d.Reckoned)}
			if d.IsRounding() {
				rounded = append(rounded, townName(one.Area))
				continue
			}
			notes = append(notes, t.T("statisticsweb.support.differs", append(args, t.Lang.Number(math.Floor(d.Bound)))...))
		}
	}
	if rounded = slices.Compact(rounded); len(rounded) > 0 {
		notes = append(notes, t.T("reporting.figures.rounded", t.Lang.List(rounded)))
	}
	for _, code := range towns {
		if !slices.ContainsFunc(all, func(s Support) bool { return s.Area == code }) {
			missing = append(missing, townName(code))
		}
	}
	if len(missing) > 0 {
		notes = append(notes, t.T("reporting.figures.missing", t.Lang.List(missing)))
	}
	var figures []*Observation
	for _, one := range all {
		for _, part := range SupportGroups() {
			figures = append(figures, one.Parts[part])
		}
	}
	return append(notes, sourcesSaid(t, figures))
}

// sourcesSaid names the sources of some figures, each once.
func sourcesSaid(t *record.Teller, all []*Observation) string {
	var titles []string
	for _, x := range all {
		if x == nil {
			continue
		}
		if src := t.View.SourceOf(x); src != nil && !slices.Contains(titles, src.Title) {
			titles = append(titles, src.Title)
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return t.T("reporting.figures.source", len(titles), strings.Join(titles, "; "))
}

// mostBeside is how many municipalities have room beside each other.
const mostBeside = 7

// partsShown has every part of the income measure that is told, a row each, and the
// municipalities beside each other where there is room for them.
func partsShown(t *record.Teller, all []Support) []report.Block {
	if len(all) > mostBeside || slices.ContainsFunc(all, func(x Support) bool { return x.Period != all[0].Period }) {
		return nil // workbooks have it
	}
	table := report.Table{Caption: t.T("reporting.figures.parts_shown", PeriodText(all[0].Period)), Sheet: t.T("reporting.figures.parts_shown.sheet"),
		Columns: []report.Column{{Title: t.T("reporting.figures.part"), Share: 3}}}
	sums := map[string]string{}
	for _, part := range SupportGroups() {
		sums[part] = t.T("reporting.figures.column." + part)
	}
	for _, x := range all {
		table.Columns = append(table.Columns, report.Column{Title: townName(x.Area), Kind: report.Number, Share: 1})
	}
	for _, part := range SupportParts() {
		if part == "EB" { // its sum is the same
			continue
		}
		row := report.Row{Cells: []report.Cell{saidCell(text.UpperFirst(cmp.Or(sums[part], partName(t.Lang, part))))}, Sum: slices.Contains(SupportGroups(), part)}
		told := false
		for _, x := range all {
			told = told || x.Parts[part].IsTold()
			row.Cells = append(row.Cells, x.Parts[part].bare(t.Lang))
		}
		if told {
			table.Rows = append(table.Rows, row)
		}
	}
	return []report.Block{table}
}

// partsTable has every part of the income measure, for workbooks.
func partsTable(t *record.Teller, all []Support) report.Table {
	table := report.Table{Caption: t.T("reporting.figures.parts"), Sheet: t.T("reporting.figures.parts"), Behind: true,
		Columns: []report.Column{{Title: t.T("statisticsweb.ask.municipality")}, {Title: t.T("statisticsweb.period")}}}
	for _, part := range SupportParts() {
		table.Columns = append(table.Columns, report.Column{Title: partName(t.Lang, part), Kind: report.Number})
	}
	for _, x := range all {
		row := report.Row{Cells: []report.Cell{saidCell(townName(x.Area)), saidCell(PeriodText(x.Period))}}
		for _, part := range SupportParts() {
			row.Cells = append(row.Cells, x.Parts[part].cell(t.Lang))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// Reported gives the figures that a report shows: the income measure of some
// municipalities, and what else is told of some areas.
func Reported(v *record.View, towns, areas []string) []*Observation {
	var all []*Observation
	for _, s := range Supports(v, towns) {
		for _, part := range SupportParts() {
			if x := s.Parts[part]; x != nil {
				all = append(all, x)
			}
		}
		if s.Population != nil {
			all = append(all, s.Population)
		}
	}
	return append(all, others(v, areas)...)
}

// others are the figures of some areas that are no part of the income measure.
func others(v *record.View, areas []string) []*Observation {
	if len(areas) == 0 {
		return nil
	}
	return slices.DeleteFunc(List(v, Filter{Areas: areas}), func(x *Observation) bool {
		return strings.HasPrefix(x.Indicator, supportPrefix) || x.Indicator == population || x.Figure(text.Sv) == ""
	})
}

// ReportOthers shows the figures of some areas that are no part of the income
// measure, those of each indicator after each other. It tells nothing if there are
// none.
func ReportOthers(t *record.Teller, areas []string) []report.Block {
	all := others(t.View, areas)
	if len(all) == 0 {
		return nil
	}
	ByTime(all)
	text.SortBy(all, func(x *Observation) string {
		return IndicatorName(t.Lang, x.Indicator) + "\x00" + AreaName(t.View, x.Area)
	})
	table := report.Table{Caption: t.T("reporting.figures.others"), Sheet: t.T("reporting.figures.others"), Columns: []report.Column{
		{Title: t.T("statisticsweb.indicator"), Share: 4}, {Title: t.T("statisticsweb.area"), Share: 3}, {Title: t.T("statisticsweb.period"), Share: 1.6},
		{Title: t.T("statisticsweb.value"), Kind: report.Number, Share: 2}, {Title: t.T("statisticsweb.population"), Share: 3}}}
	for _, x := range all {
		name := IndicatorName(t.Lang, x.Indicator)
		if x.Group != "" {
			name += " (" + x.Group + ")"
		}
		table.Rows = append(table.Rows, report.Row{Mark: t.Mark(x), Cells: []report.Cell{saidCell(name), saidCell(AreaName(t.View, x.Area)), saidCell(PeriodText(x.Period)), x.cell(t.Lang), saidCell(x.PopulationText(t.Lang))}})
	}
	blocks := append([]report.Block{report.Heading{Level: 2, Text: t.T("reporting.figures.others")}}, t.Shortened(table)...)
	return append(blocks, report.Paragraph{Style: report.Quiet, Text: report.Say(t.T("reporting.figures.dash") + " " + sourcesSaid(t, all))})
}
