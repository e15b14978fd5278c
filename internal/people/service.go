package people

import (
	"context"
	"slices"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/party"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/record"
)

// Service keeps the accounts of an installation.
type Service struct {
	db      *db.DB
	records *record.Service
	demo    bool
	hasher  *hasher
	cache   cache
}

// Options of the service.
type Options struct {
	Demo bool // whoever comes may sign in as one of the made-up accounts
	Cost Cost // of hashing a password; the zero value is the usual one
}

// New makes the service. Associations and units are looked up in the records.
func New(d *db.DB, records *record.Service, o Options) *Service {
	return &Service{db: d, records: records, demo: o.Demo, hasher: newHasher(o.Cost),
		cache: cache{known: map[string]cached{}}}
}

// change runs f as Write does, and lets everybody's roles be read anew after.
func (s *Service) change(ctx context.Context, author access.Actor, f func(*db.Tx) error) error {
	defer s.cache.drop()
	return s.db.Write(ctx, author, f)
}

// note writes what was done to an account to the audit log. keptBy is the
// association that it was done in; "" for the account as such.
func note(tx *db.Tx, action, keptBy, account, detail string) error {
	return audit.Record(tx, audit.Entry{Action: action, KeptBy: keptBy, Subject: "account/" + account, Detail: detail})
}

// Invite adds an account with a role and makes the link with which its person
// chooses a password. Somebody who has an account gets the role, and a link
// only if no password has been chosen and the actor may manage the account.
func (s *Service) Invite(ctx context.Context, actor access.Actor, p Person, role access.Assignment) (Invited, error) {
	p = p.normal()
	if err := s.checkInvitation(ctx, actor, p, role); err != nil {
		return Invited{}, err
	}
	var made Invited
	err := s.change(ctx, actor, func(tx *db.Tx) error {
		a, err := findOrAdd(tx, p)
		if err != nil {
			return err
		}
		if err := grant(tx, a.ID, role); err != nil {
			return err
		}
		made, err = invite(tx, actor, a.ID)
		return err
	})
	return made, err
}

func (s *Service) checkInvitation(ctx context.Context, actor access.Actor, p Person, role access.Assignment) error {
	if err := mayGrant(actor, role); err != nil {
		return err
	}
	wrong, err := s.checkRole(ctx, role)
	if err != nil {
		return err
	}
	return fault.OfFields(append(p.check(), wrong...))
}

// checkRole tells what is wrong with a role: in itself, or because there is no
// such association or unit.
func (s *Service) checkRole(ctx context.Context, role access.Assignment) ([]fault.Field, error) {
	wrong := checkShape(role)
	if len(wrong) > 0 || role.Association == "" {
		return wrong, nil
	}
	v, err := s.records.View(ctx, access.System("people"), "")
	if err != nil {
		return nil, err
	}
	if party.Associations.Find(v, role.Association) == nil {
		wrong = append(wrong, fault.Field{Path: "association", Key: "people.association.unknown"})
	}
	if role.Unit != "" && !isUnitOf(v, role.Unit, role.Association) {
		wrong = append(wrong, fault.Field{Path: "unit", Key: "people.unit.unknown"})
	}
	return wrong, nil
}

// isUnitOf tells whether the association keeps the unit, or it is common.
func isUnitOf(v *record.View, unit, association string) bool {
	u := party.Units.Find(v, unit)
	return u != nil && (u.KeptBy == association || u.KeptBy == "")
}

// findOrAdd gives the account with the person's e-mail, and adds one if there
// is none.
func findOrAdd(tx *db.Tx, p Person) (Account, error) {
	a, err := findByEmail(tx, p.Email)
	if err == nil && a.IsClosed() {
		return a, fault.OfFields([]fault.Field{{Path: "email", Key: "people.email.closed"}})
	}
	if err != db.ErrNone {
		return a, err
	}
	a = Account{ID: id.New(), Name: p.Name, Email: p.Email}
	if err := insertAccount(tx, a); err != nil {
		return a, err
	}
	return a, note(tx, "account.added", "", a.ID, "")
}

// grant gives an account a role; one that it has already is left as it is.
func grant(tx *db.Tx, account string, role access.Assignment) error {
	if isNew, err := insertRole(tx, account, role); err != nil || !isNew {
		return err
	}
	return note(tx, "role.given", role.Association, account, inLog(role))
}

// inLog is a role as the audit log has it.
func inLog(role access.Assignment) string {
	if role.Unit == "" {
		return string(role.Role)
	}
	return string(role.Role) + " " + role.Unit
}

func invite(tx *db.Tx, actor access.Actor, account string) (Invited, error) {
	a, err := findByID(tx, account)
	if err != nil || a.HasPassword() || mayManage(actor, a) != nil {
		return Invited{Account: account}, err
	}
	link, err := newLink(tx, a)
	return Invited{Account: account, Link: &link}, err
}

func newLink(tx *db.Tx, a Account) (Link, error) {
	l := Link{Token: newToken(), Expires: tx.Now().Add(linkLife(a))}
	if err := saveLink(tx, a.ID, digest(l.Token), l.Expires); err != nil {
		return l, err
	}
	return l, note(tx, "account.link_made", "", a.ID, "")
}

// NewLink makes a link for somebody who has lost the first one or forgotten
// the password. An earlier link works no more; the old password does until a
// new one is chosen.
func (s *Service) NewLink(ctx context.Context, actor access.Actor, account string) (Link, error) {
	var link Link
	err := s.change(ctx, actor, func(tx *db.Tx) error {
		a, err := managed(tx, actor, account)
		if err != nil {
			return err
		}
		if a.IsClosed() {
			return fault.New(fault.Conflict, "people.closed")
		}
		link, err = newLink(tx, a)
		return err
	})
	return link, err
}

// managed gives an account if the actor may manage it.
func managed(tx *db.Tx, actor access.Actor, account string) (Account, error) {
	a, err := seen(tx, actor, account)
	if err != nil {
		return a, err
	}
	return a, mayManage(actor, a)
}

// seen gives an account with all its roles if the actor may see it.
func seen(tx *db.Tx, actor access.Actor, account string) (Account, error) {
	if !actor.IsSignedIn() {
		return Account{}, errSignIn // not even whether there is one
	}
	a, err := findByID(tx, account)
	if err != nil {
		return a, err
	}
	return a, mayView(actor, a)
}

// Assign gives an account a role.
func (s *Service) Assign(ctx context.Context, actor access.Actor, account string, role access.Assignment) error {
	if err := mayGrant(actor, role); err != nil {
		return err
	}
	wrong, err := s.checkRole(ctx, role)
	if err == nil {
		err = fault.OfFields(wrong)
	}
	if err != nil {
		return err
	}
	return s.change(ctx, actor, func(tx *db.Tx) error {
		if _, err := seen(tx, actor, account); err != nil {
			return err
		}
		return grant(tx, account, role)
	})
}

// Unassign ends a role of an account, at once for who is signed in.
func (s *Service) Unassign(ctx context.Context, actor access.Actor, account string, role access.Assignment) error {
	if err := mayGrant(actor, role); err != nil {
		return err
	}
	return s.change(ctx, actor, func(tx *db.Tx) error {
		a, err := seen(tx, actor, account)
		if err != nil || !a.Has(role) {
			return err
		}
		if role.Role == access.Administrator {
			if err := notLast(tx, account); err != nil {
				return err
			}
		}
		if err := endRole(tx, account, role); err != nil {
			return err
		}
		return note(tx, "role.taken", role.Association, account, inLog(role))
	})
}

// notLast refuses to let the installation be without an administrator.
func notLast(tx *db.Tx, account string) error {
	all, err := administrators(tx)
	if err == nil && isLast(all, account) {
		err = fault.New(fault.Conflict, "people.last_administrator")
	}
	return err
}

// CloseAccount lets nobody sign in with an account any more, and ends where it
// is signed in. What it has done stays.
func (s *Service) CloseAccount(ctx context.Context, actor access.Actor, account string) error {
	return s.change(ctx, actor, func(tx *db.Tx) error {
		a, err := managed(tx, actor, account)
		if err != nil || a.IsClosed() {
			return err
		}
		if a.Has(access.Assignment{Role: access.Administrator}) {
			if err := notLast(tx, account); err != nil {
				return err
			}
		}
		if err := updateClosed(tx, account, tx.Now()); err != nil {
			return err
		}
		return leave(tx, "account.closed", account)
	})
}

// leave ends all sessions and the link of an account, and notes why.
func leave(tx *db.Tx, why, account string) error {
	if _, err := endSessions(tx, account, ""); err != nil {
		return err
	}
	if err := deleteLink(tx, account); err != nil {
		return err
	}
	return note(tx, why, "", account, "")
}

// AddFirst adds an administrator with a password: for the command line, so
// that there is somebody to invite the others.
func (s *Service) AddFirst(ctx context.Context, actor access.Actor, p Person, password string) (string, error) {
	if err := mayAddFirst(actor); err != nil {
		return "", err
	}
	p, password = p.normal(), normalPassword(password)
	wrong := slices.Concat(p.check(), checkPassword("password", password, p.Email))
	if err := fault.OfFields(wrong); err != nil {
		return "", err
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return "", err
	}
	a := Account{ID: id.New(), Name: p.Name, Email: p.Email, password: hash}
	return a.ID, s.change(ctx, actor, func(tx *db.Tx) error { return addFirst(tx, a) })
}

func addFirst(tx *db.Tx, a Account) error {
	switch _, err := findByEmail(tx, a.Email); err {
	case db.ErrNone:
	case nil:
		return fault.OfFields([]fault.Field{{Path: "email", Key: "people.email.taken"}})
	default:
		return err
	}
	if err := insertAccount(tx, a); err != nil {
		return err
	}
	if err := note(tx, "account.added", "", a.ID, ""); err != nil {
		return err
	}
	return grant(tx, a.ID, access.Assignment{Role: access.Administrator})
}

// Reopen lets an account that was closed be used again, with the roles and the
// password it had.
func (s *Service) Reopen(ctx context.Context, actor access.Actor, account string) error {
	return s.change(ctx, actor, func(tx *db.Tx) error {
		a, err := managed(tx, actor, account)
		if err != nil || !a.IsClosed() {
			return err
		}
		if err := updateClosed(tx, account, time.Time{}); err != nil {
			return err
		}
		return note(tx, "account.reopened", "", account, "")
	})
}
