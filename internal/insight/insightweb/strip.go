package insightweb

import (
	"fmt"
	"html/template"
	"strconv"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// strip shows ages from left to right, a row for each thing: {{template
// "insight-strip" .Strip}}.
type strip struct {
	page.Said
	Caption string
	Thing   string // the head of the first column
	Ticks   []tick
	Grid    template.HTML
	Legend  []key
	Parts   []stripPart
}

// key tells what a colour stands for.
type key struct{ Class, Text string }

// tick is an age on the scale.
type tick struct {
	X   percent
	Age string
}

// stripPart is some rows under a heading.
type stripPart struct {
	Title string
	Rows  []stripRow
}

// stripRow is one thing.
type stripRow struct {
	Link  web.Link
	Marks []page.Mark // instead of the link
	Said  string
	Ages  []ageSpan
}

// ageSpan is a piece of a strip, in percent of its width.
type ageSpan struct {
	X, Width percent
	Class    string
	Says     string
}

// percent is written as SVG has it.
type percent float64

func (p percent) String() string { return strconv.FormatFloat(float64(p), 'f', 2, 64) + "%" }

// at is where an age begins.
func at(age int) percent {
	return percent(100 * float64(age-insight.Youngest) / float64(insight.Eldest+1-insight.Youngest))
}

var ticks, gridLines = drawScale(16, 20, 25, 30, 40, 50, 60)

// drawScale makes the scale and the lines behind each strip: the same on every
// row, so they are drawn once.
func drawScale(ages ...int) (all []tick, grid template.HTML) {
	for _, age := range ages {
		all = append(all, tick{at(age), strconv.Itoa(age)})
		grid += template.HTML(fmt.Sprintf(`<line class="age-grid" x1="%s" x2="%s" y1="0" y2="100%%"/>`, at(age), at(age)))
	}
	return all, grid
}

func (s sight) newStrip(caption, thing string) *strip {
	return &strip{Said: page.Said{Lang: s.l}, Caption: caption, Thing: thing, Ticks: ticks, Grid: gridLines}
}

// ages draws spans, all in one class; what lies beyond the picture is cut.
func (s sight) ages(class string, spans ...insight.Span) []ageSpan {
	var all []ageSpan
	for _, x := range spans {
		from, to := max(x.From, insight.Youngest), min(x.To, insight.Eldest)
		if from <= to {
			all = append(all, ageSpan{X: at(from), Width: at(to+1) - at(from), Class: class, Says: s.span(x)})
		}
	}
	return all
}

// addPart adds rows under a heading, if there are any.
func (x *strip) addPart(title string, rows []stripRow) {
	if len(rows) > 0 {
		x.Parts = append(x.Parts, stripPart{title, rows})
	}
}

// bars shows numbers as bars, a row for each thing: {{template "insight-bars"
// .Bars}}.
type bars struct {
	page.Said
	Caption string
	Heads   barHeads
	Middle  percent // where the median is; 0 if it is not known
	Rows    []bar
}

// barHeads are the heads of the columns.
type barHeads struct{ Thing, Count, Number, Times string }

// bar is one thing. Least is drawn full and Most lightly.
type bar struct {
	Link        web.Link
	Marker      *web.Marker
	Count       web.Link // how many things it is made of, and where they are
	Number      string
	Note        string
	Times       string
	Least, Most percent
	Unknown     bool
}
