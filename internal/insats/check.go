package insats

import (
	"fmt"
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// check gives what is wrong with an insats: days and months upside down, and
// groups of criteria that nobody can satisfy.
func check(b record.Body) []fault.Field {
	x := b.(*Insats)
	var faults []fault.Field
	if x.Starts != "" && x.Ends != "" && x.Ends.Last().Before(x.Starts.First()) {
		faults = append(faults, fault.Field{Path: "ends", Key: "record.ends_before", Args: []any{x.Ends, x.Starts}})
	}
	if least, most := x.DurationMonthsMin, x.DurationMonthsMax; least != nil && most != nil && *most < *least {
		faults = append(faults, fault.Field{Path: "duration_months_max", Key: "insats.months_upside_down", Args: []any{*least, *most}})
	}
	for i := range x.Eligibility {
		for _, f := range x.Eligibility[i].faults() {
			f.Path = fmt.Sprintf("eligibility[%d].%s", i, f.Path)
			faults = append(faults, f)
		}
	}
	for i, e := range x.Examples {
		for _, f := range e.Faults() {
			f.Path = fmt.Sprintf("examples[%d].%s", i, f.Path)
			faults = append(faults, f)
		}
	}
	return faults
}

// apart are the statuses that nobody is in at once.
var apart = [][2]string{{"neither_work_nor_study", "in_upper_secondary"}, {"neither_work_nor_study", "in_compulsory_school"},
	{"in_compulsory_school", "in_upper_secondary"}}

// faults gives why nobody can satisfy the group: its ages upside down, every word
// that it asks for excluded by the group itself, or two that exclude each other.
func (g *Criteria) faults() []fault.Field {
	faults := party.CheckAges(g.AgeMin, g.AgeMax)
	for _, pair := range []struct {
		field     string
		any, none []string
	}{{"incomes_none", g.IncomesAny, g.IncomesNone}, {"conditions_none", g.ConditionsAny, g.ConditionsNone}} {
		if len(pair.any) > 0 && within(pair.any, pair.none) {
			faults = append(faults, fault.Field{Path: pair.field, Key: "insats.nobody." + pair.field})
		}
	}
	for _, pair := range apart {
		if within(pair[:], g.StatusesAll) {
			faults = append(faults, fault.Field{Path: "statuses_all", Key: "insats.nobody." + pair[0] + "." + pair[1]})
		}
	}
	if within(Incomes.Words(), g.IncomesNone) {
		faults = append(faults, fault.Field{Path: "incomes_none", Key: "insats.nobody.every_income"})
	}
	return faults
}

func within(all, list []string) bool {
	return !slices.ContainsFunc(all, func(w string) bool { return !slices.Contains(list, w) })
}
