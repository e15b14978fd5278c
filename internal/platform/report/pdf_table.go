package report

import (
	"samkarta/internal/platform/report/pdf"
)

// pdfTable is a table that is set: its columns have their widths.
type pdfTable struct {
	p       *pdfPages
	columns []pdfColumn
	cell    pdfType
	column  pdfType
	body    *pdf.Element
	head    *pdfStrip
}

type pdfColumn struct {
	Column
	left, width float64 // of the text, without what is between columns
}

const (
	pdfGutter   = 10.0 // between columns
	pdfCellEdge = 4.0  // over and under the text of a cell
	pdfTall     = pdfBodyHeight / 2
	pdfLittle   = 60.0 // rows so high stand with the one beside them
)

func (p *pdfPages) table(b Table) {
	if b = b.told(); b.Behind || len(b.Columns) == 0 {
		return
	}
	e := p.part.Child("Table")
	if b.Caption != "" {
		p.tables++
		p.captionOf(p.t("table", p.tables), b.Caption, 16, e.Child("Caption"), true)
	}
	t := &pdfTable{p: p, cell: p.look.cell, column: p.look.column}
	t.share(b)
	kind := "header"
	if len(b.Rows) == 0 {
		kind = "lone header"
	}
	t.header(e, kind)
	if len(b.Rows) > 0 {
		t.body = e.Child("TBody")
		t.rows(b.Rows)
		t.body.Close()
	}
	if !p.leads {
		p.flush()
	}
	p.gap = 8
	e.Close()
}

// captionOf sets what a table or figure is called, in bold its number.
func (p *pdfPages) captionOf(number, caption string, space float64, e *pdf.Element, keep bool) {
	said := Line{{Text: number + ". ", Bold: true}, {Text: caption}}
	p.lines(p.set(said, p.look.caption, pdfWidth), pdfFrame{left: pdfLeft, space: space, under: 3, keep: keep, closed: keep}, e)
}

// header sets the titles of the columns. They stand over the rows on each page,
// unless they are too many lines for that.
func (t *pdfTable) header(e *pdf.Element, kind string) {
	group := e.Child("THead")
	row := group.Child("TR")
	cells := make([]pdfText, len(t.columns))
	for i, c := range t.columns {
		cells[i] = t.p.set(Say(c.Title), t.column, c.width)
	}
	r := &pdfRow{t: t, cells: cells, element: row, header: true}
	if r.height() > pdfTall/2 {
		r.split(true)
	} else {
		t.head = &pdfStrip{kind: "header", height: r.height(), draw: func(top float64) { r.draw(top, true) }}
		t.p.push(pdfStrip{kind: kind, space: 2, height: r.height(), keep: true, draw: func(top float64) {
			r.draw(top, false)
			row.Close()
		}})
	}
	group.Close()
}

// rows sets the rows. The first and the last stand with the one beside them.
func (t *pdfTable) rows(all []Row) {
	last := len(all) - 1
	for i, row := range all {
		r := t.row(row)
		if r.height() > pdfTall {
			r.split(false)
			continue
		}
		keep := besideNext(i, len(all)) || i == last && t.p.leads
		t.p.push(pdfStrip{kind: t.kind(), height: r.height(), head: t.head, keep: keep && r.height() < pdfLittle, draw: func(top float64) {
			r.draw(top, false)
			r.element.Close()
		}})
	}
}

// kind tells rows that stand under their header on each page from those whose
// header is too high for that.
func (t *pdfTable) kind() string {
	if t.head == nil {
		return "bare row"
	}
	return "row"
}

func (t *pdfTable) row(row Row) *pdfRow {
	r := &pdfRow{t: t, cells: make([]pdfText, len(t.columns)), element: t.body.Child("TR"), sum: row.Sum, mark: row.Mark}
	style := t.cell
	style.cut.Bold = row.Sum
	for i, c := range t.columns {
		if i < len(row.Cells) {
			r.cells[i] = t.p.set(row.Cells[i].Text, style, c.width)
		}
	}
	return r
}

// pdfRow is a row whose cells are broken into lines.
type pdfRow struct {
	t           *pdfTable
	cells       []pdfText
	tags        []*pdf.Element // of the cells, when they are drawn
	element     *pdf.Element
	header, sum bool
	mark        Mark
}

func (r *pdfRow) count() int {
	n := 1
	for _, c := range r.cells {
		n = max(n, len(c.lines))
	}
	return n
}

func (r *pdfRow) height() float64 { return float64(r.count())*r.t.cell.lead + 2*pdfCellEdge }

// draw draws the whole row. The header is read once only: where it stands again
// it is an artifact.
func (r *pdfRow) draw(top float64, again bool) {
	r.ground(top, r.height())
	r.begin(again)
	for i := range r.cells {
		for n := range r.cells[i].lines {
			r.line(i, n, top+pdfCellEdge+float64(n)*r.t.cell.lead)
		}
	}
	r.end(top+r.height(), again)
}

// begin makes the elements of the cells.
func (r *pdfRow) begin(again bool) {
	r.tags = make([]*pdf.Element, len(r.cells))
	for i := range r.cells {
		switch {
		case again:
		case r.header:
			r.tags[i] = r.element.Child("TH", pdf.HeadsColumn)
		case i == 0:
			r.tags[i] = r.element.Child("TH", pdf.HeadsRow)
		default:
			r.tags[i] = r.element.Child("TD")
		}
	}
}

func (r *pdfRow) line(i, n int, top float64) {
	text, column, p := r.cells[i], r.t.columns[i], r.t.p
	line := text.lines[n]
	x := column.left
	if column.Kind == Number || column.Kind == Share {
		x += column.width - line.width
	}
	if r.tags[i] == nil {
		p.page.Artifact()
		for _, part := range line.parts {
			p.page.Text(x+part.x, top+text.baseline(), part.text, part.run.font, part.run.size, part.run.colour)
		}
		return
	}
	if i == 0 && n == 0 {
		p.mark(r.mark, top+text.baseline(), r.tags[i])
	}
	p.drawLine(line, x, top+text.baseline(), r.tags[i])
}

// end closes the cells and draws the line under the row.
func (r *pdfRow) end(bottom float64, again bool) {
	p := r.t.p
	if !again {
		for i, c := range r.cells {
			c.done(r.tags[i])
		}
	}
	p.page.Artifact()
	width, colour := 0.4, p.look.rule
	if r.header {
		width, colour = 1, p.look.accent
	}
	p.page.Line(pdfLeft, bottom, pdfLeft+pdfWidth, bottom, width, colour)
}

func (r *pdfRow) ground(top, height float64) {
	p := r.t.p
	p.page.Artifact()
	if r.header || r.sum {
		p.page.Box(pdfLeft, top, pdfWidth, height, p.look.tint)
	}
}

// split sets a row that is higher than half a page line by line.
func (r *pdfRow) split(keep bool) {
	n := r.count()
	for i := range n {
		s := pdfStrip{kind: r.t.kind(), height: r.t.cell.lead, head: r.t.head, keep: keep && i == n-1}
		if i == n-1 {
			s.height += 2 * pdfCellEdge
		}
		s.draw = func(top float64) {
			if i == 0 {
				r.begin(false)
			}
			for c := range r.cells {
				if i < len(r.cells[c].lines) {
					r.line(c, i, top+pdfCellEdge)
				}
			}
			if i == n-1 {
				r.end(top+s.height, false)
				r.element.Close()
			}
		}
		r.t.p.push(s)
	}
}
