package forum

import "samkarta/internal/record"

// Forum is a place where actors meet to collaborate: samverkansforum,
// samverkansarena.
type Forum struct {
	record.Head
	Name           string        `json:"name,omitempty" rule:"required"`
	ShortName      string        `json:"short_name,omitempty"`
	Aliases        []string      `json:"aliases,omitempty"`
	Type           string        `json:"kind,omitempty" enum:"forum_kind"`
	Level          string        `json:"level,omitempty" enum:"level"`
	Formality      string        `json:"formality,omitempty" enum:"formality"`
	Scope          string        `json:"scope,omitempty" enum:"scope"`
	Convener       string        `json:"convener,omitempty" ref:"party unit"`
	Participants   []Participant `json:"participants,omitempty"`
	Frequency      *Frequency    `json:"frequency,omitempty"`
	MeetingsHeld   []Held        `json:"meetings_held,omitempty"`
	TargetGroups   []string      `json:"target_groups,omitempty" ref:"target_group"`
	AgeMin         *int          `json:"age_min,omitempty" rule:"positive"`
	AgeMax         *int          `json:"age_max,omitempty" rule:"positive"`
	Purpose        string        `json:"purpose,omitempty"`
	Topics         []string      `json:"topics,omitempty"`
	Municipalities []string      `json:"municipalities,omitempty" ref:"municipality"`
	Agreement      string        `json:"agreement,omitempty" ref:"agreement"`
	Status         string        `json:"status,omitempty" enum:"status"`
	Created        record.Date   `json:"created,omitempty"`
}

// Participant is an actor that sits in a forum, as whom.
type Participant struct {
	Actor    string `json:"actor,omitempty" rule:"required" ref:"party unit"`
	Role     string `json:"role,omitempty" enum:"role"`
	Function string `json:"function,omitempty"` // never a person: "integrationschef"
}

// Held says how many meetings a forum really held in a year.
type Held struct {
	Year  int  `json:"year,omitempty" rule:"required positive"`
	Count *int `json:"count,omitempty" rule:"required positive"`
}

// Agreement is an överenskommelse between actors, which forums may stand on.
type Agreement struct {
	record.Head
	Name         string      `json:"name,omitempty" rule:"required"`
	Type         string      `json:"kind,omitempty" enum:"agreement_kind"`
	Parties      []string    `json:"parties,omitempty" ref:"party unit"`
	About        string      `json:"about,omitempty"`
	TargetGroups []string    `json:"target_groups,omitempty" ref:"target_group"`
	Status       string      `json:"status,omitempty" enum:"status"`
	Signed       record.Date `json:"signed,omitempty"`
	ForumIDs     []string    `json:"forum_ids,omitempty" ref:"forum"`
}
