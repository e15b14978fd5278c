package report_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/pdf"
	"samkarta/internal/platform/text"
)

// lookAtPages looks at where everything stands.
func lookAtPages(t *testing.T, d *report.Document) {
	t.Helper()
	var strips []report.Placed
	must(t, report.WriteWatchedPDF(io.Discard, d, func(p report.Placed) {
		if p.Left < -0.1 || p.Top < -0.1 || p.Right > pdf.Width+0.1 || p.Bottom > pdf.Height+0.1 {
			t.Errorf("stands outside the page: %+v", p)
		}
		switch p.Kind {
		case "text", "mark", "card":
		default:
			strips = append(strips, p)
		}
	}))
	for i, s := range strips {
		if s.Bottom > report.PDFBottom+0.1 {
			t.Errorf("stands in the margin: %+v", s)
		}
		next := report.Placed{Page: -1}
		if i+1 < len(strips) {
			next = strips[i+1]
		}
		if next.Page == s.Page {
			if next.Top < s.Bottom-0.1 && s.Kind != "figure" {
				t.Errorf("%+v stands over %+v", next, s)
			}
			continue
		}
		if next.Page < 0 {
			continue
		}
		if s.Kind == "heading" || s.Kind == "header" || s.Kind == "first line" || s.Kind == "leading line" {
			t.Errorf("is the last on its page: %+v", s)
		}
		if next.Kind == "last line" || next.Kind == "row" {
			t.Errorf("is the first on its page: %+v", next)
		}
	}
}

// random makes reports of whatever kind.
type random struct{ *rand.Rand }

func (r random) words(most int) string {
	all := make([]string, r.IntN(most)+1)
	for i := range all {
		all[i] = []string{"samverkan", "å", "Arbetsmarknadsenhetens", "i", "ett", "forum", "1\u00a0234", "→", "försörjningsstödshandläggare"}[r.IntN(9)]
	}
	return strings.Join(all, " ")
}

func (r random) mark() report.Mark {
	return []report.Mark{"", "", report.New, report.Changed, report.Ended, report.Confirmed}[r.IntN(6)]
}

func (r random) block() report.Block {
	switch r.IntN(10) {
	case 0, 1:
		return report.Heading{Level: 2 + r.IntN(3), Text: r.words(14), Mark: r.mark()}
	case 2, 3, 4:
		style := []report.Style{report.Body, report.Body, report.Lead, report.Quiet, report.Quote, report.Note}[r.IntN(6)]
		return report.Paragraph{Style: style, Text: report.Say(r.words(200)), Mark: r.mark()}
	case 5:
		return report.List{Ordered: r.IntN(2) == 0, Items: []report.Item{{Text: report.Say(r.words(40))}, {Text: report.Say(r.words(5)), Items: []report.Item{{Text: report.Say(r.words(30)), Mark: r.mark()}}}}}
	case 6:
		return report.Terms{{Term: r.words(4), Text: report.Say(r.words(60))}, {Term: r.words(1), Text: report.Say(r.words(3))}}
	case 7:
		return report.Figure{Caption: r.words(20), Drawing: ring()}
	case 8:
		return report.Break{}
	}
	return r.table()
}

func (r random) table() report.Table {
	t := report.Table{Caption: r.words(20)}
	for range r.IntN(7) + 1 {
		t.Columns = append(t.Columns, report.Column{Title: r.words(3), Kind: report.Kind(r.IntN(4)), Share: float64(r.IntN(2) * r.IntN(3))})
	}
	for range 1 + r.IntN(60) {
		row := report.Row{Mark: r.mark(), Sum: r.IntN(20) == 0}
		for range t.Columns {
			row.Cells = append(row.Cells, report.Cell{Text: report.Say(r.words(1 + r.IntN(12)))})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func TestPagesOfAnyReport(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := random{rand.New(rand.NewPCG(seed, 5))}
			d := &report.Document{Lang: text.Sv, Title: r.words(6), Subtitle: r.words(6), Publisher: r.words(8), Cover: seed%2 == 0, Contents: seed%3 > 0, Front: []report.Block{report.Paragraph{Text: report.Say(r.words(80))}}}
			for range r.IntN(12) {
				blocks := make([]report.Block, r.IntN(14))
				for i := range blocks {
					blocks[i] = r.block()
				}
				d.Chapters = append(d.Chapters, report.Chapter{Title: r.words(8), Mark: r.mark(), Blocks: report.Blocks(blocks...)})
			}
			lookAtPages(t, d)
		})
	}
}

// TestWhatLeadsStandsWithWhatItLeadsTo sets one thing that leads to another at each
// height of a page.
func TestWhatLeadsStandsWithWhatItLeadsTo(t *testing.T) {
	points := []report.Item{{Text: report.Say("Mötena är många.")}}
	table := report.Table{Caption: "Forum", Columns: []report.Column{{Title: "Forum"}}, Rows: []report.Row{{Cells: []report.Cell{{Text: report.Say("Arena")}}}, {Cells: []report.Cell{{Text: report.Say("Stormöte")}}}}}
	note := report.Paragraph{Style: report.Quiet, Text: report.Say("Anmärkning: takten anges inte.")}
	for name, blocks := range map[string][]report.Block{
		"a point that has points of its own": {report.List{Items: []report.Item{{Text: report.Say("Vad hindrar?"), Items: points}}}},
		"a text that ends in a colon":        {report.Paragraph{Style: report.Quiet, Text: report.Say("Så säger medarbetare:")}, report.List{Items: points}},
		"terms before a note":                {report.Terms{{Term: "Frågor", Text: report.Say("integration")}}, note},
		"a table before a note":              {table, note},
		"a figure before a note":             {report.Figure{Caption: "Nätverket", Drawing: ring()}, note},
		"terms under a heading":              {report.Heading{Level: 3, Text: "Insatsen"}, report.Terms{{Term: "Utförare", Text: report.Say("Enheten")}, {Term: "Status", Text: report.Say("Pågår")}, {Term: "Lagstöd", Text: report.Say("LSS")}}},
		"a text before a note":               {report.Paragraph{Text: report.Say("Kort.")}, note},
	} {
		t.Run(name, func(t *testing.T) {
			for above := range 60 {
				all := make([]report.Block, above, above+len(blocks))
				for i := range all {
					all[i] = report.Paragraph{Text: report.Say("En rad.")}
				}
				lookAtLast(t, &report.Document{Lang: text.Sv, Title: "Rapport", Chapters: []report.Chapter{{Title: "Kapitel", Blocks: report.Blocks(append(all, blocks...)...)}}})
			}
		})
	}
}

// TestWordsUnderAHeadingStandWithWhatFollows sets a heading, a few words and what
// they are about at each height of a page.
func TestWordsUnderAHeadingStandWithWhatFollows(t *testing.T) {
	for name, follows := range map[string][]report.Block{
		"a heading under it": {report.Heading{Level: 3, Text: "Social"}, report.List{Items: []report.Item{{Text: report.Say("Aktivitetshuset")}}}},
		"terms":              {report.Terms{{Term: "Utförare", Text: report.Say("Enheten")}, {Term: "Status", Text: report.Say("Pågår")}}},
	} {
		t.Run(name, func(t *testing.T) {
			for above := range 60 {
				all := slices.Repeat([]report.Block{report.Paragraph{Text: report.Say("En rad.")}}, above)
				all = append(all, report.Heading{Level: 2, Text: "Habo"}, report.Paragraph{Text: report.Say("En insats är beskriven här.")})
				all = append(all, follows...)
				lookAtWhatBelongs(t, &report.Document{Lang: text.Sv, Title: "Rapport", Chapters: []report.Chapter{{Title: "Kapitel", Blocks: report.Blocks(all...)}}}, 4)
			}
		})
	}
}

// lookAtWhatBelongs fails where the last so many strips of a report stand on more
// than one page.
func lookAtWhatBelongs(t *testing.T, d *report.Document, last int) {
	t.Helper()
	var pages []int
	must(t, report.WriteWatchedPDF(io.Discard, d, func(p report.Placed) {
		if p.Kind == "heading" || strings.HasSuffix(p.Kind, "line") {
			pages = append(pages, p.Page)
		}
	}))
	pages = pages[len(pages)-last:]
	if pages[0] != pages[last-1] {
		t.Errorf("what belongs together stands on the pages %v", pages)
	}
}

// lookAtLast fails where the last line of a report stands alone on its page.
func lookAtLast(t *testing.T, d *report.Document) {
	t.Helper()
	on, last := map[int]int{}, 0
	must(t, report.WriteWatchedPDF(io.Discard, d, func(p report.Placed) {
		if p.Kind != "text" && p.Kind != "mark" && p.Kind != "header" {
			on[p.Page]++
			last = p.Page
		}
	}))
	if on[last] < 2 {
		t.Errorf("the last line stands alone on page %d", last+1)
	}
}

func TestCardsAreExplainedOnce(t *testing.T) {
	card := report.Card{Title: "Jobbspår"}
	d := &report.Document{Lang: text.Sv, Title: "Katalog", Chapters: []report.Chapter{{Title: "Kort", Blocks: report.Blocks(report.Cards{card}, report.Cards{card, card}, report.Cards{card})}}}
	kinds := map[int]string{}
	must(t, report.WriteWatchedPDF(io.Discard, d, func(p report.Placed) {
		if p.Kind != "text" {
			kinds[p.Page] = p.Kind
		}
	}))
	sheets := 0
	for _, kind := range kinds {
		if kind == "card" {
			sheets++
		}
	}
	if sheets != 3 || len(kinds) != 4 {
		t.Errorf("%d pages and %d sheets, not one page and three sheets: %v", len(kinds), sheets, kinds)
	}
}

func TestColumnsThatSayNothingAreLeftOut(t *testing.T) {
	row := func(forum, ages string) report.Row {
		return report.Row{Cells: []report.Cell{{Text: report.Say(forum)}, {}, {Text: report.Say(ages)}}}
	}
	table := report.Table{Sheet: "Forum", Columns: []report.Column{{Title: "Forum"}, {Title: "Hur ofta"}, {Title: "Åldrar"}}, Rows: []report.Row{row("Arena", ""), row("Stormöte", "16–24 år")}}
	d := &report.Document{Lang: text.Sv, Title: "Rapport", Chapters: []report.Chapter{{Title: "Forum", Blocks: report.Blocks(table)}}}
	var page strings.Builder
	must(t, report.WriteHTML(&page, d, nil))
	if s := page.String(); strings.Contains(s, "Hur ofta") || !strings.Contains(s, "16–24 år") || !strings.Contains(s, "Stormöte") {
		t.Errorf("not the columns that say something: %s", s)
	}
	var data strings.Builder
	must(t, report.WriteJSON(&data, d, nil))
	if !strings.Contains(data.String(), "Hur ofta") {
		t.Error("data files lack a column")
	}
}
