package reporting

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// front is what stands on the front page under the titles: what somebody has
// written for it, what the report is about beyond its municipalities, and from when
// its facts are.
func (c *composer) front() []report.Block {
	lines := slices.Collect(c.own("front"))
	if c.order.Party != "" {
		lines = append(lines, paragraph(c.T("reporting.front.party", c.partyTitle(c.order.Party))))
	}
	if documents := c.documents(); len(documents) > 0 {
		lines = append(lines, paragraph(c.T("reporting.front.span", c.span(documents))))
	}
	if c.Before != nil {
		lines = append(lines, paragraph(c.T("reporting.front.since", c.Before.Today())))
	}
	return lines
}

// background tells why there is an association, and which one it is.
func (c *composer) background() []report.Chapter {
	return []report.Chapter{c.chapter(Background, lazily(func() []report.Block {
		blocks := []report.Block{paragraph(c.T("reporting.background.why")), paragraph(c.T("reporting.background.law"))}
		if terms := c.associationTerms(); len(terms) > 0 {
			blocks = append(blocks, paragraph(c.T("reporting.background.who", c.association.Name)), terms)
		}
		if c.association.Vision != "" {
			blocks = append(blocks, report.Paragraph{Style: report.Quote, Text: report.Say(c.association.Vision), Mark: c.teller.Mark(c.association)})
		}
		return blocks
	}))}
}

func (c *composer) associationTerms() report.Terms {
	var terms report.Terms
	add := func(key, said string) {
		if said != "" {
			terms = append(terms, report.Term{Term: c.T("reporting.background." + key), Text: report.Say(said)})
		}
	}
	var parties []string
	for _, id := range c.association.Parties {
		if p := party.Parties.Find(c.View, id); p != nil {
			parties = append(parties, p.Name)
		}
	}
	text.SortBy(parties, func(s string) string { return s })
	add("parties", c.lang.List(parties))
	add("towns", party.TownsCalled(c.lang, c.association.Municipalities))
	add("founded", c.association.Founded.Words(c.lang))
	add("seat", c.association.Seat)
	return terms
}

// purpose says what the report is for.
func (c *composer) purpose() []report.Chapter {
	return []report.Chapter{c.chapter(Purpose, lazily(func() []report.Block {
		return []report.Block{paragraph(c.T("reporting.purpose.describe", c.association.Name)), paragraph(c.T("reporting.purpose.use"))}
	}))}
}

// method says how the report has come about: what there is on the map, from
// which sources, and who has told.
func (c *composer) method() []report.Chapter {
	return []report.Chapter{c.chapter(Method, lazily(func() []report.Block {
		said := c.everySaid()
		blocks := sentences(c.T("reporting.method.map", c.association.Name, c.View.Today()), c.amounts(said), c.sourcesInShort(), c.untold())
		blocks = append(blocks, sentences(c.T("reporting.method.texts"), c.perspectives(said))...)
		return append(append(blocks, c.tellers(said)...), c.howTheyCame()...)
	}))}
}

// everySaid gives all statements of the report.
func (c *composer) everySaid() []*mapping.Statement {
	var all []*mapping.Statement
	for _, place := range c.places() {
		all = append(all, c.ledger.statementsAt(place)...)
	}
	return all
}

// amounts says how many things there are.
func (c *composer) amounts(said []*mapping.Statement) string {
	units, forums := 0, 0
	var parties []string
	for _, place := range c.places() {
		units, forums = units+len(c.ledger.units[place]), forums+len(c.ledger.forums[place])
		parties = append(parties, c.partiesOf(place)...)
	}
	slices.Sort(parties)
	return c.T("reporting.method.amounts", c.T("reporting.amount.unit", units), c.T("reporting.results.parties", len(slices.Compact(parties))),
		c.T("reporting.results.forums", forums), c.T("reporting.amount.statement", len(said)))
}

// sourcesInShort says how many documents of which kinds there are, and from when;
// "" where there are none.
func (c *composer) sourcesInShort() string {
	kinds := map[string]int{}
	documents := c.documents()
	for _, s := range documents {
		kinds[s.Type]++
	}
	if len(documents) == 0 {
		return ""
	}
	var counted []string
	for _, kind := range record.Vocabulary("source_kind") {
		if n := kinds[kind]; n > 0 {
			counted = append(counted, c.T("reporting.source."+kind, n))
		}
	}
	return c.T("reporting.method.sources", len(documents), c.lang.List(counted), c.span(documents))
}

// documents are the sources that are not written by hand, the newest first.
func (c *composer) documents() []*record.Source {
	var all []*record.Source
	for _, s := range c.sourcesUsed() {
		if !record.IsRegister(s.source.ID) {
			all = append(all, s.source)
		}
	}
	return all
}

// span says from when to when sources are; they are in order.
func (c *composer) span(sources []*record.Source) string {
	last, first := sources[0].Date, sources[len(sources)-1].Date
	if first == last {
		return c.T("reporting.method.one_date", first.Words(c.lang))
	}
	return c.T("reporting.method.span", first.Words(c.lang), last.Words(c.lang))
}

// perspectives says in which roles people have told; "" where it is said of none.
func (c *composer) perspectives(said []*mapping.Statement) string {
	counts := map[string]int{}
	for _, s := range said {
		counts[s.KnownPerspective()]++
	}
	var counted []string
	for _, p := range record.Vocabulary("perspective") {
		if n := counts[p]; n > 0 && p != "unknown" {
			counted = append(counted, c.T("reporting.perspective."+p, n))
		}
	}
	if len(counted) == 0 {
		return ""
	}
	sentence := c.T("reporting.method.roles", c.lang.List(counted))
	if n := counts["unknown"]; n > 0 {
		sentence += " " + c.T("reporting.method.roles_unknown", n)
	}
	return sentence
}

// tellers is a table of who has told, party by party, those who told most first.
func (c *composer) tellers(said []*mapping.Statement) []report.Block {
	counts, units := map[string]int{}, map[string]map[string]bool{}
	unknown := 0
	for _, s := range said {
		id := party.PartyOf(c.View, s.By)
		if s.By == "" {
			unknown++
			continue
		}
		if counts[id]++; units[id] == nil {
			units[id] = map[string]bool{}
		}
		if s.By != id {
			units[id][s.By] = true
		}
	}
	if len(counts) == 0 {
		return nil
	}
	ids := slices.Sorted(maps.Keys(counts))
	text.SortBy(ids, c.partyTitle)
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	table := report.Table{Caption: c.T("reporting.method.tellers"), Columns: []report.Column{{Title: c.T("reporting.column.party"), Share: 3},
		{Title: c.T("reporting.column.units_told"), Kind: report.Number, Share: 1}, {Title: c.T("reporting.column.said"), Kind: report.Number, Share: 1}}}
	for _, id := range ids {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{{Text: report.Say(c.partyTitle(id))}, c.number(len(units[id])), c.number(counts[id])}})
	}
	blocks := []report.Block{table}
	if unknown > 0 {
		blocks = append(blocks, report.Paragraph{Style: report.Quiet, Text: report.Say(c.T("reporting.method.tellers_unknown", unknown))})
	}
	return blocks
}

func joinedBySemicolon(all []string) string { return strings.Join(all, "; ") }
