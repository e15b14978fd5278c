package forum

import (
	"iter"
	"maps"
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/record"
)

// candidates gives the forums that may be among those chosen, in order, without
// going through those of the whole country where a place or somebody is named.
func (f Filter) candidates(v *record.View, who people) []*Forum {
	switch {
	case who.place != "":
		return at(v, who.place, who.here)
	case who.conveners != nil:
		return pointing(v, maps.Keys(who.conveners), "convener")
	case len(who.seated) > 0 && who.seated[0].kind == "":
		return pointing(v, maps.Keys(who.seated[0].ids), "participants.actor")
	}
	return Forums.All(v)
}

// pointing gives the forums that point at one of some actors, in order, also
// those that have ended.
func pointing(v *record.View, actors iter.Seq[string], field string) []*Forum {
	found := map[*Forum]bool{}
	for id := range actors {
		for _, kind := range []string{party.Parties.Name, party.Units.Name} {
			for _, b := range v.PointingEver(Forums.Kind, record.Key{Kind: kind, ID: id}, field) {
				found[Forums.As(b)] = true
			}
		}
	}
	return inOrder(v, found)
}

// inOrder gives chosen forums in the order of all forums.
func inOrder(v *record.View, chosen map[*Forum]bool) []*Forum {
	var bodies []record.Body
	for f := range chosen {
		bodies = append(bodies, f)
	}
	v.InOrder(Forums.Kind, bodies)
	forums := make([]*Forum, len(bodies))
	for i, b := range bodies {
		forums[i] = Forums.As(b)
	}
	return forums
}

// At gives the forums that are for a municipality, as Serves has it, in order,
// also those that have ended.
func At(v *record.View, code string) []*Forum {
	var all []*Forum
	for _, f := range at(v, code, actorsOf(v, code)) {
		if slices.Contains(f.Serves(v), code) {
			all = append(all, f)
		}
	}
	return all
}

// at gives the forums that name a municipality or one of its actors.
func at(v *record.View, code string, here map[string]bool) []*Forum {
	found := map[*Forum]bool{}
	for _, b := range v.PointingEver(Forums.Kind, record.Key{Kind: "municipality", ID: code}) {
		found[Forums.As(b)] = true
	}
	for _, f := range pointing(v, maps.Keys(here), "participants.actor") {
		found[f] = true
	}
	return inOrder(v, found)
}
