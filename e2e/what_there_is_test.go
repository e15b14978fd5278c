package e2e_test

import (
	"strings"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

// mostQuestions is how many questions lead from municipality and age to a settled
// list.
const mostQuestions = 5

// A caseworker has a young person from Eslöv before her. From the start page she
// comes to what there is, answers what the map asks for, and has a list that no
// fact changes any more; she sees how one gets in, and takes the list with her on
// paper without a word of the person.
func TestCaseworkerFindsWhatThereIs(t *testing.T) {
	for name, scripts := range map[string]bool{"with scripts": true, "without": false} {
		t.Run(name, func(t *testing.T) { findsWhatThereIs(t, scripts) })
	}
}

func findsWhatThereIs(t *testing.T, scripts bool) {
	h := start(t)
	tab := h.tab(t)
	if !scripts {
		tab.NoScript()
		tab.Go(h.url + "/")
	}
	tab.FollowLink("Se vad som finns", "main")
	tab.Fill("Kommun", "Eslöv")
	tab.Fill("Ålder", "23")
	if !scripts {
		tab.PressButton("Visa vad som finns", "main")
	}
	tab.Await(`!!document.querySelector(".fit__told")?.textContent.includes("23 år")`) // what was asked before the age was written is asked no more
	tab.Sees("Fråga detta härnäst", "Passar", "Beror på")

	answers := map[string]string{"Vilka inkomster": "Aktivitetsersättning", "Vilka hälsotillstånd": "Psykisk ohälsa"}
	for n := 0; tab.Glance("#fraga") != ""; n++ {
		if n == mostQuestions {
			t.Fatalf("after %d questions it asks %s", n, tab.Text("#fraga"))
		}
		question, answer := tab.Text("#fraga"), "Inget av det"
		for begins, given := range answers {
			if strings.HasPrefix(question, begins) {
				answer = given
			}
		}
		reply(t, tab, scripts, question, answer)
	}
	tab.Sees("Listan är klar")
	if tab.Count(".fit__list--passar .fit__hit") == 0 {
		t.Error("nothing fits")
	}

	tab.Media("print")
	tab.SeesNot("Uppgifter om personen", "23 år ·", "Mejla listan")
	tab.Sees("Passar", "Personen har någon av inkomsterna")
	tab.Media("light")

	tab.FollowLink("Alla vägar in", ".fit__list--passar")
	if at := webtest.Eval[string](tab, `location.pathname + location.search`); !strings.HasPrefix(at, "/en-vag-in") || strings.Contains(at, "23") {
		t.Errorf("the way in is at %s", at) // the age goes nowhere; the port may well have a 23
	}
	if into := tab.Value("Jag behöver nå"); into == "" {
		t.Error("whom one needs is not filled in")
	}
	quiet(t, tab)
}

// reply presses an answer and waits for the next question.
func reply(t *testing.T, tab *webtest.Tab, scripts bool, question, answer string) {
	t.Helper()
	if !scripts {
		tab.PressButton(answer, ".fit__ask")
		return
	}
	tab.Tap(answer, ".fit__ask")
	tab.Until("something else than "+question+" after the answer "+answer, func() bool { return tab.Glance("#fraga") != question })
}
