package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/platform/db/dbtest"
)

// The country is written, imports without a fault, and is the same each time.
func TestGenerateCountry(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "landet")
	out := do(t, "generate", "--national", "--seed", "7", "--out", folder)
	for _, want := range []string{"81 filer skrivna", "associations   80", "units"} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
	again := filepath.Join(t.TempDir(), "igen")
	sum := asJSON[map[string]any](t, "generate", "--national", "--seed=7", "--out", again)
	if sum["files"] != 81.0 || sum["lists"].(map[string]any)["associations"] != 80.0 {
		t.Errorf("the summary: %v", sum)
	}
	first, err := os.ReadFile(filepath.Join(folder, "forbund-40.json"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := os.ReadFile(filepath.Join(again, "forbund-40.json"))
	if err != nil || !bytes.Equal(first, second) {
		t.Error("the same seed gives something else", err)
	}
	db := dbtest.EmptySQLite(t)
	do(t, "import", filepath.Join(folder, "00-riket.json"), filepath.Join(folder, "forbund-40.json"), "--db", db)
	if got := do(t, "forums", "--db", db); !strings.Contains(got, " i ") {
		t.Errorf("the forums: %.300s", got)
	}
	refuses(t, 6, []string{folder, "tom mapp"}, "generate", "--national", "--out", folder)
}

func TestGenerateRefuses(t *testing.T) {
	refuses(t, 2, []string{"--national"}, "generate")
	refuses(t, 2, []string{"--seed", "heltal"}, "generate", "--national", "--seed", "x")
	refuses(t, 2, []string{"--seed"}, "generate", "--national", "--seed", "-1")
	file := filepath.Join(t.TempDir(), "fil")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refuses(t, 7, []string{file, "behörigheten"}, "generate", "--national", "--out", filepath.Join(file, "mapp"))
}
