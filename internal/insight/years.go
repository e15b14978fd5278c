package insight

import (
	"time"

	"samkarta/internal/forum"
	"samkarta/internal/record"
)

// Year is a year of the map in numbers, as it is known on the day that is shown.
type Year struct {
	Year     int         `json:"year"`
	Kinds    []YearCount `json:"kinds"`
	Meetings *int        `json:"meetings"` // that were counted; null: nobody counted any
	Counted  int         `json:"counted"`  // forums whose meetings were counted
}

// YearCount is the facts of one kind at the end of a year, or today.
type YearCount struct {
	Kind    string `json:"kind"`
	There   int    `json:"there"`
	Perhaps int    `json:"perhaps"` // told of later: nobody has said since when they are there
}

// mostYears is how many years are shown; what is known before them is not lost,
// but is seen by asking for a day.
const mostYears = 15

// Years answers the question for a view.
func Years(v *record.View, q DiffQuestion) []Year { return NewIndex(v).Years(q) }

// Years gives the years from the first that anything is known of to the one that
// is shown, oldest first.
func (x *Index) Years(q DiffQuestion) []Year {
	return once(x, yearsQuestion{q}, func() []Year { return x.years(q) })
}

type yearsQuestion struct{ DiffQuestion }

func (x *Index) years(q DiffQuestion) []Year {
	var lives [][]life
	last := x.v.Today().Year()
	first := last
	for _, c := range compared {
		all := x.lives(q, c.kind)
		for _, l := range all {
			first = min(first, l.firstYear(last))
		}
		lives = append(lives, all)
	}
	years := []Year{}
	for year := max(first, last-mostYears+1); year <= last; year++ {
		years = append(years, x.year(year, lives))
	}
	return years
}

// firstYear is the year in which anything is known of a fact.
func (l life) firstYear(usual int) int {
	first := usual
	for _, d := range []record.Date{l.Began, l.Told, l.Ended} {
		if d != "" {
			first = min(first, d.Year())
		}
	}
	if f, ok := l.body.(*forum.Forum); ok {
		for _, h := range f.MeetingsHeld {
			first = min(first, h.Year)
		}
	}
	return first
}

func (x *Index) year(year int, lives [][]life) Year {
	day := time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC)
	if today := x.v.Today(); day.After(today) {
		day = today
	}
	y := Year{Year: year, Kinds: []YearCount{}}
	for i, c := range compared {
		n := YearCount{Kind: c.kind.Name}
		for _, l := range lives[i] {
			switch l.On(day) {
			case LifeThere:
				n.There++
			case LifePerhaps:
				n.Perhaps++
			}
			y.countHeld(l.body)
		}
		y.Kinds = append(y.Kinds, n)
	}
	return y
}

// countHeld adds the meetings that a forum held in the year.
func (y *Year) countHeld(b record.Body) {
	f, ok := b.(*forum.Forum)
	if !ok {
		return
	}
	for _, h := range f.MeetingsHeld {
		if h.Year == y.Year && h.Count != nil {
			sum := *h.Count
			if y.Meetings != nil {
				sum += *y.Meetings
			}
			y.Meetings, y.Counted = &sum, y.Counted+1
		}
	}
}

// LastQuiet is the end of the year before the last in which anything came or went:
// what one would compare with to see something happen. It is never today.
func (x *Index) LastQuiet(q DiffQuestion) record.Date {
	last := 0
	for _, c := range compared {
		for _, l := range x.lives(q, c.kind) {
			for _, d := range []record.Date{l.Began, l.Told, l.Ended} {
				if d != "" && !d.First().After(x.v.Today()) {
					last = max(last, d.Year())
				}
			}
		}
	}
	if last == 0 {
		last = x.v.Today().Year()
	}
	return record.Day(time.Date(last-1, time.December, 31, 0, 0, 0, 0, time.UTC))
}
