package insight

import (
	"samkarta/internal/forum"
)

// How it is known how often a forum meets.
const (
	RhythmSaid     = "said"      // it is said how often
	RhythmHeld     = "held"      // not said, but the meetings of a year were counted
	RhythmAsNeeded = "as_needed" // it meets when somebody calls
	RhythmRegular  = "regular"   // said to be regular, but not how often
	RhythmUnknown  = "unknown"   // nobody has said
)

// Rhythm is how often a forum meets, and how that is known.
type Rhythm struct {
	Meetings
	Basis string `json:"basis"`
}

// rhythmOf gives how often a forum meets in a year: as it is said, or else as
// often as it really met in the last year that was counted. A count of the year
// that still goes on is only a least.
func rhythmOf(f *forum.Forum, year int) Rhythm {
	var said forum.Frequency
	if f.Frequency != nil {
		said = *f.Frequency
	}
	times := forum.Times{}
	if f.Frequency != nil {
		times = said.PerYear()
	}
	if (times.Min != nil || times.Max != nil) && !said.AsNeeded {
		return Rhythm{Meetings{times.Min, times.Max}, RhythmSaid}
	}
	if held, ok := lastHeld(f, year); ok {
		return held
	}
	switch {
	case said.AsNeeded:
		return Rhythm{Meetings{times.Min, times.Max}, RhythmAsNeeded}
	case said.Regular:
		return Rhythm{Basis: RhythmRegular}
	}
	return Rhythm{Basis: RhythmUnknown}
}

func lastHeld(f *forum.Forum, year int) (Rhythm, bool) {
	latest, count := 0, 0
	for _, h := range f.MeetingsHeld {
		if h.Count != nil && h.Year > latest && h.Year <= year {
			latest, count = h.Year, *h.Count
		}
	}
	if latest == 0 {
		return Rhythm{}, false
	}
	r := Rhythm{Meetings{number(float64(count)), number(float64(count))}, RhythmHeld}
	if latest == year {
		r.Max = nil
	}
	return r, true
}

// isKnown tells whether anything can be reckoned with.
func (r Rhythm) isKnown() bool { return r.Basis == RhythmSaid || r.Basis == RhythmHeld }

// tally sums up the meetings of several forums.
type tally struct {
	min, max float64
	known    int
	open     bool     // some forum may meet more often than is reckoned with
	unknown  []string // ids of the forums of which nobody has said how often
	needed   []string // ids of those that meet as needed
}

func (t *tally) add(id string, r Rhythm) {
	switch {
	case r.isKnown():
		t.addKnown(r)
	case r.Basis == RhythmAsNeeded:
		t.needed, t.open = append(t.needed, id), true
	default:
		t.unknown, t.open = append(t.unknown, id), true
	}
}

func (t *tally) addKnown(r Rhythm) {
	t.known++
	least, most := 0.0, 0.0
	if r.Min != nil {
		least, most = *r.Min, *r.Min
	}
	if r.Max != nil {
		most = *r.Max
	}
	t.open = t.open || r.Max == nil
	t.min, t.max = t.min+least, t.max+most
}

// meetings is the sum over the forums whose rhythm is known; nothing if none is.
func (t *tally) meetings() Meetings {
	if t.known == 0 {
		return Meetings{}
	}
	return Meetings{number(t.min), number(t.max)}
}
