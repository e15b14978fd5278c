package api

import (
	"context"

	"samkarta/internal/statistics"
)

// ObservationQuestion chooses figures; what is left empty chooses all.
type ObservationQuestion struct {
	Municipality []string `query:"municipality" is:"municipality" doc:"Codes or names, comma between: it is a figure of one of these municipalities" example:"0604,0680"`
	Area         []string `query:"area" doc:"Ids, comma between: it is a figure of one of these units, associations, insatser or municipalities" example:"kavlinge-lomma"`
	Indicator    []string `query:"indicator" doc:"It is of one of these indicators" example:"forsorjning.TOT,population.16_64"`
	Period       string   `query:"period" doc:"It is of this period, as the source says it" example:"2014-2015"`
}

// Observation is a figure with its standing.
type Observation struct {
	statistics.Observation
	Standing
	Indicator string   `json:"indicator"`
	Area      string   `json:"area"`
	AreaName  string   `json:"area_name"`
	Period    string   `json:"period"`
	Value     *float64 `json:"value" doc:"null: no single number is told"`
	Unit      string   `json:"unit"`
}

// Observation shows a figure.
func (m Map) Observation(x *statistics.Observation) Observation {
	return Observation{*x, m.standing(x), x.Indicator, x.Area, statistics.AreaName(m.View, x.Area), x.Period, x.Value, x.Unit}
}

// Observations answers which figures there are.
func (m Map) Observations(q ObservationQuestion) (Found[Observation], error) {
	if err := m.check(&q); err != nil {
		return Found[Observation]{}, err
	}
	f := statistics.Filter{Indicators: q.Indicator, Period: q.Period}
	f.Areas = append(f.Areas, q.Municipality...)
	f.Areas = append(f.Areas, q.Area...)
	return found(statistics.List(m.View, f), m.Observation), nil
}

type observationsInput struct {
	Paged
	ObservationQuestion
}

func (s *Service) askObservations(ctx context.Context, in *observationsInput) (*Answer[Page[Observation]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Observation], error) { return m.Observations(in.ObservationQuestion) })
}
