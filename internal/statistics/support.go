package statistics

import (
	"math"
	"slices"

	"samkarta/internal/record"
)

// The income measure (försörjningsmåttet): kronor paid out in a year for each
// inhabitant of working age, by what they are paid out as.
const (
	supportPrefix = "forsorjning."
	population    = "population.16_64"
	Total         = "TOT"
)

// SupportParts are what the income measure is made of, by group, each group
// before its sum.
func SupportParts() []string {
	return []string{"SP", "RP", "AE", "SE", "OHALS", "AL", "AS", "UE", "EE", "ET", "BE", "ARBST", "EB", "EKBI", Total}
}

// supportSums say which parts are to come to which sum.
var supportSums = []struct {
	sum string
	of  []string
}{
	{"OHALS", []string{"SP", "RP", "AE", "SE"}},
	{"ARBST", []string{"AL", "AS", "UE", "EE", "ET", "BE"}},
	{"EKBI", []string{"EB"}},
	{Total, []string{"OHALS", "ARBST", "EKBI"}},
	{Total, []string{"SP", "RP", "AE", "SE", "AL", "AS", "UE", "EE", "ET", "BE", "EB"}},
}

// IsSupportSum tells whether a part of the income measure is the sum of others.
func IsSupportSum(part string) bool {
	for _, s := range supportSums {
		if s.sum == part {
			return true
		}
	}
	return false
}

// SupportIndicator is the indicator of a part of the income measure.
func SupportIndicator(part string) string { return supportPrefix + part }

// Support is the income measure of an area in a period.
type Support struct {
	Area, Period string
	Parts        map[string]*Observation // what is not told is left out
	Population   *Observation            // those of working age; nil is unknown
}

// Supports gives the income measure of each of some municipalities that it is
// told of, for the latest period that any of them tells of.
func Supports(v *record.View, municipalities []string) []Support {
	period := latestSupport(v, municipalities)
	var all []Support
	for _, code := range municipalities {
		s := Support{Area: code, Period: period, Parts: map[string]*Observation{}}
		for _, x := range of(v, code) {
			if x.Period == period {
				s.add(x)
			}
		}
		if len(s.Parts) > 0 {
			all = append(all, s)
		}
	}
	return all
}

func (s *Support) add(x *Observation) {
	if x.Indicator == population {
		s.Population = x
	}
	for _, part := range SupportParts() {
		if x.Indicator == SupportIndicator(part) && s.Parts[part] == nil {
			s.Parts[part] = x
		}
	}
}

func latestSupport(v *record.View, municipalities []string) (period string) {
	parts := SupportParts()
	for _, code := range municipalities {
		x := latest(of(v, code), func(x *Observation) bool {
			return slices.ContainsFunc(parts, func(part string) bool { return x.Indicator == SupportIndicator(part) })
		})
		if x != nil && EndOf(x.Period) > EndOf(period) {
			period = x.Period
		}
	}
	return period
}

// Value is what is told of a part; false is unknown.
func (s Support) Value(part string) (float64, bool) {
	x := s.Parts[part]
	if !x.IsTold() {
		return 0, false
	}
	return *x.Value, true
}

// Deviation is a sum that is told otherwise than its parts come to.
type Deviation struct {
	Sum      string
	Of       []string
	Told     float64
	Reckoned float64
	Bound    float64 // what rounding can make of it
}

// IsRounding tells whether rounding explains it.
func (d Deviation) IsRounding() bool { return math.Abs(d.Told-d.Reckoned) <= d.Bound }

// Deviations lists the sums that do not come out. Each of n terms and the sum
// itself are rounded to whole kronor, so that (n+1)/2 may be rounding; more is
// something to look into, and no fault that would keep good data out.
func (s Support) Deviations() []Deviation {
	var all []Deviation
	for _, check := range supportSums {
		d := Deviation{Sum: check.sum, Of: check.of, Bound: float64(len(check.of)+1) / 2}
		told, is := s.Value(check.sum)
		for _, part := range check.of {
			n, known := s.Value(part)
			is = is && known
			d.Reckoned += n
		}
		if d.Told = told; is && d.Told != d.Reckoned {
			all = append(all, d)
		}
	}
	return all
}

// Weighted is a part of the income measure of several municipalities together,
// each weighing as its population of working age.
type Weighted struct {
	Value      float64
	Population float64
	Without    []string // the municipalities that lack the part or the population
}

// Weigh reckons a part for several municipalities together; false if none of them
// tells both it and its population.
func Weigh(all []Support, part string) (Weighted, bool) {
	var w Weighted
	sum := 0.0
	for _, s := range all {
		n, known := s.Value(part)
		if !known || !s.Population.IsTold() {
			w.Without = append(w.Without, s.Area)
			continue
		}
		sum += n * *s.Population.Value
		w.Population += *s.Population.Value
	}
	if w.Population == 0 {
		return w, false
	}
	w.Value = sum / w.Population
	return w, true
}
