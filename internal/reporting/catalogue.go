package reporting

import (
	"iter"
	"slices"

	"samkarta/internal/insats"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// insatsList gives the insatser of the report: those of its municipalities, those
// that the association keeps of everywhere, and those of national authorities; of
// a party, those that it gives or has part in. What has ended is left out.
func (c *composer) insatsList() []*insats.Insats {
	return slices.DeleteFunc(slices.Clone(insats.CatalogueOf(c.View).All), func(x *insats.Insats) bool {
		return x.HasEnded() || !c.hasInsats(x) || c.order.Party != "" && !c.ledger.isWithin(x.Provider) && !slices.ContainsFunc(x.Partners, c.ledger.isWithin)
	})
}

func (c *composer) hasInsats(x *insats.Insats) bool {
	codes := x.ToldIn(c.View)
	if len(codes) == 0 {
		return x.KeptBy == "" || x.KeptBy == c.association.ID
	}
	return slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(c.towns, code) })
}

// insatsAt gives the insatser of each place: of a municipality, those of it alone;
// the others are common.
func (c *composer) insatsAt() map[string][]*insats.Insats {
	at := map[string][]*insats.Insats{}
	for _, x := range c.insatsList() {
		place := common
		if codes := x.ToldIn(c.View); len(codes) == 1 {
			place = codes[0]
		}
		at[place] = append(at[place], x)
	}
	return at
}

// insatser tell of each insats, by municipality and stage.
func (c *composer) insatser() []report.Chapter {
	at := c.insatsAt()
	if len(at) == 0 && !c.hasOwn(Insatser) {
		return nil
	}
	return []report.Chapter{c.chapter(Insatser, c.insatsBlocks(at))}
}

// insatsBlocks are made one insats at a time, for a catalogue may be of the whole
// country.
func (c *composer) insatsBlocks(at map[string][]*insats.Insats) iter.Seq[report.Block] {
	return func(yield func(report.Block) bool) {
		for _, place := range c.places() {
			if len(at[place]) == 0 {
				continue
			}
			name := c.placeName(place)
			if place == common {
				name = c.T("reporting.insats.common")
			}
			if !yield(report.Heading{Level: 2, Text: name}) || !yield(paragraph(c.T("reporting.insats.count", len(at[place])))) || !c.byStage(at[place], yield) {
				return
			}
			table := insats.Table(c.teller, at[place])
			table.GroupTitle, table.Group = c.T("reporting.column.town"), name
			if !yield(table) {
				return
			}
		}
	}
}

func (c *composer) byStage(all []*insats.Insats, yield func(report.Block) bool) bool {
	for _, stage := range append(slices.Clone(record.Vocabulary("insats_stage")), insats.UnknownStage) {
		begun := false
		for _, x := range all {
			if x.KnownStage() != stage {
				continue
			}
			if !begun && !yield(report.Heading{Level: 3, Text: text.UpperFirst(insats.StageWord(c.lang, stage))}) {
				return false
			}
			begun = true
			if !yield(report.Heading{Level: 4, Text: x.Name, Mark: c.teller.Mark(x)}) {
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
	at := c.insatsAt()
	for place, all := range at {
		at[place] = slices.DeleteFunc(all, func(x *insats.Insats) bool { return !x.TakesPeople() })
		if len(at[place]) == 0 {
			delete(at, place)
		}
	}
	if len(at) == 0 {
		return nil
	}
	return []report.Chapter{c.chapter(Cards, func(yield func(report.Block) bool) {
		if !yield(paragraph(c.T("reporting.insats.cards"))) {
			return
		}
		for _, place := range c.places() {
			if len(at[place]) > 0 && !yield(c.deck(at[place])) {
				return
			}
		}
	})}
}

// deck is the cards of a place: those of another begin a sheet of their own.
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
	return []report.Chapter{c.chapter(Gaps, lazily(func() []report.Block {
		return insats.ReportGaps(c.teller, c.insatsList(), c.towns, func(municipality, income string) (float64, bool) {
			n, known := statistics.People(c.View, municipality, income)
			return n.People, known
		})
	}))}
}
