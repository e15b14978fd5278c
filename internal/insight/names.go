package insight

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// partyWord is what a party, or a kind of it, is called in a sentence.
func (x *Index) partyWord(id string) any {
	if contact.IsKind(id) {
		if slices.Contains(record.Vocabulary("party_kind"), id) {
			return Term{"party_kind", id}
		}
		return Term{"unit_kind", id}
	}
	if p := party.Parties.Find(x.v, id); p != nil {
		return shortOr(p.ShortName, p.Name)
	}
	return party.ActorName(x.v, id)
}

// endName is what an actor, or a kind of party at the end of a telling, is called
// in a sentence: a unit with its party, unless its name says which that is.
func (x *Index) endName(id string) any {
	who := x.atlas().actors[id]
	switch {
	case id == "municipality" || id == "region":
		return say("insight.every_" + id)
	case who == nil || who.unit == nil || who.home == nil:
		return x.partyWord(id)
	}
	name, home := shortOr(who.unit.ShortName, who.unit.Name), shortOr(who.home.ShortName, who.home.Name)
	if strings.Contains(name, who.home.Name) || strings.Contains(name, home) {
		return name
	}
	if who.kind == "municipality" {
		return say("insight.unit_in", name, home)
	}
	return say("insight.unit_at", name, home)
}

// forumName is what a forum is called in a sentence: short.
func (x *Index) forumName(id string) string {
	if f := forum.Forums.Find(x.v, id); f != nil {
		return shortOr(f.ShortName, f.Name)
	}
	return id
}

// sitterName is what somebody who sits in a forum is called in a sentence.
func (x *Index) sitterName(id, function string) any {
	if function == "" {
		return x.endName(id)
	}
	return say("insight.function_at", function, x.endName(id))
}

// elementName is what something that may go away is called in a sentence.
func (x *Index) elementName(e Element) any {
	switch e.Kind {
	case NodeForum:
		return x.forumName(e.ID)
	case ElementFunction:
		return x.sitterName(e.Actor, e.Function)
	case NodePerson:
		return say("insight.a_person")
	case TiePath:
		if p := contact.Paths.Find(x.v, e.ID); p != nil {
			return say("insight.way_from", x.endName(p.From), x.endName(p.Into))
		}
	case TieColocation:
		return say("insight.house_of", x.endName(e.ID))
	}
	return x.endName(e.ID)
}
