package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/app"
	"samkarta/internal/insats"
)

func TestDemand(t *testing.T) {
	db := demoDB(t)
	if out := do(t, "demand", "--db", db, "--lang", "sv"); !strings.Contains(out, "Inget är räknat än") {
		t.Errorf("before anything is counted: %s", out)
	}
	a, err := app.Open(t.Context(), app.Config{Database: db})
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Insatser.CountNothing(t.Context(), access.Public(), "1285")
	if a.Close(); err != nil {
		t.Fatal(err)
	}
	if out := do(t, "demand", "--db", db, "--municipality", "Eslöv", "--lang", "sv"); !strings.Contains(out, "Eslöv") || !strings.Contains(out, "GÅNGER") {
		t.Errorf("%s", out)
	}
	var counted []insats.Demand
	if err := json.Unmarshal([]byte(do(t, "demand", "--db", db, "--json")), &counted); err != nil || len(counted) != 1 || counted[0].Times != 1 {
		t.Errorf("%+v %v", counted, err)
	}
	if out := do(t, "demand", "--db", db, "--municipality", "Lomma", "--json"); strings.TrimSpace(out) != "[]" {
		t.Errorf("another municipality: %s", out)
	}
}
