package insightweb

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/insight"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// yearSlider lets one go through the years of the map, without scripts: a link
// for each, which keeps all else that the page was asked for: {{template
// "insight-years" .}}.
type yearSlider struct {
	Label string
	Says  string // which day is shown
	Years []web.Link
}

// slider is the years of what is asked about, and today last. Which year is shown
// holds on the pages that follow too, as with any earlier day.
func (s sight) slider(q insight.DiffQuestion) *yearSlider {
	x := &yearSlider{Label: s.t("time.slider"), Says: s.t("time.shows", s.v.Today())}
	if s.v.AsOf() == "" {
		x.Says = s.t("time.shows_today")
	}
	years := s.x.Years(q)
	for year := years[0].Year; year < s.today.Year(); year++ {
		shown := s.v.AsOf() != "" && s.v.Today().Year() == year && s.v.Today().AddDate(0, 0, 1).Year() > year
		x.Years = append(x.Years, web.Link{Href: s.onDay(strconv.Itoa(year)), Text: strconv.Itoa(year), Current: shown})
	}
	x.Years = append(x.Years, web.Link{Href: s.onDay(""), Text: s.t("time.today"), Current: s.v.AsOf() == ""})
	return x
}

// onDay is the address of the page as it is on a day, with all its settings; ""
// is today.
func (s sight) onDay(day string) string {
	q := s.r.URL.Query()
	q.Del("lang")
	q.Del("page")
	q.Set("dag", day)
	return s.r.URL.Path + "?" + q.Encode()
}

// How the picture of the years is drawn, in pixels.
const (
	lineHeight = 118 // of one line of columns
	tallest    = 76  // column
	baseline   = 108 // under the columns
)

// yearPicture draws the forums, the units and the meetings of each year, under
// each other. What was told of only later is drawn lightly.
func (s sight) yearPicture(years []insight.Year) template.HTML {
	lines := []yearLine{{s.t("time.kind.forum"), kindCount(forum.Forums.Name)}, {s.t("time.kind.unit"), kindCount(party.Units.Name)}}
	if slices.ContainsFunc(years, func(y insight.Year) bool { return y.Meetings != nil }) {
		lines = append(lines, yearLine{s.t("time.meetings"), meetingsCounted})
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="histogram years-picture" role="img" aria-label="%s" height="%d">`, template.HTMLEscapeString(s.t("time.picture")), len(lines)*lineHeight+22)
	for i, line := range lines {
		fmt.Fprintf(&b, `<text class="years-picture__title" x="0" y="%d">%s</text>`, i*lineHeight+14, template.HTMLEscapeString(line.title))
		s.columns(&b, years, i*lineHeight, line.count)
	}
	for i, y := range years {
		fmt.Fprintf(&b, `<text class="age-label" x="%s" y="%d">%d</text>`, middleOf(i, len(years)), len(lines)*lineHeight+14, y.Year)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// yearLine is one line of columns: what it counts, and how sure that is.
type yearLine struct {
	title string
	count func(insight.Year) (there, perhaps int, known bool)
}

func meetingsCounted(y insight.Year) (there, perhaps int, known bool) {
	if y.Meetings == nil {
		return 0, 0, false
	}
	return *y.Meetings, 0, true
}

func kindCount(kind string) func(insight.Year) (int, int, bool) {
	return func(y insight.Year) (int, int, bool) {
		for _, n := range y.Kinds {
			if n.Kind == kind {
				return n.There, n.Perhaps, true
			}
		}
		return 0, 0, false
	}
}

func middleOf(i, n int) percent { return percent(100 * (float64(i) + 0.5) / float64(n)) }

// columns draws one line of the picture.
func (s sight) columns(b *strings.Builder, years []insight.Year, top int, count func(insight.Year) (int, int, bool)) {
	most := 1
	for _, y := range years {
		there, perhaps, _ := count(y)
		most = max(most, there+perhaps)
	}
	width := percent(min(60/float64(len(years)), 9))
	for i, y := range years {
		there, perhaps, known := count(y)
		x := middleOf(i, len(years)) - width/2
		full, light := float64(tallest*there)/float64(most), float64(tallest*perhaps)/float64(most)
		floor := float64(top + baseline)
		if there > 0 {
			fmt.Fprintf(b, `<rect class="age-forum" x="%s" width="%s" y="%.1f" height="%.1f"/>`, x, width, floor-full, full)
		}
		if perhaps > 0 {
			fmt.Fprintf(b, `<rect class="cover-would" x="%s" width="%s" y="%.1f" height="%.1f"/>`, x, width, floor-full-light, light)
		}
		label := s.countSaid(there, perhaps, known)
		fmt.Fprintf(b, `<text class="age-label" x="%s" y="%.1f">%s</text>`, middleOf(i, len(years)), floor-full-light-5, template.HTMLEscapeString(label))
	}
	fmt.Fprintf(b, `<line class="bar-axis" x1="0" x2="100%%" y1="%d" y2="%d"/>`, top+baseline, top+baseline)
}

// countSaid says a number with those that are not sure: "34 (+12)".
func (s sight) countSaid(there, perhaps int, known bool) string {
	switch {
	case !known:
		return "?"
	case perhaps > 0:
		return s.t("time.perhaps", there, perhaps)
	}
	return s.number(float64(there))
}

// yearTable is the same and the other kinds as a table, the latest year first.
func (s sight) yearTable(years []insight.Year) *web.Table {
	t := s.table(s.t("time.table"), "time.year")
	for _, n := range years[0].Kinds {
		t.Columns = append(t.Columns, web.Column{Text: s.sortName(n.Kind), Number: true})
	}
	t.Columns = append(t.Columns, web.Column{Text: s.t("time.meetings"), Number: true})
	for i := len(years) - 1; i >= 0; i-- {
		y := years[i]
		cells := []web.Cell{said(strconv.Itoa(y.Year))}
		for _, n := range y.Kinds {
			cells = append(cells, said(s.countSaid(n.There, n.Perhaps, true)))
		}
		meetings := web.Cell{Note: s.l.T("page.unknown")}
		if y.Meetings != nil {
			meetings = web.Cell{Text: s.number(float64(*y.Meetings)), Note: s.t("time.counted", y.Counted)}
		}
		row(t, append(cells, meetings)...)
	}
	return t
}
