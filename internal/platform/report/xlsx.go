package report

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// WriteXLSX writes the tables of a report as a workbook: first what it is, then a
// sheet for each kind of table, with a header that stays, a filter and cells that
// are what they say. No cell is a formula, whatever a text begins with.
func WriteXLSX(w io.Writer, d *Document, progress func(chapters int)) error {
	f := excelize.NewFile()
	defer f.Close()
	x := &workbook{File: f, d: d, taken: map[string]bool{}}
	if err := x.write(); err != nil {
		return err
	}
	if progress != nil {
		progress(len(d.Chapters))
	}
	return f.Write(w)
}

type workbook struct {
	*excelize.File
	d                      *Document
	taken                  map[string]bool // names of sheets, in lower case
	head, day, share, wrap int             // styles
}

func (x *workbook) write() error {
	if err := x.styles(); err != nil {
		return err
	}
	sheets := x.d.sheets()
	names := make([]string, len(sheets))
	first := x.sheetName(x.d.Lang.T("report.about"))
	for i, s := range sheets {
		names[i] = x.sheetName(s.name)
	}
	if err := x.SetSheetName("Sheet1", first); err != nil {
		return err
	}
	if err := x.about(first, sheets, names); err != nil {
		return err
	}
	for i, s := range sheets {
		if _, err := x.NewSheet(names[i]); err != nil {
			return err
		}
		if err := x.sheet(names[i], s); err != nil {
			return fmt.Errorf("sheet %s: %w", names[i], err)
		}
	}
	return x.SetDocProps(&excelize.DocProperties{Title: Clean(x.d.Title), Subject: Clean(x.d.Subtitle), Creator: Clean(x.d.Publisher),
		Description: Clean(x.d.Summary), Language: x.d.Lang.Code, Created: x.d.Made.UTC().Format(time.RFC3339), Modified: x.d.Made.UTC().Format(time.RFC3339)})
}

func (x *workbook) styles() (err error) {
	style := func(to *int, s excelize.Style) {
		if err == nil {
			*to, err = x.NewStyle(&s)
		}
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	days, percent := "yyyy-mm-dd", `0.##" %"`
	style(&x.head, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "0D5C63"}}})
	style(&x.day, excelize.Style{CustomNumFmt: &days, Alignment: top})
	style(&x.share, excelize.Style{CustomNumFmt: &percent, Alignment: top})
	style(&x.wrap, excelize.Style{Alignment: top})
	return err
}

// sheetName makes a name that a workbook takes and that no other sheet of it has.
func (x *workbook) sheetName(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, Clean(name)), " '")
	if name == "" {
		name = x.d.Lang.T("report.sheet")
	}
	made := cut(name, longestSheetName)
	for n := 2; x.taken[strings.ToLower(made)]; n++ {
		end := fmt.Sprintf(" (%d)", n)
		made = cut(name, longestSheetName-len(end)) + end
	}
	x.taken[strings.ToLower(made)] = true
	return made
}

// What a workbook takes: signs of the name of a sheet, counted as the format does,
// and of a cell.
const (
	longestSheetName = 28 // 31 units of UTF-16, with room for some that need two
	longestCell      = 32_767
)

// about writes the first sheet: what the report is, and what sheets there are.
func (x *workbook) about(name string, sheets []*sheet, names []string) error {
	rows := [][]any{{Clean(x.d.Title)}, {Clean(x.d.Subtitle)}, {Clean(x.d.Publisher)}}
	if !x.d.AsOf.IsZero() {
		rows = append(rows, []any{x.d.Lang.T("report.as_of", x.d.AsOf)})
	}
	if !x.d.Made.IsZero() {
		rows = append(rows, []any{x.d.Lang.T("report.made", x.d.Made)})
	}
	rows = append(rows, nil, []any{x.d.Lang.T("report.sheets")})
	head := len(rows)
	for i, s := range sheets {
		rows = append(rows, []any{names[i], Clean(s.name)})
	}
	for i, row := range rows {
		if err := x.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	for i := range sheets {
		cell := fmt.Sprintf("A%d", head+1+i)
		if err := x.SetCellHyperLink(name, cell, "'"+strings.ReplaceAll(names[i], "'", "''")+"'!A1", "Location"); err != nil {
			return err
		}
	}
	for _, row := range []int{1, head} {
		if err := x.SetRowStyle(name, row, row, x.head); err != nil {
			return err
		}
	}
	return x.SetColWidth(name, "A", "B", 40)
}

func (x *workbook) sheet(name string, s *sheet) error {
	out, err := x.NewStreamWriter(name)
	if err != nil {
		return err
	}
	next, stop := iter.Pull(s.rows(x.d))
	defer stop()
	first := firstOf(next, measuredRows)
	if err := s.widths(out, first); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	n, err := x.rows(out, s, first, next)
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(max(len(s.columns), 1), n)
	if err != nil {
		return err
	}
	return x.AutoFilter(name, "A1:"+last, nil)
}

// measuredRows is how many rows say how wide the columns of a sheet are.
const measuredRows = 200

func firstOf(next func() ([]Cell, bool), n int) [][]Cell {
	var rows [][]Cell
	for range n {
		cells, is := next()
		if !is {
			break
		}
		rows = append(rows, cells)
	}
	return rows
}

// rows writes the header of a sheet, the rows that are there already and those
// that come; it gives how many rows the sheet has.
func (x *workbook) rows(out *excelize.StreamWriter, s *sheet, first [][]Cell, next func() ([]Cell, bool)) (int, error) {
	row := make([]any, len(s.columns))
	for i, c := range s.columns {
		row[i] = excelize.Cell{StyleID: x.head, Value: cellText(Clean(c.Title))}
	}
	if err := out.SetRow("A1", row); err != nil {
		return 1, err
	}
	n := 1
	for {
		var cells []Cell
		if n-1 < len(first) {
			cells = first[n-1]
		} else if more, is := next(); is {
			cells = more
		} else {
			return n, nil
		}
		n++
		for i, c := range cells {
			row[i] = x.cell(c, s.columns[i].Kind)
		}
		if err := out.SetRow(fmt.Sprintf("A%d", n), row); err != nil {
			return n, err
		}
	}
}

// widths makes columns wide enough for the longest that some rows hold, and none
// so wide that the sheet cannot be looked over.
func (s *sheet) widths(out *excelize.StreamWriter, rows [][]Cell) error {
	for i, c := range s.columns {
		width := utf8.RuneCountInString(cut(c.Title, widest)) + 4
		for _, cells := range rows {
			width = max(width, utf8.RuneCountInString(cut(cells[i].text(), widest))+2)
		}
		if err := out.SetColWidth(i+1, i+1, float64(min(max(width, 8), widest))); err != nil {
			return err
		}
	}
	return nil
}

// widest is how many letters wide a column is at the most.
const widest = 60

func (x *workbook) cell(c Cell, kind Kind) excelize.Cell {
	n, isNumber := c.number()
	switch {
	case isNumber && kind == Share:
		return excelize.Cell{StyleID: x.share, Value: n}
	case isNumber:
		return excelize.Cell{StyleID: x.wrap, Value: n}
	case c.Date.Year() >= 1900: // a workbook knows no day before
		y, m, d := c.Date.Date()
		return excelize.Cell{StyleID: x.day, Value: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
	}
	return excelize.Cell{StyleID: x.wrap, Value: cellText(c.text())}
}

// cellText cuts a text that is longer than a cell may be.
func cellText(s string) string { return cut(s, longestCell) }
