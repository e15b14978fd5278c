package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/record"
)

// AsymmetryQuestion asks where two sides tell differently of each other.
type AsymmetryQuestion struct {
	Scope
	Party string // only what it is one side of
}

// What two sides may see differently.
const (
	AspectEase      = "ease"      // how easy it is to work together
	AspectWayIn     = "way_in"    // how easy it is to get in
	AspectIntensity = "intensity" // how much they have to do with each other
)

// How near the two sides are to speaking of the same.
const (
	GradeSame  = "same"  // of just each other
	GradePart  = "part"  // one speaks of the other's whole, or as a whole
	GradeParty = "party" // only their parties are the same: what most within each say
)

// Asymmetry is two sides who tell differently of each other.
type Asymmetry struct {
	A            string       `json:"a"`
	B            string       `json:"b"`
	Municipality string       `json:"municipality,omitempty"`
	Grade        string       `json:"grade"`
	Differences  []Difference `json:"differences"`
	ASays        Side         `json:"a_says"`
	BSays        Side         `json:"b_says"`
	Reading      Sentence     `json:"reading"`
}

// Difference is one thing that they see differently, in the words of each.
type Difference struct {
	Aspect string `json:"aspect"`
	A      string `json:"a"`
	B      string `json:"b"`
	Steps  int    `json:"steps"`
}

// On gives where the two words stand on their scale, from 1, and how many words it
// has.
func (d Difference) On() (a, b, of int) {
	scale := scales[d.Aspect]
	return slices.Index(scale, d.A) + 1, slices.Index(scale, d.B) + 1, len(scale)
}

// Side is what one side tells of the other.
type Side struct {
	From         string   `json:"from"`
	To           string   `json:"to"`
	Ease         string   `json:"ease,omitempty"`
	WayIn        string   `json:"way_in,omitempty"`
	Intensity    string   `json:"intensity,omitempty"`
	Relations    []string `json:"relations"`
	ContactPaths []string `json:"contact_paths"`
}

// leastSteps is how far apart two words must be on their scale to be told: easy
// and fairly easy are the same experience.
const leastSteps = 2

// scales are the words that can be compared, in order. "Mixed" stands on none:
// it says that there is no one answer.
var scales = map[string][]string{
	AspectEase:      {"hard", "fairly_hard", "fairly_easy", "easy"},
	AspectWayIn:     {"hard", "fairly_hard", "fairly_easy", "easy"},
	AspectIntensity: {"none", "least", "some", "much", "most"},
}

// Asymmetries answers the question for a view.
func Asymmetries(v *record.View, q AsymmetryQuestion) []Asymmetry {
	return NewIndex(v).Asymmetries(q)
}

// Asymmetries gives the pairs who tell differently of each other, the furthest
// apart first.
func (x *Index) Asymmetries(q AsymmetryQuestion) []Asymmetry {
	all := once(x, AsymmetryQuestion{Scope: q.Scope}, func() []Asymmetry { return x.asymmetries(q.Scope) })
	if q.Party == "" {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(a Asymmetry) bool {
		return x.partyOf(a.A) != q.Party && x.partyOf(a.B) != q.Party && a.A != q.Party && a.B != q.Party
	})
}

// isTold tells whether another says all that this one does of the same two.
func (a Asymmetry) isTold(by Asymmetry) bool {
	if a.A != by.A || a.B != by.B || a.Municipality != by.Municipality {
		return false
	}
	return !slices.ContainsFunc(a.Differences, func(d Difference) bool {
		return !slices.ContainsFunc(by.Differences, func(o Difference) bool { return o.Aspect == d.Aspect })
	})
}

// direction is who tells of whom, in which municipality.
type direction struct{ from, into, place string }

// voice is all that one side tells of the other.
type voice struct {
	direction
	words map[string][]int // by aspect, places on its scale
	told  []*telling
}

func (x *Index) asymmetries(scope Scope) []Asymmetry {
	found := []Asymmetry{}
	for _, between := range x.voicesByParties(scope) {
		ones := x.compareVoices(between[0], between[1])
		found = append(found, ones...)
		for _, a := range x.compareParties(between[0], between[1]) {
			if !slices.ContainsFunc(ones, a.isTold) {
				found = append(found, a)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Asymmetry) int {
		return cmp.Or(cmp.Compare(b.steps(), a.steps()), cmp.Compare(gradeRank[a.Grade], gradeRank[b.Grade]),
			cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.Municipality, b.Municipality))
	})
	return found
}

var gradeRank = map[string]int{GradeSame: 0, GradePart: 1, GradeParty: 2}

// steps is how far apart the two are, over all that they see differently.
func (a Asymmetry) steps() int {
	sum := 0
	for _, d := range a.Differences {
		sum += d.Steps
	}
	return sum
}

// voicesByParties gathers what is told between each two parties: first what the
// one of the lesser id tells, then the other.
func (x *Index) voicesByParties(scope Scope) [][2][]*voice {
	voices := map[direction]*voice{}
	index := map[direction]int{} // of the parties
	var all [][2][]*voice
	for _, t := range x.tellings(scope) {
		from, into := x.partyOf(t.from), x.partyOf(t.into)
		if from == into {
			continue
		}
		d := direction{t.from, t.into, t.place}
		if voices[d] == nil {
			voices[d] = &voice{direction: d, words: map[string][]int{}}
			side, key := 0, direction{from, into, ""}
			if into < from {
				side, key = 1, direction{into, from, ""}
			}
			if _, known := index[key]; !known {
				index[key] = len(all)
				all = append(all, [2][]*voice{})
			}
			all[index[key]][side] = append(all[index[key]][side], voices[d])
		}
		voices[d].add(t)
	}
	return all
}

func (s *voice) add(t *telling) {
	s.told = append(s.told, t)
	note := func(aspect, word string) {
		if i := slices.Index(scales[aspect], word); i >= 0 {
			s.words[aspect] = append(s.words[aspect], i)
		}
	}
	if t.path != nil {
		note(AspectWayIn, t.ease)
		return
	}
	note(AspectEase, t.ease)
	note(AspectIntensity, t.intensity)
}

// compareVoices compares each telling with those that answer it. That a part has
// a little less to do with somebody than the whole is as it should be.
func (x *Index) compareVoices(mine, theirs []*voice) []Asymmetry {
	var found []Asymmetry
	for _, a := range mine {
		for _, b := range theirs {
			grade, ok := x.answers(a.direction, b.direction)
			if !ok {
				continue
			}
			d := differences(a.words, b.words)
			if grade == GradePart {
				d = slices.DeleteFunc(d, func(d Difference) bool { return d.Aspect == AspectIntensity && d.Steps == leastSteps })
			}
			if grade == GradeSame && !isComparable(a.words, b.words) {
				d = appendDifference(d, AspectEase, either(a.words), either(b.words))
			}
			if len(d) > 0 {
				found = append(found, x.asymmetry(grade, d, a, b))
			}
		}
	}
	return found
}

// answers tells whether what one tells can be held against what another tells:
// each speaks of the other, or of what the other is a part of or has within it.
func (x *Index) answers(a, b direction) (grade string, ok bool) {
	if a.place != b.place && a.place != "" && b.place != "" {
		return "", false
	}
	if a.from == b.into && a.into == b.from {
		return GradeSame, true
	}
	return GradePart, x.areNear(a.from, b.into) && x.areNear(a.into, b.from)
}

// areNear tells whether one of two actors is the other or a part of it.
func (x *Index) areNear(a, b string) bool {
	return a == b || slices.Contains(x.above(a), b) || slices.Contains(x.above(b), a)
}

// above gives the units that an actor is part of, and its party.
func (x *Index) above(id string) []string {
	who := x.atlas().actors[id]
	if who == nil || who.unit == nil {
		return nil
	}
	up := []string{who.party}
	for _, u := range party.Ancestors(x.v, who.unit) {
		up = append(up, u.ID)
	}
	return up
}

// differences gives the aspects in which the middle of what the one says and of
// what the other says lie far apart.
func differences(a, b map[string][]int) []Difference {
	var found []Difference
	for _, aspect := range []string{AspectWayIn, AspectEase, AspectIntensity} {
		found = appendDifference(found, aspect, a[aspect], b[aspect])
	}
	return found
}

// isComparable tells whether both sides tell of the same sort of ease. Where two
// speak of just each other, the one only of how easy it is to work together and
// the other only of how easy it is to get in, those are compared.
func isComparable(a, b map[string][]int) bool {
	return len(a[AspectEase]) > 0 && len(b[AspectEase]) > 0 || len(a[AspectWayIn]) > 0 && len(b[AspectWayIn]) > 0
}

func either(words map[string][]int) []int {
	return slices.Concat(words[AspectEase], words[AspectWayIn])
}

func appendDifference(found []Difference, aspect string, a, b []int) []Difference {
	if len(a) == 0 || len(b) == 0 {
		return found
	}
	i, j := middleOf(a), middleOf(b)
	steps := max(i-j, j-i)
	if steps < leastSteps {
		return found
	}
	return append(found, Difference{aspect, scales[aspect][i], scales[aspect][j], steps})
}

// middleOf is the median place; of two in the middle the one further from easy
// and from much, so that trouble is not evened out.
func middleOf(places []int) int {
	sorted := slices.Sorted(slices.Values(places))
	return sorted[(len(sorted)-1)/2]
}

func (x *Index) asymmetry(grade string, d []Difference, a, b *voice) Asymmetry {
	found := Asymmetry{A: a.from, B: b.from, Municipality: cmp.Or(a.place, b.place), Grade: grade, Differences: d,
		ASays: a.side(), BSays: b.side()}
	found.Reading = x.readAsymmetry(found)
	return found
}

// side puts what was told into words.
func (s *voice) side() Side {
	side := Side{From: s.from, To: s.into, Relations: []string{}, ContactPaths: []string{}}
	for _, t := range s.told {
		if t.path != nil {
			side.ContactPaths = append(side.ContactPaths, t.path.ID)
		} else {
			side.Relations = append(side.Relations, t.relation.ID)
		}
	}
	word := func(aspect string) string {
		if len(s.words[aspect]) == 0 {
			return ""
		}
		return scales[aspect][middleOf(s.words[aspect])]
	}
	side.Ease, side.WayIn, side.Intensity = word(AspectEase), word(AspectWayIn), word(AspectIntensity)
	return side
}

// compareParties compares what most within each party say of the other, in each
// municipality. Where each side has only one voice, those have been compared.
func (x *Index) compareParties(mine, theirs []*voice) []Asymmetry {
	var found []Asymmetry
	for _, place := range placesTold(slices.Concat(mine, theirs)) {
		a, b := x.together(mine, place), x.together(theirs, place)
		if a.voices == 0 || b.voices == 0 || a.voices+b.voices == 2 {
			continue
		}
		if d := differences(a.words, b.words); len(d) > 0 {
			found = append(found, x.asymmetry(GradeParty, d, &a.voice, &b.voice))
		}
	}
	return found
}

// placesTold gives the municipalities that the voices speak of; "" if they name
// none.
func placesTold(voices []*voice) []string {
	var places []string
	for _, s := range voices {
		if s.place != "" {
			places = append(places, s.place)
		}
	}
	if len(places) == 0 {
		return []string{""}
	}
	slices.Sort(places)
	return slices.Compact(places)
}

// choir is the voices of all within a party as one.
type choir struct {
	voice
	voices int
}

// together makes one voice of all that speak of a municipality, or of none by
// name.
func (x *Index) together(voices []*voice, place string) choir {
	all := choir{voice: voice{words: map[string][]int{}}}
	for _, s := range voices {
		if s.place != place && s.place != "" {
			continue
		}
		all.direction = direction{x.partyOf(s.from), x.partyOf(s.into), place}
		all.voices++
		for _, t := range s.told {
			all.add(t)
		}
	}
	return all
}

func (x *Index) readAsymmetry(a Asymmetry) Sentence {
	d := a.Differences[0]
	return say("insight.asymmetry.says", x.endName(a.ASays.From), a.ASays.words(d.Aspect, d.A), x.endName(a.ASays.To),
		x.endName(a.BSays.From), a.BSays.words(d.Aspect, d.B), x.endName(a.BSays.To))
}

// words says what a side tells of an aspect. Who has told only of the way in has
// said nothing of working together.
func (s Side) words(aspect, word string) Sentence {
	if aspect == AspectEase && s.Ease == "" {
		aspect = AspectWayIn
	}
	return say("insight.asymmetry." + aspect + "_" + word)
}
