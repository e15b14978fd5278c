package insatsweb

import (
	"slices"
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// group is one group of criteria, all of which must hold.
type group struct {
	Title string // "" where there is only one
	Terms web.Definitions
}

// groups says whom an insats is for; none if no criteria are told.
func (s sight) groups(x *insats.Insats) []group {
	var all []group
	for i := range x.Eligibility {
		g := group{Terms: s.terms(&x.Eligibility[i])}
		if len(x.Eligibility) > 1 {
			g.Title = s.T("insatsweb.alternative", i+1)
		}
		all = append(all, g)
	}
	return all
}

// basics is what one asks of every insats: what is not told of it is said not to
// be told.
var basics = []struct {
	key   string
	facts []insats.Fact
}{
	{"insatsweb.municipality", []insats.Fact{insats.Municipality, insats.Residence}},
	{"insatsweb.age", []insats.Fact{insats.Age, insats.AgeNote}},
	{"insatsweb.income", []insats.Fact{insats.Incomes}},
}

// terms says the criteria of a group: where, how old and on what income first,
// then the others, and last what somebody must judge.
func (s sight) terms(g *insats.Criteria) web.Definitions {
	left := g.Criteria()
	var said web.Definitions
	for _, b := range basics {
		n := len(said)
		for _, c := range left {
			if slices.Contains(b.facts, c.Fact) {
				said = append(said, s.term(g, c))
			}
		}
		left = slices.DeleteFunc(left, func(c insats.Criterion) bool { return slices.Contains(b.facts, c.Fact) })
		if len(said) == n {
			said = append(said, web.Say(s.T(b.key), s.T("insatsweb.unsaid")))
		}
	}
	for _, c := range left {
		said = append(said, s.term(g, c))
	}
	return said
}

// term says one criterion.
func (s sight) term(g *insats.Criteria, c insats.Criterion) web.Definition {
	cell := web.Cell{Text: page.UpperFirst(c.What(s.Lang))}
	switch {
	case c.Fact == insats.AgeNote:
		cell.Note = s.T("insatsweb.age_unknown")
	case c.Fact.IsJudged():
		cell.Note = s.T("insatsweb.judged")
	case c.Fact == insats.Age:
		cell.Note = g.AgeNote
	case c.Fact == insats.Municipality:
		cell = web.Cell{Links: page.PlaceLinks(c.Words)}
	}
	return web.Definition{Term: s.T("insatsweb.criterion."+c.Field, len(c.Words)), Cells: []web.Cell{cell}}
}

// The most that a row of the list says of whom an insats is for.
const (
	mostGroups = 3
	mostParts  = 2
)

// inBrief says in a few words whom an insats is for, a group each.
func (s sight) inBrief(x *insats.Insats) []string {
	var all []string
	for i := range x.Eligibility {
		if said := s.groupInBrief(&x.Eligibility[i]); !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	if len(all) > mostGroups {
		return append(all[:mostGroups], "…")
	}
	return all
}

// groupInBrief says ages and incomes first, then what else there is room for,
// and that there is something to judge. Where it is has a column of its own.
func (s sight) groupInBrief(g *insats.Criteria) string {
	var basic, other, judged []string
	for _, c := range g.Criteria() {
		switch {
		case c.Fact == insats.Municipality:
		case isBasic(c.Fact):
			basic = append(basic, c.InFewWords(s.Lang))
		case c.Fact.IsJudged():
			judged = append(judged, c.InFewWords(s.Lang))
		default:
			other = append(other, c.InFewWords(s.Lang))
		}
	}
	parts := append(basic, other...)
	if len(parts) > mostParts {
		parts = append(parts[:mostParts], "…")
	}
	switch {
	case len(parts)+len(judged) == 0:
		return s.T("insatsweb.all_there")
	case len(parts) == 0:
		parts = judged[:1]
	case len(judged) > 0:
		parts = append(parts, s.T("insatsweb.brief.judged"))
	}
	return page.UpperFirst(strings.Join(parts, "; "))
}

func isBasic(f insats.Fact) bool {
	return f == insats.Age || f == insats.AgeNote || f == insats.Incomes
}
