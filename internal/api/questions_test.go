package api_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestQuestions(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, c := range []struct{ path, want string }{
			{"/forums?convener=af/jonkoping", "jonkoping/arbetsgrupp-etablering jonkoping/prognosmote"},
			{"/forums?municipality=Aneby&formality=formal&status=active&age=35&parties=municipality,employment_service,social_insurance,region", ""},
			{"/forums?municipality=0604&formality=formal&age=17&parties=af,aneby/skola,aneby/socialtjanst", "aneby/dua aneby/fua aneby/kaa-forum aneby/stormote"},
			{"/forums?q=arena&held=2018", "habo/arena mullsjo/arena"},
			{"/forums?actor=varnamo/vuxensektionen,af/varnamo", "varnamo/arena varnamo/vac-beredningsgrupp varnamo/vac-utokad-beredningsgrupp"},
			{"/units?municipality=Gislaved&q=AMO&limit=1", "gislaved/amo"},
			{"/agreements?municipality=0662&status=ended", "gislaved/lok-integration"},
			{"/statements?by=varnamo/vac&kind=needs_development", "varnamo/s-008 varnamo/s-007"},
			{"/regions?limit=1", "<nil>"},
		} {
			if got := answer[page](t, w, get(c.path)); got.ids() != c.want && !sameWords(got.ids(), c.want) {
				t.Errorf("%s: %s, want %s", c.path, got.ids(), c.want)
			}
		}
		relations := answer[page](t, w, get("/relations?from=aneby&to=region&wants=more"))
		if relations.Total != 2 || relations.Items[0]["from"] != "aneby/ame" {
			t.Errorf("relations: %v", relations)
		}
		contacts := answer[page](t, w, get("/contact_paths?into=aneby&municipality=Aneby&ease=hard&missing=true"))
		if contacts.Total != 3 || contacts.Items[0]["exists"] != false {
			t.Errorf("contact paths: %v", contacts)
		}
	})
}

func sameWords(a, b string) bool {
	count := map[string]int{}
	for w := range strings.FieldsSeq(a) {
		count[w]++
	}
	for w := range strings.FieldsSeq(b) {
		count[w]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestPaging(t *testing.T) {
	w := demoWorld(t)
	whole := answer[page](t, w, get("/units?limit=1000"))
	if whole.Total != len(whole.Items) || whole.Total < 200 {
		t.Fatalf("%d of %d units", len(whole.Items), whole.Total)
	}
	if usual := answer[page](t, w, get("/units")); len(usual.Items) != 100 || usual.Total != whole.Total {
		t.Errorf("without a limit: %d of %d", len(usual.Items), usual.Total)
	}
	var all []string
	for offset := 0; offset < whole.Total; offset += 70 {
		part := answer[page](t, w, get(fmt.Sprintf("/units?limit=70&offset=%d", offset)))
		if part.Offset != offset || part.Total != whole.Total {
			t.Errorf("from %d: %+v", offset, part.Offset)
		}
		all = append(all, part.ids())
	}
	if strings.Join(all, " ") != whole.ids() {
		t.Error("the parts are not the whole")
	}
	if past := answer[page](t, w, get("/units?offset=100000")); len(past.Items) != 0 || past.Items == nil || past.Total != whole.Total {
		t.Errorf("past the end: %+v", past)
	}
}

func TestETags(t *testing.T) {
	w := demoWorld(t)
	for _, path := range []string{"/forums?municipality=0604", "/forums/aneby/fua", "/search?q=arbete", "/path?from=fk&into=af", "/glossary",
		"/municipalities/0604", "/history/forum/aneby/fua", "/export?association=finnveden", "/vocabularies"} {
		first := w.ask(get(path))
		tag := first.Header().Get("ETag")
		if first.Code != http.StatusOK || tag == "" || first.Header().Get("Cache-Control") != "private, no-cache" || !strings.Contains(first.Header().Get("Vary"), "Authorization") {
			t.Errorf("%s: %d %v", path, first.Code, first.Header())
		}
		again := w.ask(get(path).with("If-None-Match", `"x", `+tag))
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("ETag") != tag {
			t.Errorf("%s with its tag: %d %v %s", path, again.Code, again.Header(), again.Body)
		}
		for what, other := range map[string]request{"a role": get(path).as("reader"), "a language": get(path).with("Accept-Language", "en")} {
			if rec := w.ask(other.with("If-None-Match", tag)); rec.Code != http.StatusOK {
				t.Errorf("%s with %s: %d", path, what, rec.Code)
			}
		}
	}
	tag := w.ask(get("/forums")).Header().Get("ETag")
	version := answer[map[string]any](t, w, get("/forums/habo/arena"))["version"]
	w.ask(patch(fmt.Sprintf("/forums/habo/arena?version=%v", version), `{"note": "Ny."}`).as("developer"))
	if rec := w.ask(get("/forums").with("If-None-Match", tag)); rec.Code != http.StatusOK {
		t.Errorf("after a change: %d", rec.Code)
	}
	w.clock = w.clock.AddDate(0, 0, 1)
	fresh := w.ask(get("/forums")).Header().Get("ETag")
	w.clock = w.clock.AddDate(0, 0, 1)
	if rec := w.ask(get("/forums").with("If-None-Match", fresh)); rec.Code != http.StatusOK {
		t.Errorf("on the next day, when all is less fresh: %d", rec.Code)
	}
}

// Slashes in an id may stand as they are or be escaped.
func TestIDsWithSlashes(t *testing.T) {
	w := demoWorld(t)
	for _, id := range []string{"aneby/fua", "aneby%2Ffua", "aneby%2ffua"} {
		for _, path := range []string{"/forums/" + id, "/history/forum/" + id} {
			if rec := w.ask(get(path)); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "hog-aneby") {
				t.Errorf("%s: %d %.200s", path, rec.Code, rec.Body)
			}
		}
		if rec := w.ask(post("/confirm/forum/"+id, "").as("administrator")); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), `"aneby/fua"`) {
			t.Errorf("confirm %s: %d %s", id, rec.Code, rec.Body)
		}
	}
	if deep := answer[map[string]any](t, w, get("/parties/af")); deep["id"] != "af" {
		t.Errorf("an id without a slash: %v", deep)
	}
}

func TestRefusedQuestions(t *testing.T) {
	w := demoWorld(t)
	for _, c := range []struct {
		path  string
		words []string
	}{
		{"/forums?municipality=9999", []string{`"location":"query.municipality"`, "9999", "ingen kommun"}},
		{"/forums?actor=aneby/am", []string{"query.actor", "aneby/ame"}},
		{"/forums?parties=af,zzzzzzzz", []string{"query.parties", "zzzzzzzz"}},
		{"/forums?level=high", []string{"query.level", "individual, operational"}},
		{"/forums?age=121", []string{"query.age", "0–120"}},
		{"/forums?age=old", []string{"query.age", "heltal"}},
		{"/forums?limit=0", []string{"query.limit", "1–1000"}},
		{"/forums?limit=1001", []string{"query.limit"}},
		{"/forums?offset=-1", []string{"query.offset"}},
		{"/forums?as_of=soon", []string{"query.as_of", "ÅÅÅÅ"}},
		{"/forums?as_of=2999", []string{"inte varit än"}},
		{"/forums?munícipality=0604&x=1", []string{"query.munícipality", "query.x", "Tillåtna", "municipality"}},
		{"/contact_paths?missing=kanske", []string{"query.missing", "true"}},
		{"/units?party=zzzzzzzz", []string{"query.party"}},
		{"/statements?stance=x", []string{"query.stance", "wishes"}},
		{"/path?from=fk", []string{"query.into", "Fyll i"}},
		{"/path?from=fk&into=zzzzzzzz", []string{"query.into", "zzzzzzzz"}},
		{"/path?from=fk&into=af&age=30", []string{"query.age"}}, // a person's age is never part of an address
		{"/search", []string{"query.q"}},
		{"/search?q=x&municipality=Ankeborg", []string{"query.municipality"}},
		{"/municipalities?region=99", []string{"query.region"}},
		{"/glossary?municipality=Ankeborg", []string{"query.municipality"}},
		{"/export?assocation=x", []string{"query.assocation"}},
	} {
		w.refuses(t, http.StatusUnprocessableEntity, get(c.path), c.words...)
	}
	for _, path := range []string{"/forums/nowhere", "/units/aneby/nowhere", "/history/forum/nowhere", "/history/thing/x", "/municipalities/9999",
		"/export?association=nowhere", "/export?source=nowhere", "/nowhere", "/", "/forums/"} {
		w.refuses(t, http.StatusNotFound, get(path))
	}
	rec := w.ask(request{method: "DELETE", path: "/api/v1/forums/aneby/fua"})
	if rec.Code != http.StatusMethodNotAllowed || !strings.Contains(rec.Header().Get("Allow"), "PATCH") || !strings.Contains(rec.Body.String(), "PATCH") {
		t.Errorf("a method that there is not: %d %v %s", rec.Code, rec.Header(), rec.Body)
	}
	if len(w.reports) > 0 {
		t.Errorf("reported as faults of the program: %v", w.reports)
	}
}

func TestProblemsInEnglish(t *testing.T) {
	w := demoWorld(t)
	english := func(r request) request { return r.with("Accept-Language", "en") }
	w.refuses(t, 422, english(get("/forums?municipality=9999")), "is no municipality", "Cannot be used")
	w.refuses(t, 422, english(get("/forums?age=old")), "no whole number")
	w.refuses(t, 404, english(get("/forums/nowhere")), "Not found")
	w.refuses(t, 404, english(get("/nowhere")), "There is nothing at that address")
	w.refuses(t, 405, english(request{method: "DELETE", path: "/api/v1/forums"}), "DELETE", "GET")
	w.refuses(t, 401, english(post("/forums", "{}")), "Not signed in")
	w.refuses(t, 401, english(get("/forums").with("Authorization", "Bearer x")), "no longer signed in")
}

// What is no fault of who asks is told nobody, but reported.
func TestFaultsOfOursAreNotTold(t *testing.T) {
	w := demoWorld(t)
	req := get("/forums")
	cancelled := w.ask(req)
	if cancelled.Code != 200 {
		t.Fatal(cancelled.Body)
	}
	broken := newWorld(t, brokenDB)
	rec := broken.ask(get("/forums"))
	if rec.Code != 500 && rec.Code != 503 || strings.Contains(rec.Body.String(), "closed") || strings.Contains(rec.Body.String(), "sql") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec.Code == 500 && len(broken.reports) == 0 {
		t.Error("nothing was reported")
	}
}

func TestAsOf(t *testing.T) {
	w := demoWorld(t)
	if then := answer[page](t, w, get("/forums?municipality=0683&status=planned&as_of=2017")); then.Total != 0 {
		t.Errorf("in 2017: %s", then.ids())
	}
	if then := answer[page](t, w, get("/forums?municipality=0683&status=planned&as_of=2018-06")); then.ids() != "varnamo/vac-vuxensektionen-traffar" {
		t.Errorf("in 2018: %s", then.ids())
	}
	before := answer[map[string]any](t, w, get("/forums/aneby/fua?as_of=2016-12-31"))
	after := answer[map[string]any](t, w, get("/forums/aneby/fua"))
	if before["freshness"] != 1.0 || after["freshness"] == 1.0 {
		t.Errorf("freshness then %v, now %v", before["freshness"], after["freshness"])
	}
}

func TestWayIn(t *testing.T) {
	w := demoWorld(t)
	type ways struct {
		Municipality string
		Ways         []struct {
			Type    string
			Advice  string
			Reasons []string
		}
		Missing, Hard []map[string]any
		NotForAge     int `json:"not_for_age"`
	}
	open := answer[ways](t, w, get("/path?from=fk&into=af&municipality=Aneby"))
	if open.Municipality != "0604" || len(open.Ways) < 3 || open.Ways[0].Type != "mailbox" || open.Missing == nil || open.Hard == nil {
		t.Errorf("%+v", open)
	}
	rec := w.ask(post("/path", `{"from": "fk", "into": "af", "municipality": "Aneby", "age": 60, "situation": ["sick_listed"]}`))
	if rec.Code != 200 || rec.Header().Get("Cache-Control") != "no-store" || rec.Header().Get("ETag") != "" {
		t.Errorf("about a person: %d %v", rec.Code, rec.Header())
	}
	about := answer[ways](t, w, post("/path", `{"from": "fk", "into": "af", "municipality": "Aneby", "age": 60}`))
	if about.NotForAge == 0 || len(about.Ways) >= len(open.Ways) {
		t.Errorf("for somebody of 60 there are %d ways of %d, %d left out", len(about.Ways), len(open.Ways), about.NotForAge)
	}
	for body, words := range map[string][]string{
		`{"from": "fk"}`: {`"location":"body.into"`},
		`{"from": "fk", "into": "af", "age": 121}`:        {"body.age"},
		`{"from": "fk", "into": "af", "age": "old"}`:      {"body.age", "string"},
		`{"from": "fk", "into": "af", "situation":["x"]}`: {"body.situation", "sick_listed"},
		`{"from": "fk", "into": "af", "name": "x"}`:       {"body.name"},
		`[]`:                              {"Det ska vara"},
		`{`:                               {"inget JSON-objekt"},
		`{"from": "fk", "into": "af"} {}`: {"inget JSON-objekt"},
	} {
		w.refuses(t, 422, post("/path", body), words...)
	}
	w.refuses(t, 400, post("/path", ""), "inget JSON-objekt")
}

func TestWords(t *testing.T) {
	w := demoWorld(t)
	terms := answer[page](t, w, get("/glossary?word=GPS&municipality="+url.QueryEscape("Jönköping")))
	if terms.Total != 2 || terms.Items[0]["id"] != "gemensam-psykiatrisamverkan" {
		t.Errorf("GPS: %v", terms.Items)
	}
	if all := answer[page](t, w, get("/glossary?limit=1000")); all.Total < 100 {
		t.Errorf("%d terms", all.Total)
	}
	if byWord := answer[page](t, w, get("/glossary?word=samordningsf%C3%B6rbund")); byWord.Total == 0 {
		t.Error("no term by its word")
	}
	aneby := answer[map[string]any](t, w, get("/municipalities/0604"))
	if aneby["name"] != "Aneby kommun" || fmt.Sprint(aneby["associations"]) != "[hoglandets-samordningsforbund]" || aneby["url"] != "/kommuner/0604" {
		t.Errorf("Aneby: %v", aneby)
	}
	if all := answer[page](t, w, get("/municipalities?limit=1000")); all.Total != 290 {
		t.Errorf("%d municipalities", all.Total)
	}
	if in := answer[page](t, w, get("/municipalities?region=06")); in.Total != 13 {
		t.Errorf("%d municipalities in Jönköpings län", in.Total)
	}
	if all := answer[page](t, w, get("/regions")); all.Total != 21 {
		t.Errorf("%d regions", all.Total)
	}
	for _, v := range answer[[]struct {
		Name  string
		Words []struct{ Word, Text string }
	}](t, w, get("/vocabularies")) {
		for _, word := range v.Words {
			if word.Text == "" || strings.Contains(word.Text, "⟦") {
				t.Errorf("%s.%s is called %q", v.Name, word.Word, word.Text)
			}
		}
	}
}
