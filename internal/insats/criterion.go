package insats

import (
	"slices"

	"samkarta/internal/party"
)

// Value is the answer to whether somebody qualifies.
type Value int8

// The three answers.
const (
	No Value = iota
	Depends
	Yes
)

// String names the answer as in the API.
func (v Value) String() string { return [...]string{"no", "depends", "yes"}[v] }

// MarshalText names the answer in JSON.
func (v Value) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// Criterion is one criterion of a group: a field of the format that is filled
// in, the two ends of an age span being one.
type Criterion struct {
	Field    string   // "incomes_any"; "age" for the span
	Fact     Fact     // what of a person it goes by
	Words    []string // codes of municipalities, words, or one text to judge
	From, To *int     // ages
}

// Criteria gives the criteria of a group, in the order in which they are told.
func (g *Criteria) Criteria() []Criterion {
	all := make([]Criterion, 0, 6)
	add := func(field string, fact Fact, words []string) {
		if len(words) > 0 {
			all = append(all, Criterion{Field: field, Fact: fact, Words: words})
		}
	}
	judge := func(fact Fact, text string) {
		if text != "" {
			all = append(all, Criterion{Field: string(fact), Fact: fact, Words: []string{text}})
		}
	}
	add("municipalities", Municipality, g.Municipalities)
	judge(Residence, g.Residence)
	if g.AgeMin != nil || g.AgeMax != nil {
		all = append(all, Criterion{Field: "age", Fact: Age, From: g.AgeMin, To: g.AgeMax})
	} else {
		judge(AgeNote, g.AgeNote) // with a number the note only says it in words
	}
	add("incomes_any", Incomes, g.IncomesAny)
	add("incomes_none", Incomes, g.IncomesNone)
	add("decisions_any", Decisions, g.DecisionsAny)
	add("referral_any", Referral, g.ReferralAny)
	add("conditions_any", Conditions, g.ConditionsAny)
	add("conditions_none", Conditions, g.ConditionsNone)
	add("statuses_any", Statuses, g.StatusesAny)
	add("statuses_all", Statuses, g.StatusesAll)
	add("enrolled_any", Enrolled, g.EnrolledAny)
	judge(Other, g.Other)
	return all
}

// Of tells whether the criterion holds for a person, as far as is known.
func (c Criterion) Of(p Person) Value {
	switch {
	case c.Fact.IsJudged() || !p.Knows(c.Fact):
		return Depends
	case c.Fact == Municipality:
		return truth(slices.Contains(c.Words, p.Municipality))
	case c.Fact == Age:
		return truth(party.Takes(c.From, c.To, *p.Age))
	}
	has := p.words(c.Fact)
	switch c.Field {
	case "incomes_none", "conditions_none":
		return truth(!shares(c.Words, has))
	case "statuses_all":
		return truth(!slices.ContainsFunc(c.Words, func(w string) bool { return !slices.Contains(has, w) }))
	case "referral_any":
		return truth(shares(c.Words, has) || slices.Contains(c.Words, AnyParty) && slices.ContainsFunc(has, isParty))
	}
	return truth(shares(c.Words, has))
}

func truth(holds bool) Value {
	if holds {
		return Yes
	}
	return No
}

// isParty tells whether a word of referral is a party of the collaboration, and
// not the person alone.
func isParty(word string) bool { return word != Self }

// words gives a list that is known. Who has no income at all has the income
// "none".
func (p Person) words(f Fact) []string {
	list := p.List(f)
	if f == Incomes && len(list) == 0 {
		return noIncome
	}
	return list
}

var noIncome = []string{NoIncome}

func shares(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}
