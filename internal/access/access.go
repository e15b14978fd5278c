// Package access says who is acting. It knows roles and scopes and answers the
// small questions about them; the rules of what may be done with a thing stand
// with the thing.
package access

// Role is what an account may be in a scope.
type Role string

// The roles. Every role may read what its association has not published.
const (
	// Administrator keeps the installation: common records, accounts, everything.
	Administrator Role = "administrator"
	// Developer is the process developer of an association: keeps its records up.
	Developer Role = "developer"
	// Editor keeps one unit's records up, in the association that keeps the unit.
	Editor Role = "editor"
	// Reader reads an association's records.
	Reader Role = "reader"
)

// Roles lists the roles, the widest first.
func Roles() []Role { return []Role{Administrator, Developer, Editor, Reader} }

// Assignment is a role in a scope. An administrator has no scope; a developer
// and a reader have an association; an editor an association and a unit.
type Assignment struct {
	Role        Role
	Association string
	Unit        string
}

// Actor is who does something: a signed-in account, the public, or the program
// itself. It is made once a request and handed to every operation.
type Actor struct {
	Account     string // the account's id; "" for the public
	Name        string // what the account is called, for the page frame
	Assignments []Assignment
}

// Public is anybody who has not signed in.
func Public() Actor { return Actor{} }

// System is the program acting by itself or for whoever holds the machine: the
// command line and the jobs. What says which, for the audit log.
func System(what string) Actor {
	return Actor{Account: "system/" + what, Name: what, Assignments: []Assignment{{Role: Administrator}}}
}

// AuditID is how the audit log names the actor.
func (a Actor) AuditID() string {
	if a.Account == "" {
		return "public"
	}
	return a.Account
}

// IsSignedIn tells whether the actor is somebody known.
func (a Actor) IsSignedIn() bool { return a.Account != "" }

// IsAdministrator tells whether the actor keeps the installation.
func (a Actor) IsAdministrator() bool {
	return a.has(func(s Assignment) bool { return s.Role == Administrator })
}

// Develops tells whether the actor is process developer of the association.
func (a Actor) Develops(association string) bool {
	return association != "" && a.has(func(s Assignment) bool {
		return s.Role == Developer && s.Association == association
	})
}

// Edits tells whether the actor keeps the unit's records up.
func (a Actor) Edits(association, unit string) bool {
	return unit != "" && a.has(func(s Assignment) bool {
		return s.Role == Editor && s.Association == association && s.Unit == unit
	})
}

// BelongsTo tells whether the actor has any role in the association.
func (a Actor) BelongsTo(association string) bool {
	return association != "" && a.has(func(s Assignment) bool { return s.Association == association })
}

// Associations lists the associations whose records the actor may add to.
func (a Actor) Associations() []string {
	var all []string
	for _, s := range a.Assignments {
		if s.Role == Developer || s.Role == Editor {
			all = append(all, s.Association)
		}
	}
	return all
}

func (a Actor) has(test func(Assignment) bool) bool {
	for _, s := range a.Assignments {
		if test(s) {
			return true
		}
	}
	return false
}
