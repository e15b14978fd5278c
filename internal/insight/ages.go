package insight

import (
	"math/bits"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// The ages that the collaboration is asked about: from when the duties of
// compulsory school end, to when most leave working life. Both are in years.
const (
	Youngest = 16
	Eldest   = 66
)

// eldestOfAll is above every age that a span can end at (party.CheckAges).
const eldestOfAll = 120

// Span is some ages in a row, in years, both ends within.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Years is how many ages a span has.
func (s Span) Years() int { return s.To - s.From + 1 }

// Sentence says the span in words.
func (s Span) Sentence() Sentence {
	switch {
	case s.From == s.To:
		return say("insight.age", s.From)
	case s.From <= Youngest && s.To >= Eldest:
		return say("insight.ages_all")
	case s.To >= Eldest:
		return say("insight.ages_from", s.From)
	}
	return say("insight.ages", s.From, s.To)
}

// How it is known for which ages something is.
const (
	AgesOwn     = "own"           // it says so itself
	AgesByGroup = "target_groups" // its target groups say so
	AgesUnsaid  = "unsaid"        // nobody has said, so it is taken to be for all
)

// ageSet is a set of ages, a bit a year.
type ageSet [2]uint64

func agesBetween(from, to int) ageSet {
	var s ageSet
	for age := max(from, 0); age <= min(to, eldestOfAll); age++ {
		s.add(age)
	}
	return s
}

var allAges = agesBetween(0, eldestOfAll)

func agesOf(from, to *int) ageSet {
	a, b := 0, eldestOfAll
	if from != nil {
		a = *from
	}
	if to != nil {
		b = *to
	}
	return agesBetween(a, b)
}

func (s *ageSet) add(age int)         { s[age/64] |= 1 << (age % 64) }
func (s ageSet) has(age int) bool     { return s[age/64]&(1<<(age%64)) != 0 }
func (s ageSet) and(o ageSet) ageSet  { return ageSet{s[0] & o[0], s[1] & o[1]} }
func (s ageSet) or(o ageSet) ageSet   { return ageSet{s[0] | o[0], s[1] | o[1]} }
func (s ageSet) less(o ageSet) ageSet { return ageSet{s[0] &^ o[0], s[1] &^ o[1]} }
func (s ageSet) count() int           { return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) }
func (s ageSet) isEmpty() bool        { return s == ageSet{} }

// spans gives the set as spans, the youngest first.
func (s ageSet) spans() []Span {
	spans := []Span{}
	for age := 0; age <= eldestOfAll; age++ {
		if !s.has(age) {
			continue
		}
		if n := len(spans); n > 0 && spans[n-1].To == age-1 {
			spans[n-1].To = age
		} else {
			spans = append(spans, Span{age, age})
		}
	}
	return spans
}

// agesOfForum gives the ages that a forum is for, and how that is known. It is
// the rule of party.ForAge for all ages at once: its own span decides; without
// one, those whom any of its target groups is for; and a target group of which
// no ages are told takes everybody, as does a forum of which nothing is told.
// The last two are marked as unsaid, for the forum may well be for fewer.
func agesOfForum(v *record.View, f *forum.Forum) (ageSet, string) {
	if f.AgeMin != nil || f.AgeMax != nil {
		return agesOf(f.AgeMin, f.AgeMax), AgesOwn
	}
	var ages ageSet
	known, open := false, len(f.TargetGroups) == 0
	for _, id := range f.TargetGroups {
		if t := party.TargetGroups.Find(v, id); t != nil {
			ages, known = ages.or(agesOf(t.AgeMin, t.AgeMax)), true
			open = open || t.AgeMin == nil && t.AgeMax == nil
		}
	}
	if open || !known {
		return allAges, AgesUnsaid
	}
	return ages, AgesByGroup
}
