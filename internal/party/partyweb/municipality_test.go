package partyweb_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/page/pagetest"
)

func TestMunicipality(t *testing.T) {
	p := newSite(t).Show("/kommuner/0604")
	p.Says("h1", "Aneby kommun")
	p.Count(1, `.head a[href="/forbund/hoglandets-samordningsforbund"]`)
	p.Count(3, "tr.missing")
	p.Says(".ds-alert", "3 vägar in saknas")
	p.Count(1, `.branch a[href="/enheter/aneby/se-coacher"]`)
	// The skola is part of BUA, and elevhälsan of the skola.
	p.Count(1, `.tree ul ul a[href="/enheter/aneby/elevhalsa"]`)
	if got := p.Texts(".level h3"); !slices.Equal(got, []string{"Individnivå 12", "Handläggarnivå 5", "Chefsnivå 1"}) {
		t.Errorf("levels %q", got)
	}
	row := p.Row("SE-coacher")
	if row == nil || !strings.Contains(pagetest.Words(row), "18–29 år") {
		t.Error("the ages of the SE coaches are not in the picture")
	}
}

// The strip of an age span begins and ends where the span does: 16 to 66 are 51
// ages.
func TestAgePicture(t *testing.T) {
	p := newSite(t).Show("/kommuner/0604")
	for name, want := range map[string][2]float64{"SE-coacher": {2, 12}, "KAA-forumet": {0, 5}, "FUA – Framtid": {0, 10}, "LSG": {14, 37}} {
		var found bool
		for _, tr := range p.All(".ages tbody tr") {
			if !strings.HasPrefix(pagetest.Words(tr), name) {
				continue
			}
			for d := range tr.Descendants() {
				if d.Data == "rect" {
					found = true
					if x, w := number(pagetest.Attr(d, "x")), number(pagetest.Attr(d, "width")); !near(x, want[0]) || !near(w, want[1]) {
						t.Errorf("%s: from %.2f %%, %.2f %% wide, want %.0f and %.0f ages", name, x, w, want[0], want[1])
					}
				}
			}
		}
		if !found {
			t.Errorf("%s has no strip", name)
		}
	}
	p.Says("section[aria-labelledby=aldrar] .sheet p", "Flest forum med angiven ålder finns för 18–20 år (5). Färst finns för 26–66 år (2).")
}

func number(s string) float64 {
	n, _ := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	return n
}

func near(percent, ages float64) bool {
	return percent > 100*ages/51-0.02 && percent < 100*ages/51+0.02
}

func TestMunicipalityWithoutData(t *testing.T) {
	s := newSite(t)
	p := s.Show("/kommuner/0114")
	p.Says(".empty", "Inget är berättat om Upplands Väsby än")
	p.Count(0, ".empty a")
	p.Count(1, `main a[href="/kommuner/0180"]`)
	s.Actor = developer("finnveden")
	s.Show("/kommuner/0114").Count(1, `.empty a[href="/ny/unit?municipality=0114"]`)
}

func TestMunicipalities(t *testing.T) {
	s := newSite(t)
	p := s.Show("/kommuner")
	links := map[string]bool{}
	for _, a := range p.All(`main a[href^="/kommuner/"]`) {
		links[pagetest.Attr(a, "href")] = true
	}
	if len(links) != 290 {
		t.Errorf("%d municipalities are listed", len(links))
	}
	p.Says(".lead", "av de 290")
	if first := p.Text("main h2"); first != "Jönköpings län" {
		t.Errorf("the first county is %s", first)
	}
	// The numbers of the list are those of the page.
	row := p.Row("Aneby")
	if got := pagetest.Words(row); !strings.HasSuffix(got, strings.Join(s.Show("/kommuner/0604").Texts(".stat__value")[:4], " ")) {
		t.Errorf("the list says %q, the page %q", got, s.Show("/kommuner/0604").Texts(".stat__value"))
	}
}

// The small matrix says the same from both sides, and leads to what it counts.
func TestWhoMeets(t *testing.T) {
	s := newSite(t)
	p := s.Show("/kommuner/0604")
	var numbers [][]string
	for _, tr := range p.All(".matrix tbody tr") {
		var row []string
		for d := range tr.ChildNodes() {
			if d.Data == "td" {
				row = append(row, pagetest.Words(d))
			}
		}
		numbers = append(numbers, row)
	}
	if len(numbers) < 4 || len(numbers) != len(numbers[0]) {
		t.Fatalf("the matrix is %v", numbers)
	}
	for i, row := range numbers {
		if row[i] != "" {
			t.Errorf("a party meets itself: %v", row)
		}
		for j := range row {
			if row[j] != numbers[j][i] {
				t.Errorf("%d meets %d %s times, but %s from the other side", i, j, row[j], numbers[j][i])
			}
		}
	}
	shared := contact.Between(s.View(s.Actor), "aneby", "af", []string{"0604"}).Forums
	p.Says(`.matrix a[href="/matris/cell?a=aneby&b=af&kommun=0604"]`, strconv.Itoa(len(shared)))
}
