package report

import (
	"fmt"
	"strconv"

	"samkarta/internal/platform/picture"
)

func (x *docx) table(t Table) {
	if t = t.told(); t.Behind || len(t.Columns) == 0 {
		return
	}
	if t.Caption != "" {
		x.tables++
		x.paragraph("Caption", "", x.caption("report.table", x.tables, t.Caption))
	}
	small, widths := columnWidths(t)
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
		x.cell(widths[i], "TableHead"+small, c.isRight(), run("", Clean(c.Title)))
	}
	x.WriteString("</w:tr>")
	for _, r := range t.Rows {
		x.row(t, r, small, widths)
	}
	x.WriteString("</w:tbl>")
	x.paragraph("AfterTable", "", "")
}

func (x *docx) row(t Table, r Row, small string, widths []int) {
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
		x.cell(widths[i], "TableText"+small, c.isRight(), said)
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

// docxSlack is room for letters that are wider than those of the font that is asked
// for: not every computer has it.
const docxSlack = 1.2

// docxGutter is what stands between columns, in points: the margin of cells.
const docxGutter = 9.9

// columnWidths gives the columns of a table their widths in twips, so that no word
// has to be broken. Where there is no room for that the letters are small: "Small"
// at the end of the names of the styles.
func columnWidths(t Table) (small string, widths []int) {
	size, gutter := docxCell, min(docxGutter, textWidth*pointsPerMM/4/float64(len(t.Columns)))
	room := textWidth*pointsPerMM - gutter*float64(len(t.Columns))
	needs := needsOf(t, func(s string, _ bool) float64 { return docxSlack * picture.Width(s, docxCell, true) })
	if total(needs, func(n need) float64 { return n.least }) > room {
		small, size = "Small", docxSmall
	}
	smaller := docxCell / size
	for _, width := range spread(t.Columns, needs, room*smaller) {
		widths = append(widths, int((width/smaller+gutter)*20))
	}
	return small, widths
}
