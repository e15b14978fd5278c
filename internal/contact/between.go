package contact

import (
	"samkarta/internal/forum"
	"samkarta/internal/record"
)

// Meeting is what there is between two ends: what a cell of a Grid opens to.
type Meeting struct {
	Forums       []*forum.Forum // in which both sit
	Mine, Theirs Telling        // from the first to the second, and back
}

// Telling is what one side tells of the other.
type Telling struct {
	Relations []*Relation
	Paths     []*Path
	Ease      string // of all of them, in one word; "" is unknown
}

// Between gives what there is between two ends, actors or kinds of party, in
// some municipalities, or everywhere if none is given.
func Between(v *record.View, a, b string, municipalities []string) Meeting {
	p := pair{v, newGroups(v, []string{a}), newGroups(v, []string{b}), municipalities}
	return Meeting{Forums: p.forums(a == b), Mine: p.telling(), Theirs: p.back(a == b).telling()}
}

// pair is two ends that are looked between.
type pair struct {
	v        *record.View
	from, to groups
	scope    []string
}

// back is the pair seen from its other end; between a kind of party and itself
// nothing is told twice.
func (p pair) back(same bool) pair {
	p.from, p.to = p.to, p.from
	if same {
		p.from = groups{}
	}
	return p
}

func (p pair) forums(same bool) []*forum.Forum {
	from, to := newSeated(p.from), newSeated(p.to)
	var shared []*forum.Forum
	for _, f := range forum.Forums.All(p.v) {
		if !isHeld(f) || !anyOf(p.scope, f.Municipalities) {
			continue
		}
		from.take(p.v, f)
		to.take(p.v, f)
		if len(from.in) > 0 && len(to.in) > 0 && (!same || len(from.parties[0]) > 1) &&
			anyOf(p.scope, f.Serves(p.v)) {
			shared = append(shared, f)
		}
	}
	return shared
}

func (p pair) telling() Telling {
	var t Telling
	var eases []string
	for _, r := range Relations.All(p.v) {
		if p.is(r.From, r.To, r.Municipality) {
			t.Relations, eases = append(t.Relations, r), append(eases, r.Ease)
		}
	}
	for _, w := range Paths.All(p.v) {
		if p.is(w.From, w.Into, w.Municipality) {
			t.Paths, eases = append(t.Paths, w), append(eases, w.felt())
		}
	}
	t.Ease = Summary(eases)
	return t
}

func (p pair) is(from, to, municipality string) bool {
	return (municipality == "" || anyOf(p.scope, []string{municipality})) &&
		len(p.from.of(p.v, from)) > 0 && len(p.to.of(p.v, to)) > 0 && inScope(p.v, p.scope, from, to, municipality)
}
