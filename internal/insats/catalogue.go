package insats

import (
	"maps"
	"slices"

	"samkarta/internal/record"
)

// Catalogue is the insatser that an actor may see on a day, with their index.
type Catalogue struct {
	*Index
	All   []*Insats // in order, also those that take no people
	Towns []string  // codes of the municipalities that any of them is told to be for
}

// NewCatalogue reads the insatser of a view.
func NewCatalogue(v *record.View) *Catalogue {
	all := Insatser.All(v)
	return &Catalogue{NewIndex(all), all, townsOf(all)}
}

// CatalogueOf gives the catalogue of a view, read and compiled once for each
// version of the map and for all who see the same of it (record.Once): a change
// shows at the next request, on every server.
func CatalogueOf(v *record.View) *Catalogue {
	return record.Once(v, catalogueQuestion{}, func() *Catalogue { return NewCatalogue(v) })
}

type catalogueQuestion struct{}

// townsOf lists the municipalities that any insats is told to be for, by code.
func townsOf(all []*Insats) []string {
	seen := map[string]bool{}
	for _, x := range all {
		for _, code := range x.Towns() {
			seen[code] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
