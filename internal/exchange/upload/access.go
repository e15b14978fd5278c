package upload

import (
	"slices"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

// MayImport refuses those who may not send documents in: they are for process
// developers and administrators.
func MayImport(actor access.Actor) error {
	switch {
	case !actor.IsSignedIn():
		return fault.New(fault.Unauthenticated, "upload.sign_in")
	case actor.IsAdministrator() || len(Associations(actor)) > 0:
		return nil
	}
	return fault.New(fault.Forbidden, "upload.may_not")
}

// Associations lists the associations whose documents the actor may send in; an
// administrator may send in anybody's.
func Associations(actor access.Actor) []string {
	var ids []string
	for _, a := range actor.Assignments {
		if a.Role == access.Developer && !slices.Contains(ids, a.Association) {
			ids = append(ids, a.Association)
		}
	}
	return ids
}

// keeper is the association that an actor's uploads are kept by.
func keeper(actor access.Actor) string {
	if actor.IsAdministrator() {
		return ""
	}
	return Associations(actor)[0]
}

// notYours says which documents the actor may send in, where an import was
// refused.
func notYours(err error, actor access.Actor) error {
	if !fault.Is(err, fault.Forbidden) {
		return err
	}
	return fault.Wrap(err, fault.Forbidden, "upload.not_yours", strings.Join(Associations(actor), ", "))
}
