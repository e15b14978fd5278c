package hsds_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/hsds"
	"samkarta/internal/insats"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// FuzzDraft reads whatever somebody sends: it becomes a draft whose document can
// be written, or all that is wrong is told; it never breaks.
func FuzzDraft(f *testing.F) {
	records := record.New(dbtest.SQLite(f, db.WithClock(func() time.Time { return demo.Day })), exchange.Kinds())
	_, err := demo.Load(ctx, records)
	must(f, err)
	v, err := records.View(ctx, admin, "")
	must(f, err)
	service, err := json.Marshal(hsds.Catalogue{View: v, Lang: text.Sv}.Service(insats.Insatser.All(v)[0]))
	must(f, err)
	example, err := os.ReadFile("testdata/example_service_full.json")
	must(f, err)
	for _, seed := range []string{`{}`, `[]`, `[{"name": "A", "minimum_age": 30, "maximum_age": 20, "service_areas": [{"name": "Lund"}, {}]}]`, `{"contents": [{"name": 3}, null], "total_items": 2}`,
		`[{"name": "A", "organization": {"name": "Lunds kommun"}, "attributes": [{"link_type": "stage", "taxonomy_term": {"taxonomy": "insats_stage", "code": "education"}}]}]`,
		`[{"name": "A", "attributes": [{"link_type": "samkarta/1", "value": "{\"id\": \"a/b\", \"eligibility\": [{}, {\"age_min\": 1e9}]}"}]}]`} {
		f.Add([]byte(seed))
	}
	f.Add(service)
	f.Add(example)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := hsds.Draft(v, "f.json", data, usual)
		var wrong *fault.Fault
		switch {
		case err == nil && !json.Valid(d.Document()):
			t.Errorf("the document is %s", d.Document())
		case err != nil && (!errors.As(err, &wrong) || wrong.Kind != fault.Invalid):
			t.Errorf("%v", err)
		}
	})
}
