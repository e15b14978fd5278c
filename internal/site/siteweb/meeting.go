package siteweb

import (
	"cmp"
	"math"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// sides are the kinds of party that the picture of the map shows, as people in
// the field divide themselves; all other kinds are one.
var sides = []string{"municipality", "employment_service", "social_insurance", "region", others}

const others = "other"

// meeting is in how many forums the sides meet.
type meeting struct {
	forums [5]int // in which a side sits
	pairs  []pair // those who meet, the most often first
}

// pair is two sides; the same twice are different parties of one side.
type pair struct{ a, b, forums int }

// meetings counts in how many forums under way the sides meet.
func meetings(v *record.View) meeting {
	var m meeting
	var met [5][5]int
	for _, f := range forum.Forums.All(v) {
		if f.KnownStatus() != "active" {
			continue
		}
		seats := seatsOf(v, f)
		for a, parties := range seats {
			if parties > 0 {
				m.forums[a]++
			}
			if parties > 1 && sides[a] != others {
				met[a][a]++
			}
			for b := a + 1; b < len(sides); b++ {
				if parties > 0 && seats[b] > 0 {
					met[a][b]++
				}
			}
		}
	}
	m.pairs = ranked(met)
	return m
}

// seatsOf counts the parties of each side that sit in a forum.
func seatsOf(v *record.View, f *forum.Forum) [5]int {
	var seats [5]int
	for _, id := range f.Parties(v) {
		kind := others
		if p := party.Parties.Find(v, id); p != nil {
			kind = p.Type
		}
		side := slices.Index(sides, kind)
		if side < 0 {
			side = len(sides) - 1
		}
		seats[side]++
	}
	return seats
}

func ranked(met [5][5]int) []pair {
	var all []pair
	for a := range met {
		for b, n := range met[a] {
			if n > 0 {
				all = append(all, pair{a, b, n})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y pair) int { return cmp.Compare(y.forums, x.forums) })
	return all
}

// picture is a small drawing of who meets whom, with the same in a table.
type picture struct {
	page.Said
	Says  string // read out instead of the drawing
	Lines []line
	Dots  []dot
	Rows  []meetingRow
}

// line joins two dots; the wider, the more forums.
type line struct {
	X1, Y1, X2, Y2 int
	Width          float64
	Forums         int
	LabelX, LabelY int // where the number stands; 0 where there is no room for it
}

// dot is one side.
type dot struct {
	X, Y, R int
	Shape   string // its class
	Letter  string
	Name    string
	TextX   int
	TextY   int
	Anchor  string
	Forums  int
}

// meetingRow is one pair in the table.
type meetingRow struct {
	Who    string
	Forums int
}

// spots are where the sides stand in the drawing, and their names beside them.
var spots = [5]struct {
	x, y, textX, textY int
	anchor             string
}{
	{106, 170, 106, 108, "middle"},
	{262, 66, 316, 52, "start"},
	{424, 152, 450, 198, "middle"},
	{338, 286, 374, 291, "start"},
	{136, 312, 174, 317, "start"},
}

func newPicture(l *text.Lang, m meeting) picture {
	p := picture{Said: page.Said{Lang: l}}
	for _, x := range m.pairs {
		p.Rows = append(p.Rows, meetingRow{who(l, x), x.forums})
		if x.a != x.b {
			p.Lines = append(p.Lines, newLine(x, m.pairs[0].forums))
		}
	}
	for side, kind := range sides {
		if m.forums[side] > 0 {
			p.Dots = append(p.Dots, newDot(l, side, kind, m))
		}
	}
	if len(p.Rows) > 0 {
		p.Says = l.T("siteweb.meet.says", p.Rows[0].Who, p.Rows[0].Forums)
	}
	return p
}

func who(l *text.Lang, p pair) string {
	if p.a == p.b {
		return l.T("siteweb.meet.among", l.T("siteweb.side."+sides[p.a]))
	}
	return l.T("siteweb.meet.pair", l.T("siteweb.side."+sides[p.a]), l.T("siteweb.side."+sides[p.b]))
}

func newLine(p pair, top int) line {
	a, b := spots[p.a], spots[p.b]
	share := float64(p.forums) / float64(top)
	n := line{X1: a.x, Y1: a.y, X2: b.x, Y2: b.y, Forums: p.forums, Width: math.Round((1.5+14*share)*10) / 10}
	if share > 0.2 {
		n.LabelX, n.LabelY = (9*a.x+11*b.x)/20, (9*a.y+11*b.y)/20+5
	}
	return n
}

func newDot(l *text.Lang, side int, kind string, m meeting) dot {
	s := spots[side]
	most := slices.Max(m.forums[:])
	mark := page.Marker(l, kind)
	return dot{X: s.x, Y: s.y, R: 13 + int(math.Round(35*math.Sqrt(float64(m.forums[side])/float64(most)))),
		Shape: mark.Shape, Letter: mark.Letter, Name: l.T("siteweb.side." + kind), TextX: s.textX, TextY: s.textY,
		Anchor: s.anchor, Forums: m.forums[side]}
}
