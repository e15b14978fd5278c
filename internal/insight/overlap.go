package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/record"
)

// Alike is how alike in who sits there two forums must be, unless the question
// says otherwise.
const Alike = 0.5

// OverlapQuestion asks which forums are alike.
type OverlapQuestion struct {
	Scope
	Level     string
	Threshold float64 // from 0 to 1; 0 is Alike
}

// Overlap is two forums on the same level that serve a municipality together,
// for ages or target groups that meet, and in which mostly the same actors sit.
type Overlap struct {
	A              string   `json:"a"`
	B              string   `json:"b"`
	Similarity     float64  `json:"similarity"` // shared actors ÷ actors of either (Jaccard)
	Level          string   `json:"level"`
	Municipalities []string `json:"municipalities"` // that both serve
	Shared         []string `json:"shared"`
	OnlyA          []string `json:"only_a"`
	OnlyB          []string `json:"only_b"`
	MeetingsA      Meetings `json:"meetings_a"`
	MeetingsB      Meetings `json:"meetings_b"`
	StatusA        string   `json:"status_a"`
	StatusB        string   `json:"status_b"`
	Ages           []Span   `json:"ages"`          // that both are for
	TargetGroups   []string `json:"target_groups"` // that both name
	Saves          Saving   `json:"saves"`
	Loses          Loss     `json:"loses"`
	Reading        Sentence `json:"reading"`
}

// Saving is what one forum instead of two would save in a year: the meetings of
// the one that meets less often, and the seats of the actors who sit in both.
type Saving struct {
	Meetings Meetings `json:"meetings"`
	Seats    Meetings `json:"seats"` // meetings × actors who would be spared them
}

// Loss is what would not come along by itself into the one forum.
type Loss struct {
	Actors       []string `json:"actors"` // who sits in only one of them
	Parties      []string `json:"parties"`
	AgesA        []Span   `json:"ages_a"` // that only the first is for
	AgesB        []Span   `json:"ages_b"`
	TargetGroups []string `json:"target_groups"` // that only one of them names
	Formality    bool     `json:"formality"`     // one is formal and the other is not
}

// Overlaps answers the question for a view.
func Overlaps(v *record.View, q OverlapQuestion) []Overlap { return NewIndex(v).Overlaps(q) }

// Overlaps gives the pairs of forums that are alike, the most alike first.
func (x *Index) Overlaps(q OverlapQuestion) []Overlap {
	if q.Threshold == 0 {
		q.Threshold = Alike
	}
	return once(x, q, func() []Overlap { return x.overlaps(q) })
}

func (x *Index) overlaps(q OverlapQuestion) []Overlap {
	found := []Overlap{}
	for _, p := range alikePairs(x.candidates(q), q.Threshold) {
		found = append(found, x.overlapOf(p))
	}
	slices.SortStableFunc(found, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(len(b.Shared), len(a.Shared)),
			cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return found
}

// candidates are the forums that are looked at: whatever somebody still counts
// on, so what is planned or unclear too, but not what has ended.
func (x *Index) candidates(q OverlapQuestion) []*meeting {
	return slices.DeleteFunc(slices.Clone(x.forums(q.Scope)), func(m *meeting) bool {
		return m.status == "ended" || len(m.actors) == 0 || !is(q.Level, m.Level)
	})
}

// pair is two forums and the actors that they share.
type pair struct {
	a, b   *meeting
	shared []*actor
}

// alike is the similarity of the two.
func (p pair) alike() float64 {
	return float64(len(p.shared)) / float64(len(p.a.actors)+len(p.b.actors)-len(p.shared))
}

// alikePairs finds the pairs that are alike without looking at all of them: who
// is to share a municipality, a level and an actor is found through a list of
// the forums of each.
func alikePairs(forums []*meeting, threshold float64) []pair {
	type seat struct {
		place, level string
		actor        *actor
	}
	seen := map[seat][]int{}
	met := make([]int, len(forums)) // 1 + the last forum that this one was compared with
	var found []pair
	for i, m := range forums {
		for _, code := range m.places {
			for _, who := range m.actors {
				at := seat{code, m.Level, who}
				for _, j := range seen[at] {
					if met[j] == i+1 {
						continue
					}
					met[j] = i + 1
					if p := (pair{a: forums[j], b: m}); p.isAlike(threshold) {
						p.shared = sharedActors(p.a, p.b)
						found = append(found, p)
					}
				}
				seen[at] = append(seen[at], i)
			}
		}
	}
	return found
}

func (p pair) isAlike(threshold float64) bool {
	shared, small, large := 0, len(p.a.actors), len(p.b.actors)
	if small > large {
		small, large = large, small
	}
	if float64(small)/float64(large) < threshold || !p.sameFor() {
		return false
	}
	for _, who := range p.a.actors {
		if slices.Contains(p.b.actors, who) {
			shared++
		}
	}
	return float64(shared)/float64(small+large-shared) >= threshold
}

// sameFor tells whether the two are for any of the same people.
func (p pair) sameFor() bool {
	return !p.a.ages.and(p.b.ages).isEmpty() || share(p.a.TargetGroups, p.b.TargetGroups)
}

func sharedActors(a, b *meeting) []*actor {
	var shared []*actor
	for _, who := range a.actors {
		if slices.Contains(b.actors, who) {
			shared = append(shared, who)
		}
	}
	return shared
}

func (x *Index) overlapOf(p pair) Overlap {
	a, b := p.a, p.b
	if b.ID < a.ID {
		a, b = b, a
	}
	o := Overlap{A: a.ID, B: b.ID, Similarity: p.alike(), Level: a.Level, StatusA: a.status, StatusB: b.status,
		MeetingsA: a.rhythm.Meetings, MeetingsB: b.rhythm.Meetings,
		Municipalities: orNone(both(a.places, b.places)), TargetGroups: orNone(both(a.TargetGroups, b.TargetGroups)),
		Shared: orNone(idsOf(p.shared)), OnlyA: orNone(without(a, p.shared)), OnlyB: orNone(without(b, p.shared)),
		Ages: a.ages.and(b.ages).and(agesBetween(Youngest, Eldest)).spans()}
	o.Saves = saving(a, b, len(p.shared))
	o.Loses = x.loss(a, b, o)
	o.Reading = x.readOverlap(o)
	return o
}

func both(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

func idsOf(actors []*actor) []string {
	var ids []string
	for _, who := range actors {
		ids = append(ids, who.id)
	}
	return ids
}

func without(m *meeting, shared []*actor) []string {
	return idsOf(slices.DeleteFunc(slices.Clone(m.actors), func(who *actor) bool { return slices.Contains(shared, who) }))
}

// saving reckons that the one forum meets as often as the more frequent of the
// two, so that the meetings of the other are saved; those who sit in both are
// spared them.
func saving(a, b *meeting, shared int) Saving {
	m := Meetings{lesser(a.rhythm.Min, b.rhythm.Min), lesser(a.rhythm.Max, b.rhythm.Max)}
	s := Saving{Meetings: m}
	if m.Min != nil {
		s.Seats.Min = number(*m.Min * float64(shared))
	}
	if m.Max != nil {
		s.Seats.Max = number(*m.Max * float64(shared))
	}
	return s
}

// lesser is the lesser of two numbers; not known if either is not.
func lesser(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	return number(min(*a, *b))
}

func (x *Index) loss(a, b *meeting, o Overlap) Loss {
	working := agesBetween(Youngest, Eldest)
	l := Loss{Actors: orNone(slices.Concat(o.OnlyA, o.OnlyB)), Parties: []string{}, TargetGroups: []string{},
		AgesA: a.ages.less(b.ages).and(working).spans(), AgesB: b.ages.less(a.ages).and(working).spans(),
		Formality: (a.KnownFormality() == "formal") != (b.KnownFormality() == "formal")}
	for _, id := range distinct(slices.Concat(a.parties, b.parties)) {
		if !slices.Contains(a.parties, id) || !slices.Contains(b.parties, id) {
			l.Parties = append(l.Parties, id)
		}
	}
	for _, id := range distinct(slices.Concat(a.TargetGroups, b.TargetGroups)) {
		if !slices.Contains(o.TargetGroups, id) {
			l.TargetGroups = append(l.TargetGroups, id)
		}
	}
	return l
}

func (x *Index) readOverlap(o Overlap) Sentence {
	a, b := x.forumName(o.A), x.forumName(o.B)
	seats := o.Saves.Seats
	if seats.Min == nil || seats.Max == nil {
		return say("insight.overlap.unknown", len(o.Shared), a, b, Share(o.Similarity))
	}
	many := say("insight.seats", rounded(*seats.Min))
	if rounded(*seats.Min) != rounded(*seats.Max) {
		many = say("insight.seats_between", rounded(*seats.Min), rounded(*seats.Max))
	}
	return say("insight.overlap.saves", len(o.Shared), a, b, Share(o.Similarity), o.Saves.Meetings.sentence(), many)
}
