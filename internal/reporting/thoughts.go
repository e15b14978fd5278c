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
			parts = append(parts, func() []report.Block { return c.thoughtsAt(place, all) })
		}
	}
	return []report.Chapter{c.chapter(section, lazily(parts...))}
}

func (c *composer) thoughtsAt(place string, said []*mapping.Statement) []report.Block {
	heading := report.Heading{Level: 2, Text: c.placeName(place)}
	return append([]report.Block{heading}, mapping.Lists(c.teller, mapping.BySaying(c.teller, said), 3, "")...)
}
