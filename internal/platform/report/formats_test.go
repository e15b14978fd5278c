package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
)

func written(t *testing.T, f report.Format, d *report.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, d, nil); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return b.Bytes()
}

// isTabular tells whether a format holds the tables only.
func isTabular(f report.Format) bool { return slices.Contains([]string{"xlsx", "csv", "json"}, f.Name) }

// one makes a text as the readers back give it.
func one(s string) string { return strings.Join(strings.Fields(report.Clean(s)), " ") }

// Everything that a report says is read back out of each format.
func TestEveryTextIsThere(t *testing.T) {
	for _, l := range []*text.Lang{text.Sv, text.En} {
		d := reporttest.Sample(l)
		for _, f := range report.Formats {
			got, err := reporttest.TextOf(f.Name, written(t, f, d))
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range d.Chapters {
				for b := range c.Blocks {
					if _, isTable := b.(report.Table); isTabular(f) && !isTable {
						continue
					}
					for s := range report.Texts(b) {
						if s = one(s); !strings.Contains(got, s) && !isTabular(f) {
							t.Errorf("%s: %q is not there", f.Name, s)
						} else if !strings.Contains(got, s) && !slices.Contains([]string{"1 234,5", "1 juni 2019", "Forum i Åneby"}, s) {
							t.Errorf("%s: %q is not there", f.Name, s)
						}
					}
				}
			}
		}
	}
}

// Whatever people write, a report is whole, and says what can be said of it.
func TestHostileTextsBreakNothing(t *testing.T) {
	for name, s := range reporttest.Hostile() {
		d := everywhere(s)
		for _, f := range report.Formats {
			data := written(t, f, d)
			got, err := reporttest.TextOf(f.Name, data)
			if err != nil {
				t.Errorf("%s, %s: %v", f.Name, name, err)
			}
			if f.Name == "html" && bytes.Contains(data, []byte("<script")) {
				t.Errorf("%s: a script got into the HTML", name)
			}
			if !strings.Contains(got, "slutet") {
				t.Errorf("%s, %s: it does not come to its end", f.Name, name)
			}
		}
	}
}

// everywhere is a report that has a text wherever there can be one.
func everywhere(s string) *report.Document {
	l, m := report.Line{{Text: s}, {Text: s, Bold: true, Italic: true, Link: "#x"}, {Text: s, Link: s}}, report.Changed
	return &report.Document{Lang: text.Sv, Title: s, Subtitle: s, Publisher: s, Summary: s, Cover: true, Contents: true, Look: report.Look{Accent: s, LogoAlt: s},
		Front: []report.Block{report.Paragraph{Text: l}},
		Chapters: []report.Chapter{{ID: "x", Title: s, Mark: m, Blocks: report.Blocks(report.Heading{Level: 2, Text: s, Mark: m}, report.Heading{Level: 9, ID: "y", Text: s},
			report.Paragraph{Text: l, Style: report.Lead}, report.Paragraph{Text: l, Style: report.Quote, Mark: m}, report.Paragraph{Text: l, Style: report.Note}, report.Paragraph{},
			report.List{Items: []report.Item{{Text: l, Mark: m, Items: []report.Item{{Text: l}}}}}, report.List{Ordered: true}, report.Terms{{Term: s, Text: l, Mark: m}},
			report.Table{Caption: s, Sheet: s, GroupTitle: s, Group: s, Columns: []report.Column{{Title: s}, {Title: s, Kind: report.Number}, {Title: s, Kind: report.Day}},
				Rows: []report.Row{{Cells: []report.Cell{{Text: l}, {Text: l}, {Text: l}}, Mark: m, Sum: true}, {}}},
			report.Table{Caption: s}, report.Figure{Caption: s, Alt: s}, report.Cards{{Kicker: s, Title: s, Lead: s, Foot: s, Terms: report.Terms{{Term: s, Text: l}}}},
			report.Table{Caption: "sist", Columns: []report.Column{{Title: "sist"}}, Rows: []report.Row{{Cells: []report.Cell{{Text: report.Say("slutet")}}}}})}, {}}}
}

func TestEmptyReport(t *testing.T) {
	for _, f := range report.Formats {
		written(t, f, &report.Document{Lang: text.En, Title: "Nothing"})
	}
}

func TestLogoThatIsNoPicture(t *testing.T) {
	for _, f := range report.Formats {
		d := reporttest.Sample(text.Sv)
		d.Look.Logo = []byte("<svg/>")
		if err := f.Write(io.Discard, d, nil); !isTabular(f) && !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWriterThatFails(t *testing.T) {
	for _, f := range report.Formats {
		if err := f.Write(full{}, reporttest.Sample(text.Sv), nil); err == nil {
			t.Errorf("%s: it says nothing of a full disk", f.Name)
		}
	}
}

func TestProgressIsTold(t *testing.T) {
	for _, f := range report.Formats {
		last, d := 0, reporttest.Sample(text.Sv)
		if err := f.Write(io.Discard, d, func(n int) { last = n }); err != nil || last != len(d.Chapters) {
			t.Errorf("%s: %d of %d chapters, %v", f.Name, last, len(d.Chapters), err)
		}
	}
}

// longReport is a report of so many chapters of about a page and a half.
func longReport(chapters int) *report.Document {
	d := &report.Document{Lang: text.Sv, Title: "Lång", Contents: true}
	rows := make([]report.Row, 20)
	for i := range rows {
		n := float64(i)
		rows[i] = report.Row{Cells: []report.Cell{{Text: report.Say(fmt.Sprint("Forum nummer ", i))}, {Number: &n, Text: report.Say(fmt.Sprint(i))}}}
	}
	for i := range chapters {
		d.Chapters = append(d.Chapters, report.Chapter{Title: fmt.Sprint("Kapitel ", i), Blocks: part(i, rows)})
	}
	return d
}

func part(i int, rows []report.Row) iter.Seq[report.Block] {
	return func(yield func(report.Block) bool) {
		for j := range 12 {
			if !yield(report.Paragraph{Text: report.Say(fmt.Sprintf("Stycke %d. %s", j, strings.Repeat("Samverkan mellan myndigheter. ", 12)))}) {
				return
			}
		}
		yield(report.Table{Caption: "Forum", Sheet: "Forum", GroupTitle: "Kapitel", Group: fmt.Sprint(i), Columns: []report.Column{{Title: "Forum"}, {Title: "Möten", Kind: report.Number}}, Rows: rows})
	}
}

// A report of thousands of pages needs little more memory than one of some tens.
// A workbook keeps 16 MB of each sheet before the rest goes to a file, and what it
// is written from doubles as it fills.
func TestLongReportsStream(t *testing.T) {
	for _, f := range report.Formats {
		small, large := heapOf(t, f, 50), heapOf(t, f, 1500)
		t.Logf("%s: %d kB at 50 chapters, %d kB at 1500", f.Name, small>>10, large>>10)
		if grown := int64(large) - int64(small); grown > 80<<20 {
			t.Errorf("%s: %d MB more for 1450 chapters more", f.Name, grown>>20)
		}
	}
}

// heapOf is the most of the heap that is in use when a chapter is done.
func heapOf(t *testing.T, f report.Format, chapters int) uint64 {
	d := longReport(chapters)
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	var most uint64
	look := func(n int) {
		if n%100 == 0 || n == chapters {
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc-min(before.HeapAlloc, now.HeapAlloc))
		}
	}
	if err := f.Write(io.Discard, d, look); err != nil {
		t.Fatal(err)
	}
	return most
}

func TestWorkbook(t *testing.T) {
	var b bytes.Buffer
	if err := report.WriteXLSX(&b, reporttest.Sample(text.Sv), nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Om rapporten", "Forum"}) {
		t.Fatalf("sheets %v", got)
	}
	for cell, want := range map[string]string{"A1": "Kommun", "A2": "Åneby", "B2": "Lokal samverkansgrupp", "C2": "1234.5", "D2": "2019-06-01", "B3": "=SUMMA(A1)", "C3": "okänt"} {
		if got, err := f.GetCellValue("Forum", cell); got != want || err != nil {
			t.Errorf("%s is %q, %v; want %q", cell, got, err, want)
		}
		if formula, _ := f.GetCellFormula("Forum", cell); formula != "" {
			t.Errorf("%s is reckoned: %s", cell, formula)
		}
	}
	for cell, want := range map[string]excelize.CellType{"C2": excelize.CellTypeUnset, "B3": excelize.CellTypeInlineString} {
		if kind, err := f.GetCellType("Forum", cell); kind != want || err != nil {
			t.Errorf("%s is of type %v, want %v", cell, kind, want)
		}
	}
	if panes, err := f.GetPanes("Forum"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header does not stay: %+v, %v", panes, err)
	}
}

func TestDataFile(t *testing.T) {
	var b bytes.Buffer
	if err := report.WriteJSON(&b, reporttest.Sample(text.Sv), nil); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Title  string
		Sheets []struct {
			Name    string
			Columns []struct{ Title, Kind string }
			Rows    [][]any
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Sheets) != 1 || got.Sheets[0].Columns[2].Kind != "number" {
		t.Fatalf("%+v", got)
	}
	want := [][]any{{"Åneby", "Lokal samverkansgrupp", 1234.5, "2019-06-01"}, {"Åneby", "=SUMMA(A1)", "okänt", nil}}
	for i, row := range got.Sheets[0].Rows {
		if !slices.Equal(row, want[i]) {
			t.Errorf("row %d is %v", i, row)
		}
	}
}
