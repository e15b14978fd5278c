package forum_test

import (
	"slices"
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/place"
)

// What is listed for a place or an actor is what going through all forums finds.
func TestListFindsWhatGoingThroughAllDoes(t *testing.T) {
	v := demo(t)
	check := func(f forum.Filter, takes func(x *forum.Forum) bool) {
		want := slices.DeleteFunc(forum.Forums.All(v), func(x *forum.Forum) bool { return !takes(x) })
		if got := forum.List(v, f); !slices.Equal(got, want) {
			t.Errorf("%+v: %d forums, want %d", f, len(got), len(want))
		}
	}
	for _, m := range place.All() {
		check(forum.Filter{Municipality: m.Code}, func(x *forum.Forum) bool { return slices.Contains(x.Serves(v), m.Code) })
	}
	actors := []string{}
	for _, p := range party.Parties.All(v) {
		actors = append(actors, p.ID)
	}
	for _, u := range party.Units.All(v) {
		actors = append(actors, u.ID)
	}
	for _, id := range actors {
		seated := forum.SeatingOf(v, id)
		within := party.Within(v, id)
		check(forum.Filter{Actors: []string{id}}, func(x *forum.Forum) bool { return seated.In(v, x) })
		check(forum.Filter{Convener: id}, func(x *forum.Forum) bool { return slices.Contains(within, x.Convener) })
		check(forum.Filter{Parties: []string{"region", id}}, func(x *forum.Forum) bool {
			return forum.SeatingOfAny(v, "region").In(v, x) && seated.In(v, x)
		})
	}
}
