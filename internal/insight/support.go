package insight

import "samkarta/internal/statistics"

// Support is the försörjningsmått of a part of the map: what is paid out in a year
// for each inhabitant of working age when somebody cannot live on work, in kronor.
// Of several municipalities it is the mean, weighted by how many live there.
type Support struct {
	Period         string   `json:"period"` // as the source has it
	Total          *float64 `json:"total"`
	Illness        *float64 `json:"illness"`      // sickness, rehabilitation and activity benefits
	Labour         *float64 `json:"labour"`       // unemployment and labour market support
	Assistance     *float64 `json:"assistance"`   // ekonomiskt bistånd
	Municipalities int      `json:"of"`           // that the part has
	Known          []string `json:"known"`        // codes of those of which there are figures
	Sources        []string `json:"sources"`      // ids
	Observations   []string `json:"observations"` // ids of the figures
}

// supportParts are the groups of it, and all of it.
var supportParts = []string{statistics.Total, "OHALS", "ARBST", "EKBI"}

// Support gives the försörjningsmått of a scope; nil if there are no figures.
func (x *Index) Support(s Scope) *Support {
	codes := x.area(s).codes
	all := statistics.Supports(x.v, codes)
	out := &Support{Municipalities: len(codes), Known: []string{}, Sources: []string{}, Observations: []string{}}
	var told []statistics.Support
	for _, one := range all {
		if _, known := one.Value(statistics.Total); known {
			told = append(told, one)
			out.add(one)
		}
	}
	if len(told) == 0 {
		return nil
	}
	out.Total, out.Illness = meanOf(told, statistics.Total), meanOf(told, "OHALS")
	out.Labour, out.Assistance = meanOf(told, "ARBST"), meanOf(told, "EKBI")
	return out
}

func (s *Support) add(one statistics.Support) {
	s.Period, s.Known = one.Period, append(s.Known, one.Area)
	figures := []*statistics.Observation{}
	for _, part := range supportParts {
		figures = append(figures, one.Parts[part])
	}
	for _, f := range append(figures, one.Population) {
		if f.IsTold() {
			s.Observations = append(s.Observations, f.ID)
			s.Sources = distinct(append(s.Sources, f.Source))
		}
	}
}

// meanOf is the mean of a part, weighted by the people of working age; nil where
// it is not known for all, or not how many they are.
func meanOf(all []statistics.Support, part string) *float64 {
	if len(all) == 1 {
		if n, known := all[0].Value(part); known {
			return number(n)
		}
		return nil
	}
	if w, known := statistics.Weigh(all, part); known && len(w.Without) == 0 {
		return number(w.Value)
	}
	return nil
}
