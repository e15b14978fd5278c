package insats

import (
	"fmt"
	"reflect"
	"slices"

	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Answered is an example with what the criteria answer for it.
type Answered struct {
	*Example
	Is Value
}

// Try answers for each of the examples of an insats.
func (x *Insats) Try() []Answered {
	all := make([]Answered, len(x.Examples))
	for i := range x.Examples {
		all[i] = Answered{&x.Examples[i], Judge(x, x.Examples[i].Person).Value}
	}
	return all
}

// AsExpected tells whether the answer is the one that the example expects.
func (t Answered) AsExpected() bool { return t.Is.String() == t.Answer }

// doubts gives what whoever writes an insats must be sure of: the examples for
// which the answer alters, and those for which it is not, and was not known to
// be other than, what they expect.
func doubts(old, next record.Body) []fault.Field {
	var before []Answered
	if old != nil {
		before = old.(*Insats).Try()
	}
	var all []fault.Field
	for i, t := range next.(*Insats).Try() {
		say := func(how, from string) {
			all = append(all, fault.Field{Path: fmt.Sprintf("examples[%d].answer", i),
				Key: "insats.example." + how + "." + from + "." + t.Is.String(), Args: []any{t.Description}})
		}
		was := t.among(before)
		if was != nil && was.Is != t.Is {
			say("alters", was.Is.String())
		}
		if !t.AsExpected() && (was == nil || was.Is != t.Is || was.Answer != t.Answer) {
			say("unexpected", t.Answer)
		}
	}
	return all
}

// among finds an example among those of an earlier version: the one that is
// described so, or else the one of the same facts; nil if it is new.
func (t Answered) among(before []Answered) *Answered {
	for _, same := range []func(b Answered) bool{
		func(b Answered) bool { return b.Description == t.Description },
		func(b Answered) bool { return reflect.DeepEqual(b.Person, t.Person) },
	} {
		if i := slices.IndexFunc(before, same); i >= 0 {
			return &before[i]
		}
	}
	return nil
}
