package reporting

import (
	"samkarta/internal/platform/report"
	"samkarta/internal/statistics"
)

// figures are what is counted of the municipalities, and of the units and insatser
// there.
func (c *composer) figures() []report.Chapter {
	if !c.hasOwn(Figures) && len(c.ledger.figures) == 0 {
		return nil
	}
	return []report.Chapter{c.chapter(Figures, lazily(
		func() []report.Block { return statistics.ReportSupport(c.teller, c.towns) },
		func() []report.Block { return statistics.ReportOthers(c.teller, c.ledger.countedAreas()) }))}
}
