package people_test

import (
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/people"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
)

var engines = []struct {
	name string
	open func(testing.TB, ...db.Option) *db.DB
}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}}

// usual is the cost of hashing of an installation.
var usual = people.Cost{MemoryKiB: 19 * 1024, Passes: 2}

func BenchmarkSignIn(b *testing.B) {
	for _, e := range engines {
		b.Run(e.name, func(b *testing.B) {
			w := Open(b, e.open)
			w.People = w.Server(people.Options{Cost: usual})
			w.Actor(b, "Lisa", reader)
			for b.Loop() {
				got[string](b)(w.People.SignIn(ctx, Email("Lisa"), Password, "192.0.2.1"))
			}
		})
	}
}

// BenchmarkActorOf measures what every request of somebody signed in costs:
// known from the request before, and read anew.
func BenchmarkActorOf(b *testing.B) {
	for _, e := range engines {
		w := Open(b, e.open)
		_, token := w.SignedIn(b, "Lisa", reader)
		b.Run(e.name+"/known", func(b *testing.B) {
			for b.Loop() {
				got[access.Actor](b)(w.People.ActorOf(ctx, token))
			}
		})
		b.Run(e.name+"/read", func(b *testing.B) {
			for b.Loop() {
				got[access.Actor](b)(w.Server(people.Options{}).ActorOf(ctx, token))
			}
		})
	}
}
