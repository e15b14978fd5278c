package sheet

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// openWorkbook reads the table of the first sheet that has headings which are
// known. What the library cannot bear is told as a file that cannot be read.
func (r *reading) openWorkbook(data []byte, known map[string]int) (t *table, err error) {
	defer func() {
		if p := recover(); p != nil {
			t, err = nil, r.whole("sheet.not_workbook")
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: unpacked})
	if err != nil {
		return nil, r.whole("sheet.not_workbook")
	}
	defer book.Close()
	best := -1
	for _, name := range book.GetSheetList() {
		one, err := sheetOf(book, name)
		if err != nil {
			return nil, r.whole("sheet.not_workbook")
		}
		if len(one.rows) > 0 {
			if n := score(one.rows[0], known); n > best {
				t, best = one, n
			}
		}
	}
	if t == nil {
		return nil, r.whole("sheet.empty")
	}
	r.early = usesEarlyDays(book)
	return t, r.check(t)
}

// usesEarlyDays tells whether a workbook counts its days from 1904.
func usesEarlyDays(book *excelize.File) bool {
	props, err := book.GetWorkbookProps()
	return err == nil && props.Date1904 != nil && *props.Date1904
}

func sheetOf(book *excelize.File, name string) (*table, error) {
	t := &table{name: name}
	rows, err := book.Rows(name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		row, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		if !t.take(row, n) {
			break
		}
	}
	return t, rows.Error()
}

// workbook is an XLSX that is written.
type workbook struct {
	*excelize.File
	l *text.Lang
	k *record.Kind
}

// longestCell is how many signs a cell of a workbook may have.
const longestCell = 32_767

// writeXLSX writes a table as a workbook with three sheets: the table, how it is
// filled in, and the words to choose among.
func writeXLSX(w io.Writer, l *text.Lang, k *record.Kind, columns []column, rows [][]cell) error {
	b := workbook{excelize.NewFile(), l, k}
	defer b.Close()
	main, guide, words := l.T("sheet.name."+k.Name), l.T("sheet.guide"), l.T("sheet.words")
	for _, step := range []func() error{
		func() error { return b.SetSheetName("Sheet1", main) },
		func() error { return b.fill(main, columns, rows) },
		func() error { return b.guide(guide, columns) },
		func() error { return b.choices(main, words, columns) },
		func() error {
			return b.SetDocProps(&excelize.DocProperties{Title: main, Creator: "Samkarta", Language: l.Code})
		},
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return b.Write(w)
}

// fill writes the table: headings that stay, a filter, texts as texts.
func (b workbook) fill(name string, columns []column, rows [][]cell) error {
	head, err := b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E3EDF2"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	// The format of texts, so that one which begins as a formula stays a text also
	// when its cell is written in.
	asText, err := b.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	asNumber, err := b.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return err
	}
	for i, c := range columns {
		style, width := asText, 24.0
		if c.isNumber() || c.field.Type == record.Integer || c.field.Type == record.Decimal {
			style, width = asNumber, 12
		}
		if err := b.SetColStyle(name, letters(i), style); err != nil {
			return err
		}
		if err := b.SetColWidth(name, letters(i), letters(i), width); err != nil {
			return err
		}
	}
	for i, row := range rows {
		if err := b.row(name, i+1, row); err != nil {
			return err
		}
	}
	last := letters(len(columns) - 1)
	if err := b.SetCellStyle(name, "A1", last+"1", head); err != nil {
		return err
	}
	if err := b.AutoFilter(name, "A1:"+last+strconv.Itoa(max(len(rows), 2)), nil); err != nil {
		return err
	}
	return b.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"})
}

// escape is what a workbook takes for a sign that cannot be written; a text may
// say it all the same.
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// row writes the cells of a row that say something.
func (b workbook) row(name string, number int, row []cell) error {
	for i, c := range row {
		if c.text == "" {
			continue
		}
		where := letters(i) + strconv.Itoa(number)
		if len([]rune(c.text)) > longestCell {
			return fault.New(fault.Invalid, "sheet.cell_too_long", where)
		}
		n, err := strconv.ParseFloat(c.text, 64)
		if c.number && err == nil && strconv.FormatFloat(n, 'f', -1, 64) == c.text {
			err = b.SetCellFloat(name, where, n, -1, 64)
		} else {
			err = b.SetCellStr(name, where, escape.ReplaceAllString(c.text, "_x005F$0"))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// guide writes the sheet that says how the other is filled in: rules, and what
// each column takes.
func (b workbook) guide(name string, columns []column) error {
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	bold, err := b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	wrap, err := b.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	for i, width := range []float64{44, 60, 70} {
		if err := b.SetColWidth(name, letters(i), letters(i), width); err != nil {
			return err
		}
	}
	var rows [][]cell
	for i := 1; i <= rules; i++ {
		rows = append(rows, []cell{{text: b.l.T(fmt.Sprintf("sheet.rule.%d", i))}})
	}
	rows = append(rows, nil, []cell{{text: b.l.T("sheet.guide.column")}, {text: b.l.T("sheet.guide.takes")}, {text: b.l.T("sheet.guide.words")}})
	headRow := strconv.Itoa(len(rows))
	for _, c := range columns {
		rows = append(rows, []cell{{text: c.heading(b.l, b.k)}, {text: c.takes(b.l)}, {text: strings.Join(c.words(b.l), "; ")}})
	}
	for i, row := range rows {
		if err := b.row(name, i+1, row); err != nil {
			return err
		}
	}
	if err := b.SetCellStyle(name, "A"+strconv.Itoa(rules+3), "C"+strconv.Itoa(len(rows)), wrap); err != nil {
		return err
	}
	return b.SetCellStyle(name, "A"+headRow, "C"+headRow, bold)
}

// rules is how many rules the guide has.
const rules = 8

// takes says what a column takes.
func (c column) takes(l *text.Lang) string {
	if c.isNumber() {
		return l.T("sheet.takes.number_of")
	}
	f, key := c.field, ""
	if f.Type == record.List {
		f, key = f.Elem, l.T("sheet.takes.list")+" "
	}
	switch {
	case c.path == "id":
		return l.T("sheet.takes.id")
	case f.Vocabulary != "":
		return key + l.T("sheet.takes.word")
	case isActor(f):
		return key + l.T("sheet.takes.actor")
	case len(f.Refs) > 0 && f.Refs[0] == "municipality":
		return key + l.T("sheet.takes.municipality")
	case f.Type == record.Integer, f.Type == record.Decimal:
		return key + l.T("sheet.takes.figure")
	case f.Type == record.Calendar:
		return key + l.T("sheet.takes.date")
	case f.Type == record.Flag:
		return key + l.T("sheet.takes.flag")
	}
	return key + l.T("sheet.takes.text")
}

// words are the words that a column chooses among; none where it says anything.
func (c column) words(l *text.Lang) []string {
	if c.isNumber() {
		return nil
	}
	f := c.field
	if f.Type == record.List {
		f = f.Elem
	}
	if f.Vocabulary == "" {
		return nil
	}
	all := make([]string, len(f.Enum))
	for i, word := range f.Enum {
		all[i] = l.T(f.Vocabulary + "." + word)
	}
	return all
}

// choices gives each column of one word its list to choose from. The words stand
// in a sheet of their own that is hidden: a list in the cell may not be long.
func (b workbook) choices(main, name string, columns []column) error {
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	n := 0
	for i, c := range columns {
		words := c.words(b.l)
		if len(words) == 0 || c.field.Type == record.List {
			continue
		}
		for j, word := range words {
			if err := b.SetCellStr(name, letters(n)+strconv.Itoa(j+1), word); err != nil {
				return err
			}
		}
		choose := excelize.NewDataValidation(true)
		choose.SetSqref(fmt.Sprintf("%s2:%s%d", letters(i), letters(i), mostRows))
		choose.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", name, letters(n), letters(n), len(words)))
		choose.SetError(excelize.DataValidationErrorStyleWarning, c.heading(b.l, b.k), b.l.T("sheet.choose"))
		if err := b.AddDataValidation(main, choose); err != nil {
			return err
		}
		n++
	}
	return b.SetSheetVisible(name, false)
}
