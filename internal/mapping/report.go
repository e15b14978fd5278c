package mapping

import (
	"cmp"
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// sayings are the headings under which a report takes up statements, in order,
// with their kinds.
var sayings = []struct {
	heading string
	kinds   []string
}{
	{"works", []string{"works_well", "promoting"}},
	{"needs", []string{"needs_development"}},
	{"obstacles", []string{"obstacle"}},
	{"wishes", []string{"wish"}},
	{"areas", []string{"development_area"}},
	{"desired", []string{"desired_state"}},
	{"recommended", []string{"recommendation"}},
	{"opinions", []string{"opinion", ""}},
	{"lessons", []string{"lesson"}},
	{"reflections", []string{"reflection"}},
}

// Said is some statements that stand under a heading together.
type Said struct {
	Heading    string // in the language of the report
	Statements []*Statement
}

// BySaying sorts statements under what they say, by their kind; those that their
// source has under a heading of its own keep it.
func BySaying(t *record.Teller, all []*Statement) []Said {
	var groups []Said
	add := func(heading string, s *Statement) {
		i := slices.IndexFunc(groups, func(g Said) bool { return g.Heading == heading })
		if i < 0 {
			groups = append(groups, Said{Heading: heading})
			i = len(groups) - 1
		}
		groups[i].Statements = append(groups[i].Statements, s)
	}
	for _, saying := range sayings {
		for _, s := range all {
			if slices.Contains(saying.kinds, s.Type) {
				add(cmp.Or(s.Heading, t.T("reporting.said."+saying.heading)), s)
			}
		}
	}
	return groups
}

// ArrangesByFactor tells whether what is said of a place is better told by the
// factors that collaboration hangs on (Danermark) than by kind: where much is
// said of it as a whole, and of several factors.
func ArrangesByFactor(all []*Statement) bool {
	const much, several = 10, 3
	return len(all) >= much && len(ByFactor(all)) >= several
}

// Lists says statements, each group under a heading of the level, with who says
// each unless it is the teller that is being told of.
func Lists(t *record.Teller, groups []Said, level int, teller string) []report.Block {
	var blocks []report.Block
	for _, g := range groups {
		blocks = append(blocks, report.Heading{Level: level, Text: g.Heading})
		blocks = append(blocks, Points(t, g.Statements, teller)...)
	}
	return blocks
}

// Points says statements as points. Who says them is said once where it is one for
// all of them.
func Points(t *record.Teller, all []*Statement, teller string) []report.Block {
	who, list := items(t, all, teller)
	if who == "" {
		return []report.Block{list}
	}
	return []report.Block{report.Paragraph{Text: report.Say(t.T("reporting.said.by", who)), Style: report.Quiet}, list}
}

// items makes points of statements, and tells who says all of them if there are
// several with one to say them; else each has its own.
func items(t *record.Teller, all []*Statement, teller string) (who string, list report.List) {
	who = speaker(t, all[0], teller)
	if len(all) < 2 || slices.ContainsFunc(all, func(s *Statement) bool { return speaker(t, s, teller) != who }) {
		who = ""
	}
	for _, s := range all {
		line := report.Say(s.Text)
		if by := speaker(t, s, teller); by != who {
			line = append(line, report.Span{Text: " – " + by, Italic: true})
		}
		list.Items = append(list.Items, report.Item{Text: line, Mark: t.Mark(s)})
	}
	return who, list
}

// speaker says who says a statement and in which role; "" where that goes
// without saying.
func speaker(t *record.Teller, s *Statement, teller string) string {
	who, as := "", ""
	if s.By != "" && s.By != teller {
		who = party.Called(t, s.By, party.PartyOf(t.View, teller))
	}
	if s.KnownPerspective() != "unknown" {
		as = t.T("reporting.speaker." + s.Perspective)
	}
	if who != "" && as != "" {
		return who + ", " + as
	}
	return cmp.Or(who, as)
}

// FactorList says the statements of one factor: what each comes down to, with
// the statements under it.
func FactorList(t *record.Teller, all []*Statement) report.List {
	var list report.List
	for _, g := range BySaying(t, all) {
		who, under := items(t, g.Statements, "")
		line := report.Line{{Text: g.Heading, Bold: true}}
		if who != "" {
			line = append(line, report.Span{Text: " – " + who, Italic: true})
		}
		list.Items = append(list.Items, report.Item{Text: line, Items: under.Items})
	}
	return list
}

// InReport says how many statements there are of each sort: "12 om vad som
// fungerar, 8 om vad som behöver utvecklas och 3 önskemål".
func InReport(l *text.Lang, all []*Statement) string {
	counts := Count(all)
	var said []string
	for _, stance := range Stances() {
		if n := counts[stance]; n > 0 {
			said = append(said, l.T("reporting.counted."+stance, n))
		}
	}
	return l.List(said)
}
