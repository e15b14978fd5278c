package report

import (
	"strconv"

	"samkarta/internal/platform/report/pdf"
)

// pdfHeadingSpace is what is left empty over and under headings, by level.
var pdfHeadingSpace = [5]struct{ over, under float64 }{1: {34, 12}, 2: {24, 6}, 3: {17, 4}, 4: {13, 2}}

// heading sets the heading that comes next.
func (p *pdfPages) heading() {
	if p.next == len(p.headings) {
		return
	}
	h := &p.headings[p.next]
	p.next++
	space := pdfHeadingSpace[h.Level]
	title := h.Text
	if h.Number != "" {
		title = h.Number + "\u2002" + h.Text
	}
	text := p.set(Say(title), p.look.headings[h.Level], pdfWidth)
	if len(text.lines) == 0 {
		text.lines = []pdfLine{{}} // a chapter without a title is still led to
	}
	e := p.part.Child("H" + strconv.Itoa(h.Level))
	kind, last := "heading", len(text.lines)-1
	if text.height() > pdfTall { // it goes over pages itself
		kind = "long heading"
	}
	for i, line := range text.lines {
		s := pdfStrip{kind: kind, height: text.lead, keep: true}
		if i == 0 {
			s.space = space.over
		}
		if i == last {
			s.height += space.under
		}
		s.draw = func(top float64) {
			if i == 0 {
				p.arrive(h, top)
			}
			p.drawLine(line, pdfLeft, top+text.baseline(), e)
			if i == last {
				first := top - float64(last)*text.lead
				if first < pdfTop { // it began on a page that is gone
					first = top
				}
				p.mark(h.Mark, first+text.baseline(), e)
				text.done(e)
			}
		}
		p.push(s)
	}
}

// arrive notes where a heading stands.
func (p *pdfPages) arrive(h *pdfHeading, top float64) {
	h.page = p.page.Place()
	p.out.Name(h.ID, h.page, top-8)
	if h.Level == 1 {
		p.chapter = h.title()
	}
}

// mark says in the margin what has become of something.
func (p *pdfPages) mark(m Mark, baseline float64, e *pdf.Element) {
	if m == "" {
		return
	}
	said, font, size := p.t("mark."+string(m)), p.fonts[p.look.mark.cut], p.look.mark.size
	width := font.Width(said, size)
	span := e.Child("Span")
	p.page.Tag(span)
	p.page.Text(pdfLeft-pdfMarkGap-width, baseline, said+" ", font, size, p.look.mark.colour)
	p.saw("mark", pdfLeft-pdfMarkGap-width, baseline-size, pdfLeft-pdfMarkGap, baseline)
	span.Close()
}

// pdfFrame is where a text stands and what is around it.
type pdfFrame struct {
	left, space, under float64
	mark               Mark
	before             func(top float64)         // is drawn with the first line
	behind             func(top, height float64) // is drawn under each line
	keep               bool                      // each line stands with the next
	closed             bool                      // the last line stands with what comes after it
}

// lines sets a text line by line. No line of it stands alone on a page.
func (p *pdfPages) lines(t pdfText, f pdfFrame, e *pdf.Element) {
	last := len(t.lines) - 1
	if last < 0 {
		e.Close()
		return
	}
	for i, line := range t.lines {
		s := pdfStrip{kind: lineKind(i, last), height: t.lead, keep: besideNext(i, last+1) || f.keep || i == last && f.closed}
		if i == 0 {
			s.space = f.space
		}
		if i == last {
			s.height += f.under
		}
		if i == last && f.closed {
			s.kind = "leading line"
		}
		s.draw = func(top float64) {
			if f.behind != nil {
				f.behind(top, s.height)
			}
			if i == 0 {
				p.mark(f.mark, top+t.baseline(), e)
				if f.before != nil {
					f.before(top)
				}
			}
			p.drawLine(line, f.left, top+t.baseline(), e)
			if i == last {
				t.done(e)
			}
		}
		p.push(s)
	}
}

// lineKind tells the lines of a text that may not stand alone.
func lineKind(i, last int) string {
	switch {
	case i == 0 && last > 0:
		return "first line"
	case i == last && last > 0:
		return "last line"
	}
	return "line"
}

func (p *pdfPages) paragraph(b Paragraph) {
	t, f, tag, width := p.look.body, pdfFrame{left: pdfLeft, space: 8, mark: b.Mark}, "P", pdfMeasure
	switch b.Style {
	case Lead:
		t = p.look.lead
	case Quiet:
		t = p.look.small
	case Quote:
		t, tag = p.look.quote, "BlockQuote"
		f.left, f.space, width = pdfLeft+18, 12, pdfMeasure-36
		f.behind = func(top, height float64) {
			p.page.Artifact()
			p.page.Box(pdfLeft+4, top, 2, height, p.look.accent)
		}
	case Note:
		p.note(b)
		return
	}
	said := b.Text.String()
	if said == "" {
		return
	}
	f.closed = p.leads
	p.lines(p.set(b.Text, t, width), f, p.part.Child(tag))
	if b.Style == Quote {
		p.gap = 4
	}
}

// note is set on a ground of its own.
func (p *pdfPages) note(b Paragraph) {
	const edge = 12.0
	text := p.set(b.Text, p.look.body, pdfWidth-2*edge-4)
	if len(text.lines) == 0 {
		return
	}
	ground := func(top, height float64) {
		p.page.Artifact()
		p.page.Box(pdfLeft, top-0.1, pdfWidth, height+0.2, p.look.tint)
		p.page.Box(pdfLeft, top-0.1, 3, height+0.2, p.look.accent)
	}
	rim := func(space float64, keep bool) pdfStrip {
		return pdfStrip{kind: "rim", space: space, height: 8, keep: keep, draw: func(top float64) { ground(top, 8) }}
	}
	p.push(rim(12, true))
	e := p.part.Child("P")
	p.lines(text, pdfFrame{left: pdfLeft + edge + 4, mark: b.Mark, behind: ground, closed: true}, e)
	p.push(rim(0, false))
	p.gap = 6
}

const pdfIndent = 16.0

func (p *pdfPages) points(b List, in *pdf.Element, depth int) {
	if len(b.Items) == 0 {
		return
	}
	kind := pdf.Points
	if b.Ordered {
		kind = pdf.Numbers
	}
	list := in.Child("L", kind)
	left := pdfLeft + pdfIndent*float64(min(depth, 8)+1)
	for i, item := range b.Items {
		point := []string{"•", "–"}[min(depth, 1)]
		if b.Ordered {
			point = strconv.Itoa(i+1) + "."
		}
		li := list.Child("LI")
		label, body := li.Child("Lbl"), li.Child("LBody")
		text := p.set(item.Text, p.look.body, pdfMeasure-(left-pdfLeft))
		if len(text.lines) == 0 {
			text.lines = []pdfLine{{}} // its point stands there all the same
		}
		space := 3.0
		if i == 0 && depth == 0 {
			space = 6
		}
		f := pdfFrame{left: left, space: space, mark: item.Mark, closed: len(item.Items) > 0}
		f.before = func(top float64) { p.label(point, left, top+text.baseline(), label) }
		p.lines(text, f, body.Child("P"))
		p.points(List{Ordered: b.Ordered, Items: item.Items}, body, depth+1)
		body.Close()
		li.Close()
	}
	list.Close()
}

// label draws the point or number of an item, before its text.
func (p *pdfPages) label(s string, left, baseline float64, e *pdf.Element) {
	x := left - 12
	if width := p.out.Regular.Width(s, p.look.body.size); width > 10 {
		x = left - width - 3
	}
	p.page.Tag(e)
	p.page.Text(x, baseline, s+" ", p.out.Regular, p.look.body.size, p.look.accent)
	e.Close()
}

// terms sets words in a column with what is said of each beside it. The first
// and the last stand with the one beside them.
func (p *pdfPages) terms(all Terms) {
	if len(all) == 0 {
		return
	}
	bold, size := p.out.Bold, p.look.body.size
	column := 0.0
	for _, term := range all {
		column = max(column, bold.Width(plain(term.Term), size))
	}
	column = min(column+14, pdfMeasure/3)
	t := p.look.body
	t.cut.Bold = true
	list := p.part.Child("L")
	for i, term := range all {
		li := list.Child("LI")
		label, body := li.Child("Lbl"), li.Child("LBody")
		space := 4.0
		if i == 0 {
			space = 8
		}
		f := pdfFrame{left: pdfLeft + column, space: space, mark: term.Mark, closed: p.leads && i == len(all)-1 || besideNext(i, len(all))}
		p.sideBySide(p.set(Say(term.Term), t, column-8), p.set(term.Text, p.look.body, pdfMeasure-column), f, label, body)
		li.Close()
	}
	list.Close()
}

// sideBySide sets a word and its text beside each other, line by line.
func (p *pdfPages) sideBySide(word, text pdfText, f pdfFrame, label, body *pdf.Element) {
	n := max(len(word.lines), len(text.lines))
	if n == 0 {
		label.Close()
		body.Close()
		return
	}
	for i := range n {
		s := pdfStrip{kind: lineKind(i, n-1), height: word.lead, keep: besideNext(i, n) || i == n-1 && f.closed}
		if i == 0 {
			s.space = f.space
		}
		s.draw = func(top float64) {
			if i < len(word.lines) {
				p.drawLine(word.lines[i], pdfLeft, top+word.baseline(), label)
			}
			if i == 0 {
				p.mark(f.mark, top+word.baseline(), body)
			}
			if i < len(text.lines) {
				p.drawLine(text.lines[i], f.left, top+text.baseline(), body)
			}
			if i == n-1 {
				word.done(label)
				text.done(body)
			}
		}
		p.push(s)
	}
}
