package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/people"
	"samkarta/internal/people/peopletest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// brokenDB is one that has been closed under the program.
func brokenDB(t testing.TB, opts ...db.Option) *db.DB {
	d := dbtest.SQLite(t, opts...)
	t.Cleanup(func() {})
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d
}

const newForum = `{"name": "Nytt forum", "kind": "network", "level": "operational", "convener": "habo/ungdomscoach"}`

func TestWhoMayWrite(t *testing.T) {
	w := demoWorld(t)
	add, confirm := post("/forums?kept_by="+home, newForum), post("/confirm/forum/habo/arena", "")
	change, end := patch("/forums/habo/arena?version=1", `{"note": "x"}`), post("/end/forum/habo/arena?version=1", "")
	for _, r := range []request{add, confirm, change, end, post("/import", "{}")} {
		w.refuses(t, http.StatusUnauthorized, r, "Logga in")
		if w.ask(r).Header().Get("WWW-Authenticate") != "Bearer" {
			t.Errorf("%s %s does not say how to sign in", r.method, r.path)
		}
	}
	for _, role := range []string{"reader", "other", "editor"} {
		for _, r := range []request{confirm, change, end} {
			w.refuses(t, http.StatusForbidden, r.as(role))
		}
	}
	w.refuses(t, http.StatusForbidden, add.as("reader"))
	w.refuses(t, http.StatusForbidden, add.as("other"))
	w.refuses(t, http.StatusForbidden, post("/forums", newForum).as("developer")) // common
	w.refuses(t, http.StatusForbidden, post("/import", "{}").as("editor"))
	if rec := w.ask(add.as("editor")); rec.Code != http.StatusCreated { // it is convened by his unit
		t.Errorf("an editor's own: %d %s", rec.Code, rec.Body)
	}
	for _, r := range []request{confirm, change, end} {
		rec := w.ask(r.as("developer"))
		if rec.Code != http.StatusOK && rec.Code != http.StatusConflict { // the second finds a newer version
			t.Errorf("%s %s as developer: %d %s", r.method, r.path, rec.Code, rec.Body)
		}
	}
}

// A change that alters what an example of an insats gets is refused until its
// writer is sure.
func TestAnAlteredExampleNeedsToBeSure(t *testing.T) {
	w := demoWorld(t)
	add := post("/insatser?kept_by="+home, `{"name": "Prova", "eligibility": [{"age_max": 24}], "examples": [{"description": "Ung", "age": 19, "answer": "yes"}]}`)
	if rec := w.ask(add.as("developer")); rec.Code != http.StatusCreated {
		t.Fatalf("add: %d %s", rec.Code, rec.Body)
	}
	const closer = `{"eligibility": [{"age_max": 17}]}`
	w.refuses(t, http.StatusUnprocessableEntity, patch("/insatser/prova?version=1", closer).as("developer"), "body.examples[0].answer", "svaret ändras från ”passar” till ”passar inte”", "sure=true")
	if rec := w.ask(patch("/insatser/prova?version=1&sure=true", closer).as("developer")); rec.Code != http.StatusOK {
		t.Errorf("who is sure is refused: %d %s", rec.Code, rec.Body)
	}
	w.refuses(t, http.StatusUnprocessableEntity, post("/insatser?kept_by="+home, `{"name": "Prova", "eligibility": [{"statuses_all": ["in_compulsory_school", "in_upper_secondary"]}], "places": -1}`).as("developer"), "body.places")
	w.refuses(t, http.StatusUnprocessableEntity, post("/insatser?kept_by="+home, `{"name": "Prova", "eligibility": [{"statuses_all": ["in_compulsory_school", "in_upper_secondary"]}]}`).as("developer"), "body.eligibility[0].statuses_all", "gymnasiet")
}

func TestPublication(t *testing.T) {
	w := demoWorld(t)
	close := patch("/publication/"+home, `{"kinds": {"forum": false, "unit": true}}`)
	w.refuses(t, http.StatusUnauthorized, close, "Logga in")
	w.refuses(t, http.StatusForbidden, close.as("editor"))
	w.refuses(t, http.StatusForbidden, close.as("other"))
	w.refuses(t, http.StatusNotFound, patch("/publication/finns-inte", `{"kinds": {}}`).as("administrator"))
	w.refuses(t, http.StatusNotFound, patch("/publication/"+home, `{"kinds": {"blomma": true}}`).as("developer"))
	w.refuses(t, http.StatusUnprocessableEntity, patch("/publication/"+home, `{"forum": false}`).as("developer"))
	if rec := w.ask(close.as("developer")); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), `"forum":false`) || !strings.Contains(rec.Body.String(), `"unit":true`) {
		t.Errorf("publish: %d %s", rec.Code, rec.Body)
	}
	if rec := w.ask(get("/forums/habo/arena")); rec.Code != http.StatusNotFound {
		t.Errorf("a forum that is not published: %d", rec.Code)
	}
	w.refuses(t, http.StatusUnauthorized, get("/publication/"+home))
	if rec := w.ask(get("/publication/" + home).as("reader")); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), `"forum":false`) {
		t.Errorf("what is published: %d %s", rec.Code, rec.Body)
	}
}

func TestLifeOfARecord(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		rec := w.ask(post("/forums?kept_by="+home+"&confirmed=true", newForum).as("developer"))
		var made struct {
			Kind, ID, URL string
			Version       int
		}
		if err := json.Unmarshal(rec.Body.Bytes(), &made); err != nil || rec.Code != http.StatusCreated {
			t.Fatalf("add: %d %s", rec.Code, rec.Body)
		}
		if made.ID != "habo/nytt-forum" || made.Version != 1 || rec.Header().Get("Location") != "/api/v1/forums/habo/nytt-forum" || made.URL != "/forum/habo/nytt-forum" {
			t.Errorf("add: %+v %v", made, rec.Header())
		}
		f := answer[map[string]any](t, w, request{method: "GET", path: rec.Header().Get("Location")})
		if f["freshness"] != 1.0 || f["kept_by"] != home || f["confirmed_on"] != "2019-06-01" {
			t.Errorf("what was added: %v", f)
		}
		changed := answer[map[string]any](t, w, patch("/forums/"+made.ID+"?version=1", `{"status": "unclear"}`).as("developer"))
		if changed["version"] != 2.0 {
			t.Errorf("change: %v", changed)
		}
		w.refuses(t, http.StatusConflict, patch("/forums/"+made.ID+"?version=1", `{"status": "active"}`).as("developer"), "Någon annan")
		if f := answer[map[string]any](t, w, get("/forums/"+made.ID)); f["status"] != "unclear" || f["name"] != "Nytt forum" {
			t.Errorf("after a conflict: %v", f)
		}
		w.refuses(t, http.StatusUnprocessableEntity, patch("/forums/"+made.ID, `{}`).as("developer"), "query.version")
		w.refuses(t, http.StatusUnprocessableEntity, patch("/forums/"+made.ID+"?version=2", `{"participants": [{"actor": "nowhere"}], "level": "x"}`).as("developer"), "body.level")
		w.refuses(t, http.StatusUnprocessableEntity, patch("/forums/"+made.ID+"?version=2", `{"participants": [{"actor": "nowhere"}]}`).as("developer"), "body.participants[0].actor", "nowhere")
		w.refuses(t, http.StatusUnprocessableEntity, patch("/forums/"+made.ID+"?version=2", `[]`).as("developer"), "inget JSON-objekt")
		w.refuses(t, http.StatusUnprocessableEntity, post("/end/forum/"+made.ID+"?version=2&from=soon", "").as("developer"), "query.from")
		ended := answer[map[string]any](t, w, post("/end/forum/"+made.ID+"?version=2&from=2019-05-01", "").as("developer"))
		if ended["version"] != 3.0 {
			t.Errorf("end: %v", ended)
		}
		history := answer[[]map[string]any](t, w, get("/history/forum/"+made.ID).as("developer"))
		if len(history) != 3 || history[0]["action"] != "ended" || history[2]["action"] != "created" || history[1]["changes"].([]any)[0].(map[string]any)["new"] != "unclear" {
			t.Errorf("history: %v", history)
		}
		if list := answer[page](t, w, get("/forums?limit=1000")); strings.Contains(list.ids(), made.ID) {
			t.Error("what has ended is listed")
		}
	})
}

// A request with a key that is sent twice adds one record; the same key of
// somebody else, or for something else, is another.
func TestIdempotencyKey(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		add := func(role, path, body string) string {
			rec := w.ask(post(path+"?kept_by="+home, body).as(role).with("Idempotency-Key", "k1"))
			var made struct{ ID string }
			if err := json.Unmarshal(rec.Body.Bytes(), &made); err != nil || rec.Code != http.StatusCreated {
				t.Fatalf("%d %s", rec.Code, rec.Body)
			}
			return made.ID
		}
		first, again := add("developer", "/forums", newForum), add("developer", "/forums", newForum)
		if first != again {
			t.Errorf("sent twice it is %s and %s", first, again)
		}
		if other := add("administrator", "/forums", newForum); other == first {
			t.Error("another's request with the same key has met with it")
		}
		if group := add("developer", "/target_groups", `{"name": "Nya"}`); group == first {
			t.Error("a request for another kind has met with it")
		}
		if list := answer[page](t, w, get("/forums?q=%22Nytt+forum%22&convener=habo/ungdomscoach")); list.Total != 2 {
			t.Errorf("there are %s", list.ids())
		}
	})
}

// What an association does not publish is not there for the public: not in a
// list, not by its id, not in a search, an export or a conflict.
func TestUnpublishedIsInvisible(t *testing.T) {
	w := demoWorld(t)
	if err := w.records.Publish(context.Background(), access.System("test"), home, record.Publication{"forum": false}); err != nil {
		t.Fatal(err)
	}
	hidden := "habo/arena"
	sees := func(role string) (list, one, found, exported, past bool) {
		list = strings.Contains(" "+answer[page](t, w, get("/forums?limit=1000").as(role)).ids()+" ", " "+hidden+" ")
		one = w.ask(get("/forums/"+hidden).as(role)).Code == http.StatusOK
		for _, h := range answer[struct{ Hits []struct{ ID string } }](t, w, get("/search?q=ARENA+Habo").as(role)).Hits {
			found = found || h.ID == hidden
		}
		exported = strings.Contains(w.ask(get("/export").as(role)).Body.String(), `"id": "`+hidden+`"`)
		past = w.ask(get("/history/forum/"+hidden).as(role)).Code == http.StatusOK
		return
	}
	for role, may := range map[string]bool{"": false, "other": false, "reader": true, "developer": true, "administrator": true} {
		list, one, found, exported, past := sees(role)
		if got := []bool{list, one, found, exported, past}; fmt.Sprint(got) != fmt.Sprint([]bool{may, may, may, may, may}) {
			t.Errorf("%q sees it in the list, by id, in a search, in an export, in its history: %v", role, got)
		}
	}
	for _, r := range []request{patch("/forums/"+hidden+"?version=1", `{}`), post("/confirm/forum/"+hidden, ""), post("/end/forum/"+hidden+"?version=1", "")} {
		w.refuses(t, http.StatusNotFound, r.as("other"))
	}
	unit := answer[map[string]any](t, w, get("/units/habo/ungdomscoach"))
	for _, id := range unit["forums"].([]any) {
		if id == "habo/arbetsmarknadsgrupp" {
			t.Error("a unit tells the public of a forum that is not published")
		}
	}
}

func TestSessions(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		invited, err := w.people.Invite(context.Background(), access.System("test"), people.Person{Name: "Petra", Email: "petra@example.se"},
			access.Assignment{Role: access.Developer, Association: home})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.people.Accept(context.Background(), invited.Link.Token, peopletest.Password, ""); err != nil {
			t.Fatal(err)
		}
		credentials := func(password string) string {
			data, _ := json.Marshal(map[string]string{"email": "petra@example.se", "password": password})
			return string(data)
		}
		rec := w.ask(post("/session", credentials(peopletest.Password)).with("Authorization", "Bearer one that holds no more"))
		var s struct{ Token, Until string }
		if err := json.Unmarshal(rec.Body.Bytes(), &s); err != nil || rec.Code != http.StatusCreated || s.Token == "" || rec.Header().Get("Cache-Control") != "no-store" || rec.Header().Get("Set-Cookie") != "" {
			t.Fatalf("sign in: %d %s", rec.Code, rec.Body)
		}
		if want := day.Add(people.SessionLife).Format("2006-01-02T15:04:05Z"); s.Until != want {
			t.Errorf("until %s, want %s", s.Until, want)
		}
		mine := post("/confirm/forum/habo/arena", "").with("Authorization", "Bearer "+s.Token)
		if rec := w.ask(mine); rec.Code != http.StatusOK {
			t.Errorf("with the token: %d %s", rec.Code, rec.Body)
		}
		if rec := w.ask(mine.with("Authorization", "bearer "+s.Token)); rec.Code != http.StatusOK {
			t.Errorf("the scheme is written in any case: %d", rec.Code)
		}
		w.refuses(t, 401, mine.with("Authorization", "Bearer x"), "inte inloggad längre")
		w.refuses(t, 401, mine.with("Authorization", "Basic "+s.Token))
		w.refuses(t, 401, request{method: "DELETE", path: "/api/v1/session"}, "Authorization")
		if rec := w.ask(request{method: "DELETE", path: "/api/v1/session"}.with("Authorization", "Bearer "+s.Token)); rec.Code != http.StatusNoContent {
			t.Errorf("sign out: %d %s", rec.Code, rec.Body)
		}
		w.refuses(t, 401, mine)
		w.refuses(t, 422, post("/session", `{"email": "petra@example.se", "pass": "x"}`), "body.pass")
		w.refuses(t, 401, post("/session", `{}`))
		for range 5 {
			w.refuses(t, 401, post("/session", credentials("fel lösenord")), "stämmer inte ihop")
		}
		w.refuses(t, 503, post("/session", credentials(peopletest.Password)), "Vänta")
		if rec := w.ask(post("/session", credentials(peopletest.Password))); rec.Header().Get("Retry-After") == "" {
			t.Error("it is not said when to try again")
		}
	})
}

func TestExportAndImport(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		rec := w.ask(get("/export"))
		whole := rec.Body.String()
		if rec.Code != 200 || rec.Header().Get("Content-Type") != "application/json" || !json.Valid([]byte(whole)) || len(whole) < 1_000_000 {
			t.Fatalf("export: %d %v, %d bytes", rec.Code, rec.Header(), len(whole))
		}
		part := w.ask(get("/export?association=finnveden")).Body.String()
		if !strings.Contains(part, `"varnamo/vac"`) || strings.Contains(part, `"aneby/fua"`) {
			t.Error("an association's part is not its part")
		}
		type summary struct {
			Files   int
			DryRun  bool `json:"dry_run"`
			Lists   map[string]map[string]int
			Kept    []string `json:"kept_not_shown_yet"`
			Changes []map[string]any
		}
		again := answer[summary](t, w, post("/import", whole).as("administrator"))
		if again.Files != 1 || again.DryRun || again.Lists["forums"]["unchanged"] < 200 || again.Lists["forums"]["changed"] != 0 || len(again.Kept) == 0 || again.Changes == nil {
			t.Errorf("the same again: %+v", again.Lists["forums"])
		}
		doc := `{"format": "samkarta/1", "source": {"id": "sv-2020", "title": "Ny", "date": "2019-05", "kind": "mapping"}, "kept_by": "` + home + `",
			"forums": [{"id": "habo/nytt", "name": "Nytt", "kind": "network", "level": "operational"}]}`
		trial := answer[summary](t, w, post("/import?dry_run=true", doc).as("developer"))
		if !trial.DryRun || trial.Lists["forums"]["added"] != 1 || len(trial.Changes) != 2 {
			t.Errorf("a trial: %+v", trial)
		}
		w.refuses(t, 404, get("/forums/habo/nytt"))
		w.refuses(t, 403, post("/import", doc).as("other"), "kept_by")
		w.refuses(t, 403, post("/import", doc).as("reader"))
		w.refuses(t, 422, post("/import", strings.Replace(doc, "operational", "high", 1)).as("developer"), `"location":"body.forums[0].level"`, "high")
		w.refuses(t, 422, post("/import", `{"format": `).as("developer"))
		w.refuses(t, 422, post("/import", `[]`).as("developer"))
		w.refuses(t, 400, post("/import", "").as("developer"))
		w.refuses(t, 404, get("/forums/habo/nytt"))
		answer[summary](t, w, post("/import", doc).as("developer"))
		if f := answer[map[string]any](t, w, get("/forums/habo/nytt")); f["kept_by"] != home {
			t.Errorf("what was imported: %v", f)
		}
	})
}

func TestBodiesThatAreTooLarge(t *testing.T) {
	w := demoWorld(t)
	big := `{"name": "` + strings.Repeat("x", 2<<20) + `"}`
	w.refuses(t, 413, post("/forums", big).as("administrator"), "för stort")
	if rec := w.ask(post("/import", strings.Repeat(" ", 64<<20)).as("administrator")); rec.Code != 413 {
		t.Errorf("a document of 64 MB: %d %.200s", rec.Code, rec.Body)
	}
}
