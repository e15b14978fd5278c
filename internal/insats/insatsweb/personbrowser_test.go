package insatsweb_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

// serve gives the address of the pages for a browser.
func serve(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(newSite(t, few).Handler)
	t.Cleanup(server.Close)
	return server.URL
}

// states are the states of the page: what is done to reach them.
var states = map[string]func(tab *webtest.Tab){
	"person-begin": func(*webtest.Tab) {},
	"person": func(tab *webtest.Tab) {
		tab.Fill("Kommun", "Eslöv")
		tab.Fill("Ålder", "23")
		tab.Sees("beror på,")
		tab.Tick("Aktivitetsersättning", tab.Group("Inkomst"))
		tab.Sees("1 vald")
	},
	"person-wrong": func(tab *webtest.Tab) {
		tab.Fill("Kommun", "Ankeborg")
		tab.Fill("Ålder", "200")
		tab.Sees("tal från 0 till 120")
		tab.Tick("Ingen inkomst", tab.Group("Inkomst"))
		tab.Tick("Annan inkomst", tab.Group("Inkomst"))
		tab.Sees("”Ankeborg” är ingen kommun", "både för inget och för något")
	},
	"person-nowhere": func(tab *webtest.Tab) {
		tab.Fill("Ålder", "50")
		tab.Fill("Kommun", "Kiruna") // last, so that the answer that is waited for has both
		tab.Sees("Ingen insats i katalogen nämner Kiruna")
	},
}

func TestPersonLooks(t *testing.T) {
	url, b := serve(t), webtest.Start(t)
	for name, reach := range states {
		t.Run(name, func(t *testing.T) {
			tab := b.Tab(t)
			tab.Go(url + "/vad-finns?lang=sv")
			reach(tab)
			tab.Inspect(name)
			tab.Size(360, 800)
			tab.Axe(name + " (narrow)")
			tab.Screenshot(name + "-360")
		})
	}
}

// What is wrong is told at its field while one writes, and on top of the page to
// those who ask: what one is about to tick stays where it is.
func TestWhatIsWrongMovesNothing(t *testing.T) {
	url, b := serve(t), webtest.Start(t)
	tab := b.Tab(t)
	tab.Go(url + "/vad-finns?lang=sv")
	tab.Fill("Ålder", "200")
	tab.Sees("tal från 0 till 120")
	if webtest.Eval[bool](tab, `!!document.querySelector("[data-errors]")`) {
		t.Error("the page moves under who is still writing")
	}
	click(tab, ".fit__go .ds-button")
	tab.Sees("Rätta det här först")
}

// Without scripts the form is posted by its buttons, and the answers are buttons
// too.
func TestPersonWithoutScripts(t *testing.T) {
	url, b := serve(t), webtest.Start(t)
	tab := b.Tab(t)
	tab.NoScript()
	tab.Go(url + "/vad-finns?lang=sv")
	tab.Fill("Kommun", "Eslöv")
	tab.Fill("Ålder", "23")
	tab.PressButton("Visa vad som finns", ".fit__go")
	tab.Sees("Fråga detta härnäst", "passar", "Vem kan remittera personen")
	tab.PressButton("Inget av det", ".fit__ask")
	tab.Sees("Vilka")
	if tab.Count("#uppgift-remiss :checked") != 1 || tab.Count("#uppgift-inskriven :checked") != 1 {
		t.Error("the answer is not filled in")
	}
	if tab.Count("[data-fit-print]:not([hidden])") > 0 {
		t.Error("a button is shown that does nothing without scripts")
	}
	tab.PressButton("Räkna att inget hittades", "main")
	tab.Sees("Räknat. Eslöv: 1 gång den här månaden")
	if tab.Value("Ålder") != "23" {
		t.Error("what was filled in is gone")
	}
}

// With scripts the lists follow what is answered. Nothing comes into the history
// or the address, and the focus stays where one is.
func TestPersonAsOneAnswers(t *testing.T) {
	url, b := serve(t), webtest.Start(t)
	tab := b.Tab(t)
	tab.Go(url + "/vad-finns?lang=sv")
	entries, path := webtest.Eval[int](tab, `history.length`), tab.Path()
	tab.Fill("Kommun", "Eslöv")
	tab.Fill("Ålder", "23")
	tab.Await(`!!document.querySelector(".fit__told")?.textContent.includes("23 år")`)
	tab.Sees("Fråga detta härnäst")
	said := tab.Text("[role=status]")
	if !strings.Contains(said, "passar") {
		t.Errorf("it is said %q", said)
	}
	if on := focused(tab); on != "f-alder" {
		t.Errorf("the focus went to %q", on)
	}
	tab.Tick("Aktivitetsersättning", tab.Group("Inkomst"))
	tab.Await(`document.querySelector("[role=status]").textContent !== ` + quote(said))
	if on := focused(tab); !strings.HasPrefix(on, "f-inkomst") {
		t.Errorf("the focus went to %q", on)
	}
	question := tab.Text("#fraga")
	click(tab, "#svar button[name=svar]")
	tab.Await(`!document.querySelector("#fraga") || document.querySelector("#fraga").textContent !== ` + quote(question) + ` || document.querySelectorAll("#uppgift-remiss :checked, #uppgift-inskriven :checked").length > 0`)
	tab.Await(`document.activeElement.id === "fraga" || document.activeElement.className === "fit__out"`)
	// What was wrong and is mended is wrong no more.
	tab.Fill("Ålder", "abc")
	tab.Sees("Skriv ett helt tal")
	if on := focused(tab); on != "f-alder" {
		t.Errorf("the focus went to %q where something is wrong", on)
	}
	tab.Fill("Ålder", "24")
	tab.Await(`!document.querySelector("[aria-invalid]") && !document.querySelector(".ds-error-summary") && !!document.querySelector("#passar")`)
	click(tab, `button[name="_do"]`)
	tab.Sees("Räknat. Eslöv: 1 gång")
	if n := webtest.Eval[int](tab, `history.length`); n != entries || tab.Path() != path {
		t.Errorf("%d entries in the history, and it was %d; the address is %s", n, entries, tab.Path())
	}
	if kept := webtest.Eval[int](tab, `localStorage.length + sessionStorage.length`); kept != 0 || strings.Contains(webtest.Eval[string](tab, `document.cookie`), "24") {
		t.Error("the browser is given something to keep")
	}
	// Who looks at an insats and comes back goes on where she was.
	tab.Follow(".fit__list--passar .fit__hit a")
	tab.Back()
	tab.Await(`document.querySelector("#f-alder").value === "24" && !!document.querySelector("#passar")`)
	for _, said := range tab.Complaints() {
		t.Error(said)
	}
}

// On paper there is the list with its reasons, and the facts only if one wants
// them there.
func TestPersonOnPaper(t *testing.T) {
	url, b := serve(t), webtest.Start(t)
	tab := b.Tab(t)
	tab.Go(url + "/vad-finns?lang=sv")
	states["person"](tab)
	tab.Media("print")
	tab.SeesNot("Uppgifter om personen", "Fråga detta härnäst", "Mejla listan", "23 år ·")
	tab.Sees("Passar", "Beror på", "Personen är i rätt ålder")
	tab.Media("light")
	tab.Tick("Ta med uppgifterna")
	tab.Media("print")
	tab.Sees("Uppgifter om personen: Eslöv · 23 år · Inkomst: Aktivitetsersättning")
	tab.PDF("person")
}

func focused(tab *webtest.Tab) string { return webtest.Eval[string](tab, `document.activeElement.id`) }

func click(tab *webtest.Tab, css string) {
	webtest.Eval[bool](tab, `(e => { e.focus(); e.click(); return true; })(document.querySelector(`+quote(css)+`))`)
}

func quote(s string) string { return "`" + s + "`" }
