package insight

import (
	"encoding/json"
	"slices"

	"samkarta/internal/place"
	"samkarta/internal/record"
)

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

// The indicators of the figures, as the format names them.
const (
	kindOfFigures   = "observation"
	supportTotal    = "forsorjning.TOT"
	supportIllness  = "forsorjning.OHALS"
	supportLabour   = "forsorjning.ARBST"
	supportEB       = "forsorjning.EKBI"
	peopleOfWorkAge = "population.16_64"
)

// figure is one number of one municipality.
type figure struct {
	id, source string
	value      float64
}

// figures are the numbers of a municipality of its latest period, by indicator.
type figures struct {
	period string
	by     map[string]figure
}

// figuresOf gathers the figures of all municipalities. They belong to an area that
// shows them otherwise; here they are read as the format has them.
func (x *Index) figuresOf() map[string]*figures {
	return once(x, "figures of support", func() map[string]*figures {
		all := map[string]*figures{}
		kind := x.v.Kinds().Named(kindOfFigures)
		if kind == nil {
			return all
		}
		for _, b := range x.v.All(kind) {
			addFigure(all, b)
		}
		return all
	})
}

var supportIndicators = []string{supportTotal, supportIllness, supportLabour, supportEB, peopleOfWorkAge}

func addFigure(all map[string]*figures, b record.Body) {
	tree := record.TreeOf(b)
	indicator, _ := tree["indicator"].(string)
	area, _ := tree["area"].(string)
	period, _ := tree["period"].(string)
	number, _ := tree["value"].(json.Number)
	value, err := number.Float64()
	if err != nil || !slices.Contains(supportIndicators, indicator) || !place.IsMunicipality(area) {
		return
	}
	f := all[area]
	if f == nil || f.period < period {
		f = &figures{period, map[string]figure{}}
		all[area] = f
	}
	if f.period == period {
		f.by[indicator] = figure{b.HeadOf().ID, b.HeadOf().Source, value}
	}
}

// Support gives the försörjningsmått of a scope; nil if there are no figures.
func (x *Index) Support(s Scope) *Support {
	codes := x.area(s).codes
	out := &Support{Municipalities: len(codes), Known: []string{}, Sources: []string{}, Observations: []string{}}
	for _, code := range codes {
		f := x.figuresOf()[code]
		if f == nil || f.by[supportTotal].id == "" || f.period < out.Period {
			continue
		}
		if f.period > out.Period { // figures of different years are not mixed
			out.Period, out.Known, out.Sources, out.Observations = f.period, []string{}, []string{}, []string{}
		}
		out.add(code, f)
	}
	if len(out.Known) == 0 {
		return nil
	}
	out.Total, out.Illness = x.weighted(out.Known, supportTotal), x.weighted(out.Known, supportIllness)
	out.Labour, out.Assistance = x.weighted(out.Known, supportLabour), x.weighted(out.Known, supportEB)
	return out
}

func (s *Support) add(code string, f *figures) {
	s.Known = append(s.Known, code)
	for _, indicator := range supportIndicators {
		if one := f.by[indicator]; one.id != "" {
			s.Observations = append(s.Observations, one.id)
			s.Sources = distinct(append(s.Sources, one.source))
		}
	}
}

// weighted is the mean of an indicator, weighted by the people of working age;
// nil where it is not known for all, or not how many they are.
func (x *Index) weighted(codes []string, indicator string) *float64 {
	sum, people := 0.0, 0.0
	for _, code := range codes {
		f := x.figuresOf()[code]
		one, weight := f.by[indicator], f.by[peopleOfWorkAge].value
		if len(codes) == 1 {
			weight = 1
		}
		if one.id == "" || weight <= 0 {
			return nil
		}
		sum, people = sum+one.value*weight, people+weight
	}
	return number(sum / people)
}
