package sheet

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// How much is read: well above the catalogue of a country, well below what
// harms the server. An XLSX is packed, and may become this much when unpacked.
const (
	Largest     = 16 << 20
	unpacked    = 128 << 20
	mostRows    = 50_000
	mostColumns = 300
	mostFaults  = 500
)

// cell is what is written in a cell.
type cell struct {
	text   string
	number bool
}

// table is what is read of a sheet: its rows that say something, from the one
// with the headings on.
type table struct {
	name string // of the sheet; "" where there is only one
	rows [][]string
	at   []int // the number of each row in the sheet, from 1
}

// reading is one go through a file, with all that is wrong in it.
type reading struct {
	l      *text.Lang
	file   string
	faults []fault.Field
	early  bool // the sheet counts its days from 1904
}

func (r *reading) fail(path, key string, args ...any) {
	if len(r.faults) < mostFaults {
		r.faults = append(r.faults, fault.Field{File: r.file, Path: path, Key: key, Args: args})
	}
}

// whole refuses a file altogether.
func (r *reading) whole(key string, args ...any) error {
	return fault.OfFields([]fault.Field{{File: r.file, Key: key, Args: args}})
}

// place says where a cell stands: its sheet, its row, and its column by the
// letter and the heading.
func (r *reading) place(t *table, row, column int) string {
	said := r.l.T("sheet.row", strconv.Itoa(t.at[row]))
	if t.name != "" {
		said = r.l.T("sheet.sheet", t.name) + ", " + said
	}
	if column < 0 {
		return said
	}
	if heading := strings.TrimSpace(at(t.rows[0], column)); heading != "" && row > 0 {
		return said + ", " + r.l.T("sheet.column_named", letters(column), heading)
	}
	return said + ", " + r.l.T("sheet.column", letters(column))
}

// letters names a column as spreadsheets do.
func letters(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func at(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return row[column]
}

// IsWorkbook tells an XLSX, which is a packed file, from a text.
func IsWorkbook(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// Is tells a sheet with records of a kind from a table of something else: by its
// headings. Whatever is a workbook is one.
func Is(k *record.Kind, data []byte) bool {
	if IsWorkbook(data) || bytes.HasPrefix(data, oldWorkbook) {
		return true
	}
	said, ok := decoded(data)
	if !ok {
		return false
	}
	known := headings(k, columnsOf(k))
	comma, skip := separator(said, known)
	from := csv.NewReader(strings.NewReader(said))
	from.Comma, from.FieldsPerRecord = comma, -1
	row, err := from.Read()
	if err == nil && skip {
		row, err = from.Read()
	}
	// A table of a network may have an id, a name and a municipality as well.
	return err == nil && score(row, known) >= 2 && !slices.ContainsFunc(row, func(h string) bool { return slices.Contains(ofNetworks, folded(h)) })
}

// ofNetworks are headings that only tables of networks have.
var ofNetworks = []string{"label", "source", "target", "etikett", "källa", "mål", "kind", "type", "slag", "typ", "from", "to", "into", "från", "till"}

// oldWorkbook is how workbooks begin that are not packed, or are locked.
var oldWorkbook = []byte("\xd0\xcf\x11\xe0")

// open reads the table of a file; known are the headings that there may be.
func (r *reading) open(data []byte, known map[string]int) (*table, error) {
	switch {
	case len(data) == 0:
		return nil, r.whole("sheet.empty")
	case len(data) > Largest:
		return nil, r.whole("sheet.too_large", strconv.Itoa(Largest>>20))
	case IsWorkbook(data):
		return r.openWorkbook(data, known)
	case bytes.HasPrefix(data, oldWorkbook):
		return nil, r.whole("sheet.old_workbook")
	}
	return r.openText(data, known)
}

// take adds a row that says something. It tells whether more may come.
func (t *table) take(row []string, number int) bool {
	for len(row) > 0 && strings.TrimSpace(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	if !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" }) {
		return true
	}
	t.rows, t.at = append(t.rows, slices.Clone(row)), append(t.at, number)
	return len(t.rows) <= mostRows && len(row) <= mostColumns
}

// check refuses a table that is none, or larger than is read.
func (r *reading) check(t *table) error {
	switch {
	case len(t.rows) == 0:
		return r.whole("sheet.empty")
	case len(t.rows) > mostRows:
		return r.whole("sheet.too_many_rows", strconv.Itoa(mostRows))
	}
	for i, row := range t.rows {
		if len(row) > mostColumns {
			r.fail(r.place(t, i, -1), "sheet.too_many_columns", strconv.Itoa(mostColumns))
			return fault.OfFields(r.faults)
		}
	}
	return nil
}

// score is how many cells of a row are headings that are known.
func score(row []string, known map[string]int) int {
	n := 0
	for _, heading := range row {
		if _, is := known[folded(heading)]; is && folded(heading) != "" {
			n++
		}
	}
	return n
}
