package people

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

// accessTable is who may do what: the columns are actors with a role in one
// association, "own"; "another" is any association they have no role in.
const accessTable = `| operation | public | reader | editor | developer | administrator | command line |
|---|---|---|---|---|---|---|
| list accounts | sign in | yes | yes | yes | yes | yes |
| see an account with a role in the own association | sign in | yes | yes | yes | yes | yes |
| see an account of another association | sign in | not found | not found | not found | yes | yes |
| see an administrator | sign in | not found | not found | not found | yes | yes |
| see a role in another association | no | no | no | no | yes | yes |
| invite, give or take a role in the own association | sign in | no | no | yes | yes | yes |
| invite, give or take a role in another association | sign in | no | no | no | yes | yes |
| make or unmake an administrator | sign in | no | no | no | yes | yes |
| make a link for, close or reopen an account of the own association | sign in | no | no | yes | yes | yes |
| make a link for, close or reopen an account of both | sign in | no | no | no | yes | yes |
| make a link for, close or reopen a colleague who administers | sign in | no | no | no | yes | yes |
| make a link for, close or reopen an account without a role | sign in | no | no | no | yes | yes |
| change the own password, see and end the own sessions | sign in | yes | yes | yes | yes | sign in |
| know the name of a colleague, also a former one | no | yes | yes | yes | yes | yes |
| know the name of anybody else | no | no | no | no | yes | yes |
| add an administrator with a password | sign in | no | no | no | no | yes |
| act as an account, in a job it asked for | sign in | no | no | no | no | yes |
`

func assigned(role access.Role, scope ...string) access.Assignment {
	scope = append(scope, "", "")
	return access.Assignment{Role: role, Association: scope[0], Unit: scope[1]}
}

func actor(name string, roles ...access.Assignment) access.Actor {
	return access.Actor{Account: name, Name: name, Assignments: roles}
}

var actors = []access.Actor{
	access.Public(),
	actor("reader", assigned(access.Reader, "own")),
	actor("editor", assigned(access.Editor, "own", "unit")),
	actor("developer", assigned(access.Developer, "own")),
	actor("administrator", assigned(access.Administrator)),
	access.System("user"),
}

func account(roles ...access.Assignment) Account { return Account{ID: "x", Assignments: roles} }

func allowed(yes bool) error {
	if yes {
		return nil
	}
	return fault.New(fault.Forbidden, "")
}

var operations = []struct {
	name string
	may  func(a access.Actor) error
}{
	{"list accounts", mayList},
	{"see an account with a role in the own association", func(a access.Actor) error {
		return mayView(a, account(assigned(access.Reader, "another"), assigned(access.Reader, "own")))
	}},
	{"see an account of another association", func(a access.Actor) error {
		return mayView(a, account(assigned(access.Developer, "another")))
	}},
	{"see an administrator", func(a access.Actor) error { return mayView(a, account(assigned(access.Administrator))) }},
	{"see a role in another association", func(a access.Actor) error {
		return allowed(mayViewRole(a, "x", assigned(access.Reader, "another")))
	}},
	{"invite, give or take a role in the own association", func(a access.Actor) error {
		return mayGrant(a, assigned(access.Developer, "own"))
	}},
	{"invite, give or take a role in another association", func(a access.Actor) error {
		return mayGrant(a, assigned(access.Reader, "another"))
	}},
	{"make or unmake an administrator", func(a access.Actor) error { return mayGrant(a, assigned(access.Administrator)) }},
	{"make a link for, close or reopen an account of the own association", func(a access.Actor) error {
		return mayManage(a, account(assigned(access.Developer, "own"), assigned(access.Editor, "own", "unit")))
	}},
	{"make a link for, close or reopen an account of both", func(a access.Actor) error {
		return mayManage(a, account(assigned(access.Reader, "own"), assigned(access.Reader, "another")))
	}},
	{"make a link for, close or reopen a colleague who administers", func(a access.Actor) error {
		return mayManage(a, account(assigned(access.Reader, "own"), assigned(access.Administrator)))
	}},
	{"make a link for, close or reopen an account without a role", func(a access.Actor) error { return mayManage(a, account()) }},
	{"change the own password, see and end the own sessions", mayKeep},
	{"know the name of a colleague, also a former one", func(a access.Actor) error {
		return allowed(mayName(a, "x", []access.Assignment{assigned(access.Reader, "own")}))
	}},
	{"know the name of anybody else", func(a access.Actor) error {
		return allowed(mayName(a, "x", []access.Assignment{assigned(access.Developer, "another")}))
	}},
	{"add an administrator with a password", mayAddFirst},
	{"act as an account, in a job it asked for", mayActAs},
}

// matrix asks the functions who may do what.
func matrix() string {
	var b strings.Builder
	b.WriteString("| operation | public | reader | editor | developer | administrator | command line |\n|" + strings.Repeat("---|", 7) + "\n")
	for _, o := range operations {
		b.WriteString("| " + o.name + " |")
		for _, a := range actors {
			fmt.Fprintf(&b, " %s |", word(o.may(a)))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func word(err error) string {
	if err == nil {
		return "yes"
	}
	return map[fault.Kind]string{fault.Forbidden: "no", fault.NotFound: "not found", fault.Unauthenticated: "sign in"}[fault.KindOf(err)]
}

func TestAccess(t *testing.T) {
	if diff := cmp.Diff(accessTable, matrix()); diff != "" {
		t.Error(diff)
	}
}

// Everybody may see himself, whatever roles he has, and all of them.
func TestEverybodySeesHimself(t *testing.T) {
	a := actor("x", assigned(access.Reader, "own"))
	self := account(assigned(access.Reader, "another"))
	if mayView(a, self) != nil || shownTo(a, self).Elsewhere || !mayName(a, "x", nil) {
		t.Error("he does not")
	}
	if nobody := (access.Actor{}); mayView(nobody, Account{}) == nil || mayName(nobody, "", nil) {
		t.Error("the public sees an account without an id")
	}
}

// A process developer gives no role that he could not take himself.
func TestWhatMayBeGrantedIsOffered(t *testing.T) {
	for _, a := range actors {
		var want []string
		for _, s := range a.Assignments {
			if s.Role == access.Developer && MayGrant(a, s) {
				want = append(want, s.Association)
			}
		}
		if diff := cmp.Diff(want, Developed(a)); diff != "" || (MayInvite(a) == nil) != (len(want) > 0 || a.IsAdministrator()) {
			t.Errorf("%s: %s", a.Name, diff)
		}
	}
}
