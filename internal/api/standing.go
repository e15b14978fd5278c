package api

import (
	"math"
	"time"

	"samkarta/internal/record"
)

// Standing is how a record stands, as every answer tells it.
//
// The fields are not called as those of a record.Head, for the library would
// take them for the same and leave them out of the description.
type Standing struct {
	Itself    string  `json:"id"`
	Edition   int64   `json:"version" doc:"Counts the record's changes; hand it back when you change it"`
	Keeper    string  `json:"kept_by" doc:"Id of the association that keeps the record up; empty is common"`
	Freshness float64 `json:"freshness" doc:"1 up to six months after the last confirmation, then falling to 0 at twenty-four"`
	LastSaid  string  `json:"confirmed_on" doc:"Day on which it was last said to be true"`
	URL       string  `json:"url" doc:"Address of its page"`
}

func (m Map) standing(b record.Body) Standing {
	h := b.HeadOf()
	s := Standing{Itself: h.ID, Edition: h.Version, Keeper: h.KeptBy, Freshness: round(m.Freshness(b)), URL: h.URL()}
	if day := m.ConfirmedOn(b); !day.IsZero() {
		s.LastSaid = day.Format(time.DateOnly)
	}
	return s
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// list is the items, an empty list if there are none: null is said of no list.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
