package reporting

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/insats"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// countryWide are insatser of one municipality, of several in a county, of several
// counties, and of nobody by name.
func countryWide() map[string][]thing {
	lists := with(association(), "insatser",
		thing{"id": "habo/steg", "name": "Steget", "provider": "habo", "stage": "preparatory", "status": "running"},
		thing{"id": "lan", "name": "Länets ingång", "stage": "social", "eligibility": []thing{{"municipalities": []string{"0643", "0604"}}}},
		thing{"id": "lund", "name": "Lundavägen", "stage": "placement", "municipality": "1281"},
		thing{"id": "vida", "name": "Vida vägar", "stage": "education", "eligibility": []thing{{"municipalities": []string{"0643", "1281"}}}},
		thing{"id": "slut", "name": "Slutkört", "municipality": "1281", "status": "ended"})
	return with(lists, "parties", thing{"id": "fk", "name": "Försäkringskassan", "kind": "social_insurance"})
}

// A catalogue of the country has a chapter a county, with every insats in one
// place, also where the association has no part.
func TestACatalogueOfTheCountry(t *testing.T) {
	w := newWorld(t)
	w.add("2019-05", countryWide())
	d := composeBy(t, Material{View: w.view("")}, catalogue, Order{Association: "ff", Country: true})
	said := plain(d)
	for _, want := range []string{
		"Insatskatalog för hela landet\n\n",
		"| Jönköpings län | 1 | 2\n| Skåne län | 1 | 1\n| Flera län eller hela landet | 0 | 1\n| Hela landet | 2 | 4\n",
		"# Insatser: Jönköpings län\n\n## Habo\n", "\n## Flera kommuner i länet\n", "\n#### Länets ingång\n",
		"# Insatser: Flera län eller hela landet\n1 insats är beskriven här.\n", "\n## Utbildning\n\n### Vida vägar\n",
		"# Kort att skriva ut\n",
		"| Jönköpings län | 2 | 2 | 0 | 0 | 31\u00a0maj 2019\n| Skåne län | 1 | 1 | 0 | 0 | 31\u00a0maj 2019\n", "| Alla insatser | 4 | 4 | 0 | 0 | 31\u00a0maj 2019\n",
		"- I Lund finns ingen social insats, ",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	for _, name := range []string{"Steget", "Länets ingång", "Lundavägen", "Vida vägar"} {
		if n := strings.Count(said, "# "+name+"\n"); n != 1 {
			t.Errorf("%s is told %d times", name, n)
		}
	}
	if strings.Contains(said, "Slutkört") {
		t.Error("what has ended is told")
	}
	if t.Failed() {
		t.Log(said)
	}
	levelsFollow(t, d)
}

// levelsFollow sees to it that no heading skips a level.
func levelsFollow(t *testing.T, d *report.Document) {
	t.Helper()
	last := 0
	for e := range d.Entries() {
		if e.Level > last+1 {
			t.Errorf("%q is of level %d after %d", e.Text, e.Level, last)
		}
		last = e.Level
	}
}

// The catalogue of the demonstration's whole map holds every insats once, and
// nothing is lost on the way to a file.
func TestTheCountryOfTheDemonstration(t *testing.T) {
	v := demoView(t)
	d := composeBy(t, Material{View: v}, catalogue, Order{Association: "finnveden", Country: true})
	levelsFollow(t, d)
	said := plain(d)
	held := 0
	for _, x := range insats.Insatser.All(v) {
		if x.HasEnded() {
			continue
		}
		held++
		if !strings.Contains(said, "## "+x.Name+"\n") && !strings.Contains(said, "### "+x.Name+"\n") {
			t.Errorf("%s is not told", x.ID)
		}
	}
	if held < 100 {
		t.Errorf("held against %d insatser only", held)
	}
	for _, wrong := range []string{"⟦", "null", "<nil>"} {
		if strings.Contains(said, wrong) {
			t.Errorf("it says %q", wrong)
		}
	}
}

// An association's reports say nothing of the country, and those of a party hold
// only its own.
func TestACountryOfAParty(t *testing.T) {
	w := newWorld(t)
	w.add("2019-05", countryWide())
	said := plain(composeBy(t, Material{View: w.view("")}, catalogue, Order{Association: "ff", Country: true, Party: "habo"}))
	if !strings.Contains(said, "# Steget\n") || strings.Contains(said, "# Lundavägen\n") {
		t.Errorf("of the municipality of Habo:\n%s", said)
	}
}

// Insatser and figures that are new, changed or ended are told and marked.
func TestInsatserAndFiguresHaveChanged(t *testing.T) {
	w := newWorld(t)
	w.now = time.Date(2017, time.March, 1, 9, 0, 0, 0, time.UTC)
	figure := func(period string, value int) thing {
		return thing{"indicator": "made_up", "area": "0643", "period": period, "value": value, "unit": "persons"}
	}
	w.add("2017", with(association(), "insatser",
		thing{"id": "a", "name": "Steget", "municipality": "0643", "stage": "social", "places": 8},
		thing{"id": "b", "name": "Gamla vägen", "municipality": "0643", "stage": "social"},
		thing{"id": "d", "name": "Orörda", "municipality": "0643", "stage": "social"}))
	w.add("2017", map[string][]thing{"observations": {figure("2015", 10), figure("2016", 20)}})
	w.now = time.Date(2019, time.May, 2, 9, 0, 0, 0, time.UTC)
	w.add("2019-05", map[string][]thing{"insatser": {
		{"id": "a", "name": "Steget", "municipality": "0643", "stage": "social", "places": 12},
		{"id": "b", "name": "Gamla vägen", "municipality": "0643", "stage": "social", "status": "ended"},
		{"id": "c", "name": "Nya vägen", "municipality": "0643", "stage": "social"}},
		"observations": {figure("2018", 30)}})
	for _, b := range w.view("").All(statistics.Observations.Kind) {
		if h := b.HeadOf(); b.(*statistics.Observation).Period == "2016" {
			if err := w.records.Change(context.Background(), access.System("test"), h.Key(), record.Draft{Tree: record.Tree{"value": json.Number("21")}, Version: h.Version}); err != nil {
				t.Fatal(err)
			}
		}
	}
	m := Material{View: w.view(""), Before: w.view("2018-01-01")}
	said := plain(compose(t, m, Order{Association: "ff", Since: "2018-01-01"}))
	for _, want := range []string{
		"| Insatser | 1 | 1 | 1 | 0\n| Siffror | 1 | 0 | 1 | 0\n",
		"- Insatser\n  - Nya vägen [new]\n", "- Insatser\n  - Gamla vägen [ended]\n", "- Insatser\n  - Steget: Antal platser [changed]\n",
		"\n#### Steget [changed]\n", "\n#### Nya vägen [new]\n", "\n#### Orörda\n",
		"- Siffror\n  - made_up, Habo, 2018 [new]\n", "  - made_up, Habo, 2016: Värde [changed]\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	of := plain(composeBy(t, m, catalogue, Order{Association: "ff", Since: "2018-01-01"}))
	if !strings.Contains(of, "# Förändringar") || !strings.Contains(of, "| Insatser | 1 | 1 | 1 | 0\n") || strings.Contains(of, "Siffror") {
		t.Errorf("the catalogue says\n%s", of)
	}
}

// Where much is new, only the first of it is named in the chapter of changes.
func TestMuchThatIsNew(t *testing.T) {
	w := newWorld(t)
	w.now = time.Date(2017, time.March, 1, 9, 0, 0, 0, time.UTC)
	w.add("2017", association())
	w.now = time.Date(2019, time.May, 2, 9, 0, 0, 0, time.UTC)
	var units []thing
	for i := range 60 {
		units = append(units, thing{"id": fmt.Sprintf("habo/e%d", i), "party": "habo", "name": fmt.Sprintf("Enhet %02d", i), "mission": "Stöd."})
	}
	w.add("2019-05", map[string][]thing{"units": units})
	m := Material{View: w.view(""), Before: w.view("2018-01-01")}
	said := plain(chapters(compose(t, m, Order{Association: "ff"}), Changes))
	if strings.Count(said, " [new]\n") != 40 || !strings.Contains(said, "[new]\n  - 20 till, märkta i marginalen där de står\n") {
		t.Errorf("the changes are\n%s", said)
	}
}

// A catalogue is about insatser alone: it tells how fresh those are.
func TestFreshnessOfACatalogue(t *testing.T) {
	w := newWorld(t)
	lists := with(countryWide(), "units", thing{"id": "habo/ame", "party": "habo", "name": "Arbetsmarknadsenheten"})
	w.add("2016-05", lists)
	said := plain(composeBy(t, Material{View: w.view("")}, catalogue, Order{Association: "ff"}))
	for _, want := range []string{"Av 3 uppgifter är 0 bekräftade", "| Habo | 1 | 0 | 0 | 1 | 31\u00a0maj 2016\n| Flera kommuner eller hela landet | 2 | 0 | 0 | 2 | 31\u00a0maj 2016\n| Alla insatser | 3 | 0 | 0 | 3 | 31\u00a0maj 2016\n",
		"- Bekräftat 31\u00a0maj 2016: 3 insatser\n", "Vem som kan bekräfta"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
}

// However many there are, the cards of a municipality are held a deck at a time,
// and the contents keep to what one can look through.
func TestManyInsatserOfTheCountry(t *testing.T) {
	w := newWorld(t)
	lists := association()
	for i := range 450 {
		lists = with(lists, "insatser", thing{"id": fmt.Sprintf("i%d", i), "name": fmt.Sprintf("Insats %d", i), "municipality": "1281", "stage": "social"})
	}
	w.add("2019-05", lists)
	d := composeBy(t, Material{View: w.view("")}, catalogue, Order{Association: "ff", Country: true})
	i := slices.IndexFunc(d.Chapters, func(c report.Chapter) bool { return c.ID == "cards" })
	var decks []int
	for b := range d.Chapters[i].Blocks {
		if cards, is := b.(report.Cards); is {
			decks = append(decks, len(cards))
		}
	}
	if fmt.Sprint(decks) != "[200 200 50]" {
		t.Errorf("decks of %v", decks)
	}
}
