package people_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/people"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/platform/fault"
)

func names(all []people.Account) []string {
	list := []string{}
	for _, a := range all {
		list = append(list, a.Name)
	}
	return list
}

func TestList(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		petra := w.Actor(t, "Petra", Role(access.Developer, North))
		w.Invite(t, "Öbergs", Role(access.Reader, North))
		w.Invite(t, "Åsa", Role(access.Reader, North), Role(access.Reader, South))
		w.Invite(t, "Sven", Role(access.Reader, South))
		adam := w.Actor(t, "Adam", Admin)
		closed := w.Invite(t, "Gun", Role(access.Editor, North, NorthUnit))
		must(t, w.People.CloseAccount(ctx, adam, closed.Account))
		for _, test := range []struct {
			actor  access.Actor
			filter people.Filter
			want   []string
		}{
			{petra, people.Filter{}, []string{"Petra", "Åsa", "Öbergs"}},
			{petra, people.Filter{Closed: true}, []string{"Gun", "Petra", "Åsa", "Öbergs"}},
			{petra, people.Filter{Association: South}, []string{}},
			{adam, people.Filter{}, []string{"Adam", "Petra", "Sven", "Åsa", "Öbergs"}},
			{adam, people.Filter{Association: South}, []string{"Sven", "Åsa"}},
			{adam, people.Filter{Words: "ÖBERG kommun"}, []string{"Öbergs"}},
			{adam, people.Filter{Words: "sven adam"}, []string{}},
		} {
			all := got[[]people.Account](t)(w.People.List(ctx, test.actor, test.filter))
			if diff := cmp.Diff(test.want, names(all)); diff != "" {
				t.Errorf("%s, %+v: %s", test.actor.Name, test.filter, diff)
			}
		}
		all := got[[]people.Account](t)(w.People.List(ctx, petra, people.Filter{Words: "åsa"}))
		if a := all[0]; !a.Elsewhere || a.MayManage || len(a.Assignments) != 1 {
			t.Errorf("%+v", a)
		}
		_, err := w.People.List(ctx, access.Public(), every)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
	})
}

// The list is all accounts there are, less those that Get refuses.
func TestListIsWhatGetGives(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		roles := []access.Assignment{Admin}
		for _, place := range [][2]string{{North, NorthUnit}, {South, SouthUnit}} {
			roles = append(roles, Role(access.Developer, place[0]), Role(access.Reader, place[0]), Role(access.Editor, place[0], place[1]))
		}
		random := rand.New(rand.NewPCG(1, 2))
		var ids []string
		var actors []access.Actor
		for i := range 12 {
			var some []access.Assignment
			for _, n := range random.Perm(len(roles))[:1+random.IntN(2)] {
				some = append(some, roles[n])
			}
			id := w.Invite(t, fmt.Sprint("A", i), some...).Account
			ids = append(ids, id)
			actors = append(actors, access.Actor{Account: id, Name: fmt.Sprint("A", i), Assignments: some})
		}
		for _, actor := range actors {
			var listed, gotten []string
			for _, a := range got[[]people.Account](t)(w.People.List(ctx, actor, every)) {
				listed = append(listed, a.ID)
			}
			for _, id := range ids {
				if _, err := w.People.Get(ctx, actor, id); err == nil {
					gotten = append(gotten, id)
				}
			}
			slices.Sort(listed)
			slices.Sort(gotten)
			if diff := cmp.Diff(gotten, listed); diff != "" {
				t.Errorf("%+v: %s", actor, diff)
			}
		}
	})
}
