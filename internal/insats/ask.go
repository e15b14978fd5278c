package insats

import (
	"cmp"
	"slices"
)

// Question is what is worth asking: a fact, or two that are asked for in one
// breath.
type Question struct {
	Facts   []Fact
	Words   []string // of the criteria that it would settle, in the order of the format
	Open    int      // how many insatser hang on it
	Settles float64  // how many of them an answer settles, on an average
}

// topics are the facts by what is asked in one question. Who refers somebody and
// where she is enrolled is one: with which authorities she is in contact. So from
// municipality and age no more than five questions lead to a list that no fact
// changes any more.
var topics = [][]Fact{{Municipality}, {Age}, {Incomes}, {Decisions}, {Conditions}, {Statuses}, {Referral, Enrolled}}

// AskNext gives the facts that are not known and that answers hang on, the one
// that settles most first. How much a fact settles is tried out: half of those
// who are asked are taken to have none of the words that matter, and the rest one
// of them each.
func AskNext(verdicts []Verdict, p Person) []Question {
	var hanging []hangs
	for _, v := range verdicts {
		if v.Value == Depends {
			hanging = append(hanging, hangsOn(v.Insats, p))
		}
	}
	var all []Question
	for _, topic := range topics {
		open := slices.DeleteFunc(slices.Clone(topic), p.Knows)
		if q := weigh(open, hanging, p); q.Open > 0 {
			all = append(all, q)
		}
	}
	slices.SortStableFunc(all, func(a, b Question) int { return cmp.Compare(b.Settles, a.Settles) })
	return all
}

// hangs are the groups of an insats that are still possible, each with the
// criteria that are not settled.
type hangs [][]Criterion

func hangsOn(x *Insats, p Person) hangs {
	var h hangs
	for _, g := range x.Groups() {
		criteria := g.Criteria()
		if valueOf(criteria, p) == Depends {
			h = append(h, slices.DeleteFunc(criteria, func(c Criterion) bool { return c.Of(p) == Yes }))
		}
	}
	return h
}

// on gives the words that hang on a fact; is is false if nothing does.
func (h hangs) on(f Fact) (words []string, is bool) {
	for _, open := range h {
		for _, c := range open {
			if c.Fact == f {
				words, is = append(words, c.Words...), true
			}
		}
	}
	return words, is
}

// settledBy tells whether an answer to some facts settles it.
func (h hangs) settledBy(facts []Fact, p Person) bool {
	possible := false
	for _, open := range h {
		value := Yes
		for _, c := range open {
			if slices.Contains(facts, c.Fact) {
				value = min(value, c.Of(p))
			} else {
				value = min(value, Depends)
			}
		}
		if value == Yes {
			return true
		}
		possible = possible || value == Depends
	}
	return !possible
}

func weigh(facts []Fact, hanging []hangs, p Person) Question {
	var q Question
	var mine []hangs
	words := map[Fact][]string{}
	for _, h := range hanging {
		hung := false
		for _, f := range facts {
			if more, is := h.on(f); is {
				words[f], hung = append(words[f], more...), true
			}
		}
		if hung {
			mine = append(mine, h)
		}
	}
	for _, f := range facts {
		if list, is := words[f]; is {
			words[f] = inOrder(f, list)
			q.Facts, q.Words = append(q.Facts, f), append(q.Words, words[f]...)
		}
	}
	q.Open = len(mine)
	answers := answersTo(q.Facts, words, p)
	for i, answered := range answers {
		share := shareOf(i, len(answers))
		for _, h := range mine {
			if h.settledBy(q.Facts, answered) {
				q.Settles += share
			}
		}
	}
	return q
}

// shareOf is how many of those who are asked give an answer: half of them the
// first, and the others alike.
func shareOf(i, answers int) float64 {
	switch {
	case answers == 1:
		return 1
	case i == 0:
		return 0.5
	}
	return 0.5 / float64(answers-1)
}

// Elsewhere is a word that no criterion names: somebody has something else than
// what is asked for.
const Elsewhere = "-"

// agesTried are the ages that stand for all others.
var agesTried = []int{40, 18, 24, 29, 62}

// answersTo gives the person with each of the answers that are tried, first that
// none of the words is so.
func answersTo(facts []Fact, words map[Fact][]string, p Person) []Person {
	var all []Person
	for _, f := range facts {
		switch f {
		case Municipality:
			p.Municipality = Elsewhere
			return []Person{p}
		case Age:
			for _, age := range agesTried {
				p.Age = &age
				all = append(all, p)
			}
			return all
		}
		p = p.With(f, []string{Elsewhere})
	}
	all = append(all, p)
	for _, f := range facts {
		for _, w := range words[f] {
			all = append(all, p.With(f, []string{w}))
		}
	}
	return all
}

// inOrder gives the words, each once, in the order of the format.
func inOrder(f Fact, words []string) []string {
	order := f.Words()
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a), slices.Index(order, b)), cmp.Compare(a, b))
	})
	return slices.Compact(words)
}
