package mapping_test

import (
	"slices"
	"testing"

	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/place"
)

// What is listed is what going through all statements chooses, in their order.
func TestListFindsWhatChooseDoes(t *testing.T) {
	v := demo(t)
	var filters []mapping.Filter
	for _, m := range place.All() {
		filters = append(filters, mapping.Filter{Municipality: m.Code}, mapping.Filter{Municipality: m.Code, Stance: mapping.Needs})
	}
	for _, a := range party.Associations.All(v) {
		filters = append(filters, mapping.Filter{Association: a.ID})
	}
	about := map[string]bool{}
	for _, s := range mapping.Statements.All(v) {
		for _, id := range append([]string{s.By}, s.About...) {
			about[id] = true
		}
	}
	for id := range about {
		filters = append(filters, mapping.Filter{About: id}, mapping.Filter{By: id}, mapping.Filter{Actor: id})
	}
	all, found := mapping.Statements.All(v), 0
	for _, f := range filters {
		want, got := mapping.Choose(v, all, f), mapping.List(v, f)
		if !slices.Equal(want, got) {
			t.Errorf("%+v: %d statements, want %d", f, len(got), len(want))
		}
		found += len(got)
	}
	if found == 0 {
		t.Error("nothing was compared")
	}
}
