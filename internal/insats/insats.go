package insats

import "samkarta/internal/record"

// Insats is an intervention that a person can take part in.
type Insats struct {
	record.Head
	Name              string        `json:"name,omitempty" rule:"required"`
	Provider          string        `json:"provider,omitempty" ref:"party unit"`
	Partners          []string      `json:"partners,omitempty" ref:"party unit"`
	Municipality      string        `json:"municipality,omitempty" ref:"municipality"`
	Funder            string        `json:"funder,omitempty" enum:"funder"`
	LegalBasis        string        `json:"legal_basis,omitempty" enum:"legal_basis"`
	Stage             string        `json:"stage,omitempty" enum:"insats_stage"`
	Methods           []string      `json:"methods,omitempty"`
	Purpose           string        `json:"purpose,omitempty"`
	Content           []string      `json:"content,omitempty"`
	Places            *int          `json:"places,omitempty" rule:"positive"`
	Availability      *Availability `json:"availability,omitempty"`
	Starts            record.Date   `json:"starts,omitempty"`
	Ends              record.Date   `json:"ends,omitempty"`
	DurationMonthsMin *float64      `json:"duration_months_min,omitempty" rule:"positive"`
	DurationMonthsMax *float64      `json:"duration_months_max,omitempty" rule:"positive"`
	Step              string        `json:"step,omitempty"`
	Eligibility       []Criteria    `json:"eligibility,omitempty"`
	Examples          []Example     `json:"examples,omitempty"`
	Results           []Result      `json:"results,omitempty"`
	Status            string        `json:"status,omitempty" enum:"insats_status"`
}

// Criteria is one group of criteria, all of which must hold.
type Criteria struct {
	Municipalities []string `json:"municipalities,omitempty" ref:"municipality"`
	Residence      string   `json:"residence,omitempty"`
	AgeMin         *int     `json:"age_min,omitempty" rule:"positive"`
	AgeMax         *int     `json:"age_max,omitempty" rule:"positive"`
	AgeNote        string   `json:"age_note,omitempty"`
	IncomesAny     []string `json:"incomes_any,omitempty" enum:"income"`
	IncomesNone    []string `json:"incomes_none,omitempty" enum:"income"`
	DecisionsAny   []string `json:"decisions_any,omitempty" enum:"decision"`
	ReferralAny    []string `json:"referral_any,omitempty" enum:"referral"`
	ConditionsAny  []string `json:"conditions_any,omitempty" enum:"condition"`
	ConditionsNone []string `json:"conditions_none,omitempty" enum:"condition"`
	StatusesAny    []string `json:"statuses_any,omitempty" enum:"person_status"`
	StatusesAll    []string `json:"statuses_all,omitempty" enum:"person_status"`
	EnrolledAny    []string `json:"enrolled_any,omitempty"`
	Other          string   `json:"other,omitempty"`
}

// Result is what an insats has led to.
type Result struct {
	Text   string   `json:"text,omitempty"`
	Metric string   `json:"metric,omitempty"`
	Value  *float64 `json:"value,omitempty"`
	Unit   string   `json:"unit,omitempty"`
	Of     *float64 `json:"of,omitempty"`
	Period string   `json:"period,omitempty"`
}

// Availability is whether there is a place to be had, and when that was so.
type Availability struct {
	State string      `json:"state,omitempty" enum:"availability" rule:"required"`
	On    record.Date `json:"on,omitempty" rule:"required"`
}

// Example is a made-up person, with the answer that is expected for her: by it
// one sees whether the criteria say what is meant.
type Example struct {
	Description string `json:"description,omitempty" rule:"required"`
	Person
	Answer string `json:"answer,omitempty" enum:"answer" rule:"required"`
}
