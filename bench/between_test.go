package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Each pair that has to do with each other stands once, and who sits in a forum
// that does not go on has nothing to do with the others there.
func TestContacts(t *testing.T) {
	doc := `{"forums": [{"status": "active", "participants": [{"actor": "a"}, {"actor": "b"}, {"actor": "c"}]},
		{"status": "ended", "participants": [{"actor": "a"}, {"actor": "d"}]}],
		"relations": [{"from": "b", "to": "a"}, {"from": "d", "to": "e"}], "contact_paths": [{"from": "c", "into": "e"}, {"from": "e", "into": "e"}]}`
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, "one.json"), []byte(doc), 0o600))
	pairs, err := contacts(folder)
	must(t, err)
	if len(pairs) != 5 {
		t.Errorf("%d pairs: %v", len(pairs), pairs)
	}
}

func TestAgree(t *testing.T) {
	if err := agree([]float64{1, 2, 1e9}, []float64{1, 2 + 1e-9, 1e9 + 1}); err != nil {
		t.Error(err)
	}
	if agree([]float64{1, 2}, []float64{1, 2.1}) == nil {
		t.Error("other figures agree")
	}
}
