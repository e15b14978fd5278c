package contact

import (
	"cmp"
	"math"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// How ways are ranked. Every way starts with the points of what it goes by, and
// each thing that is known of it adds points or takes some off; the way with the
// most stands first. Nothing else decides: the table below is all there is, a
// way's Reasons are the lines of it that were used, and their points add up to
// its Score. The texts of the keys say why in words.
//
//   - What is told of as a way comes before what the map only makes likely, and
//     a function that outlives whoever holds it before a named colleague.
//   - What is for just these two comes before what is for anybody of their kind.
//   - What is old may be wrong, and what hangs on one person ends with her: each
//     can put a good way behind an ordinary one, not behind every one.
//   - Two steps are never better than the weaker of them.
var points = map[string]float64{
	// What it goes by, as it was told.
	"way.via_mailbox": 100, "way.via_direct_line": 96, "way.via_function": 92, "way.via_coordinator": 84,
	"way.via_forum": 72, "way.via_colocation": 70, "way.via_caseworker": 60, "way.via_unknown": 40,
	// What the map makes likely.
	"way.forum_shared": 48, "way.colocated": 50, "way.colleague": 70,

	// How to use it is known.
	"way.has_channel": 8, "way.has_function": 3,
	// How easy it is, as it was told.
	"way.ease_easy": 12, "way.ease_fairly_easy": 6, "way.ease_mixed": -4, "way.ease_fairly_hard": -12, "way.ease_hard": -20,

	// For whom it is.
	"way.from_whole": -4, "way.from_part": -6, "way.from_kind": -12,
	"way.into_part": -4, "way.into_whole": -10, "way.into_kind": -14,
	"way.told_elsewhere": -24,

	// What is known of the forum or the house.
	"way.mine_whole": -6, "way.mine_part": -3, "way.theirs_whole": -8, "way.theirs_part": -3, "way.house_part": -3,
	"way.formal": 6, "way.meets_often": 4, "way.meets_seldom": -8, "way.unclear": -25,
	"way.for_cases": 6, "way.not_for_cases": -20, "way.only_informs": -14,

	// The person it is about.
	"way.for_the_person": 8, "way.not_for_age": -30,

	// How far it can be trusted.
	"way.person_bound": -25, "way.not_person_bound": 4,
	"way.fresh": 0, "way.aging": 0, "way.stale": -staleness,

	// Two steps.
	"way.chain": -40, "way.chain_colleague": -15,
}

// staleness is what a way loses that nobody has confirmed for two years; what
// is ageing loses its share of it.
const staleness = 30

// Times a year from which a forum meets often, and up to which it meets seldom.
const (
	often  = 10
	seldom = 2
)

// Reason is one reason for a way's place in the list: a text with arguments,
// and the points that it gives or takes.
type Reason struct {
	Key    string
	Args   []any
	Points float64
}

// Say gives the reason in words.
func (r Reason) Say(l *text.Lang) string { return l.T(r.Key, r.Args...) }

// Rule is one line of the ranking.
type Rule struct {
	Key    string
	Points float64
}

// Ranking lists the rules by which ways are ranked, those that give most first.
func Ranking() []Rule {
	rules := make([]Rule, 0, len(points))
	for key, n := range points {
		rules = append(rules, Rule{key, n})
	}
	slices.SortFunc(rules, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.Key, b.Key))
	})
	return rules
}

func (w *Way) because(key string, args ...any) { w.add(key, points[key], args...) }

func (w *Way) add(key string, n float64, args ...any) {
	w.Score += n
	w.Reasons = append(w.Reasons, Reason{key, args, n})
}

// better sorts ways, best first; no two are alike, so that the order is always
// the same.
func better(a, b Way) int {
	if by := cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Freshness, a.Freshness)); by != 0 {
		return by
	}
	return cmp.Compare(a.key(), b.key())
}

// key names a way among the ways of one answer.
func (w Way) key() string {
	switch {
	case w.Path != nil:
		return "path " + w.Path.ID
	case w.Forum != nil:
		return "forum " + w.Forum.ID
	case w.House != nil:
		return "house " + w.House.Told.ID + " " + w.House.Actor + " " + w.House.Extent
	}
	return "over " + w.Over
}

func (w *Way) rankPath(p *Path, from, into nearness) {
	w.because("way.via_" + cmp.Or(p.Via, "unknown"))
	if slices.ContainsFunc(p.Channels, func(c Channel) bool { return c.Value != "" }) {
		w.because("way.has_channel")
	}
	if p.Function != "" {
		w.because("way.has_function", p.Function)
	}
	if p.Ease != "" {
		w.because("way.ease_" + p.Ease)
	}
	w.whose("way.from_", from)
	w.whose("way.into_", into)
}

func (w *Way) whose(prefix string, near nearness) {
	switch near {
	case aPart:
		w.because(prefix + "part")
	case theWhole:
		w.because(prefix + "whole")
	case general:
		w.because(prefix + "kind")
	}
}

func (w *Way) rankForum(f *forum.Forum, from, into nearness) {
	w.because("way.forum_shared")
	w.whose("way.mine_", from)
	w.whose("way.theirs_", into)
	if f.KnownFormality() == "formal" {
		w.because("way.formal")
	}
	w.rankRhythm(f.Frequency)
	switch {
	case f.Level == "strategic" || f.Level == "political":
		w.because("way.not_for_cases")
	case f.Type == "training" || f.Type == "information_meeting":
		w.because("way.only_informs")
	case f.Level == "individual":
		w.because("way.for_cases")
	}
	if f.KnownStatus() == "unclear" {
		w.because("way.unclear")
	}
}

func (w *Way) rankRhythm(f *forum.Frequency) {
	if f == nil {
		return
	}
	switch times := f.PerYear(); {
	case times.Min != nil && *times.Min >= often:
		w.because("way.meets_often")
	case times.Max != nil && *times.Max <= seldom:
		w.because("way.meets_seldom")
	}
}

// rankUnit looks at whether the unit that a way leads to is for the person.
func (w *Way) rankUnit(v *record.View, u *party.Unit, q Question) {
	if q.Age != nil && !party.ForAge(v, u.AgeMin, u.AgeMax, u.TargetGroups, *q.Age) {
		w.because("way.not_for_age")
	}
	if suits(v, u.TargetGroups, q.Situation) {
		w.because("way.for_the_person")
	}
}

// rankTrust takes off for what hangs on one person (nil: not said) and for what
// is old.
func (w *Way) rankTrust(personBound *bool) {
	switch {
	case personBound == nil:
	case *personBound:
		w.because("way.person_bound")
	default:
		w.because("way.not_person_bound")
	}
	switch w.Freshness {
	case 1:
		w.because("way.fresh")
	case 0:
		w.because("way.stale")
	default:
		w.add("way.aging", 0-math.Round(staleness*(1-w.Freshness)))
	}
}

// rankChain ranks two steps by the weaker one. That they hang on one person or
// are old is in that one's points already, so it is said without taking more.
func (w *Way) rankChain() {
	weaker := slices.MinFunc(w.Steps, func(a, b Way) int { return cmp.Compare(a.Score, b.Score) })
	w.add("way.weaker_step", weaker.Score)
	if w.Steps[0].Type == Colleague || w.Steps[1].Type == PassedOn {
		w.because("way.chain_colleague")
	} else {
		w.because("way.chain")
	}
	if w.PersonBound {
		w.add("way.step_person_bound", 0)
	}
}

// suits tells whether one of the target groups is for somebody in the person's
// situation.
func suits(v *record.View, groups, situation []string) bool {
	return slices.ContainsFunc(groups, func(id string) bool {
		t := party.TargetGroups.Find(v, id)
		return t != nil && slices.ContainsFunc(situation, func(word string) bool {
			return slices.Contains(t.Incomes, word) || slices.Contains(t.Conditions, word) || slices.Contains(t.Statuses, word)
		})
	})
}
