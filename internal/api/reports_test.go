package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"samkarta/internal/api"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/jobs/jobstest"
	"samkarta/internal/reporting/reportingtest"
)

const wanted = `{"association":"` + home + `","template":"mapping","lang":"sv","municipalities":["0665"],"formats":["plain","html"]}`

// comes works through the queue until a report is made, or will not be.
func (w *world) comes(t *testing.T, id string) api.Report {
	t.Helper()
	runner := jobs.New(w.db, jobs.Config{Poll: 5 * time.Millisecond})
	w.made.Work(runner)
	var r api.Report
	jobstest.Work(t, runner, "the report is made", func() bool {
		r = answer[api.Report](t, w, get("/reports/"+id).as("developer"))
		return r.Status == "made" || r.Status == "failed"
	})
	return r
}

func TestReportsByTheAPI(t *testing.T) {
	reportingtest.Formats(t)
	onBoth(t, func(t *testing.T, w *world) {
		ordered := w.ask(post("/reports", wanted).as("developer"))
		var r api.Report
		if err := json.Unmarshal(ordered.Body.Bytes(), &r); err != nil || ordered.Code != 202 || r.Status != "waiting" || r.MadeAt != nil || len(r.Files) > 0 {
			t.Fatalf("%d %v %s", ordered.Code, err, ordered.Body)
		}
		w.refuses(t, 404, get("/report_files/"+r.ID+"/plain").as("developer"))
		w.refuses(t, 409, patch("/report_publication/"+r.ID, `{"published":true,"sure":true}`).as("developer"))
		made := w.comes(t, r.ID)
		if made.Status != "made" || len(made.Files) != 2 || made.Order.Municipalities[0] != "0665" || made.MadeAt == nil {
			t.Fatalf("%+v", made)
		}
		for _, f := range made.Files {
			rec := w.ask(get(strings.TrimPrefix(f.URL, "/api/v1")).as("reader"))
			sum := sha256.Sum256(rec.Body.Bytes())
			if rec.Code != 200 || hex.EncodeToString(sum[:]) != f.SHA256 || int64(rec.Body.Len()) != f.Size || !strings.Contains(rec.Header().Get("Content-Disposition"), f.Name) {
				t.Errorf("%s: %d, %d bytes %v", f.URL, rec.Code, rec.Body.Len(), rec.Header())
			}
		}
		for _, role := range []string{"", "other"} {
			w.refuses(t, 404, get("/reports/"+r.ID).as(role))
			w.refuses(t, 404, get("/report_files/"+r.ID+"/plain").as(role))
			if all := answer[[]api.Report](t, w, get("/reports").as(role)); all == nil || len(all) > 0 {
				t.Errorf("%s lists %v", role, all)
			}
		}
		w.refuses(t, 422, patch("/report_publication/"+r.ID, `{"published":true}`).as("developer"), "body.sure")
		if got := answer[api.Report](t, w, patch("/report_publication/"+r.ID, `{"published":true,"sure":true}`).as("developer")); got.PublishedAt == nil {
			t.Errorf("%+v", got)
		}
		if all := answer[[]api.Report](t, w, get("/reports?association="+home)); len(all) != 1 {
			t.Errorf("the public lists %v", all)
		}
		answer[api.Report](t, w, patch("/report_publication/"+r.ID, `{"published":false}`).as("developer"))
		w.refuses(t, 404, get("/reports/"+r.ID))
	})
}

// The same order sent again under the same word makes no other report.
func TestOrderSentTwiceByTheAPI(t *testing.T) {
	reportingtest.Formats(t)
	onBoth(t, func(t *testing.T, w *world) {
		send := func(change string) string {
			return answer[api.Report](t, w, post("/reports", strings.TrimSuffix(wanted, "}")+change+"}").as("developer")).ID
		}
		first := send(`,"once":"i dag"`)
		if again := send(`,"once":"i dag"`); again != first {
			t.Error("sent again it is another report")
		}
		ids := []string{first, send(`,"once":"i morgon"`), send(`,"once":"i dag","lang":"en"`), send("")}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != 4 {
			t.Errorf("other orders are the same report: %v", ids)
		}
	})
}

func TestBadOrdersByTheAPI(t *testing.T) {
	reportingtest.Formats(t)
	w := demoWorld(t)
	w.refuses(t, 401, post("/reports", wanted))
	w.refuses(t, 403, post("/reports", wanted).as("reader"))
	w.refuses(t, 403, post("/reports", wanted).as("other"))
	for change, words := range map[string][]string{
		`"template":"x"`: {"body.template"}, `"municipalities":["0604"]`: {"body.municipalities", "Aneby"}, `"as_of":"2031-01-01"`: {"body.as_of", "har inte varit än"},
		`"formats":[]`: {"body.formats"}, `"formats":["exe"]`: {"body.formats", "exe"}, `"lang":"fi"`: {"body.lang"}, `"sections":["x"]`: {"body.sections"},
		`"templat":"x"`: {"templat"}, `"formats":"pdf"`: {"formats"},
	} {
		w.refuses(t, 422, post("/reports", strings.TrimSuffix(wanted, "}")+","+change+"}").as("developer"), words...)
	}
	w.refuses(t, 422, post("/reports", "hej").as("developer"))
	w.refuses(t, 404, get("/reports/finns-inte").as("developer"))
}

func TestTemplatesAndTextsByTheAPI(t *testing.T) {
	w := demoWorld(t)
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	draft := `{"association":"` + home + `","name":"Vår","based":"mapping","sections":["forums"],"accent":"#0d5c63","logo_alt":"Vi","logo":"` +
		base64.StdEncoding.EncodeToString(logo.Bytes()) + `"}`
	w.refuses(t, 401, patch("/report_templates", draft))
	w.refuses(t, 403, patch("/report_templates", draft).as("reader"))
	w.refuses(t, 422, patch("/report_templates", strings.Replace(draft, "#0d5c63", "#eeeeee", 1)).as("developer"), "body.accent", "kontrasten")
	made := answer[api.ReportTemplate](t, w, patch("/report_templates", draft).as("developer"))
	if made.ID != "own/var" || made.Version != 1 || !bytes.Equal(made.Logo, logo.Bytes()) {
		t.Errorf("%+v", made)
	}
	change := strings.Replace(draft, `"name":"Vår"`, `"id":"own/var","version":1,"name":"Vår andra"`, 1)
	answer[api.ReportTemplate](t, w, patch("/report_templates", change).as("developer"))
	w.refuses(t, 409, patch("/report_templates", change).as("developer"))
	if all := answer[[]api.ReportTemplate](t, w, get("/report_templates?association="+home).as("reader")); len(all) != 4 || all[3].Name != "Vår andra" {
		t.Errorf("%+v", all)
	}
	w.refuses(t, 401, get("/report_templates?association="+home))
	use := func(version, away string) request {
		return patch("/report_template_use", `{"association":"`+home+`","id":"own/var","version":`+version+`,"put_away":`+away+`}`)
	}
	w.refuses(t, 401, use("2", "true"))
	w.refuses(t, 403, use("2", "true").as("reader"))
	w.refuses(t, 409, use("1", "true").as("developer"), "Vår andra")
	if got := answer[api.ReportTemplate](t, w, use("2", "true").as("developer")); !got.PutAway || got.Version != 3 || !bytes.Equal(got.Logo, logo.Bytes()) {
		t.Errorf("%+v", got)
	}
	if all := answer[[]api.ReportTemplate](t, w, get("/report_templates?association="+home).as("reader")); len(all) != 3 {
		t.Errorf("what is put away is offered: %+v", all)
	}
	if all := answer[[]api.ReportTemplate](t, w, get("/report_templates?put_away=true&association="+home).as("reader")); len(all) != 1 || all[0].ID != "own/var" {
		t.Errorf("%+v", all)
	}
	w.refuses(t, 422, post("/reports", strings.Replace(wanted, "mapping", "own/var", 1)).as("developer"), "body.template", "undanlagd")
	w.refuses(t, 422, patch("/report_template_use", `{"association":"`+home+`","id":"mapping","version":0,"put_away":true}`).as("developer"), "allas mall")
	w.refuses(t, 404, patch("/report_template_use", `{"association":"`+home+`","id":"own/ingen","version":1,"put_away":true}`).as("developer"))
	answer[api.ReportTemplate](t, w, use("3", "false").as("developer"))
	text := `{"association":"` + home + `","template":"own/var","section":"forums","lang":"sv","text":"Hej","version":0}`
	if all := answer[[]api.ReportText](t, w, patch("/report_texts", text).as("developer")); len(all) != 1 || all[0].Version != 1 {
		t.Errorf("%+v", all)
	}
	w.refuses(t, 409, patch("/report_texts", strings.Replace(text, "Hej", "Hå", 1)).as("developer"))
	w.refuses(t, 422, patch("/report_texts", strings.Replace(text, `"forums"`, `"cards"`, 1)).as("developer"), "body.section")
	w.refuses(t, 403, get("/report_texts?association="+home+"&template=mapping").as("other"))
	w.refuses(t, 404, get("/report_texts?association="+home+"&template=own/ingen").as("reader"))
}
