package api_test

import (
	"net/http"
	"strings"
	"testing"
)

type matchAnswer struct {
	Person           map[string]any
	Yes, Depends, No []map[string]any
	AskNext          []map[string]any `json:"ask_next"`
}

func TestMatch(t *testing.T) {
	w := demoWorld(t)
	sent := `{"municipality": "Burlöv", "age": 23, "incomes": ["aktivitetsersattning"], "conditions": ["mental_ill_health"], "referral": "employment_service"}`
	rec := w.ask(post("/match", sent))
	if rec.Code != 200 || rec.Header().Get("Cache-Control") != "no-store" || rec.Header().Get("ETag") != "" {
		t.Fatalf("%d %v %s", rec.Code, rec.Header(), rec.Body)
	}
	got := answer[matchAnswer](t, w, post("/match", sent))
	if got.Person["municipality"] != "1231" || len(got.Yes) == 0 || len(got.Depends) == 0 || len(got.No) == 0 || len(got.AskNext) == 0 {
		t.Errorf("%+v", got)
	}
	if _, known := got.Person["decisions"]; known {
		t.Errorf("what was not sent is known: %v", got.Person)
	}
	empty := answer[matchAnswer](t, w, post("/match", `{"decisions": []}`))
	if list, known := empty.Person["decisions"]; !known || len(list.([]any)) != 0 {
		t.Errorf("an empty list is not known: %v", empty.Person)
	}
	for body, words := range map[string][]string{
		`{"age": 121}`:                 {"body.age"},
		`{"age": "old"}`:               {"body.age"},
		`{"incomes": ["x"]}`:           {"body.incomes", "sjukpenning"},
		`{"municipality": "Ankeborg"}`: {"body.municipality"},
		`{"stage": ["structural"]}`:    {"body.stage"},
		`{"name": "x"}`:                {"body.name"},
		`[]`:                           {"Det ska vara"},
	} {
		w.refuses(t, http.StatusUnprocessableEntity, post("/match", body), words...)
	}
	// What is known of a person is never part of an address.
	if rec := w.ask(get("/match?age=23")); rec.Code != http.StatusMethodNotAllowed {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

func TestGapsAndInsatser(t *testing.T) {
	w := demoWorld(t)
	cells := answer[page](t, w, get("/gaps?municipality=1261&stage=preparatory&income=aktivitetsersattning"))
	if cells.Total == 0 || cells.Items[0]["municipality"] != "1261" || cells.Items[0]["age_from"] != 16.0 {
		t.Errorf("%+v", cells)
	}
	if all := answer[page](t, w, get("/insatser?limit=1000")); all.Total != 136 {
		t.Errorf("%d insatser", all.Total)
	}
	one := answer[map[string]any](t, w, get("/insatser/lund/fontanhuset"))
	if one["stage"] != "pre_rehab" || one["url"] != "/insatser/lund/fontanhuset" {
		t.Errorf("%v", one)
	}
	w.refuses(t, 422, get("/gaps?income=x"), "query.income")
	w.refuses(t, 422, get("/insatser?stage=x"), "query.stage")
}

// Criteria that nobody can meet are refused with the reason, and change nothing.
func TestInsatsThatNobodyCanMeetIsRefused(t *testing.T) {
	w := demoWorld(t)
	for group, words := range map[string][]string{
		`{"age_min": 30, "age_max": 20}`:                                                {"body.eligibility[0].age_max", "lägre"},
		`{"incomes_any": ["wage"], "incomes_none": ["wage", "none"]}`:                   {"body.eligibility[0].incomes_none", "Ingen kan"},
		`{"conditions_any": ["pain", "stress"], "conditions_none": ["stress", "pain"]}`: {"body.eligibility[0].conditions_none", "Ingen kan"},
		`{"age_max": 500}`:          {"body.eligibility[0].age_max"},
		`{"incomes_any": ["gold"]}`: {"body.eligibility[0].incomes_any[0]"},
	} {
		w.refuses(t, 422, post("/insatser", `{"name": "Ny", "provider": "habo", "eligibility": [`+group+`]}`).as("administrator"), words...)
	}
	rec := w.ask(post("/insatser", `{"name": "Ny", "provider": "habo", "eligibility": [{"incomes_any": ["wage", "none"], "incomes_none": ["wage"]}]}`).as("administrator"))
	if rec.Code != http.StatusCreated || !strings.Contains(rec.Body.String(), `"/insatser/habo/ny"`) {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

// What fits, and what may, says by which contact path one gets in.
func TestMatchSaysTheWayIn(t *testing.T) {
	w := demoWorld(t)
	got := answer[matchAnswer](t, w, post("/match", `{"municipality": "0604", "age": 30}`))
	said := 0
	for _, x := range append(got.Yes, got.Depends...) {
		if way, is := x["way"].(map[string]any); is {
			said++
			if way["contact_path"] == "" || way["into"] == "" {
				t.Errorf("%v", way)
			}
		}
	}
	if said == 0 {
		t.Error("no insats says how one gets in")
	}
	for _, x := range got.No {
		if _, is := x["way"]; is {
			t.Errorf("what does not fit says how one gets in: %v", x)
		}
	}
}

// Anybody may say that nothing was found; who has a role sees how often.
func TestDemand(t *testing.T) {
	w := demoWorld(t)
	one := answer[map[string]any](t, w, post("/insatser/demand", `{"municipality": "Eslöv"}`))
	if one["municipality"] != "1285" || one["times"] != 1.0 {
		t.Errorf("%v", one)
	}
	answer[map[string]any](t, w, post("/insatser/demand", `{"municipality": "1285"}`))
	counted := answer[page](t, w, get("/insatser/demand?municipality=Eslöv").as("administrator"))
	if counted.Total != 1 || counted.Items[0]["times"] != 2.0 {
		t.Errorf("%+v", counted)
	}
	w.refuses(t, http.StatusUnauthorized, get("/insatser/demand"))
	w.refuses(t, http.StatusUnprocessableEntity, post("/insatser/demand", `{"municipality": "Ankeborg"}`), "body.municipality")
	w.refuses(t, http.StatusUnprocessableEntity, post("/insatser/demand", `{}`), "body.municipality")
	// More than the municipality is not taken.
	w.refuses(t, http.StatusUnprocessableEntity, post("/insatser/demand", `{"municipality": "1285", "age": 23}`), "body.age")
	w.refuses(t, http.StatusUnprocessableEntity, get("/insatser/demand?municipality=x").as("administrator"), "query.municipality")
}
