package contact_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// today is the day of the demonstration.
var today = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

// world is a map that a test can add to.
type world struct {
	t       testing.TB
	records *record.Service
	docs    int
}

func newWorld(t testing.TB) *world {
	t.Helper()
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return today }))
	return &world{t: t, records: record.New(d, exchange.Kinds())}
}

// thing is one record of a document.
type thing map[string]any

// add imports one document with lists of things; each document is a source.
func (w *world) add(lists map[string][]thing) {
	w.t.Helper()
	w.read(w.document("", "2019-05-01", lists))
}

// document makes a document of its own source: who keeps it up, when it was
// true, and what it says.
func (w *world) document(keptBy, date string, lists map[string][]thing) exchange.File {
	w.t.Helper()
	w.docs++
	doc := map[string]any{"format": exchange.Format, "source": thing{
		"id": fmt.Sprintf("doc-%d", w.docs), "title": fmt.Sprintf("Dokument %d", w.docs), "date": date, "kind": "mapping"}}
	if keptBy != "" {
		doc["kept_by"] = keptBy
	}
	for list, things := range lists {
		doc[list] = things
	}
	data, err := json.Marshal(doc)
	if err != nil {
		w.t.Fatal(err)
	}
	return exchange.Bytes(fmt.Sprintf("doc-%d.json", w.docs), data)
}

func (w *world) read(files ...exchange.File) {
	w.t.Helper()
	if _, err := exchange.Import(context.Background(), w.records, access.System("test"), files, exchange.Options{}); err != nil {
		w.t.Fatalf("import: %.800s", fmt.Sprintf("%#v", err))
	}
}

func (w *world) view() *record.View {
	w.t.Helper()
	v, err := w.records.View(context.Background(), access.Public(), "")
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// demo is the map of the demonstration.
func demo(t testing.TB) *record.View {
	t.Helper()
	w := newWorld(t)
	files, err := exchange.Files("../demo/data")
	if err != nil {
		t.Fatal(err)
	}
	w.read(files...)
	return w.view()
}

// town is two authorities, a municipality with some units, and nothing said.
func town(t testing.TB) *world {
	w := newWorld(t)
	w.add(map[string][]thing{
		"parties": {
			{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen", "short_name": "AF"},
			{"id": "fk", "kind": "social_insurance", "name": "Försäkringskassan"},
			{"id": "rjl", "kind": "region", "name": "Region Jönköpings län", "region": "06"},
			{"id": "aneby", "kind": "municipality", "name": "Aneby kommun", "municipality": "0604", "region": "06"},
			{"id": "habo", "kind": "municipality", "name": "Habo kommun", "municipality": "0643", "region": "06"},
		},
		"units": {
			{"id": "af/aneby", "party": "af", "name": "AF Aneby", "municipality": "0604"},
			{"id": "af/habo", "party": "af", "name": "AF Habo", "municipality": "0643"},
			{"id": "fk/sjukpenning", "party": "fk", "name": "Sjukpenning"},
			{"id": "aneby/ame", "party": "aneby", "name": "AME", "kind": "labour_market"},
			{"id": "aneby/unga", "party": "aneby", "part_of": "aneby/ame", "name": "Unga", "age_min": 16, "age_max": 24},
			{"id": "aneby/ifo", "party": "aneby", "name": "IFO", "kind": "income_support"},
			{"id": "habo/ifo", "party": "habo", "name": "IFO", "kind": "income_support"},
			{"id": "rjl/psykiatri", "party": "rjl", "name": "Psykiatrin", "kind": "psychiatry"},
			{"id": "rjl/rehab", "party": "rjl", "name": "Rehabkoordinatorer", "kind": "rehab_coordination"},
		},
	})
	return w
}
