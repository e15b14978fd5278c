package web

import (
	"html/template"
	"math"
	"time"

	"samkarta/internal/platform/text"
)

// Head is the head of a page: {{template "head" .Head}}. Every page has one,
// for it holds the page's one h1.
type Head struct {
	Kicker  string // what sort of thing it is, over the title
	Title   string
	Lead    string // one or two sentences
	Marker  *Marker
	Tags    []Tag
	Fresh   *Freshness
	Actions []Link // the first is the main one
	Posts   []Post
}

// Marker is the mark of a kind of party: a colour, a shape and a letter, so
// that no colour is needed to tell them apart. Shape is a to f.
type Marker struct {
	Shape  string
	Letter string
	Title  string // read out
}

// Tag is a short word on a coloured ground: neutral if Color is empty, else
// accent, brand1, info, success, warning or danger.
type Tag struct {
	Text  string
	Color string
	Href  string
}

// Freshness says how lately a fact was confirmed: a shape that empties, the
// words of when, and the word for it.
type Freshness struct {
	Value float64 // from 1 to 0
	Level string  // fresh, ageing, old or never
	Text  string  // Bekräftad mars 2019
	Word  string  // färsk
}

// Freshness makes the meter of a value and the day of the last confirmation.
func (f *Frame) Freshness(value float64, confirmed time.Time) Freshness {
	return NewFreshness(f.lang(), value, confirmed)
}

// NewFreshness makes the meter of a value from 1 to 0 and the day of the last
// confirmation; a zero day was never.
func NewFreshness(l *text.Lang, value float64, confirmed time.Time) Freshness {
	m := Freshness{Value: value, Level: "old"}
	switch {
	case confirmed.IsZero():
		m.Level, m.Value = "never", 0
	case value >= 1:
		m.Level = "fresh"
	case value > 0:
		m.Level = "ageing"
	}
	m.Word = l.T("web.fresh." + m.Level)
	m.Text = l.T("web.fresh.never.text")
	if !confirmed.IsZero() {
		m.Text = l.T("web.fresh.confirmed", l.Month(confirmed))
	}
	return m
}

// Quarter is how full the shape is, in quarters: a value above nothing is
// never shown as empty, one below everything never as full.
func (m Freshness) Quarter() int {
	q := int(math.Round(m.Value * 4))
	if m.Value > 0 && q == 0 {
		return 1
	}
	if m.Value < 1 && q == 4 {
		return 3
	}
	return min(max(q, 0), 4)
}

// Tabs is a row of links over parts of a page: {{template "tabs" .Tabs}}.
type Tabs struct {
	Label string // read out
	Items []Link
}

// Stat is one number with its word: {{template "stat" .}}.
type Stat struct {
	Value string
	Label string
	Note  string
	Href  string
}

// Card is a thing in a list of things: {{template "card" .}}.
type Card struct {
	Href   string
	Title  string
	Kicker string
	Text   string
	Marker *Marker
	Tags   []Tag
	Fresh  *Freshness
	Links  []Link
	Facts  []Definition // short ones, under the text
}

// Alert is something to mind: {{template "alert" .}}. Color is info, success,
// warning or danger.
type Alert struct {
	Color string
	Title string
	Text  string
	Links []Link
}

// Empty stands where there is nothing to show, and says what to do about it.
type Empty struct {
	Title  string
	Text   string
	Action *Link
}

// Details is something to open: {{template "details" .}}.
type Details struct {
	Summary string
	Text    string
	Items   []Cell
	Open    bool
}

// Post is a button that changes something by itself: {{template "post" .}}.
type Post struct {
	Action  string
	Text    string
	Title   string // read out instead of the text, to tell like buttons apart
	Icon    string
	Variant string // primary, secondary (if empty) or tertiary
	Danger  bool
	Hidden  []Hidden
}

// Table is rows of cells under columns: {{template "table" .}}. Narrow
// screens show each row as a card.
type Table struct {
	Caption string
	Quiet   bool // the caption is read out only, for there is a heading above
	Columns []Column
	Rows    []TableRow
	Empty   Empty // shown instead when there are no rows
}

// Column is the head of a column. With Href it is a link that sorts by it;
// Sorted is then "ascending", "descending" or "".
type Column struct {
	Text   string
	Number bool // its cells stand to the right
	Quiet  bool // the text is read out only
	Href   string
	Sorted string
}

// TableRow is one row; its first cell names it.
type TableRow struct {
	Cells []Cell
	Quiet bool // it has ended
}

// Cell is what stands in one cell, or beside one term: all that is filled of
// it, in this order.
type Cell struct {
	Marker *Marker
	Text   string
	Href   string
	Note   string // more quietly, under the text
	Tags   []Tag
	Links  []Link
	Fresh  *Freshness
	Post   *Post
}

// bodyRow and bodyCell are a row and a cell with what its column says of it,
// worked out before the template runs, which is slow at such things.
type bodyRow struct {
	Quiet bool
	First Cell
	Cells []bodyCell
}

type bodyCell struct {
	Cell
	Label  string // of the column, for rows shown as cards
	Number bool
	Plain  bool // nothing but a text
}

// Body gives the rows as the template shows them.
func (t Table) Body() []bodyRow {
	rows := make([]bodyRow, len(t.Rows))
	for i, r := range t.Rows {
		rows[i].Quiet = r.Quiet
		if len(r.Cells) == 0 {
			continue
		}
		rows[i].First = r.Cells[0]
		rows[i].Cells = make([]bodyCell, len(r.Cells)-1)
		for j, c := range r.Cells[1:] {
			rows[i].Cells[j] = t.bodyCell(j+1, c)
		}
	}
	return rows
}

func (t Table) bodyCell(i int, c Cell) bodyCell {
	b := bodyCell{Cell: c}
	b.Plain = c.Href == "" && c.Note == "" && c.Marker == nil && c.Fresh == nil && c.Post == nil && len(c.Tags)+len(c.Links) == 0
	if i < len(t.Columns) {
		b.Number = t.Columns[i].Number
		if !t.Columns[i].Quiet {
			b.Label = t.Columns[i].Text
		}
	}
	return b
}

// Definition is a term and what is said of it.
type Definition struct {
	Term  string
	Cells []Cell
}

// Definitions is a list of terms: {{template "definitions" .}}.
type Definitions []Definition

// Say makes a definition of a text; it is left out of lists when empty.
func Say(term, said string) Definition { return Definition{Term: term, Cells: []Cell{{Text: said}}} }

// Timeline is what happened, the latest first: {{template "timeline" .}}.
type Timeline []Moment

// Moment is one thing that happened.
type Moment struct {
	When  string
	Stamp string // for the datetime attribute: 2019-03-01
	Title string
	Href  string
	Text  string
	Who   string
	Tags  []Tag
}

// Versions shows what two people made of the same record, so that the second
// can choose: {{template "versions" .}}.
type Versions struct {
	Title string
	Text  string
	Mine  string // heading of the column
	Yours string
	Rows  []VersionRow
}

// VersionRow is one field of both versions.
type VersionRow struct{ Label, Theirs, Mine string }

// icon gives one of the drawings in templates/icons.
func icon(name string) template.HTML { return icons[name] }
