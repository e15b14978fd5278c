package insats

import (
	"time"

	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
)

// Demand is how often somebody has said that nothing was found for a person of a
// municipality, in a month. It says nothing of the persons.
type Demand struct {
	Association  string `json:"association" doc:"Id of the association that covers the municipality; empty if none does"`
	Municipality string `json:"municipality" doc:"Code of the municipality"`
	Month        string `json:"month" doc:"YYYY-MM" example:"2019-05"`
	Times        int    `json:"times" doc:"How often it was said that nothing was found"`

	day      string
	dayTimes int
}

// mostADay is how often it is counted for a municipality in a day: more is no
// sign of demand, but somebody who plays.
const mostADay = 50

// add counts once more.
func (d *Demand) add(now time.Time) error {
	if day := now.Format(time.DateOnly); d.day != day {
		d.day, d.dayTimes = day, 0
	}
	if d.dayTimes >= mostADay {
		return fault.New(fault.Unavailable, "insats.demand.enough", placeName(d.Municipality), mostADay)
	}
	d.Times, d.dayTimes = d.Times+1, d.dayTimes+1
	return nil
}

func placeName(code string) string {
	m, _ := place.Find(code)
	return m.Short
}

// month names the month of a time.
func month(t time.Time) string { return t.Format("2006-01") }

// checkTown refuses what is no municipality.
func checkTown(code string) error {
	switch {
	case code == "":
		return fault.OfFields([]fault.Field{{Path: string(Municipality), Key: "insats.demand.where"}})
	case !place.IsMunicipality(code):
		return fault.OfFields([]fault.Field{{Path: string(Municipality), Key: "record.unknown_municipality", Args: []any{code}}})
	}
	return nil
}
