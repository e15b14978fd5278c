package reportingweb_test

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/jobs/jobstest"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/reporting"
)

// served is the app as a browser reaches it, with its jobs done as they come.
func served(t *testing.T) (*app, string) {
	a := demo(t)
	server := httptest.NewServer(a.Handler)
	run, stop := context.WithCancel(ctx)
	done := make(chan bool)
	go func() { a.runner.Run(run); close(done) }()
	t.Cleanup(func() { stop(); <-done; server.Close() })
	return a, server.URL
}

// comes waits until a report is made.
func (a *app) comes(path string) string {
	a.T.Helper()
	jobstest.Until(a.T, "the report is made", func() bool { return a.Get(path, "developer").Header.Get("Refresh") == "" })
	return path
}

func TestInTheBrowser(t *testing.T) {
	a, server := served(t)
	a.sendTemplate("developer", url.Values{"forbund": {hog}, "name": {"Höglandets alldeles egna rapport om samverkan"}, "based": {"mapping"}, "plats_forums": {"1"}, "logo_alt": {"Förbundet"}}, logo()).Is(303)
	for _, name := range []string{"Gammal", "En mall med ett långt namn som ingen använder längre"} {
		id, err := a.reports.SaveTemplate(ctx, actors["developer"], hog, reporting.Draft{Template: reporting.Template{Name: name, Based: reporting.Standing, Sections: []string{reporting.Summary}}})
		pagetest.Must(t, err)
		pagetest.Must(t, a.reports.PutTemplateAway(ctx, actors["developer"], hog, id, 1))
	}
	own := a.comes(a.ordered("developer"))
	published := a.comes(a.ordered("developer", "publik", "1"))
	a.Post(published+"/publicera", nil, "developer").Is(303)
	b := webtest.Start(t)
	for name, c := range map[string][2]string{
		"reports": {"reader", "/rapporter"}, "reports-developer": {"developer", "/rapporter"}, "reports-none": {"developer", "/rapporter?forbund=finnveden"},
		"report-new": {"developer", "/rapporter/ny"}, "report-new-admin": {"admin", "/rapporter/ny"}, "report-new-country": {"developer", "/rapporter/ny?mall=catalogue&landet=1"}, "report-new-country-wrong": {"developer", "/rapporter/ny?mall=mapping&landet=1"},
		"report-new-wrong": {"developer", "/rapporter/ny?per=2031-01-01&kommun=1281"},
		"report-own":       {"developer", own}, "report-published": {"developer", published}, "report-read": {"reader", published},
		"report-templates": {"developer", "/rapporter/mallar"}, "report-template-new": {"developer", "/rapporter/mallar/andra"}, "report-text": {"developer", textPage},
		"report-template": {"developer", "/rapporter/mallar/andra?mall=own%2Fhoglandets-alldeles-egna-rapport-om-samverkan"}, "report-template-away": {"developer", "/rapporter/mallar/andra?mall=own%2Fgammal"},
		"report-templates-reader": {"reader", "/rapporter/mallar"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := b.Tab(t)
			tab.Go(server + "/som/" + c[0])
			tab.Look(name, server+c[1])
		})
	}
}

// frameSays waits until the frame shows an address with the words.
func frameSays(t *testing.T, tab *webtest.Tab, words string) {
	t.Helper()
	tab.Until("the frame shows "+words, func() bool {
		return strings.Contains(webtest.Eval[string](tab, `document.querySelector("[data-report-link]").href`), words) &&
			webtest.Eval[string](tab, `document.querySelector("[data-report-status]").textContent`) != ""
	})
}

// What is chosen shows at once, without leaving the page, and a report is made
// while one looks on.
func TestMakingWithScripts(t *testing.T) {
	_, server := served(t)
	tab := webtest.Start(t).Tab(t)
	tab.Go(server + "/som/developer")
	tab.Go(server + "/rapporter/ny?lang=sv")
	tab.Choose("Visa i förhandsvisningen", "Hela rapporten")
	frameSays(t, tab, "visa=alla")
	tab.Tick("Bara det som allmänheten ser")
	frameSays(t, tab, "publik=1")
	if got := tab.Path(); !strings.HasPrefix(got, "/rapporter/ny") || strings.Contains(got, "publik") {
		t.Errorf("the page has gone to %s", got)
	}
	tab.Choose("Mall", "Läget")
	tab.Sees("Läget i korthet")
	tab.PressButton("Gör rapporten")
	tab.Sees("SHA-256", "Bara förbundet", "Läget")
}

// Without scripts the same is done with a button more.
func TestMakingWithoutScripts(t *testing.T) {
	a, server := served(t)
	tab := webtest.Start(t).Tab(t)
	tab.NoScript()
	tab.Go(server + "/som/developer")
	tab.Go(server + "/rapporter/ny?lang=sv")
	tab.Choose("Mall", "Insatskatalog")
	tab.PressButton("Visa det valda")
	tab.Sees("Kort att skriva ut")
	tab.PressButton("Gör rapporten")
	path := tab.Path()
	a.comes(path)
	tab.Go(server + path)
	tab.Sees("SHA-256", "Insatskatalog")
	tab.Tick("Jag har läst igenom den och allt i den får publiceras")
	tab.PressButton("Publicera")
	tab.Sees("Rapporten är publicerad", "Dra tillbaka")
	a.Show(path)
	tab.Go(server + textPage)
	tab.Fill("Texten", "Våren 2019")
	tab.PressButton("Spara")
	tab.Sees("Texten är sparad")
}

// A text shows as it is written, and the page stays where it is.
func TestWritingWithScripts(t *testing.T) {
	a, server := served(t)
	tab := webtest.Start(t).Tab(t)
	tab.Go(server + "/som/developer")
	tab.Go(server + textPage + "&lang=sv")
	tab.Fill("Texten", "Ord som inte finns någon annanstans")
	// The frame comes to hold a document that ours cannot reach into.
	tab.Await(`window.length === 1 && (() => { try { return document.querySelector("[data-report-frame]").contentDocument === null } catch { return true } })()`)
	tab.PressButton("Spara")
	tab.Sees("Texten är sparad")
	if got := a.Show(textPage, "developer").Form().Get("text"); got != "Ord som inte finns någon annanstans" {
		t.Errorf("kept as %q", got)
	}
}

// Everything can be reached with the keyboard, and the focus is seen.
func TestByKeyboard(t *testing.T) {
	_, server := served(t)
	tab := webtest.Start(t).Tab(t)
	tab.Go(server + "/som/developer")
	tab.Go(server + "/rapporter/ny?lang=sv")
	met := strings.Join(tab.Walk("report-new"), "\n")
	for _, want := range []string{"Mall", "Gör rapporten", "Visa det valda"} {
		if !strings.Contains(met, want) {
			t.Errorf("the keyboard does not reach %q: %s", want, met)
		}
	}
}
