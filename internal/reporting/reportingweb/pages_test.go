package reportingweb_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/png"
	"net/url"
	"strings"
	"testing"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/record"
	"samkarta/internal/reporting/reportingtest"
	"samkarta/internal/reporting/reportingweb"
)

const textPage = "/rapporter/mallar/text?forbund=" + hog + "&mall=mapping&avsnitt=purpose&sprak=sv"

func TestTemplatesFit(t *testing.T) { demo(t).Fit(reportingweb.PageStructs()) }

func TestChoosing(t *testing.T) {
	a := demo(t)
	pg := a.Show("/rapporter/ny", "developer").Whole()
	pg.Is(200, "Kartläggning av samverkan", "Höglandets samordningsförbund", "Aneby", "Resultat per kommun")
	if got := pg.Value("iframe", "src"); !strings.HasPrefix(got, "/rapporter/forhandsvisning?forbund="+hog) {
		t.Errorf("the preview is at %s", got)
	}
	pg.Count(20, "input[name=avsnitt][checked]").Count(6, "input[name=kommun][checked]")
	pg = a.Show("/rapporter/ny?mall=catalogue&avsnitt=cards&avsnitt=finns-inte&kommun=0604&lang=en", "developer").Whole()
	pg.Count(1, "input[name=avsnitt][checked]").Count(1, "input[name=kommun][checked]").Count(7, "input[name=avsnitt]")
	if pg = a.Show("/rapporter/ny?forbund=finnveden", "admin"); pg.Value("select[name=forbund] option[selected]", "value") != "finnveden" {
		t.Error("the administrator does not get the association asked for")
	}
	a.Get("/rapporter/ny").Is(401)
	a.Get("/rapporter/ny", "reader").Is(403)
	a.Get("/rapporter/ny?forbund=finnveden", "developer").Is(403)
	a.Get("/rapporter/ny?forbund=finns-inte", "admin").Is(404, "finns-inte")
}

func TestWhatIsWrongStandsAtItsField(t *testing.T) {
	a := demo(t)
	for query, c := range map[string][2]string{
		"per=2031-01-01":                  {"#f-per-error", "har inte varit än"},
		"per=snart":                       {"#f-per-error", "ÅÅÅÅ"},
		"per=2018-01-01&sedan=2019-01-01": {"#f-sedan-error", "Jämför med en dag före"},
		"kommun=1281":                     {"#f-kommun-error", "Lund hör inte till"},
		"part=lund":                       {"#f-part-error", "Det finns ingen part"},
		"mall=own%2Fborta":                {"#f-mall-error", "Det finns ingen mall"},
		"sprak=fi":                        {"#f-sprak-error", "Det finns inget språk"},
	} {
		for _, ans := range []*pagetest.Answer{a.Get("/rapporter/ny?"+query, "developer"), a.Post("/rapporter", must(url.ParseQuery(query+"&format=plain")), "developer")} {
			ans.Is(422).Has(c[0], c[1]).Has("#errors", c[1]).HasNot("iframe")
			ans.Whole()
		}
		framed := a.Get("/rapporter/forhandsvisning?"+query, "developer").Is(422)
		if !strings.Contains(framed.Text("body"), c[1]) {
			t.Errorf("the frame says %q, not %q", framed.Text("body"), c[1])
		}
	}
	a.Post("/rapporter", url.Values{"forbund": {hog}}, "developer").Is(422).Has("#f-format-error", "minst ett format")
	a.Post("/rapporter", url.Values{"forbund": {hog}, "format": {"exe"}}, "developer").Is(422).Has("#f-format-error", "inget format ”exe”")
	a.Get("/rapporter", "developer").Is(200, "Inga rapporter än")
}

func must(v url.Values, err error) url.Values {
	if err != nil {
		panic(err)
	}
	return v
}

// The whole country can be chosen of a catalogue, and of nothing else.
func TestMakingACatalogueOfTheCountry(t *testing.T) {
	a := demo(t)
	if len(a.Show("/rapporter/ny?mall=mapping", "developer").All("[name=landet]")) > 0 {
		t.Error("a mapping of the country is offered")
	}
	if len(a.Show("/rapporter/ny?mall=catalogue", "developer").All("[name=landet]")) != 1 {
		t.Error("a catalogue of the country is not offered")
	}
	a.Get("/rapporter/ny?mall=mapping&landet=1", "developer").Is(422).Has("#f-landet-error", "är en insatskatalog")
	a.Get("/rapporter/ny?mall=catalogue&landet=1&kommun=0604", "developer").Is(422).Has("#f-kommun-error", "hela landet eller några kommuner")
	a.Show("/rapporter/forhandsvisning?mall=catalogue&landet=1", "developer").Has("h1", "hela landet").Has("h2", "Jönköpings län")
	path := a.made("mall", "catalogue", "landet", "1", "kommun", "")
	done := a.Get(path, "developer").Is(200, "Insatskatalog för hela landet").Has("dd", "Hela landet")
	again := done.Values(`aside a[href^="/rapporter/ny"]`, "href")
	if len(again) != 1 || !strings.Contains(again[0], "landet=1") {
		t.Errorf("the same cannot be chosen again: %v", again)
	}
}

func TestPreviewIsADocumentOfItsOwn(t *testing.T) {
	a := demo(t)
	ans := a.Show("/rapporter/forhandsvisning?forbund="+hog, "developer")
	if !strings.Contains(ans.Text("h1"), "Kartläggning av samverkan") {
		t.Errorf("it says %q", ans.Text("body"))
	}
	policy := ans.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "sandbox", "frame-ancestors 'self'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy is %s", policy)
		}
	}
	if strings.Contains(policy, "allow-scripts") || ans.Header.Get("X-Frame-Options") != "SAMEORIGIN" {
		t.Errorf("it may run programs, or be in no frame: %v", ans.Header)
	}
	a.Get("/rapporter/forhandsvisning?forbund=finnveden", "developer").Is(403)
	a.Get("/rapporter/forhandsvisning").Is(401)
}

func TestMakingAReport(t *testing.T) {
	a := demo(t)
	path := a.ordered("developer", "kommun", "0604", "sedan", "2018-01-01")
	waiting := a.Get(path, "developer").Is(200, "Du kan lämna sidan").Whole()
	if waiting.Header.Get("Refresh") == "" || len(waiting.All("progress")) != 1 {
		t.Error("the page does not look again by itself")
	}
	if a.Get(path+"?stanna=1", "developer").Header.Get("Refresh") != "" {
		t.Error("the page looks again though it was told not to")
	}
	if part := a.Get(path+"/framsteg", "developer").Is(200); len(part.All("h1")) > 0 || len(part.All("progress")) != 1 {
		t.Errorf("the script gets %s", part.Body)
	}
	a.Get(path+"/fil/plain", "developer").Is(404)
	done := a.work(path, "developer").Is(200, "Bara förbundet", "Aneby", "2018", "Konto developer").Whole()
	a.Get(path+"/framsteg", "developer").Is(204)
	for _, link := range done.Values(".report-files a", "href") {
		file := a.Get(link, "reader").Is(200)
		sum := sha256.Sum256([]byte(file.Body))
		if !strings.Contains(done.Body, hex.EncodeToString(sum[:])) {
			t.Errorf("%s is not what the page says", link)
		}
		if got := file.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment; filename=kartlaggning-av-samverkan-hoglandets-samordningsforbund-2019-06-01.") {
			t.Errorf("%s is called %s", link, got)
		}
	}
	if n := len(a.Get(path+"/fil/plain", "developer").Body); n != reportingtest.PlainSize {
		t.Errorf("%d bytes", n)
	}
	read := a.Show(path+"/las", "reader")
	if read.Header.Get("Content-Disposition") != "" || !strings.Contains(read.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("it is not read as a document: %v", read.Header)
	}
	a.Show("/rapporter", "reader").Has("td", "Bara förbundet", "Höglandets samordningsförbund")
	again := done.Values(`aside a[href^="/rapporter/ny"]`, "href")
	if len(again) != 1 || a.Show(again[0], "developer").Value("input[name=sedan]", "value") != "2018-01-01" {
		t.Errorf("the same cannot be chosen again: %v", again)
	}
	a.Get(path+"/fil/exe", "developer").Is(404, "inte i formatet exe")
}

func TestReportThatCannotBeMadeSaysWhy(t *testing.T) {
	a := demo(t)
	path := a.ordered("developer")
	was := actors["developer"]
	actors["developer"] = actors["reader"]
	a.work(path, "colleague").Is(200, "Rapporten blev inte gjord", "Bara förbundets processutvecklare").Whole()
	actors["developer"] = was
	a.Post(path+"/publicera", url.Values{"sure": {"1"}}, "developer").Is(409)
}

func TestReportsAreForThoseWhoMay(t *testing.T) {
	a := demo(t)
	path := a.made()
	for _, at := range []string{path, path + "/las", path + "/fil/html", path + "/framsteg", "/rapporter/finns-inte"} {
		a.Get(at).Is(404)
		a.Get(at, "stranger").Is(404)
	}
	a.Get("/rapporter").Is(200, "Inga rapporter än").HasNot(`a[href="/rapporter/ny"]`)
	a.Show(path, "reader").HasNot("form[action$=publicera]")
	a.Post("/rapporter", url.Values{"forbund": {hog}, "format": {"html"}}, "reader").Is(403)
	a.Post("/rapporter", url.Values{"format": {"html"}}).Is(401)
	a.Post(path+"/publicera", url.Values{"sure": {"1"}}, "reader").Is(403)
	a.Post(path+"/publicera", url.Values{"sure": {"1"}}, "stranger").Is(404)
	a.Post(path+"/dra-tillbaka", nil).Is(401)
}

func TestPublishing(t *testing.T) {
	a := demo(t)
	path := a.made()
	a.Post(path+"/publicera", nil, "developer").Is(422).Has("#f-sure-error", "kan innehålla sådant som inte är publicerat").Whole()
	a.Get(path).Is(404)
	a.Post(path+"/publicera", url.Values{"sure": {"1"}}, "developer").LeadsTo(path)
	a.Show(path).Has("main", "Publicerad").HasNot("form", "Dra tillbaka")
	a.Show(path + "/las")
	a.Show(path + "/fil/plain")
	a.Show("/rapporter?forbund="+hog).Has("td", "Publicerad").HasNot("td", "Konto developer")
	a.Show("/rapporter?forbund=finnveden").Is(200, "Inga rapporter än")
	a.Post(path+"/dra-tillbaka", nil, "colleague").LeadsTo(path)
	a.Get(path + "/las").Is(404)
	public := a.made("publik", "1")
	a.Show(public, "developer").HasNot("input[name=sure]").Has("dd", "allmänheten")
	a.Post(public+"/publicera", nil, "developer").LeadsTo(public)
	a.Show(public)
}

// What the association keeps to itself is in the report that its own people get,
// and not in the one that is made as the public sees the map; and what another
// association keeps to itself is in neither, whoever orders it.
func TestReportShowsNoMoreThanItsReadersMaySee(t *testing.T) {
	a := demo(t)
	pagetest.Must(t, a.Records.Publish(ctx, actors["admin"], hog, record.Publication{"association": false}))
	a.Show("/rapporter/forhandsvisning?forbund="+hog, "admin")
	a.Get("/rapporter/forhandsvisning?publik=1&forbund="+hog, "admin").Is(422)
	pagetest.Must(t, a.Records.Publish(ctx, actors["admin"], "finnveden", record.Publication{"association": false}))
	a.Show("/rapporter/forhandsvisning?forbund=finnveden", "admin")
}

func logo() []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 30, 10))); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func TestTemplateIsMadeAndChanged(t *testing.T) {
	a := demo(t)
	const at = "/rapporter/mallar/andra?forbund=" + hog
	form := a.Show(at, "developer").Whole().Form()
	form = pagetest.With(form, "name", "Höglandets rapport", "accent", "#0D5C63", "logo_alt", "Höglandet", "plats_forums", "1", "plats_results", "2", "plats_method", "")
	for name := range form {
		if strings.HasPrefix(name, "plats_") && name != "plats_forums" && name != "plats_results" {
			form.Set(name, "")
		}
	}
	for _, c := range []struct {
		logo  []byte
		with  []string
		field string
		says  string
	}{{[]byte("<svg>"), nil, "#f-logo-error", "SVG"}, {[]byte("hej"), nil, "#f-logo-error", "ingen bild"}, {make([]byte, 2<<20), nil, "#f-logo-error", "för stor: högst 1 MB"},
		{logo(), []string{"accent", "#ffee00"}, "#f-accent-error", "kontrasten 1,2"}, {logo(), []string{"logo_alt", ""}, "#f-logo-alt-error", "föreställer"},
		{logo(), []string{"name", ""}, "#f-name-error", "Fyll i"}, {logo(), []string{"plats_forums", "x"}, "#f-plats-forums-error", "helt tal"},
		{logo(), []string{"plats_forums", "", "plats_results", ""}, "#errors", "minst ett avsnitt"}} {
		a.sendTemplate("developer", pagetest.With(form, c.with...), c.logo).Is(422).Has(c.field, c.says).Whole()
	}
	a.sendTemplate("developer", form, make([]byte, 50<<20)).Is(413)
	a.sendTemplate("reader", form, logo()).Is(403)
	a.sendTemplate("", form, logo()).Is(401)
	a.sendTemplate("developer", form, logo()).LeadsTo("/rapporter/mallar?forbund=" + hog)
	list := a.Show("/rapporter/mallar", "reader").Whole().Has("main", "Höglandets rapport")
	list.HasNot(`a[href*="andra"]`)
	pg := a.Show("/rapporter/ny?mall=own%2Fhoglandets-rapport", "developer").Count(2, "input[name=avsnitt]")
	if got := pg.Values("input[name=avsnitt]", "value"); strings.Join(got, " ") != "forums results" {
		t.Errorf("the sections are %v", got)
	}
	edit := at + "&mall=own%2Fhoglandets-rapport"
	first := a.Show(edit, "developer").Is(200, "Så här ser den ut nu").Form()
	if first.Get("plats_forums") != "1" || first.Get("accent") != "#0d5c63" {
		t.Errorf("the form has %v", first)
	}
	a.sendTemplate("colleague", pagetest.With(first, "name", "Deras"), nil).Is(303)
	clash := a.sendTemplate("developer", pagetest.With(first, "name", "Mitt"), nil).Is(409).Whole().Has("main", "Deras", "Mitt", "Två har ändrat samtidigt")
	a.Get(edit, "developer").Is(200, "Deras")
	a.sendTemplate("developer", clash.Form(), nil).Is(303)
	a.Get(edit, "developer").Is(200, "Mitt", "Så här ser den ut nu")
	a.Get(at+"&mall=mapping", "developer").Is(404)
}

// newTemplate makes a template with a logo and gives the address of its form.
func (a *app) newTemplate() string {
	a.T.Helper()
	const at = "/rapporter/mallar/andra?forbund=" + hog
	form := pagetest.With(a.Show(at, "developer").Form(), "name", "Höglandets rapport", "logo_alt", "Höglandet")
	a.sendTemplate("developer", form, logo()).Is(303)
	return at + "&mall=own%2Fhoglandets-rapport"
}

func TestLogoIsShownAndTakenAway(t *testing.T) {
	a := demo(t)
	at := a.newTemplate()
	pg := a.Show(at, "developer").Whole()
	src := pg.Value(`img[alt="Höglandet"]`, "src")
	shown := a.Get(src, "reader").Is(200)
	if shown.Body != string(logo()) || shown.Header.Get("Content-Type") != "image/png" || shown.Header.Get("X-Content-Type-Options") != "nosniff" ||
		shown.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("the logo is sent as %v", shown.Header)
	}
	a.Get(src).Is(401)
	a.Get(src, "stranger").Is(403)
	a.Get(strings.Replace(src, "mall=own%2Fhoglandets-rapport", "mall=mapping", 1), "reader").Is(404, "ingen logotyp")
	a.sendTemplate("developer", pg.Form(), nil).Is(303)
	a.Show(at, "developer").Count(1, "main img") // what is not chosen anew stays
	a.sendTemplate("developer", pagetest.With(a.Show(at, "developer").Form(), "utan_logotyp", "1"), nil).Is(303)
	a.Get(src, "reader").Is(404)
	if without := a.Show(at, "developer").Count(0, "main img").Form(); without.Get("logo_alt") != "" {
		t.Errorf("nothing is described as %q", without.Get("logo_alt"))
	}
}

func TestTemplateIsPutAwayAndTakenUp(t *testing.T) {
	a := demo(t)
	at := a.newTemplate()
	const away, up, list = "/rapporter/mallar/lagg-undan", "/rapporter/mallar/ta-upp", "/rapporter/mallar?forbund=" + hog
	form := url.Values{"forbund": {hog}, "mall": {"own/hoglandets-rapport"}, "_version": {"1"}}
	meant := pagetest.With(form, "sure", "1")
	a.Show(at, "developer").Has("form[action$=lagg-undan]", "Ja, mallen ska läggas undan")
	a.Post(away, form, "developer").Is(422).Has("#f-sure-error", "Kryssa i").Whole()
	a.Post(away, pagetest.With(meant, "_version", "7"), "developer").Is(409, "Någon annan har ändrat mallen").Whole()
	a.Post(away, meant, "reader").Is(403)
	a.Post(away, meant).Is(401)
	a.Post(away, pagetest.With(meant, "mall", ""), "developer").Is(404)
	a.Post(away, pagetest.With(meant, "mall", "mapping"), "developer").Is(404)
	a.Post(away, meant, "developer").LeadsTo(list)
	a.Post(away, form, "developer").LeadsTo(list) // posted twice
	pg := a.Show(list, "developer").Whole()
	pg.Has("section[aria-labelledby=undanlagda]", "Höglandets rapport", "Ta upp igen").HasNot("section[aria-labelledby=egna]", "Höglandets rapport")
	pg.HasNot("details", "Höglandets rapport")
	a.Show(list, "reader").Has("section[aria-labelledby=undanlagda]", "Höglandets rapport").HasNot("main form")
	a.Show("/rapporter/ny", "developer").HasNot("option", "Höglandets rapport")
	a.Get("/rapporter/ny?mall=own%2Fhoglandets-rapport", "developer").Is(422).Has("#f-mall-error", "undanlagd")
	a.Show(at, "developer").Whole().Has("main", "Mallen är undanlagd").HasNot("form[action$=lagg-undan]").Has("form[action$=ta-upp]", "Ta upp igen")
	a.Post(up, form, "developer").Is(409, "Någon annan har ändrat mallen").Whole()
	a.Post(up, pagetest.With(form, "_version", "2"), "reader").Is(403)
	a.Post(up, pagetest.With(form, "_version", "2"), "colleague").LeadsTo(list)
	a.Show(list, "developer").HasNot("#undanlagda").Has("section[aria-labelledby=egna]", "Höglandets rapport")
	a.Show("/rapporter/ny", "developer").Has("option", "Höglandets rapport")
}

// The button that orders names the form: pressed twice it makes one report, and
// the form shown again orders another.
func TestADoubleClickMakesOneReport(t *testing.T) {
	a := demo(t)
	const button = `button[formaction="/rapporter"]`
	first, second := a.Show("/rapporter/ny", "developer"), a.Show("/rapporter/ny", "developer")
	if first.Value(button, "name") != "_token" {
		t.Fatalf("the button is called %q", first.Value(button, "name"))
	}
	path := a.ordered("developer", "_token", first.Value(button, "value"))
	if again := a.ordered("developer", "_token", first.Value(button, "value")); again != path {
		t.Errorf("posted twice it leads to %s and %s", path, again)
	}
	if other := a.ordered("developer", "_token", second.Value(button, "value")); other == path {
		t.Error("the form shown again orders the same report")
	}
	a.Show("/rapporter?forbund="+hog, "developer").Count(2, "main tbody tr")
}

func TestWritingAText(t *testing.T) {
	a := demo(t)
	const hostile = "Vi & ni <script>alert(1)</script>\n\n**fet**"
	form := a.Show(textPage, "developer").Whole().Form()
	shown := a.Post("/rapporter/forhandsvisning", pagetest.With(form, "text", hostile), "developer").Is(200)
	if len(shown.All("script")) > 0 || !strings.Contains(shown.Text("body"), "alert(1)") {
		t.Errorf("the preview is %s", shown.Body)
	}
	a.Post("/rapporter/mallar/text", pagetest.With(form, "text", hostile), "developer").Is(303)
	if got := a.Show(textPage, "developer").Form().Get("text"); got != hostile {
		t.Errorf("kept as %q", got)
	}
	clash := a.Post("/rapporter/mallar/text", pagetest.With(form, "text", "Annat"), "colleague").Is(409).Whole().Has("main", "Två har ändrat samtidigt", "Vi & ni", "Annat")
	a.Post("/rapporter/mallar/text", clash.Form(), "colleague").Is(303)
	if got := a.Show(textPage, "developer").Form().Get("text"); got != "Annat" {
		t.Errorf("after the clash: %q", got)
	}
	a.Post("/rapporter/mallar/text", pagetest.With(clash.Form(), "text", strings.Repeat("x", 200_001), "_version", "2"), "developer").Is(422).Has("#f-text-error", "för lång")
	a.Get(strings.Replace(textPage, "purpose", "cards", 1), "developer").Is(404)
	a.Get(strings.Replace(textPage, "purpose", "results%2F0604", 1), "developer").Is(200, "Resultat per kommun: Aneby")
	a.Get(textPage, "reader").Is(403)
	a.Get(textPage).Is(401)
	a.Show("/rapporter/mallar?forbund="+hog, "reader").Has("li", "skrivet: sv")
}
