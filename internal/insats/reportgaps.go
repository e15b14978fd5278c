package insats

import (
	"strconv"
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// mostTold is how many gaps, and how many things that all hangs on, are told of in
// words.
const mostTold = 12

// ReportGaps tells for whom there is nothing in some municipalities, what hangs on
// one insats or one party, and what can plainly be seen of ages and incomes in some
// insatser, those that the report tells of. A
// municipality of which no insats is told is only named: that there is none there
// nobody has said. It tells nothing if insatser are told of none of them.
func ReportGaps(t *record.Teller, all []*Insats, towns []string, people People) []report.Block {
	told, untold := TownsTold(t.View, towns)
	if len(told) == 0 {
		return nil
	}
	var stages []string
	for _, stage := range Stages() {
		if stage != UnknownStage {
			stages = append(stages, stage)
		}
	}
	gaps, lone := IndexWithin(t.View, ReachHome).Gaps(Ask{Municipalities: told, Incomes: record.Vocabulary("income"), Stages: stages, Certain: true,
		PartyOf: func(x *Insats) string { return party.PartyOf(t.View, x.Provider) }}, people)
	blocks := gapBlocks(t, gaps)
	if len(untold) > 0 {
		blocks = append(blocks, quietly(t.T("reporting.gaps.untold", InTowns(t.Lang, untold))))
	}
	blocks = append(blocks, quietly(t.T("gaps.rule.home")))
	blocks = append(blocks, loneBlocks(t, lone)...)
	return append(blocks, plainBlocks(t, all, told)...)
}

func quietly(s string) report.Block {
	return report.Paragraph{Style: report.Quiet, Text: report.Say(s)}
}

// TownsTold parts municipalities into those that any insats is told of in, and the
// others.
func TownsTold(v *record.View, towns []string) (told, untold []string) {
	has := record.Once(v, townsToldQuestion{}, func() map[string]bool {
		has := map[string]bool{}
		for _, x := range CatalogueOf(v).All {
			for _, code := range x.ToldIn(v) {
				has[code] = has[code] || x.TakesPeople()
			}
		}
		return has
	})
	for _, code := range towns {
		if has[code] {
			told = append(told, code)
		} else {
			untold = append(untold, code)
		}
	}
	return told, untold
}

type townsToldQuestion struct{}

// gapBlocks says the gaps in words, those that concern most people first.
func gapBlocks(t *record.Teller, gaps []Gap) []report.Block {
	if len(gaps) == 0 {
		return []report.Block{report.Paragraph{Style: report.Lead, Text: report.Say(t.T("gaps.no_gaps"))}}
	}
	var list report.List
	for _, g := range gaps[:min(len(gaps), mostTold)] {
		line := report.Line{{Text: text.UpperFirst(g.Say(t.Lang, true))}}
		if g.Known {
			line = append(line, report.Span{Text: " " + text.Sentence(PeopleSaid(t.Lang, g.People, true))})
		}
		list.Items = append(list.Items, report.Item{Text: line})
	}
	blocks := []report.Block{report.Paragraph{Style: report.Lead, Text: report.Say(t.T("reporting.gaps.count", len(gaps)))}, list}
	if rest := len(gaps) - len(list.Items); rest > 0 {
		blocks = append(blocks, quietly(t.T("reporting.rest", rest)))
	}
	return append(blocks, gapTable(t, gaps))
}

// gapTable has all gaps, for workbooks.
func gapTable(t *record.Teller, gaps []Gap) report.Table {
	table := report.Table{Caption: t.T("reporting.gaps.sheet"), Sheet: t.T("reporting.gaps.sheet"), Behind: true}
	for _, c := range []struct {
		name string
		kind report.Kind
	}{{"gap", report.Words}, {"towns", report.Words}, {"from", report.Number}, {"to", report.Number}, {"incomes", report.Words}, {"stages", report.Words}, {"people", report.Number}} {
		table.Columns = append(table.Columns, report.Column{Title: t.T("reporting.gaps." + c.name), Kind: c.kind})
	}
	for _, g := range gaps {
		incomes := make([]string, len(g.Incomes))
		for i, word := range g.Incomes {
			incomes[i] = t.T("income." + word)
		}
		from, to, people := float64(g.AgeFrom), float64(g.AgeTo), report.Cell{Text: report.Say("–")}
		if g.Known {
			people = report.Cell{Text: report.Say(t.Lang.Number(g.People)), Number: &g.People}
		}
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{saidCell(g.Say(t.Lang, true)), saidCell(AllTowns(t.Lang, g.Municipalities)),
			{Text: report.Say(strconv.Itoa(g.AgeFrom)), Number: &from}, {Text: report.Say(strconv.Itoa(g.AgeTo)), Number: &to},
			saidCell(strings.Join(incomes, "; ")), saidCell(StageList(t.Lang, g.Stages)), people}})
	}
	return table
}

// loneBlocks tells what hangs on one insats or one party.
func loneBlocks(t *record.Teller, lone []Lone) []report.Block {
	if len(lone) == 0 {
		return nil
	}
	var list report.List
	for _, x := range lone[:min(len(lone), mostTold)] {
		list.Items = append(list.Items, report.Item{Text: append(onWhat(t, x), report.Span{Text: " " + x.Say(t.Lang, true)})})
	}
	blocks := []report.Block{report.Heading{Level: 2, Text: t.T("gaps.lone")}, report.Paragraph{Text: report.Say(t.T("gaps.lone.note"))}, list}
	if rest := len(lone) - len(list.Items); rest > 0 {
		blocks = append(blocks, quietly(t.T("reporting.gaps.lone_more", rest)))
	}
	return blocks
}

// onWhat names the one insats or the one party.
func onWhat(t *record.Teller, x Lone) report.Line {
	if only := Insatser.Find(t.View, x.Insats); only != nil {
		return report.Line{{Text: t.T("gaps.lone.insats") + " "}, {Text: only.Name, Bold: true}}
	}
	name := t.T("gaps.lone.nobody")
	if x.Party != "" {
		name = party.Called(t, x.Party, "")
	}
	return report.Line{{Text: t.T("gaps.lone.party") + " "}, {Text: name, Bold: true}}
}

// plainBlocks says what can plainly be seen in the catalogue: age limits, and what
// is open to one income alone.
func plainBlocks(t *record.Teller, all []*Insats, towns []string) []report.Block {
	var list report.List
	add := func(said string, of []*Insats) {
		item := report.Item{Text: report.Say(said)}
		for _, x := range of[:min(len(of), mostTold)] {
			item.Items = append(item.Items, report.Item{Text: report.Say(x.Name)})
		}
		if rest := len(of) - len(item.Items); rest > 0 {
			item.Items = append(item.Items, report.Item{Text: report.Say(t.T("reporting.gaps.plain_more", rest))})
		}
		list.Items = append(list.Items, item)
	}
	for _, l := range AgeLimits(all, towns) {
		add(t.T("gaps.plain.age", len(l.Insatser), strconv.Itoa(l.Age), InTowns(t.Lang, towns)), l.Insatser)
	}
	for _, o := range OnlyForOne(all, towns) {
		add(t.T("gaps.plain.only", len(o.Insatser), WhoHas(t.Lang, []string{o.Income}), InTowns(t.Lang, towns)), o.Insatser)
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []report.Block{report.Heading{Level: 2, Text: t.T("gaps.plain")}, list}
}
