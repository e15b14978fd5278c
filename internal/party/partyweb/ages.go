package partyweb

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// The ages that the picture shows: from the end of compulsory school to the
// last year before an old-age pension.
const (
	youngest = 16
	eldest   = 66
)

// agePicture shows which ages things are for: {{template "party-ages" .Ages}}.
type agePicture struct {
	page.Said
	Columns []ageColumn // how many forums are for each age
	Ticks   []ageTick
	Grid    template.HTML // the lines of the ticks
	Summary string        // the columns in words
	Parts   []agePart
}

// ageColumn is some ages after each other that as many forums are for; X and
// Width are in percent of the picture, Height and Y of its height.
type ageColumn struct {
	X, Width, Y, Height percent
	Says                string
}

// ageTick is an age on the scale.
type ageTick struct {
	X   percent
	Age string
}

// agePart is the forums, or the units.
type agePart struct {
	Title   string
	Class   string
	Rows    []ageRow
	Unsaid  []web.Link // those whose ages nobody has said
	Because string     // how many they are
}

// ageRow is a thing with the ages that it is for.
type ageRow struct {
	Link  web.Link
	Said  string
	Spans []ageSpan
}

// ageSpan is a piece of a strip. Open says that it has no end on one side, or
// that it is a target group's and not its own.
type ageSpan struct {
	X, Width percent
	Open     bool
}

// percent is written as SVG has it.
type percent float64

func (p percent) String() string { return strconv.FormatFloat(float64(p), 'f', 2, 64) + "%" }

// aged is a thing with an age span or target groups.
type aged struct {
	link     web.Link
	from, to *int
	groups   []string
}

func agedForum(f *forum.Forum) aged {
	return aged{web.Link{Href: f.URL(), Text: f.Name}, f.AgeMin, f.AgeMax, f.TargetGroups}
}

func agedUnit(u *party.Unit) aged {
	return aged{web.Link{Href: u.URL(), Text: u.Name}, u.AgeMin, u.AgeMax, u.TargetGroups}
}

// newAgePicture makes the picture of forums and units; nil if no ages are known.
func (s sight) newAgePicture(forums []*forum.Forum, units []*party.Unit) *agePicture {
	p := &agePicture{Said: page.Said{Lang: s.Lang}, Ticks: ageTicks, Grid: ageGrid}
	var things []aged
	for _, f := range forums {
		things = append(things, agedForum(f))
	}
	p.addPart(s, s.T("partyweb.forums"), "age-forum", things)
	counts := s.countAges(things)
	things = nil
	for _, u := range units {
		things = append(things, agedUnit(u))
	}
	p.addPart(s, s.T("partyweb.units"), "age-unit", things)
	if len(p.Parts[0].Rows)+len(p.Parts[1].Rows) == 0 {
		return nil
	}
	if most := slices.Max(counts); most > 0 {
		p.Columns, p.Summary = s.ageColumns(counts, most), s.sayAges(counts)
	}
	return p
}

func (p *agePicture) addPart(s sight, title, class string, things []aged) {
	part := agePart{Title: title, Class: class}
	for _, t := range things {
		if row, ok := s.ageRow(t); ok {
			part.Rows = append(part.Rows, row)
		} else {
			part.Unsaid = append(part.Unsaid, t.link)
		}
	}
	slices.SortStableFunc(part.Rows, func(a, b ageRow) int { return a.order() - b.order() })
	if len(part.Unsaid) > 0 {
		part.Because = s.T("partyweb.ages.unsaid", len(part.Unsaid))
	}
	p.Parts = append(p.Parts, part)
}

// order puts the youngest first, and of those the narrowest.
func (r ageRow) order() int {
	first, last := r.Spans[0], r.Spans[len(r.Spans)-1]
	return int(float64(first.X)*1000) + int(last.X+last.Width)
}

func (s sight) ageRow(t aged) (ageRow, bool) {
	row := ageRow{Link: t.link}
	if t.from != nil || t.to != nil {
		row.Said = page.Ages(s.Lang, t.from, t.to)
		row.Spans = []ageSpan{spanOf(t.from, t.to)}
		return row, true
	}
	var said []string
	for _, id := range t.groups {
		g := party.TargetGroups.Find(s.View, id)
		if g == nil || g.AgeMin == nil && g.AgeMax == nil {
			continue
		}
		row.Spans = append(row.Spans, spanOf(g.AgeMin, g.AgeMax))
		said = append(said, page.Ages(s.Lang, g.AgeMin, g.AgeMax))
	}
	slices.SortFunc(row.Spans, func(a, b ageSpan) int { return int(float64(a.X-b.X) * 1000) })
	row.Said = strings.Join(slices.Compact(said), ", ")
	return row, len(row.Spans) > 0
}

// spanOf is the piece of the strip for an age span; a limit beyond the picture
// or not given is at its edge.
func spanOf(from, to *int) ageSpan {
	first, last := youngest, eldest
	if from != nil {
		first = min(max(*from, youngest), eldest)
	}
	if to != nil {
		last = min(max(*to, first), eldest)
	}
	return ageSpan{X: at(first), Width: at(last+1) - at(first), Open: from == nil || to == nil}
}

// at is where an age begins, in percent of the picture.
func at(age int) percent { return percent(100 * float64(age-youngest) / float64(eldest+1-youngest)) }

var ageTicks, ageGrid = drawScale(16, 20, 25, 30, 40, 50, 60)

// drawScale makes the ticks of the scale, and the lines that each strip has
// behind it: the same on every row of every page, so they are drawn once.
func drawScale(ages ...int) (ticks []ageTick, grid template.HTML) {
	for _, age := range ages {
		x := at(age)
		ticks = append(ticks, ageTick{x, strconv.Itoa(age)})
		grid += template.HTML(fmt.Sprintf(`<line class="age-grid" x1="%s" x2="%s" y1="0" y2="100%%"/>`, x, x))
	}
	return ticks, grid
}

// countAges counts for each age the things that are said to be for it. What is
// for everybody, or does not say, is not counted: it would hide the gaps.
func (s sight) countAges(things []aged) []int {
	counts := make([]int, eldest+1-youngest)
	for _, t := range things {
		if _, said := s.ageRow(t); !said {
			continue
		}
		for i := range counts {
			if party.ForAge(s.View, t.from, t.to, t.groups, youngest+i) {
				counts[i]++
			}
		}
	}
	return counts
}

// ageColumns makes a column of each run of ages with the same count.
func (s sight) ageColumns(counts []int, most int) []ageColumn {
	var columns []ageColumn
	for _, r := range runsOf(counts) {
		height := percent(100 * float64(r.count) / float64(most))
		columns = append(columns, ageColumn{X: at(r.from), Width: at(r.to+1) - at(r.from), Y: 100 - height, Height: height,
			Says: s.T("partyweb.ages.column", s.sayRun(r), r.count)})
	}
	return columns
}

// ageRun is ages after each other with the same count.
type ageRun struct{ from, to, count int }

func runsOf(counts []int) []ageRun {
	var runs []ageRun
	for i, n := range counts {
		age := youngest + i
		if i > 0 && n == counts[i-1] {
			runs[len(runs)-1].to = age
			continue
		}
		runs = append(runs, ageRun{age, age, n})
	}
	return runs
}

func (s sight) sayRun(r ageRun) string {
	if r.from == r.to {
		return s.T("partyweb.ages.one", r.from)
	}
	return s.T("page.ages", r.from, r.to)
}

// sayAges says for which ages there are most and fewest forums.
func (s sight) sayAges(counts []int) string {
	most, least := slices.Max(counts), slices.Min(counts)
	if most == least {
		return s.T("partyweb.ages.same", most)
	}
	return s.T("partyweb.ages.most", most, s.agesWith(counts, most)) + " " + s.T("partyweb.ages.least", least, s.agesWith(counts, least))
}

// agesWith says the ages that have a count: "18–24 år, 27 år".
func (s sight) agesWith(counts []int, n int) string {
	var said []string
	for _, r := range runsOf(counts) {
		if r.count == n {
			said = append(said, s.sayRun(r))
		}
	}
	return strings.Join(said, ", ")
}
