package reporting

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/record"
)

// association is a made-up one of two municipalities.
func association() map[string][]thing {
	return map[string][]thing{
		"associations": {{"id": "ff", "name": "Förbundet Älv och Å", "municipalities": []string{"0643", "0604"}, "parties": []string{"habo", "af"},
			"vision": "Alla ska med.", "founded": "2015", "seat": "Habo"}},
		"parties": {{"id": "af", "name": "Arbetsförmedlingen", "short_name": "AF", "kind": "employment_service"},
			{"id": "habo", "name": "Habo kommun", "kind": "municipality", "municipality": "0643"}},
	}
}

func with(lists map[string][]thing, list string, things ...thing) map[string][]thing {
	lists[list] = append(lists[list], things...)
	return lists
}

func TestAReportOfAnEmptyAssociation(t *testing.T) {
	w := newWorld(t)
	w.add("2019", map[string][]thing{"associations": {{"id": "ff", "name": "Förbundet"}}})
	said := plain(compose(t, Material{View: w.view("")}, Order{Association: "ff"}))
	for _, wrong := range []string{"⟦", "\n\n\n", "0 källor"} {
		if strings.Contains(said, wrong) {
			t.Errorf("an empty association says %q:\n%s", wrong, said)
		}
	}
	for _, want := range []string{"# Bakgrund", "Det finns inga uppgifter på kartan att bekräfta."} {
		if !strings.Contains(said, want) {
			t.Errorf("an empty association does not say %q:\n%s", want, said)
		}
	}
}

func TestAReportOfOneUnit(t *testing.T) {
	w := newWorld(t)
	w.add("2019-05", with(association(), "units", thing{"id": "habo/ame", "party": "habo", "name": "Arbetsmarknadsenheten", "short_name": "AME", "mission": "ger stöd till arbete", "age_min": 16,
		"colocated_with": []thing{{"actor": "af", "extent": "en dag i veckan"}}}))
	d := compose(t, Material{View: w.view("")}, Order{Association: "ff"})
	said := plain(d)
	for _, want := range []string{"Habo finns 1 enhet hos 1 part, och 0 samverkansforum.", "Ger stöd till arbete.\nÅldrar: från 16 år\nI samma hus: AF: en dag i veckan\n",
		"Om Aneby är inget berättat på kartan än.", "\nAF: Arbetsförmedlingen\n", "Bildat: 2015\n", "Alla ska med.\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if slices.ContainsFunc(d.Chapters, func(c report.Chapter) bool {
		return c.ID == "forums" || c.ID == "development" || c.ID == "changes" || c.ID == "results-0604"
	}) {
		t.Error("a chapter has nothing to tell of")
	}
}

// A way in is told best first, the missing last, and by functions.
func TestWaysInOfAUnit(t *testing.T) {
	w := newWorld(t)
	lists := with(association(), "units", thing{"id": "habo/ame", "party": "habo", "name": "Arbetsmarknadsenheten"}, thing{"id": "habo/fs", "party": "habo", "name": "Försörjningsstöd"})
	w.add("2019-05", with(lists, "contact_paths",
		thing{"from": "habo/fs", "into": "habo/ame", "exists": false},
		thing{"from": "af", "into": "habo/ame", "via": "caseworker", "person_bound": true, "note": "jfr habo/fs."},
		thing{"from": "af", "into": "habo/ame", "via": "mailbox", "function": "mottagningen", "ease": "easy", "channels": []thing{{"kind": "mail", "value": "ame@habo.example", "hours": "vardagar 8–12"}}}))
	said := plain(compose(t, Material{View: w.view("")}, Order{Association: "ff"}))
	want := "#### Vägar in\n- Från AF: genom funktionsbrevlåda – mottagningen, lätt, e-post ame@habo.example (vardagar 8–12).\n" +
		"- Från AF: genom handläggare, hänger på en person. Jfr ”Försörjningsstöd”.\n- Från Försörjningsstöd i Habo: här saknas en väg in.\n"
	if !strings.Contains(said, want) {
		t.Errorf("the ways in are not\n%s\nin\n%s", want, said)
	}
}

// What is new, changed, confirmed or ended since a day is told in a chapter and
// marked where it stands.
func TestChangesSinceADay(t *testing.T) {
	w := newWorld(t)
	w.now = time.Date(2017, time.March, 1, 9, 0, 0, 0, time.UTC)
	lists := with(association(), "units", thing{"id": "habo/ame", "party": "habo", "name": "Arbetsmarknadsenheten", "mission": "Stöd."}, thing{"id": "habo/fs", "party": "habo", "name": "Försörjningsstöd", "mission": "Stöd."})
	w.add("2017", with(lists, "forums",
		thing{"id": "habo/arena", "name": "Arena Habo", "level": "operational", "participants": []thing{{"actor": "habo/ame"}}, "purpose": "Träffas."},
		thing{"id": "habo/gammal", "name": "Gamla gruppen", "participants": []thing{{"actor": "habo/ame"}}}))
	w.now = time.Date(2019, time.May, 2, 9, 0, 0, 0, time.UTC)
	w.add("2019-05", map[string][]thing{"forums": {
		{"id": "habo/arena", "name": "Arena Habo", "level": "strategic", "participants": []thing{{"actor": "habo/ame"}, {"actor": "af", "function": "chef"}}, "purpose": "Träffas."},
		{"id": "habo/ny", "name": "Nya gruppen", "participants": []thing{{"actor": "habo/ame"}}},
		{"id": "habo/gammal", "name": "Gamla gruppen", "participants": []thing{{"actor": "habo/ame"}}, "status": "ended"}}})
	if err := w.records.Confirm(context.Background(), access.System("test"), record.Key{Kind: "unit", ID: "habo/fs"}); err != nil {
		t.Fatal(err)
	}
	m := Material{View: w.view(""), Before: w.view("2018-01-01")}
	d := compose(t, m, Order{Association: "ff", Since: "2018-01-01"})
	said := plain(d)
	for _, want := range []string{
		"Förändringar sedan 1\u00a0januari 2018 är märkta i marginalen.",
		"| Forum | 1 | 1 | 1 | 0\n| Enheter | 0 | 0 | 0 | 1\n",
		"## Nytt\n- Forum\n  - Nya gruppen [new]\n", "## Avslutat\n- Forum\n  - Gamla gruppen [ended]\n",
		"  - Arena Habo: Nivå; chef hos AF sitter med [changed]\n",
		"### Försörjningsstöd [confirmed]\n", "### Arena Habo [changed]\n", "| Nya gruppen | ",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	same := plain(compose(t, Material{View: m.View, Before: m.View}, Order{Association: "ff"}))
	if !strings.Contains(same, "Inget har ändrats mellan") || strings.Contains(same, "[new]") {
		t.Error("a day compared with itself has changes")
	}
}

// A report about a party has what is its own and what others say of it.
func TestAReportAboutAParty(t *testing.T) {
	v := demoView(t)
	d := compose(t, Material{View: v}, Order{Association: "sodra-vatterbygden", Party: "af"})
	said := plain(d)
	for _, want := range []string{"Om Arbetsförmedlingen\n", "### Arbetsförmedlingen i Mullsjö\n", "# Resultat hos Arbetsförmedlingen\n", "Gemensamma ärendegenomgångar med AF"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	for _, other := range []string{"### Vuxengruppen\n", "# Resultat hos Försäkringskassan\n", "| ASI-nätverk |"} {
		if strings.Contains(said, other) {
			t.Errorf("it says %q", other)
		}
	}
}

// What somebody has written comes first in its section, also where nothing is
// told but that.
func TestOwnTextsComeFirst(t *testing.T) {
	w := newWorld(t)
	w.add("2019", association())
	by := templates[0]
	by.Texts = []Text{{Section: "front", Lang: "sv", Text: "Våren 2019"}, {Section: Background, Lang: "sv", Text: "Det här är vårt.\n\nOch det här."},
		{Section: Background, Lang: "en", Text: "This is ours."}, {Section: "results/0604", Lang: "sv", Text: "Vi har börjat i Aneby."}, {Section: Development, Lang: "sv", Text: "Mer av allt."}}
	d := composeBy(t, Material{View: w.view("")}, by, Order{Association: "ff"})
	said := plain(d)
	for _, want := range []string{"\nVåren 2019\n", "# Bakgrund\nDet här är vårt.\nOch det här.\nDen som har", "# Resultat i Aneby\nVi har börjat i Aneby.\n", "# Utvecklingsområden\nMer av allt.\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "This is ours.") {
		t.Error("a text of the other language is in it")
	}
}

// Sections can be left out. What only they would have told is told elsewhere.
func TestSectionsThatAreLeftOut(t *testing.T) {
	v := demoView(t)
	d := compose(t, Material{View: v}, Order{Association: "finnveden", Sections: []string{Results}})
	if slices.ContainsFunc(d.Chapters, func(c report.Chapter) bool { return !strings.HasPrefix(c.ID, "results") }) {
		t.Error("a chapter is there that was not asked for")
	}
	said := plain(d)
	for _, s := range newLedger(v, subject{association: "finnveden", towns: townsOf(v, Order{Association: "finnveden"}), whole: true, has: func(string) bool { return true }}).development[common] {
		if !strings.Contains(said, s.Text) {
			t.Errorf("%s is lost", s.ID)
		}
	}
}

func TestWhoIsNotThereHasNoReport(t *testing.T) {
	for _, o := range []Order{{Association: "finns-inte"}, {Association: "finnveden", Party: "finns-inte"}} {
		if _, err := Compose(Material{View: demoView(t)}, templates[0], o); !fault.Is(err, fault.NotFound) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// Texts go in as they were written: the writers make them fit to be set.
func TestHostileTextsGoIn(t *testing.T) {
	w := newWorld(t)
	lists := association()
	texts := map[string]string{}
	for name, text := range reporttest.Hostile() {
		if name == "not utf8" || name == "only spaces" || name == "controls" { // what no record can hold
			continue
		}
		id := "habo/" + strings.ReplaceAll(name, " ", "-")
		texts[name] = text
		with(lists, "units", thing{"id": id, "party": "habo", "name": text, "mission": text})
		with(lists, "forums", thing{"id": id, "name": text, "participants": []thing{{"actor": id}, {"actor": "af", "function": text}}, "purpose": text, "topics": []string{text}})
		with(lists, "statements", thing{"id": id + "/s", "about": []string{id}, "by": id, "text": text, "kind": "works_well"})
	}
	w.add("2019", lists)
	said := plain(compose(t, Material{View: w.view("")}, Order{Association: "ff"}))
	for name, text := range texts {
		if !strings.Contains(said, strings.TrimSpace(text)) {
			t.Errorf("%s is lost", name)
		}
	}
}

// large is an association with as many units as any has, and what is told of them.
func large(units int) map[string][]thing {
	lists := association()
	for i := range units {
		id := fmt.Sprintf("habo/enhet-%d", i)
		with(lists, "units", thing{"id": id, "party": "habo", "name": fmt.Sprintf("Enhet %d", i), "mission": "Stöd till unga.", "age_min": 16, "age_max": 24})
		with(lists, "forums", thing{"id": id, "name": fmt.Sprintf("Forum %d", i), "purpose": "Träffas.", "participants": []thing{{"actor": id}, {"actor": "af"}}})
		with(lists, "statements", thing{"id": id + "/s", "about": []string{id}, "by": id, "text": fmt.Sprintf("Det går bra, säger %d.", i), "kind": "works_well"})
		with(lists, "relations", thing{"from": id, "to": "af", "municipality": "0643", "intensity": "most"})
	}
	return lists
}

func TestAReportOf500Units(t *testing.T) {
	w := newWorld(t)
	w.add("2019", large(500))
	d := compose(t, Material{View: w.view("")}, Order{Association: "ff"})
	said := plain(d)
	for i := range 500 {
		for _, want := range []string{fmt.Sprintf("### Enhet %d\n", i), fmt.Sprintf("| Forum %d | ", i), fmt.Sprintf("- Det går bra, säger %d.\n", i)} {
			if !strings.Contains(said, want) {
				t.Fatalf("%q is not in it", want)
			}
		}
	}
	if again := plain(d); again != said {
		t.Error("the chapters are not the same when they are asked for again")
	}
	// A reader may stop anywhere.
	for _, c := range d.Chapters {
		for range c.Blocks {
			break
		}
	}
}

func BenchmarkCompose(b *testing.B) {
	v := demoView(b)
	b.Run("Södra Vätterbygden", func(b *testing.B) {
		for b.Loop() {
			plain(compose(b, Material{View: v}, whole[0]))
		}
	})
	w := newWorld(b)
	w.add("2019", large(500))
	many := w.view("")
	b.Run("500 units", func(b *testing.B) {
		for b.Loop() {
			plain(compose(b, Material{View: many}, Order{Association: "ff"}))
		}
	})
}
