package insight

import (
	"fmt"
	"slices"
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// called is what something is called in a sentence.
func called(l *text.Lang, name any) string { return fmt.Sprint(spoken(l, name)) }

// sayAll says sentences after each other as one paragraph; none if there are none.
func sayAll(l *text.Lang, all []Sentence) []report.Block {
	said := make([]string, len(all))
	for i, s := range all {
		said[i] = text.UpperFirst(s.Say(l))
	}
	if len(said) == 0 {
		return nil
	}
	return []report.Block{report.Paragraph{Text: report.Say(strings.Join(said, " "))}}
}

// lead is the plain sentence that stands before a picture and its table.
func lead(l *text.Lang, s Sentence) report.Block {
	return report.Paragraph{Style: report.Lead, Text: report.Say(text.UpperFirst(s.Say(l)))}
}

func note(s string) report.Block { return report.Paragraph{Style: report.Quiet, Text: report.Say(s)} }

// tableOf is an empty table with the columns of reporting.analysis.column.
func tableOf(t *record.Teller, name string, columns ...report.Column) report.Table {
	for i, c := range columns {
		columns[i].Title = t.T("reporting.analysis.column." + c.Title)
	}
	return report.Table{Caption: t.T("reporting.analysis." + name), Sheet: t.T("reporting.analysis.sheet." + name), Columns: columns}
}

func words(s string) report.Cell { return report.Cell{Text: report.Say(s)} }

func numberCell(l *text.Lang, n float64) report.Cell {
	return report.Cell{Text: report.Say(l.Number(n)), Number: &n}
}

func shareCell(l *text.Lang, s Share) report.Cell {
	n := float64(s.Percent())
	return report.Cell{Text: report.Say(l.T("insight.percent", s.Percent())), Number: &n}
}

// InReport says a number of meetings: "12", "8–12", "minst 4"; a dash if nobody
// has said.
func (m Meetings) InReport(l *text.Lang) string {
	switch {
	case m.Min == nil && m.Max == nil:
		return "–"
	case m.Max == nil && *m.Min == 0:
		return l.T("insightweb.as_needed")
	case m.Max == nil:
		return l.T("insightweb.least", rounded(*m.Min))
	case m.Min == nil:
		return l.T("insightweb.at_most", rounded(*m.Max))
	case rounded(*m.Min) == rounded(*m.Max):
		return l.Number(float64(rounded(*m.Min)))
	}
	return l.Number(float64(rounded(*m.Min))) + "–" + l.Number(float64(rounded(*m.Max)))
}

// cell says a number of meetings; a workbook reckons with what is one number.
func (m Meetings) cell(l *text.Lang) report.Cell {
	c := words(m.InReport(l))
	if m.Min != nil && m.Max != nil && rounded(*m.Min) == rounded(*m.Max) {
		c.Number = number(float64(rounded(*m.Min)))
	}
	return c
}

// cell says how many meetings are saved; a dash where some of them meet as needed.
func (s Saving) cell(l *text.Lang) report.Cell {
	if s.Meetings.Max == nil && s.Meetings.Min != nil && *s.Meetings.Min == 0 {
		return words("–")
	}
	return s.Meetings.cell(l)
}

// InFewWords says the span as a table has it: "16–29 år".
func (s Span) InFewWords(l *text.Lang) string {
	if s.From == s.To {
		return l.T("insightweb.age", s.From)
	}
	return l.T("insightweb.ages", s.From, s.To)
}

func spansSaid(l *text.Lang, all []Span) string {
	said := make([]string, len(all))
	for i, s := range all {
		said[i] = s.InFewWords(l)
	}
	return strings.Join(said, ", ")
}

func (x *Index) namesOf(l *text.Lang, ids []string) string {
	said := make([]string, len(ids))
	for i, id := range ids {
		said[i] = called(l, x.endName(id))
	}
	return strings.Join(said, "; ")
}

func (x *Index) forumsSaid(ids []string) string {
	said := make([]string, len(ids))
	for i, id := range ids {
		said[i] = x.forumName(id)
	}
	return strings.Join(said, "; ")
}

// TellsOfNetwork tells whether there is anything in a scope to analyse.
func (x *Index) TellsOfNetwork(s Scope) bool {
	g := x.Network(s)
	return len(g.Nodes)+len(g.Alone) > 0
}

// mostPairs is how many pairs of forums are put into words.
const mostPairs = 3

// ReportOverlap tells which forums gather the same actors: of a party, those in
// which it sits.
func (x *Index) ReportOverlap(t *record.Teller, s Scope, of string) []report.Block {
	all := x.Overlaps(OverlapQuestion{Scope: s})
	if of != "" {
		within := x.within(of)
		all = slices.DeleteFunc(slices.Clone(all), func(o Overlap) bool { return !share(o.Shared, within) })
	}
	if len(all) == 0 {
		return []report.Block{lead(t.Lang, say("reporting.analysis.no_overlap"))}
	}
	blocks := []report.Block{lead(t.Lang, say("insightweb.overlaps.count", len(all), Share(Alike)))}
	own := x.OwnOverlaps(s, all)
	if n := len(own); n > 0 && n < len(all) {
		blocks = append(blocks, report.Paragraph{Text: report.Say(t.T("insightweb.overlaps.own", n))})
	}
	var list report.List
	for _, o := range slices.Concat(own, all) {
		if item := (report.Item{Text: report.Say(o.Reading.Say(t.Lang))}); len(list.Items) < mostPairs && !slices.ContainsFunc(list.Items, func(i report.Item) bool { return i.Text.String() == item.Text.String() }) {
			list.Items = append(list.Items, item)
		}
	}
	table := tableOf(t, "overlaps", report.Column{Title: "forum", Share: 3}, report.Column{Title: "other", Share: 3}, report.Column{Title: "alike", Kind: report.Share, Share: 1.3},
		report.Column{Title: "both", Share: 4}, report.Column{Title: "saves", Kind: report.Number, Share: 2.2})
	for _, o := range all {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(x.forumName(o.A)), words(x.forumName(o.B)), shareCell(t.Lang, Share(o.Similarity)),
			words(x.namesOf(t.Lang, o.Shared)), o.Saves.cell(t.Lang)}})
	}
	return slices.Concat(blocks, []report.Block{list}, t.Shortened(table), []report.Block{note(t.T("reporting.analysis.overlaps.note"))})
}

// ReportLoad tells who sits in how many meetings a year.
func (x *Index) ReportLoad(t *record.Teller, s Scope, of string) []report.Block {
	all := x.Loads(LoadQuestion{Scope: s, Actor: of})
	if len(all) == 0 {
		return []report.Block{lead(t.Lang, say("reporting.analysis.no_load"))}
	}
	blocks := []report.Block{lead(t.Lang, all[0].Reading)}
	if n := len(all); n > 1 {
		var next []Sentence
		for _, l := range all[1:min(n, 3)] {
			next = append(next, l.Reading)
		}
		blocks = append(blocks, sayAll(t.Lang, next)...)
	}
	if f, ok := x.findRhythm(s); ok {
		blocks = append(blocks, sayAll(t.Lang, []Sentence{f.Text})...)
	}
	if d := x.loadPicture(t.Lang, s, all); d != nil {
		blocks = append(blocks, report.Figure{Caption: t.T("reporting.analysis.load"), Alt: d.About, Drawing: d})
	}
	table := tableOf(t, "loads", report.Column{Title: "who", Share: 5}, report.Column{Title: "meetings", Kind: report.Number, Share: 2}, report.Column{Title: "forums", Kind: report.Number, Share: 1.3},
		report.Column{Title: "unsaid", Kind: report.Number, Share: 2}, report.Column{Title: "times", Kind: report.Number, Share: 2})
	for _, l := range all {
		times := words("–")
		if l.Times > 0 {
			times = numberCell(t.Lang, float64(int(l.Times*10+.5))/10)
		}
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(called(t.Lang, x.sitterName(l.Actor, l.Function))), l.Meetings.cell(t.Lang),
			numberCell(t.Lang, float64(len(l.Forums))), numberCell(t.Lang, float64(len(l.Unknown)+len(l.AsNeeded))), times}})
	}
	return slices.Concat(blocks, t.Shortened(table), []report.Block{note(t.T("reporting.analysis.loads.note"))}, x.functionLoads(t, s, of))
}

// functionLoads are the loads of functions, for workbooks: which function of a
// unit it is that sits in so many meetings.
func (x *Index) functionLoads(t *record.Teller, s Scope, of string) []report.Block {
	table := tableOf(t, "functions", report.Column{Title: "who"}, report.Column{Title: "function"}, report.Column{Title: "meetings", Kind: report.Number}, report.Column{Title: "forums", Kind: report.Number})
	table.Behind = true
	for _, l := range x.Loads(LoadQuestion{Scope: s, By: ByFunction, Actor: of}) {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(called(t.Lang, x.endName(l.Actor))), words(text.UpperFirst(l.Function)), l.Meetings.cell(t.Lang), numberCell(t.Lang, float64(len(l.Forums)))}})
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return []report.Block{table}
}

// ReportDependence tells what falls when one unit, function, forum or person goes.
func (x *Index) ReportDependence(t *record.Teller, s Scope, of string) []report.Block {
	all := x.Dependencies(s)
	if of != "" {
		all = slices.DeleteFunc(slices.Clone(all), func(d Dependency) bool { return !x.concerns(d, of) })
	}
	cuts := x.Cuts(s)
	blocks := []report.Block{lead(t.Lang, cuts.Reading)}
	if len(all) == 0 {
		return append(blocks, report.Paragraph{Text: report.Say(t.T("insightweb.dependence.none"))})
	}
	next := []Sentence{x.readDependency(all[0])}
	if f, ok := x.findPersons(s); ok {
		next = append(next, f.Text)
	}
	blocks = append(blocks, sayAll(t.Lang, next)...)
	table := tableOf(t, "dependencies", report.Column{Title: "what", Share: 4}, report.Column{Title: "sort", Share: 1.5}, report.Column{Title: "separates", Share: 4},
		report.Column{Title: "ways", Kind: report.Number, Share: 1.4}, report.Column{Title: "forums_without", Kind: report.Number, Share: 1.6})
	for _, d := range all {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(text.UpperFirst(x.elementSaid(t, d))), words(t.T("insightweb.element." + d.Kind)),
			words(x.pairsSaid(t.Lang, d.Separates)), numberCell(t.Lang, float64(len(d.ContactPaths))), numberCell(t.Lang, float64(len(d.Forums)))}})
	}
	return slices.Concat(blocks, t.Shortened(table), []report.Block{note(t.T("reporting.analysis.dependencies.note"))})
}

// concerns tells whether what is lost is a party's.
func (x *Index) concerns(d Dependency, of string) bool {
	return party.PartyOf(x.v, d.ID) == of || d.Actor != "" && party.PartyOf(x.v, d.Actor) == of ||
		slices.ContainsFunc(d.Separates, func(p [2]string) bool { return p[0] == of || p[1] == of })
}

// elementSaid names what may go away: of a person, only where the way leads that
// hangs on her.
func (x *Index) elementSaid(t *record.Teller, d Dependency) string {
	if d.Kind == NodePerson && len(d.ContactPaths) > 0 {
		return t.T("reporting.analysis.person", called(t.Lang, x.elementName(Element{ID: d.ContactPaths[0], Kind: TiePath})))
	}
	return called(t.Lang, x.elementName(d.Element))
}

// mostPairsSaid is how many pairs of parties stand in a cell.
const mostPairsSaid = 4

func (x *Index) pairsSaid(l *text.Lang, pairs [][2]string) string {
	if len(pairs) == 0 {
		return "–"
	}
	return called(l, seriesOf(pairs, mostPairsSaid, func(p [2]string) any {
		return say("insight.dependence.pair", x.partyWord(p[0]), x.partyWord(p[1]))
	}))
}
