package insight

import (
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// ReportCoverage tells at which ages the four parties meet in each of some
// municipalities, and then of each of them which parties do. It tells nothing if
// the map tells of none of them.
func (x *Index) ReportCoverage(t *record.Teller, towns []string) []report.Block {
	told, untold := x.toldAndUntold(towns)
	if len(told) == 0 {
		return nil
	}
	blocks := x.CoverageStrip(t, told)
	blocks = append(append(blocks, t.Shortened(x.coverageTable(t, told))...), note(t.T("reporting.analysis.coverage.note")))
	if len(untold) > 0 {
		blocks = append(blocks, note(t.T("insightweb.coverage.places.untold", t.Lang.List(placeNames(untold)))))
	}
	for _, code := range told {
		if len(told) > 1 {
			blocks = append(blocks, report.Heading{Level: 2, Text: Scope{Municipality: code}.Name(x.v)})
		}
		blocks = append(blocks, x.coverageOf(t, code)...)
	}
	return append(blocks, x.coverageBehind(t, told))
}

func (x *Index) toldAndUntold(towns []string) (told, untold []string) {
	for _, code := range towns {
		if x.TellsOf(code) {
			told = append(told, code)
		} else {
			untold = append(untold, code)
		}
	}
	return told, untold
}

// CoverageStrip says of whom least is met, and draws the ages at which all four
// parties meet, a row for each municipality.
func (x *Index) CoverageStrip(t *record.Teller, towns []string) []report.Block {
	towns, _ = x.toldAndUntold(towns)
	if len(towns) == 0 {
		return nil
	}
	s := newStrip(t.Lang, t.T("reporting.analysis.strip"))
	said := make([]string, len(towns))
	for i, code := range towns {
		name := Scope{Municipality: code}.Name(x.v)
		row := x.CoverageGrid(CoverageQuestion{Municipality: code}, forum.MainKinds()).Rows[0]
		s.add(name, row)
		said[i] = name + ": " + rowSaid(t.Lang, row)
	}
	d := s.picture(t.T("reporting.analysis.strip.alt", strings.Join(said, ". ")))
	return []report.Block{lead(t.Lang, x.mainGap(towns)), report.Figure{Caption: d.Title, Alt: d.About, Drawing: d}, note(t.T("reporting.analysis.strip.note"))}
}

// mainGap says where fewest ages are covered, or that all are everywhere.
func (x *Index) mainGap(towns []string) Sentence {
	var worst CoverageAnswer
	for _, code := range towns {
		if a := x.Coverage(CoverageQuestion{Municipality: code}); worst.Municipality == "" || a.Share() < worst.Share() {
			worst = a
		}
	}
	if len(worst.Gaps) == 0 && len(towns) > 1 {
		return say("reporting.analysis.no_gap")
	}
	return worst.Reading[0]
}

func rowSaid(l *text.Lang, row GridRow) string {
	if len(row.Gaps) == 0 {
		return l.T("insightweb.coverage.no_gap")
	}
	return l.T("insightweb.coverage.gap_at", spansSaid(l, row.Gaps))
}

// coverageTable has a row for each municipality.
func (x *Index) coverageTable(t *record.Teller, towns []string) report.Table {
	table := tableOf(t, "coverage", report.Column{Title: "town", Share: 2}, report.Column{Title: "met", Share: 3}, report.Column{Title: "gaps", Share: 3},
		report.Column{Title: "covered", Kind: report.Share, Share: 1.5}, report.Column{Title: "formally", Kind: report.Share, Share: 1.5})
	for _, code := range towns {
		a := x.Coverage(CoverageQuestion{Municipality: code})
		formally := words("–")
		if q, _ := x.coverageAsked(code); q.Formality != "" {
			formally = shareCell(t.Lang, x.Coverage(q).Share())
		}
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(Scope{Municipality: code}.Name(x.v)), words(orDash(spansSaid(t.Lang, a.met()))),
			words(orDash(spansSaid(t.Lang, a.Gaps))), shareCell(t.Lang, a.Share()), formally}})
	}
	return table
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// met are the ages that are covered, whatever forums cover them.
func (a CoverageAnswer) met() []Span {
	var all []Span
	for _, c := range a.Covered {
		if n := len(all); n > 0 && all[n-1].To == c.From-1 {
			all[n-1].To = c.To
			continue
		}
		all = append(all, c.Span)
	}
	return all
}

// coverageOf tells of one municipality: its main gap and what would close it, and
// at which ages which parties meet.
func (x *Index) coverageOf(t *record.Teller, code string) []report.Block {
	q, _ := x.coverageAsked(code)
	blocks := sayAll(t.Lang, x.Coverage(q).Reading)
	if q.Formality != "" {
		if any := x.Coverage(CoverageQuestion{Municipality: code}); any.Share() != x.Coverage(q).Share() {
			blocks = append(blocks, sayAll(t.Lang, any.Reading[:1])...)
		}
	}
	s := newStrip(t.Lang, t.T("reporting.analysis.sets", Scope{Municipality: code}.Name(x.v)))
	var said []string
	for _, row := range x.CoverageGrid(CoverageQuestion{Municipality: code}, shownSets()...).Rows {
		name := x.setName(t.Lang, row.Parties)
		s.add(name, row)
		said = append(said, name+": "+rowSaid(t.Lang, row))
	}
	d := s.picture(t.T("reporting.analysis.strip.alt", strings.Join(said, ". ")))
	return append(blocks, report.Figure{Caption: d.Title, Alt: d.About, Drawing: d})
}

// shownSets are the sets of parties that are drawn: all of them, and each pair.
func shownSets() [][]string {
	all := forum.MainKinds()
	return slices.DeleteFunc(subsets(all), func(set []string) bool { return len(set) != 2 && len(set) != len(all) })
}

func (x *Index) setName(l *text.Lang, set []string) string {
	if slices.Equal(set, forum.MainKinds()) {
		return text.UpperFirst(l.T("insight.coverage.all_four"))
	}
	names := make([]string, len(set))
	for i, who := range set {
		names[i] = called(l, x.partyWord(who))
	}
	return text.UpperFirst(strings.Join(names, " + "))
}

// coverageBehind has what is behind the pictures, for workbooks: a row for each
// set of parties and each run of ages with the same forums.
func (x *Index) coverageBehind(t *record.Teller, towns []string) report.Table {
	table := tableOf(t, "coverage_ages", report.Column{Title: "town"}, report.Column{Title: "parties"}, report.Column{Title: "from_age", Kind: report.Number},
		report.Column{Title: "to_age", Kind: report.Number}, report.Column{Title: "forums", Kind: report.Number}, report.Column{Title: "which"})
	table.Behind = true
	for _, code := range towns {
		for _, row := range x.CoverageGrid(CoverageQuestion{Municipality: code}).Rows {
			for _, c := range row.all() {
				table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(Scope{Municipality: code}.Name(x.v)), words(x.setName(t.Lang, row.Parties)), numberCell(t.Lang, float64(c.From)),
					numberCell(t.Lang, float64(c.To)), numberCell(t.Lang, float64(len(c.Forums))), words(x.forumsSaid(c.Forums))}})
			}
		}
	}
	return table
}

// all are the covered ages and the gaps, from the youngest.
func (r GridRow) all() []Covered {
	all := slices.Clone(r.Covered)
	for _, gap := range r.Gaps {
		all = append(all, Covered{Span: gap})
	}
	slices.SortFunc(all, func(a, b Covered) int { return a.From - b.From })
	return all
}
