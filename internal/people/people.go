package people

import (
	"slices"
	"time"

	"samkarta/internal/access"
)

// Account is somebody who may sign in.
type Account struct {
	ID          string
	Name        string
	Email       string
	CreatedAt   time.Time
	SignedInAt  time.Time // the last time; zero if never
	ClosedAt    time.Time // zero while it is open
	Assignments []access.Assignment
	Elsewhere   bool // it has roles besides, which the actor may not see
	MayManage   bool // the actor may make links for it, close and reopen it

	password string // the hash; "" until one has been chosen
}

// IsClosed tells whether nobody can sign in with the account.
func (a Account) IsClosed() bool { return !a.ClosedAt.IsZero() }

// HasPassword tells whether a password has been chosen.
func (a Account) HasPassword() bool { return a.password != "" }

// Has tells whether the account has the role.
func (a Account) Has(role access.Assignment) bool { return slices.Contains(a.Assignments, role) }

// actor is the account as it acts.
func (a Account) actor() access.Actor {
	return access.Actor{Account: a.ID, Name: a.Name, Assignments: slices.Clip(a.Assignments)}
}

// Person is whom an account is for.
type Person struct {
	Name  string
	Email string
}

// Link is what lets somebody choose a password, once.
type Link struct {
	Token   string
	Expires time.Time
}

// Invited is what came of an invitation.
type Invited struct {
	Account string
	Link    *Link // nil if the person has an account already and signs in as usual
}

// Welcome is what the holder of a link is told.
type Welcome struct {
	Name  string
	Email string
	First bool // there has been no password yet
}

// Session is one place where an account is signed in.
type Session struct {
	Address   string
	StartedAt time.Time
	UsedAt    time.Time
	Current   bool // it is the one that asks
}

// Byline says who did something: by name where the actor may know it, else by
// a text key that names a function, such as "people.by.developer".
type Byline struct {
	Name string
	Key  string
}

// In gives the byline in a language, by the function that has its texts.
func (b Byline) In(t func(key string, args ...any) string) string {
	if b.Name != "" {
		return b.Name
	}
	return t(b.Key)
}

// Filter says which accounts to list: those that have all the Words in their
// name or e-mail, those with a role in the Association, and not the closed
// ones unless Closed is set. Empty filters let everything through.
type Filter struct {
	Words       string
	Association string
	Closed      bool
}
