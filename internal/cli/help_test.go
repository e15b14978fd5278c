package cli

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/reporting/reportingtest"
)

func everyCommand(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		everyCommand(sub, f)
	}
}

// Every command and every flag says what it is, with an example, in both
// languages.
func TestEverythingHasHelp(t *testing.T) {
	for _, lang := range []*text.Lang{text.Sv, text.En} {
		root := (&tool{lang: lang, out: os.Stdout}).root()
		everyCommand(root, func(c *cobra.Command) {
			out := do(t, append(strings.Fields(strings.TrimPrefix(c.CommandPath(), "samkarta")), "--help", "--lang", lang.Code)...)
			if strings.Contains(out, "⟦") || c.Short == "" || c.Long == "" || c.HasParent() && !strings.Contains(c.Example, "samkarta ") {
				t.Errorf("%s: the help of %s lacks something:\n%s", lang.Code, c.CommandPath(), out)
			}
			if lang == text.Sv {
				for _, english := range []string{"Usage:", "Flags:", "[flags]", "(default", "help for", "Available"} {
					if strings.Contains(out, english) {
						t.Errorf("the help of %s says %q in Swedish:\n%s", c.CommandPath(), english, out)
					}
				}
			}
			c.Flags().VisitAll(func(f *pflag.Flag) {
				if f.Usage == "" || strings.Contains(f.Usage, "⟦") || strings.Contains(f.Usage, "|") {
					t.Errorf("%s: --%s of %s says %q", lang.Code, f.Name, c.CommandPath(), f.Usage)
				}
			})
		})
	}
}

// Every example is a command line that the program understands.
func TestExamplesAreUnderstood(t *testing.T) {
	reportingtest.Formats(t)
	db := demoDB(t)
	t.Chdir(t.TempDir()) // some write files
	words := regexp.MustCompile(`"[^"]*"|'[^']*'|\S+`)
	starts := regexp.MustCompile(`^(network draft|demo|serve|import|restore|migrate|backup|generate|report .*--out [a-z]|reports (show|fetch|publish|withdraw)|templates .*--logo)`)
	everyCommand((&tool{lang: text.Sv, out: os.Stdout}).root(), func(c *cobra.Command) {
		for line := range strings.Lines(c.Example) {
			before, line, _ := strings.Cut(strings.TrimSpace(line), "samkarta ")
			line, _, _ = strings.Cut(line, " >")
			if starts.MatchString(line) || strings.HasPrefix(line, "user") || strings.HasPrefix(line, "help") {
				continue
			}
			var args []string
			for _, w := range words.FindAllString(line, -1) {
				args = append(args, strings.Trim(w, `"'`))
			}
			in := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(before), "|")), "echo '"), "'")
			if got := try(t, in, append(args, "--db", db)...); got.code != 0 {
				t.Errorf("samkarta %s: exit %d %s", line, got.code, got.err)
			} else if strings.Contains(got.out, "Ta bort något av villkoren") && !strings.Contains(line, "--age 35") {
				t.Errorf("samkarta %s finds nothing", line)
			}
		}
	})
}

func TestUnknownCommandsAndFlags(t *testing.T) {
	for _, c := range []struct {
		args  []string
		words []string
	}{
		{[]string{"bogus"}, []string{"bogus", "samkarta --help"}},
		{[]string{"forum"}, []string{"forum", "Menas forums"}},
		{[]string{"help", "bogus"}, []string{"bogus"}},
		{[]string{"user", "bogus"}, []string{"bogus", "samkarta user --help"}},
		{[]string{"forums", "--bogus"}, []string{"--bogus", "samkarta forums --help"}},
		{[]string{"forums", "-x"}, []string{"-x"}},
		{[]string{"forums", "--level"}, []string{"--level", "värde"}},
		{[]string{"forums", "--lang", "fi"}, []string{"--lang", "sv, en"}},
		{[]string{"serve", "--trust-proxy=kanske"}, []string{"--trust-proxy"}},
		{[]string{"change", "forum", "x", "y", "--version", "z"}, []string{"--version", "heltal"}},
	} {
		refuses(t, 2, c.words, c.args...)
	}
	if out := do(t); !strings.Contains(out, "Fråga kartan:") {
		t.Errorf("without a command:\n%s", out)
	}
	if do(t, "help", "forums") != do(t, "forums", "--help") {
		t.Error("help forums and forums --help differ")
	}
}

func TestLanguageOfTheSystem(t *testing.T) {
	for _, c := range []struct {
		all, lang string
		args      []string
		want      *text.Lang
	}{
		{"", "", nil, text.Sv},
		{"", "C.UTF-8", nil, text.Sv},
		{"", "sv_SE.UTF-8", nil, text.Sv},
		{"", "fi_FI.UTF-8", nil, text.Sv},
		{"", "en_US.UTF-8", nil, text.En},
		{"", "en", nil, text.En},
		{"sv_SE.UTF-8", "en_US.UTF-8", nil, text.Sv},
		{"", "en_US.UTF-8", []string{"--lang", "sv"}, text.Sv},
		{"", "sv_SE", []string{"forums", "--lang=en"}, text.En},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LANG", c.lang)
		if got := languageOf(c.args); got != c.want {
			t.Errorf("LC_ALL=%q LANG=%q %v: %s", c.all, c.lang, c.args, got.Code)
		}
	}
}

func TestDatabaseThatIsNotThere(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	refuses(t, 7, []string{filepath.Join(os.Getenv("XDG_DATA_HOME"), "samkarta", "samkarta.db"), "samkarta import"}, "forums")
	refuses(t, 7, []string{"nowhere.db"}, "forums", "--db", "nowhere.db")
	refuses(t, 7, nil, "forums", "--db", t.TempDir())
	refuses(t, 7, nil, "forums", "--db", file(t, "x.db", strings.Repeat("no database ", 1000)))
	do(t, "import", file(t, "prov.json", small))
	if list := asJSON[[]any](t, "forums"); len(list) != 1 {
		t.Errorf("%d forums in the user's own database", len(list))
	}
}

func TestDatabaseThatIsTooOld(t *testing.T) {
	db := file(t, "empty.db", "")
	refuses(t, 7, []string{"samkarta migrate"}, "forums", "--db", db)
	do(t, "migrate", "--db", db)
	do(t, "migrate", "--db", db)
	do(t, "forums", "--db", db)
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errOut strings.Builder
	if code := run(ctx, []string{"import", demoData, "--db", filepath.Join(t.TempDir(), "x.db")}, nil, &out, &errOut); code != 130 || !strings.Contains(errOut.String(), "Avbrutet") {
		t.Errorf("exit %d: %s", code, errOut.String())
	}
}

func TestExitCodes(t *testing.T) {
	want := map[fault.Kind]int{fault.Internal: 1, fault.Invalid: 2, fault.NotFound: 3, fault.Forbidden: 4, fault.Unauthenticated: 5, fault.Conflict: 6, fault.Unavailable: 7}
	for kind, code := range want {
		if got := exitCode(fault.New(kind, "x")); got != code {
			t.Errorf("%s exits with %d, want %d", kind, got, code)
		}
	}
	if got := exitCode(os.ErrClosed); got != 1 {
		t.Errorf("an error that is no fault exits with %d", got)
	}
}

func TestOpenAPIIsPrinted(t *testing.T) {
	doc := asJSON[map[string]any](t, "openapi")
	if doc["openapi"] != "3.1.0" || doc["paths"].(map[string]any)["/api/v1/import"] == nil || doc["paths"].(map[string]any)["/api/v1/session"] == nil {
		t.Errorf("the description: %v", doc["openapi"])
	}
}
