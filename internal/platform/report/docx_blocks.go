package report

import (
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
)

func (x *docx) block(b Block) {
	if x.inCards {
		x.inCards = false
		x.sectionEnd(cardSection)
	}
	switch b := b.(type) {
	case Heading:
		x.heading(x.numbers.Heading(b))
	case Paragraph:
		x.paragraph(paragraphStyles[b.Style], "", x.mark(b.Mark)+x.line(b.Text))
	case List:
		x.list(b)
	case Terms:
		for _, t := range b {
			x.paragraph("Term", "", x.mark(t.Mark)+run("<w:b/>", Clean(t.Term))+"<w:r><w:tab/></w:r>"+x.line(t.Text))
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
	x.addresses = append(x.addresses, link)
	return n
}

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
	return run(`<w:rStyle w:val="Mark"/>`, x.d.Lang.T("report.mark."+string(m))) + run("", "\u2002")
}

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
	return run("", word+" ") + `<w:fldSimple w:instr=" SEQ ` + word + ` \* ARABIC ">` + run("", strconv.Itoa(n)) + `</w:fldSimple>` + run("", ". "+Clean(s))
}

func (x *docx) table(t Table) {
	if t.Behind || len(t.Columns) == 0 {
		return
	}
	x.tables++
	x.paragraph("Caption", "", x.caption("report.table", x.tables, t.Caption))
	widths := columnWidths(t)
	x.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Report"/><w:tblW w:w="` + strconv.Itoa(twips(textWidth)) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`)
	if t.Caption != "" {
		x.WriteString(`<w:tblCaption w:val="` + xmlText(cut(t.Caption, 200)) + `"/>`)
	}
	x.WriteString("</w:tblPr><w:tblGrid>")
	for _, w := range widths {
		fmt.Fprintf(x, `<w:gridCol w:w="%d"/>`, w)
	}
	x.WriteString("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
	for i, c := range t.Columns {
		x.cell(widths[i], "TableHead", c.isRight(), run("", Clean(c.Title)))
	}
	x.WriteString("</w:tr>")
	for _, r := range t.Rows {
		x.row(t, r, widths)
	}
	x.WriteString("</w:tbl>")
	x.paragraph("AfterTable", "", "")
}

func (x *docx) row(t Table, r Row, widths []int) {
	x.WriteString("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
	for i, c := range t.Columns {
		line := r.cell(i).Text
		if i == 0 || r.Sum {
			line = bold(line)
		}
		said := x.line(line)
		if i == 0 {
			said = x.mark(r.Mark) + said
		}
		x.cell(widths[i], "TableText", c.isRight(), said)
	}
	x.WriteString("</w:tr>")
}

func bold(l Line) Line {
	all := make(Line, len(l))
	for i, s := range l {
		s.Bold = true
		all[i] = s
	}
	return all
}

func (x *docx) cell(width int, style string, right bool, runs string) {
	more := ""
	if right {
		more = `<w:jc w:val="right"/>`
	}
	fmt.Fprintf(x, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, width)
	x.paragraph(style, more, runs)
	x.WriteString("</w:tc>")
}

// columnWidths gives the columns of a table their widths in twips: by their
// shares, or by how much the first rows say in them, no column so narrow that its
// words do not fit.
func columnWidths(t Table) []int {
	weights, sum := make([]float64, len(t.Columns)), 0.0
	for i, c := range t.Columns {
		longest, total := float64(longestWord(c.Title)), float64(len(c.Title))
		n := min(len(t.Rows), 100)
		for _, r := range t.Rows[:n] {
			s := r.cell(i).Text.String()
			longest, total = max(longest, float64(min(longestWord(s), 22))), total+float64(min(len(s), 240))
		}
		weights[i] = max(longest+2, min(total/float64(n+1), 60))
		if c.Share > 0 {
			weights[i] = c.Share * 100
		}
		sum += weights[i]
	}
	widths := make([]int, len(weights))
	left := twips(textWidth)
	for i, w := range weights {
		widths[i] = max(int(w/sum*float64(twips(textWidth))), 400)
		left -= widths[i]
	}
	widths[len(widths)-1] = max(widths[len(widths)-1]+left, 400)
	return widths
}

func longestWord(s string) int {
	longest := 0
	for _, w := range strings.Fields(s) {
		longest = max(longest, len([]rune(w)))
	}
	return longest
}

func (x *docx) figure(f Figure) {
	if f.Drawing == nil || f.Drawing.Width <= 0 || f.Drawing.Height <= 0 {
		return
	}
	x.figures++
	x.drawings = append(x.drawings, f.Drawing)
	n := len(x.drawings)
	wide, high := within(f.Drawing.Width, f.Drawing.Height, textWidth, textHeight-20)
	x.paragraph("Figure", "", x.picture("rIdFigure"+strconv.Itoa(n), 100+n, f.Alt, wide, high))
	x.paragraph("FigureCaption", "", x.caption("report.figure", x.figures, f.Caption))
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
