package recordweb_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// An insats is written whole in its form, with groups of criteria, places and
// examples; and the form says again what was stored.
func TestInsatsIsWrittenInItsForm(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a := smallApp(t, d)
		form := pagetest.With(a.get("admin", "/ny/insats").Is(http.StatusOK).Form(),
			"name", "Prova på", "purpose", "Komma igång.", "content", "samtal\nstudiebesök", "places", "12", "duration_months_min", "1,5",
			"availability.state", "few", "availability.on", "2019-05-02", "kept_by", "-",
			"eligibility[0].municipalities_other", "Aneby, Eksjö", "eligibility[0].age_min", "18", "eligibility[0].age_max", "29",
			"eligibility[0].incomes_any", "aktivitetsersattning", "eligibility[0].enrolled_any", "hos Arbetsförmedlingen",
			"eligibility[2].other", "Vill prova.", "eligibility[3].open", "1",
			"examples[0].description", "19 år", "examples[0].municipality", "Aneby", "examples[0].age", "19", "examples[0].incomes", "none",
			"examples[0].decisions", "-", "examples[0].enrolled", "-", "examples[0].answer", "yes",
			"results[0].text", "Gick vidare", "results[0].value", "34", "results[0].unit", "persons")
		a.post("admin", "/ny/insats", form).LeadsTo("/insatser/prova-pa")
		got := a.tree("insats", "prova-pa")
		want, err := record.ReadTree([]byte(`{
			"availability": {"state": "few", "on": "2019-05-02"}, "duration_months_min": 1.5, "places": 12,
			"eligibility": [{"municipalities": ["0604", "0686"], "age_min": 18, "age_max": 29, "incomes_any": ["aktivitetsersattning"], "enrolled_any": ["employment_service"]},
				{"other": "Vill prova."}, {}],
			"examples": [{"description": "19 år", "municipality": "0604", "age": 19, "incomes": ["none"], "decisions": [], "enrolled": [], "answer": "yes"}],
			"results": [{"text": "Gick vidare", "value": 34, "unit": "persons"}]}`))
		pagetest.Must(t, err)
		for name := range want {
			if diff := cmp.Diff(want[name], got[name]); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
		before := a.revision()
		form = pagetest.With(a.get("admin", "/andra/insats/prova-pa").Is(http.StatusOK).Form(), "_confirmed", "")
		a.post("admin", "/andra/insats/prova-pa", form).LeadsTo("/insatser/prova-pa")
		if a.revision() != before {
			t.Error("a form that nobody typed in wrote something")
		}
		form = pagetest.With(form, "availability.state", "", "availability.on", "")
		a.post("admin", "/andra/insats/prova-pa", form).LeadsTo("/insatser/prova-pa")
		if x := a.tree("insats", "prova-pa"); x["availability"] != nil || x["examples"] == nil {
			t.Errorf("emptied, the places are %v, the examples %v", x["availability"], x["examples"])
		}
	})
}

// Everything that is wrong with an insats is told at once, each at its field.
func TestFaultsOfAnInsats(t *testing.T) {
	a := newApp(t)
	form := pagetest.With(a.get("developer", "/ny/insats").Form(), "name", "", "places", "-3", "availability.state", "few", "duration_months_min", "6", "duration_months_max", "x",
		"eligibility[0].municipalities_other", "Ankeborg", "eligibility[0].open", "1", "eligibility[0].age_min", "29",
		"eligibility[1].incomes_any", "lottery", "examples[0].decisions", "-", "examples[0].answer", "yes")
	form["examples[0].decisions"] = []string{"-", "sick_note"}
	ans := a.post("developer", "/ny/insats", form).Is(http.StatusUnprocessableEntity)
	for field, words := range map[string]string{
		"f-name": "saknas", "f-places": "mindre än noll", "f-availability-on": "saknas", "f-duration-months-max": "x är inget tal",
		"f-eligibility-0-municipalities-other": "Ankeborg", "f-eligibility-0-open": "Behåll det ena", "f-eligibility-1-incomes-any": "Välj något",
		"f-examples-0-decisions": "Behåll det ena", "f-examples-0-description": "saknas",
	} {
		if said := fault(ans, field); !strings.Contains(said, words) {
			t.Errorf("%s says %q, not %q", field, said, words)
		}
	}
	for name, c := range map[string]struct {
		typed       []string
		field, says string
	}{
		"ages":      {[]string{"eligibility[0].age_min", "29", "eligibility[0].age_max", "18"}, "f-eligibility-0-age-max", "29"},
		"months":    {[]string{"duration_months_min", "6", "duration_months_max", "3"}, "f-duration-months-max", "kortare"},
		"any, none": {[]string{"eligibility[1].conditions_any", "autism", "eligibility[1].conditions_none", "autism"}, "f-eligibility-1-conditions-none", "Ingen kan uppfylla"},
		"too old":   {[]string{"examples[0].description", "Mycket gammal", "examples[0].age", "130", "examples[0].answer", "no"}, "f-examples-0-age", "0–120"},
	} {
		form := pagetest.With(a.get("developer", "/ny/insats").Form(), append(c.typed, "name", "Prova")...)
		if said := fault(a.post("developer", "/ny/insats", form).Is(http.StatusUnprocessableEntity), c.field); !strings.Contains(said, c.says) {
			t.Errorf("%s: the field says %q", name, said)
		}
	}
	form = pagetest.With(a.get("developer", "/ny/insats").Form(), "name", "Prova")
	form["eligibility[0].statuses_all"] = []string{"neither_work_nor_study", "in_upper_secondary"}
	if said := fault(a.post("developer", "/ny/insats", form).Is(http.StatusUnprocessableEntity), "f-eligibility-0-statuses-all"); !strings.Contains(said, "gymnasiet") {
		t.Errorf("two situations that exclude each other: %q", said)
	}
}

// Groups come and go without scripts, with all that stands in the others.
func TestGroupsComeAndGo(t *testing.T) {
	a := newApp(t)
	form := pagetest.With(a.get("developer", "/ny/insats").Form(), "eligibility[0].age_min", "18", "eligibility[0].incomes_any", "wage")
	form = pagetest.With(a.post("developer", "/ny/insats", pagetest.With(form, "_add", "eligibility")).Is(http.StatusOK).Form(), "eligibility[1].age_min", "30")
	two := a.post("developer", "/ny/insats", pagetest.With(form, "_remove", "eligibility[0]")).Is(http.StatusOK).Form()
	if two.Get("eligibility[0].age_min") != "30" || two.Has("eligibility[0].incomes_any") || two.Has("eligibility[1].age_min") {
		t.Errorf("what is left is %v", two)
	}
}

// Whoever alters the answer for an example is told and must say that it is meant,
// each time for what was told.
func TestAlteredExamplesAreConfirmed(t *testing.T) {
	a := newApp(t)
	ctx := context.Background()
	tree, err := record.ReadTree([]byte(`{"name": "Prova", "eligibility": [{"age_max": 24}],
		"examples": [{"description": "Ung", "age": 19, "answer": "yes"}, {"description": "Äldre", "age": 40, "answer": "no"}]}`))
	pagetest.Must(t, err)
	key, err := a.Records.Create(ctx, actors["developer"], a.Records.Kinds().Named("insats"), record.Draft{KeptBy: hog, Tree: tree})
	pagetest.Must(t, err)
	path := "/andra/insats/" + key.ID
	form := pagetest.With(a.get("developer", path).Form(), "eligibility[0].age_max", "17")
	before := a.revision()
	ans := a.post("developer", path, form).Is(http.StatusUnprocessableEntity)
	ans.Has("#errors", "Det här får följder", "”Ung”: svaret ändras från ”passar” till ”passar inte”", "”Ung”: svaret blir ”passar inte”, men ”passar” är väntat").HasNot("#errors", "Äldre")
	if a.revision() != before {
		t.Error("it was stored before anybody was sure")
	}
	sure := pagetest.With(ans.Form(), "_sure", "1")
	ans = a.post("developer", path, pagetest.With(sure, "eligibility[0].age_max", "45")).Is(http.StatusUnprocessableEntity).Has("#errors", "”Äldre”")
	if ans.Form().Has("_sure") {
		t.Error("what was ticked for one thing is ticked for another")
	}
	a.post("developer", path, sure).LeadsTo("/insatser/" + key.ID)
	form = pagetest.With(a.get("developer", path).Form(), "purpose", "Att prova.")
	a.post("developer", path, form).LeadsTo("/insatser/" + key.ID) // what was known already is not asked again
}
