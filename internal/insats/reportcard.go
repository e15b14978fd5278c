package insats

import (
	"slices"
	"strings"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// The most letters that the parts of a card have, so that it keeps within an A6.
const (
	cardTitle  = 70
	cardLead   = 150
	cardLine   = 64
	cardSource = 60
	cardForAll = 560 // all but the foot; whom it is for has what the others leave
	cardForWho = 130 // but this much at the least
)

// CardOf is the card of an insats: what it is, whom it is for and how one gets in.
// Long texts are cut at a word.
func CardOf(t *record.Teller, x *Insats) report.Card {
	w := telling{t, x}
	c := report.Card{Title: text.Short(x.Name, cardTitle), Lead: text.Short(w.lead(), cardLead), Foot: w.foot()}
	if x.Stage != "" {
		c.Kicker = text.UpperFirst(StageWord(t.Lang, x.Stage))
	}
	add := func(key, said string) {
		if said != "" {
			c.Terms = append(c.Terms, report.Term{Term: t.T("reporting.insats." + key), Text: report.Say(text.Short(text.UpperFirst(said), cardLine))})
		}
	}
	if towns := x.Towns(); len(towns) > 0 {
		add("where", InTowns(t.Lang, towns))
	}
	at := len(c.Terms)
	add("provider", w.provider())
	add("in", x.HowIn(t.View, t.Lang))
	add("ways", w.ways())
	if x.Places != nil {
		add("places", t.T("insatsweb.n_places", *x.Places))
	}
	add("room", w.room())
	letters := len([]rune(c.Title + c.Lead))
	for _, term := range c.Terms {
		letters += len([]rune(term.Text.String()))
	}
	said := text.Short(w.onCard(), max(cardForAll-letters, cardForWho))
	c.Terms = slices.Insert(c.Terms, at, report.Term{Term: t.T("reporting.insats.for"), Text: report.Say(said)})
	return c
}

func (w telling) lead() string {
	if w.x.Purpose != "" {
		return text.Sentence(w.x.Purpose)
	}
	return text.UpperFirst(strings.Join(w.x.Content, ", "))
}

// onCard says whom an insats is for: its groups in a few words.
func (w telling) onCard() string {
	if w.x.Stage == structural {
		return w.T("insatsweb.rule.structural")
	}
	groups := w.groups((*Criteria).InBrief)
	if len(groups) == 0 {
		return w.T("reporting.insats.open")
	}
	return strings.Join(groups, " "+w.T("reporting.insats.or")+" ")
}

// foot says when it was confirmed and by what source it is known.
func (w telling) foot() string {
	var said []string
	if on := w.View.ConfirmedOn(w.x); !on.IsZero() {
		said = append(said, w.T("reporting.insats.confirmed", on))
	}
	if src := w.View.SourceOf(w.x); src != nil {
		said = append(said, w.T("reporting.insats.source", text.Short(src.Title, cardSource)))
	}
	return strings.Join(said, " ")
}

// Table puts insatser in a table for workbooks, one a row.
func Table(t *record.Teller, all []*Insats) report.Table {
	table := report.Table{Caption: t.T("reporting.insats.sheet"), Sheet: t.T("reporting.insats.sheet"), Behind: true}
	for _, c := range reportColumns {
		table.Columns = append(table.Columns, report.Column{Title: t.T("reporting.insats." + c.name), Kind: c.kind})
	}
	for _, x := range all {
		row := report.Row{Mark: t.Mark(x)}
		for _, c := range reportColumns {
			row.Cells = append(row.Cells, c.cell(telling{t, x}))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// reportColumns are those of the table of insatser.
var reportColumns = []struct {
	name string
	kind report.Kind
	cell func(telling) report.Cell
}{
	{"name", report.Words, func(w telling) report.Cell { return saidCell(w.x.Name) }},
	{"where", report.Words, func(w telling) report.Cell { return saidCell(AllTowns(w.Lang, w.x.ToldIn(w.View))) }},
	{"stage", report.Words, func(w telling) report.Cell { return saidCell(StageWord(w.Lang, w.x.KnownStage())) }},
	{"provider", report.Words, func(w telling) report.Cell { return saidCell(w.provider()) }},
	{"purpose", report.Words, func(w telling) report.Cell { return saidCell(w.x.Purpose) }},
	{"for", report.Words, func(w telling) report.Cell { return saidCell(w.forWhom()) }},
	{"in", report.Words, func(w telling) report.Cell { return saidCell(w.x.HowIn(w.View, w.Lang)) }},
	{"places", report.Number, func(w telling) report.Cell {
		if w.x.Places == nil {
			return report.Cell{}
		}
		n := float64(*w.x.Places)
		return report.Cell{Text: report.Say(w.Lang.Number(n)), Number: &n}
	}},
	{"duration", report.Words, func(w telling) report.Cell { return saidCell(w.duration()) }},
	{"methods", report.Words, func(w telling) report.Cell { return saidCell(strings.Join(w.x.Methods, ", ")) }},
	{"status", report.Words, func(w telling) report.Cell { return saidCell(w.word("insats_status", w.x.Status)) }},
	{"last", report.Day, func(w telling) report.Cell {
		on := w.View.ConfirmedOn(w.x)
		if on.IsZero() {
			return report.Cell{}
		}
		return report.Cell{Text: report.Say(w.Lang.Date(on)), Date: on}
	}},
}

func saidCell(s string) report.Cell { return report.Cell{Text: report.Say(s)} }
