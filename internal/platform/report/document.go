package report

import (
	"iter"
	"slices"
	"time"

	"samkarta/internal/platform/text"
)

// Document is a report before it is in any format.
type Document struct {
	Lang      *text.Lang
	Title     string // "Kartläggning av samverkan"
	Subtitle  string // what it is about: "Mullsjö, Habo och Jönköping"
	Publisher string // who gives it out
	Summary   string // in a sentence, for the properties of the file
	AsOf      time.Time
	Made      time.Time
	Look      Look
	Front     []Block // the front page's own text, under the titles
	Cover     bool    // it has a front page of its own; else the titles stand over the first chapter
	Contents  bool    // it lists its contents
	Chapters  []Chapter
}

// Look is what makes a report somebody's own.
type Look struct {
	Logo    []byte // a PNG or JPEG; nil: none
	LogoAlt string
	Accent  string // "#0d5c63": of headings and lines; "" is the house's own
}

// Chapter is a part of a report with a heading of the first level.
type Chapter struct {
	ID         string // names it in links: "#forum"
	Title      string
	Unnumbered bool
	Mark       Mark
	Blocks     iter.Seq[Block] // may be gone through several times; nil: none. All goes through them
}

// Mark says what has become of something since the day that a report compares
// with. It is shown in the margin, in words.
type Mark string

// The marks; none says nothing.
const (
	New       Mark = "new"
	Changed   Mark = "changed"
	Ended     Mark = "ended"
	Confirmed Mark = "confirmed"
)

// Block is one thing of a chapter: Heading, Paragraph, List, Terms, Table,
// Figure, Cards or Break.
type Block interface{ block() }

// Heading is a heading inside a chapter, of level 2, 3 or 4.
type Heading struct {
	Level int
	ID    string // names it in links; "" if nothing leads to it
	Text  string
	Mark  Mark
}

// Paragraph is some running text.
type Paragraph struct {
	Text  Line
	Style Style
	Mark  Mark
}

// Style is how a paragraph is set.
type Style string

// The styles.
const (
	Body  Style = ""
	Lead  Style = "lead"  // what one reads first
	Quiet Style = "quiet" // sources, notes
	Quote Style = "quote" // what somebody said
	Note  Style = "note"  // set apart: a conclusion, a warning
)

// List is points, numbered or not.
type List struct {
	Ordered bool
	Items   []Item
}

// Item is one point of a list, with points of its own under it if any.
type Item struct {
	Text  Line
	Items []Item
	Mark  Mark
}

// Terms is words with what is to be said of each: "Uppdrag: …".
type Terms []Term

// Term is one of them.
type Term struct {
	Term string
	Text Line
	Mark Mark
}

// Table is rows under a header. Its first column heads the rows.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
	// Sheet names the sheet of a workbook that the rows go to; "": the caption
	// does. Tables of the same sheet have the same columns and follow each other
	// in it, told apart by Group under the header GroupTitle.
	Sheet, GroupTitle, Group string
	// Behind is true for a table that only workbooks and data files hold: the
	// figures behind a picture or a text.
	Behind bool
}

// told is a table as it is read: without columns that no row says anything in. A
// workbook has them all, for its sheets go on through several tables.
func (t Table) told() Table {
	var kept []int
	for i, c := range t.Columns {
		if i == 0 || c.Title == "" || slices.ContainsFunc(t.Rows, func(r Row) bool { return r.cell(i).Text.String() != "" }) {
			kept = append(kept, i)
		}
	}
	if len(kept) == len(t.Columns) || len(t.Rows) == 0 {
		return t
	}
	told := t
	told.Columns, told.Rows = make([]Column, len(kept)), make([]Row, len(t.Rows))
	for n, i := range kept {
		told.Columns[n] = t.Columns[i]
	}
	for at, r := range t.Rows {
		cells := make([]Cell, len(kept))
		for n, i := range kept {
			cells[n] = r.cell(i)
		}
		r.Cells = cells
		told.Rows[at] = r
	}
	return told
}

// Column is a column of a table.
type Column struct {
	Title string
	Kind  Kind
	Share float64 // of the width, against the others; 0: as its contents need
}

// Kind is what the cells of a column hold.
type Kind int

// The kinds of column. Numbers and shares are set to the right.
const (
	Words  Kind = iota
	Number      // of a Cell
	Share       // a Number of percent
	Day         // a Date
)

// Row is a row of a table.
type Row struct {
	Cells []Cell
	Sum   bool // it sums the others up
	Mark  Mark
}

// Cell is one cell: what it says, and for numbers and days what they are, so
// that a workbook can reckon with them. Unknown is a cell with a Text that says
// so and neither Number nor Date.
type Cell struct {
	Text   Line
	Number *float64
	Date   time.Time // zero: none
}

// Figure is a picture with what it is called and what it shows, for those who do
// not see it. A table or a list with the same stands beside it.
type Figure struct {
	Caption string
	Alt     string
	Drawing Drawing
}

// Cards are small sheets to print and cut out: A6, four on an A4.
type Cards []Card

// Card is one of them.
type Card struct {
	Kicker string
	Title  string
	Lead   string
	Terms  Terms
	Foot   string // source and freshness
}

// Break begins a new page where there are pages.
type Break struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Terms) block()     {}
func (Table) block()     {}
func (Figure) block()    {}
func (Cards) block()     {}
func (Break) block()     {}

// Line is a text in parts that are set differently.
type Line []Span

// Span is a part of a line.
type Span struct {
	Text   string
	Bold   bool
	Italic bool
	// Link leads to an address (https://, mailto:), or to a heading or chapter
	// of the report ("#id"); "" is no link.
	Link string
}

// Say is a line of plain text.
func Say(s string) Line {
	if s == "" {
		return nil
	}
	return Line{{Text: s}}
}

// String is the text of a line without how it is set.
func (l Line) String() string {
	if len(l) == 1 {
		return l[0].Text
	}
	s := ""
	for _, part := range l {
		s += part.Text
	}
	return s
}
