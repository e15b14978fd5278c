package people_test

import (
	"context"
	"errors"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/people"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

var (
	ctx    = context.Background()
	every  = people.Filter{Closed: true}
	reader = Role(access.Reader, North)
)

// key is the text key of a fault, or of its first field.
func key(err error) string {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return ""
	}
	if len(f.Fields) > 0 {
		return f.Fields[0].Path + ": " + f.Fields[0].Key
	}
	return f.Key
}

func wants(t *testing.T, err error, kind fault.Kind, want string) {
	t.Helper()
	if !fault.Is(err, kind) || key(err) != want {
		t.Errorf("got %v, want %s %s", err, kind, want)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func got[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		must(t, err)
		return v
	}
}

func get(t *testing.T, w *World, actor access.Actor, account string) people.Account {
	t.Helper()
	return got[people.Account](t)(w.People.Get(ctx, actor, account))
}

// logged gives the actions in the audit log of an association, the newest
// first, as "action author subject detail".
func logged(t *testing.T, w *World, keptBy string) []audit.Logged {
	t.Helper()
	var all []audit.Logged
	must(t, w.DB.Read(ctx, func(tx *db.Tx) (err error) {
		all, err = audit.List(tx, audit.Filter{KeptBy: keptBy})
		return err
	}))
	return all
}

func count(t *testing.T, w *World, query string) (n int) {
	t.Helper()
	must(t, w.DB.Read(ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(tx, db.Value[int], query)
		return err
	}))
	return n
}
