package reporting

import (
	"samkarta/internal/mapping"
	"samkarta/internal/platform/report"
)

// development is what somebody wants to come of it: the areas to develop, the
// state that is wished for and what is recommended, place by place.
func (c *composer) development() []report.Chapter {
	return c.thoughts(Development, c.ledger.development)
}

// reflections are what those who told and those who asked have thought about it.
func (c *composer) reflections() []report.Chapter {
	return c.thoughts(Reflections, c.ledger.reflections)
}

func (c *composer) thoughts(section string, said map[string][]*mapping.Statement) []report.Chapter {
	if len(said) == 0 && !c.hasOwn(section) {
		return nil
	}
	var parts []func() []report.Block
	for _, place := range c.places() {
		if all := said[place]; len(all) > 0 {
			parts = append(parts, func() []report.Block { return c.thoughtsAt(section, place, all) })
		}
	}
	return []report.Chapter{c.chapter(section, lazily(parts...))}
}

func (c *composer) thoughtsAt(section, place string, said []*mapping.Statement) []report.Block {
	heading := report.Heading{Level: 2, Text: c.placeName(place)}
	groups := mapping.BySaying(c.teller, said)
	if len(groups) == 1 && groups[0].Heading == c.T("reporting.section."+section) { // it says no more than the chapter's
		return append([]report.Block{heading}, mapping.Points(c.teller, said, "")...)
	}
	return append([]report.Block{heading}, mapping.Lists(c.teller, groups, 3, "")...)
}
