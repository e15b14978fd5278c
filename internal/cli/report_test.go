package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/reporting/reportingtest"
)

func reportOf(t testing.TB, more ...string) []string {
	return append([]string{"report", "--association", "finnveden", "--db", readDB(t)}, more...)
}

func TestReportIsWritten(t *testing.T) {
	reportingtest.Formats(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "rapport.plain")
	if err := os.WriteFile(path, []byte("den förra"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := do(t, reportOf(t, "--out", path)...); !strings.Contains(out, path) || !strings.Contains(out, "SHA-256") {
		t.Errorf("it says %s", out)
	}
	first, err := os.ReadFile(path)
	if err != nil || len(first) != reportingtest.PlainSize || !bytes.Contains(first[:200], []byte("Gislaved, Gnosjö och Värnamo")) {
		t.Errorf("%v: %.200s", err, first)
	}
	said := asJSON[reportAnswer](t, reportOf(t, "--municipality", "0617", "--format", "plain", "--out", path, "--lang", "en")...)
	second, _ := os.ReadFile(path)
	sum := sha256.Sum256(second)
	if said.SHA256 != hex.EncodeToString(sum[:]) || said.Size != int64(len(second)) || said.Format != "plain" || said.File != path {
		t.Errorf("it says %+v", said)
	}
	if !bytes.HasPrefix(second, []byte("Mapping")) && bytes.Contains(second[:100], []byte("Kartläggning")) {
		t.Errorf("it is not in English: %.100s", second)
	}
	if out := do(t, reportOf(t, "--format", "plain", "--out", "-")...); out != string(first) {
		t.Errorf("standard output gets %.100s", out)
	}
	link := filepath.Join(folder, "länk.plain")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	do(t, reportOf(t, "--out", link)...)
	if again, _ := os.ReadFile(path); !bytes.Equal(again, first) {
		t.Error("the file that the link leads to was not written")
	}
	only(t, folder, "länk.plain", "rapport.plain")
}

// only fails the test if there is anything else in a folder.
func only(t *testing.T, folder string, names ...string) {
	t.Helper()
	all, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range all {
		got = append(got, f.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %v, not %v", got, names)
	}
}

func TestReportRefuses(t *testing.T) {
	reportingtest.Formats(t)
	folder := t.TempDir()
	out := filepath.Join(folder, "ny.plain")
	for _, c := range []struct {
		words []string
		more  []string
	}{
		{[]string{"--association", "ingen", "finnveden"}, []string{"--association", "ingen", "--out", out}},
		{[]string{"--template", "årsbok", "mapping, standing, catalogue"}, []string{"--template", "årsbok", "--out", out}},
		{[]string{"--municipality", "Aneby hör inte till"}, []string{"--municipality", "0617,0604", "--out", out}},
		{[]string{"--municipality", "fyra siffror"}, []string{"--municipality", "x", "--out", out}},
		{[]string{"--party", "ingen part"}, []string{"--party", "x", "--out", out}},
		{[]string{"--as-of", "har inte varit än"}, []string{"--as-of", "2190-01-01", "--out", out}},
		{[]string{"--as-of", "i går"}, []string{"--as-of", "i går", "--out", out}},
		{[]string{"--since", "Jämför med en dag före"}, []string{"--as-of", "2018-01-01", "--since", "2018-06-01", "--out", out}},
		{[]string{"--country", "är en insatskatalog"}, []string{"--country", "--out", out}},
		{[]string{"--municipality", "hela landet eller några kommuner"}, []string{"--template", "catalogue", "--country", "--municipality", "0617", "--out", out}},
		{[]string{"--section", "inget avsnitt ”cards”"}, []string{"--section", "cards", "--out", out}},
		{[]string{"--format", "inget format ”exe”", "html"}, []string{"--format", "exe", "--out", out}},
		{[]string{"--format", "inget format ””"}, []string{"--out", filepath.Join(folder, "utan")}},
		{[]string{"--out", "standard ut"}, []string{"--format", "plain"}},
	} {
		refuses(t, 2, c.words, reportOf(t, c.more...)...)
	}
	only(t, folder)
}

// Whatever goes wrong, no half file is left, and what was there before is.
func TestNoHalfFileIsLeft(t *testing.T) {
	reportingtest.Formats(t)
	folder := t.TempDir()
	old := filepath.Join(folder, "rapport.broken")
	if err := os.WriteFile(old, []byte("den förra"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	writing := func(then func() error) func(w io.Writer, d *report.Document, _ func(int)) error {
		return func(w io.Writer, d *report.Document, progress func(int)) error {
			if err := reportingtest.Plain(w, d, nil); err != nil {
				return err
			}
			if err := then(); err != nil {
				return err
			}
			return reportingtest.Plain(w, d, progress)
		}
	}
	report.Formats = append(report.Formats,
		report.Format{Name: "broken", Type: "text/plain", Write: writing(func() error { return fault.New(fault.Invalid, "reports.no_sections") })},
		report.Format{Name: "stopped", Type: "text/plain", Write: writing(func() error { stop(); return nil })})
	refuses(t, 2, []string{"minst ett avsnitt"}, reportOf(t, "--out", old)...)
	var out bytes.Buffer
	if code := run(ctx, reportOf(t, "--format", "stopped", "--out", old), nil, &out, &out); code != 130 {
		t.Errorf("stopped with %d: %s", code, &out)
	}
	if got, _ := os.ReadFile(old); string(got) != "den förra" {
		t.Errorf("what was there has become %.50s", got)
	}
	only(t, folder, "rapport.broken")
	refuses(t, 7, []string{"/dev/full", "Inget halvt"}, reportOf(t, "--format", "plain", "--out", "/dev/full")...)
	refuses(t, 7, []string{"finns-inte"}, reportOf(t, "--format", "plain", "--out", filepath.Join(folder, "finns-inte", "x"))...)
	refuses(t, 7, []string{folder}, reportOf(t, "--format", "plain", "--out", folder)...)
	do(t, reportOf(t, "--format", "plain", "--out", "/dev/null")...)
	if info, err := os.Stat("/dev/null"); err != nil || info.Mode().IsRegular() {
		t.Fatal("a device was replaced by a file")
	}
}

func TestReportsAreListed(t *testing.T) {
	if out := do(t, "reports", "--db", readDB(t)); !strings.Contains(out, "Inga rapporter") {
		t.Errorf("it says %s", out)
	}
	if all := asJSON[[]map[string]any](t, "reports", "--association", "finnveden", "--db", readDB(t)); all == nil || len(all) > 0 {
		t.Errorf("it says %v", all)
	}
}
