package recordweb

import (
	"maps"
	"slices"
	"strings"

	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// typed is what stands in the fields for one field of a record, before anybody
// has judged it.
type typed struct {
	words string
	many  []string
	rows  []typedRow
}

// typedRow is a row in which something stands, and where on the form it is.
type typedRow struct {
	at    int
	cells map[string]typed
	open  bool // it is said to ask for nothing
}

// typedIn gives what stands in the fields that have a name.
func typedIn(in *web.Input, a asked, name string) typed {
	switch a.As {
	case asLines:
		return typed{many: lines(in.Get(name))}
	case asChecks:
		return typed{many: in.All(name)}
	case asPlaces:
		return typed{many: in.All(name), words: in.Get(name + other)}
	case asNames:
		return typed{rows: rowsIn(in, name, []asked{{Field: &record.Field{Name: one}}}, false)}
	case asRows:
		return typed{rows: rowsIn(in, name, a.columns(), openRows[a.Name])}
	case asObject:
		if cells := cellsIn(in, a.parts(), func(part string) string { return part }); len(cells) > 0 {
			return typed{rows: []typedRow{{cells: cells}}}
		}
		return typed{}
	}
	return typed{words: said(in.Get(name))}
}

func said(words string) string {
	if words == notSaid {
		return ""
	}
	return words
}

func lines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func rowsIn(in *web.Input, name string, columns []asked, mayBeOpen bool) []typedRow {
	var rows []typedRow
	for i := range in.Rows(name) {
		cells := cellsIn(in, columns, func(column string) string { return web.At(name, i, column) })
		open := mayBeOpen && in.Is(web.At(name, i, openRow))
		if len(cells) > 0 || open {
			rows = append(rows, typedRow{i, cells, open})
		}
	}
	return rows
}

// cellsIn gives those of some fields in which something stands.
func cellsIn(in *web.Input, fields []asked, at func(name string) string) map[string]typed {
	cells := map[string]typed{}
	for _, f := range fields {
		if t := typedIn(in, f, at(f.Name)); !t.isEmpty() {
			cells[f.Name] = t
		}
	}
	return cells
}

func (t typed) isEmpty() bool { return t.words == "" && len(t.many) == 0 && len(t.rows) == 0 }

func (t typed) same(o typed) bool {
	return t.words == o.words && slices.Equal(t.many, o.many) && slices.EqualFunc(t.rows, o.rows, func(a, b typedRow) bool {
		return a.open == b.open && maps.EqualFunc(a.cells, b.cells, typed.same)
	})
}
