package people

import (
	"context"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
)

// errRefused is the one answer to every sign-in that fails, whatever was wrong.
var errRefused = fault.New(fault.Unauthenticated, "people.sign_in.failed")

// attempt is somebody's try to show that an account is his.
type attempt struct {
	id      string
	email   string // the subjects that it is counted by
	address string
	account Account // the zero one if there is none with the e-mail
}

// SignIn lets somebody in with e-mail and password and gives the token of a
// new session. Accounts that are unknown, closed or without a password go the
// same way to the same answer as a wrong password.
func (s *Service) SignIn(ctx context.Context, email, password, clientAddress string) (string, error) {
	a, err := s.try(ctx, normalEmail(email), password, clientAddress)
	if err != nil {
		return "", err
	}
	return s.succeed(ctx, a, func(tx *db.Tx) (string, error) {
		return begin(tx, a.account.ID, clientAddress, "account.signed_in")
	})
}

// succeed gives somebody whose attempt was right the token of a new session, if
// the account is still as it was when the password was checked.
func (s *Service) succeed(ctx context.Context, a attempt, begin func(tx *db.Tx) (string, error)) (string, error) {
	var token string
	err := s.change(ctx, a.account.actor(), func(tx *db.Tx) error {
		err := stillFits(tx, a.account)
		if err == nil {
			err = a.forgive(tx)
		}
		if err == nil {
			token, err = begin(tx)
		}
		return err
	})
	return token, err
}

// try checks a password. The attempt is counted before that takes its time, so
// that many at once do not get more tries; one that succeeds is taken off
// again by forgive.
func (s *Service) try(ctx context.Context, email, password, address string) (attempt, error) {
	a := attempt{id: id.New(), email: digest("email " + email), address: digest("address " + addressSubject(address))}
	err := s.db.Write(ctx, access.Public(), func(tx *db.Tx) (err error) {
		a.account, err = a.enter(tx, email)
		return err
	})
	if err != nil {
		return a, err
	}
	fits, err := s.hasher.fits(ctx, normalPassword(password), a.account.password)
	if err != nil {
		return a, err
	}
	if !fits || !a.account.HasPassword() || a.account.IsClosed() {
		return a, s.refused(ctx, a)
	}
	return a, nil
}

// enter counts an attempt and gives the account it is about, the zero one if
// there is none.
func (a attempt) enter(tx *db.Tx, email string) (Account, error) {
	if err := a.count(tx); err != nil {
		return Account{}, err
	}
	account, err := findByEmail(tx, email)
	if err == db.ErrNone {
		return Account{}, nil
	}
	return account, err
}

// count refuses an attempt that comes too soon after others, and else adds it.
func (a attempt) count(tx *db.Tx) error {
	for _, by := range []struct {
		subject string
		most    int
	}{{a.email, attemptsPerEmail}, {a.address, attemptsPerAddress}} {
		earlier, err := attempts(tx, by.subject, tx.Now().Add(-attemptWindow))
		if err != nil {
			return err
		}
		if wait := waitFor(earlier, by.most, tx.Now()); wait > 0 {
			return mustWait(wait)
		}
		if err := insertAttempt(tx, by.subject, a.id); err != nil {
			return err
		}
	}
	return nil
}

// forgive takes off all attempts of the e-mail, and this one of the address:
// who tries others' e-mails cannot wash them off with an account of his own.
func (a attempt) forgive(tx *db.Tx) error {
	if err := forgive(tx, a.email, ""); err != nil {
		return err
	}
	return forgive(tx, a.address, a.id)
}

// refused notes a sign-in that failed. What nobody has an account with is
// named by the beginning of its digest, which tells tries of one e-mail from
// those of many.
func (s *Service) refused(ctx context.Context, a attempt) error {
	account, detail := a.account.ID, ""
	if account == "" {
		account, detail = "unknown", a.email[:12]
	}
	err := s.db.Write(ctx, access.Public(), func(tx *db.Tx) error {
		return note(tx, "account.sign_in_failed", "", account, detail)
	})
	if err != nil {
		return err
	}
	return errRefused
}

// stillFits refuses if the account has been closed or the password changed
// while it was being checked.
func stillFits(tx *db.Tx, checked Account) error {
	a, err := findByID(tx, checked.ID)
	if err == nil && (a.IsClosed() || a.password != checked.password) {
		err = errRefused
	}
	return err
}

// begin begins a session and gives its token.
func begin(tx *db.Tx, account, address, why string) (string, error) {
	token := newToken()
	if err := insertSession(tx, digest(token), account, address); err != nil {
		return "", err
	}
	return token, note(tx, why, "", account, "")
}

// Welcome tells the holder of a link whom it is for. The link is not used up.
func (s *Service) Welcome(ctx context.Context, token string) (Welcome, error) {
	var a Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { a, err = holder(tx, token); return err })
	return Welcome{Name: a.Name, Email: a.Email, First: !a.HasPassword()}, err
}

func holder(tx *db.Tx, token string) (Account, error) {
	a, err := holderOf(tx, digestOf(token))
	if err == db.ErrNone {
		err = fault.New(fault.NotFound, "people.link.gone")
	}
	return a, err
}

// Accept uses up a link: its holder chooses a password and is signed in with
// it, and nowhere else. It gives the token of the session.
func (s *Service) Accept(ctx context.Context, token, password, clientAddress string) (string, error) {
	var a Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { a, err = holder(tx, token); return err })
	if err != nil {
		return "", err
	}
	hash, err := s.hashNew(ctx, password, a.Email)
	if err != nil {
		return "", err
	}
	var session string
	err = s.change(ctx, a.actor(), func(tx *db.Tx) error {
		if _, err := holder(tx, token); err != nil {
			return err
		}
		session, err = choose(tx, a, hash, clientAddress)
		return err
	})
	return session, err
}

// hashNew gives the hash of a password that somebody wants, if it may be had.
func (s *Service) hashNew(ctx context.Context, password, email string) (string, error) {
	password = normalPassword(password)
	if err := fault.OfFields(checkPassword("password", password, email)); err != nil {
		return "", err
	}
	return s.hasher.hash(ctx, password)
}

// choose sets the password of an account, ends all its sessions and begins one.
func choose(tx *db.Tx, a Account, hash, address string) (string, error) {
	if err := updatePassword(tx, a.ID, hash); err != nil {
		return "", err
	}
	if err := leave(tx, "account.password_chosen", a.ID); err != nil {
		return "", err
	}
	if err := forgive(tx, digest("email "+a.Email), ""); err != nil {
		return "", err
	}
	return begin(tx, a.ID, address, "account.signed_in")
}

// ChangePassword lets somebody who is signed in choose another password. The
// old one is asked for, as carefully as in a sign-in. All sessions of the
// account end; the token is that of a new one.
func (s *Service) ChangePassword(ctx context.Context, actor access.Actor, old, password, clientAddress string) (string, error) {
	if err := mayKeep(actor); err != nil {
		return "", err
	}
	a, err := s.Get(ctx, actor, actor.Account)
	if err != nil {
		return "", err
	}
	if err := fault.OfFields(checkPassword("password", normalPassword(password), a.Email)); err != nil {
		return "", err
	}
	tried, err := s.try(ctx, a.Email, old, clientAddress)
	if err == errRefused {
		return "", fault.OfFields([]fault.Field{{Path: "old", Key: "people.password.wrong"}})
	}
	if err != nil {
		return "", err
	}
	return s.replace(ctx, tried, password, clientAddress)
}

// replace sets the password of who has shown the old one.
func (s *Service) replace(ctx context.Context, a attempt, password, address string) (string, error) {
	hash, err := s.hashNew(ctx, password, a.account.Email)
	if err != nil {
		return "", err
	}
	return s.succeed(ctx, a, func(tx *db.Tx) (string, error) { return choose(tx, a.account, hash, address) })
}
