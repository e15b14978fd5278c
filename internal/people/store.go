package people

import (
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/id"
)

const accountColumns = `id, email, name, password, created_at, signed_in_at, closed_at`

func scanAccount(r db.Row) (a Account, err error) {
	err = r.Scan(&a.ID, &a.Email, &a.Name, &a.password,
		db.When(&a.CreatedAt), db.When(&a.SignedInAt), db.When(&a.ClosedAt))
	return a, err
}

// findByID gives an account with all its roles; a fault if there is none.
func findByID(tx *db.Tx, account string) (Account, error) {
	a, err := db.One(tx, scanAccount, `SELECT `+accountColumns+` FROM account WHERE id = $1`, account)
	if err == db.ErrNone {
		return a, errNotFound
	}
	if err != nil {
		return a, err
	}
	a.Assignments, err = rolesOf(tx, a.ID)
	return a, err
}

// findByEmail gives an account without its roles; ErrNone if there is none.
func findByEmail(tx *db.Tx, email string) (Account, error) {
	return db.One(tx, scanAccount, `SELECT `+accountColumns+` FROM account WHERE email = $1`, email)
}

func rolesOf(tx *db.Tx, account string) ([]access.Assignment, error) {
	return db.All(tx, func(r db.Row) (s access.Assignment, err error) {
		err = r.Scan(&s.Association, &s.Role, &s.Unit)
		return s, err
	}, `SELECT kept_by, role, unit FROM assignment WHERE account = $1 AND until = ''
		ORDER BY kept_by, role, unit`, account)
}

// allAccounts gives every account without its roles.
func allAccounts(tx *db.Tx) ([]Account, error) {
	return db.All(tx, scanAccount, `SELECT `+accountColumns+` FROM account`)
}

// accountsIn gives the accounts with a role in one of the associations.
func accountsIn(tx *db.Tx, associations []string) ([]Account, error) {
	in, args := db.In(1, associations)
	return db.All(tx, scanAccount, `SELECT `+accountColumns+` FROM account WHERE id IN
		(SELECT account FROM assignment WHERE until = '' AND kept_by IN (`+in+`))`, args...)
}

// accountsNamed gives the accounts with the ids, without their roles.
func accountsNamed(tx *db.Tx, ids []string) ([]Account, error) {
	in, args := db.In(1, ids)
	return db.All(tx, scanAccount, `SELECT `+accountColumns+` FROM account WHERE id IN (`+in+`)`, args...)
}

// role is an assignment with whose it is.
type role struct {
	account string
	access.Assignment
}

// rolesBy gives the roles that the query finds, by account.
func rolesBy(tx *db.Tx, query string, args ...any) (map[string][]access.Assignment, error) {
	roles, err := db.All(tx, func(r db.Row) (x role, err error) {
		err = r.Scan(&x.account, &x.Association, &x.Role, &x.Unit)
		return x, err
	}, `SELECT account, kept_by, role, unit FROM assignment WHERE `+query+` ORDER BY kept_by, role, unit, id`, args...)
	of := map[string][]access.Assignment{}
	for _, r := range roles {
		of[r.account] = append(of[r.account], r.Assignment)
	}
	return of, err
}

// allRoles gives the roles of all accounts.
func allRoles(tx *db.Tx) (map[string][]access.Assignment, error) { return rolesBy(tx, `until = ''`) }

// rolesOfMany gives the roles of the accounts, with those that have ended if
// ended is set.
func rolesOfMany(tx *db.Tx, ids []string, ended bool) (map[string][]access.Assignment, error) {
	in, args := db.In(2, ids)
	return rolesBy(tx, `(until = '' OR $1 = 1) AND account IN (`+in+`)`, append([]any{ended}, args...)...)
}

func insertAccount(tx *db.Tx, a Account) error {
	_, err := tx.Exec(`INSERT INTO account (id, email, name, password, created_at, signed_in_at, closed_at)
		VALUES ($1, $2, $3, $4, $5, '', '')`, a.ID, a.Email, a.Name, a.password, tx.Now())
	return err
}

func updatePassword(tx *db.Tx, account, hash string) error {
	_, err := tx.Exec(`UPDATE account SET password = $1 WHERE id = $2`, hash, account)
	return err
}

// updateClosed closes an account, or opens it again with no time at all.
func updateClosed(tx *db.Tx, account string, at time.Time) error {
	_, err := tx.Exec(`UPDATE account SET closed_at = $1 WHERE id = $2`, at, account)
	return err
}

// insertRole tells whether the account did not have the role already.
func insertRole(tx *db.Tx, account string, a access.Assignment) (bool, error) {
	n, err := tx.Exec(`INSERT INTO assignment (kept_by, id, account, role, unit, since, until)
		VALUES ($1, $2, $3, $4, $5, $6, '') ON CONFLICT DO NOTHING`,
		a.Association, id.New(), account, a.Role, a.Unit, tx.Now())
	return n > 0, err
}

// endRole ends a role of an account from now on.
func endRole(tx *db.Tx, account string, a access.Assignment) error {
	_, err := tx.Exec(`UPDATE assignment SET until = $1
		WHERE kept_by = $2 AND account = $3 AND role = $4 AND unit = $5 AND until = ''`,
		tx.Now(), a.Association, account, a.Role, a.Unit)
	return err
}

// administrators gives the accounts of administrators who can sign in.
func administrators(tx *db.Tx) ([]string, error) {
	return db.All(tx, db.Value[string], `SELECT a.id FROM assignment s JOIN account a ON a.id = s.account
		WHERE s.kept_by = '' AND s.role = 'administrator' AND s.until = '' AND a.closed_at = '' AND a.password <> ''`)
}

// saveLink makes the link of an account; an earlier one works no more.
func saveLink(tx *db.Tx, account, digest string, expires time.Time) error {
	_, err := tx.Exec(`INSERT INTO password_link (account, digest, expires_at) VALUES ($1, $2, $3)
		ON CONFLICT (account) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at`,
		account, digest, expires)
	return err
}

// holderOf gives the account that a link is for; ErrNone if it works no more.
func holderOf(tx *db.Tx, digest string) (Account, error) {
	return db.One(tx, scanAccount, `SELECT `+accountColumns+` FROM account WHERE closed_at = '' AND id IN
		(SELECT account FROM password_link WHERE digest = $1 AND expires_at > $2)`, digest, tx.Now())
}

func deleteLink(tx *db.Tx, account string) error {
	_, err := tx.Exec(`DELETE FROM password_link WHERE account = $1`, account)
	return err
}
