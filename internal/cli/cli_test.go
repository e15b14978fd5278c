package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"samkarta/internal/platform/db/dbtest"
)

// demoData is the data of the demonstration, seen from here.
const demoData = "../demo/data"

func TestMain(m *testing.M) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		os.Unsetenv(name)
	}
	code := m.Run()
	os.RemoveAll(shared.folder)
	os.Exit(code)
}

// ran is what came of a command.
type ran struct {
	code     int
	out, err string
}

// try runs a command line as a user would.
func try(t testing.TB, in string, args ...string) ran {
	t.Helper()
	var out, errOut bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(in), &out, &errOut)
	return ran{code, out.String(), errOut.String()}
}

// do runs a command line that must succeed, and gives what it prints.
func do(t testing.TB, args ...string) string {
	t.Helper()
	got := try(t, "", args...)
	if got.code != 0 || got.err != "" {
		t.Fatalf("samkarta %s: exit %d\n%s", strings.Join(args, " "), got.code, got.err)
	}
	return got.out
}

// asJSON is do with --json, decoded.
func asJSON[T any](t testing.TB, args ...string) T {
	t.Helper()
	var v T
	out := do(t, append(slices.Clone(args), "--json")...)
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("samkarta %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return v
}

// refuses runs a command line that must fail with the exit code, and with all the
// words in what it says.
func refuses(t *testing.T, code int, words []string, args ...string) {
	t.Helper()
	got := try(t, "", args...)
	if got.code != code {
		t.Errorf("samkarta %s: exit %d, want %d\n%s", strings.Join(args, " "), got.code, code, got.err)
	}
	if got.out != "" {
		t.Errorf("samkarta %s prints in spite of its fault:\n%s", strings.Join(args, " "), got.out)
	}
	for _, w := range words {
		if !strings.Contains(got.err, w) {
			t.Errorf("samkarta %s does not say %q:\n%s", strings.Join(args, " "), w, got.err)
		}
	}
}

// demoFile is a database file with the demonstration's data, made once.
var demoFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "samkarta-cli-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "demo.db")
	var out bytes.Buffer
	if code := run(context.Background(), []string{"import", demoData, "--db", path}, nil, &out, &out); code != 0 {
		panic(out.String())
	}
	return os.ReadFile(path)
})

// demoDB gives the path of a database with the demonstration's data.
func demoDB(t testing.TB) string {
	t.Helper()
	data, err := demoFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "demo.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// shared is such a database for the tests that only read.
var shared struct {
	sync.Once
	folder, path string
}

func readDB(t testing.TB) string {
	t.Helper()
	shared.Do(func() {
		folder, err := os.MkdirTemp("", "samkarta-cli-")
		if err != nil {
			t.Fatal(err)
		}
		data, err := demoFile()
		if err != nil {
			t.Fatal(err)
		}
		shared.folder, shared.path = folder, filepath.Join(folder, "demo.db")
		if err := os.WriteFile(shared.path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	})
	return shared.path
}

// onBoth runs a test over an empty database of each engine.
func onBoth(t *testing.T, f func(t *testing.T, db string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, dbtest.EmptySQLite(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, dbtest.EmptyPostgres(t)) })
}

// file writes a file for a test and gives its path.
func file(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// ids gives the ids of a list, sorted.
func ids(list []map[string]any) []string { return column(list, "id") }

// column gives the texts of one field of a list, sorted, each once.
func column(list []map[string]any, field string) []string {
	all := []string{}
	for _, x := range list {
		if s, _ := x[field].(string); s != "" {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
