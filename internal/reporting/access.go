package reporting

import (
	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

// MayMake refuses those who may not make reports of an association, nor change
// how they are made up: that is for its process developers and the administrator.
func MayMake(actor access.Actor, association string) error {
	switch {
	case !actor.IsSignedIn():
		return fault.New(fault.Unauthenticated, "reports.sign_in")
	case actor.IsAdministrator() || actor.Develops(association):
		return nil
	}
	return fault.New(fault.Forbidden, "reports.may_not_make")
}

// maySee tells whether the actor sees what an association keeps of its reports:
// the templates, the texts, and the reports that are not published.
func maySee(actor access.Actor, association string) bool {
	return actor.IsAdministrator() || actor.BelongsTo(association)
}

// mayLook refuses those who do not.
func mayLook(actor access.Actor, association string) error {
	switch {
	case maySee(actor, association):
		return nil
	case !actor.IsSignedIn():
		return fault.New(fault.Unauthenticated, "reports.sign_in")
	}
	return fault.New(fault.Forbidden, "reports.may_not_see")
}

// onlooker is who a report is made for: the people of its association, whoever
// orders it, or the public. What another association keeps to itself gets into
// no report of this one, though the administrator who orders it sees it.
func onlooker(o Order) access.Actor {
	if o.Public {
		return access.Public()
	}
	return access.Actor{Account: "system/report", Assignments: []access.Assignment{{Role: access.Reader, Association: o.Association}}}
}
