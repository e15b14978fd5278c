package cli

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/api"
	"samkarta/internal/platform/report"
	"samkarta/internal/reporting/reportingtest"
)

func picture(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTemplatesByTheCommandLine(t *testing.T) {
	reportingtest.Formats(t)
	onBoth(t, func(t *testing.T, db string) {
		do(t, "import", demoData, "--db", db)
		of := func(args ...string) []string {
			return append(append([]string{"templates"}, args...), "--association", "finnveden", "--db", db)
		}
		logo := file(t, "logotyp.png", picture(t))
		made := asJSON[api.ReportTemplate](t, of("add", "--name", "Vår", "--based", "standing", "--logo", logo, "--logo-alt", "Vi", "--accent", "#0D5C63")...)
		if made.ID != "own/var" || made.Sections[0] != "summary" || string(made.Logo) != picture(t) || made.Accent != "#0d5c63" {
			t.Errorf("%+v", made)
		}
		changed := asJSON[api.ReportTemplate](t, of("change", made.ID, "--section", "forums,insatser")...)
		if changed.Version != 2 || changed.Name != "Vår" || strings.Join(changed.Sections, " ") != "forums insatser" || len(changed.Logo) == 0 || changed.LogoAlt != "Vi" {
			t.Errorf("%+v", changed)
		}
		refuses(t, 6, []string{"Någon annan"}, of("change", made.ID, "--name", "Min", "--version", "1")...)
		if bare := asJSON[api.ReportTemplate](t, of("change", made.ID, "--no-logo")...); len(bare.Logo) > 0 || bare.LogoAlt != "" || bare.Accent != "#0d5c63" {
			t.Errorf("%+v", bare)
		}

		if said := do(t, of("write", made.ID, "forums", file(t, "text.md", "\ufeffVi **möts**.\r\n\r\nOfta.\r\n"))...); !strings.Contains(said, "19 tecken") {
			t.Errorf("it says %s", said)
		}
		if got := do(t, of("text", made.ID, "forums")...); got != "Vi **möts**.\n\nOfta.\n" {
			t.Errorf("kept as %q", got)
		}
		if got := do(t, of("text", made.ID, "forums", "--lang", "en")...); got != "" {
			t.Errorf("in English it is %q", got)
		}
		if got := do(t, of("text", made.ID)...); !strings.Contains(got, "forums") || !strings.Contains(got, "19") || !strings.Contains(got, "insatser") {
			t.Errorf("listed as %s", got)
		}
		refuses(t, 6, []string{"Någon annan"}, of("write", made.ID, "forums", file(t, "b.md", "Annat"), "--version", "0")...)
		if got := try(t, "  ", of("write", made.ID, "forums", "-")...); got.code != 0 || !strings.Contains(got.out, "ingen text längre") {
			t.Errorf("%+v", got)
		}

		do(t, of("put-away", made.ID)...)
		if all := asJSON[[]api.ReportTemplate](t, of()...); len(all) != 3 {
			t.Errorf("%+v", all)
		}
		if got := do(t, of("--put-away")...); !strings.Contains(got, "own/var") {
			t.Errorf("put away are %s", got)
		}
		refuses(t, 2, []string{"--template", "undanlagd"}, "report", "--association", "finnveden", "--template", made.ID, "--format", report.Formats[0].Name, "--out", filepath.Join(t.TempDir(), "x"), "--db", db)
		if up := asJSON[api.ReportTemplate](t, of("take-up", made.ID)...); up.PutAway || up.Version != 5 {
			t.Errorf("%+v", up)
		}
		if got := do(t, of()...); !strings.Contains(got, "own/var") {
			t.Errorf("there are %s", got)
		}
	})
}

func TestTemplatesRefuse(t *testing.T) {
	db := demoDB(t)
	no := func(code int, words []string, args ...string) {
		t.Helper()
		refuses(t, code, words, append(append([]string{"templates"}, args...), "--db", db)...)
	}
	no(2, []string{"--association"})
	no(2, []string{"--association", "ingen"}, "--association", "ingen")
	const of = "--association=finnveden"
	no(2, []string{"--name", "Fyll i"}, "add", of)
	no(2, []string{"--based", "årsbok"}, "add", of, "--name", "X", "--based", "årsbok", "--section", "forums")
	no(2, []string{"--section", "finns-inte", "forums"}, "add", of, "--name", "X", "--section", "finns-inte")
	no(2, []string{"--accent", "kontrasten"}, "add", of, "--name", "X", "--accent", "#ffee00")
	no(2, []string{"--logo", "ingen bild"}, "add", of, "--name", "X", "--logo-alt", "X", "--logo", file(t, "x.png", "hej"))
	no(2, []string{"--logo", "ingen bild"}, "add", of, "--name", "X", "--logo-alt", "X", "--logo", file(t, "tom.png", ""))
	no(2, []string{"--logo", "för stor"}, "add", of, "--name", "X", "--logo-alt", "X", "--logo", file(t, "stor.png", strings.Repeat("x", 2<<20)))
	no(2, []string{"--logo-alt", "föreställer"}, "add", of, "--name", "X", "--logo", file(t, "y.png", picture(t)))
	no(3, []string{"finns-inte.png"}, "add", of, "--name", "X", "--logo", "finns-inte.png")
	no(2, []string{"--no-logo"}, "change", "own/x", of, "--no-logo", "--logo", "x.png")
	no(3, []string{"own/ingen"}, "change", "own/ingen", of, "--name", "X")
	no(3, []string{"own/ingen"}, "put-away", "own/ingen", of)
	no(2, []string{"allas mall"}, "put-away", "mapping", of)
	no(3, []string{"cards", "purpose"}, "text", "mapping", "cards", of)
	no(3, []string{"cards", "purpose"}, "write", "mapping", "cards", file(t, "a.md", "Hej"), of)
	no(3, []string{"finns-inte.md"}, "write", "mapping", "purpose", "finns-inte.md", of)
	no(2, []string{"latin.md", "UTF-8"}, "write", "mapping", "purpose", file(t, "latin.md", "\xe5"), of)
	no(2, []string{"lång.md", "200"}, "write", "mapping", "purpose", file(t, "lång.md", strings.Repeat("å", 200_001)), of)
	no(2, []string{"stor.md", "högst 1 MB"}, "write", "mapping", "purpose", file(t, "stor.md", strings.Repeat("å", 600_000)), of)
	if all := asJSON[[]api.ReportTemplate](t, "templates", of, "--db", db); len(all) != 3 {
		t.Errorf("there are %d templates", len(all))
	}
	if got := do(t, "templates", of, "--put-away", "--db", db); !strings.Contains(got, "Inga mallar är undanlagda") {
		t.Errorf("it says %s", got)
	}
}
