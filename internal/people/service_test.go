package people_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/people"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
)

func TestInvitation(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		petra := w.Actor(t, "Petra", Role(access.Developer, North))
		made := got[people.Invited](t)(w.People.Invite(ctx, petra, people.Person{Name: "Enar Åberg", Email: " Enar@Kommun.Example"}, Role(access.Editor, North, NorthUnit)))
		a := get(t, w, petra, made.Account)
		if a.Name != "Enar Åberg" || a.Email != "enar@kommun.example" || a.HasPassword() || !a.Has(Role(access.Editor, North, NorthUnit)) || !a.MayManage {
			t.Errorf("%+v", a)
		}
		welcome := got[people.Welcome](t)(w.People.Welcome(ctx, made.Link.Token))
		if diff := cmp.Diff(people.Welcome{Name: "Enar Åberg", Email: "enar@kommun.example", First: true}, welcome); diff != "" {
			t.Error(diff)
		}
		_, err := w.People.Accept(ctx, made.Link.Token, "kort", "")
		wants(t, err, fault.Invalid, "password: people.password.short")
		token := got[string](t)(w.People.Accept(ctx, made.Link.Token, Password, "192.0.2.7"))
		enar := got[access.Actor](t)(w.People.ActorOf(ctx, token))
		if enar.Name != "Enar Åberg" || !enar.Edits(North, NorthUnit) || enar.Account != made.Account {
			t.Errorf("%+v", enar)
		}
		_, err = w.People.Accept(ctx, made.Link.Token, Password, "")
		wants(t, err, fault.NotFound, "people.link.gone")
		if first := logged(t, w, North)[0]; first.Author != petra.Account || first.Action != "role.given" || first.Detail != "editor "+NorthUnit {
			t.Errorf("%+v", first)
		}
	})
}

func TestLinksEnd(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		link := w.Invite(t, "Enar", reader).Link
		w.Pass(7*24*time.Hour - time.Second)
		got[people.Welcome](t)(w.People.Welcome(ctx, link.Token))
		w.Pass(time.Second)
		_, err := w.People.Welcome(ctx, link.Token)
		wants(t, err, fault.NotFound, "people.link.gone")
		for _, token := range []string{"", "x", link.Token[1:] + "A"} {
			_, err := w.People.Accept(ctx, token, Password, "")
			wants(t, err, fault.NotFound, "people.link.gone")
		}
	})
}

func TestForgottenPassword(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		petra := w.Actor(t, "Petra", Role(access.Developer, North))
		lisa, session := w.SignedIn(t, "Lisa", reader)
		first := got[people.Link](t)(w.People.NewLink(ctx, petra, lisa.Account))
		second := got[people.Link](t)(w.People.NewLink(ctx, petra, lisa.Account))
		_, err := w.People.Welcome(ctx, first.Token)
		wants(t, err, fault.NotFound, "people.link.gone")
		got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, "")) // the old one works until then
		token := got[string](t)(w.People.Accept(ctx, second.Token, "ett helt annat lösenord", ""))
		got[access.Actor](t)(w.People.ActorOf(ctx, token))
		_, err = w.People.ActorOf(ctx, session)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		_, err = w.People.SignIn(ctx, Email("Lisa"), Password, "")
		wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
		third := got[people.Link](t)(w.People.NewLink(ctx, petra, lisa.Account))
		w.Pass(24 * time.Hour)
		_, err = w.People.Welcome(ctx, third.Token)
		wants(t, err, fault.NotFound, "people.link.gone")
	})
}

// A link lets its holder in as the account: a process developer gets none for
// somebody who has roles beyond his own association.
func TestInvitingSomebodyKnownGivesNoLink(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		petra := w.Actor(t, "Petra", Role(access.Developer, North))
		adam := w.Actor(t, "Adam", Admin)
		south := w.Invite(t, "Sven", Role(access.Reader, South))
		for _, name := range []string{"Adam", "Sven"} {
			made := got[people.Invited](t)(w.People.Invite(ctx, petra, people.Person{Name: "Annat namn", Email: Email(name)}, reader))
			if made.Link != nil {
				t.Errorf("%s: there is a link", name)
			}
			a := get(t, w, petra, made.Account)
			if a.Name != name || a.MayManage || !a.Elsewhere || !slices.Equal(a.Assignments, []access.Assignment{reader}) {
				t.Errorf("%+v", a)
			}
			_, err := w.People.NewLink(ctx, petra, made.Account)
			wants(t, err, fault.Forbidden, "people.may_not.manage")
			wants(t, w.People.CloseAccount(ctx, petra, made.Account), fault.Forbidden, "people.may_not.manage")
		}
		if a := get(t, w, adam, south.Account); a.Elsewhere || len(a.Assignments) != 2 || !a.MayManage {
			t.Errorf("%+v", a)
		}
		got[people.Welcome](t)(w.People.Welcome(ctx, south.Link.Token))
	})
}

func TestInvitingTwice(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		first, second := w.Invite(t, "Enar", reader), w.Invite(t, "Enar", reader)
		if first.Account != second.Account || len(get(t, w, System, first.Account).Assignments) != 1 {
			t.Errorf("%+v, %+v", first, second)
		}
		_, err := w.People.Welcome(ctx, first.Link.Token)
		wants(t, err, fault.NotFound, "people.link.gone")
		got[people.Welcome](t)(w.People.Welcome(ctx, second.Link.Token))
	})
}

func TestRolesThatAreWrong(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		enar := w.Actor(t, "Enar", reader)
		for _, test := range []struct {
			role access.Assignment
			want string
		}{
			{Role(access.Reader), "association: people.association.needed"},
			{Role(access.Reader, "inget"), "association: people.association.unknown"},
			{Role(access.Administrator, North), "association: people.association.too_much"},
			{Role(access.Editor, North), "unit: people.unit.needed"},
			{Role(access.Editor, North, SouthUnit), "unit: people.unit.unknown"},
			{Role(access.Editor, North, "ingen"), "unit: people.unit.unknown"},
			{Role(access.Developer, North, NorthUnit), "unit: people.unit.too_much"},
			{Role("chef", North), "role: people.role.unknown"},
		} {
			wants(t, w.People.Assign(ctx, System, enar.Account, test.role), fault.Invalid, test.want)
			_, err := w.People.Invite(ctx, System, people.Person{Name: "X", Email: "x@y.example"}, test.role)
			wants(t, err, fault.Invalid, test.want)
		}
		_, err := w.People.Invite(ctx, System, people.Person{}, Role(access.Reader, "inget"))
		var all []string
		for _, f := range err.(*fault.Fault).Fields {
			all = append(all, f.Path)
		}
		if diff := cmp.Diff([]string{"name", "email", "association"}, all); diff != "" {
			t.Error(diff)
		}
		if n := count(t, w, `SELECT count(*) FROM account`); n != 1 {
			t.Errorf("there are %d accounts", n)
		}
	})
}

func TestRolesComeAndGoAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		lisa, token := w.SignedIn(t, "Lisa", reader)
		editor := Role(access.Editor, South, SouthUnit)
		must(t, w.People.Assign(ctx, System, lisa.Account, editor))
		must(t, w.People.Assign(ctx, System, lisa.Account, editor)) // as when a form is posted twice
		now := got[access.Actor](t)(w.People.ActorOf(ctx, token))
		if !now.Edits(South, SouthUnit) || len(now.Assignments) != 2 {
			t.Errorf("%+v", now)
		}
		must(t, w.People.Unassign(ctx, System, lisa.Account, editor))
		must(t, w.People.Unassign(ctx, System, lisa.Account, editor))
		now = got[access.Actor](t)(w.People.ActorOf(ctx, token))
		if now.BelongsTo(South) || len(now.Assignments) != 1 {
			t.Errorf("%+v", now)
		}
		must(t, w.People.Assign(ctx, System, lisa.Account, editor)) // and again
		var actions []string
		for _, e := range logged(t, w, South) {
			if e.Subject == "account/"+lisa.Account {
				actions = append(actions, e.Action)
			}
		}
		if diff := cmp.Diff([]string{"role.given", "role.taken", "role.given"}, actions); diff != "" {
			t.Error(diff)
		}
	})
}

func TestClosing(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		petra := w.Actor(t, "Petra", Role(access.Developer, North))
		lisa, token := w.SignedIn(t, "Lisa", reader)
		link := got[people.Link](t)(w.People.NewLink(ctx, petra, lisa.Account))
		must(t, w.People.CloseAccount(ctx, petra, lisa.Account))
		must(t, w.People.CloseAccount(ctx, petra, lisa.Account))
		_, err := w.People.ActorOf(ctx, token)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		_, err = w.People.SignIn(ctx, Email("Lisa"), Password, "")
		wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
		_, err = w.People.Accept(ctx, link.Token, Password, "")
		wants(t, err, fault.NotFound, "people.link.gone")
		_, err = w.People.NewLink(ctx, petra, lisa.Account)
		wants(t, err, fault.Conflict, "people.closed")
		_, err = w.People.Invite(ctx, petra, people.Person{Name: "Lisa", Email: Email("Lisa")}, reader)
		wants(t, err, fault.Invalid, "email: people.email.closed")
		if n := len(got[[]people.Account](t)(w.People.List(ctx, petra, people.Filter{}))); n != 1 {
			t.Errorf("%d open accounts", n)
		}
		must(t, w.People.Reopen(ctx, petra, lisa.Account))
		must(t, w.People.Reopen(ctx, petra, lisa.Account))
		_, err = w.People.ActorOf(ctx, token)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		token = got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, ""))
		if a := got[access.Actor](t)(w.People.ActorOf(ctx, token)); !a.BelongsTo(North) {
			t.Errorf("%+v", a)
		}
	})
}

// Another server knows of what happened here within a minute.
func TestAnotherServerLetsGoWithinAMinute(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		other := w.Server(people.Options{})
		lisa, token := w.SignedIn(t, "Lisa", reader)
		got[access.Actor](t)(other.ActorOf(ctx, token))
		must(t, w.People.CloseAccount(ctx, System, lisa.Account))
		w.Pass(59 * time.Second)
		_, err := other.ActorOf(ctx, token)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		adam := w.Actor(t, "Adam", Admin, Role(access.Developer, North))
		invited := w.Invite(t, "Berit", Admin) // cannot sign in yet
		wants(t, w.People.CloseAccount(ctx, adam, adam.Account), fault.Conflict, "people.last_administrator")
		wants(t, w.People.Unassign(ctx, adam, adam.Account, Admin), fault.Conflict, "people.last_administrator")
		must(t, w.People.Unassign(ctx, adam, adam.Account, Role(access.Developer, North)))
		got[string](t)(w.People.Accept(ctx, invited.Link.Token, Password, ""))
		must(t, w.People.CloseAccount(ctx, adam, adam.Account))
		wants(t, w.People.Unassign(ctx, System, invited.Account, Admin), fault.Conflict, "people.last_administrator")
		must(t, w.People.Reopen(ctx, System, adam.Account))
		must(t, w.People.Unassign(ctx, System, invited.Account, Admin))
	})
}

func TestTwoAdministratorsWhoCloseEachOther(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		a, b := w.Actor(t, "Adam", Admin), w.Actor(t, "Berit", Admin)
		errs := make([]error, 2)
		var wg sync.WaitGroup
		wg.Go(func() { errs[0] = w.People.CloseAccount(ctx, a, b.Account) })
		wg.Go(func() { errs[1] = w.People.CloseAccount(ctx, b, a.Account) })
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("%v, %v", errs[0], errs[1])
		}
	})
}

func TestAddFirst(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		adam := people.Person{Name: "Adam", Email: "Adam@kommun.example"}
		_, err := w.People.AddFirst(ctx, access.Public(), adam, Password)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		_, err = w.People.AddFirst(ctx, System, adam, "adam@kommun1")
		wants(t, err, fault.Invalid, "password: people.password.email")
		account := got[string](t)(w.People.AddFirst(ctx, System, adam, Password))
		_, err = w.People.AddFirst(ctx, System, adam, Password)
		wants(t, err, fault.Invalid, "email: people.email.taken")
		token := got[string](t)(w.People.SignIn(ctx, "ADAM@kommun.example", Password, ""))
		if a := got[access.Actor](t)(w.People.ActorOf(ctx, token)); !a.IsAdministrator() || a.Account != account {
			t.Errorf("%+v", a)
		}
	})
}

func TestNames(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		petra := w.Actor(t, "Petra", Role(access.Developer, North), Role(access.Reader, South))
		enar := w.Actor(t, "Enar", Role(access.Editor, North, NorthUnit))
		gone := w.Actor(t, "Gun", Role(access.Developer, North))
		must(t, w.People.Unassign(ctx, System, gone.Account, Role(access.Developer, North)))
		adam := w.Actor(t, "Adam", Admin)
		sven := w.Actor(t, "Sven", Role(access.Reader, South))
		authors := []string{petra.Account, enar.Account, gone.Account, adam.Account, "system/import", "public", "någon", petra.Account}
		for _, test := range []struct {
			actor access.Actor
			want  []string
		}{
			{access.Public(), []string{"developer", "editor", "developer", "administrator", "system", "public", "unknown"}},
			{sven, []string{"Petra", "editor", "developer", "administrator", "system", "public", "unknown"}},
			{enar, []string{"Petra", "Enar", "Gun", "administrator", "system", "public", "unknown"}},
			{adam, []string{"Petra", "Enar", "Gun", "Adam", "system", "public", "unknown"}},
		} {
			names := got[map[string]people.Byline](t)(w.People.NameOf(ctx, test.actor, authors...))
			for i, author := range authors[:7] {
				want := people.Byline{Key: "people.by." + test.want[i]}
				if test.want[i][0] < 'a' {
					want = people.Byline{Name: test.want[i]}
				}
				if names[author] != want {
					t.Errorf("%s sees %+v, want %+v", test.actor.Name, names[author], want)
				}
			}
		}
	})
}

func TestActingAs(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		lisa := w.Actor(t, "Lisa", reader)
		if now := got[access.Actor](t)(w.People.ActingAs(ctx, System, lisa.Account)); !cmp.Equal(lisa, now) {
			t.Errorf("%+v", now)
		}
		_, err := w.People.ActingAs(ctx, w.Actor(t, "Adam", Admin), lisa.Account)
		wants(t, err, fault.Forbidden, "people.may_not_act")
		_, err = w.People.ActingAs(ctx, System, "ingen")
		wants(t, err, fault.NotFound, "people.not_found")
		must(t, w.People.CloseAccount(ctx, System, lisa.Account))
		_, err = w.People.ActingAs(ctx, System, lisa.Account)
		wants(t, err, fault.Forbidden, "people.account_closed")
	})
}

func TestDemonstration(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		roles := []access.Assignment{Admin, Role(access.Developer, North), Role(access.Developer, South),
			Role(access.Editor, North, NorthUnit), Role(access.Reader, North)}
		for range 2 {
			must(t, w.People.SeedDemo(ctx, System, roles...))
		}
		for _, role := range access.Roles() {
			a := got[access.Actor](t)(w.People.ActorOf(ctx, got[string](t)(w.People.DemoSignIn(ctx, role))))
			if a.Name != people.DemoName(role) || a.Assignments[0].Role != role {
				t.Errorf("%+v", a)
			}
			_, err := w.People.SignIn(ctx, get(t, w, a, a.Account).Email, "", "192.0.2."+string(role))
			wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
		}
		if n := count(t, w, `SELECT count(*) FROM assignment`); n != len(roles) {
			t.Errorf("%d roles", n)
		}
		real := w.Server(people.Options{})
		_, err := real.DemoSignIn(ctx, access.Administrator)
		wants(t, err, fault.NotFound, "people.demo.off")
		wants(t, real.SeedDemo(ctx, System, roles...), fault.Forbidden, "people.demo.off")
	})
}

func TestDemoWithoutAccounts(t *testing.T) {
	w := Open(t, dbtest.SQLite)
	_, err := w.People.DemoSignIn(ctx, access.Reader)
	wants(t, err, fault.NotFound, "people.demo.gone")
}
