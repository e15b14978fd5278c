package report

import (
	"samkarta/internal/platform/picture"
	"samkarta/internal/platform/report/pdf"
)

const pdfFigureHeight = pdfBodyHeight * 0.82 // the most of a page that a figure takes

// figure draws a figure as wide as the text, and what it is called under it.
func (p *pdfPages) figure(b Figure) {
	p.figures++
	if d := b.Drawing; d != nil && d.Width > 0 && d.Height > 0 {
		scale := min(1, pdfWidth/d.Width, pdfFigureHeight/d.Height)
		scale *= p.squeeze(d.Height * scale)
		e := p.part.Child("Figure", pdf.Alt(Clean(b.Alt)))
		p.push(pdfStrip{kind: "figure", space: 16, height: d.Height * scale, keep: b.Caption != "" || p.leads, draw: func(top float64) {
			p.page.Tag(e)
			f := pdfFigure{p, pdfLeft, top, scale, d}
			f.draw()
			e.Placed(pdfLeft, top, d.Width*scale, d.Height*scale)
			e.Close()
		}})
	}
	if b.Caption != "" {
		p.captionOf(p.t("figure", p.figures), b.Caption, 6, p.part.Child("Caption"), p.leads)
	}
	p.gap = 8
}

const (
	pdfFigureLeast = 0.8  // of its size, that a figure is made smaller to
	pdfFigureUnder = 84.0 // what its caption and a note take
)

// squeeze says how much smaller a figure is made so that it has room where it
// stands, if a little smaller is enough: else it would leave a page half empty.
func (p *pdfPages) squeeze(height float64) float64 {
	if p.page == nil || p.fresh {
		return 1
	}
	room := p.bottom - p.y - p.gap - pdfFigureUnder
	for _, s := range p.await {
		room -= s.space + s.height
	}
	if room >= height || room < height*pdfFigureLeast {
		return 1
	}
	return room / height
}

// pdfFigure is a picture at a place on a page.
type pdfFigure struct {
	p         *pdfPages
	left, top float64
	scale     float64
	of        Drawing
}

func (f pdfFigure) draw() {
	width, height := f.of.Width*f.scale, f.of.Height*f.scale
	f.p.page.Inside(f.left, f.top, width, height, func() {
		for _, s := range f.of.Shapes {
			f.shape(s)
		}
	})
	for _, t := range f.of.Texts {
		f.text(t)
	}
}

func (f pdfFigure) at(p picture.Point) pdf.Point {
	return pdf.Point{X: f.left + p.X*f.scale, Y: f.top + p.Y*f.scale}
}

func (f pdfFigure) shape(s picture.Shape) {
	var fill *pdf.Colour
	if s.Fill != "" {
		c := pdf.Hex(s.Fill)
		fill = &c
	}
	stroke := pdf.Stroke{}
	if s.Line != "" {
		stroke = pdf.Stroke{Colour: pdf.Hex(s.Line), Width: s.Width * f.scale}
		for _, d := range s.Dash {
			stroke.Dash = append(stroke.Dash, d*f.scale)
		}
	}
	if s.Outline.Circle {
		f.p.page.Circle(f.at(s.Outline.Middle), s.Outline.Radius*f.scale, fill, stroke)
		return
	}
	points := make([]pdf.Point, len(s.Outline.Points))
	for i, p := range s.Outline.Points {
		points[i] = f.at(p)
	}
	f.p.page.Polygon(points, s.Outline.Closed, fill, stroke)
}

// text draws a text of the picture. One that reaches over the edge is moved in,
// and made smaller if it is wider than the picture.
func (f pdfFigure) text(t picture.Text) {
	said, font, size := plain(t.Text), f.p.fonts[pdfCut{Bold: t.Bold}], t.Size*f.scale
	if said == "" || size <= 0 {
		return
	}
	width, room := font.Width(said, size), f.of.Width*f.scale
	if width > room {
		size, width = size*room/width, room
	}
	at := f.at(t.At)
	if t.Middle {
		at.X -= width / 2
	}
	at.X = min(max(at.X, f.left), f.left+room-width)
	at.Y = min(max(at.Y, f.top+size*0.75), f.top+f.of.Height*f.scale)
	if t.Halo != "" {
		f.p.page.Halo(at.X, at.Y, said, font, size, pdf.Hex(t.Halo))
	}
	f.p.page.Text(at.X, at.Y, said+" ", font, size, pdf.Hex(t.Colour))
	f.p.saw("text", at.X, at.Y-size*0.75, at.X+width, at.Y)
}
