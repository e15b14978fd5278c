package e2e_test

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

// A unit's page on paper: what stands on it, without menus, on few sheets, in
// the right order.
func TestPageOnPaper(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	tab.Go(h.url + "/enheter/aneby/ame")
	pdf := tab.PDF("print-enhet")
	text := run(t, "pdftotext", "-layout", pdf, "-")
	for _, want := range []string{"Arbetsmarknadsenheten (AME)", "Aneby kommun", "Vägen in", "Om uppgiften"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	for _, not := range []string{"Hoppa till innehållet", "Se kartan som", "Logga in", "Stämmer fortfarande"} {
		if strings.Contains(text, not) {
			t.Errorf("the paper says %q", not)
		}
	}
	if sheets := strings.Count(text, "\f"); sheets < 1 || sheets > 6 {
		t.Errorf("it takes %d sheets", sheets)
	}
	run(t, "pdftoppm", "-png", "-r", "70", pdf, filepath.Join(webtest.Root(t), "e2e", "screenshots", "print-enhet"))
	sheets, err := filepath.Glob(filepath.Join(webtest.Root(t), "e2e", "screenshots", "print-enhet-*.png"))
	must(t, err)
	if len(sheets) == 0 {
		t.Fatal("there is no picture of the paper")
	}
	f, err := os.Open(sheets[0])
	must(t, err)
	defer f.Close()
	if size, err := png.DecodeConfig(f); err != nil || size.Width < 500 {
		t.Errorf("the picture of the paper: %v %v", size, err)
	}
	quiet(t, tab)
}

// The cards of a municipality on paper: four on a sheet and nothing else, so that
// they can be cut apart.
func TestCardsOnPaper(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	tab.Go(h.url + "/insatser-kort?kommun=1285")
	cards := tab.Count(".deck__card")
	pdf := tab.PDF("print-kort")
	text := run(t, "pdftotext", "-layout", pdf, "-")
	if sheets := strings.Count(text, "\f"); cards < 10 || sheets != (cards+3)/4 {
		t.Errorf("%d cards take %d sheets", cards, sheets)
	}
	if said := strings.Count(text, "Hur man kommer in"); said != cards {
		t.Errorf("of %d cards %d say how one gets in", cards, said)
	}
	for _, not := range []string{"Visa korten", "Logga in", "Kort: Eslöv", "Skriv ut sidan"} {
		if strings.Contains(text, not) {
			t.Errorf("the paper says %q", not)
		}
	}
	quiet(t, tab)
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v (run scripts/setup test)", name, err)
	}
	return string(out)
}
