package report

import (
	"bufio"
	"encoding/json"
	"io"
)

// kindNames are what the kinds of column are called in data files.
var kindNames = map[Kind]string{Words: "text", Number: "number", Share: "percent", Day: "date"}

// WriteJSON writes the tables of a report as one JSON object: its title, day and
// publisher, and its sheets, each with its name, its columns {"title", "kind"} and
// its rows. A cell is a number, a date ("2019-06-01"), a text or null; where a
// number is not known the text says so.
func WriteJSON(w io.Writer, d *Document, progress func(chapters int)) error {
	b := bufio.NewWriter(w)
	out := objects{b: b}
	out.raw(`{"title":`)
	out.value(Clean(d.Title))
	out.raw(`,"subtitle":`)
	out.value(Clean(d.Subtitle))
	out.raw(`,"publisher":`)
	out.value(Clean(d.Publisher))
	out.raw(`,"as_of":`)
	out.value(Cell{Date: d.AsOf}.day())
	out.raw(`,"sheets":[`)
	for i, s := range d.sheets() {
		if i > 0 {
			out.raw(",")
		}
		out.sheet(d, s)
	}
	out.raw("]}\n")
	if progress != nil {
		progress(len(d.Chapters))
	}
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

// objects writes JSON piece by piece.
type objects struct {
	b   *bufio.Writer
	err error
}

func (o *objects) raw(s string) {
	if o.err == nil {
		_, o.err = o.b.WriteString(s)
	}
}

func (o *objects) value(v any) {
	data, err := json.Marshal(v)
	if o.err == nil {
		o.err = err
	}
	o.raw(string(data))
}

type jsonColumn struct {
	Title string `json:"title"`
	Kind  string `json:"kind"`
}

func (o *objects) sheet(d *Document, s *sheet) {
	columns := make([]jsonColumn, len(s.columns))
	for i, c := range s.columns {
		columns[i] = jsonColumn{Clean(c.Title), kindNames[c.Kind]}
	}
	o.raw(`{"name":`)
	o.value(Clean(s.name))
	o.raw(`,"columns":`)
	o.value(columns)
	o.raw(`,"rows":[`)
	first := true
	for cells := range s.rows(d) {
		if !first {
			o.raw(",")
		}
		first = false
		row := make([]any, len(cells))
		for i, c := range cells {
			row[i] = c.value()
		}
		o.value(row)
	}
	o.raw("]}")
}

// value is what a cell holds, as JSON has it.
func (c Cell) value() any {
	if n, is := c.number(); is {
		return n
	}
	if !c.Date.IsZero() {
		return c.day()
	}
	if s := c.text(); s != "" {
		return s
	}
	return nil
}
