package reporting

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/insight"
	"samkarta/internal/party"
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
	for b := range c.facts() {
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

// facts are the records that the report stands on: what the ledger has, but in a
// catalogue, and the insatser where it tells of them.
func (c *composer) facts() iter.Seq[record.Body] {
	return func(yield func(record.Body) bool) {
		if c.template.Based != Catalogue {
			for b := range c.ledger.told() {
				if !yield(b) {
					return
				}
			}
		}
		if !c.has(Insatser) && !c.has(Cards) {
			return
		}
		for _, x := range c.insatsList() {
			if !yield(x) {
				return
			}
		}
	}
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
		return append([]report.Block{paragraph(c.T("reporting.sources.lead")), table}, c.behind()...)
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

// freshness says how fresh it all is, and who can say whether it is still so.
func (c *composer) freshness() []report.Chapter {
	return []report.Chapter{c.chapter(Freshness, lazily(func() []report.Block {
		table := c.freshnessTable()
		if len(table.Rows) == 0 {
			return []report.Block{paragraph(c.T("insight.freshness.empty"))}
		}
		blocks := []report.Block{paragraph(c.T("reporting.freshness.lead", c.View.Today()))}
		if all := c.freshnessScopes(); len(all) == 1 {
			blocks = append(blocks, paragraph(all[0].Reading[0].Say(c.lang)))
		}
		blocks = append(blocks, table)
		return slices.Concat(blocks, c.oldestFacts(), c.toAsk())
	}))}
}

// freshnessScopes are the answers about what the report is about: the whole
// association, or each municipality that was chosen.
func (c *composer) freshnessScopes() []insight.FreshnessAnswer {
	var all []insight.FreshnessAnswer
	for _, s := range c.scopes() {
		all = append(all, c.Insight.Freshness(s))
	}
	return all
}

// scopes are what analyses are asked of: the association as a whole, or the
// municipalities that were chosen.
func (c *composer) scopes() []insight.Scope {
	if len(c.order.Municipalities) == 0 {
		return []insight.Scope{{Association: c.association.ID}}
	}
	var all []insight.Scope
	for _, town := range c.towns {
		all = append(all, insight.Scope{Municipality: town})
	}
	return all
}

func (c *composer) freshnessTable() report.Table {
	table := report.Table{Caption: c.T("reporting.freshness.caption"), Sheet: c.T("reporting.section.freshness"), Columns: []report.Column{
		{Title: c.T("reporting.column.town"), Share: 3}, {Title: c.T("reporting.column.facts"), Kind: report.Number, Share: 1},
		{Title: c.T("reporting.column.fresh"), Kind: report.Number, Share: 1}, {Title: c.T("reporting.column.aging"), Kind: report.Number, Share: 1},
		{Title: c.T("reporting.column.stale"), Kind: report.Number, Share: 1}, {Title: c.T("reporting.column.oldest"), Kind: report.Day, Share: 2}}}
	add := func(name string, s insight.Scope, sum bool) {
		a := c.Insight.Freshness(s)
		if a.Facts == 0 {
			return
		}
		row := report.Row{Sum: sum, Cells: []report.Cell{{Text: report.Say(name)}, c.number(a.Facts)}}
		for _, b := range a.Bands {
			row.Cells = append(row.Cells, c.number(b.Count))
		}
		table.Rows = append(table.Rows, report.Row{Sum: sum, Cells: append(row.Cells, c.oldest(a))})
	}
	for _, town := range c.towns {
		add(townName(town), insight.Scope{Municipality: town}, false)
	}
	if len(c.order.Municipalities) == 0 {
		add(c.T("reporting.freshness.all"), insight.Scope{Association: c.association.ID}, true)
	}
	return table
}

// oldest is a cell with when the oldest fact of an answer was confirmed.
func (c *composer) oldest(a insight.FreshnessAnswer) report.Cell {
	var oldest record.Date
	for _, k := range a.Actors {
		if k.Oldest != "" && (oldest == "" || k.Oldest < oldest) {
			oldest = k.Oldest
		}
	}
	if oldest == "" {
		return report.Cell{}
	}
	return report.Cell{Text: report.Say(oldest.Words(c.lang)), Date: oldest.First()}
}

// mostOld is how many days are named of those on which the oldest facts were
// confirmed.
const mostOld = 5

// oldestFacts counts those that were confirmed longest ago, of those that are no
// longer fresh, day by day.
func (c *composer) oldestFacts() []report.Block {
	counts := map[record.Date]map[string]int{}
	known := map[record.Key]bool{}
	for _, a := range c.freshnessScopes() {
		for _, ask := range a.Ask {
			for _, f := range ask.Facts {
				if known[f.Key()] || f.Freshness == 1 || f.Confirmed == "" {
					continue
				}
				known[f.Key()] = true
				if counts[f.Confirmed] == nil {
					counts[f.Confirmed] = map[string]int{}
				}
				counts[f.Confirmed][f.Kind]++
			}
		}
	}
	var list report.List
	for _, day := range slices.Sorted(maps.Keys(counts)) {
		if len(list.Items) < mostOld {
			list.Items = append(list.Items, report.Item{Text: report.Say(c.T("reporting.freshness.then", day.Words(c.lang), c.counted(counts[day])))})
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []report.Block{report.Heading{Level: 2, Text: c.T("reporting.freshness.oldest")}, list}
}

// counted says how many there are of each kind of record: "1 enhet och 6 forum".
func (c *composer) counted(kinds map[string]int) string {
	var said []string
	for _, k := range c.View.Kinds().All {
		if n := kinds[k.Name]; n > 0 {
			said = append(said, c.T("reporting.amount."+k.Name, n))
		}
	}
	return c.lang.List(said)
}

// mostToAsk is how many are named of those who can say whether it is still so.
const mostToAsk = 10

func (c *composer) toAsk() []report.Block {
	var list report.List
	asked := map[string]bool{}
	for _, a := range c.freshnessScopes() {
		for _, ask := range a.Ask {
			if !asked[ask.Actor] && len(list.Items) < mostToAsk {
				asked[ask.Actor] = true
				list.Items = append(list.Items, report.Item{Text: report.Say(c.T("reporting.freshness.ask", len(ask.Facts), party.Called(c.teller, ask.Actor, "")))})
			}
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []report.Block{report.Heading{Level: 2, Text: c.T("reporting.freshness.whom")}, list}
}
