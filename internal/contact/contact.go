package contact

import "samkarta/internal/record"

// Relation is how one actor finds working with another, as it tells of it.
type Relation struct {
	record.Head
	From         string   `json:"from,omitempty" rule:"required" ref:"party unit party_kind"`
	To           string   `json:"to,omitempty" rule:"required" ref:"party unit party_kind"`
	Level        string   `json:"level,omitempty" enum:"level"`
	Intensity    string   `json:"intensity,omitempty" enum:"intensity"`
	Ease         string   `json:"ease,omitempty" enum:"ease"`
	Formality    string   `json:"formality,omitempty" enum:"relation_formality"`
	Wants        []string `json:"wants,omitempty" enum:"wants"`
	Municipality string   `json:"municipality,omitempty" ref:"municipality"`
}

// Path is a way from one actor into another. From and Into are actors or kinds
// of party ("social_insurance": whichever office it is).
type Path struct {
	record.Head
	From         string    `json:"from,omitempty" rule:"required" ref:"party unit party_kind"`
	Into         string    `json:"into,omitempty" rule:"required" ref:"party unit party_kind"`
	Via          string    `json:"via,omitempty" enum:"via"`
	Function     string    `json:"function,omitempty"`
	Channels     []Channel `json:"channels,omitempty"`
	Ease         string    `json:"ease,omitempty" enum:"ease"`
	PersonBound  *bool     `json:"person_bound,omitempty"` // it hangs on one person; nil: not said
	Exists       *bool     `json:"exists,omitempty"`       // false: the way is missed; nil: not said, taken to be there
	Municipality string    `json:"municipality,omitempty" ref:"municipality"`
}

// Channel is how a path is used: the mailbox, the number, the address of a
// function or a unit, never of a person.
type Channel struct {
	Type  string `json:"kind,omitempty" rule:"required" enum:"channel"`
	Value string `json:"value,omitempty"`
	Hours string `json:"hours,omitempty"` // when it is answered, in words
}
