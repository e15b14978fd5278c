package sheet

import (
	"slices"
	"strings"

	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// column is a field that has a column of its own.
type column struct {
	path  string        // "age_min", "eligibility.age_min"
	list  string        // the list of objects that it is within; "" is none
	field *record.Field // nil for the column that numbers the objects of a list
	up    []string      // the names of the fields that lead to it, from the record or the object of the list
}

// columnsOf gives the columns of a kind: what belongs to it first, then what
// every record has. The source is left out, for a sheet is one of its own.
func columnsOf(k *record.Kind) []column {
	own := k.Schema.Own()
	fields := append([]*record.Field{k.Schema.Field("id")}, own...)
	for _, f := range k.Schema.Fields {
		if f.Name != "id" && f.Name != "source" && !slices.Contains(own, f) {
			fields = append(fields, f)
		}
	}
	var all, lists []column
	for _, f := range fields {
		if isObjects(f) {
			lists = append(lists, listColumns(f)...)
		} else {
			all = append(all, plainColumns("", f.Name, nil, f)...)
		}
	}
	return append(all, lists...)
}

func isObjects(f *record.Field) bool {
	return f.Type == record.List && f.Elem.Type == record.Object
}

// listColumns are the number of an object in its list, and its fields.
func listColumns(f *record.Field) []column {
	all := []column{{path: f.Name, list: f.Name}}
	for _, inner := range f.Elem.Object.Fields {
		all = append(all, plainColumns(f.Name, f.Name+"."+inner.Name, nil, inner)...)
	}
	return all
}

func plainColumns(list, path string, above []string, f *record.Field) []column {
	up := append(slices.Clone(above), f.Name)
	if f.Type != record.Object {
		return []column{{path: path, list: list, field: f, up: up}}
	}
	var all []column
	for _, inner := range f.Object.Fields {
		all = append(all, plainColumns(list, path+"."+inner.Name, up, inner)...)
	}
	return all
}

// isNumber tells the columns that number the objects of a list.
func (c column) isNumber() bool { return c.field == nil }

// get gives what a column has of a record or of an object of a list.
func (c column) get(tree record.Tree) any {
	var value any = tree
	for _, name := range c.up {
		inner, is := value.(record.Tree)
		if !is {
			return nil
		}
		value = inner[name]
	}
	return value
}

// set puts a value where the column has it; nil takes it away.
func (c column) set(tree record.Tree, value any) {
	for _, name := range c.up[:len(c.up)-1] {
		inner, is := tree[name].(record.Tree)
		if !is {
			if value == nil {
				return
			}
			inner = record.Tree{}
			tree[name] = inner
		}
		tree = inner
	}
	last := c.up[len(c.up)-1]
	if value == nil {
		delete(tree, last)
		return
	}
	tree[last] = value
}

// heading is what a column is called.
func (c column) heading(l *text.Lang, k *record.Kind) string {
	if c.isNumber() {
		return label(l, k, c.list) + " – " + l.T("sheet.number")
	}
	parts := strings.Split(c.path, ".")
	said := []string{label(l, k, parts[0])}
	for i := range parts[1:] {
		said = append(said, lower(label(l, k, strings.Join(parts[:i+2], "."))))
	}
	return strings.Join(said, " – ")
}

// label is what a field is called; its name in the format if there is no text.
func label(l *text.Lang, k *record.Kind, path string) string {
	for _, key := range []string{"field." + k.Name + "." + path, "field." + path, "field." + path[strings.LastIndexByte(path, '.')+1:]} {
		if l.Has(key) {
			return l.T(key)
		}
	}
	return path
}

func lower(s string) string {
	runes := []rune(s)
	if len(runes) > 1 && strings.ToUpper(string(runes[1])) == string(runes[1]) {
		return s // an abbreviation
	}
	return strings.ToLower(string(runes[:1])) + string(runes[1:])
}

// headings gives the columns by what their headings may say: in Swedish, in
// English, by the path in the format, or by the last part of each of these where
// only one column has it.
func headings(k *record.Kind, columns []column) map[string]int {
	all, whole := map[string]int{}, map[string]bool{}
	put := func(said string, i int, isWhole bool) {
		key := folded(said)
		old, has := all[key]
		switch {
		case !has:
			all[key], whole[key] = i, isWhole
		case old != i && !whole[key]:
			all[key] = several
		}
	}
	for i, c := range columns {
		put(c.path, i, true)
	}
	for i, c := range columns {
		for _, l := range []*text.Lang{text.Sv, text.En} {
			put(c.heading(l, k), i, true)
		}
	}
	for i, c := range columns {
		put(c.path[strings.LastIndexByte(c.path, '.')+1:], i, false)
		for _, l := range []*text.Lang{text.Sv, text.En} {
			put(label(l, k, c.path), i, false)
		}
	}
	for key, i := range all {
		if i == several {
			delete(all, key)
		}
	}
	return all
}

// several marks what more than one column is called.
const several = -1

// folded is a heading or a word as it is compared: without case, blanks and
// signs, but with its accents.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\u00a0\r\n_.,:-–—()[]/\"'*?", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}
