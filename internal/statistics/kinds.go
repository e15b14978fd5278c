package statistics

import (
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Observations is the kind of the figures.
var Observations = record.Define[Observation](record.Kind{
	Name: "observation", List: "observations", Path: "/siffror/", Derived: true,
	Identity: []string{"indicator", "area", "period", "group"},
	Title: func(v *record.View, b record.Body) string {
		x := b.(*Observation)
		said := []string{IndicatorName(text.Sv, x.Indicator)}
		if x.Group != "" {
			said[0] += " (" + x.Group + ")"
		}
		said = append(said, AreaName(v, x.Area))
		if x.Period != "" {
			said = append(said, PeriodText(x.Period))
		}
		return strings.Join(said, ", ")
	},
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		x := b.(*Observation)
		return nil, []string{x.Indicator, x.Method, x.Note}
	},
	Places: func(v *record.View, b record.Body) []string { return placesOf(v, b.(*Observation).Area) },
	Owners: func(b record.Body) []string { return []string{b.(*Observation).Area} },
})

// IndicatorName is what an indicator is called: its id, if there are no words for
// it.
func IndicatorName(l *text.Lang, indicator string) string {
	if key := "indicator." + indicator; l.Has(key) {
		return l.T(key)
	}
	return indicator
}

// AreaName is what the area of a figure is called.
func AreaName(v *record.View, area string) string {
	if m, ok := place.Find(area); ok {
		return m.Short
	}
	if r, ok := place.FindRegion(area); ok {
		return r.Name
	}
	if _, ok := party.FindActor(v, area); ok {
		return party.ActorName(v, area)
	}
	if key, ok := AreaKey(v, area); ok {
		return v.TitleOf(key)
	}
	return area
}

// AreaKey is the record that a figure is about; false if it is a place or cannot
// be seen.
func AreaKey(v *record.View, area string) (record.Key, bool) {
	for _, kind := range []string{"unit", "party", "association", "insats", "forum", "project"} {
		if key := (record.Key{Kind: kind, ID: area}); v.Has(key) {
			return key, true
		}
	}
	return record.Key{}, false
}

// placesOf are the municipalities that the area of a figure lies in.
func placesOf(v *record.View, area string) []string {
	if place.IsMunicipality(area) {
		return []string{area}
	}
	if codes := party.PlacesOf(v, area); len(codes) > 0 {
		return codes
	}
	if a := party.Associations.Find(v, area); a != nil {
		return a.Municipalities
	}
	if x := insats.Insatser.Find(v, area); x != nil {
		return x.Towns()
	}
	return nil
}
