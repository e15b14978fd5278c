package reporting

import (
	"maps"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
)

// elsewhere is what somebody says that the report has in another chapter.
type elsewhere struct {
	forums   map[string]int // by name, how many statements
	sections map[string]int
}

// saidElsewhere counts what everybody says in other chapters than their own.
func (c *composer) saidElsewhere() map[string]*elsewhere {
	if c.others != nil {
		return c.others
	}
	c.others = map[string]*elsewhere{}
	of := func(s *mapping.Statement) *elsewhere {
		if c.others[s.By] == nil {
			c.others[s.By] = &elsewhere{map[string]int{}, map[string]int{}}
		}
		return c.others[s.By]
	}
	for at, said := range c.ledger.statements {
		if f := forum.Forums.Find(c.View, at.about.ID); f != nil && at.about == f.Key() && c.has(Forums) {
			for _, s := range said {
				of(s).forums[f.Name]++
			}
		}
	}
	for section, places := range map[string]map[string][]*mapping.Statement{Development: c.ledger.development, Reflections: c.ledger.reflections} {
		for _, said := range places {
			for _, s := range said {
				of(s).sections[section]++
			}
		}
	}
	return c.others
}

// moreFrom leads from a unit to what it says in other chapters; none if it says
// nothing there.
func (c *composer) moreFrom(unit string) []report.Block {
	x := c.saidElsewhere()[unit]
	if x == nil {
		return nil
	}
	var parts []report.Line
	names := slices.Collect(maps.Keys(x.forums))
	text.SortBy(names, func(s string) string { return s })
	for _, name := range names {
		parts = append(parts, report.Line{{Text: c.T("reporting.elsewhere.forum", x.forums[name], name), Link: "#" + Forums}})
	}
	for _, section := range []string{Development, Reflections} {
		if n := x.sections[section]; n > 0 {
			parts = append(parts, report.Line{{Text: c.T("reporting.elsewhere.section", n, c.T("reporting.section."+section)), Link: "#" + section}})
		}
	}
	line := report.Say(c.T("reporting.elsewhere") + " ")
	for i, part := range parts {
		if i > 0 {
			line = append(line, report.Span{Text: "; "})
		}
		line = append(line, part...)
	}
	return []report.Block{report.Paragraph{Text: append(line, report.Span{Text: "."}), Style: report.Quiet}}
}
