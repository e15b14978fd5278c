package report

import (
	"strconv"

	"samkarta/internal/platform/report/pdf"
)

// pdfContents is where the list of contents stands. It is drawn last, when it is
// known on which pages the headings are.
type pdfContents struct {
	element *pdf.Element
	page    *pdf.Page // the page it begins on, if something stands over it
	top     float64
	first   int // page
	pages   int
	level   int // the lowest in it
}

const (
	pdfMostContents = 3 // pages, if fewer levels make it fewer
	pdfPageColumn   = 34.0
)

// pdfContentsSpace is the room over an entry and how far in it stands, by level.
var pdfContentsSpace = [5]struct{ over, left float64 }{1: {8, 0}, 2: {2, 16}, 3: {1, 38}}

// leaveContents leaves the pages that the contents will need.
func (p *pdfPages) leaveContents() {
	if !p.doc.Contents || len(p.headings) == 0 {
		return
	}
	c := &p.list
	c.element = p.out.Root().Child("TOC")
	c.page, c.top, c.first = p.page, p.y+20, p.out.Pages()-1
	if p.page == nil {
		c.top, c.first = pdfTop, p.out.Pages()
	}
	for c.level = deepest; c.level > 1 && p.entries(nil) > pdfMostContents; c.level-- {
	}
	c.pages = p.entries(nil)
	for p.out.Pages() < c.first+c.pages {
		p.out.Leave()
	}
	p.page = nil
}

// entries goes through the contents and tells how many pages they take.
func (p *pdfPages) entries(draw func(page int, top float64, h *pdfHeading, text pdfText)) int {
	page, y := 0, p.list.top+40
	for i := range p.headings {
		h := &p.headings[i]
		if h.Level > p.list.level {
			continue
		}
		text := p.entry(h)
		space := pdfContentsSpace[h.Level]
		if y+space.over+text.lead > pdfBottom || y+space.over+text.height() > pdfBottom && text.height() < pdfTall {
			page, y = page+1, pdfTop
		}
		y += space.over
		if draw != nil {
			draw(page, y, h, text)
		}
		y += text.height()
	}
	return page + 1
}

// entry sets a heading for the contents; of a very long one, how it begins.
func (p *pdfPages) entry(h *pdfHeading) pdfText {
	t := p.look.body
	t.cut.Bold = h.Level == 1
	if h.Level == 3 {
		t = p.look.small
		t.size, t.lead = 9, 13
	}
	title := h.Text
	if h.Number != "" {
		title = h.Number + "\u2002" + title
	}
	text := p.set(Say(title), t, pdfWidth-pdfPageColumn-pdfContentsSpace[h.Level].left)
	text.lines = text.lines[:min(len(text.lines), 4)]
	if len(text.lines) == 0 {
		text.lines = []pdfLine{{}}
	}
	return text
}

// contents draws the contents on the pages that were left for them.
func (p *pdfPages) contents() {
	if p.list.element == nil {
		return
	}
	p.chapter = p.t("contents")
	p.page = p.list.page
	if p.page == nil {
		p.page = p.out.At(p.list.first)
	}
	p.kind = pdfBody
	p.contentsTitle()
	at := 0
	p.entries(func(page int, top float64, h *pdfHeading, text pdfText) {
		if page != at {
			p.finish()
			p.page = p.out.At(p.list.first + page)
			at = page
		}
		p.drawEntry(top, h, text)
	})
	p.finish()
	p.list.element.Close()
}

func (p *pdfPages) contentsTitle() {
	text := p.set(Say(p.chapter), p.look.headings[1], pdfWidth)
	e := p.list.element.Child("Caption")
	for _, line := range text.lines {
		p.drawLine(line, pdfLeft, p.list.top+text.baseline(), e)
	}
	text.done(e)
}

// drawEntry draws an entry, all of which leads to its heading.
func (p *pdfPages) drawEntry(top float64, h *pdfHeading, text pdfText) {
	entry := p.list.element.Child("TOCI")
	reference := entry.Child("Reference")
	link := reference.Child("Link")
	left := pdfLeft + pdfContentsSpace[h.Level].left
	for i, line := range text.lines {
		p.drawLine(line, left, top+float64(i)*text.lead+text.baseline(), link)
	}
	last := text.lines[len(text.lines)-1]
	base := top + text.height() - text.lead + text.baseline()
	number, right := strconv.Itoa(h.page+1), pdfLeft+pdfWidth
	font := p.fonts[pdfCut{Bold: h.Level == 1}]
	width := font.Width(number, text.size)
	p.page.Artifact()
	if from, to := left+last.width+6, right-width-6; h.Level > 1 && to > from {
		p.page.Dots(from, to, base-1, p.look.quiet)
	}
	p.page.Tag(link)
	p.page.Text(right-width, base, " "+number, font, text.size, p.look.ink)
	p.saw("text", right-width, base-text.size, right, base)
	p.page.Link(left, top, right-left, text.height(), "#"+h.ID, h.title(), link)
	p.mark(h.Mark, top+text.baseline(), entry)
	link.Close()
	reference.Close()
	entry.Close()
}
