package exchange_test

import (
	"testing"

	"samkarta/internal/exchange"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
)

// FuzzImport feeds the decoder anything: it either refuses it with a fault that
// can be shown, or takes it in so that it comes out and goes in again.
func FuzzImport(f *testing.F) {
	for _, lists := range []string{
		`, "relations": [{"from": "af", "to": "by", "ease": "mixed"}]`,
		`, "units": [{"id": "by/ame", "party": "by", "name": "Åmål ÄÖ", "kind": "labour_market", "age_min": 16, "age_max": 24}]`,
		`, "forums": [{"id": "f", "name": "F", "frequency": "varannan vecka", "participants": [{"actor": "by", "count": 2}], "status": "planned"}]`,
		`, "contact_paths": [{"from": "af", "to": "by", "via": "coordinator", "person_bound": true}]`,
		`, "statements": [{"about": "by", "stance": "works", "text": "Fungerar bra", "evidence": {"page": 3}}]`,
		`, "target_groups": [{"id": "t", "name": "Unga"}], "observations": []`,
	} {
		f.Add([]byte(document("x", twoParties+lists)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := records(dbtest.SQLite(t))
		_, err := exchange.Import(ctx, s, admin, []exchange.File{exchange.Bytes("fuzz.json", data)}, exchange.Options{})
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				t.Fatal(err)
			}
			return
		}
		first := export(t, s, exchange.Selection{})
		other := records(dbtest.SQLite(t))
		must2(t, other, string(first))
		if string(export(t, other, exchange.Selection{})) != string(first) {
			t.Error("the round trip is not the same")
		}
	})
}

// A document that was cut off anywhere is refused with words for a person.
func TestCutDocumentsAreRefused(t *testing.T) {
	whole := document("x", twoParties+`, "relations": [{"from": "af", "to": "by", "ease": "mixed"}]`)
	s := records(dbtest.SQLite(t))
	for n := range len(whole) - 1 {
		_, err := exchange.Import(ctx, s, admin, []exchange.File{exchange.Bytes("cut.json", []byte(whole[:n]))}, exchange.Options{})
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("cut after %q: %v", whole[max(0, n-20):n], err)
		}
	}
}
