package exchange_test

import (
	"bytes"
	"context"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// admin is whoever may do everything in these tests.
var admin = access.System("test")

// demoData holds the documents of the demonstration.
const demoData = "../demo/data"

func records(d *db.DB) *record.Service { return record.New(d, exchange.Kinds()) }

func importPaths(t *testing.T, s *record.Service, paths ...string) *exchange.Summary {
	t.Helper()
	files, err := exchange.Files(paths...)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := exchange.Import(context.Background(), s, admin, files, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func export(t *testing.T, s *record.Service, sel exchange.Selection) []byte {
	t.Helper()
	v, err := s.View(context.Background(), admin, "")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := exchange.Export(v, sel, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// So many records the demonstration has; every one must arrive.
var demoCounts = map[string]int{
	"statements": 964, "relations": 258, "units": 241, "forums": 204, "observations": 195, "insatser": 136,
	"target_groups": 111, "parties": 88, "contact_paths": 71, "projects": 24, "agreements": 21,
	"good_examples": 13, "associations": 7, "questionnaires": 6, "meetings": 3,
}

func TestDemonstrationIsTakenWhole(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := records(d)
		sum := importPaths(t, s, demoData)
		for list, want := range demoCounts {
			if got := sum.Lists[list]; got == nil || got.Added != want {
				t.Errorf("%s: %+v, want %d added", list, got, want)
			}
		}
		before := revision(t, s)
		if again := importPaths(t, s, demoData).Sum(); again.Total() != again.Unchanged {
			t.Errorf("the same files again: %+v, want all unchanged", again)
		}
		if after := revision(t, s); after != before {
			t.Errorf("the same files again moved the revision from %d to %d", before, after)
		}
	})
}

func revision(t *testing.T, s *record.Service) int64 {
	t.Helper()
	v, err := s.View(context.Background(), admin, "")
	if err != nil {
		t.Fatal(err)
	}
	return v.Revision()
}

func TestExportImportExportIsTheSame(t *testing.T) {
	exports := map[string][]byte{}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := records(d)
		importPaths(t, s, demoData)
		first := export(t, s, exchange.Selection{})
		other := records(dbtest.SQLite(t))
		if _, err := exchange.Import(context.Background(), other, admin,
			[]exchange.File{exchange.Bytes("export.json", first)}, exchange.Options{}); err != nil {
			t.Fatal(err)
		}
		if second := export(t, other, exchange.Selection{}); !bytes.Equal(first, second) {
			t.Error("an export that is imported and exported again is not the same")
		}
		exports[d.Engine()] = first
	})
	if !bytes.Equal(exports["sqlite"], exports["postgres"]) {
		t.Error("the two databases give different exports")
	}
}
