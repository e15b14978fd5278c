package statistics

import "samkarta/internal/record"

// Observation is a figure: what some indicator was in an area in a period.
type Observation struct {
	record.Head
	Indicator  string   `json:"indicator,omitempty" rule:"required"`
	Area       string   `json:"area,omitempty" rule:"required" ref:"municipality unit association insats party region forum project"`
	Period     string   `json:"period,omitempty"`
	Value      *float64 `json:"value,omitempty"`
	ValueMin   *float64 `json:"value_min,omitempty"`
	ValueMax   *float64 `json:"value_max,omitempty"`
	Unit       string   `json:"unit,omitempty"`
	Group      string   `json:"group,omitempty"`
	Method     string   `json:"method,omitempty"`
	Population any      `json:"population,omitempty"` // a number, or words
}
