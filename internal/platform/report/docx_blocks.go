package report

import (
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"

	"samkarta/internal/platform/picture"
)

// block writes a block, which may lead to the next.
func (x *docx) block(b Block, leads bool) {
	if x.inCards {
		x.inCards = false
		x.sectionEnd(cardSection)
	}
	switch b := b.(type) {
	case Heading:
		x.heading(x.numbers.Heading(b))
	case Paragraph:
		x.keep = leads
		x.paragraph(paragraphStyles[b.Style], "", x.mark(b.Mark)+x.line(b.Text))
	case List:
		x.list(b)
	case Terms:
		for i, t := range b {
			x.keep = besideNext(i, len(b)) || leads && i == len(b)-1
			x.term(t)
		}
	case Table:
		x.table(b)
	case Figure:
		x.figure(b)
	case Cards:
		x.cards(b)
	case Break:
		x.newPage = true
	}
}

var paragraphStyles = map[Style]string{Body: "BodyText", Lead: "Lead", Quiet: "Quiet", Quote: "Quote", Note: "Note"}

// paragraph writes a paragraph of a style; more are further properties of it,
// those that come after the numbering in the order of the format.
func (x *docx) paragraph(style, more, runs string) {
	x.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>`)
	if x.keep {
		x.keep = false
		x.WriteString("<w:keepNext/>")
	}
	if x.newPage {
		x.newPage = false
		x.WriteString("<w:pageBreakBefore/>")
	}
	x.WriteString(more + "</w:pPr>" + runs + "</w:p>")
}

// run is some text that is set alike. props are in the order of the format.
func run(props, s string) string {
	if s == "" {
		return ""
	}
	if props != "" {
		props = "<w:rPr>" + props + "</w:rPr>"
	}
	return "<w:r>" + props + `<w:t xml:space="preserve">` + xmlText(s) + "</w:t></w:r>"
}

// line is the runs of a line.
func (x *docx) line(l Line) string {
	var b strings.Builder
	for _, s := range l {
		props := ""
		id, within := strings.CutPrefix(s.Link, "#")
		leads := within || IsAddress(s.Link)
		if leads {
			props = `<w:rStyle w:val="Hyperlink"/>`
		}
		if s.Bold {
			props += "<w:b/>"
		}
		if s.Italic {
			props += "<w:i/>"
		}
		text := run(props, Clean(s.Text))
		switch {
		case within:
			text = `<w:hyperlink w:anchor="` + bookmark(id) + `" w:history="1">` + text + `</w:hyperlink>`
		case leads:
			text = fmt.Sprintf(`<w:hyperlink r:id="rIdLink%d" w:history="1">%s</w:hyperlink>`, x.address(s.Link), text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// address gives the number of an address that the document leads to.
func (x *docx) address(link string) int {
	if n, is := x.links[link]; is {
		return n
	}
	n := len(x.addresses)
	x.links[link] = n
	x.addresses = append(x.addresses, notInAddresses.Replace(link))
	return n
}

// notInAddresses are signs that browsers put up with in addresses, and at which
// word processors take the whole document for broken.
var notInAddresses = strings.NewReplacer(" ", "%20", `"`, "%22", "<", "%3C", ">", "%3E", `\`, "%5C", "^", "%5E", "`", "%60", "{", "%7B", "|", "%7C", "}", "%7D")

// bookmark is what a heading is called in the file: at most 40 letters, digits and
// underscores, and another for each id.
func bookmark(id string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, id)
	return fmt.Sprintf("r_%s_%08x", cut(name, 28), crc32.ChecksumIEEE([]byte(id)))
}

// mark is the run that says what has become of something.
func (x *docx) mark(m Mark) string {
	if m == "" {
		return ""
	}
	return run(`<w:rStyle w:val="Mark"/>`, "\u00a0"+x.d.Lang.T("report.mark."+string(m))+"\u00a0") + run("", "\u2002")
}

// term writes a word and what is said of it beside it; under it where the word
// is too long.
func (x *docx) term(t Term) {
	mark, apart := x.mark(t.Mark), "<w:r><w:tab/></w:r>"
	wide := picture.Width(Clean(t.Term), docxBody, true)
	if mark != "" {
		wide += picture.Width(x.d.Lang.T("report.mark."+string(t.Mark)), docxBody, true)
	}
	if docxSlack*wide > termWidth {
		apart = "<w:r><w:br/></w:r>"
	}
	x.paragraph("Term", "", mark+run("<w:b/>", Clean(t.Term))+apart+x.line(t.Text))
}

// Measures of the styles, in points. Texts are measured in letters somewhat wider
// than those of the document, for not everybody has its font.
const (
	docxBody  = 10.5
	docxCell  = 9.5
	docxSmall = 8   // of cells where the columns are many
	termWidth = 136 // of the 142 to where the text stands
)

func (x *docx) heading(e Entry) {
	if x.inCards {
		x.inCards = false
		x.sectionEnd(cardSection)
		x.newPage = false
	}
	more := ""
	if e.Number == "" && e.Level <= deepest {
		more = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>`
	}
	if e.Level == 1 && x.fill > 0 { // it does not begin a page
		more += `<w:spacing w:before="480"/>`
	}
	x.bookmarks++
	id := strconv.Itoa(x.bookmarks)
	x.paragraph("Heading"+strconv.Itoa(e.Level), more, `<w:bookmarkStart w:id="`+id+`" w:name="`+bookmark(e.ID)+`"/>`+
		x.mark(e.Mark)+run("", e.Text)+`<w:bookmarkEnd w:id="`+id+`"/>`)
}

// The lists of the document that are no numbered ones.
const bullets = 2

func (x *docx) list(l List) {
	id, style := bullets, "ListBullet"
	if l.Ordered {
		id, style = firstOrdered+x.ordered, "ListNumber"
		x.ordered++
	}
	x.items(l.Items, style, id, 0)
}

// deepestItem is how deep points may lie within each other.
const deepestItem = 8

func (x *docx) items(items []Item, style string, id, level int) {
	for _, i := range items {
		x.paragraph(style, fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id), x.mark(i.Mark)+x.line(i.Text))
		x.items(i.Items, style, id, min(level+1, deepestItem))
	}
}

// caption numbers a table or figure by a field, so that what is put in later is
// counted too.
func (x *docx) caption(key string, n int, s string) string {
	word := strings.TrimSpace(strings.Replace(x.d.Lang.T(key, n), strconv.Itoa(n), "", 1))
	said := Clean(s)
	if said != "" {
		said = ". " + said
	}
	return run("", word+" ") + `<w:fldSimple w:instr=" SEQ ` + word + ` \* ARABIC ">` + run("", strconv.Itoa(n)) + `</w:fldSimple>` + run("", said)
}

func (x *docx) figure(f Figure) {
	if !f.isDrawn() {
		return
	}
	x.figures++
	wide, high := within(f.Drawing.Width, f.Drawing.Height, textWidth, textHeight-20)
	x.paragraph("Figure", "", x.picture("rIdFigure"+strconv.Itoa(x.figures), 100+x.figures, f.Alt, wide, high))
	x.paragraph("FigureCaption", "", x.caption("report.figure", x.figures, f.Caption))
}

func (f Figure) isDrawn() bool {
	return f.Drawing != nil && f.Drawing.Width > 0 && f.Drawing.Height > 0
}

// within makes something as large as it can be within a place.
func within(w, h, mostWide, mostHigh float64) (wide, high float64) {
	scale := min(mostWide/w, mostHigh/h)
	return w * scale, h * scale
}

// picture is a picture that stands in a line, so many millimetres large.
func (x *docx) picture(rel string, id int, alt string, wide, high float64) string {
	cx, cy := int(wide*unitsPerMM), int(high*unitsPerMM)
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="%[3]d" name="%[4]s" descr="%[5]s"/>`+
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`+
		`<pic:nvPicPr><pic:cNvPr id="%[3]d" name="%[4]s" descr="%[5]s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="%[4]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		cx, cy, id, rel, xmlText(alt))
}

// cards writes cards on pages of their own, four on each, with lines to cut along.
func (x *docx) cards(cards Cards) {
	if len(cards) == 0 {
		return
	}
	x.newPage = false
	x.sectionEnd(textSection)
	x.inCards = true
	side := strconv.Itoa(twips(cardWidth))
	pad := strconv.Itoa(twips(cardPadding))
	x.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Cards"/><w:tblW w:w="` + strconv.Itoa(2*twips(cardWidth)) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="` + pad +
		`" w:type="dxa"/><w:left w:w="` + pad + `" w:type="dxa"/><w:bottom w:w="200" w:type="dxa"/><w:right w:w="` + pad + `" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="` +
		side + `"/><w:gridCol w:w="` + side + `"/></w:tblGrid>`)
	for i := 0; i < len(cards); i += 2 {
		fmt.Fprintf(x, `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="exact"/></w:trPr>`, twips(cardHeight))
		for j := i; j < i+2; j++ {
			x.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + side + `" w:type="dxa"/></w:tcPr>`)
			if j < len(cards) {
				x.card(cards[j])
			} else {
				x.paragraph("CardText", "", "")
			}
			x.WriteString("</w:tc>")
		}
		x.WriteString("</w:tr>")
	}
	x.WriteString("</w:tbl>")
	x.paragraph("Spacer", "", "")
}

func (x *docx) card(c Card) {
	if c.Kicker != "" {
		x.paragraph("CardKicker", "", run("", Clean(c.Kicker)))
	}
	x.paragraph("CardTitle", "", run("", Clean(c.Title)))
	if c.Lead != "" {
		x.paragraph("CardText", "", run("", Clean(c.Lead)))
	}
	for _, t := range c.Terms {
		x.paragraph("CardTerm", "", run("<w:b/>", Clean(t.Term)+": ")+x.line(t.Text))
	}
	if c.Foot != "" {
		x.paragraph("CardFoot", "", run("", Clean(c.Foot)))
	}
}
