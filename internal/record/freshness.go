package record

import "time"

// How long a fact is fresh, in months since somebody who knows last confirmed
// it: fully up to freshFor, then less by the month down to nothing at staleAt.
// The rule is taken over from data·inclusion, where it is in production.
const (
	freshFor = 6
	staleAt  = 24
)

// Freshness gives how fresh a fact is on a day: 1 up to six months after it was
// confirmed, then falling linearly to 0 at twenty-four.
func Freshness(confirmed, day time.Time) float64 {
	if confirmed.IsZero() {
		return 0
	}
	fresh, stale := confirmed.AddDate(0, freshFor, 0), confirmed.AddDate(0, staleAt, 0)
	if !day.After(fresh) {
		return 1
	}
	if !day.Before(stale) {
		return 0
	}
	return float64(stale.Sub(day)) / float64(stale.Sub(fresh))
}
