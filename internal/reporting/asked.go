package reporting

import (
	"slices"

	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// howTheyCame tells of each document how it came about, as far as is known: first
// of the association's own.
func (c *composer) howTheyCame() []report.Block {
	var terms report.Terms
	all := c.documents()
	slices.SortStableFunc(all, func(a, b *record.Source) int {
		switch own := c.order.Association; {
		case a.KeptBy == own && b.KeptBy != own:
			return -1
		case a.KeptBy != own && b.KeptBy == own:
			return 1
		}
		return 0
	})
	for _, s := range all {
		if s.Note != "" {
			terms = append(terms, report.Term{Term: s.Title, Text: report.Say(report.Typeset(c.lang, text.Sentence(c.teller.Named(s.Note))))})
		}
	}
	if len(terms) == 0 {
		return nil
	}
	return []report.Block{report.Heading{Level: 2, Text: c.T("reporting.method.documents")}, terms}
}

// asked are the questions that the association has asked in the documents' mappings.
func (c *composer) asked() []report.Block {
	var sources []string
	for _, s := range c.documents() {
		if s.KeptBy == c.order.Association {
			sources = append(sources, s.ID)
		}
	}
	all := mapping.Asked(c.View, sources)
	if len(all) == 0 || c.template.Based != Mapping {
		return nil
	}
	blocks := []report.Block{report.Heading{Level: 2, Text: c.T("reporting.sources.asked")}}
	for _, q := range all {
		blocks = append(blocks, report.Heading{Level: 3, Text: q.Title, Mark: c.teller.Mark(q)}, q.List())
		blocks = append(blocks, party.Remark(c.teller, &q.Head)...)
	}
	return blocks
}
