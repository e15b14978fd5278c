package api

import (
	"math"
	"time"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Standing is how a record stands, as every answer tells it.
type Standing struct {
	Version   int64   `json:"version" doc:"Counts the record's changes; hand it back when you change it"`
	KeptBy    string  `json:"kept_by" doc:"Id of the association that keeps the record up; empty is common"`
	Freshness float64 `json:"freshness" doc:"1 up to six months after the last confirmation, then falling to 0 at twenty-four"`
	LastSaid  string  `json:"confirmed_on" doc:"Day on which it was last said to be true"`
	URL       string  `json:"url" doc:"Address of its page"`
}

func standing(v *record.View, b record.Body) Standing {
	h := b.HeadOf()
	s := Standing{Version: h.Version, KeptBy: h.KeptBy, Freshness: round(v.Freshness(b)), URL: h.URL()}
	if day := v.ConfirmedOn(b); !day.IsZero() {
		s.LastSaid = day.Format(time.DateOnly)
	}
	return s
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// Span is a number that is known at least and at most; null is not known.
type Span struct {
	Min *float64 `json:"min" nullable:"true"`
	Max *float64 `json:"max" nullable:"true"`
}

// Forum is a forum with what follows from it. Fields that are asked for often
// are always there, empty or null where nothing is known.
type Forum struct {
	forum.Forum
	Standing
	Type           string              `json:"kind"`
	Level          string              `json:"level"`
	Formality      string              `json:"formality"`
	Status         string              `json:"status"`
	Parties        []string            `json:"parties" doc:"Ids of the parties that sit in it"`
	Participants   []forum.Participant `json:"participants"`
	Convener       string              `json:"convener"`
	TimesPerYear   Span                `json:"times_per_year" doc:"Meetings a year by its rhythm, least and most"`
	Rhythm         string              `json:"rhythm" doc:"Its rhythm in words"`
	AgeMin         *int                `json:"age_min" nullable:"true"`
	AgeMax         *int                `json:"age_max" nullable:"true"`
	Municipalities []string            `json:"municipalities"`
	MeetingsHeld   []forum.Held        `json:"meetings_held"`
}

// ForumOf shows a forum.
func ForumOf(v *record.View, l *text.Lang, f *forum.Forum) Forum {
	shown := Forum{Forum: *f, Standing: standing(v, f), Type: f.Type, Level: f.Level,
		Formality: f.KnownFormality(), Status: f.KnownStatus(), Parties: list(f.Parties(v)),
		Participants: list(f.Participants), Convener: f.Convener, AgeMin: f.AgeMin, AgeMax: f.AgeMax,
		Municipalities: list(f.Serves(v)), MeetingsHeld: list(f.MeetingsHeld)}
	if f.Frequency != nil {
		times := f.Frequency.PerYear()
		shown.TimesPerYear = Span{times.Min, times.Max}
		shown.Rhythm = f.Frequency.Words(l)
	}
	return shown
}

func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// Unit is a unit with what follows from it.
type Unit struct {
	party.Unit
	Standing
	Type           string             `json:"kind"`
	Municipalities []string           `json:"municipalities" doc:"Codes of the municipalities that it serves"`
	AgeMin         *int               `json:"age_min" nullable:"true"`
	AgeMax         *int               `json:"age_max" nullable:"true"`
	ColocatedWith  []party.Colocation `json:"colocated_with" doc:"Who sits in the same house, told from either side"`
	Forums         []string           `json:"forums" doc:"Ids of the forums that it sits in or convenes"`
}

// UnitOf shows a unit.
func UnitOf(v *record.View, u *party.Unit) Unit {
	shown := Unit{Unit: *u, Standing: standing(v, u), Type: u.Type, Municipalities: list(u.Serves(v)),
		AgeMin: u.AgeMin, AgeMax: u.AgeMax, ColocatedWith: []party.Colocation{}, Forums: []string{}}
	for _, h := range party.SameHouse(v, u.ID) {
		shown.ColocatedWith = append(shown.ColocatedWith, party.Colocation{Actor: h.Actor, Extent: h.Extent})
	}
	for _, f := range forum.Attended(v, u.ID) {
		shown.Forums = append(shown.Forums, f.ID)
	}
	return shown
}

// Contact is a contact path.
type Contact struct {
	contact.Path
	Standing
	Via         string            `json:"via"`
	Function    string            `json:"function"`
	Ease        string            `json:"ease"`
	Channels    []contact.Channel `json:"channels"`
	PersonBound *bool             `json:"person_bound" nullable:"true"`
	Exists      bool              `json:"exists" doc:"False where the way is told of as missing"`
}

// ContactOf shows a contact path.
func ContactOf(v *record.View, p *contact.Path) Contact {
	return Contact{Path: *p, Standing: standing(v, p), Via: p.Via, Function: p.Function, Ease: p.Ease,
		Channels: list(p.Channels), PersonBound: p.PersonBound, Exists: !p.Missing()}
}

// The other kinds are shown as the format has them, with their standing.
type (
	// Relation is how one actor finds working with another.
	Relation struct {
		contact.Relation
		Standing
	}
	// Statement is what somebody says about the collaboration.
	Statement struct {
		mapping.Statement
		Standing
	}
	// Association is a coordination association.
	Association struct {
		party.Association
		Standing
	}
	// Party is an authority or another organisation.
	Party struct {
		party.Party
		Standing
	}
	// TargetGroup is a group of people.
	TargetGroup struct {
		party.TargetGroup
		Standing
	}
	// Agreement is an agreement between actors.
	Agreement struct {
		forum.Agreement
		Standing
	}
	// Source is a document that facts come from.
	Source struct {
		record.Source
		Standing
	}
)
