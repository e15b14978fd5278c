package reporting

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// used is a source with what the report has from it.
type used struct {
	source *record.Source
	facts  int
	pages  map[int]bool
}

// sourcesUsed gives the sources of what the report is about, the newest first.
func (c *composer) sourcesUsed() []*used {
	found := map[string]*used{}
	find := func(id string) *used {
		s := record.Sources.Find(c.View, id)
		if s == nil {
			return &used{pages: map[int]bool{}}
		}
		if found[id] == nil {
			found[id] = &used{source: s, pages: map[int]bool{}}
		}
		return found[id]
	}
	for b := range c.ledger.told() {
		h := b.HeadOf()
		find(h.Source).facts++
		for _, e := range h.Evidence {
			if e.Page > 0 {
				find(cmp.Or(e.Source, h.Source)).pages[e.Page] = true
			}
		}
	}
	var all []*used
	for _, id := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[id])
	}
	text.SortBy(all, func(u *used) string { return u.source.Title })
	slices.SortStableFunc(all, func(a, b *used) int { return b.source.Date.Last().Compare(a.source.Date.Last()) })
	return all
}

// sources are the documents that the report stands on, with their dates and where
// in them it was found.
func (c *composer) sources() []report.Chapter {
	all := c.sourcesUsed()
	if len(all) == 0 && !c.hasOwn(Sources) {
		return nil
	}
	return []report.Chapter{c.chapter(Sources, lazily(func() []report.Block {
		table := report.Table{Caption: c.T("reporting.sources.caption"), Sheet: c.T("reporting.section.sources"), Columns: []report.Column{
			{Title: c.T("reporting.column.source"), Share: 5}, {Title: c.T("reporting.column.publisher"), Share: 3}, {Title: c.T("reporting.column.date"), Share: 2},
			{Title: c.T("reporting.column.facts"), Kind: report.Number, Share: 1.5}, {Title: c.T("reporting.column.pages"), Share: 2}}}
		for _, u := range all {
			title := u.source.Title
			if u.source.Type != "" && !record.IsRegister(u.source.ID) {
				title += " (" + c.T("source_kind."+u.source.Type) + ")"
			}
			table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{{Text: report.Say(title)}, {Text: report.Say(u.source.Publisher)},
				{Text: report.Say(u.source.Date.Words(c.lang))}, c.number(u.facts), {Text: report.Say(pagesWords(u.pages))}}})
		}
		return slices.Concat([]report.Block{paragraph(c.T("reporting.sources.lead")), table}, c.asked(), c.behind())
	}))}
}

// pagesWords says pages in runs: "2–5, 9".
func pagesWords(pages map[int]bool) string {
	all := slices.Sorted(maps.Keys(pages))
	var runs []string
	for i := 0; i < len(all); {
		j := i
		for j+1 < len(all) && all[j+1] == all[j]+1 {
			j++
		}
		run := strconv.Itoa(all[i])
		if j > i {
			run += "–" + strconv.Itoa(all[j])
		}
		runs = append(runs, run)
		i = j + 1
	}
	return strings.Join(runs, ", ")
}
