package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/api"
	"samkarta/internal/reporting/reportingtest"
)

func TestReportThatIsKeptByTheCommandLine(t *testing.T) {
	reportingtest.Formats(t)
	onBoth(t, func(t *testing.T, db string) {
		do(t, "import", demoData, "--db", db)
		made := asJSON[api.Report](t, "reports", "make", "--association", "finnveden", "--municipality", "0617", "--format", "plain,html", "--db", db)
		if made.Status != "made" || len(made.Files) != 2 || made.Order.Municipalities[0] != "0617" {
			t.Fatalf("%+v", made)
		}
		folder := t.TempDir()
		out := filepath.Join(folder, "rapport.plain")
		if said := do(t, "reports", "fetch", made.ID, "--out", out, "--db", db); !strings.Contains(said, made.Files[1].SHA256) {
			t.Errorf("it says %s", said)
		}
		data, err := os.ReadFile(out)
		sum := sha256.Sum256(data)
		if err != nil || hex.EncodeToString(sum[:]) != made.Files[1].SHA256 {
			t.Errorf("%v: %d bytes", err, len(data))
		}
		if do(t, "reports", "fetch", made.ID, "--format", "plain", "--out", "-", "--db", db) != string(data) {
			t.Error("standard output gets another file")
		}
		if got := asJSON[fetchedFile](t, "reports", "fetch", made.ID, "--out", out, "--db", db); got.File != out || got.Size != int64(len(data)) {
			t.Errorf("%+v", got)
		}
		refuses(t, 3, []string{"html, plain"}, "reports", "fetch", made.ID, "--format", "pdf", "--out", filepath.Join(folder, "x"), "--db", db)
		refuses(t, 7, []string{"finns-inte"}, "reports", "fetch", made.ID, "--out", filepath.Join(folder, "finns-inte", "x.plain"), "--db", db)
		only(t, folder, "rapport.plain")

		refuses(t, 2, []string{"--sure", "Läs igenom den"}, "reports", "publish", made.ID, "--db", db)
		if said := do(t, "reports", "publish", made.ID, "--sure", "--db", db); !strings.Contains(said, "publicerad") {
			t.Errorf("it says %s", said)
		}
		if said := do(t, "reports", "--db", db); !strings.Contains(said, "publicerad") || !strings.Contains(said, made.ID) {
			t.Errorf("it lists %s", said)
		}
		if got := asJSON[api.Report](t, "reports", "withdraw", made.ID, "--db", db); got.PublishedAt != nil {
			t.Errorf("withdrawn it is %+v", got)
		}
		if said := do(t, "reports", "show", made.ID, "--db", db); !strings.Contains(said, made.Files[0].SHA256) || !strings.Contains(said, "klar") {
			t.Errorf("it shows %s", said)
		}
	})
}

func TestKeptReportsRefuse(t *testing.T) {
	reportingtest.Formats(t)
	db := readDB(t)
	refuses(t, 3, []string{"ingen sådan rapport"}, "reports", "show", "finns-inte", "--db", db)
	refuses(t, 3, []string{"ingen sådan rapport"}, "reports", "publish", "finns-inte", "--sure", "--db", db)
	refuses(t, 3, []string{"ingen sådan rapport"}, "reports", "withdraw", "finns-inte", "--db", db)
	refuses(t, 2, []string{"--out"}, "reports", "fetch", "finns-inte", "--format", "plain", "--db", db)
	refuses(t, 2, []string{"--format", "minst ett format"}, "reports", "make", "--association", "finnveden", "--db", db)
	refuses(t, 2, []string{"--association", "ingen"}, "reports", "make", "--association", "ingen", "--format", "plain", "--db", db)
	refuses(t, 2, []string{"bogus"}, "reports", "bogus", "--db", db)
}
