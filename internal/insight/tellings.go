package insight

import (
	"samkarta/internal/contact"
	"samkarta/internal/record"
)

// telling is what one end tells of another: a relation or a contact path.
type telling struct {
	record.Body
	relation   *contact.Relation
	path       *contact.Path
	from, into string // ids of actors; a kind of party where there are several of it
	place      string // code; "" is not said
	places     []string
	ease       string
	intensity  string // of a relation
}

// tellings gives what is told within a scope, relations first.
func (x *Index) tellings(s Scope) []*telling {
	type question struct{ Scope }
	return once(x, question{s}, func() []*telling { return x.tellingsIn(x.area(s)) })
}

func (x *Index) tellingsIn(a area) []*telling {
	var in []*telling
	for _, t := range x.atlas().told.in(a) {
		in = append(in, x.madeOut(t, a))
	}
	return in
}

// addTellings gathers the relations and the contact paths, relations first.
func (a *atlas) addTellings(v *record.View) {
	for _, r := range contact.Relations.All(v) {
		a.tell(&telling{Body: r, relation: r, from: r.From, into: r.To, place: r.Municipality,
			places: a.placesOf(r.Municipality, r.From, r.To), ease: r.Ease, intensity: r.Intensity})
	}
	for _, p := range contact.Paths.All(v) {
		a.tell(&telling{Body: p, path: p, from: p.From, into: p.Into, place: p.Municipality,
			places: a.placesOf(p.Municipality, p.From, p.Into), ease: felt(p)})
	}
}

func (a *atlas) tell(t *telling) { a.told.add(t, t.places, t.HeadOf().KeptBy) }

// felt is how easy a path is found to be; that there is none is hard.
func felt(p *contact.Path) string {
	if p.Ease == "" && p.Missing() {
		return "hard"
	}
	return p.Ease
}

// madeOut gives a telling with the parties in place of the kinds of party that it
// names, as far as the area has just one of them.
func (x *Index) madeOut(t *telling, a area) *telling {
	if !contact.IsKind(t.from) && !contact.IsKind(t.into) {
		return t
	}
	places := a.codes
	if t.place != "" {
		places = []string{t.place}
	}
	made := *t
	made.from, made.into = x.resolve(t.from, places...), x.resolve(t.into, places...)
	return &made
}

// placesOf gives the municipalities that a telling is about: the one it names,
// or else those that its ends serve. A kind of party serves none by itself.
func (a *atlas) placesOf(place string, ends ...string) []string {
	if place != "" {
		return []string{place}
	}
	var places []string
	for _, id := range ends {
		if who := a.actors[id]; who != nil {
			places = append(places, who.places...)
		}
	}
	return distinct(places)
}

// resolve makes the party out of a kind of party where some places together have
// just one of it: "the municipality" in Aneby is Aneby kommun, and "the region" on
// Höglandet is its one region.
func (x *Index) resolve(id string, places ...string) string {
	if !contact.IsKind(id) {
		return id
	}
	if len(places) == 0 {
		places = []string{""}
	}
	only := ""
	for _, place := range places {
		here := x.partiesOf(id, place)
		if len(here) != 1 || only != "" && only != here[0].id {
			return id
		}
		only = here[0].id
	}
	return only
}

// partiesOf gives the parties of a kind that a municipality has: its own, that
// of its region, and those that are not bound to a place. Without a place there
// are too many municipalities and regions to mean any of them.
func (x *Index) partiesOf(kind, place string) []*actor {
	var here []*actor
	bound := kind == "municipality" || kind == "region"
	for _, p := range x.atlas().parties[kind] {
		if (place != "" || !bound) && p.isOf(place) {
			here = append(here, p)
		}
	}
	return here
}

// isOf tells whether an actor's party is one that a municipality has.
func (w *actor) isOf(place string) bool {
	if place == "" || w.home == nil {
		return true
	}
	return (w.home.Municipality == "" || w.home.Municipality == place) &&
		(w.home.Type != "region" || w.home.Region == "" || w.home.Region == place[:2])
}

// partyOf gives the party of an end; a kind stands for itself.
func (x *Index) partyOf(id string) string {
	if who := x.atlas().actors[id]; who != nil {
		return who.party
	}
	return id
}

// isWay tells whether a telling is a contact path that is there to be used.
func (t *telling) isWay() bool { return t.path != nil && !t.path.Missing() && !t.path.NamesNoWay() }

// hangsOnAPerson tells whether a path is said to be bound to one person.
func (t *telling) hangsOnAPerson() bool {
	return t.path != nil && t.path.PersonBound != nil && *t.path.PersonBound
}

// worksTogether tells whether a relation says that the two have to do with each
// other at all.
func (t *telling) worksTogether() bool {
	return t.relation != nil && t.intensity != "none" && (t.intensity != "" || t.ease != "")
}
