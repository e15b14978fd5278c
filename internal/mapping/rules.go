package mapping

import (
	"maps"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// The stances: what the kinds of statement come down to for who reads them.
const (
	Works    = "works"
	Needs    = "needs"
	Wishes   = "wishes"
	Thoughts = "thoughts"
)

// Stances lists the stances in the order in which they are shown.
func Stances() []string { return []string{Works, Needs, Wishes, Thoughts} }

var stanceOf = map[string]string{
	"works_well": Works, "promoting": Works,
	"needs_development": Needs, "obstacle": Needs, "development_area": Needs,
	"wish": Wishes, "desired_state": Wishes, "recommendation": Wishes,
}

// Stance is what a statement comes down to; one that neither praises, lacks nor
// wishes is a thought.
func (s *Statement) Stance() string {
	if stance, ok := stanceOf[s.Type]; ok {
		return stance
	}
	return Thoughts
}

// KnownPerspective is from which side a statement is made, "unknown" if that is
// not said.
func (s *Statement) KnownPerspective() string {
	if s.Perspective == "" {
		return "unknown"
	}
	return s.Perspective
}

// KnownFactor is the factor a statement belongs to, "other" if it has none.
func (s *Statement) KnownFactor() string {
	if s.Factor == "" {
		return "other"
	}
	return s.Factor
}

// Filter chooses statements. What is left empty chooses all.
type Filter struct {
	Municipality string // code
	Association  string // it keeps them, or they are about one of its municipalities
	Type         string
	Stance       string
	Factor       string
	About        string // an actor with all that is within it, a forum or an insats
	By           string // an actor with all that is within it
	Actor        string // about it or by it
	Perspective  string
	TargetGroup  string
	Among        map[string]bool // ids, if it is not nil: what a search has found
}

// List gives the statements that the view shows and the filter chooses.
func List(v *record.View, f Filter) []*Statement { return Choose(v, f.candidates(v), f) }

// Choose gives those of some statements that the filter chooses.
func Choose(v *record.View, all []*Statement, f Filter) []*Statement {
	c := f.choice(v)
	var chosen []*Statement
	for _, s := range all {
		if c.takes(v, s) {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// choice is a filter with what it takes worked out once.
type choice struct {
	Filter
	about, by, actor []string
	towns            []string // of the association
}

func (f Filter) choice(v *record.View) choice {
	c := choice{Filter: f, about: within(v, f.About), by: within(v, f.By), actor: within(v, f.Actor)}
	if a := party.Associations.Find(v, f.Association); a != nil {
		c.towns = a.Municipalities
	}
	return c
}

func within(v *record.View, id string) []string {
	if id == "" {
		return nil
	}
	return party.Within(v, id)
}

func (c *choice) takes(v *record.View, s *Statement) bool {
	return is(c.Type, s.Type) && is(c.Stance, s.Stance()) && is(c.Factor, s.KnownFactor()) &&
		is(c.Perspective, s.KnownPerspective()) &&
		(c.TargetGroup == "" || slices.Contains(s.TargetGroups, c.TargetGroup)) &&
		(c.Among == nil || c.Among[s.ID]) &&
		(c.About == "" || share(c.about, s.About)) &&
		(c.By == "" || slices.Contains(c.by, s.By)) &&
		(c.Actor == "" || share(c.actor, s.About) || slices.Contains(c.actor, s.By)) &&
		(c.Municipality == "" || slices.Contains(Places(v, s), c.Municipality)) &&
		(c.Association == "" || s.KeptBy == c.Association || share(c.towns, Places(v, s)))
}

// is tells whether a value is the one asked for, if any is.
func is(asked, value string) bool { return asked == "" || asked == value }

func share(a, b []string) bool {
	return slices.ContainsFunc(b, func(x string) bool { return slices.Contains(a, x) })
}

// Places gives the municipalities that a statement is about: the one it names,
// or else those of the actors and forums that it is about.
func Places(v *record.View, s *Statement) []string {
	if s.Municipality != "" {
		return []string{s.Municipality}
	}
	var codes []string
	for _, id := range s.About {
		for _, code := range PlacesOf(v, id) {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// PlacesOf gives the municipalities that an actor or a forum works for; none
// for what works everywhere.
func PlacesOf(v *record.View, id string) []string {
	if a, ok := party.FindActor(v, id); ok {
		return a.Places(v)
	}
	if f := forum.Forums.Find(v, id); f != nil {
		return f.Serves(v)
	}
	return nil
}

// Counts is how many statements there are of each stance.
type Counts map[string]int

// Total is how many there are together.
func (c Counts) Total() int {
	sum := 0
	for _, n := range c {
		sum += n
	}
	return sum
}

// Count counts statements by their stance.
func Count(all []*Statement) Counts {
	c := Counts{}
	for _, s := range all {
		c[s.Stance()]++
	}
	return c
}

// Group is the statements of one factor.
type Group struct {
	Factor     string
	Statements []*Statement
	Counts     Counts
}

// ByFactor sorts statements into their factors, in the order of the format;
// factors without any are left out.
func ByFactor(all []*Statement) []Group {
	of := map[string][]*Statement{}
	for _, s := range all {
		of[s.KnownFactor()] = append(of[s.KnownFactor()], s)
	}
	var groups []Group
	for _, factor := range record.Vocabulary("factor") {
		if list := of[factor]; len(list) > 0 {
			groups = append(groups, Group{factor, list, Count(list)})
		}
	}
	return groups
}

// mostRelated is how many statements are shown beside one.
const mostRelated = 6

// Related gives other statements of the same factor about the same places:
// first those about the same actors or forums, then the freshest. A statement
// about no place is related to others about the same things.
func Related(v *record.View, s *Statement) []*Statement {
	places := Places(v, s)
	related := List(v, Filter{Factor: s.KnownFactor()})
	related = slices.DeleteFunc(related, func(x *Statement) bool {
		if len(places) == 0 {
			return x.ID == s.ID || !share(s.About, x.About)
		}
		return x.ID == s.ID || !share(places, Places(v, x))
	})
	FreshestFirst(v, related)
	slices.SortStableFunc(related, func(a, b *Statement) int {
		return boolean(share(s.About, b.About)) - boolean(share(s.About, a.About))
	})
	return related[:min(len(related), mostRelated)]
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// FreshestFirst puts the statements that were confirmed last first; those of
// the same day keep their order. There are many statements and few days, so they
// are dealt into days and not compared.
func FreshestFirst(v *record.View, all []*Statement) {
	days := map[int64][]*Statement{}
	for _, s := range all {
		day := v.ConfirmedOn(s).Unix()
		days[day] = append(days[day], s)
	}
	order := slices.Sorted(maps.Keys(days))
	at := 0
	for _, day := range slices.Backward(order) {
		at += copy(all[at:], days[day])
	}
}
