package record_test

import (
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// An answer is worked out once for a version of the map and for those who see the
// same of it.
func TestOnce(t *testing.T) {
	s := service(dbtest.SQLite(t))
	err := s.Batch(ctx, admin, func(b *record.Batch) error {
		for _, id := range []string{"norr", "syd"} {
			x := keepers.New().(*keeper)
			x.ID, x.Name, x.KeptBy, x.Source = id, id, id, "kalla"
			if _, err := b.Put(x, "", ""); err != nil {
				return err
			}
		}
		src := record.Sources.New().(*record.Source)
		src.ID, src.Title, src.Date = "kalla", "Källa", "2024"
		_, err := b.Put(src, "", "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	create(t, s, "norr", record.Tree{"name": "En"})
	if err := s.Publish(ctx, admin, "norr", record.Publication{"thing": false}); err != nil {
		t.Fatal(err)
	}
	type question struct{ name string }
	worked := 0
	ask := func(a access.Actor, name string) int {
		t.Helper()
		v := view(t, s, a, "")
		return record.Once(v, question{name}, func() int {
			worked++
			return len(v.All(things.Kind))
		})
	}
	reader := actor(access.Reader, "norr", "")
	for range 3 {
		if ask(public, "things") != 0 || ask(actor(access.Reader, "syd", ""), "things") != 0 || ask(reader, "things") != 1 || ask(admin, "things") != 1 {
			t.Error("somebody gets the answer of those who see something else")
		}
	}
	if worked != 3 { // for the public and who sees no more, for the association's, for the administrator
		t.Errorf("worked out %d times", worked)
	}
	if ask(public, "other"); worked != 4 {
		t.Error("another question gets the same answer")
	}
	create(t, s, "norr", record.Tree{"name": "Två"})
	if ask(reader, "things") != 2 {
		t.Error("a change does not show at once")
	}
}
