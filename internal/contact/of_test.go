package contact_test

import (
	"slices"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/party"
)

// What is told of actors is what going through all finds, in the same order.
func TestOfFindsWhatGoingThroughAllDoes(t *testing.T) {
	v := demo(t)
	sets := [][]string{}
	for _, p := range party.Parties.All(v) {
		sets = append(sets, []string{p.ID}, party.Within(v, p.ID))
	}
	for _, u := range party.Units.All(v) {
		sets = append(sets, []string{u.ID})
	}
	for _, ids := range sets {
		has := func(a, b string) bool { return slices.Contains(ids, a) || slices.Contains(ids, b) }
		relations := slices.DeleteFunc(contact.Relations.All(v), func(r *contact.Relation) bool { return !has(r.From, r.To) })
		paths := slices.DeleteFunc(contact.Paths.All(v), func(p *contact.Path) bool { return !has(p.From, p.Into) })
		if got := contact.RelationsOf(v, ids); !slices.Equal(got, relations) {
			t.Errorf("%v: %d relations, want %d", ids, len(got), len(relations))
		}
		if got := contact.PathsOf(v, ids); !slices.Equal(got, paths) {
			t.Errorf("%v: %d paths, want %d", ids, len(got), len(paths))
		}
	}
}
