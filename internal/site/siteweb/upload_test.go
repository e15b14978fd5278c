package siteweb_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/exchange"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/jobs/jobstest"
	"samkarta/internal/record"
)

// A document of Höglandet with a new unit, a changed one and an ended forum.
const document = `{"format":"samkarta/1","kept_by":"` + hog + `",
"source":{"id":"nytt-2019","title":"Ny kartläggning","date":"2019-05-20","kind":"mapping"},
"units":[{"id":"aneby/ame","party":"aneby","name":"Arbetsmarknadsenheten","age_min":16},
 {"id":"aneby/tryffeln","party":"aneby","name":"Mötesplatsen Tryffeln","kind":"meeting_place"}],
"forums":[{"id":"aneby/fua","name":"FUA","status":"ended"}],
"relations":[{"from":"aneby/tryffeln","to":"af","ease":"easy"}]}`

type file struct{ name, content string }

// sendFiles sends files as the form does.
func (a *app) sendFiles(who string, files ...file) *pagetest.Answer {
	a.T.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for _, f := range files {
		part, err := m.CreateFormFile("files", f.name)
		pagetest.Must(a.T, err)
		_, err = part.Write([]byte(f.content))
		pagetest.Must(a.T, err)
	}
	pagetest.Must(a.T, m.Close())
	r := httptest.NewRequest("POST", "/importera", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set(pagetest.Asker, who)
	return a.Send(r)
}

// tried sends a file that is well written and gives the address of its page.
func (a *app) tried(who, content string) string {
	a.T.Helper()
	got := a.sendFiles(who, file{"ny.json", content})
	return got.Is(303).Header.Get("Location")
}

// work runs the jobs until the page at the address has none under way.
func (a *app) work(path, who string) *pagetest.Answer {
	a.T.Helper()
	var got *pagetest.Answer
	jobstest.Work(a.T, a.runner, "the job ends", func() bool {
		got = a.Get(path, who)
		return len(got.All("progress")) == 0
	})
	return got
}

func (a *app) has(kind, id string) bool {
	v := a.View(actors["admin"])
	return v.Has(record.Key{Kind: kind, ID: id})
}

func TestImportIsTriedFirstAndThenDone(t *testing.T) {
	a := demo(t)
	path := a.tried("developer", document)
	preview := a.Get(path, "developer").Is(200, "Det här skulle ändras", "ny.json", "Mötesplatsen Tryffeln", "Lägsta ålder", "inget värde")
	if got := statsOf(preview); got != "3 1 1 0" {
		t.Errorf("added, changed, ended, unchanged: %s", got)
	}
	if a.has("unit", "aneby/tryffeln") {
		t.Error("a trial has changed the map")
	}
	a.Post(path, nil, "developer").Is(303)
	waiting := a.Get(path, "developer").Is(200, "Du kan lämna sidan")
	if waiting.Header.Get("Refresh") == "" || len(waiting.All("progress")) != 1 {
		t.Error("the page does not look again by itself")
	}
	if still := a.Get(path+"?stanna=1", "developer"); still.Header.Get("Refresh") != "" {
		t.Error("the page looks again though it was told not to")
	}
	done := a.work(path, "developer").Is(200, "Inläst")
	if got := statsOf(done); got != "3 1 1 0" {
		t.Errorf("what was done: %s", got)
	}
	if len(done.All(`a[href="/kallor/nytt-2019"]`)) == 0 {
		t.Error("nothing leads to what came")
	}
	if !a.has("unit", "aneby/tryffeln") {
		t.Error("what was imported is not on the map")
	}
	again := a.Get(a.tried("developer", document), "developer").Is(200, "säger inget som inte redan står på kartan")
	if len(again.All("form.post")) != 0 {
		t.Error("nothing new can be imported")
	}
}

func statsOf(a *pagetest.Answer) string {
	return strings.Join(a.Texts(".stat__value"), " ")
}

func TestTakingTwiceMakesOneJob(t *testing.T) {
	a := demo(t)
	path := a.tried("developer", document)
	a.Post(path, nil, "developer").Is(303)
	a.Post(path, nil, "developer").Is(303)
	if got := statsOf(a.work(path, "developer")); got != "3 1 1 0" {
		t.Errorf("the second job did it again: %s", got)
	}
}

func TestAllFaultsAreShownAndNothingChanges(t *testing.T) {
	a := demo(t)
	before := export(t, a)
	cases := map[string]struct {
		files []file
		want  []string
	}{
		"no file":     {nil, []string{"Välj minst en fil"}},
		"no JSON":     {[]file{{"a.json", "hej"}}, []string{"1 fel hittades", "a.json", "Filen är inte JSON"}},
		"not UTF-8":   {[]file{{"a.json", "{\"format\":\"samkarta/1\",\"source\":{\"id\":\"x\",\"title\":\"\xe5\"}}"}}, []string{"UTF-8"}},
		"other":       {[]file{{"a.json", `{"format":"annat"}`}}, []string{"Formatet är ”annat”"}},
		"two files":   {[]file{{"a.json", strings.Replace(document, `"age_min":16`, `"age_min":"x"`, 1)}, {"b.json", `{"format":"samkarta/1"}`}}, []string{"a.json", "units[0].age_min", "b.json", "source"}},
		"bad place":   {[]file{{"a.json", strings.Replace(document, `"kind":"meeting_place"`, `"municipality":"9999"`, 1)}}, []string{"units[1].municipality", "9999 är ingen kommun"}},
		"bad pointer": {[]file{{"a.json", strings.Replace(document, `"to":"af"`, `"to":"ingen"`, 1)}}, []string{"relations[0].to"}},
		"not yours":   {[]file{{"a.json", strings.Replace(document, hog, "finnveden", 1)}}, []string{"kept_by är " + hog}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := &app{a.In(t), a.runner}
			got := b.sendFiles("developer", c.files...)
			if got.Status != 422 && got.Status != 403 {
				t.Errorf("the status is %d", got.Status)
			}
			got.Is(got.Status, c.want...)
			if len(got.All(`input[type=file][name=files]`)) != 1 {
				t.Error("there is no form to try again with")
			}
		})
	}
	if !bytes.Equal(before, export(t, a)) {
		t.Error("a trial has changed the map")
	}
}

func export(t *testing.T, a *app) []byte {
	t.Helper()
	v := a.View(actors["admin"])
	var out bytes.Buffer
	pagetest.Must(t, exchange.Export(v, exchange.Selection{}, &out))
	return out.Bytes()
}

func TestManyFaultsAreCounted(t *testing.T) {
	a := demo(t)
	var units []string
	for i := range 400 {
		units = append(units, fmt.Sprintf(`{"id":"aneby/x%d","party":"aneby","name":"x","kind":"fel"}`, i))
	}
	doc := `{"format":"samkarta/1","kept_by":"` + hog + `","source":{"id":"x","title":"x","date":"2019","kind":"mapping"},"units":[` + strings.Join(units, ",") + `]}`
	got := a.sendFiles("developer", file{"a.json", doc}).Is(422, "400 fel hittades", "Ytterligare 100 fel visas inte")
	if n := len(got.All(".faults li")); n != 300 {
		t.Errorf("%d faults are shown", n)
	}
}

func TestImportIsForThoseWhoMay(t *testing.T) {
	a := demo(t)
	a.Get("/importera").Is(401)
	a.Get("/importera", "reader").Is(403)
	a.sendFiles("", file{"a.json", document}).Is(401)
	a.sendFiles("reader", file{"a.json", document}).Is(403)
	path := a.tried("developer", document)
	a.Get(path).Is(401)
	a.Get(path, "reader").Is(403)
	a.Get(path, "admin").Is(404)
	a.Post(path, nil, "admin").Is(404)
	a.Get("/importera/finns-inte", "developer").Is(404, "Filer väntar ett dygn")
	a.Get("/importera", "developer").Is(200, `Höglandets samordningsförbund: "kept_by": "`+hog+`"`)
}

func TestTooMuchIsRefused(t *testing.T) {
	a := empty(t)
	got := a.sendFiles("admin", file{"a.json", strings.Repeat(" ", 66<<20)})
	got.Is(413, "för stort")
	got = a.sendFiles("admin", file{"a.json", strings.Repeat(" ", 64<<20+1)})
	got.Is(422, "högst 64 MB")
}

func TestFormThatIsNoFormIsRefused(t *testing.T) {
	a := empty(t)
	a.Post("/importera", url.Values{"files": {"x"}}, "admin").Is(422, "Formuläret gick inte att läsa")
	r := httptest.NewRequest("POST", "/importera", strings.NewReader("--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\nhej"))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	r.Header.Set(pagetest.Asker, "admin")
	a.Send(r).Is(422, "Formuläret gick inte att läsa")
}

func TestExportGivesTheWholeMap(t *testing.T) {
	a := demo(t)
	got := a.Get("/exportera/samkarta.json", "admin").Is(200)
	if got.Body != string(export(t, a)) {
		t.Error("the file is not what is on the map")
	}
	if name := got.Header.Get("Content-Disposition"); name != `attachment; filename="samkarta-2019-06-01.json"` {
		t.Errorf("the file is called %s", name)
	}
	one := a.Get("/exportera/samkarta.json?forbund=" + hog).Is(200)
	if n := len(forumsIn(t, one)); n == 0 || n >= len(forumsIn(t, got)) {
		t.Errorf("the export of an association has %d forums", n)
	}
	wrong := a.Get("/exportera/samkarta.json?kalla=finns-inte").Is(404, "är ingen källa på kartan")
	if wrong.Header.Get("Content-Disposition") != "" {
		t.Error("a page that says what is wrong is sent as a file")
	}
}

// forumsIn lists the ids of the forums in an exported document.
func forumsIn(t *testing.T, a *pagetest.Answer) []string {
	t.Helper()
	var doc struct {
		Format string
		Forums []struct{ ID string }
	}
	pagetest.Must(t, json.Unmarshal([]byte(a.Body), &doc))
	if doc.Format != exchange.Format {
		t.Errorf("the format is %q", doc.Format)
	}
	var ids []string
	for _, f := range doc.Forums {
		ids = append(ids, f.ID)
	}
	return ids
}

func TestExportShowsNoMoreThanOneMaySee(t *testing.T) {
	a := demo(t)
	pagetest.Must(t, a.Records.Publish(ctx, actors["admin"], hog, record.Publication{"forum": false}))
	if slices.Contains(forumsIn(t, a.Get("/exportera/samkarta.json")), "aneby/kaa-forum") {
		t.Error("the public exports what is not published")
	}
	if !slices.Contains(forumsIn(t, a.Get("/exportera/samkarta.json", "reader")), "aneby/kaa-forum") {
		t.Error("a reader does not export what he may read")
	}
}

func TestExportPageOffersAll(t *testing.T) {
	a := demo(t)
	page := a.Get("/exportera").Is(200, "Hela kartan")
	for _, link := range page.All(`a[href^="/exportera/samkarta.json"]`) {
		a.Get(pagetest.Attr(link, "href")).Is(200)
	}
	if len(page.All(`a[href="/importera"]`)) != 0 || len(a.Get("/exportera", "developer").All(`a[href="/importera"]`)) == 0 {
		t.Error("the import is offered to those who may not, or not to those who may")
	}
}
