package party

import (
	"slices"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// oldest is above the age of anybody whom a unit or a forum could be for.
const oldest = 120

// CheckAges gives what is wrong with an age span in years; an end that is nil
// is open.
func CheckAges(from, to *int) []fault.Field {
	var faults []fault.Field
	if from != nil && *from > oldest {
		faults = append(faults, fault.Field{Path: "age_min", Key: "party.age_too_high", Args: []any{oldest}})
	}
	if to != nil && *to > oldest {
		faults = append(faults, fault.Field{Path: "age_max", Key: "party.age_too_high", Args: []any{oldest}})
	}
	if from != nil && to != nil && *to < *from {
		faults = append(faults, fault.Field{Path: "age_max", Key: "party.age_upside_down", Args: []any{*from, *to}})
	}
	return faults
}

// Takes tells whether an age span takes in an age in years.
func Takes(from, to *int, age int) bool {
	return (from == nil || *from <= age) && (to == nil || age <= *to)
}

// ForAge tells whether a thing with an age span and target groups is for a
// person of an age. The span of the thing itself decides; without one, it is
// for those whom any of its target groups is for; without either, for everybody.
func ForAge(v *record.View, from, to *int, groups []string, age int) bool {
	if from != nil || to != nil || len(groups) == 0 {
		return Takes(from, to, age)
	}
	known := false
	for _, id := range groups {
		t := TargetGroups.Find(v, id)
		if t == nil {
			continue
		}
		if Takes(t.AgeMin, t.AgeMax, age) {
			return true
		}
		known = true
	}
	return !known
}

// Serves gives the municipalities that a unit works for: those it names, or
// else the one of its party.
func (u *Unit) Serves(v *record.View) []string {
	if u.Municipality != "" && !slices.Contains(u.Municipalities, u.Municipality) {
		return append([]string{u.Municipality}, u.Municipalities...)
	}
	if len(u.Municipalities) > 0 {
		return u.Municipalities
	}
	if p := Parties.Find(v, u.Party); p != nil && p.Municipality != "" {
		return []string{p.Municipality}
	}
	return nil
}

// Actor is a party or a unit of one, seen alike.
type Actor struct {
	ID    string
	Party *Party
	Unit  *Unit // nil where the actor is the party itself
}

// FindActor gives the actor with the id; ok is false if the view has none.
func FindActor(v *record.View, id string) (a Actor, ok bool) {
	if u := Units.Find(v, id); u != nil {
		return Actor{id, Parties.Find(v, u.Party), u}, true
	}
	if p := Parties.Find(v, id); p != nil {
		return Actor{ID: id, Party: p}, true
	}
	return Actor{ID: id}, false
}

// Body is the record of the actor.
func (a Actor) Body() record.Body {
	if a.Unit != nil {
		return a.Unit
	}
	return a.Party
}

// Key is the key of the actor's record.
func (a Actor) Key() record.Key {
	if a.Unit != nil {
		return a.Unit.Key()
	}
	return record.Key{Kind: Parties.Name, ID: a.ID}
}

// PartyID is the id of the actor's party.
func (a Actor) PartyID() string {
	if a.Unit != nil {
		return a.Unit.Party
	}
	return a.ID
}

// Type is the kind of the actor's party, "other" if it cannot be seen.
func (a Actor) Type() string {
	if a.Party != nil {
		return a.Party.Type
	}
	return "other"
}

// Name is what the actor is called, with its party where it is a unit:
// "Arbetsmarknadsenheten, Aneby kommun".
func (a Actor) Name() string {
	switch {
	case a.Unit == nil && a.Party == nil:
		return a.ID
	case a.Unit == nil:
		return a.Party.Name
	case a.Party == nil:
		return a.Unit.Name
	}
	return a.Unit.Name + ", " + a.Party.Name
}

// ActorName is what the actor with the id is called, with its party.
func ActorName(v *record.View, id string) string {
	a, _ := FindActor(v, id)
	return a.Name()
}

// KindName is what an office of a kind of party or of unit is called, whichever
// it is; false if the word is neither kind.
func KindName(l *text.Lang, word string) (string, bool) {
	for _, vocabulary := range []string{"party_kind", "unit_kind"} {
		if slices.Contains(record.Vocabulary(vocabulary), word) {
			return l.T(vocabulary + "." + word), true
		}
	}
	return "", false
}

// PartyOf gives the id of an actor's party; the actor's own id if it is one.
func PartyOf(v *record.View, actor string) string {
	a, _ := FindActor(v, actor)
	return a.PartyID()
}

// Within gives the actor and all that belongs to it: the units of a party, the
// units under a unit.
func Within(v *record.View, actor string) []string {
	all := []string{actor}
	if Parties.Find(v, actor) != nil {
		for _, u := range Units.Pointing(v, record.Key{Kind: "party", ID: actor}, "party") {
			all = append(all, u.ID)
		}
		return all
	}
	for i := 0; i < len(all); i++ {
		for _, u := range Children(v, all[i]) {
			if !slices.Contains(all, u.ID) {
				all = append(all, u.ID)
			}
		}
	}
	return all
}

// Children gives the units right under a unit.
func Children(v *record.View, unit string) []*Unit {
	return Units.Pointing(v, record.Key{Kind: "unit", ID: unit}, "part_of")
}

// Ancestors gives the units that a unit is part of, the nearest first.
func Ancestors(v *record.View, u *Unit) []*Unit {
	var up []*Unit
	for parent := Units.Find(v, u.PartOf); parent != nil; parent = Units.Find(v, parent.PartOf) {
		if parent == u || slices.Contains(up, parent) {
			break
		}
		up = append(up, parent)
	}
	return up
}

// House is one other actor in the same house as a unit, as either of them told.
type House struct {
	Actor  string
	Extent string // in words; "" is unknown
	Told   *Unit  // the unit that told it
}

// SameHouse gives the actors that sit in the same house as an actor, told from
// its side or from theirs.
func SameHouse(v *record.View, actor string) []House {
	var all []House
	if u := Units.Find(v, actor); u != nil {
		for _, c := range u.ColocatedWith {
			all = addHouse(all, House{c.Actor, c.Extent, u})
		}
	}
	for _, kind := range []string{Parties.Name, Units.Name} {
		for _, u := range Units.Pointing(v, record.Key{Kind: kind, ID: actor}, "colocated_with.actor") {
			for _, c := range u.ColocatedWith {
				if c.Actor == actor {
					all = addHouse(all, House{u.ID, c.Extent, u})
				}
			}
		}
	}
	return all
}

// addHouse adds what one side tells. Where both tell of it, the one that says
// how much counts, the actor's own first.
func addHouse(all []House, h House) []House {
	i := slices.IndexFunc(all, func(other House) bool { return other.Actor == h.Actor })
	switch {
	case i < 0:
		return append(all, h)
	case all[i].Extent == "":
		all[i] = h
	}
	return all
}

// ActorsOf gives the ids of the parties of a municipality and of the units that
// work for it, also of those that have ended.
func ActorsOf(v *record.View, code string) []string {
	var ids []string
	here := record.Key{Kind: "municipality", ID: code}
	add := func(units []record.Body) {
		for _, b := range units {
			if slices.Contains(Units.As(b).Serves(v), code) {
				ids = append(ids, b.HeadOf().ID)
			}
		}
	}
	for _, p := range v.PointingEver(Parties.Kind, here, "municipality") {
		ids = append(ids, p.HeadOf().ID)
		add(v.PointingEver(Units.Kind, p.HeadOf().Key(), "party"))
	}
	add(v.PointingEver(Units.Kind, here))
	slices.Sort(ids)
	return slices.Compact(ids)
}
