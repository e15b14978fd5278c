package contact

import (
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// RelationsOf gives the relations with one of some actors at an end, in order.
func RelationsOf(v *record.View, actors []string) []*Relation {
	return pointing(v, Relations, actors)
}

// PathsOf gives the paths with one of some actors at an end, in order.
func PathsOf(v *record.View, actors []string) []*Path { return pointing(v, Paths, actors) }

// pointing gives the records of a kind that point at one of some actors, in
// order, without going through those of the whole country.
func pointing[T any](v *record.View, kind record.Of[T], actors []string) []*T {
	seen := map[record.Body]bool{}
	var found []record.Body
	for _, id := range actors {
		for _, sort := range []string{party.Parties.Name, party.Units.Name} {
			for _, b := range v.Pointing(kind.Kind, record.Key{Kind: sort, ID: id}) {
				if !seen[b] {
					seen[b] = true
					found = append(found, b)
				}
			}
		}
	}
	v.InOrder(kind.Kind, found)
	all := make([]*T, len(found))
	for i, b := range found {
		all[i] = kind.As(b)
	}
	return all
}
