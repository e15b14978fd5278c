package insats

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"samkarta/internal/record"
)

var testTowns = []string{"0604", "0643", "1231", "1261", "1262", "1281"}

// chance makes up insatser and persons; the same for the same seed.
type chance struct{ *rand.Rand }

func newChance(seed uint64) chance { return chance{rand.New(rand.NewPCG(seed, 4))} }

func (c chance) one(times int) bool { return c.IntN(times) == 0 }

// some gives up to three of the words, mostly none.
func (c chance) some(words []string, rarely int) []string {
	if !c.one(rarely) {
		return nil
	}
	var list []string
	for range 1 + c.IntN(3) {
		if w := words[c.IntN(len(words))]; !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

var schools = []string{"employment_service", "peak", "arbete_forsorjning", "fontanhuset"}

func (c chance) age() *int {
	age := c.IntN(70)
	return &age
}

func (c chance) criteria() Criteria {
	word := record.Vocabulary
	g := Criteria{Municipalities: c.some(testTowns, 2), IncomesAny: c.some(word("income"), 4), IncomesNone: c.some(word("income"), 8),
		DecisionsAny: c.some(word("decision"), 6), ReferralAny: c.some(word("referral"), 5), ConditionsAny: c.some(word("condition"), 5),
		ConditionsNone: c.some(word("condition"), 9), StatusesAny: c.some(word("person_status"), 5), StatusesAll: c.some(word("person_status"), 9),
		EnrolledAny: c.some(schools, 7)}
	if c.one(3) {
		g.AgeMin = c.age()
	}
	if c.one(3) {
		g.AgeMax = c.age()
	}
	if c.one(8) {
		g.AgeNote = "unga"
	}
	if c.one(9) {
		g.Other = "Behöver stöd."
	}
	if c.one(20) {
		g.Residence = "Lunds stift"
	}
	return g
}

func (c chance) insats(i int) *Insats {
	x := &Insats{Name: fmt.Sprintf("Insats %d", i), Stage: Stages()[c.IntN(7)], Provider: fmt.Sprintf("part-%d", c.IntN(3))}
	x.ID = fmt.Sprintf("i-%d", i)
	for range c.IntN(4) {
		x.Eligibility = append(x.Eligibility, c.criteria())
	}
	return x
}

func (c chance) catalogue(n int) []*Insats {
	all := make([]*Insats, n)
	for i := range all {
		all[i] = c.insats(i)
	}
	return all
}

// list gives what is known of a list: nothing, none, or some words.
func (c chance) list(words []string) []string {
	if c.one(3) {
		return nil
	}
	return append([]string{}, c.some(words, 1+c.IntN(2))...)
}

func (c chance) person() Person {
	word := record.Vocabulary
	p := Person{Incomes: c.list(word("income")), Decisions: c.list(word("decision")), Conditions: c.list(word("condition")),
		Statuses: c.list(word("person_status")), Referral: c.list(word("referral")), Enrolled: c.list(schools)}
	if !c.one(4) {
		p.Municipality = testTowns[c.IntN(len(testTowns))]
	}
	if !c.one(4) {
		p.Age = c.age()
	}
	return p
}
