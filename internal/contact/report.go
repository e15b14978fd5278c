package contact

import (
	"slices"
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Collaboration says how an actor finds working with others, as it tells of it:
// with whom most and least, with whom it is easy and hard, and what it wants.
func Collaboration(t *record.Teller, relations []*Relation, home string) report.Terms {
	var terms report.Terms
	add := func(term string, of []*Relation, notes bool) {
		if len(of) == 0 {
			return
		}
		terms = append(terms, report.Term{Term: term, Text: report.Say(partners(t, of, home, notes)), Mark: markOf(t, of)})
	}
	for _, intensity := range slices.Backward(record.Vocabulary("intensity")) {
		add(t.T("reporting.relation.works."+intensity), where(relations, func(r *Relation) bool { return r.Intensity == intensity }), true)
	}
	for _, ease := range slices.Backward(record.Vocabulary("ease")) {
		add(t.T("reporting.relation.ease."+ease), where(relations, func(r *Relation) bool { return r.Ease == ease }), false)
	}
	for _, want := range record.Vocabulary("wants") {
		add(t.T("reporting.relation.wants."+want), where(relations, func(r *Relation) bool { return slices.Contains(r.Wants, want) }), false)
	}
	// Notes are said where somebody is named first.
	add(t.T("reporting.relation.also"), where(relations, func(r *Relation) bool { return r.Intensity == "" && r.Note == "" && r.saysNothing() }), false)
	add(t.T("reporting.relation.notes"), where(relations, func(r *Relation) bool { return r.Intensity == "" && r.Note != "" }), true)
	return terms
}

// saysNothing tells whether a relation only says that there is one.
func (r *Relation) saysNothing() bool { return r.Ease == "" && len(r.Wants) == 0 }

func where(all []*Relation, is func(*Relation) bool) []*Relation {
	return slices.DeleteFunc(slices.Clone(all), func(r *Relation) bool { return !is(r) })
}

// partners says with whom, in Swedish order. Where notes are asked for, those with
// the same are said together, with how formal it is and what else was told.
func partners(t *record.Teller, relations []*Relation, home string, notes bool) string {
	text.SortBy(relations, func(r *Relation) string { return endCalled(t, r.To, home) })
	var order []string
	names := map[string][]string{} // by what is noted
	for _, r := range relations {
		note, name := "", endCalled(t, r.To, home)
		if notes {
			note = relationNotes(t, r)
		}
		if names[note] == nil {
			order = append(order, note)
		}
		if !slices.Contains(names[note], name) {
			names[note] = append(names[note], name)
		}
	}
	var said []string
	for _, note := range order {
		who := t.Lang.List(names[note])
		switch n := len(names[note]); {
		case note == "":
		case n == 1:
			who += " (" + note + ")"
		case n == 2:
			who += " (" + t.T("reporting.relation.for_both", note) + ")"
		default:
			who += " (" + t.T("reporting.relation.for_all", note) + ")"
		}
		said = append(said, who)
	}
	return strings.Join(said, "; ")
}

func relationNotes(t *record.Teller, r *Relation) string {
	var said []string
	if r.Formality != "" && r.Formality != "unknown" {
		said = append(said, t.T("reporting.relation.form."+r.Formality))
	}
	if r.Note != "" {
		said = append(said, strings.TrimSuffix(t.Named(r.Note), "."))
	}
	return strings.Join(said, "; ")
}

// Told puts relations in a table by who tells of them, in Swedish order: how much
// they work together, how easy it is and what is wanted.
func Told(t *record.Teller, relations []*Relation) report.Table {
	table := report.Table{}
	for _, c := range []struct {
		name  string
		share float64
	}{{"who", 4}, {"with", 3}, {"intensity", 2}, {"ease", 2}, {"wants", 2}, {"notes", 4}} {
		table.Columns = append(table.Columns, report.Column{Title: t.T("reporting.relation.column." + c.name), Share: c.share})
	}
	relations = slices.Clone(relations)
	text.SortBy(relations, func(r *Relation) string { return endCalled(t, r.From, "") })
	for _, r := range relations {
		cells := []string{endCalled(t, r.From, ""), endCalled(t, r.To, ""), word(t, "intensity", r.Intensity), word(t, "ease", r.Ease), wantsOf(t, r), relationNotes(t, r)}
		row := report.Row{Mark: t.Mark(r)}
		for _, cell := range cells {
			row.Cells = append(row.Cells, report.Cell{Text: report.Say(cell)})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func word(t *record.Teller, vocabulary, word string) string {
	if word == "" {
		return ""
	}
	return t.T(vocabulary + "." + word)
}

func wantsOf(t *record.Teller, r *Relation) string {
	var said []string
	for _, want := range r.Wants {
		said = append(said, t.T("wants."+want))
	}
	return strings.Join(said, ", ")
}

func markOf[T record.Body](t *record.Teller, of []T) report.Mark {
	mark := t.Mark(of[0])
	for _, b := range of[1:] {
		if t.Mark(b) != mark {
			return report.Changed
		}
	}
	return mark
}

// endCalled is what one end of a relation or a path is called in a sentence.
func endCalled(t *record.Teller, end, home string) string {
	if end == "municipality" || end == "region" {
		return t.T("insight.every_" + end)
	}
	if IsKind(end) {
		return EndName(t.View, t.Lang, end)
	}
	return party.Called(t, end, home)
}

// WaysInto says how others get into somebody, as it was told: the best ways
// first, and last those that are missed.
func WaysInto(t *record.Teller, paths []*Path) report.List {
	ways := make([]Way, len(paths))
	for i, p := range paths {
		ways[i] = Way{Path: p, Freshness: t.View.Freshness(p)}
		ways[i].rankPath(p, itself, itself)
		ways[i].rankTrust(p.PersonBound)
	}
	slices.SortStableFunc(ways, func(a, b Way) int {
		if a.Path.saysNo() != b.Path.saysNo() {
			return boolean(a.Path.saysNo()) - boolean(b.Path.saysNo())
		}
		return better(a, b)
	})
	var list report.List
	for _, w := range ways {
		list.Items = append(list.Items, report.Item{Text: wayLine(t, w.Path), Mark: t.Mark(w.Path)})
	}
	return list
}

func boolean(is bool) int {
	if is {
		return 1
	}
	return 0
}

// wayLine says one way: from whom, how, and what is known of it.
func wayLine(t *record.Teller, p *Path) report.Line {
	line := report.Line{{Text: t.T("reporting.way.from", endCalled(t, p.From, "")), Bold: true}, {Text: ": " + wayWords(t, p)}}
	for _, c := range p.Channels {
		if c.Value != "" {
			line = append(line, report.Span{Text: ", " + t.T("channel."+c.Type) + " "}, channel(c))
		}
		if c.Hours != "" {
			line = append(line, report.Span{Text: " (" + c.Hours + ")"})
		}
	}
	line = append(line, report.Span{Text: "."})
	if p.Note != "" {
		line = append(line, report.Span{Text: " " + text.Sentence(t.Named(p.Note))})
	}
	return line
}

func channel(c Channel) report.Span {
	s := report.Span{Text: c.Value}
	switch {
	case c.Type == "mail" && strings.Contains(c.Value, "@"):
		s.Link = "mailto:" + c.Value
	case c.Type == "web" && strings.HasPrefix(c.Value, "https://"):
		s.Link = c.Value
	}
	return s
}

func wayWords(t *record.Teller, p *Path) string {
	if p.Missing() {
		return t.T("reporting.way.missing")
	}
	var said []string
	switch {
	case p.Function != "" && p.Via != "" && p.Via != "function":
		said = append(said, t.T("reporting.way.by", t.T("via."+p.Via)+" – "+p.Function))
	case p.Function != "":
		said = append(said, t.T("reporting.way.by", p.Function))
	case p.Via != "":
		said = append(said, t.T("reporting.way.by", t.T("via."+p.Via)))
	}
	if p.Ease != "" {
		said = append(said, t.T("ease."+p.Ease))
	}
	if p.PersonBound != nil && *p.PersonBound {
		said = append(said, t.T("page.ways.on_one"))
	}
	if len(said) == 0 {
		return t.T("reporting.way.untold")
	}
	return strings.Join(said, ", ")
}
