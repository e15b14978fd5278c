package insight

import (
	"math/bits"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Grid is where each set of parties meets, by age: a heat map.
type Grid struct {
	Municipality string    `json:"municipality"`
	Level        string    `json:"level"`
	Formality    string    `json:"formality"`
	TargetGroup  string    `json:"target_group,omitempty"`
	Ages         Span      `json:"ages"`
	Rows         []GridRow `json:"rows"` // the largest sets first
}

// GridRow is one set of parties: how many active forums all of them sit in at
// each age, and which.
type GridRow struct {
	Parties []string  `json:"parties"`
	Counts  []int     `json:"counts"` // by age, from the youngest
	Covered []Covered `json:"covered"`
	Gaps    []Span    `json:"gaps"`
}

// mostSubsets is how many parties a grid makes every set of; of more there would
// be too many sets to look at.
const mostSubsets = 6

// CoverageGrid answers the question for a view.
func CoverageGrid(v *record.View, q CoverageQuestion, sets ...[]string) Grid {
	return NewIndex(v).CoverageGrid(q, sets...)
}

// CoverageGrid answers a coverage question for several sets of parties: those
// given, or else every set of at least two of the parties of the question.
func (x *Index) CoverageGrid(q CoverageQuestion, sets ...[]string) Grid {
	whole := x.newCovering(q)
	if len(sets) == 0 {
		sets = subsets(whole.parties)
	}
	g := Grid{Municipality: q.Municipality, Level: q.Level, Formality: q.Formality, TargetGroup: q.TargetGroup, Ages: whole.span}
	fitting := slices.DeleteFunc(slices.Clone(whole.all), func(m *meeting) bool { return !m.isActive() || !whole.fits(m) })
	for _, set := range sets {
		g.Rows = append(g.Rows, x.gridRow(q, set, fitting))
	}
	return g
}

func (x *Index) gridRow(q CoverageQuestion, set []string, fitting []*meeting) GridRow {
	q.Parties = set
	c := x.newCovering(q)
	active := slices.DeleteFunc(slices.Clone(fitting), func(m *meeting) bool { return !c.seatsAll(m) })
	var a CoverageAnswer
	c.divide(&a, active)
	row := GridRow{Parties: set, Covered: a.Covered, Gaps: a.Gaps, Counts: make([]int, c.span.Years())}
	for _, part := range a.Covered {
		for age := part.From; age <= part.To; age++ {
			row.Counts[age-c.span.From] = len(part.Forums)
		}
	}
	return row
}

// subsets gives every set of at least two of the parties, the largest first and
// otherwise in the order of the parties; of very many only the whole and the pairs.
func subsets(parties []string) [][]string {
	var sets [][]string
	for size := len(parties); size >= 2; size-- {
		if len(parties) > mostSubsets && size > 2 && size < len(parties) {
			continue
		}
		for mask := 1<<len(parties) - 1; mask > 0; mask-- {
			if bits.OnesCount(uint(mask)) == size {
				sets = append(sets, chosen(parties, mask))
			}
		}
	}
	return sets
}

// chosen gives the parties whose bits are set; the first party has the highest.
func chosen(parties []string, mask int) []string {
	var set []string
	for i, p := range parties {
		if mask&(1<<(len(parties)-1-i)) != 0 {
			set = append(set, p)
		}
	}
	return set
}

// GroupCoverage is how a target group is met by all the parties.
type GroupCoverage struct {
	TargetGroup string    `json:"target_group"`
	Ages        Span      `json:"ages"`
	Named       []string  `json:"named"` // forums with all the parties that are for the group by name
	Open        []string  `json:"open"`  // those that are for everybody
	Covered     []Covered `json:"covered"`
	Gaps        []Span    `json:"gaps"`
}

// CoverageByGroup answers the question for a view.
func CoverageByGroup(v *record.View, q CoverageQuestion) []GroupCoverage {
	return NewIndex(v).CoverageByGroup(q)
}

// CoverageByGroup answers a coverage question for each target group that
// something in the municipality is for, those that are least met first.
func (x *Index) CoverageByGroup(q CoverageQuestion) []GroupCoverage {
	all := []GroupCoverage{}
	for _, id := range x.groupsOf(q.Municipality) {
		q.TargetGroup = id
		a := x.Coverage(q)
		g := GroupCoverage{TargetGroup: id, Ages: a.Ages, Covered: a.Covered, Gaps: a.Gaps, Named: []string{}, Open: []string{}}
		for _, f := range a.forums() {
			if m := forum.Forums.Find(x.v, f); m != nil && slices.Contains(m.TargetGroups, id) {
				g.Named = append(g.Named, f)
			} else {
				g.Open = append(g.Open, f)
			}
		}
		all = append(all, g)
	}
	slices.SortStableFunc(all, func(a, b GroupCoverage) int { return len(a.Named) - len(b.Named) })
	return all
}

// forums gives the forums that cover anything, each once.
func (a CoverageAnswer) forums() []string {
	var ids []string
	for _, part := range a.Covered {
		ids = append(ids, part.Forums...)
	}
	return distinct(ids)
}

// groupsOf gives the target groups that the forums and the units of a
// municipality are for, in order.
func (x *Index) groupsOf(code string) []string {
	named := map[string]bool{}
	for _, m := range x.meetingsEver(code) {
		for _, id := range m.TargetGroups {
			named[id] = true
		}
	}
	for _, u := range x.atlas().units.in(area{all: code == "", codes: []string{code}}) {
		for _, id := range u.unit.TargetGroups {
			named[id] = true
		}
	}
	var groups []record.Body
	for id := range named {
		if t := party.TargetGroups.Find(x.v, id); t != nil && t.HoldsOn(x.v.Today()) {
			groups = append(groups, t)
		}
	}
	x.v.InOrder(party.TargetGroups.Kind, groups)
	var ids []string
	for _, t := range groups {
		ids = append(ids, t.HeadOf().ID)
	}
	return ids
}
