// Package peopletest makes a small installation for tests: two associations
// with a unit each, accounts as asked for, and a clock that the test moves.
package peopletest

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/party"
	"samkarta/internal/people"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// The associations and their units.
const (
	North     = "norra-forbundet"
	South     = "sodra-forbundet"
	NorthUnit = "kommunen/norra-enheten"
	SouthUnit = "kommunen/sodra-enheten"
)

// Password is the password of every account that World makes.
const Password = "fyra gröna grodor i gräset"

// System is the program itself.
var System = access.System("test")

// Cheap is a cost of hashing that tests can afford.
var Cheap = people.Cost{MemoryKiB: 64, Passes: 1}

// World is an installation.
type World struct {
	DB      *db.DB
	Records *record.Service
	People  *people.Service
	moved   atomic.Int64
}

// Each runs f as a subtest with an installation on each database.
func Each(t *testing.T, f func(t *testing.T, w *World)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, Open(t, dbtest.SQLite)) })
	t.Run("postgres", func(t *testing.T) { f(t, Open(t, dbtest.Postgres)) })
}

// Open makes an installation on a database.
func Open(t testing.TB, open func(testing.TB, ...db.Option) *db.DB) *World {
	t.Helper()
	w := &World{}
	began := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	w.DB = open(t, db.WithClock(func() time.Time { return began.Add(time.Duration(w.moved.Load())) }))
	w.Records = record.New(w.DB, kinds())
	w.People = w.Server(people.Options{Demo: true})
	w.fill(t)
	return w
}

// Server makes one more server of the installation.
func (w *World) Server(o people.Options) *people.Service {
	if o.Cost == (people.Cost{}) {
		o.Cost = Cheap
	}
	return people.New(w.DB, w.Records, o)
}

// Pass lets time pass.
func (w *World) Pass(d time.Duration) { w.moved.Add(int64(d)) }

func kinds() *record.Kinds {
	any := func(string) bool { return true }
	return record.NewKinds(map[string]func(string) bool{"municipality": any, "region": any, "party_kind": any},
		record.Sources.Kind, party.Associations.Kind, party.Parties.Kind, party.Units.Kind, party.TargetGroups.Kind)
}

func (w *World) fill(t testing.TB) {
	t.Helper()
	err := w.Records.Batch(context.Background(), System, func(b *record.Batch) error {
		put(t, b, record.Sources.Kind, "", record.Tree{"id": "k", "title": "Källa", "date": "2026", "language": "sv", "kind": "mapping"})
		put(t, b, party.Parties.Kind, "", record.Tree{"id": "kommunen", "kind": "municipality", "name": "Kommunen"})
		put(t, b, party.Associations.Kind, North, record.Tree{"id": North, "name": "Norra förbundet"})
		put(t, b, party.Associations.Kind, South, record.Tree{"id": South, "name": "Södra förbundet"})
		put(t, b, party.Units.Kind, North, record.Tree{"id": NorthUnit, "party": "kommunen", "name": "Norra enheten", "kind": "other"})
		put(t, b, party.Units.Kind, South, record.Tree{"id": SouthUnit, "party": "kommunen", "name": "Södra enheten", "kind": "other"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, b *record.Batch, k *record.Kind, keptBy string, tree record.Tree) {
	t.Helper()
	body, wrong := k.Read(tree, "")
	if len(wrong) > 0 {
		t.Fatal(fault.OfFields(wrong))
	}
	h := body.HeadOf()
	h.Source, h.KeptBy = "k", keptBy
	if _, err := b.Put(body, "", ""); err != nil {
		t.Fatal(err)
	}
}

// Role makes an assignment, such as Role(access.Reader, North).
func Role(r access.Role, scope ...string) access.Assignment {
	a := access.Assignment{Role: r}
	if len(scope) > 0 {
		a.Association = scope[0]
	}
	if len(scope) > 1 {
		a.Unit = scope[1]
	}
	return a
}

// Admin is the role of an administrator.
var Admin = Role(access.Administrator)

// Email is the e-mail of the account with the name.
func Email(name string) string { return strings.ToLower(name) + "@kommun.example" }

// Invite adds an account that has not chosen a password.
func (w *World) Invite(t testing.TB, name string, roles ...access.Assignment) people.Invited {
	t.Helper()
	var made people.Invited
	for i, role := range roles {
		got, err := w.People.Invite(context.Background(), System, people.Person{Name: name, Email: Email(name)}, role)
		if err != nil {
			t.Fatal(err)
		}
		made.Account = got.Account
		if got.Link != nil || i == 0 {
			made.Link = got.Link
		}
	}
	return made
}

// Actor adds an account with a password and gives it as it acts.
func (w *World) Actor(t testing.TB, name string, roles ...access.Assignment) access.Actor {
	t.Helper()
	actor, _ := w.SignedIn(t, name, roles...)
	return actor
}

// SignedIn adds an account and gives it as it acts with the token of a session.
func (w *World) SignedIn(t testing.TB, name string, roles ...access.Assignment) (access.Actor, string) {
	t.Helper()
	ctx := context.Background()
	token, err := w.People.Accept(ctx, w.Invite(t, name, roles...).Link.Token, Password, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	actor, err := w.People.ActorOf(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	return actor, token
}
