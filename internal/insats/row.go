package insats

import (
	"slices"
)

// row is a group of criteria compiled: a bit for each word. Places and
// enrolments, of which there may be any number, are only marked; an index keeps
// lists of them.
type row struct {
	lists    [lists]uint32
	from, to uint8 // ages; 0 and oldest where an end is open
	marks    uint8
}

// oldest stands for an upper age limit that there is not: the highest number of
// the bits that ages are kept in.
const oldest = 1<<ageBits - 1

const ageBits = 7

// The lists of a row.
const (
	incomesAny = iota
	incomesNone
	decisionsAny
	referralAny
	conditionsAny
	conditionsNone
	statusesAny
	statusesAll
	lists
)

// The marks of a row.
const (
	placed   = 1 << iota // only in some municipalities
	enrolled             // only for who is enrolled somewhere
	judged               // something must be judged
	aged                 // there is an age span
)

// how a list decides: any of its words must be so, none, or all.
type how int

const (
	anyOf how = iota
	noneOf
	allOf
)

// listing says of each list which fact it goes by, and how.
var listing = [lists]struct {
	fact Fact
	how  how
	list func(g *Criteria) []string
}{
	incomesAny:     {Incomes, anyOf, func(g *Criteria) []string { return g.IncomesAny }},
	incomesNone:    {Incomes, noneOf, func(g *Criteria) []string { return g.IncomesNone }},
	decisionsAny:   {Decisions, anyOf, func(g *Criteria) []string { return g.DecisionsAny }},
	referralAny:    {Referral, anyOf, func(g *Criteria) []string { return g.ReferralAny }},
	conditionsAny:  {Conditions, anyOf, func(g *Criteria) []string { return g.ConditionsAny }},
	conditionsNone: {Conditions, noneOf, func(g *Criteria) []string { return g.ConditionsNone }},
	statusesAny:    {Statuses, anyOf, func(g *Criteria) []string { return g.StatusesAny }},
	statusesAll:    {Statuses, allOf, func(g *Criteria) []string { return g.StatusesAll }},
}

// bitsOf gives the bits of words of a fact.
func bitsOf(f Fact, words []string) uint32 {
	if len(words) == 0 {
		return 0
	}
	var set uint32
	known := f.Words()
	for _, w := range words {
		if i := slices.Index(known, w); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// everyParty are the words of referral that any party stands for.
var everyParty = bitsOf(Referral, slices.DeleteFunc(slices.Clone(Referral.Words()), func(w string) bool { return !isParty(w) }))

func compile(g *Criteria) row {
	r := row{to: oldest}
	for i, l := range listing {
		r.lists[i] = bitsOf(l.fact, l.list(g))
	}
	if slices.Contains(g.ReferralAny, AnyParty) {
		r.lists[referralAny] |= everyParty
	}
	if g.AgeMin != nil {
		r.from, r.marks = uint8(min(*g.AgeMin, oldest)), aged
	}
	if g.AgeMax != nil {
		r.to, r.marks = uint8(min(*g.AgeMax, oldest)), r.marks|aged
	}
	if g.AgeNote != "" && r.marks&aged == 0 || g.Residence != "" || g.Other != "" {
		r.marks |= judged
	}
	if len(g.Municipalities) > 0 {
		r.marks |= placed
	}
	if len(g.EnrolledAny) > 0 {
		r.marks |= enrolled
	}
	return r
}
