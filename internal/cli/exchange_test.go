package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/platform/db/dbtest"
)

// small is a document of one source with a little of everything.
const small = `{"format": "samkarta/1",
 "source": {"id": "prov-2024", "title": "Prov", "publisher": "Provförbundet", "date": "2024-05", "language": "sv", "kind": "mapping"},
 "kept_by": "provforbundet",
 "associations": [{"id": "provforbundet", "name": "Provförbundet", "municipalities": ["0604"], "parties": ["prov-aneby"]}],
 "parties": [{"id": "prov-aneby", "name": "Aneby kommun", "kind": "municipality", "municipality": "0604"}],
 "units": [{"id": "prov-aneby/ame", "party": "prov-aneby", "name": "AME", "kind": "labour_market"}],
 "forums": [{"id": "prov/natverk", "name": "Nätverket", "kind": "network", "level": "operational", "status": "planned",
   "participants": [{"actor": "prov-aneby/ame"}]}],
 "observations": [{"indicator": "population", "area": "0604", "period": "2024", "value": 6700}],
 "projects": [{"id": "prov/projekt", "name": "Projektet"}]}`

func TestImportSaysWhatItDid(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		doc := file(t, "prov.json", small)
		out := do(t, "import", doc, "--db", db)
		for _, want := range []string{"1 fil inläst.", "forums        1    0", "projects      1    0        0          0            sparas, visas inte ännu"} {
			if !strings.Contains(out, want) {
				t.Errorf("the summary does not say %q:\n%s", want, out)
			}
		}
		again := asJSON[map[string]any](t, "import", doc, "--db", db)
		counts := again["lists"].(map[string]any)["forums"].(map[string]any)
		if counts["unchanged"] != 1.0 || counts["added"] != 0.0 {
			t.Errorf("the same file again: %v", counts)
		}
		if kept := again["kept_not_shown_yet"].([]any); len(kept) != 1 || kept[0] != "projects" {
			t.Errorf("kept lists: %v", kept)
		}
		if changes, isList := again["changes"].([]any); !isList || len(changes) != 0 {
			t.Errorf("changes: %v", again["changes"])
		}
	})
}

func TestImportTriesFirst(t *testing.T) {
	db := dbtest.EmptySQLite(t)
	doc := file(t, "prov.json", small)
	out := do(t, "import", doc, "--dry-run", "--db", db)
	if !strings.Contains(out, "ny          Forum prov/natverk") || !strings.Contains(out, "inget är sparat") {
		t.Errorf("the trial says:\n%s", out)
	}
	if _, err := os.Stat(db); err == nil {
		t.Error("a trial has made a database")
	}
	do(t, "import", doc, "--db", db)
	changed := file(t, "prov2.json", strings.Replace(small, `"status": "planned"`, `"status": "ended"`, 1))
	out = do(t, "import", changed, "--dry-run", "--db", db)
	if !strings.Contains(out, "avslutad    Forum prov/natverk") || !strings.Contains(out, "Läge: planerat → avslutat") {
		t.Errorf("the trial of a change says:\n%s", out)
	}
	trial := asJSON[map[string]any](t, "import", changed, "--dry-run", "--db", db)
	want := `[{"fields":[{"field":"status","new":"ended","old":"planned"}],"id":"prov/natverk","kind":"forum","outcome":"ended"}]`
	if got, _ := json.Marshal(trial["changes"]); string(got) != want || trial["dry_run"] != true {
		t.Errorf("the trial in JSON: %s", got)
	}
	if f := asJSON[map[string]any](t, "show", "forum", "prov/natverk", "--db", db); f["status"] != "planned" {
		t.Error("a trial has stored something")
	}
}

func TestImportRefusesWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		words          []string
	}{
		{"no JSON", `"kept_by": `, `"kept_by" `, []string{"wrong.json", "rad 3"}},
		{"a word that there is not", `"operational"`, `"strategic?"`, []string{"wrong.json: forums[0].level", "strategic?", "individual, operational, strategic, political"}},
		{"a place that there is not", `"0604"], "parties"`, `"9999"], "parties"`, []string{"associations[0].municipalities", "9999", "ingen kommun"}},
		{"a thing that there is not", `"prov-aneby/ame"}]`, `"prov-aneby/bme"}]`, []string{"forums[0].participants[0].actor", "prov-aneby/bme"}},
		{"an unknown field", `"status": "planned"`, `"statu": "planned"`, []string{"forums[0]", "statu", "inget fält"}},
		{"another format", `samkarta/1`, `samkarta/2`, []string{"format", "samkarta/1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			db := dbtest.EmptySQLite(t)
			do(t, "migrate", "--db", db)
			before := do(t, "export", "--db", db)
			wrong := strings.Replace(small, c.from, c.to, 1)
			if wrong == small {
				t.Fatal("nothing is wrong with the document")
			}
			refuses(t, 2, append(c.words, "Inget är inläst"), "import", file(t, "wrong.json", wrong), "--db", db)
			if after := do(t, "export", "--db", db); after != before {
				t.Errorf("something was stored:\n%s", after)
			}
		})
	}
}

// All faults of all files come at once, as lines and as JSON.
func TestImportTellsAllFaultsOfAllFiles(t *testing.T) {
	folder := t.TempDir()
	for name, level := range map[string]string{"a.json": "low", "b.json": "high"} {
		doc := strings.NewReplacer(`"operational"`, `"`+level+`"`, "prov-2024", name[:1]+"-2024").Replace(small)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := try(t, "", "import", folder, "--db", dbtest.EmptySQLite(t), "--json", "--lang", "en")
	var p problem
	if err := json.Unmarshal([]byte(got.err), &p); err != nil {
		t.Fatalf("%v\n%s", err, got.err)
	}
	if got.code != 2 || got.out != "" || p.Kind != "invalid" || len(p.Faults) != 2 {
		t.Fatalf("exit %d, %+v", got.code, p)
	}
	for i, f := range p.Faults {
		if filepath.Base(f.File) != []string{"a.json", "b.json"}[i] || f.Path != "forums[0].level" || !strings.Contains(f.Message, "operational") {
			t.Errorf("fault %d: %+v", i, f)
		}
	}
}

func TestImportOfNothing(t *testing.T) {
	db := dbtest.EmptySQLite(t)
	refuses(t, 3, []string{"finns inte", "nowhere.json"}, "import", "nowhere.json", "--db", db)
	refuses(t, 2, []string{".json"}, "import", t.TempDir(), "--db", db)
	refuses(t, 2, []string{"samkarta import FILE|DIR…"}, "import", "--db", db)
}

// What comes out goes in again with nothing lost, and is the same bytes from
// either database; so is what a backup is restored from.
func TestExportAndBackupGoRound(t *testing.T) {
	exports := map[string]string{}
	onBoth(t, func(t *testing.T, db string) {
		do(t, "import", demoData, "--db", db)
		exports[t.Name()] = do(t, "export", "--db", db)
	})
	var whole string
	for name, one := range exports {
		if whole == "" {
			whole = one
		}
		if one != whole || len(one) < 1_000_000 {
			t.Fatalf("%s: %d bytes, the other %d", name, len(one), len(whole))
		}
	}
	t.Run("into an empty database", func(t *testing.T) {
		db := dbtest.EmptySQLite(t)
		do(t, "import", file(t, "all.json", whole), "--db", db)
		if again := do(t, "export", "--db", db); again != whole {
			t.Error("the export of the import of an export differs")
		}
	})
	t.Run("backup of a file into a server", func(t *testing.T) {
		copied := filepath.Join(t.TempDir(), "copy.gz")
		out := asJSON[map[string]any](t, "backup", copied, "--db", readDB(t))
		if info, err := os.Stat(copied); err != nil || out["bytes"] != float64(info.Size()) {
			t.Fatalf("backup: %v, %v", out, err)
		}
		server := dbtest.EmptyPostgres(t)
		do(t, "restore", copied, "--db", server)
		if got := do(t, "export", "--db", server); got != whole {
			t.Error("what has been restored differs")
		}
		refuses(t, 6, []string{"tom databas"}, "restore", copied, "--db", server)
		back := filepath.Join(t.TempDir(), "back.gz")
		do(t, "backup", back, "--db", server)
		db := dbtest.EmptySQLite(t)
		do(t, "restore", back, "--db", db)
		if got := do(t, "export", "--db", db); got != whole {
			t.Error("what has been restored into a file again differs")
		}
	})
}

func TestBackupByPipe(t *testing.T) {
	var out, errOut bytes.Buffer
	if code := run(context.Background(), []string{"backup", "-", "--db", readDB(t)}, nil, &out, &errOut); code != 0 {
		t.Fatal(errOut.String())
	}
	db := dbtest.EmptySQLite(t)
	if code := run(context.Background(), []string{"restore", "-", "--db", db}, &out, new(bytes.Buffer), &errOut); code != 0 {
		t.Fatal(errOut.String())
	}
	if do(t, "export", "--db", db) != do(t, "export", "--db", readDB(t)) {
		t.Error("what has been restored differs")
	}
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	db := dbtest.EmptySQLite(t)
	refuses(t, 2, []string{"inte en säkerhetskopia"}, "restore", file(t, "x.gz", "no backup"), "--db", db)
	refuses(t, 3, []string{"finns inte"}, "restore", "nowhere.gz", "--db", db)
	refuses(t, 2, []string{"går inte att skriva"}, "backup", filepath.Join(t.TempDir(), "no", "folder.gz"), "--db", readDB(t))
}

func TestExportOfAPart(t *testing.T) {
	db := readDB(t)
	whole := do(t, "export", "--db", db)
	for _, c := range []struct{ flag, id, has, hasNot string }{
		{"--association", "finnveden", `"varnamo/vac"`, `"aneby/fua"`},
		{"--source", "hog-aneby", `"aneby/fua"`, `"varnamo/vac"`},
	} {
		part := do(t, "export", c.flag, c.id, "--db", db)
		if !json.Valid([]byte(part)) || len(part) >= len(whole) || !strings.Contains(part, c.has) || strings.Contains(part, c.hasNot) {
			t.Errorf("export %s %s: %d of %d bytes", c.flag, c.id, len(part), len(whole))
		}
		into := dbtest.EmptySQLite(t)
		do(t, "import", file(t, "part.json", part), "--db", into)
	}
	refuses(t, 3, []string{"nowhere", "samordningsförbund"}, "export", "--association", "nowhere", "--db", db)
	refuses(t, 3, []string{"nowhere", "källa"}, "export", "--source", "nowhere", "--db", db)
}
