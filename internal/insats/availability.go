package insats

import (
	"slices"
	"time"

	"samkarta/internal/platform/text"
)

// What one can ask of places besides the states themselves.
const (
	HasPlace     = "place"   // there are places, many or few
	UnknownState = "unknown" // nothing is said
)

// PlaceState is whether an insats has places: a state, or that none is told.
func (x *Insats) PlaceState() string {
	if x.Availability == nil {
		return UnknownState
	}
	return x.Availability.State
}

// IsAvailable tells whether an insats answers to any of the states asked for; all
// do if none is.
func (x *Insats) IsAvailable(asked ...string) bool {
	state := x.PlaceState()
	return len(asked) == 0 || slices.Contains(asked, state) || slices.Contains(asked, HasPlace) && (state == "free" || state == "few")
}

// InShort says whether there are places, and on which day that was.
func (a *Availability) InShort(l *text.Lang) string {
	return text.UpperFirst(l.T("availability."+a.State)) + ", " + a.On.Words(l)
}

// Age is how many days ago it was so on a day; never less than none.
func (a *Availability) Age(today time.Time) int {
	return max(int(today.Sub(a.On.Last()).Hours()/24), 0)
}

// IsOld tells whether it is so long ago that it may no longer be so.
func (a *Availability) IsOld(today time.Time) bool { return a.Age(today) > doubtful }

// doubtful is after how many days what is told of places is not to be relied on.
const doubtful = 60
