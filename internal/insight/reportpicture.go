package insight

import (
	"math"
	"strconv"

	"samkarta/internal/platform/picture"
	"samkarta/internal/platform/text"
)

// The measures of a picture that stands in a report: as wide as the text of an
// A4, so that its letters are as large as those of the notes.
const (
	reportWidth  = 640.0
	reportLetter = 11.5
	reportNames  = 250.0 // the room for what heads the rows
	reportRow    = 21.0
	reportBar    = 15.0
)

// shades are how dark a piece is with no forum, one, a few and many: they differ
// without colour, and the number stands in each.
var shades = [...]struct{ fill, letters string }{{"", quiet}, {"#dce8e6", ink}, {"#9dbfba", ink}, {"#2f6b66", paper}}

// Shade is how dark so many forums are drawn: none, one, a few, many.
func Shade(n int) int {
	switch {
	case n < 2:
		return n
	case n < 5:
		return 2
	}
	return 3
}

// drawn is a picture of rows: what heads a row to the left, and what it has to
// the right.
type drawn struct {
	p *picture.Picture
	y float64 // where the next row begins
}

func (d *drawn) text(x, y float64, colour, s string, middle bool) {
	d.p.Texts = append(d.p.Texts, picture.Text{At: picture.Point{X: x, Y: y}, Middle: middle, Size: reportLetter, Colour: colour, Text: s})
}

func (d *drawn) box(layer, title string, from, to float64, fill string) {
	shape := picture.Shape{Layer: layer, Title: title, Fill: fill, Line: quiet, Width: .8, Outline: picture.Polygon(
		picture.Point{X: from, Y: d.y}, picture.Point{X: to, Y: d.y}, picture.Point{X: to, Y: d.y + reportBar}, picture.Point{X: from, Y: d.y + reportBar})}
	if fill == "" {
		shape.Fill, shape.Dash = paper, []float64{3, 2}
	}
	d.p.Shapes = append(d.p.Shapes, shape)
}

// head writes what heads a row, cut to the room there is.
func (d *drawn) head(name string) {
	letters := []rune(name)
	cut := name
	for len(letters) > 1 && reserve*picture.Width(cut, reportLetter, false) > reportNames-8 {
		letters = letters[:len(letters)-1]
		cut = string(letters) + "…"
	}
	d.text(0, d.y+reportBar-3.5, ink, cut, false)
}

// strip draws ages from left to right, a row for each thing, with the number of
// forums in each piece.
type strip struct {
	drawn
	l *text.Lang
}

// scale are the ages that are written over a strip.
var scale = []int{16, 20, 25, 30, 40, 50, 60}

func newStrip(l *text.Lang, title string) *strip {
	s := &strip{drawn{&picture.Picture{Lang: l.Code, Title: title, Width: reportWidth}, reportRow}, l}
	for _, age := range scale {
		s.text(ageAt(age), reportLetter, quiet, strconv.Itoa(age), false)
	}
	s.text(0, reportLetter, quiet, l.T("reporting.analysis.strip.ages"), false)
	return s
}

// ageAt is where an age begins.
func ageAt(age int) float64 {
	return reportNames + (reportWidth-reportNames-1)*float64(age-Youngest)/float64(Eldest+1-Youngest)
}

func (s *strip) add(name string, row GridRow) {
	s.head(name)
	for _, c := range row.all() {
		n := len(c.Forums)
		from, to, shade := ageAt(c.From), ageAt(c.To+1), shades[Shade(n)]
		s.box("ages", c.InFewWords(s.l)+": "+s.l.T("insight.load.forums", n), from, to, shade.fill)
		if said := strconv.Itoa(n); to-from > picture.Width(said, reportLetter, false)+3 {
			s.text((from+to)/2, s.y+reportBar-3.5, shade.letters, said, true)
		}
	}
	s.y += reportRow
}

func (s *strip) picture(about string) *picture.Picture {
	s.p.About, s.p.Height = about, s.y
	return s.p
}

// mostBars is how many actors are drawn with their load.
const mostBars = 15

// loadPicture draws who sits in most meetings: the least full and the most light,
// and the number after it. It is nil if nobody knows how often anybody meets.
func (x *Index) loadPicture(l *text.Lang, s Scope, all []Load) *picture.Picture {
	known, top := 0, 1.0
	for known < min(len(all), mostBars) && (all[known].Meetings.Min != nil || all[known].Meetings.Max != nil) {
		_, most := all[known].Meetings.ends()
		top, known = max(top, most), known+1
	}
	if known == 0 {
		return nil
	}
	d := drawn{&picture.Picture{Lang: l.Code, Title: l.T("reporting.analysis.load"), Width: reportWidth}, 2}
	const room = reportWidth - reportNames - 70
	said := ""
	for i, one := range all[:known] {
		name := called(l, x.sitterName(one.Actor, one.Function))
		d.head(text.UpperFirst(name))
		least, most := one.Meetings.ends()
		from, to := reportNames+math.Round(room*least/top), reportNames+math.Round(room*most/top)
		d.box("load", name, reportNames, max(from, reportNames+1), shades[3].fill)
		if to > from {
			d.box("load", name, from, to, shades[1].fill)
		}
		d.text(max(from, to)+6, d.y+reportBar-3.5, ink, one.Meetings.InReport(l), false)
		if i > 0 {
			said += "; "
		}
		said += name + ": " + one.Meetings.InReport(l)
		d.y += reportRow
	}
	d.p.Height, d.p.About = d.y, l.T("reporting.analysis.load.alt", said)
	return d.p
}

// ends are the least and the most, one standing for the other where it is not
// known.
func (m Meetings) ends() (least, most float64) {
	if m.Min != nil {
		least, most = *m.Min, *m.Min
	}
	if m.Max != nil {
		most = *m.Max
	}
	return least, most
}
