package insats

import (
	"testing"
)

// pairs is how many pairs of a person and an insats the engine and the index are
// held against the definition with.
const pairs = 1_000_000

func TestEngineAndIndexAgreeWithTheDefinition(t *testing.T) {
	c := newChance(1)
	catalogue := c.catalogue(2000)
	x := NewIndex(catalogue)
	if x.Len() != len(catalogue) {
		t.Fatalf("%d of %d insatser are in the index", x.Len(), len(catalogue))
	}
	count := map[Value]int{}
	for range pairs / len(catalogue) {
		p := c.person()
		a := x.Answer(p)
		byIndex := map[*Insats]Value{}
		for _, one := range a.List(a.Yes, len(catalogue)) {
			byIndex[one] = Yes
		}
		for _, one := range a.List(a.Depends, len(catalogue)) {
			byIndex[one] = Depends
		}
		if len(byIndex) != a.YesCount+a.DependsCount || len(a.List(a.No, len(catalogue))) != a.NoCount || len(byIndex)+a.NoCount != len(catalogue) {
			t.Fatalf("the sets of %+v do not fit their counts", p)
		}
		for _, one := range catalogue {
			want := slowly(one, p)
			count[want]++
			if got := Judge(one, p).Value; got != want {
				t.Fatalf("the engine says %s, the definition %s: %+v\n%+v", got, want, p, one.Eligibility)
			}
			if byIndex[one] != want {
				t.Fatalf("the index says %s, the definition %s: %+v\n%+v", byIndex[one], want, p, one.Eligibility)
			}
		}
	}
	for _, v := range []Value{Yes, Depends, No} {
		if count[v] < pairs/100 {
			t.Errorf("only %d pairs are %s: the test tries too little", count[v], v)
		}
	}
}

// What is known more never makes an answer that was settled hang on something.
func TestMoreFactsNeverUnsettle(t *testing.T) {
	c := newChance(2)
	for range 60_000 {
		x, p := c.insats(0), c.person()
		before := Judge(x, p)
		for _, more := range withOneMore(c, p) {
			if after := Judge(x, more); before.Value != Depends && after.Value != before.Value {
				t.Fatalf("%s becomes %s:\n%+v\n%+v\n%+v", before.Value, after.Value, p, more, x.Eligibility)
			} else if before.Judged && after.Value == Yes {
				t.Fatalf("facts made yes of what must be judged:\n%+v\n%+v\n%+v", p, more, x.Eligibility)
			}
		}
	}
}

// withOneMore gives the person with each of the facts that are not known.
func withOneMore(c chance, p Person) []Person {
	var all []Person
	for _, f := range Facts() {
		more := p
		switch {
		case p.Knows(f):
			continue
		case f == Municipality:
			more.Municipality = testTowns[c.IntN(len(testTowns))]
		case f == Age:
			more.Age = c.age()
		case f == Enrolled:
			more = p.With(f, c.some(schools, 1))
		default:
			more = p.With(f, c.some(f.Words(), 1))
		}
		all = append(all, more)
	}
	return all
}

// Every answer says why, or what it hangs on.
func TestAnswersExplainThemselves(t *testing.T) {
	c := newChance(3)
	for range 100_000 {
		x, p := c.insats(0), c.person()
		v := Judge(x, p)
		switch {
		case v.Value == No && len(v.Because) == 0,
			v.Value == Depends && (len(v.On) == 0 || len(v.Because) > 0),
			v.Value != Depends && (len(v.On) > 0 || v.Judged):
			t.Fatalf("%s because %v on %v: %+v %+v", v.Value, v.Because, v.On, p, x.Eligibility)
		}
		for _, r := range v.On {
			if !r.Fact.IsJudged() && p.Knows(r.Fact) {
				t.Fatalf("it hangs on %s, which is known: %+v", r.Fact, p)
			}
		}
	}
}

// A group read back out of the bits of the index is the group.
func TestIndexKeepsEveryGroup(t *testing.T) {
	c := newChance(4)
	x := NewIndex(c.catalogue(500))
	for k, l := range x.layers {
		for i := range l.n {
			if want, got := compile(&x.all[i].Groups()[k]), l.row(i); got != want {
				t.Fatalf("%+v is kept as %+v", want, got)
			}
		}
	}
}
