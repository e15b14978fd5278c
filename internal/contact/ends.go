package contact

import (
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/record"
)

// nearness is how near an end of something that was told is to the end of the
// question. A larger one is nearer.
type nearness int

const (
	foreign nearness = iota
	general          // any party of its kind
	theWhole
	aPart
	itself
)

func nearer(a, b nearness) nearness { return max(a, b) }

// isPart tells whether it is the end itself or a part of it.
func (n nearness) isPart() bool { return n >= aPart }

// end is one end of the question: whom the things that are told on the map may
// name for it, and how near each of them is.
type end struct {
	id     string // of the actor; "" if it is a kind of which there are several
	near   map[string]nearness
	order  []string // those of the place that is asked about: where to look first
	places []string // the municipalities that it serves
}

func newEnd(v *record.View, id, municipality string) end {
	e := end{near: map[string]nearness{}}
	if IsKind(id) {
		e.addKind(v, id, municipality)
	} else if a, ok := party.FindActor(v, id); ok {
		e.addActor(v, a, municipality)
	}
	return e
}

// IsKind tells whether an end is a kind of party or of unit, not an actor.
func IsKind(id string) bool {
	return slices.Contains(record.Vocabulary("party_kind"), id) || slices.Contains(record.Vocabulary("unit_kind"), id)
}

func (e *end) add(near nearness, ids ...string) {
	for _, id := range ids {
		if e.near[id] == foreign {
			e.near[id] = near
			e.order = append(e.order, id)
		}
	}
}

// addParts adds what is within an actor. An authority has offices everywhere, of
// which only those of the place are looked through.
func (e *end) addParts(v *record.View, actor, municipality string) {
	for _, id := range party.Within(v, actor) {
		if e.near[id] != foreign {
			continue
		}
		e.near[id] = aPart
		if places := party.PlacesOf(v, id); municipality == "" || len(places) == 0 || slices.Contains(places, municipality) {
			e.order = append(e.order, id)
		}
	}
}

func (e *end) addActor(v *record.View, a party.Actor, municipality string) {
	e.id, e.places = a.ID, party.PlacesOf(v, a.ID)
	e.add(itself, a.ID)
	e.addParts(v, a.ID, municipality)
	if a.Unit != nil {
		for _, u := range party.Ancestors(v, a.Unit) {
			e.add(theWhole, u.ID)
		}
		e.add(theWhole, a.PartyID())
	}
	e.add(general, a.Type())
}

// addKind makes an end of whoever is of the kind in the municipality. Where
// only one party is, it is as if that one had been asked for.
func (e *end) addKind(v *record.View, kind, municipality string) {
	parties := partiesOf(v, kind, municipality)
	if len(parties) == 1 {
		a, _ := party.FindActor(v, parties[0])
		e.addActor(v, a, municipality)
		return
	}
	for _, id := range parties {
		e.addParts(v, id, municipality)
	}
	for _, u := range unitsOf(v, kind, municipality) {
		e.add(aPart, u.ID)
		e.add(theWhole, u.Party)
	}
	e.add(general, kind)
}

// partiesOf gives the parties of a kind that the place has; without a place no
// municipalities or regions, for there are too many to mean anything.
func partiesOf(v *record.View, kind, municipality string) []string {
	var ids []string
	for _, p := range party.Parties.All(v) {
		bound := kind == "municipality" || kind == "region"
		if p.Type == kind && hasParty(municipality, p) && (municipality != "" || !bound) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// hasParty tells whether a party is there for a municipality: its own, that of
// its region, or one that is not bound to a place.
func hasParty(municipality string, p *party.Party) bool {
	return municipality == "" || (p.Municipality == "" || p.Municipality == municipality) &&
		(p.Type != "region" || p.Region == "" || p.Region == municipality[:2])
}

// unitsOf gives the units of a kind that serve a municipality, or that are not
// said to serve others.
func unitsOf(v *record.View, kind, municipality string) []*party.Unit {
	if municipality == "" || !slices.Contains(record.Vocabulary("unit_kind"), kind) {
		return nil
	}
	return slices.DeleteFunc(party.Units.All(v), func(u *party.Unit) bool {
		if u.Type != kind {
			return true
		}
		places, p := u.Serves(v), party.Parties.Find(v, u.Party)
		return len(places) > 0 && !slices.Contains(places, municipality) || p != nil && !hasParty(municipality, p)
	})
}

// keepApart keeps two ends of one party apart: what is one of them, or a part
// of it, stands for that one alone, and what both are parts of for neither.
func keepApart(a, b *end) {
	for id, mine := range a.near {
		switch theirs := b.near[id]; {
		case mine == general || theirs == foreign:
		case mine > theirs:
			delete(b.near, id)
		case theirs > mine:
			delete(a.near, id)
		default:
			delete(a.near, id)
			delete(b.near, id)
		}
	}
	a.drop()
	b.drop()
}

func (e *end) drop() {
	e.order = slices.DeleteFunc(e.order, func(id string) bool { return e.near[id] == foreign })
}

// isSmaller tells whether less is told about this end: it is of one place, or
// else has fewer parts.
func (e end) isSmaller(other end) bool {
	if here, there := len(e.places) == 1, len(other.places) == 1; here != there {
		return here
	}
	return len(e.order) < len(other.order)
}

// ids gives all that may stand for the end.
func (e end) ids() []string { return e.order }

// seat is how near a seat in a forum is to the end. Where a whole party is
// named as sitting there, its units are represented; a kind sits nowhere.
func (e end) seat(id string) nearness {
	if near := e.near[id]; near != general {
		return near
	}
	return foreign
}

// seats gives the actors whose seat is one of the end's.
func (e end) seats() []string { return e.those(theWhole) }

// parts gives the end itself and what is within it.
func (e end) parts() []string { return e.those(aPart) }

func (e end) those(least nearness) []string {
	var ids []string
	for _, id := range e.order {
		if e.near[id] >= least {
			ids = append(ids, id)
		}
	}
	return ids
}
