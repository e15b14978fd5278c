package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/record"
)

// WaysInto is how the other parties find the way into one party: what the
// mapping reports tell under "In till kommunen", "In till vården" and so on.
type WaysInto struct {
	Party   string    `json:"party"`
	Told    []WayInto `json:"told"` // those who find it hardest first
	Hard    int       `json:"hard"` // how many find it hard, or find no way
	Easy    int       `json:"easy"`
	Missing int       `json:"missing"` // how many miss a way
	Reading Sentence  `json:"reading"`
}

// WayInto is how one party finds the way into another.
type WayInto struct {
	From         string   `json:"from"`
	Ease         string   `json:"ease,omitempty"` // in one word, of all that its units tell
	Missing      bool     `json:"missing"`        // some way is told of as missing
	PersonBound  bool     `json:"person_bound"`   // some way hangs on one person
	Via          []string `json:"via"`            // what the ways that are there go by, each once
	ContactPaths []string `json:"contact_paths"`
}

// WaysIntoParties answers the question for a view.
func WaysIntoParties(v *record.View, s Scope) []WaysInto { return NewIndex(v).WaysInto(s) }

// WaysInto tells, for each party of a scope that somebody tells of a way into,
// how the others find it; the party that most find hard first.
func (x *Index) WaysInto(s Scope) []WaysInto {
	return once(x, waysQuestion{s}, func() []WaysInto { return x.waysInto(s) })
}

type waysQuestion struct{ Scope }

func (x *Index) waysInto(s Scope) []WaysInto {
	type ends struct{ into, from string }
	paths := map[ends][]*telling{}
	var order []ends
	for _, t := range x.tellings(s) {
		at := ends{x.partyOf(t.into), x.partyOf(t.from)}
		if t.path == nil || at.into == at.from {
			continue
		}
		if paths[at] == nil {
			order = append(order, at)
		}
		paths[at] = append(paths[at], t)
	}
	index := map[string]int{}
	all := []WaysInto{}
	for _, at := range order {
		i, known := index[at.into]
		if !known {
			i, index[at.into] = len(all), len(all)
			all = append(all, WaysInto{Party: at.into})
		}
		all[i].add(wayInto(at.from, paths[at]))
	}
	x.rankWays(all)
	return all
}

func wayInto(from string, paths []*telling) WayInto {
	w := WayInto{From: from, Via: []string{}}
	var eases []string
	for _, t := range paths {
		eases = append(eases, t.ease)
		w.Missing = w.Missing || t.path.Missing()
		w.PersonBound = w.PersonBound || t.hangsOnAPerson()
		w.ContactPaths = append(w.ContactPaths, t.path.ID)
		if t.isWay() && t.path.Via != "" && !slices.Contains(w.Via, t.path.Via) {
			w.Via = append(w.Via, t.path.Via)
		}
	}
	w.Ease = contact.Summary(eases)
	return w
}

func isHard(ease string) bool { return ease == "hard" || ease == "fairly_hard" }
func isEasy(ease string) bool { return ease == "easy" || ease == "fairly_easy" }

func (w *WaysInto) add(one WayInto) {
	w.Told = append(w.Told, one)
	if isHard(one.Ease) {
		w.Hard++
	}
	if isEasy(one.Ease) {
		w.Easy++
	}
	if one.Missing {
		w.Missing++
	}
}

var easeOrder = []string{"hard", "fairly_hard", "mixed", "fairly_easy", "easy", ""}

func (x *Index) rankWays(all []WaysInto) {
	for i := range all {
		slices.SortStableFunc(all[i].Told, func(a, b WayInto) int {
			return cmp.Or(slices.Index(easeOrder, a.Ease)-slices.Index(easeOrder, b.Ease), cmp.Compare(a.From, b.From))
		})
		all[i].Reading = x.readWays(all[i])
	}
	slices.SortStableFunc(all, func(a, b WaysInto) int {
		return cmp.Or(cmp.Compare(b.Hard, a.Hard), cmp.Compare(a.Easy, b.Easy), cmp.Compare(a.Party, b.Party))
	})
}

func (x *Index) readWays(w WaysInto) Sentence {
	who := func(keep func(string) bool) Series {
		var names Series
		for _, t := range w.Told {
			if keep(t.Ease) {
				names = append(names, x.endName(t.From))
			}
		}
		return names
	}
	into := x.endName(w.Party)
	switch {
	case w.Hard > 0 && w.Easy > 0:
		return say("insight.ways.both", into, who(isHard), who(isEasy))
	case w.Hard > 0:
		return say("insight.ways.hard", into, who(isHard))
	case w.Easy > 0:
		return say("insight.ways.easy", into, who(isEasy))
	}
	return say("insight.ways.unsaid", into, who(func(string) bool { return true }))
}
