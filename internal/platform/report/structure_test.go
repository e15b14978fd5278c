package report_test

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"samkarta/internal/platform/picture"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
)

// What is written by people is there again, letter for letter, wherever it stood.
func TestHostileTextsAreKept(t *testing.T) {
	for name, s := range reporttest.Hostile() {
		for _, f := range report.Formats {
			if f.Name == "pdf" { // its own tests say what its letters can show
				continue
			}
			got, err := reporttest.TextOf(f.Name, written(t, f, everywhere(s)))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(got, one(s)) {
				t.Errorf("%s, %s: the text is not there", f.Name, name)
			}
		}
	}
}

// The titles, what stands on the front page and what has changed are in all that
// is read from beginning to end.
func TestFrontAndMarksAreThere(t *testing.T) {
	for _, l := range []*text.Lang{text.Sv, text.En} {
		d := reporttest.Sample(l)
		want := []string{d.Title, d.Subtitle, d.Publisher, l.T("report.as_of", d.AsOf), l.T("report.made", d.Made), l.T("report.contents"), "Våren 2019"}
		for _, m := range []report.Mark{report.New, report.Changed, report.Ended, report.Confirmed} {
			want = append(want, l.T("report.mark."+string(m)))
		}
		for _, f := range report.Formats {
			if isTabular(f) {
				continue
			}
			got, err := reporttest.TextOf(f.Name, written(t, f, d))
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range want {
				if !strings.Contains(got, one(s)) {
					t.Errorf("%s, %s: %q is not there", f.Name, l.Code, s)
				}
			}
		}
	}
}

var (
	idOf   = regexp.MustCompile(` id="([^"]*)"`)
	leadTo = regexp.MustCompile(` href="#([^"]*)"`)
)

// An HTML report needs nothing from outside, has no style in its elements, names
// nothing twice, and its contents lead to headings.
func TestHTMLStandsByItself(t *testing.T) {
	twins := &report.Document{Lang: text.Sv, Title: "Tvillingar", Contents: true, Chapters: []report.Chapter{
		{ID: "a", Title: "A", Blocks: report.Blocks(report.Heading{Level: 2, ID: "a", Text: "A"}, report.Heading{Level: 2, Text: "B"}, figure("F"), figure("F"), report.Break{})}, {ID: "a", Title: "A"}, {ID: "h_3", Title: "C"}}}
	for _, d := range []*report.Document{reporttest.Sample(text.Sv), twins, long(500)} {
		page := html(t, d)
		names := map[string]bool{}
		for _, m := range idOf.FindAllStringSubmatch(page, -1) {
			if names[m[1]] {
				t.Errorf("%s: %s is named twice", d.Title, m[1])
			}
			names[m[1]] = true
		}
		for _, m := range leadTo.FindAllStringSubmatch(page, -1) {
			if !names[m[1]] {
				t.Errorf("%s: #%s leads nowhere", d.Title, m[1])
			}
		}
		for _, outside := range []string{"<script", "<link", "@import", "url(", " style=", `src="http`} {
			if strings.Contains(page, outside) {
				t.Errorf("%s: there is %s in it", d.Title, outside)
			}
		}
	}
}

func figure(s string) report.Figure {
	return report.Figure{Caption: s, Alt: s, Drawing: &picture.Picture{Width: 40, Height: 20, Shapes: []picture.Shape{{Outline: picture.Circle(picture.Point{X: 10, Y: 10}, 5), Fill: "#0d5c63"}}}}
}

// Headings are numbered in the file as in the contents, and by level.
func TestHeadingsAreNumberedAlike(t *testing.T) {
	d := reporttest.Sample(text.Sv)
	var got []string
	for e := range d.Entries() {
		got = append(got, strings.TrimSpace(fmt.Sprint(e.Level, " ", e.Number, " ", e.Text)))
	}
	want := []string{"1  Förkortningar", "1 1 Resultat", "2 1.1 Försörjningsstöd", "3 1.1.1 Forum", "4  Längst ned", "1 2 Kort"}
	if !slices.Equal(got, want) {
		t.Errorf("the headings are %q", got)
	}
	page := html(t, d)
	for _, s := range []string{`<span class="rp-no">1.1</span> Försörjningsstöd</a>`, `<span class="rp-no">1.1</span> Försörjningsstöd</h3>`} {
		if !strings.Contains(page, s) {
			t.Errorf("there is no %s", s)
		}
	}
}

// A break before cards, or at the end of a chapter, makes no page with nothing on.
func TestBreaksMakeNoEmptyPages(t *testing.T) {
	cards := report.Cards{{Title: "Kort"}}
	d := &report.Document{Lang: text.Sv, Title: "Sidor", Chapters: []report.Chapter{
		{Title: "A", Blocks: report.Blocks(report.Paragraph{Text: report.Say("a")}, report.Break{}, cards, report.Break{})},
		{Title: "B", Blocks: report.Blocks(report.Paragraph{Text: report.Say("b")}, report.Break{}, report.Break{}, report.Paragraph{Text: report.Say("c")})}}}
	if n := strings.Count(html(t, d), `class="rp-break"`); n != 1 {
		t.Errorf("%d pages are begun, want 1", n)
	}
}

// A table that is called nothing has no number, and takes none from the others.
func TestTablesWithoutACaptionAreNotNumbered(t *testing.T) {
	table := func(caption string) report.Table {
		return report.Table{Caption: caption, Columns: []report.Column{{Title: "A"}}, Rows: []report.Row{{Cells: []report.Cell{{Text: report.Say("x")}}}}}
	}
	d := &report.Document{Lang: text.Sv, Title: "Tabeller", Chapters: []report.Chapter{{Title: "A", Blocks: report.Blocks(table(""), table("Med namn"))}}}
	for _, f := range report.Formats {
		if isTabular(f) {
			continue
		}
		got, err := reporttest.TextOf(f.Name, written(t, f, d))
		if err != nil || !strings.Contains(got, "Tabell 1. Med namn") || strings.Contains(got, "Tabell 2") {
			t.Errorf("%s: %q, %v", f.Name, got, err)
		}
	}
}

// A cell is what it says: percent, a number, a day; and text where it is none of
// them or no program could hold it.
func TestCellsAreWhatTheySay(t *testing.T) {
	nan, inf, whole, part := math.NaN(), math.Inf(1), 14.0, 12.5
	cell := func(s string, n *float64, day time.Time) report.Row {
		return report.Row{Cells: []report.Cell{{Text: report.Say(s), Number: n, Date: day}}}
	}
	late := time.Date(2019, 6, 1, 0, 30, 0, 0, time.FixedZone("", 2*60*60)) // another day in Greenwich
	table := func(name string, kind report.Kind, rows ...report.Row) report.Table {
		return report.Table{Caption: name, Columns: []report.Column{{Title: name, Kind: kind}}, Rows: rows}
	}
	d := &report.Document{Lang: text.Sv, Title: "Celler", Chapters: []report.Chapter{{Title: "A", Blocks: report.Blocks(
		table("Andel", report.Share, cell("14 %", &whole, time.Time{}), cell("12,5 %", &part, time.Time{}), cell("okänt", &nan, time.Time{}), cell("oändligt", &inf, time.Time{})),
		table("Dag", report.Day, cell("1 juni 2019", nil, late), cell("3 maj 1850", nil, time.Date(1850, 5, 3, 0, 0, 0, 0, time.UTC))))}}}
	var b bytes.Buffer
	if err := report.WriteXLSX(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, want := range map[string]string{"Andel!A2": "14%", "Andel!A3": "12.5%", "Andel!A4": "okänt", "Andel!A5": "oändligt", "Dag!A2": "2019-06-01", "Dag!A3": "3 maj 1850"} {
		sheet, cell, _ := strings.Cut(at, "!")
		if got, err := f.GetCellValue(sheet, cell); strings.TrimSpace(got) != want || err != nil {
			t.Errorf("%s is %q, %v; want %q", at, got, err, want)
		}
	}
	for name, want := range map[string]string{"json": "14 12.5 okänt oändligt", "csv": "14 12,5 okänt oändligt"} {
		format, _ := report.FormatOf(name)
		if got, err := reporttest.TextOf(name, written(t, format, d)); err != nil || !strings.Contains(got, want) || !strings.Contains(got, "2019-06-01") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// Each sheet has a filter over all its rows, and every sheet a name of its own
// however alike the captions are.
func TestSheetsHaveFiltersAndNamesOfTheirOwn(t *testing.T) {
	var blocks []report.Block
	for i := range 12 {
		blocks = append(blocks, report.Table{Caption: strings.Repeat("Samverkan: ", 4) + fmt.Sprint(i), Columns: []report.Column{{Title: "A"}, {Title: "B"}}, Rows: make([]report.Row, i)})
	}
	d := &report.Document{Lang: text.Sv, Title: "Blad", Chapters: []report.Chapter{{Title: "A", Blocks: report.Blocks(blocks...)}}}
	var b bytes.Buffer
	if err := report.WriteXLSX(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n := len(f.GetSheetList()); n != 13 {
		t.Errorf("%d sheets: %q", n, f.GetSheetList())
	}
	for _, name := range f.GetSheetList() {
		if len([]rune(name)) > 31 || strings.ContainsAny(name, `:\/?*[]`) {
			t.Errorf("no sheet may be called %q", name)
		}
	}
	sheet, err := reporttest.Part(b.Bytes(), "xl/worksheets/sheet13.xml")
	if err != nil || !bytes.Contains(sheet, []byte(`<autoFilter ref="$A$1:$B$12">`)) {
		t.Errorf("the last sheet has no filter: %v", err)
	}
}

// Figures take no more memory the more they are.
func TestManyFiguresStream(t *testing.T) {
	d := &report.Document{Lang: text.Sv, Title: "Figurer"}
	for i := range 300 {
		d.Chapters = append(d.Chapters, report.Chapter{Title: fmt.Sprint("Kapitel ", i), Blocks: report.Blocks(figure(fmt.Sprint("Figur nummer ", i)))})
	}
	parts := docx(t, d)
	if _, last := parts["word/media/figure300.png"]; !last || !strings.Contains(parts["word/document.xml"], `r:embed="rIdFigure300"`) {
		t.Error("the last figure is not there")
	}
	if err := report.WriteHTML(io.Discard, d, nil); err != nil {
		t.Error(err)
	}
}

// Addresses that browsers put up with do not break a document for word processors.
func TestOddAddressesInDocuments(t *testing.T) {
	link := `https://example.se/a b?q={"x"}|<y>`
	d := &report.Document{Lang: text.Sv, Title: "Adress", Chapters: []report.Chapter{{Title: "A", Blocks: report.Blocks(report.Paragraph{Text: report.Line{{Text: "x", Link: link}}})}}}
	if rels := docx(t, d)["word/_rels/document.xml.rels"]; !strings.Contains(rels, `Target="https://example.se/a%20b?q=%7B%22x%22%7D%7C%3Cy%3E"`) {
		t.Errorf("it leads to %s", rels)
	}
	if report.IsAddress("https://example.se/" + strings.Repeat("a", 3000)) {
		t.Error("an address may be of any length")
	}
}
