package insats_test

import (
	"context"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/insats"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// Those who see the same share a catalogue until it changes; then nobody sees the
// old one.
func TestCatalogueIsSharedUntilItChanges(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, admin := context.Background(), access.System("test")
		records := record.New(d, exchange.Kinds())
		if _, err := demo.Load(ctx, records); err != nil {
			t.Fatal(err)
		}
		of := func(day record.Date) *insats.Catalogue {
			v, err := records.View(ctx, access.Public(), day)
			if err != nil {
				t.Fatal(err)
			}
			return insats.CatalogueOf(v)
		}
		first := of("")
		if of("") != first {
			t.Error("the catalogue is not shared")
		}
		n := first.Len()
		tree := record.Tree{"name": "Ny insats", "provider": "habo", "eligibility": []any{record.Tree{"municipalities": []any{"0643"}}}}
		if _, err := records.Create(ctx, admin, insats.Insatser.Kind, record.Draft{Tree: tree}); err != nil {
			t.Fatal(err)
		}
		if c := of(""); c.Len() != n+1 {
			t.Errorf("%d insatser after one was added to %d", c.Len(), n)
		}
		if first.Len() != n {
			t.Error("the old catalogue changed under who holds it")
		}
		if past := of("2018-01-31"); past.Len() == 0 || past.Len() > n {
			t.Errorf("on an earlier day there are %d", past.Len())
		}
	})
}
