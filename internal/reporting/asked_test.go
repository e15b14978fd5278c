package reporting

import (
	"strings"
	"testing"

	"samkarta/internal/mapping"
)

// A reader of the source finds how it came about and every question that it asked;
// another association's questions are not asked here.
func TestReportsHoldHowTheyCameAndWhatWasAsked(t *testing.T) {
	v := demoView(t)
	said := plain(compose(t, Material{View: v}, Order{Association: "finnveden"}))
	questions := 0
	for _, q := range mapping.Questionnaires.All(v) {
		for _, x := range q.Questions {
			if q.KeptBy == "finnveden" {
				questions++
			}
			if has := strings.Contains(said, "- "+x.Text+"\n"); has != (q.KeptBy == "finnveden") {
				t.Errorf("of %s it has %q: %v", q.ID, x.Text, has)
			}
		}
	}
	if questions < 20 {
		t.Errorf("only %d questions", questions)
	}
	if !strings.Contains(said, "Alla svarade inte") {
		t.Error("it does not tell that not all answered")
	}
}

// What a unit says of a forum, or of what could be better, stands in other chapters:
// the unit leads to them.
func TestUnitsLeadToWhatTheySayElsewhere(t *testing.T) {
	w := newWorld(t)
	lists := with(association(), "units", thing{"id": "habo/stod", "party": "habo", "name": "Försörjningsstöd", "mission": "Stöd."}, thing{"id": "habo/tyst", "party": "habo", "name": "Tysta", "mission": "Stöd."})
	with(lists, "forums", thing{"id": "habo/arena", "name": "Arenan", "municipalities": []string{"0643"}, "participants": []thing{{"actor": "habo/stod"}}})
	for i, kind := range []string{"works_well", "works_well", "development_area", "opinion"} {
		about := "habo/stod"
		if kind == "works_well" {
			about = "habo/arena"
		}
		with(lists, "statements", thing{"id": "s-" + string(rune('1'+i)), "about": []string{about}, "by": "habo/stod", "municipality": "0643", "kind": kind, "text": "Utsaga " + string(rune('1'+i))})
	}
	w.add("2019", lists)
	said := plain(chapters(compose(t, Material{View: w.view("")}, Order{Association: "ff"}), "results-0643"))
	if want := "Härifrån kommer också 2 utsagor om Arenan; 1 utsaga under ”Utvecklingsområden”."; strings.Count(said, want) != 1 || strings.Count(said, "Härifrån") != 1 {
		t.Errorf("it does not say once %q:\n%s", want, said)
	}
	without := plain(chapters(compose(t, Material{View: w.view("")}, Order{Association: "ff", Sections: []string{Results}}), "results-0643"))
	if strings.Contains(without, "Härifrån") {
		t.Errorf("it leads to chapters that are not there:\n%s", without)
	}
}

// What the name of a function says already is not said again.
func TestSeatsAreNotSaidTwice(t *testing.T) {
	said := plain(compose(t, Material{View: demoView(t)}, Order{Association: "finnveden"}))
	for _, wrong := range []string{"vid behov; vid behov", "sammankallande, sammankallar"} {
		if strings.Contains(said, wrong) {
			t.Errorf("it says %q", wrong)
		}
	}
	if !strings.Contains(said, "alla 13 kommuner i Jönköpings län") {
		t.Error("it does not say a whole county in few words")
	}
	if !strings.Contains(said, "\nSE: Supported Employment\n") {
		t.Error("it does not explain SE as it writes it out itself")
	}
}
