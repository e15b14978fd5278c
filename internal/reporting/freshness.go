package reporting

import (
	"maps"
	"slices"
	"sync"

	"samkarta/internal/insats"
	"samkarta/internal/insight"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// freshness says how fresh it all is, and who can say whether it is still so.
func (c *composer) freshness() []report.Chapter {
	made := sync.OnceValue(func() []report.Block { // a report is gone through several times
		table := c.freshnessTable()
		if len(table.Rows) == 0 {
			return []report.Block{paragraph(c.T("insight.freshness.empty"))}
		}
		blocks := []report.Block{paragraph(c.T("reporting.freshness.lead", c.View.Today()))}
		all := c.freshnessScopes()
		if len(all) == 1 {
			blocks = append(blocks, paragraph(all[0].Reading[0].Say(c.lang)))
		}
		blocks = append(blocks, table)
		return slices.Concat(blocks, c.oldestFacts(all), c.toAsk(all))
	})
	return []report.Chapter{c.chapter(Freshness, lazily(made))}
}

// freshnessScopes are the answers about what the report is about: the insatser of
// a catalogue, the whole association, or each municipality that was chosen.
func (c *composer) freshnessScopes() []insight.FreshnessAnswer {
	if c.ledger.isCatalogue() {
		return []insight.FreshnessAnswer{c.Insight.FreshnessOf(c.ledger.insatser)}
	}
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

// freshPart is how fresh the facts of a part of the report are, or of all of it.
type freshPart struct {
	name string
	sum  bool
	insight.FreshnessAnswer
}

// freshParts are the municipalities and the association; of a catalogue its
// shelves, or the counties of one of the country.
func (c *composer) freshParts() []freshPart {
	var all []freshPart
	if c.ledger.isCatalogue() {
		for _, d := range c.districts(func(*insats.Insats) bool { return true }) {
			if c.order.Country {
				d.shelves = []shelf{{name: d.name, insatser: d.all()}}
			}
			for _, s := range d.shelves {
				all = append(all, freshPart{s.name, false, c.Insight.FreshnessOf(s.insatser)})
			}
		}
		if len(all) > 1 {
			all = append(all, freshPart{c.T("reporting.freshness.catalogue"), true, c.Insight.FreshnessOf(c.ledger.insatser)})
		}
		return all
	}
	for _, town := range c.towns {
		all = append(all, freshPart{townName(town), false, c.Insight.Freshness(insight.Scope{Municipality: town})})
	}
	if c.ledger.whole {
		all = append(all, freshPart{c.T("reporting.freshness.all"), true, c.Insight.Freshness(insight.Scope{Association: c.association.ID})})
	}
	return all
}

func (c *composer) freshnessTable() report.Table {
	first := "town"
	if c.order.Country {
		first = "county"
	}
	table := report.Table{Caption: c.T("reporting.freshness.caption"), Sheet: c.T("reporting.section.freshness"), Columns: []report.Column{
		{Title: c.T("reporting.column." + first), Share: 3}, {Title: c.T("reporting.column.facts"), Kind: report.Number, Share: 1},
		{Title: c.T("reporting.column.fresh"), Kind: report.Number, Share: 1}, {Title: c.T("reporting.column.aging"), Kind: report.Number, Share: 1},
		{Title: c.T("reporting.column.stale"), Kind: report.Number, Share: 1}, {Title: c.T("reporting.column.oldest"), Kind: report.Day, Share: 2}}}
	for _, p := range c.freshParts() {
		if p.Facts == 0 {
			continue
		}
		row := report.Row{Sum: p.sum, Cells: []report.Cell{{Text: report.Say(p.name)}, c.number(p.Facts)}}
		for _, b := range p.Bands {
			row.Cells = append(row.Cells, c.number(b.Count))
		}
		row.Cells = append(row.Cells, c.oldest(p.FreshnessAnswer))
		table.Rows = append(table.Rows, row)
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
func (c *composer) oldestFacts(all []insight.FreshnessAnswer) []report.Block {
	counts := map[record.Date]map[string]int{}
	known := map[record.Key]bool{}
	for _, ref := range unfresh(all) {
		b, err := c.View.Get(ref.Kind, ref.ID)
		if err != nil || known[ref.Key()] || c.View.ConfirmedOn(b).IsZero() {
			continue
		}
		known[ref.Key()] = true
		day := record.Day(c.View.ConfirmedOn(b))
		if counts[day] == nil {
			counts[day] = map[string]int{}
		}
		counts[day][ref.Kind]++
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

// unfresh are the facts that are no longer fresh.
func unfresh(answers []insight.FreshnessAnswer) []insight.Ref {
	var all []insight.Ref
	for _, a := range answers {
		for _, band := range a.Bands {
			if band.Band != insight.BandFresh {
				all = append(all, band.Facts...)
			}
		}
	}
	return all
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

func (c *composer) toAsk(all []insight.FreshnessAnswer) []report.Block {
	var list report.List
	asked := map[string]bool{}
	for _, a := range all {
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
