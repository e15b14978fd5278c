package report

import (
	"iter"
	"math"
	"slices"
	"time"
)

// sheet is the tables of a report that go to one sheet of a workbook, one file of
// a folder.
type sheet struct {
	in      []int // which chapters have any of it
	name    string
	columns []Column // with what sets the tables apart first, if anything does
	grouped bool
	of      []Column // as the tables have them
}

// has tells whether a table goes to the sheet.
func (s *sheet) has(t Table) bool {
	return s.name == t.sheetName() && slices.EqualFunc(s.of, t.Columns, func(a, b Column) bool { return a.Title == b.Title })
}

func (t Table) sheetName() string {
	if t.Sheet != "" {
		return t.Sheet
	}
	return t.Caption
}

// tables goes through the tables of a chapter, those that only workbooks hold too.
func (c Chapter) tables() iter.Seq[Table] {
	return func(yield func(Table) bool) {
		for b := range c.All() {
			if t, is := b.(Table); is && !yield(t) {
				return
			}
		}
	}
}

// sheets lists the sheets of a report in the order in which they begin.
func (d *Document) sheets() []*sheet {
	var all []*sheet
	for n, c := range d.Chapters {
		for t := range c.tables() {
			i := slices.IndexFunc(all, func(s *sheet) bool { return s.has(t) })
			if i < 0 {
				i = len(all)
				all = append(all, newSheet(t))
			}
			if in := all[i].in; len(in) == 0 || in[len(in)-1] != n {
				all[i].in = append(in, n)
			}
		}
	}
	return all
}

func newSheet(t Table) *sheet {
	s := &sheet{name: t.sheetName(), columns: t.Columns, of: t.Columns, grouped: t.GroupTitle != ""}
	if s.grouped {
		s.columns = append([]Column{{Title: t.GroupTitle}}, t.Columns...)
	}
	return s
}

// rows goes through the rows of a sheet: as many cells as it has columns. The
// chapters that have any of it are gone through once more, so that nothing has to
// be kept.
func (s *sheet) rows(d *Document) iter.Seq[[]Cell] {
	return func(yield func([]Cell) bool) {
		for _, n := range s.in {
			for t := range d.Chapters[n].tables() {
				if s.has(t) && !s.rowsOf(t, yield) {
					return
				}
			}
		}
	}
}

func (s *sheet) rowsOf(t Table, yield func([]Cell) bool) bool {
	for _, r := range t.Rows {
		cells := make([]Cell, 0, len(s.columns))
		if s.grouped {
			cells = append(cells, Cell{Text: Say(t.Group)})
		}
		for i := range t.Columns {
			cells = append(cells, r.cell(i))
		}
		if !yield(cells) {
			return false
		}
	}
	return true
}

// text is what a cell says.
func (c Cell) text() string { return Clean(c.Text.String()) }

// number is the number of a cell; false if it has none that can be reckoned with.
func (c Cell) number() (float64, bool) {
	if c.Number == nil || math.IsNaN(*c.Number) || math.IsInf(*c.Number, 0) {
		return 0, false
	}
	return *c.Number, true
}

// day is a date as computers write it; "" if the cell has none.
func (c Cell) day() string {
	if c.Date.IsZero() {
		return ""
	}
	return c.Date.Format(time.DateOnly)
}
