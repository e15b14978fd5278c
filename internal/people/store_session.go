package people

import (
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
)

func insertSession(tx *db.Tx, digest, account, address string) error {
	_, err := tx.Exec(`INSERT INTO session (digest, account, address, started_at, used_at)
		VALUES ($1, $2, $3, $4, $4)`, digest, account, address, tx.Now())
	if err == nil {
		_, err = tx.Exec(`UPDATE account SET signed_in_at = $1 WHERE id = $2`, tx.Now(), account)
	}
	return err
}

// signedIn is what is known of a session: who acts with it, and its times.
type signedIn struct {
	actor         access.Actor
	started, used time.Time
}

// findSession gives a session of an open account; ErrNone if there is none.
func findSession(tx *db.Tx, digest string) (signedIn, error) {
	rows, err := db.All(tx, func(r db.Row) (s signedIn, err error) {
		var a access.Assignment
		err = r.Scan(&s.actor.Account, &s.actor.Name, db.When(&s.started), db.When(&s.used),
			&a.Role, &a.Association, &a.Unit)
		s.actor.Assignments = []access.Assignment{a}
		return s, err
	}, `SELECT a.id, a.name, s.started_at, s.used_at,
			coalesce(r.role, ''), coalesce(r.kept_by, ''), coalesce(r.unit, '')
		FROM session s JOIN account a ON a.id = s.account
		LEFT JOIN assignment r ON r.account = a.id AND r.until = ''
		WHERE s.digest = $1 AND a.closed_at = '' ORDER BY r.kept_by, r.role, r.unit`, digest)
	if err != nil {
		return signedIn{}, err
	}
	if len(rows) == 0 {
		return signedIn{}, db.ErrNone
	}
	return rowsAsOne(rows), nil
}

// rowsAsOne gathers the roles of a session's rows, one a row.
func rowsAsOne(rows []signedIn) signedIn {
	one := rows[0]
	one.actor.Assignments = nil
	for _, r := range rows {
		if role := r.actor.Assignments[0]; role.Role != "" {
			one.actor.Assignments = append(one.actor.Assignments, role)
		}
	}
	one.actor.Assignments = one.actor.Assignments[:len(one.actor.Assignments):len(one.actor.Assignments)]
	return one
}

// sessionsOf gives the sessions of an account with their digests, the one used
// last first.
func sessionsOf(tx *db.Tx, account string) (all []Session, digests []string, err error) {
	err = db.Each(tx, func(r db.Row) error {
		var s Session
		var digest string
		err := r.Scan(&digest, &s.Address, db.When(&s.StartedAt), db.When(&s.UsedAt))
		all, digests = append(all, s), append(digests, digest)
		return err
	}, `SELECT digest, address, started_at, used_at FROM session WHERE account = $1
		ORDER BY used_at DESC, digest`, account)
	return all, digests, err
}

// touchSession notes that a session is in use.
func touchSession(tx *db.Tx, digest string, before time.Time) error {
	_, err := tx.Exec(`UPDATE session SET used_at = $1 WHERE digest = $2 AND used_at <= $3`, tx.Now(), digest, before)
	return err
}

// endSession tells whether the account had the session.
func endSession(tx *db.Tx, account, digest string) (bool, error) {
	n, err := tx.Exec(`DELETE FROM session WHERE account = $1 AND digest = $2`, account, digest)
	return n > 0, err
}

// endSessions ends the sessions of an account but the one with the digest, and
// tells how many there were.
func endSessions(tx *db.Tx, account, but string) (int64, error) {
	return tx.Exec(`DELETE FROM session WHERE account = $1 AND digest <> $2`, account, but)
}

// attempts gives the times of the attempts of a subject after a time.
func attempts(tx *db.Tx, subject string, after time.Time) ([]time.Time, error) {
	return db.All(tx, func(r db.Row) (t time.Time, err error) {
		err = r.Scan(db.When(&t))
		return t, err
	}, `SELECT at FROM sign_in_attempt WHERE subject = $1 AND at > $2 ORDER BY at`, subject, after)
}

func insertAttempt(tx *db.Tx, subject, id string) error {
	_, err := tx.Exec(`INSERT INTO sign_in_attempt (subject, id, at) VALUES ($1, $2, $3)`, subject, id, tx.Now())
	return err
}

// forgive takes away the attempts of a subject: all, or one with its id.
func forgive(tx *db.Tx, subject, id string) error {
	_, err := tx.Exec(`DELETE FROM sign_in_attempt WHERE subject = $1 AND ($2 = '' OR id = $2)`, subject, id)
	return err
}

// removeOld removes the sessions, links and attempts that count no more, and
// tells how many.
func removeOld(tx *db.Tx) (int64, error) {
	now, all := tx.Now(), int64(0)
	for _, old := range []struct {
		query string
		args  []any
	}{
		{`DELETE FROM session WHERE started_at <= $1 OR used_at <= $2`, []any{now.Add(-SessionLife), now.Add(-sessionIdle)}},
		{`DELETE FROM password_link WHERE expires_at <= $1`, []any{now}},
		{`DELETE FROM sign_in_attempt WHERE at <= $1`, []any{now.Add(-attemptWindow)}},
	} {
		n, err := tx.Exec(old.query, old.args...)
		if err != nil {
			return all, err
		}
		all += n
	}
	return all, nil
}
