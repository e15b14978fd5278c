package e2e_test

import (
	"strings"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

const meetings = "/forum/habo/chefstraffar"

// A process developer signs in by one click, confirms what still holds, and
// changes how often a forum meets in the words that people use.
func TestDeveloperConfirmsAndChanges(t *testing.T) {
	h := start(t)
	tab := h.as(t, developer)
	tab.Sees("Petra Process", "Ditt förbund")

	tab.Go(h.url + meetings)
	tab.Sees("4 gånger per år")
	tab.PressButton("Stämmer fortfarande", "main")
	tab.Sees("Bekräftat: uppgiften stämmer i dag.", "1 juni 2019")

	tab.FollowLink("Ändra", "main")
	if got := tab.Value("Hur ofta"); !strings.Contains(got, "4 gånger") {
		t.Errorf("the form says %q", got)
	}
	tab.Fill("Hur ofta", "när månen är full")
	tab.PressButton("Spara ändringen", "main")
	tab.Sees("när månen är full")
	if tab.Status() != 422 || tab.Value("Hur ofta") != "när månen är full" {
		t.Errorf("status %d, what was typed is %q", tab.Status(), tab.Value("Hur ofta"))
	}
	if at := webtest.Eval[string](tab, `document.activeElement.id`); at != "errors" && at != "f-frequency" {
		t.Errorf("the focus is on %q", at)
	}
	tab.Click("#errors a")
	if at := webtest.Eval[string](tab, `document.activeElement.id`); at != "f-frequency" {
		t.Errorf("the summary leads to %q", at)
	}
	tab.Fill("Hur ofta", "varannan vecka")
	tab.PressButton("Spara ändringen", "main")
	tab.Sees("Ändringen är sparad. Hur ofta läser vi som: varannan vecka, 26 gånger om året")
	tab.Go(h.url + meetings)
	tab.Sees("varannan vecka", "26 gånger om året")
	tab.SeesNot("Ändringen är sparad")
	quiet(t, tab)
}

// Two have the same form open. The second sees both versions and chooses field
// by field; nothing is overwritten.
func TestTwoChangeTheSame(t *testing.T) {
	h := start(t)
	first, second := h.as(t, developer), h.as(t, administrator)
	for _, tab := range []*webtest.Tab{first, second} {
		tab.Go(h.url + "/andra" + meetings)
	}
	first.Fill("Syfte", "Cheferna går igenom läget.")
	first.Fill("Hur ofta", "en gång i månaden")
	first.PressButton("Spara ändringen", "main")
	first.Sees("Ändringen är sparad")

	second.Fill("Syfte", "Cheferna fördelar resurserna.")
	second.Fill("Kortnamn", "CT")
	second.PressButton("Spara ändringen", "main")
	second.Sees("Två har ändrat samtidigt", "Petra Process", "Cheferna går igenom läget.", "Cheferna fördelar resurserna.",
		"Bara du har ändrat här", "Bara den andra har ändrat här", "Ni har båda ändrat här")
	h.says(t, meetings, "Cheferna går igenom läget.", "Cheferna fördelar resurserna.")

	second.PressButton("Spara det valda", "main")
	second.Sees("Välj vilket som ska gälla.")
	second.Tick("Ta ditt: Cheferna fördelar resurserna.")
	second.PressButton("Spara det valda", "main")
	second.Sees("Ändringen är sparad", "Cheferna fördelar resurserna.", "en gång i månaden", "CT")
	second.FollowLink("Historik", "main")
	second.Sees("Cheferna går igenom läget.", "Cheferna fördelar resurserna.")
	quiet(t, first, second)
}

// says checks what anybody reads at an address, and what not.
func (h *house) says(t *testing.T, path, is, isNot string) {
	t.Helper()
	tab := h.tab(t)
	tab.Go(h.url + path)
	tab.Sees(is)
	if isNot != "" {
		tab.SeesNot(isNot)
	}
}

// A form that is sent twice, because the button was pressed twice or because
// somebody went back and sent it again, adds one record.
func TestFormSentTwice(t *testing.T) {
	h := start(t)
	for _, test := range []struct {
		name    string
		scripts bool
		again   func(tab *webtest.Tab)
	}{
		{"Dubbelgruppen", true, func(tab *webtest.Tab) { tab.Back() }},
		{"Tvillinggruppen", false, func(tab *webtest.Tab) { tab.Back() }},
	} {
		tab := h.as(t, developer)
		if !test.scripts {
			tab.NoScript()
		}
		tab.Go(h.url + "/ny/forum")
		tab.Fill("Namn", test.name)
		tab.Fill("Hur ofta", "2–3 gånger per termin")
		tab.Fill("Part eller enhet", "Habo kommun", tab.Group("Deltagare 1"))
		tab.PressButton("Lägg till", ".form__buttons")
		tab.Sees("Tillagt. Hur ofta läser vi som: 2–3 gånger per termin", test.name)
		first := tab.Path()
		test.again(tab)
		if !strings.HasPrefix(tab.Path(), "/ny/forum") {
			t.Fatalf("back leads to %s", tab.Path())
		}
		tab.PressButton("Lägg till", ".form__buttons")
		if tab.Path() != first {
			t.Errorf("the second time leads to %s, the first to %s: %s", tab.Path(), first, tab.Said())
		}
		if n := h.hits(t, tab, test.name); n != 1 {
			t.Errorf("%s is found %d times", test.name, n)
		}
		quiet(t, tab)
	}
}

// hits counts the forums that a search finds by their name.
func (h *house) hits(t *testing.T, tab *webtest.Tab, name string) int {
	t.Helper()
	tab.Go(h.url + "/sok?q=" + name)
	return strings.Count(tab.Said(".hit__title"), name)
}

// chefs is a list in which the forum of the story stands.
const chefs = "/var?q=samtliga+chefer"

// What has ended stays: its page says so, its history tells, and the map of the
// day before shows it as it was.
func TestEndedStays(t *testing.T) {
	h := start(t)
	tab := h.as(t, developer)
	tab.Go(h.url + chefs)
	tab.Sees("Träffar med kommunens samtliga chefer")
	tab.Go(h.url + meetings)
	tab.FollowLink("Avsluta", "main")
	tab.Sees("Från och med vilken dag gäller det inte?", "Uppgiften tas inte bort")
	tab.PressButton("Avsluta", ".form__buttons")
	tab.Sees("Avslutat. Uppgiften finns kvar för tiden före.", "Gäller inte längre", "31 maj 2019")
	tab.Go(h.url + chefs)
	tab.SeesNot("Träffar med kommunens samtliga chefer")

	tab.Go(h.url + meetings)
	tab.FollowLink("Historik", "main")
	tab.Sees("Avslutad", "Petra Process", "Inläst från ett dokument")

	tab.Go(h.url + "/dag?sida=%2Fvar%3Fq%3Dsamtliga%2Bchefer")
	tab.Fill("Dag", "2019-05-31")
	tab.PressButton("Visa kartan den dagen", "main")
	tab.Sees("Du ser kartan som den såg ut 31 maj 2019", "Träffar med kommunens samtliga chefer")
	tab.FollowLink("Träffar med kommunens samtliga chefer", "main")
	tab.SeesNot("Gäller inte längre", "Stämmer fortfarande")
	tab.FollowLink("Till dagens karta")
	tab.Sees("Gäller inte längre")
	tab.SeesNot("Du ser kartan som den såg ut")
	quiet(t, tab)
}
