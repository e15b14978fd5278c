package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/insight"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/graphfile"
)

func TestNetworkIsWrittenInEveryFormat(t *testing.T) {
	db := demoDB(t)
	for _, f := range insight.NetworkFormats() {
		path := filepath.Join(t.TempDir(), "natverk"+f.Ending)
		if said := do(t, "network", "--municipality", "0604", "--format", f.Name, "--out", path, "--db", db); said != "" {
			t.Errorf("%s says %q", f.Name, said)
		}
		data, err := os.ReadFile(path)
		if err != nil || string(data) != do(t, "network", "--municipality", "Aneby", "--format", f.Name, "--db", db) {
			t.Errorf("%s: a file and standard output differ: %v", f.Name, err)
		}
	}
	if got := asJSON[map[string]any](t, "network", "--municipality", "0604", "--db", db); len(got["nodes"].([]any)) == 0 || got["multigraph"] != true {
		t.Errorf("%v", got["graph"])
	}
	if out := do(t, "network", "--municipality", "0604", "--ties", "participation", "--db", db); !strings.Contains(out, "Arbetsförmedlingen") {
		t.Errorf("%s", out)
	}
	n, err := graphfile.Read(graphfile.File{Name: "n", Data: []byte(do(t, "network", "--municipality", "0604", "--level", "strategic", "--format", "graphml", "--db", db))})
	if err != nil || len(n.Nodes) == 0 {
		t.Errorf("%v", err)
	}
	refuses(t, 2, []string{"--format", "graphml"}, "network", "--format", "pdf", "--db", db)
	refuses(t, 2, []string{"--format"}, "network", "--out", "x.svg", "--db", db)
	refuses(t, 2, []string{"--ties", "colocation"}, "network", "--ties", "handslag", "--format", "svg", "--db", db)
	refuses(t, 7, []string{"nowhere"}, "network", "--format", "svg", "--out", filepath.Join(t.TempDir(), "nowhere", "x.svg"), "--db", db)
}

// A drawn network becomes a document that the ordinary import takes.
func TestNetworkDraftIsImported(t *testing.T) {
	db := dbtest.EmptySQLite(t)
	do(t, "import", file(t, "prov.json", small), "--db", db)
	nodes := file(t, "noder.csv", "Id,Label,kind,party\n1,Nätverket,forum,\n2,ame,unit,Aneby kommun\n3,Försörjningsstöd,unit,Aneby kommun\n4,Oklart,,\n")
	edges := file(t, "band.csv", "Source,Target\n3,1\n2,3\n")
	out := filepath.Join(t.TempDir(), "utkast.json")
	said := do(t, "network", "draft", nodes, edges, "--association", "provforbundet", "--title", "Ritat", "--date", "2024-06", "--out", out, "--db", db)
	for _, want := range []string{"Försörjningsstöd", "får mer", "1 ny plats i forum", "2 utelämnade", "Oklart: Det framgår inte"} {
		if !strings.Contains(said, want) {
			t.Errorf("%s\ndoes not say %s", said, want)
		}
	}
	if list := asJSON[[]map[string]any](t, "units", "--db", db); len(list) != 1 {
		t.Errorf("a draft has changed the map: %v", ids(list))
	}
	do(t, "import", out, "--db", db)
	if list := asJSON[[]map[string]any](t, "units", "--db", db); len(list) != 2 {
		t.Errorf("%v", ids(list))
	}
	again := asJSON[map[string]any](t, "network", "draft", nodes, edges, "--association", "provforbundet", "--tie", "relation", "--db", db)
	if again["new_seats"] != 0.0 || again["new_ties"] != 1.0 || len(again["left_out"].([]any)) != 1 {
		t.Errorf("%v", again)
	}
	refuses(t, 2, []string{"a.csv: 1:", "Source"}, "network", "draft", file(t, "a.csv", "A,B\n1,2\n"), "--db", db)
	refuses(t, 2, []string{"--node", "unit, party, forum"}, "network", "draft", nodes, "--node", "x", "--db", db)
	refuses(t, 3, []string{"saknas.csv"}, "network", "draft", "saknas.csv", "--db", db)
}
