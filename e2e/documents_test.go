package e2e_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/app"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
)

// A process developer sends in a document with faults, reads what is wrong
// where, tries a mended one, sees what it would change, and takes it in.
func TestDocumentIsTriedAndTakenIn(t *testing.T) {
	h := start(t)
	tab := h.as(t, developer)
	tab.Open("Mer", "header")
	tab.FollowLink("Läs in uppgifter", "header")
	tab.Attach("Filer", h.file("fel.json", faulty), h.file("inte.json", "Kära kollegor,"))
	tab.PressButton("Prova filerna", "main")
	tab.Sees("fel hittades", "Inget har ändrats på kartan", "fel.json", "inte.json",
		"units[0].kind", "fixeri", "labour_market", "units[1].age_max", "units[2].party", "finns-inte", "units[2].municipality", "9999",
		"forums[0].level", "strategiskt", "forums[1].participants[0].actor", "habo/saknas")
	h.says(t, "/sok?q=Fixforum", "Inget hittades", "Fixenheten")

	tab.Attach("Filer", h.file("ny.json", fresh))
	tab.PressButton("Prova filerna", "main")
	tab.Sees("Det här skulle ändras", "3 läggs till", "1 ändras", "Ungdomscoach/DUA/KAA", "Högsta ålder", "19", "20")
	tab.Open("1 ny", "[aria-labelledby=lista-forum]")
	tab.Sees("Fixforum")
	h.says(t, "/sok?q=Fixforum", "Inget hittades", "Fixenheten")

	tab.PressButton("Läs in", "main")
	tab.Until("the job", func() bool { return strings.Contains(tab.Said(), "Inläst") })
	tab.Sees("Kompletterande kartläggning i Habo")
	tab.FollowLink("Kompletterande kartläggning i Habo", "main")
	tab.Sees("Fixenheten")
	h.says(t, "/enheter/habo/fixenheten", "arbetsträning", "")
	h.says(t, "/enheter/habo/ungdomscoach", "till och med 20 år", "")

	tab.Go(h.url + "/importera")
	tab.Attach("Filer", h.file("ny.json", fresh))
	tab.PressButton("Prova filerna", "main")
	tab.Sees("säger inget som inte redan står på kartan")
	quiet(t, tab)
}

// What comes out can be read in again with nothing lost: the file of the whole
// map, read into an empty installation, comes out the same byte for byte.
func TestExportComesBack(t *testing.T) {
	h := start(t)
	tab := h.as(t, administrator)
	tab.Go(h.url + "/exportera")
	tab.Sees("Hela kartan", "Hämta filen")
	out := tab.Download("Hämta filen")
	if len(out) < 500_000 || !bytes.Contains(out, []byte("samkarta/1")) {
		t.Fatalf("the file has %d bytes: %.200s", len(out), out)
	}
	ctx := context.Background()
	other, err := app.Open(ctx, app.Config{Database: filepath.Join(t.TempDir(), "other.db"), Migrate: true, Clock: demo.Clock()})
	must(t, err)
	defer other.Close()
	_, err = exchange.Import(ctx, other.Records, access.System("e2e"), []exchange.File{exchange.Bytes("hela.json", out)}, exchange.Options{})
	must(t, err)
	var back bytes.Buffer
	v, err := other.Records.View(ctx, access.System("e2e"), "")
	must(t, err)
	must(t, exchange.Export(v, exchange.Selection{}, &back))
	if !bytes.Equal(back.Bytes(), out) {
		t.Errorf("what comes out of the other installation has %d bytes, what went in %d", back.Len(), len(out))
	}
	quiet(t, tab)
}

// fetch gets what a program would get without an account.
func fetch(t *testing.T, address string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	must(t, err)
	res, err := http.DefaultClient.Do(r)
	must(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(t, err)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d: %.300s", address, res.StatusCode, body)
	}
	return string(body)
}
