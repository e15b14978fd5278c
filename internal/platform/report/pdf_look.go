package report

import (
	"math"

	"samkarta/internal/platform/report/pdf"
)

// How a page is laid out, in points.
const (
	pdfLeft       = 86.0 // room for the marks in the margin
	pdfRight      = 62.0
	pdfTop        = 84.0
	pdfBottom     = pdf.Height - 76
	pdfWidth      = pdf.Width - pdfLeft - pdfRight
	pdfMeasure    = 424.0 // how wide running text is: what the eye follows
	pdfBodyHeight = pdfBottom - pdfTop
	pdfMarkGap    = 10.0 // between a mark and what it marks
)

// pdfCut is which of the four fonts of the family.
type pdfCut struct{ Bold, Italic bool }

// pdfType is how a text is set.
type pdfType struct {
	size, lead float64
	cut        pdfCut
	colour     pdf.Colour
}

// pdfLook is the colours and types of a report.
type pdfLook struct {
	ink, quiet, rule, tint, accent         pdf.Colour
	body, lead, small, quote, cell, column pdfType
	caption, mark, title, subtitle, kicker pdfType
	headings                               [5]pdfType // by level
}

const houseAccent = "#0d5c63"

func newPDFLook(accent string) pdfLook {
	if accent == "" {
		accent = houseAccent
	}
	l := pdfLook{ink: pdf.Hex("#14292b"), quiet: pdf.Hex("#4a5755"), rule: pdf.Hex("#b9c4c1"), accent: readable(pdf.Hex(accent))}
	for i, c := range l.accent {
		l.tint[i] = 1 - (1-c)*0.07
	}
	bold := pdfCut{Bold: true}
	l.body = pdfType{10, 14.6, pdfCut{}, l.ink}
	l.lead = pdfType{12, 17.6, pdfCut{}, l.ink}
	l.small = pdfType{8.5, 12, pdfCut{}, l.quiet}
	l.quote = pdfType{10.5, 15.4, pdfCut{Italic: true}, l.ink}
	l.cell = pdfType{8.8, 12, pdfCut{}, l.ink}
	l.column = pdfType{8.8, 12, bold, l.ink}
	l.caption = pdfType{8.8, 12.4, pdfCut{}, l.quiet}
	l.mark = pdfType{7.6, 10, bold, l.accent}
	l.title = pdfType{32, 38, bold, l.accent}
	l.subtitle = pdfType{17, 23, pdfCut{}, l.ink}
	l.kicker = pdfType{8, 11, bold, l.accent}
	l.headings = [5]pdfType{1: {21, 26, bold, l.accent}, 2: {14.5, 19, bold, l.ink}, 3: {11.5, 15.5, bold, l.accent}, 4: {10, 14, bold, l.ink}}
	return l
}

// leastContrast is what small text needs against what it stands on.
const leastContrast = 4.5

// readable makes a colour darker until it is read on white.
func readable(c pdf.Colour) pdf.Colour {
	for 1.05/(luminance(c)+0.05) < leastContrast {
		for i := range c {
			c[i] *= 0.95
		}
	}
	return c
}

func luminance(c pdf.Colour) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		x := c[i] / 12.92
		if c[i] > 0.04045 {
			x = math.Pow((c[i]+0.055)/1.055, 2.4)
		}
		sum += weight * x
	}
	return sum
}
