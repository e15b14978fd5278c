package insats

import "slices"

// Verdict is the answer to whether a person qualifies for an insats.
type Verdict struct {
	Insats *Insats
	Value  Value
	// Because are the criteria that decided: those of the group that holds, or
	// those by which each group fails; none if it is open to all.
	Because []Reason
	// On are the criteria that an answer hangs on which are not settled.
	On []Reason
	// Judged is true where the answer can never be yes by facts alone: in each
	// group that is still possible there is something that somebody must judge.
	Judged bool
}

// Reason is a criterion with how it went for a person.
type Reason struct {
	Criterion
	Value Value
	Group int // which of the insats' groups it belongs to, from 0
}

// Judge answers whether a person qualifies for an insats.
func Judge(x *Insats, p Person) Verdict {
	v := Verdict{Insats: x, Judged: true}
	for i, g := range x.Groups() {
		criteria := g.Criteria()
		switch value := valueOf(criteria, p); {
		case value == Yes:
			return Verdict{Insats: x, Value: Yes, Because: reasons(nil, criteria, i, p, Yes)}
		case value == Depends:
			v.Value = Depends
			v.Judged = v.Judged && slices.ContainsFunc(criteria, func(c Criterion) bool { return c.Fact.IsJudged() })
			v.On = reasons(v.On, criteria, i, p, Depends)
		default:
			v.Because = reasons(v.Because, criteria, i, p, No)
		}
	}
	if v.Value == Depends {
		v.Because = nil
	}
	v.Judged = v.Judged && v.Value == Depends
	return v
}

// valueOf is the value of a group: every criterion in it.
func valueOf(criteria []Criterion, p Person) Value {
	value := Yes
	for _, c := range criteria {
		if value = min(value, c.Of(p)); value == No {
			break
		}
	}
	return value
}

// reasons adds the criteria of a group that went one way, each once.
func reasons(to []Reason, criteria []Criterion, group int, p Person, went Value) []Reason {
	for _, c := range criteria {
		if c.Of(p) == went && !slices.ContainsFunc(to, c.saidBy) {
			to = append(to, Reason{c, went, group})
		}
	}
	return to
}

// saidBy tells whether a reason says the same already.
func (c Criterion) saidBy(r Reason) bool {
	return r.Field == c.Field && slices.Equal(r.Words, c.Words) && same(r.From, c.From) && same(r.To, c.To)
}

func same(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }
