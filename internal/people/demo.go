package people

import (
	"context"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// demoPerson is the made-up person who shows what a role can do. The names
// say so, and nobody can have an address that ends in .example (RFC 2606).
func demoPerson(role access.Role) Person {
	switch role {
	case access.Administrator:
		return Person{Name: "Adam Administratör", Email: "adam@demo.example"}
	case access.Developer:
		return Person{Name: "Petra Process", Email: "petra@demo.example"}
	case access.Editor:
		return Person{Name: "Enar Enhetsredaktör", Email: "enar@demo.example"}
	case access.Reader:
		return Person{Name: "Lisa Läsare", Email: "lisa@demo.example"}
	}
	return Person{}
}

// SeedDemo adds the made-up accounts for the roles given, and gives them
// those. It may be called again.
func (s *Service) SeedDemo(ctx context.Context, actor access.Actor, roles ...access.Assignment) error {
	if err := mayAddFirst(actor); err != nil {
		return err
	}
	if !s.demo {
		return fault.New(fault.Forbidden, "people.demo.off")
	}
	for _, role := range roles {
		wrong, err := s.checkRole(ctx, role)
		if err == nil {
			err = fault.OfFields(wrong)
		}
		if err != nil {
			return err
		}
	}
	return s.change(ctx, actor, func(tx *db.Tx) error { return seed(tx, roles) })
}

func seed(tx *db.Tx, roles []access.Assignment) error {
	for _, role := range roles {
		a, err := findOrAdd(tx, demoPerson(role.Role))
		if err != nil {
			return err
		}
		if err := grant(tx, a.ID, role); err != nil {
			return err
		}
	}
	return nil
}

// DemoSignIn lets whoever comes in as the made-up account with the role, where
// the service is for demonstrations, and gives the token of a session.
func (s *Service) DemoSignIn(ctx context.Context, role access.Role) (string, error) {
	if !s.demo {
		return "", fault.New(fault.NotFound, "people.demo.off")
	}
	a, err := s.demoAccount(ctx, role)
	if err != nil {
		return "", err
	}
	var token string
	err = s.change(ctx, a.actor(), func(tx *db.Tx) (err error) {
		token, err = begin(tx, a.ID, "", "account.signed_in")
		return err
	})
	return token, err
}

func (s *Service) demoAccount(ctx context.Context, role access.Role) (Account, error) {
	var a Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { a, err = findByEmail(tx, demoPerson(role).Email); return err })
	if err == db.ErrNone || err == nil && a.IsClosed() {
		return a, fault.New(fault.NotFound, "people.demo.gone")
	}
	return a, err
}

// DemoName is what the made-up person with the role is called.
func DemoName(role access.Role) string { return demoPerson(role).Name }
