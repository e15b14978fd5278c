package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"samkarta/internal/exchange/draft"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Draft reads a sheet as a draft of what it changes on the map. With anything
// wrong there is no draft, and all of it is told with its sheet, row and column.
func Draft(v *record.View, l *text.Lang, k *record.Kind, file string, data []byte, o draft.Options) (*draft.Draft, error) {
	r := &reading{l: l, file: file}
	t, told, err := r.read(v, k, data)
	if err != nil {
		return nil, err
	}
	d, err := draft.Records(v, told, "kalkylblad", o)
	if err != nil {
		return nil, err
	}
	for _, left := range d.Left {
		r.fail(r.place(t, left.Line, -1), left.Key, left.Args...)
	}
	return d, fault.OfFields(r.faults)
}

// read reads the records of a sheet; the line of each is its row in the table.
func (r *reading) read(v *record.View, k *record.Kind, data []byte) (*table, []draft.Told, error) {
	in := &records{reading: r, k: k, v: v, columns: columnsOf(k), speech: newSpeech(v, r.l), byID: map[string]*entry{}}
	known := headings(k, in.columns)
	t, err := r.open(data, known)
	if err != nil {
		return nil, nil, err
	}
	in.table = t
	if in.head(known); len(r.faults) > 0 {
		return nil, nil, fault.OfFields(r.faults)
	}
	for row := 1; row < len(t.rows); row++ {
		in.row(row)
	}
	var told []draft.Told
	for _, e := range in.all {
		if b := in.body(e); b != nil {
			told = append(told, draft.Told{Body: b, From: v.Title(b), Line: e.first})
		}
	}
	return t, told, fault.OfFields(r.faults)
}

// records makes records of the rows of a table.
type records struct {
	*reading
	speech  *speech
	table   *table
	k       *record.Kind
	v       *record.View
	columns []column
	of      []int // the column of the schema that each column of the table is; -1 is none
	has     map[int]bool
	all     []*entry
	byID    map[string]*entry
}

// entry is a record as its rows tell it.
type entry struct {
	id      string
	first   int // its first row
	said    record.Tree
	where   map[string][2]int // row and column of the table that a path stands in
	objects map[string][]*object
}

// object is one of a list of a record.
type object struct {
	number, row int
	said        record.Tree
	where       map[string][2]int
}

// head finds out what each column of the table is.
func (in *records) head(known map[string]int) {
	in.of, in.has = make([]int, len(in.table.rows[0])), map[int]bool{}
	for i, heading := range in.table.rows[0] {
		n, is := known[folded(heading)]
		in.of[i] = -1
		switch {
		case folded(heading) == "":
			if row := in.saysSomething(i); row > 0 {
				in.fail(in.place(in.table, row, i), "sheet.no_heading")
			}
		case !is:
			in.fail(in.place(in.table, 0, i), "sheet.unknown_heading", strings.TrimSpace(heading), in.headingsSaid())
		case in.has[n]:
			in.fail(in.place(in.table, 0, i), "sheet.heading_twice", strings.TrimSpace(heading))
		default:
			in.of[i], in.has[n] = n, true
		}
	}
	if !in.has[0] && !in.has[in.column("name")] && len(in.faults) == 0 {
		in.fail(in.place(in.table, 0, -1), "sheet.no_table", in.columns[0].heading(in.l, in.k), in.columns[in.column("name")].heading(in.l, in.k))
	}
	for row := 1; row < len(in.table.rows); row++ {
		for i := len(in.of); i < len(in.table.rows[row]); i++ {
			if strings.TrimSpace(in.table.rows[row][i]) != "" {
				in.fail(in.place(in.table, row, i), "sheet.no_heading")
			}
		}
	}
}

func (in *records) headingsSaid() string {
	all := make([]string, len(in.columns))
	for i, c := range in.columns {
		all[i] = c.heading(in.l, in.k)
	}
	return strings.Join(all, "; ")
}

// column finds a column of the schema by its path.
func (in *records) column(path string) int {
	return slices.IndexFunc(in.columns, func(c column) bool { return c.path == path })
}

// saysSomething gives the first row in which a column says anything; 0 is none.
func (in *records) saysSomething(column int) int {
	for row := 1; row < len(in.table.rows); row++ {
		if strings.TrimSpace(at(in.table.rows[row], column)) != "" {
			return row
		}
	}
	return 0
}

// row reads a row into the record that it belongs to.
func (in *records) row(row int) {
	e := in.entryOf(row)
	objects := map[string]*object{}
	for i, n := range in.of {
		if n < 0 || strings.TrimSpace(at(in.table.rows[row], i)) == "" {
			continue
		}
		c := in.columns[n]
		value, wrong := in.understand(c, in.table.rows[row][i])
		if wrong != nil {
			in.fail(in.place(in.table, row, i), wrong.key, wrong.args...)
			continue
		}
		if c.list == "" {
			in.setOne(e, c, value, row, i)
			continue
		}
		o := objects[c.list]
		if o == nil {
			o = &object{row: row, said: record.Tree{}, where: map[string][2]int{}}
			objects[c.list] = o
			e.objects[c.list] = append(e.objects[c.list], o)
		}
		if c.isNumber() {
			o.number, _ = whole(value)
			continue
		}
		c.set(o.said, value)
		o.where[strings.TrimPrefix(c.path, c.list+".")] = [2]int{row, i}
	}
}

// setOne sets what a record has once. Further rows of the record may say it
// again, but not otherwise.
func (in *records) setOne(e *entry, c column, value any, row, i int) {
	if old := c.get(e.said); old != nil && string(record.EncodeAny(old)) != string(record.EncodeAny(value)) {
		first := in.table.at[e.where[c.path][0]]
		in.fail(in.place(in.table, row, i), "sheet.says_otherwise", strconv.Itoa(first), at(in.table.rows[e.where[c.path][0]], e.where[c.path][1]))
		return
	}
	if _, has := e.where[c.path]; !has {
		c.set(e.said, value)
		e.where[c.path] = [2]int{row, i}
	}
}

// understand reads a cell: what numbers the objects of a list is a whole number
// from 1, and a day that a workbook has as a number is turned to one.
func (in *records) understand(c column, said string) (any, *wrongValue) {
	if c.isNumber() {
		value, wrong := number(&record.Field{Type: record.Integer}, strings.TrimSpace(said))
		if n, is := whole(value); wrong == nil && (!is || n < 1) {
			wrong = &wrongValue{"sheet.not_counting", []any{said}}
		}
		return value, wrong
	}
	if c.field.Type == record.Calendar {
		if n, err := strconv.ParseFloat(strings.TrimSpace(said), 64); err == nil && n >= 10_000 && n < 1_000_000 {
			if t, err := excelize.ExcelDateToTime(n, in.early); err == nil {
				return t.Format(time.DateOnly), nil
			}
		}
	}
	return in.speech.value(c.field, said)
}

// entryOf finds the record that a row belongs to. Rows with the same id are of
// one; one without an id belongs to the row above, if that has none either, and
// it says no name or the same.
func (in *records) entryOf(row int) *entry {
	id, name := in.cellOf(row, "id"), in.cellOf(row, "name")
	if id != "" {
		if e := in.byID[id]; e != nil {
			return e
		}
	} else if len(in.all) > 0 {
		if last := in.all[len(in.all)-1]; last.id == "" && (name == "" || name == in.cellOf(last.first, "name")) {
			return last
		}
		if name == "" {
			in.fail(in.place(in.table, row, -1), "sheet.whose_row")
		}
	}
	e := &entry{id: id, first: row, said: record.Tree{}, where: map[string][2]int{}, objects: map[string][]*object{}}
	in.all = append(in.all, e)
	if id != "" {
		in.byID[id] = e
	}
	return e
}

func (in *records) cellOf(row int, path string) string {
	i := slices.Index(in.of, in.column(path))
	return strings.TrimSpace(at(in.table.rows[row], i))
}

// body makes the record of an entry: what is on the map, with what the columns
// of the sheet say. nil if something is wrong with it.
func (in *records) body(e *entry) record.Body {
	tree := record.Tree{}
	if old, err := in.v.Get(in.k.Name, e.id); err == nil && e.id != "" {
		tree = record.TreeOf(old)
	}
	delete(tree, "source")
	for n, c := range in.columns {
		if in.has[n] && c.list == "" {
			c.set(tree, c.get(e.said))
		}
	}
	maps.DeleteFunc(tree, func(_ string, value any) bool { inner, is := value.(record.Tree); return is && len(inner) == 0 })
	where := maps.Clone(e.where)
	wrong := len(in.faults)
	in.lists(e, tree, where)
	if len(in.faults) > wrong {
		return nil
	}
	if e.id == "" {
		tree["id"] = "x" // it gets one where the draft is made
	}
	b, faults := in.k.Read(tree, "")
	for _, f := range faults {
		in.fail(in.placeOf(e, where, f.Path), f.Key, f.Args...)
	}
	if b != nil && e.id == "" {
		b.HeadOf().ID = ""
	}
	return b
}

// lists sets the lists of objects that the sheet has columns for.
func (in *records) lists(e *entry, tree record.Tree, where map[string][2]int) {
	for _, list := range in.listsOf() {
		if !in.hasAny(list) {
			continue
		}
		in.needed(e, list, tree)
		objects := e.objects[list]
		slices.SortStableFunc(objects, func(a, b *object) int {
			if a.number == 0 || b.number == 0 {
				return 0
			}
			return cmp.Compare(a.number, b.number)
		})
		delete(tree, list)
		var all []any
		for i, o := range objects {
			if i > 0 && o.number > 0 && o.number == objects[i-1].number {
				in.fail(in.place(in.table, o.row, slices.Index(in.of, in.column(list))), "sheet.number_twice", strconv.Itoa(o.number))
			}
			all = append(all, o.said)
			where[fmt.Sprintf("%s[%d]", list, i)] = [2]int{o.row, -1}
			for path, at := range o.where {
				where[fmt.Sprintf("%s[%d].%s", list, i, path)] = at
			}
		}
		if all != nil {
			tree[list] = all
		}
	}
}

func (in *records) listsOf() []string {
	var all []string
	for _, c := range in.columns {
		if c.isNumber() {
			all = append(all, c.list)
		}
	}
	return all
}

func (in *records) hasAny(list string) bool {
	for n, c := range in.columns {
		if c.list == list && in.has[n] {
			return true
		}
	}
	return false
}

// needed refuses a sheet that leaves out a column of a list where the map has
// something: nobody could tell to which object of the list that belongs.
func (in *records) needed(e *entry, list string, tree record.Tree) {
	old, _ := tree[list].([]any)
	for n, c := range in.columns {
		if c.list != list || in.has[n] || c.isNumber() {
			continue
		}
		if slices.ContainsFunc(old, func(o any) bool { inner, _ := o.(record.Tree); return c.get(inner) != nil }) {
			in.fail(in.place(in.table, e.first, -1), "sheet.column_needed", c.heading(in.l, in.k))
		}
	}
}

// placeOf gives the cell that a path of a record stands in: its own, or that of
// what it is within, or the column that it would have in the first row.
func (in *records) placeOf(e *entry, where map[string][2]int, path string) string {
	for p := path; p != ""; p = above(p) {
		if at, has := where[p]; has {
			if p != path && at[1] < 0 {
				at[1] = slices.Index(in.of, in.column(withoutIndices(path)))
			}
			return in.place(in.table, at[0], at[1])
		}
	}
	return in.place(in.table, e.first, slices.Index(in.of, in.column(withoutIndices(path))))
}

// above is the path of what a path is within.
func above(path string) string {
	return path[:max(strings.LastIndexAny(path, ".["), 0)]
}

// withoutIndices is a path as columns have it.
func withoutIndices(path string) string {
	for {
		before, rest, has := strings.Cut(path, "[")
		if !has {
			return path
		}
		_, after, _ := strings.Cut(rest, "]")
		path = before + after
	}
}
