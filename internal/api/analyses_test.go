package api_test

import (
	"fmt"
	"strings"
	"testing"
)

// Each analysis answers, also about nothing, and no text lacks.
func TestAnalyses(t *testing.T) {
	w := demoWorld(t)
	for path, want := range map[string][]string{
		"/coverage?municipality=0604&formality=formal": {`"gaps":[{"from":30,"to":66}]`, `"forum":"aneby/kur-samverk"`, `"why":"om forumet fortfarande finns"`},
		"/coverage?municipality=Aneby":                 {`"lacking":[`, `{"forum":"aneby/af-eb-ame","missing":["fk","region-jonkoping"]}`},
		"/coverage?municipality=0604&formality=formal&parties=employment_service,school,adult_social_care": {`"aneby/dua","aneby/fua","aneby/kaa-forum","aneby/stormote"`},
		"/overlaps?municipality=0683&threshold=70":                                                         {`"similarity":`, `"only_a":[`, `"meetings_b":{"min":`},
		"/load?municipality=0643&actor=habo/integration":                                                   {`"meetings":{"min":30,"max":30}`, `"total":1`},
		"/dependence?municipality=0604&limit=2":                                                            {`"separates":[`, `"contact_paths":[`},
		"/asymmetry?municipality=0604&party=aneby":                                                         {`"a_says":{`, `"b_says":{`},
		"/ways?municipality=0604&limit=1":                                                                  {`"party":"aneby"`, `"hard":3`, "AF, FK och Regionen"},
		"/freshness?association=finnveden":                                                                 {`"bands":[`, `"ask":[`},
		"/metrics?municipality=0604":                                                                       {`"density":`, `"communities":[`},
		"/compare?municipality=0604,0643":                                                                  {`"total":20105`, `"support":null`},
		"/findings?association=hoglandets-samordningsforbund":                                              {`"total":5`, "Vägen in till Aneby är svår för AF, FK och Regionen.", `"analysis":"coverage"`},
		"/diff?association=finnveden&since=2017":                                                           {`"since":"2017-12-31"`, `"how":"told"`, `"on":"2018-11-05"`, `"went":[]`, `"perhaps":`},
		"/diff?municipality=0662":                                                                          {`"undated":[{"kind":"agreement","id":"gislaved/lok-integration"`},
		"/path?from=aneby/ame&into=fk":                                                                     {`"shortest":{"steps":[{`, `"surest":{"steps":[{`, `"say":"`},
	} {
		rec := w.ask(get(path))
		for _, words := range want {
			if rec.Code != 200 || !strings.Contains(rec.Body.String(), words) {
				t.Errorf("%s: %d, does not say %s: %.600s", path, rec.Code, words, rec.Body)
			}
		}
		place, _, _ := strings.Cut(path, "?")
		if place == "/path" {
			continue
		}
		if rec := w.ask(get(place + "?municipality=2584")); rec.Code != 200 || strings.Contains(rec.Body.String(), ":null,\"items") || strings.Contains(rec.Body.String(), "⟦") {
			t.Errorf("%s of Kiruna: %d %.300s", place, rec.Code, rec.Body)
		}
	}
}

func TestAnalysesInEnglish(t *testing.T) {
	w := demoWorld(t)
	for _, path := range []string{"/findings?association=finnveden", "/diff?association=finnveden", "/ways?municipality=0604"} {
		rec := w.ask(get(path).with("Accept-Language", "en"))
		if rec.Code != 200 || strings.Contains(rec.Body.String(), "⟦") || strings.Contains(rec.Body.String(), " och ") && !strings.Contains(rec.Body.String(), " and ") {
			t.Errorf("%s: %d %.400s", path, rec.Code, rec.Body)
		}
	}
}

func TestRefusedAnalyses(t *testing.T) {
	w := demoWorld(t)
	w.refuses(t, 422, get("/diff?since=2019-07"), "query.since", "2019-06-01")
	w.refuses(t, 422, get("/diff?since=x"), "query.since")
	w.refuses(t, 422, get("/diff?party=finns-inte"), "query.party")
	w.refuses(t, 422, get("/findings?association=finns-inte"), "query.association")
	w.refuses(t, 422, get("/coverage?municipality=0604&parties=finns-inte"), "query.parties")
}

// What a developer of an association has changed is told of as changed, and what
// was added by hand since as come.
func TestDiffOfWhatWasWritten(t *testing.T) {
	w := demoWorld(t)
	w.clock = day.AddDate(0, 2, 0)
	forum := answer[map[string]any](t, w, get("/forums/habo/chefstraffar").as("developer"))
	answer[map[string]any](t, w, patch(fmt.Sprintf("/forums/habo/chefstraffar?version=%v", forum["version"]), `{"level": "individual"}`).as("developer"))
	answer[map[string]any](t, w, post("/forums?kept_by="+home, `{"name": "Nytt råd", "municipalities": ["0643"]}`).as("developer"))
	type diff struct {
		Came    []struct{ Name, How, On string }
		Changed []struct {
			ID     string
			Fields []map[string]any
		}
	}
	d := answer[diff](t, w, get("/diff?municipality=0643&since=2019-06-15"))
	if len(d.Came) != 1 || d.Came[0].Name != "Nytt råd" || d.Came[0].How != "told" || d.Came[0].On != "2019-08-01" {
		t.Errorf("came: %v", d.Came)
	}
	if len(d.Changed) != 1 || d.Changed[0].ID != "habo/chefstraffar" || len(d.Changed[0].Fields) != 1 || d.Changed[0].Fields[0]["field"] != "level" {
		t.Errorf("changed: %v", d.Changed)
	}
}
