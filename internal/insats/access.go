package insats

import (
	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

// MayReadDemand refuses those who may not see how often nothing was found: it is
// for those who have a role in an association, and for administrators. Anybody
// may say that nothing was found.
func MayReadDemand(actor access.Actor) error {
	switch {
	case !actor.IsSignedIn():
		return fault.New(fault.Unauthenticated, "insats.demand.sign_in")
	case actor.IsAdministrator() || len(associations(actor)) > 0:
		return nil
	}
	return fault.New(fault.Forbidden, "insats.demand.may_not")
}

// associations are those in which the actor has any role.
func associations(actor access.Actor) []string {
	var ids []string
	for _, a := range actor.Assignments {
		if a.Association != "" {
			ids = append(ids, a.Association)
		}
	}
	return ids
}
