package people

import (
	"context"
	"slices"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/text"
)

// List gives the accounts that the actor may see, in Swedish order of names:
// those with a role in his associations; for administrators all.
func (s *Service) List(ctx context.Context, actor access.Actor, f Filter) ([]Account, error) {
	if err := mayList(actor); err != nil {
		return nil, err
	}
	var all []Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { all, err = listFor(tx, actor); return err })
	if err != nil {
		return nil, err
	}
	var kept []Account
	for _, a := range all {
		// The filter sees no more of an account than the actor.
		if a = shownTo(actor, a); f.lets(a) {
			kept = append(kept, a)
		}
	}
	slices.SortFunc(kept, func(a, b Account) int { return strings.Compare(a.Email, b.Email) })
	text.SortBy(kept, func(a Account) string { return a.Name })
	return kept, nil
}

func listFor(tx *db.Tx, actor access.Actor) ([]Account, error) {
	if actor.IsAdministrator() {
		all, err := allAccounts(tx)
		if err != nil {
			return nil, err
		}
		roles, err := allRoles(tx)
		return withRoles(all, roles), err
	}
	var within []string
	for _, a := range actor.Assignments {
		within = append(within, a.Association)
	}
	all, err := accountsIn(tx, within)
	if err != nil {
		return nil, err
	}
	roles, err := rolesOfMany(tx, idsOf(all), false)
	return withRoles(all, roles), err
}

func idsOf(all []Account) []string {
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	return ids
}

func withRoles(all []Account, roles map[string][]access.Assignment) []Account {
	for i, a := range all {
		all[i].Assignments = roles[a.ID]
	}
	return all
}

// lets tells whether the filter lets an account through.
func (f Filter) lets(a Account) bool {
	inside := f.Association == "" || slices.ContainsFunc(a.Assignments, func(r access.Assignment) bool {
		return r.Association == f.Association
	})
	return inside && (f.Closed || !a.IsClosed()) && a.hasWords(f.Words)
}

// shownTo is an account as the actor may see it: without roles of others'
// associations.
func shownTo(actor access.Actor, a Account) Account {
	a.MayManage = mayManage(actor, a) == nil
	roles := slices.DeleteFunc(slices.Clone(a.Assignments), func(r access.Assignment) bool {
		return !mayViewRole(actor, a.ID, r)
	})
	a.Elsewhere = len(roles) < len(a.Assignments)
	a.Assignments = roles
	return a
}

// Get gives one account.
func (s *Service) Get(ctx context.Context, actor access.Actor, account string) (Account, error) {
	var a Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { a, err = seen(tx, actor, account); return err })
	return shownTo(actor, a), err
}

// NameOf tells who the authors are, as the audit log and the versions of
// records name them: by name for administrators and for who has a role in an
// association where the author has or had one, else by function.
func (s *Service) NameOf(ctx context.Context, actor access.Actor, authors ...string) (map[string]Byline, error) {
	names := map[string]Byline{}
	var ids []string
	for _, author := range authors {
		if _, has := names[author]; !has {
			names[author] = unnamed(author)
			ids = append(ids, author)
		}
	}
	var all []Account
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		found, err := accountsNamed(tx, ids)
		if err != nil {
			return err
		}
		roles, err := rolesOfMany(tx, ids, true)
		all = withRoles(found, roles)
		return err
	})
	for _, a := range all {
		names[a.ID] = bylineOf(actor, a)
	}
	return names, err
}

// unnamed is an author that is no account.
func unnamed(author string) Byline {
	switch {
	case strings.HasPrefix(author, "system/"):
		return Byline{Key: "people.by.system"}
	case author == access.Public().AuditID():
		return Byline{Key: "people.by.public"}
	}
	return Byline{Key: "people.by.unknown"}
}

// bylineOf is the author of an account that has all its roles, earlier ones
// too.
func bylineOf(actor access.Actor, a Account) Byline {
	if mayName(actor, a.ID, a.Assignments) {
		return Byline{Name: a.Name}
	}
	if role := widest(a.Assignments); role != "" {
		return Byline{Key: "people.by." + string(role)}
	}
	return Byline{Key: "people.by.unknown"}
}
