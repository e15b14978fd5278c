package sheet

import (
	"encoding/json"
	"io"
	"strconv"

	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Format is how a sheet is written.
type Format struct {
	Name string // "csv": the end of a file's name
	Type string // the media type
}

// The formats.
var (
	CSV  = Format{"csv", "text/csv; charset=utf-8"}
	XLSX = Format{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
)

// Formats are all that a sheet can be written as.
func Formats() []Format { return []Format{XLSX, CSV} }

// FileName is what a sheet of a kind of record is called as a file.
func (f Format) FileName(v *record.View, k *record.Kind) string {
	return k.List + "-" + string(record.Day(v.Today())) + "." + f.Name
}

// Write writes records of one kind as a sheet.
func Write(w io.Writer, f Format, v *record.View, l *text.Lang, k *record.Kind, all []record.Body) error {
	columns, s := columnsOf(k), newSpeech(v, l)
	rows := [][]cell{make([]cell, len(columns))}
	for i, c := range columns {
		rows[0][i] = cell{text: c.heading(l, k)}
	}
	for _, b := range all {
		rows = append(rows, s.rows(columns, record.TreeOf(b))...)
	}
	if f == CSV {
		return writeCSV(w, l.Code, rows)
	}
	return writeXLSX(w, l, k, columns, rows)
}

// rows are those of one record: the first has all but the further objects of its
// lists, which have a row each with the id and the name again.
func (s *speech) rows(columns []column, tree record.Tree) [][]cell {
	var rows [][]cell
	row := func(i int) []cell {
		for len(rows) <= i {
			rows = append(rows, make([]cell, len(columns)))
		}
		return rows[i]
	}
	first := row(0)
	for i, c := range columns {
		if c.list == "" {
			first[i] = s.cell(c.field, c.get(tree))
			continue
		}
		objects, _ := tree[c.list].([]any)
		for n, o := range objects {
			if c.isNumber() {
				row(n)[i] = cell{text: strconv.Itoa(n + 1), number: true}
				continue
			}
			object, _ := o.(record.Tree)
			row(n)[i] = s.cell(c.field, c.get(object))
		}
	}
	for _, more := range rows[1:] {
		for i, c := range columns {
			if c.path == "id" || c.path == "name" {
				more[i] = rows[0][i]
			}
		}
	}
	return rows
}

// whole tells whether a number is a whole one, and which.
func whole(value any) (int, bool) {
	n, is := value.(json.Number)
	if !is {
		return 0, false
	}
	i, err := strconv.Atoi(n.String())
	return i, err == nil
}
