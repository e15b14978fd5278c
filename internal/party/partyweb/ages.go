package partyweb

import (
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
	Columns []ageColumn // one an age: how many forums are for it
	Ticks   []ageTick
	Summary string // the columns in words
	Parts   []agePart
}

// ageColumn is one age; X and Width are in percent of the picture, Height and Y
// of its height.
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
	p := &agePicture{Said: page.Said{Lang: s.l}, Ticks: ageTicks()}
	var things []aged
	for _, f := range forums {
		things = append(things, agedForum(f))
	}
	p.addPart(s, s.l.T("partyweb.forums"), "age-forum", things)
	counts := s.countAges(things)
	things = nil
	for _, u := range units {
		things = append(things, agedUnit(u))
	}
	p.addPart(s, s.l.T("partyweb.units"), "age-unit", things)
	if len(p.Parts) == 0 {
		return nil
	}
	if most := slices.Max(counts); most > 0 {
		p.Columns, p.Summary = ageColumns(s, counts, most), s.sayAges(counts)
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
	if len(part.Rows) == 0 {
		return
	}
	slices.SortStableFunc(part.Rows, func(a, b ageRow) int { return a.order() - b.order() })
	if len(part.Unsaid) > 0 {
		part.Because = s.l.T("partyweb.ages.unsaid", len(part.Unsaid))
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
		row.Said = page.Ages(s.l, t.from, t.to)
		row.Spans = []ageSpan{spanOf(t.from, t.to)}
		return row, true
	}
	var said []string
	for _, id := range t.groups {
		g := party.TargetGroups.Find(s.v, id)
		if g == nil || g.AgeMin == nil && g.AgeMax == nil {
			continue
		}
		row.Spans = append(row.Spans, spanOf(g.AgeMin, g.AgeMax))
		said = append(said, page.Ages(s.l, g.AgeMin, g.AgeMax))
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

func ageTicks() []ageTick {
	var ticks []ageTick
	for _, age := range []int{16, 20, 25, 30, 40, 50, 60} {
		ticks = append(ticks, ageTick{at(age), strconv.Itoa(age)})
	}
	return ticks
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
			if party.ForAge(s.v, t.from, t.to, t.groups, youngest+i) {
				counts[i]++
			}
		}
	}
	return counts
}

func ageColumns(s sight, counts []int, most int) []ageColumn {
	columns := make([]ageColumn, len(counts))
	for i, n := range counts {
		height := percent(100 * float64(n) / float64(most))
		columns[i] = ageColumn{X: at(youngest + i), Width: at(youngest+1) * 0.86, Y: 100 - height, Height: height,
			Says: s.l.T("partyweb.ages.column", youngest+i, n)}
	}
	return columns
}

// sayAges says for which ages there are most and fewest forums.
func (s sight) sayAges(counts []int) string {
	most, least := slices.Max(counts), slices.Min(counts)
	if most == least {
		return s.l.T("partyweb.ages.same", most)
	}
	return s.l.T("partyweb.ages.most", most, runs(s, counts, most)) + " " + s.l.T("partyweb.ages.least", least, runs(s, counts, least))
}

// runs says the ages that have a count: "18–24, 27".
func runs(s sight, counts []int, n int) string {
	var said []string
	for i := 0; i < len(counts); i++ {
		if counts[i] != n {
			continue
		}
		first := i
		for i+1 < len(counts) && counts[i+1] == n {
			i++
		}
		from, to := youngest+first, youngest+i
		if from == to {
			said = append(said, s.l.T("partyweb.ages.one", from))
		} else {
			said = append(said, s.l.T("page.ages", from, to))
		}
	}
	return strings.Join(said, ", ")
}
