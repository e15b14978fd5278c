package people

import (
	"slices"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

var (
	errSignIn   = fault.New(fault.Unauthenticated, "people.sign_in.first")
	errNotFound = fault.New(fault.NotFound, "people.not_found")
)

func refuse(actor access.Actor, key string) error {
	if !actor.IsSignedIn() {
		return errSignIn
	}
	return fault.New(fault.Forbidden, key)
}

// mayList refuses those who have no colleagues to look at.
func mayList(actor access.Actor) error {
	if len(actor.Assignments) > 0 {
		return nil
	}
	return refuse(actor, "people.may_not.list")
}

// mayView refuses those who share no association with the account: that it
// exists is not told either. Administrators see all, and everybody himself.
func mayView(actor access.Actor, a Account) error {
	if actor.IsAdministrator() || actor.IsSignedIn() && actor.Account == a.ID || isColleague(actor, a.Assignments) {
		return nil
	}
	if !actor.IsSignedIn() {
		return errSignIn
	}
	return errNotFound
}

// isColleague tells whether the actor has a role in an association that one of
// the assignments is in.
func isColleague(actor access.Actor, all []access.Assignment) bool {
	return slices.ContainsFunc(all, func(a access.Assignment) bool { return actor.BelongsTo(a.Association) })
}

// mayViewRole tells whether the actor sees that an account has the role.
func mayViewRole(actor access.Actor, account string, a access.Assignment) bool {
	return actor.IsAdministrator() || actor.Account == account || actor.BelongsTo(a.Association)
}

// mayGrant refuses those who may not give or take the role: process developers
// may within their own associations, and only administrators make others so.
func mayGrant(actor access.Actor, a access.Assignment) error {
	if actor.IsAdministrator() || a.Role != access.Administrator && actor.Develops(a.Association) {
		return nil
	}
	return refuse(actor, "people.may_not.grant")
}

// mayManage refuses those who may not make a link for the account, close it or
// reopen it. A link lets whoever has it sign in as the account, so a process
// developer may only where the account has no role outside the associations
// that he develops.
func mayManage(actor access.Actor, a Account) error {
	within := len(a.Assignments) > 0
	for _, role := range a.Assignments {
		within = within && mayGrant(actor, role) == nil
	}
	if actor.IsAdministrator() || within {
		return nil
	}
	return refuse(actor, "people.may_not.manage")
}

// mayAddFirst refuses all but the program itself, at the word of who holds the
// machine.
func mayAddFirst(actor access.Actor) error {
	if isProgram(actor) {
		return nil
	}
	return refuse(actor, "people.may_not.add_first")
}

// mayActAs refuses all but the program itself, in a job that an account asked
// for.
func mayActAs(actor access.Actor) error {
	if isProgram(actor) {
		return nil
	}
	return refuse(actor, "people.may_not_act")
}

func isProgram(actor access.Actor) bool { return strings.HasPrefix(actor.Account, "system/") }

// mayKeep refuses those who have no account of their own to keep.
func mayKeep(actor access.Actor) error {
	if actor.IsSignedIn() && !isProgram(actor) {
		return nil
	}
	return errSignIn
}

// mayName tells whether the actor may know the name of an account with the
// assignments, also earlier ones.
func mayName(actor access.Actor, account string, all []access.Assignment) bool {
	return actor.IsAdministrator() || actor.IsSignedIn() && actor.Account == account || isColleague(actor, all)
}

// MayInvite refuses those who may not add accounts at all.
func MayInvite(actor access.Actor) error {
	if actor.IsAdministrator() || len(Developed(actor)) > 0 {
		return nil
	}
	return refuse(actor, "people.may_not.grant")
}

// MayList tells whether the actor may look at accounts other than his own.
func MayList(actor access.Actor) bool { return mayList(actor) == nil }

// MayGrant tells whether the actor may give and take the role.
func MayGrant(actor access.Actor, a access.Assignment) bool { return mayGrant(actor, a) == nil }

// Developed lists the associations that the actor is process developer of.
func Developed(actor access.Actor) []string {
	var all []string
	for _, a := range actor.Assignments {
		if a.Role == access.Developer && !slices.Contains(all, a.Association) {
			all = append(all, a.Association)
		}
	}
	return all
}
