package exchange_test

import (
	"os"
	"path/filepath"
	"testing"

	"samkarta/internal/exchange"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
)

// FuzzImport feeds the decoder anything: it either refuses it with a fault that
// can be shown, or takes it in so that it comes out and goes in again.
func FuzzImport(f *testing.F) {
	names, err := filepath.Glob(filepath.Join("..", "demo", "data", "*.json"))
	if err != nil || len(names) == 0 {
		f.Fatal("no documents to begin with", err)
	}
	for _, name := range names[:4] {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(document("x", twoParties+`, "relations": [{"from": "af", "to": "by", "ease": "mixed"}]`)))
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
