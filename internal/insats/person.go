package insats

import (
	"encoding/json"
	"slices"
	"strings"

	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Person is what is known of somebody who looks for something to take part in.
// What is nil or "" is not known. A list that is given, even empty, is the whole
// list: whatever is not in it is not so. The tags ref, enum and rule are for the
// persons that an insats gives as its examples.
type Person struct {
	Municipality string   `json:"municipality,omitempty" ref:"municipality" doc:"Code of the municipality where the person lives; left out: not known" example:"0604"`
	Age          *int     `json:"age,omitempty" rule:"positive" doc:"In years; left out: not known"`
	Incomes      []string `json:"incomes,omitzero" enum:"income" doc:"Words of income. A list that is given, even empty, is the whole list; left out: not known"`
	Decisions    []string `json:"decisions,omitzero" enum:"decision" doc:"Words of decision, likewise"`
	Conditions   []string `json:"conditions,omitzero" enum:"condition" doc:"Words of condition, likewise"`
	Statuses     []string `json:"statuses,omitzero" enum:"person_status" doc:"Words of person_status, likewise"`
	Referral     Words    `json:"referral,omitzero" enum:"referral" doc:"Who refers the person: words of referral, likewise"`
	Enrolled     []string `json:"enrolled,omitzero" doc:"Where the person is enrolled, likewise"`
}

// Fact names something that can be known of a person.
type Fact string

// The facts, in the order in which one would ask for them.
const (
	Municipality Fact = "municipality"
	Age          Fact = "age"
	Incomes      Fact = "incomes"
	Decisions    Fact = "decisions"
	Conditions   Fact = "conditions"
	Statuses     Fact = "statuses"
	Referral     Fact = "referral"
	Enrolled     Fact = "enrolled"
)

// What no fact of a person settles: somebody has to judge it.
const (
	Residence Fact = "residence" // lives within something that is no municipality
	AgeNote   Fact = "age_note"  // there is an age limit, which the source does not tell
	Other     Fact = "other"
)

// Facts lists the facts that can be asked for.
func Facts() []Fact {
	return []Fact{Municipality, Age, Incomes, Decisions, Conditions, Statuses, Referral, Enrolled}
}

// IsJudged tells whether it takes somebody's judgement, which no fact settles.
func (f Fact) IsJudged() bool { return f == Residence || f == AgeNote || f == Other }

// vocabularies are the words that the lists of a person may hold; a person may
// be enrolled anywhere.
var vocabularies = map[Fact]string{Incomes: "income", Decisions: "decision", Conditions: "condition", Statuses: "person_status", Referral: "referral"}

// Words gives the words that the list of a fact may hold; nil: any.
func (f Fact) Words() []string {
	switch f {
	case Incomes:
		return incomeWords
	case Decisions:
		return decisionWords
	case Conditions:
		return conditionWords
	case Statuses:
		return statusWords
	case Referral:
		return referralWords
	}
	return nil
}

// The words are looked up once, for a whole country's catalogue asks for them a
// million times.
var (
	incomeWords    = record.Vocabulary(vocabularies[Incomes])
	decisionWords  = record.Vocabulary(vocabularies[Decisions])
	conditionWords = record.Vocabulary(vocabularies[Conditions])
	statusWords    = record.Vocabulary(vocabularies[Statuses])
	referralWords  = record.Vocabulary(vocabularies[Referral])
)

// Vocabulary is the name of those words; "": any.
func (f Fact) Vocabulary() string { return vocabularies[f] }

// List gives what is known of one of the facts that are lists; nil: nothing.
func (p Person) List(f Fact) []string {
	switch f {
	case Incomes:
		return p.Incomes
	case Decisions:
		return p.Decisions
	case Conditions:
		return p.Conditions
	case Statuses:
		return p.Statuses
	case Referral:
		return p.Referral
	case Enrolled:
		return p.Enrolled
	}
	return nil
}

// With gives the person with one of the lists known.
func (p Person) With(f Fact, words []string) Person {
	words = append([]string{}, words...)
	switch f {
	case Incomes:
		p.Incomes = words
	case Decisions:
		p.Decisions = words
	case Conditions:
		p.Conditions = words
	case Statuses:
		p.Statuses = words
	case Referral:
		p.Referral = words
	case Enrolled:
		p.Enrolled = words
	}
	return p
}

// Knows tells whether a fact is known.
func (p Person) Knows(f Fact) bool {
	switch f {
	case Municipality:
		return p.Municipality != ""
	case Age:
		return p.Age != nil
	}
	return p.List(f) != nil
}

// Eldest is the highest age in years that is believed.
const Eldest = 120

// Faults gives what is wrong with what is told of a person.
func (p Person) Faults() []fault.Field {
	var faults []fault.Field
	if p.Municipality != "" && !place.IsMunicipality(p.Municipality) {
		faults = append(faults, fault.Field{Path: string(Municipality), Key: "record.unknown_municipality", Args: []any{p.Municipality}})
	}
	if p.Age != nil && (*p.Age < 0 || *p.Age > Eldest) {
		faults = append(faults, fault.Field{Path: string(Age), Key: "insats.bad_age", Args: []any{Eldest}})
	}
	for _, f := range Facts()[2:] {
		for _, word := range p.List(f) {
			if words := f.Words(); words != nil && !slices.Contains(words, word) {
				faults = append(faults, fault.Field{Path: string(f), Key: "record.not_one_of", Args: []any{word, strings.Join(words, ", ")}})
			}
		}
	}
	return faults
}

// Words is a list of words, which in JSON may also be one word alone.
type Words []string

// UnmarshalJSON reads a list or one word.
func (w *Words) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*w = Words{""}
		return json.Unmarshal(data, &(*w)[0])
	}
	return json.Unmarshal(data, (*[]string)(w))
}
