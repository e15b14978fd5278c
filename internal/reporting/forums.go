package reporting

import (
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/platform/report"
)

// forums are a chapter with the forums of each municipality in a table, and what
// more is told of each.
func (c *composer) forums() []report.Chapter {
	var parts []func() []report.Block
	for _, place := range c.places() {
		if len(c.ledger.forums[place]) > 0 {
			parts = append(parts, func() []report.Block { return c.forumsAt(place) })
		}
	}
	if len(parts) == 0 && !c.hasOwn(Forums) {
		return nil
	}
	return []report.Chapter{c.chapter(Forums, lazily(parts...))}
}

func (c *composer) forumsAt(place string) []report.Block {
	forums := c.ledger.forums[place]
	table := forum.Table(c.teller, forums)
	table.Caption = c.T("reporting.forums.caption", c.placeName(place))
	table.Sheet, table.GroupTitle, table.Group = c.T("reporting.section.forums"), c.T("reporting.column.town"), c.placeName(place)
	blocks := []report.Block{report.Heading{Level: 2, Text: c.placeName(place)}, table}
	for _, f := range forums {
		told := forum.About(c.teller, f)
		told = append(told, mapping.Lists(c.teller, mapping.BySaying(c.teller, c.ledger.statements[spot{place, f.Key()}]), 4, "")...)
		if len(told) > 0 {
			blocks = append(blocks, report.Heading{Level: 3, Text: f.Name, Mark: c.teller.Mark(f)})
			blocks = append(blocks, told...)
		}
	}
	return blocks
}
