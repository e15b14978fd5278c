package party

import "samkarta/internal/record"

// Association is a samordningsförbund: the parties that coordinate in an area
// (lag 2003:1210).
type Association struct {
	record.Head
	Name           string      `json:"name,omitempty" rule:"required"`
	ShortName      string      `json:"short_name,omitempty"`
	Seat           string      `json:"seat,omitempty"`
	Municipalities []string    `json:"municipalities,omitempty" ref:"municipality"`
	Parties        []string    `json:"parties,omitempty" ref:"party"`
	Vision         string      `json:"vision,omitempty"`
	Founded        record.Date `json:"founded,omitempty"`
}

// Party is an authority or another organisation that collaborates.
type Party struct {
	record.Head
	Type         string `json:"kind,omitempty" rule:"required" enum:"party_kind"`
	Name         string `json:"name,omitempty" rule:"required"`
	ShortName    string `json:"short_name,omitempty"`
	Municipality string `json:"municipality,omitempty" ref:"municipality"` // of municipalities and their companies
	Region       string `json:"region,omitempty" ref:"region"`
}

// Unit is a part of a party that collaborates: an office, a service, a team.
type Unit struct {
	record.Head
	Party             string       `json:"party,omitempty" rule:"required" ref:"party"`
	PartOf            string       `json:"part_of,omitempty" ref:"unit"`
	Name              string       `json:"name,omitempty" rule:"required"`
	ShortName         string       `json:"short_name,omitempty"`
	Type              string       `json:"kind,omitempty" enum:"unit_kind"`
	Municipality      string       `json:"municipality,omitempty" ref:"municipality"`   // the one it serves
	Municipalities    []string     `json:"municipalities,omitempty" ref:"municipality"` // if it serves several
	Mission           string       `json:"mission,omitempty"`
	AgeMin            *int         `json:"age_min,omitempty" rule:"positive"`
	AgeMax            *int         `json:"age_max,omitempty" rule:"positive"`
	TargetGroups      []string     `json:"target_groups,omitempty" ref:"target_group"`
	ColocatedWith     []Colocation `json:"colocated_with,omitempty"`
	SupportedByFinsam *bool        `json:"supported_by_finsam,omitempty"`
}

// Colocation says that a unit sits in the same house as another actor.
type Colocation struct {
	Actor  string `json:"actor,omitempty" rule:"required" ref:"party unit"`
	Extent string `json:"extent,omitempty"` // in words: "1 dag/vecka"
}

// TargetGroup is a group of people that forums, units and statements are about.
type TargetGroup struct {
	record.Head
	Name        string   `json:"name,omitempty" rule:"required"`
	AgeMin      *int     `json:"age_min,omitempty" rule:"positive"`
	AgeMax      *int     `json:"age_max,omitempty" rule:"positive"`
	Incomes     []string `json:"incomes,omitempty" enum:"income"`
	Conditions  []string `json:"conditions,omitempty" enum:"condition"`
	Statuses    []string `json:"statuses,omitempty" enum:"person_status"`
	Description string   `json:"description,omitempty"`
}
