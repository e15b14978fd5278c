package statistics

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"samkarta/internal/record"
)

// Filter chooses figures; what is empty chooses all.
type Filter struct {
	Areas      []string
	Indicators []string
	Period     string
}

func (f Filter) takes(x *Observation) bool {
	return (len(f.Areas) == 0 || slices.Contains(f.Areas, x.Area)) && (len(f.Indicators) == 0 || slices.Contains(f.Indicators, x.Indicator)) &&
		(f.Period == "" || f.Period == x.Period)
}

// List gives the figures that a filter chooses, in the order of their titles.
func List(v *record.View, f Filter) []*Observation {
	all := Observations.All(v)
	if len(f.Areas) == 1 {
		all = of(v, f.Areas[0])
	}
	var found []*Observation
	for _, x := range all {
		if f.takes(x) {
			found = append(found, x)
		}
	}
	return found
}

// of gives the figures of one area.
func of(v *record.View, area string) []*Observation {
	type question struct{}
	return record.Once(v, question{}, func() map[string][]*Observation {
		byArea := map[string][]*Observation{}
		for _, x := range Observations.All(v) {
			byArea[x.Area] = append(byArea[x.Area], x)
		}
		return byArea
	})[area]
}

// Find gives the latest figure of an indicator for the whole of an area, no group
// of it; nil if none is told.
func Find(v *record.View, area, indicator string) *Observation {
	return latest(of(v, area), func(x *Observation) bool { return x.Indicator == indicator && x.Group == "" })
}

// latest gives the one of the latest period; one of two that are as late that
// comes first.
func latest(all []*Observation, takes func(*Observation) bool) *Observation {
	var found *Observation
	for _, x := range all {
		if takes(x) && (found == nil || EndOf(x.Period) > EndOf(found.Period)) {
			found = x
		}
	}
	return found
}

var years = regexp.MustCompile(`^(\d{4})-(\d{4})$`)

// EndOf is when a period ends, so that periods can be compared: a year ends after
// its months. "" is unknown, and before all.
func EndOf(period string) string {
	if two := years.FindStringSubmatch(period); two != nil {
		period = two[2]
	}
	end := period[strings.LastIndexByte(period, '/')+1:]
	if len(end) == len("2006") {
		end += "-12"
	}
	return end
}

// PeriodText is a period as it is read: "2014–2015".
func PeriodText(period string) string {
	if two := years.FindStringSubmatch(period); two != nil {
		return two[1] + "–" + two[2]
	}
	return strings.ReplaceAll(period, "/", "–")
}

// IsTold tells whether a figure says one number, and no mere span.
func (x *Observation) IsTold() bool { return x != nil && x.Value != nil }

// Of is how many the figure is a part of, where the figure itself tells it as a
// number.
func (x *Observation) Of() (float64, bool) {
	n, is := x.Population.(float64)
	return n, is
}

// ByTime puts figures with the latest first; those as late keep their order.
func ByTime(all []*Observation) {
	slices.SortStableFunc(all, func(a, b *Observation) int { return cmp.Compare(EndOf(b.Period), EndOf(a.Period)) })
}
