package picture

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// fonts are those that are looked for, the first that there is; all have what
// Swedish needs.
const fonts = "Figtree, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"

// WriteSVG writes the picture as a file that needs nothing else: no style sheet,
// no script and no font of its own.
func (p *Picture) WriteSVG(w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return p.WriteInline(w, "")
}

// WriteInline writes the picture to stand inside a page. before is put before
// the names of its parts, so that several pictures of a page have none in common.
func (p *Picture) WriteInline(w io.Writer, before string) error {
	b := bufio.NewWriter(w)
	before = escaped(before)
	size := fmt.Sprintf(`width="%s" height="%s" viewBox="0 0 %[1]s %[2]s"`, num(p.Width), num(p.Height))
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" %s role="img" aria-labelledby="%[2]stitle %[2]sdesc" xml:lang="%[3]s">`+"\n", size, before, escaped(p.Lang))
	fmt.Fprintf(b, "<title id=\"%[1]stitle\">%[2]s</title>\n<desc id=\"%[1]sdesc\">%[3]s</desc>\n", before, escaped(p.Title), escaped(p.About))
	fmt.Fprintf(b, `<rect width="%s" height="%s" fill="#ffffff"/>`+"\n", num(p.Width), num(p.Height))
	layer := ""
	for i, s := range p.Shapes {
		if i == 0 || s.Layer != layer {
			if i > 0 {
				b.WriteString("</g>\n")
			}
			layer = s.Layer
			fmt.Fprintf(b, "<g id=\"%s\">\n", before+escaped(layer))
		}
		s.svg(b)
	}
	if len(p.Shapes) > 0 {
		b.WriteString("</g>\n")
	}
	fmt.Fprintf(b, "<g id=\"%stext\" font-family=\"%s\">\n", before, fonts)
	for _, t := range p.Texts {
		t.svg(b)
	}
	b.WriteString("</g>\n</svg>\n")
	return b.Flush()
}

// num writes a measure with two decimals at the most.
func num(x float64) string { return strconv.FormatFloat(math.Round(x*100)/100+0, 'f', -1, 64) }

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	return b.String()
}

func (s Shape) svg(b *bufio.Writer) {
	if s.Outline.Circle {
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"`, num(s.Outline.Middle.X), num(s.Outline.Middle.Y), num(s.Outline.Radius))
	} else {
		fmt.Fprintf(b, `<path d="%s"`, s.Outline.path())
	}
	fill := s.Fill
	if fill == "" {
		fill = "none"
	}
	fmt.Fprintf(b, ` fill="%s"`, fill)
	if s.Line != "" {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="%s"`, s.Line, num(s.Width))
	}
	if len(s.Dash) > 0 {
		said := make([]string, len(s.Dash))
		for i, d := range s.Dash {
			said[i] = num(d)
		}
		fmt.Fprintf(b, ` stroke-dasharray="%s"`, strings.Join(said, " "))
	}
	if s.Title == "" {
		b.WriteString("/>\n")
		return
	}
	name := "path"
	if s.Outline.Circle {
		name = "circle"
	}
	fmt.Fprintf(b, "><title>%s</title></%s>\n", escaped(s.Title), name)
}

func (o Outline) path() string {
	var b strings.Builder
	for i, p := range o.Points {
		b.WriteByte("ML"[min(i, 1)])
		b.WriteString(num(p.X) + " " + num(p.Y))
	}
	if o.Closed {
		b.WriteByte('Z')
	}
	return b.String()
}

func (t Text) svg(b *bufio.Writer) {
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" fill="%s"`, num(t.At.X), num(t.At.Y), num(t.Size), t.Colour)
	if t.Middle {
		b.WriteString(` text-anchor="middle"`)
	}
	if t.Bold {
		b.WriteString(` font-weight="700"`)
	}
	if t.Halo != "" {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="%s" stroke-linejoin="round" paint-order="stroke"`, t.Halo, num(t.Size/4))
	}
	fmt.Fprintf(b, ">%s</text>\n", escaped(t.Text))
}
