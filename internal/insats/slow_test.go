package insats

// slowly is the definition of the format written out as plainly as can be, to
// hold the engine and the index against: a person qualifies if every criterion of
// any group holds; a criterion of which nothing is known, or that somebody must
// judge, may hold.
func slowly(x *Insats, p Person) Value {
	if len(x.Eligibility) == 0 {
		return Yes
	}
	best := No
	for _, g := range x.Eligibility {
		group := Yes
		for _, criterion := range []Value{
			slowPlace(g, p), slowText(g.Residence), slowAge(g, p),
			slowAny(g.IncomesAny, slowIncomes(p)), slowNone(g.IncomesNone, slowIncomes(p)), slowAny(g.DecisionsAny, p.Decisions),
			slowReferral(g, p), slowAny(g.ConditionsAny, p.Conditions), slowNone(g.ConditionsNone, p.Conditions),
			slowAny(g.StatusesAny, p.Statuses), slowAll(g.StatusesAll, p.Statuses), slowAny(g.EnrolledAny, p.Enrolled), slowText(g.Other),
		} {
			if criterion < group {
				group = criterion
			}
		}
		if group > best {
			best = group
		}
	}
	return best
}

func slowText(text string) Value {
	if text != "" {
		return Depends
	}
	return Yes
}

func slowPlace(g Criteria, p Person) Value {
	if p.Municipality == "" {
		return slowAny(g.Municipalities, nil)
	}
	return slowAny(g.Municipalities, []string{p.Municipality})
}

func slowAge(g Criteria, p Person) Value {
	if g.AgeMin == nil && g.AgeMax == nil {
		return slowText(g.AgeNote)
	}
	if p.Age == nil {
		return Depends
	}
	if g.AgeMin != nil && *p.Age < *g.AgeMin || g.AgeMax != nil && *p.Age > *g.AgeMax {
		return No
	}
	return Yes
}

// Who has no income at all has the income "none".
func slowIncomes(p Person) []string {
	if p.Incomes != nil && len(p.Incomes) == 0 {
		return []string{"none"}
	}
	return p.Incomes
}

// Any party is whoever may refer but the person alone.
func slowReferral(g Criteria, p Person) Value {
	if slowAny(g.ReferralAny, p.Referral) != No {
		return slowAny(g.ReferralAny, p.Referral)
	}
	for _, asked := range g.ReferralAny {
		for _, has := range p.Referral {
			if asked == "any_party" && has != "self" {
				return Yes
			}
		}
	}
	return No
}

func slowAny(asked, has []string) Value {
	if len(asked) == 0 {
		return Yes
	}
	if has == nil {
		return Depends
	}
	for _, a := range asked {
		for _, h := range has {
			if a == h {
				return Yes
			}
		}
	}
	return No
}

func slowNone(asked, has []string) Value {
	if len(asked) == 0 {
		return Yes
	}
	return Yes - slowAny(asked, has)
}

func slowAll(asked, has []string) Value {
	worst := Yes
	for _, a := range asked {
		if v := slowAny([]string{a}, has); v < worst {
			worst = v
		}
	}
	return worst
}
