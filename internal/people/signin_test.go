package people_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/people"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/jobs/jobstest"
)

func TestSignInAndOut(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		lisa, first := w.SignedIn(t, "Lisa", reader)
		second := got[string](t)(w.People.SignIn(ctx, " LISA@kommun.example ", Password, "192.0.2.1"))
		if first == second || len(second) != 43 {
			t.Errorf("the tokens are %s and %s", first, second)
		}
		if n := count(t, w, `SELECT count(*) FROM session WHERE digest = '`+second+`'`); n != 0 {
			t.Error("the token itself is stored")
		}
		if a := get(t, w, lisa, lisa.Account); !a.SignedInAt.Equal(w.DB.Now()) {
			t.Errorf("signed in at %v", a.SignedInAt)
		}
		must(t, w.People.SignOut(ctx, lisa, second))
		_, err := w.People.ActorOf(ctx, second)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		got[access.Actor](t)(w.People.ActorOf(ctx, first))
		must(t, w.People.SignOut(ctx, access.Public(), first)) // does nothing
		got[access.Actor](t)(w.People.ActorOf(ctx, first))
	})
}

func TestPasswordIsTheSameHoweverItIsTyped(t *testing.T) {
	w := Open(t, dbtest.SQLite)
	got[string](t)(w.People.Accept(ctx, w.Invite(t, "Lisa", reader).Link.Token, "sju sjo\u0308sjuka sjömän", ""))
	got[string](t)(w.People.SignIn(ctx, Email("Lisa"), "sju sjösjuka sjo\u0308män", ""))
}

// Whatever is wrong, the answer is one and the same, and so are the rows that
// are read and written on the way to it.
func TestFailuresAreAlike(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		w.Actor(t, "Lisa", reader)
		w.Invite(t, "Ny", reader)
		closed := w.Actor(t, "Gun", reader)
		must(t, w.People.CloseAccount(ctx, System, closed.Account))
		var said []string
		for _, test := range []struct{ email, password string }{
			{Email("Lisa"), "fel lösenord igen"}, {Email("Lisa"), ""}, {Email("Ny"), Password}, {Email("Ny"), ""},
			{Email("Gun"), Password}, {"ingen@alls.example", Password}, {"", ""}, {"\xff\x00", "\xff\x00"},
		} {
			log, attempts := len(logged(t, w, "")), count(t, w, `SELECT count(*) FROM sign_in_attempt`)
			_, err := w.People.SignIn(ctx, test.email, test.password, "192.0.2.9")
			wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
			said = append(said, fmt.Sprint(err))
			if n := len(logged(t, w, "")) - log; n != 1 {
				t.Errorf("%s: %d rows in the log", test.email, n)
			}
			if n := count(t, w, `SELECT count(*) FROM sign_in_attempt`) - attempts; n != 2 {
				t.Errorf("%s: %d attempts", test.email, n)
			}
		}
		for _, s := range said {
			if s != said[0] {
				t.Errorf("%q and %q", s, said[0])
			}
		}
		for _, e := range logged(t, w, "") {
			if strings.Contains(fmt.Sprintf("%+v", e), "alls") || strings.Contains(fmt.Sprintf("%+v", e), Password) {
				t.Errorf("the log tells too much: %+v", e)
			}
		}
	})
}

func TestTooManyFailures(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		w.Actor(t, "Lisa", reader)
		for _, email := range []string{Email("Lisa"), "ingen@alls.example"} {
			for i := range 5 {
				_, err := w.People.SignIn(ctx, email, "fel", fmt.Sprintf("192.0.2.%d", i))
				wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
				w.Pass(time.Minute)
			}
			log := len(logged(t, w, ""))
			_, err := w.People.SignIn(ctx, email, Password, "192.0.2.99")
			wants(t, err, fault.Unavailable, "people.sign_in.wait")
			if minutes := err.(*fault.Fault).Args[0]; minutes != 10 {
				t.Errorf("wait %v minutes", minutes)
			}
			if len(logged(t, w, "")) != log {
				t.Error("what is refused unseen fills the log")
			}
		}
		w.Pass(10 * time.Minute)
		got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, ""))
	})
}

func TestSuccessForgivesFailures(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		w.Actor(t, "Lisa", reader)
		for range 3 {
			for range 4 {
				_, err := w.People.SignIn(ctx, Email("Lisa"), "fel", "192.0.2.9")
				wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
			}
			got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, "192.0.2.9"))
		}
		// The address is not forgiven: 12 have failed, 18 more may.
		for i := range 18 {
			_, err := w.People.SignIn(ctx, fmt.Sprintf("x%d@y.example", i), "fel", "192.0.2.9")
			wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
		}
		_, err := w.People.SignIn(ctx, Email("Lisa"), Password, "192.0.2.9")
		wants(t, err, fault.Unavailable, "people.sign_in.wait")
		got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, "192.0.2.10"))
	})
}

func TestGuessesAtOnceGetNoMoreTries(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		w.Actor(t, "Lisa", reader)
		var tried atomic.Int32
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				_, err := w.People.SignIn(ctx, Email("Lisa"), "fel", fmt.Sprintf("192.0.2.%d", i))
				if fault.Is(err, fault.Unauthenticated) {
					tried.Add(1)
				} else if !fault.Is(err, fault.Unavailable) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if tried.Load() != 5 {
			t.Errorf("%d were tried", tried.Load())
		}
	})
}

func TestManySignInAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		for i := range 10 {
			w.Actor(t, fmt.Sprintf("A%d", i), reader)
		}
		var wg sync.WaitGroup
		for i := range 30 {
			wg.Go(func() {
				token, err := w.People.SignIn(ctx, Email(fmt.Sprintf("A%d", i%10)), Password, fmt.Sprintf("192.0.2.%d", i))
				if err != nil {
					t.Error(err)
					return
				}
				for range 5 {
					if _, err := w.People.ActorOf(ctx, token); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if n := count(t, w, `SELECT count(*) FROM sign_in_attempt`); n != 0 {
			t.Errorf("%d attempts are left", n)
		}
	})
}

func TestSessionLife(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		w.Actor(t, "Lisa", reader)
		signIn := func() string { return got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, "")) }
		idle := signIn()
		w.Pass(12 * time.Hour)
		_, err := w.People.ActorOf(ctx, idle)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		used := signIn()
		for range 60 { // 30 days, less a little
			w.Pass(12*time.Hour - time.Second)
			got[access.Actor](t)(w.People.ActorOf(ctx, used))
		}
		w.Pass(time.Minute)
		_, err = w.People.ActorOf(ctx, used)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
	})
}

func TestUseIsStoredOnceAMinute(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		_, token := w.SignedIn(t, "Lisa", reader)
		stored := func() string {
			var s string
			must(t, w.DB.Read(ctx, func(tx *db.Tx) (err error) {
				s, err = db.One(tx, db.Value[string], `SELECT used_at FROM session`)
				return err
			}))
			return s
		}
		began := w.DB.Now()
		for _, test := range []struct{ after, want time.Duration }{
			{0, 0}, {10 * time.Second, 0}, {49 * time.Second, 0}, {time.Second, time.Minute}, {59 * time.Second, time.Minute},
		} {
			w.Pass(test.after)
			got[access.Actor](t)(w.People.ActorOf(ctx, token))
			if s := stored(); s != db.Time(began.Add(test.want)) {
				t.Errorf("after %v it was used at %s", test.after, s)
			}
		}
	})
}

func TestSessionsAreAnsweredFromMemory(t *testing.T) {
	w := Open(t, dbtest.SQLite)
	_, token := w.SignedIn(t, "Lisa", reader)
	must(t, w.DB.Write(ctx, System, func(tx *db.Tx) error {
		_, err := tx.Exec(`DELETE FROM session`)
		return err
	}))
	got[access.Actor](t)(w.People.ActorOf(ctx, token))
	w.Pass(15 * time.Second)
	_, err := w.People.ActorOf(ctx, token)
	wants(t, err, fault.Unauthenticated, "people.sign_in.first")
}

func TestChangePassword(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		lisa, first := w.SignedIn(t, "Lisa", reader)
		second := got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, ""))
		const next = "sju sjösjuka sjömän"
		_, err := w.People.ChangePassword(ctx, lisa, Password, "password1234", "")
		wants(t, err, fault.Invalid, "password: people.password.common")
		_, err = w.People.ChangePassword(ctx, lisa, "fel", next, "")
		wants(t, err, fault.Invalid, "old: people.password.wrong")
		token := got[string](t)(w.People.ChangePassword(ctx, lisa, Password, next, ""))
		for _, old := range []string{first, second} {
			_, err := w.People.ActorOf(ctx, old)
			wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		}
		got[access.Actor](t)(w.People.ActorOf(ctx, token))
		_, err = w.People.SignIn(ctx, Email("Lisa"), Password, "")
		wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
		got[string](t)(w.People.SignIn(ctx, Email("Lisa"), next, ""))
		for range 5 {
			_, err = w.People.ChangePassword(ctx, lisa, "fel", next, "")
			wants(t, err, fault.Invalid, "old: people.password.wrong")
		}
		_, err = w.People.ChangePassword(ctx, lisa, next, Password, "")
		wants(t, err, fault.Unavailable, "people.sign_in.wait")
	})
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	Each(t, func(t *testing.T, w *World) {
		lisa, first := w.SignedIn(t, "Lisa", reader)
		w.Actor(t, "Enar", reader)
		w.Pass(time.Hour)
		second := got[string](t)(w.People.SignIn(ctx, Email("Lisa"), Password, "192.0.2.77"))
		all := got[[]people.Session](t)(w.People.Sessions(ctx, lisa, second))
		if len(all) != 2 || all[0].Address != "192.0.2.77" || !all[0].Current || all[1].Current || !all[1].StartedAt.Before(all[0].StartedAt) {
			t.Errorf("%+v", all)
		}
		must(t, w.People.SignOutOthers(ctx, lisa, second))
		_, err := w.People.ActorOf(ctx, first)
		wants(t, err, fault.Unauthenticated, "people.sign_in.first")
		if all := got[[]people.Session](t)(w.People.Sessions(ctx, lisa, second)); len(all) != 1 {
			t.Errorf("%+v", all)
		}
		w.Pass(12 * time.Hour)
		if all := got[[]people.Session](t)(w.People.Sessions(ctx, lisa, second)); len(all) != 0 {
			t.Errorf("%+v", all)
		}
	})
}

func TestPurge(t *testing.T) {
	w := Open(t, dbtest.SQLite)
	w.Actor(t, "Gammal", reader)
	w.Invite(t, "Sen", reader)
	_, err := w.People.SignIn(ctx, "x@y.example", "fel", "")
	wants(t, err, fault.Unauthenticated, "people.sign_in.failed")
	w.Pass(8 * 24 * time.Hour)
	_, token := w.SignedIn(t, "Ny", reader)
	w.Invite(t, "Nyare", reader)
	r := jobs.New(w.DB, jobs.Config{Poll: time.Millisecond})
	people.Schedule(r, w.People)
	rows := func() int {
		return count(t, w, `SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM password_link) + (SELECT count(*) FROM sign_in_attempt)`)
	}
	jobstest.Work(t, r, "two rows are left", func() bool { return rows() == 2 })
	got[access.Actor](t)(w.People.ActorOf(ctx, token))
}
