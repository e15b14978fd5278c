package reporting

import (
	"slices"

	"samkarta/internal/platform/report"
	"samkarta/internal/statistics"
)

// figures are what is counted of the municipalities, and of the units and insatser
// there.
func (c *composer) figures() []report.Chapter {
	parts := []func() []report.Block{
		func() []report.Block { return statistics.ReportSupport(c.teller, c.towns) },
		func() []report.Block { return statistics.ReportOthers(c.teller, c.countedAreas()) },
	}
	if !c.hasOwn(Figures) && len(parts[0]())+len(parts[1]()) == 0 {
		return nil
	}
	return []report.Chapter{c.chapter(Figures, lazily(parts...))}
}

// countedAreas are the areas whose figures are told of: the municipalities, with the
// association if the report is of all of it, and what there is in them.
func (c *composer) countedAreas() []string {
	areas := slices.Clone(c.towns)
	if len(c.order.Municipalities) == 0 {
		areas = append(areas, c.association.ID)
	}
	for _, place := range c.places() {
		for _, u := range c.ledger.units[place] {
			areas = append(areas, u.ID)
		}
		for _, f := range c.ledger.forums[place] {
			areas = append(areas, f.ID)
		}
	}
	for _, x := range c.insatsList() {
		areas = append(areas, x.ID)
	}
	return areas
}
