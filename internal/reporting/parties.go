package reporting

import (
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
)

// parties are a chapter for each party of the association that works across its
// municipalities, and one for the others. What belongs to one municipality is
// told of with it.
func (c *composer) parties() []report.Chapter {
	var chapters []report.Chapter
	told := c.partiesAt(common)
	for _, id := range c.ofAssociation() {
		if slices.Contains(told, id) || len(c.ledger.ofParties[id]) > 0 || len(c.towns) > 1 && c.isInTowns(id) || c.hasOwn(Parties+"/"+id) {
			chapters = append(chapters, c.part(Parties, id, c.T("reporting.parties.at", c.partyTitle(id)), lazily(
				func() []report.Block { return c.across(id) },
				func() []report.Block { return c.actorBlocks(spot{common, partyKey(id)}, 2, true) },
				func() []report.Block { return c.othersOn(id) },
				func() []report.Block { return c.unitParts(common, id, 2) },
				func() []report.Block { return c.silent(common, func(of string) bool { return of == id }) })))
		}
	}
	var others []func() []report.Block
	for _, id := range told {
		if !slices.Contains(c.ofAssociation(), id) {
			others = append(others, func() []report.Block { return c.partyPart(common, id) })
		}
	}
	isOther := func(id string) bool { return !slices.Contains(c.ofAssociation(), id) }
	if len(others) > 0 || len(c.silent(common, isOther)) > 0 {
		others = append(others, func() []report.Block { return c.silent(common, isOther) })
		chapters = append(chapters, c.part(Parties, "others", c.T("reporting.parties.others"), lazily(others...)))
	}
	if len(chapters) > 0 {
		chapters[0].Blocks = report.Join(c.own(Parties), chapters[0].Blocks)
	}
	return chapters
}

// ofAssociation gives the association's parties that are no municipality of the
// report, in the order of party parts; of a report about a party, that one.
func (c *composer) ofAssociation() []string {
	ids := slices.DeleteFunc(slices.Clone(c.association.Parties), func(id string) bool {
		p := party.Parties.Find(c.View, id)
		return p == nil || p.Municipality != "" && id != c.order.Party || !c.ledger.isWithin(id)
	})
	slices.SortStableFunc(ids, func(a, b string) int { return c.rank(a) - c.rank(b) })
	return ids
}

// othersOn tells how others find working with a party, all of them side by side.
func (c *composer) othersOn(id string) []report.Block {
	relations := c.ledger.ofParties[id]
	if len(relations) == 0 {
		return nil
	}
	table := contact.Told(c.teller, relations)
	table.Caption = c.T("reporting.parties.told", c.partyTitle(id))
	table.Sheet, table.GroupTitle, table.Group = c.T("reporting.parties.told_sheet"), c.T("reporting.column.party"), c.partyTitle(id)
	return []report.Block{report.Heading{Level: 2, Text: c.T("reporting.parties.others_on")}, table}
}

// isInTowns tells whether a party has units that are told of with a municipality.
func (c *composer) isInTowns(id string) bool {
	return slices.ContainsFunc(c.towns, func(town string) bool { return slices.Contains(c.partiesOf(town), id) })
}

// across tells where a party is, and what is said of it there.
func (c *composer) across(id string) []report.Block {
	table := report.Table{Caption: c.T("reporting.parties.caption", c.partyTitle(id)), Sheet: c.T("reporting.parties.sheet"),
		GroupTitle: c.T("reporting.column.party"), Group: c.partyTitle(id),
		Columns: []report.Column{{Title: c.T("reporting.column.town"), Share: 2}, {Title: c.T("reporting.column.units"), Share: 5},
			{Title: c.T("reporting.column.forums"), Kind: report.Number, Share: 1}, {Title: c.T("reporting.column.said"), Kind: report.Number, Share: 1}}}
	units, forums := 0, 0
	for _, place := range c.places() {
		row, n, m := c.presence(id, place)
		units, forums = units+n, forums+m
		if len(row.Cells) > 0 {
			table.Rows = append(table.Rows, row)
		}
	}
	if len(table.Rows) == 0 {
		return nil
	}
	lead := report.Paragraph{Style: report.Lead, Text: report.Say(c.T("reporting.parties.lead", units, c.partyTitle(id), c.T("reporting.results.forums", forums)))}
	if units == 0 {
		lead.Text = report.Say(c.T("reporting.parties.lead_forums", c.partyTitle(id), c.T("reporting.results.forums", forums)))
	}
	if p := party.Parties.Find(c.View, id); len(c.towns) == 1 || p != nil && p.Municipality != "" { // a table of one row
		return []report.Block{lead}
	}
	return []report.Block{lead, table}
}

// presence is a party at a place as a row: its units, and how many forums it is
// in and how much is said about it or by it there; no cells if it has nothing.
func (c *composer) presence(id, place string) (row report.Row, units, forums int) {
	var names []string
	for _, u := range c.ledger.units[place] {
		if u.Party == id {
			names = append(names, u.Name)
		}
	}
	seating := forum.SeatingOf(c.View, id)
	for _, f := range c.ledger.forums[place] {
		if seating.In(c.View, f) {
			forums++
		}
	}
	said := len(mapping.Choose(c.View, c.ledger.statementsAt(place), mapping.Filter{Actor: id}))
	if len(names)+forums+said > 0 {
		row.Cells = []report.Cell{{Text: report.Say(c.placeName(place))}, {Text: report.Say(joinedBySemicolon(names))}, c.number(forums), c.number(said)}
	}
	return row, len(names), forums
}

// number is a cell with a count.
func (c *composer) number(n int) report.Cell {
	x := float64(n)
	return report.Cell{Text: report.Say(c.lang.Number(x)), Number: &x}
}
