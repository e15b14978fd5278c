package report

import "samkarta/internal/platform/report/pdf"

const (
	pdfCardWidth  = pdf.Width / 2
	pdfCardHeight = pdf.Height / 2
	pdfCardEdge   = 30.0
	pdfCardFoot   = 40.0 // what is kept for source and freshness
)

// pdfCardLine is a line on a card.
type pdfCardLine struct {
	pdfLine
	text    *pdfText
	element *pdf.Element
	space   float64 // over it, but not at the top of a card
	last    bool    // of its element
}

// pdfCards are cards that are laid on sheets.
type pdfCards struct {
	p    *pdfPages
	slot int // of the sheet, that the next card goes to
}

func (p *pdfPages) cards(all Cards) {
	if len(all) == 0 {
		return
	}
	if !p.dealt { // what is said of the first sheets holds for the others
		p.paragraph(Paragraph{Style: Quiet, Text: Say(p.t("pdf.cards"))})
	}
	p.dealt = true
	p.turn()
	c := &pdfCards{p: p}
	for _, card := range all {
		c.card(card)
	}
	p.finish()
}

// card sets a card. What it has no room for goes on on another.
func (c *pdfCards) card(card Card) {
	e := c.p.part.Child("Art")
	lines := c.lines(card, e)
	for first := true; first || len(lines) > 0; first = false {
		left, top := c.place()
		bottom := top + pdfCardHeight - pdfCardEdge - pdfCardFoot
		y := top + pdfCardEdge
		if !first {
			y = c.goesOn(card, left+pdfCardEdge, y)
		}
		for start := true; len(lines) > 0; start = false {
			line := lines[0]
			if start {
				line.space = 0
			}
			if y+line.space+line.text.lead > bottom && !start {
				break
			}
			y += line.space
			c.p.drawLine(line.pdfLine, left+pdfCardEdge, y+line.text.baseline(), line.element)
			if line.last {
				line.text.done(line.element)
			}
			y += line.text.lead
			lines = lines[1:]
		}
		c.foot(card, left+pdfCardEdge, top+pdfCardHeight-pdfCardEdge-pdfCardFoot+10, e, len(lines) > 0)
	}
	e.Close()
}

// place gives the next place on a sheet, with marks where the sheet is cut.
func (c *pdfCards) place() (left, top float64) {
	p := c.p
	if c.slot%4 == 0 {
		p.finish()
		p.begin(pdfSheet)
		p.fresh = false
		p.page.Artifact()
		const middleX, middleY, long = pdf.Width / 2, pdf.Height / 2, 16
		for _, at := range [][2]float64{{0, long}, {middleY - long/2, middleY + long/2}, {pdf.Height - long, pdf.Height}} {
			p.page.Line(middleX, at[0], middleX, at[1], 0.5, p.look.quiet)
		}
		for _, at := range [][2]float64{{0, long}, {middleX - long/2, middleX + long/2}, {pdf.Width - long, pdf.Width}} {
			p.page.Line(at[0], middleY, at[1], middleY, 0.5, p.look.quiet)
		}
	}
	left, top = float64(c.slot%2)*pdfCardWidth, float64(c.slot%4/2)*pdfCardHeight
	c.slot++
	p.saw("card", left, top, left+pdfCardWidth, top+pdfCardHeight)
	return left, top
}

// goesOn says over the rest of a card which one it is.
func (c *pdfCards) goesOn(card Card, x, y float64) float64 {
	font := c.p.out.Regular
	said := c.p.t("pdf.card-goes-on", short(plain(card.Title), font, 150))
	c.p.page.Artifact()
	c.p.page.Text(x, y+9, said, font, pdfEdgeSize, c.p.look.quiet)
	return y + 20
}

// pdfCardPart is a text of a card, and what it is.
type pdfCardPart struct {
	said  Line
	set   pdfType
	space float64
	tag   string
}

func (c *pdfCards) parts(card Card) []pdfCardPart {
	look := c.p.look
	title, lead, word, text := look.headings[2], look.lead, look.kicker, look.body
	title.size, title.lead, title.colour = 18, 23, look.accent
	word.size, word.lead, word.colour = 9.5, 13, look.ink
	all := []pdfCardPart{{Say(card.Kicker), look.kicker, 0, "P"}, {Say(card.Title), title, 4, "P"}, {Say(card.Lead), lead, 8, "P"}}
	for _, term := range card.Terms {
		all = append(all, pdfCardPart{Say(term.Term), word, 11, "Lbl"}, pdfCardPart{term.Text, text, 1, "LBody"})
	}
	return all
}

// pdfCardSizes are tried one after another until a card has room for its texts.
var pdfCardSizes = []float64{1, 0.93, 0.86, 0.8, 0.74}

// lines breaks the texts of a card into lines, in the largest letters that fit.
func (c *pdfCards) lines(card Card, e *pdf.Element) []pdfCardLine {
	parts := c.parts(card)
	var texts []pdfText
	for _, size := range pdfCardSizes {
		texts = texts[:0]
		height := 0.0
		for _, part := range parts {
			text := c.p.set(part.said, part.set.scaled(size), pdfCardWidth-2*pdfCardEdge)
			texts = append(texts, text)
			height += part.space + text.height()
		}
		if height <= pdfCardHeight-2*pdfCardEdge-pdfCardFoot {
			break
		}
	}
	return c.tagged(parts, texts, e)
}

// tagged gives each text of a card its element.
func (c *pdfCards) tagged(parts []pdfCardPart, texts []pdfText, in *pdf.Element) []pdfCardLine {
	var all []pdfCardLine
	var list, item *pdf.Element
	for i, part := range parts {
		at := in
		if part.tag == "Lbl" {
			if list == nil {
				list = in.Child("L")
				defer list.Close()
			}
			item = list.Child("LI")
			defer item.Close()
		}
		if part.tag != "P" {
			at = item
		}
		e, space := at.Child(part.tag), part.space
		if len(texts[i].lines) == 0 {
			e.Close()
		}
		for n, line := range texts[i].lines {
			all = append(all, pdfCardLine{line, &texts[i], e, space, n == len(texts[i].lines)-1})
			space = 0
		}
	}
	return all
}

// foot draws the last lines of a card; on one that goes on they say so.
func (c *pdfCards) foot(card Card, x, y float64, in *pdf.Element, more bool) {
	p := c.p
	width := pdfCardWidth - 2*pdfCardEdge
	p.page.Artifact()
	p.page.Line(x, y, x+width, y, 0.6, p.look.accent)
	t := p.look.small
	t.size, t.lead = 8, 10.5
	if more {
		p.page.Text(x, y+12, p.t("pdf.card-more"), p.out.Regular, t.size, t.colour)
		return
	}
	set := p.set(Say(card.Foot), t, width)
	e := in.Child("P")
	for i, line := range set.lines[:min(len(set.lines), 3)] {
		p.drawLine(line, x, y+4+float64(i)*t.lead+set.baseline(), e)
	}
	set.done(e)
}
