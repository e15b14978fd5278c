package reporting

import (
	"cmp"
	"iter"
	"slices"
	"sync"

	"samkarta/internal/insats"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// insatser tell of each insats, by municipality and stage. A catalogue of the
// country has a chapter a county, after one that counts them.
func (c *composer) insatser() []report.Chapter {
	all := c.districts(func(*insats.Insats) bool { return true })
	if len(all) == 0 && !c.hasOwn(Insatser) {
		return nil
	}
	if !c.order.Country {
		return []report.Chapter{c.chapter(Insatser, c.insatsBlocks(all))}
	}
	chapters := []report.Chapter{c.chapter(Insatser, lazily(func() []report.Block { return c.counties(all) }))}
	for _, d := range all {
		chapters = append(chapters, c.part(Insatser, d.id, c.T("reporting.insats.in_district", d.name), c.insatsBlocks([]district{d})))
	}
	return chapters
}

// counties counts the insatser of the country, county by county.
func (c *composer) counties(all []district) []report.Block {
	table := report.Table{Caption: c.T("reporting.insats.counties"), Sheet: c.T("reporting.insats.counties"), Columns: []report.Column{{Title: c.T("reporting.column.county"), Share: 3},
		{Title: c.T("reporting.column.towns_told"), Kind: report.Number, Share: 1}, {Title: c.T("reporting.column.insatser"), Kind: report.Number, Share: 1}}}
	towns := 0
	for _, d := range all {
		n := d.towns()
		towns += n
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{{Text: report.Say(d.name)}, c.number(n), c.number(len(d.all()))}})
	}
	table.Rows = append(table.Rows, report.Row{Sum: true, Cells: []report.Cell{{Text: report.Say(c.T("reporting.country"))}, c.number(towns), c.number(len(c.ledger.insatser))}})
	return []report.Block{paragraph(c.T("reporting.insats.counties.lead", len(c.ledger.insatser))), table}
}

// insatsBlocks are made one insats at a time, for a catalogue may be of the whole
// country.
func (c *composer) insatsBlocks(all []district) iter.Seq[report.Block] {
	return func(yield func(report.Block) bool) {
		for _, d := range all {
			for _, s := range d.shelves {
				if !c.shelfBlocks(s, cmp.Or(s.name, d.name), yield) {
					return
				}
			}
		}
	}
}

func (c *composer) shelfBlocks(s shelf, name string, yield func(report.Block) bool) bool {
	level := 2
	if s.name != "" {
		if !yield(report.Heading{Level: level, Text: s.name}) {
			return false
		}
		level++
	}
	if !yield(paragraph(c.T("reporting.insats.count", len(s.insatser)))) || !c.byStage(s.insatser, level, yield) {
		return false
	}
	table := insats.Table(c.teller, s.insatser)
	table.GroupTitle, table.Group = c.T("reporting.column.town"), name
	return yield(table)
}

func (c *composer) byStage(all []*insats.Insats, level int, yield func(report.Block) bool) bool {
	for _, stage := range append(slices.Clone(record.Vocabulary("insats_stage")), insats.UnknownStage) {
		begun := false
		for _, x := range all {
			if x.KnownStage() != stage {
				continue
			}
			if !begun && !yield(report.Heading{Level: level, Text: text.UpperFirst(insats.StageWord(c.lang, stage))}) {
				return false
			}
			begun = true
			if !yield(report.Heading{Level: level + 1, Text: x.Name, Mark: c.teller.Mark(x)}) {
				return false
			}
			for _, b := range insats.About(c.teller, x) {
				if !yield(b) {
					return false
				}
			}
		}
	}
	return true
}

// cards are a card for each insats that takes people, by place and name.
func (c *composer) cards() []report.Chapter {
	all := c.districts((*insats.Insats).TakesPeople)
	if len(all) == 0 {
		return nil
	}
	return []report.Chapter{c.chapter(Cards, c.decks(all))}
}

// mostInDeck is how many cards are held at a time.
const mostInDeck = 200

// decks are the cards shelf by shelf: those of another begin a sheet of their own.
func (c *composer) decks(all []district) iter.Seq[report.Block] {
	return func(yield func(report.Block) bool) {
		if !yield(paragraph(c.T("reporting.insats.cards"))) {
			return
		}
		for _, d := range all {
			for _, s := range d.shelves {
				for some := range slices.Chunk(s.insatser, mostInDeck) {
					if !yield(c.deck(some)) {
						return
					}
				}
			}
		}
	}
}

func (c *composer) deck(all []*insats.Insats) report.Cards {
	cards := make(report.Cards, len(all))
	for i, x := range all {
		cards[i] = insats.CardOf(c.teller, x)
	}
	return cards
}

// gaps tell for whom there is nothing, and what hangs on little.
func (c *composer) gaps() []report.Chapter {
	told, _ := insats.TownsTold(c.View, c.towns)
	if len(told) == 0 && !c.hasOwn(Gaps) {
		return nil
	}
	made := sync.OnceValue(func() []report.Block { // a report is gone through several times
		return insats.ReportGaps(c.teller, c.ledger.insatser, c.towns, func(municipality, income string) (float64, bool) {
			n, known := statistics.People(c.View, municipality, income)
			return n.People, known
		})
	})
	return []report.Chapter{c.chapter(Gaps, lazily(made))}
}
