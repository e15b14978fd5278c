package reporting

import (
	"slices"

	"samkarta/internal/insight"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// network shows the picture of the collaboration, and tells of its shape.
func (c *composer) network() []report.Chapter {
	return c.analysis(Network, c.Insight.ReportNetwork)
}

// overlap tells which forums gather the same actors.
func (c *composer) overlap() []report.Chapter {
	return c.analysis(Overlap, c.Insight.ReportOverlap)
}

// load tells who sits in how many meetings.
func (c *composer) load() []report.Chapter { return c.analysis(Load, c.Insight.ReportLoad) }

// dependence tells what falls if one goes.
func (c *composer) dependence() []report.Chapter {
	return c.analysis(Dependence, c.Insight.ReportDependence)
}

// tell tells of a scope; of a party, what concerns it.
type tell func(t *record.Teller, s insight.Scope, of string) []report.Block

// analysis is a chapter of an analysis of the association, or of each of the
// municipalities that were chosen.
func (c *composer) analysis(section string, of tell) []report.Chapter {
	scopes := c.toldScopes()
	if len(scopes) == 0 && !c.hasOwn(section) {
		return nil
	}
	var parts []func() []report.Block
	for _, s := range scopes {
		parts = append(parts, func() []report.Block {
			blocks := of(c.teller, s, c.order.Party)
			if len(scopes) == 1 {
				return blocks
			}
			return c.grouped(blocks, s.Name(c.View))
		})
	}
	return []report.Chapter{c.chapter(section, lazily(parts...))}
}

// toldScopes are the scopes of which there is anything to analyse.
func (c *composer) toldScopes() []insight.Scope {
	return slices.DeleteFunc(c.scopes(), func(s insight.Scope) bool { return !c.Insight.TellsOfNetwork(s) })
}

// grouped puts what is told of one of several municipalities under its name; in a
// workbook their tables follow each other.
func (c *composer) grouped(blocks []report.Block, name string) []report.Block {
	for i, b := range blocks {
		if table, is := b.(report.Table); is {
			table.GroupTitle, table.Group = c.T("reporting.column.town"), name
			blocks[i] = table
		}
	}
	return append([]report.Block{report.Heading{Level: 2, Text: name}}, blocks...)
}

// coverage tells at which ages which parties meet.
func (c *composer) coverage() []report.Chapter {
	told := slices.ContainsFunc(c.towns, c.Insight.TellsOf)
	if !told && !c.hasOwn(Coverage) {
		return nil
	}
	return []report.Chapter{c.chapter(Coverage, lazily(func() []report.Block { return c.Insight.ReportCoverage(c.teller, c.towns) }))}
}
