package forumweb

import (
	"cmp"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/page"
)

// meetings is how many meetings a forum really held, beside how many its rhythm
// would make.
type meetings struct {
	Says  string // how many a year the rhythm makes
	Years []yearHeld
	// The picture: a bar for each year, and the span of the rhythm.
	Width, Height int
	Span          *span
}

// yearHeld is the meetings of one year.
type yearHeld struct {
	Year   int
	Held   string
	Says   string // beside the rhythm: as often, more seldom
	Seldom bool
	// The bar in the picture.
	Y, TextY, Length int
}

// span is what the rhythm would make, as a strip in the picture.
type span struct{ X, Width int }

// The picture is so wide, whatever its numbers; a year is so high.
const (
	barWidth  = 400
	yearRoom  = 30
	barOffset = 6
)

// meetings is nil where nobody has told how many meetings there were.
func (s sight) meetings(f *forum.Forum) *meetings {
	held := slices.DeleteFunc(slices.Clone(f.MeetingsHeld), func(h forum.Held) bool { return h.Count == nil })
	if len(held) == 0 {
		return nil
	}
	slices.SortFunc(held, func(a, b forum.Held) int { return cmp.Compare(b.Year, a.Year) })
	times := forum.Times{}
	if f.Frequency != nil {
		times = f.Frequency.PerYear()
	}
	m := &meetings{Says: s.rhythmSays(f, times), Width: barWidth, Height: yearRoom * len(held)}
	most := mostOf(held, times)
	for i, h := range held {
		m.Years = append(m.Years, yearHeld{Year: h.Year, Held: s.Lang.Number(float64(*h.Count)), Says: s.heldSays(*h.Count, times),
			Seldom: times.Min != nil && float64(*h.Count) < *times.Min,
			Y:      i*yearRoom + barOffset, TextY: i*yearRoom + yearRoom - barOffset - 3, Length: max(int(barWidth*float64(*h.Count)/most), 2)})
	}
	m.Span = spanOf(times, most)
	return m
}

func mostOf(held []forum.Held, times forum.Times) float64 {
	most := 1.0
	for _, h := range held {
		most = max(most, float64(*h.Count))
	}
	for _, n := range []*float64{times.Min, times.Max} {
		if n != nil {
			most = max(most, *n)
		}
	}
	return most
}

func spanOf(times forum.Times, most float64) *span {
	if times.Min == nil || times.Max == nil {
		return nil
	}
	from, to := int(barWidth**times.Min/most), int(barWidth**times.Max/most)
	return &span{X: min(from, barWidth-3), Width: max(to-from, 3)}
}

func (s sight) rhythmSays(f *forum.Forum, times forum.Times) string {
	if says := page.TimesAYear(s.Lang, times); says != "" && !f.Frequency.AsNeeded {
		return s.T("forumweb.rhythm_says", says)
	}
	return s.T("forumweb.rhythm_says_nothing")
}

// heldSays compares the meetings of a year with the rhythm; "" if that says no
// number.
func (s sight) heldSays(count int, times forum.Times) string {
	n := float64(count)
	switch {
	case times.Min != nil && n < *times.Min:
		return s.T("forumweb.held_fewer")
	case times.Max != nil && n > *times.Max:
		return s.T("forumweb.held_more")
	case times.Min != nil && times.Max != nil:
		return s.T("forumweb.held_as_said")
	}
	return ""
}
