package e2e_test

import (
	"testing"
)

// The editor of a unit keeps that unit up, and nothing else.
func TestEditorKeepsHerOwnUnit(t *testing.T) {
	h := start(t)
	tab := h.as(t, editor)
	tab.Sees("Enar Enhetsredaktör")

	tab.Go(h.url + "/enheter/habo/ungdomscoach")
	tab.FollowLink("Ändra", "main")
	tab.Fill("Uppdrag", "Stöttar unga som har lämnat gymnasiet.")
	tab.Fill("Högsta ålder", "20")
	tab.PressButton("Spara ändringen", "main")
	tab.Sees("Ändringen är sparad", "Stöttar unga som har lämnat gymnasiet.", "till och med 20 år")

	for _, other := range []string{"/enheter/habo/integration", "/forbund/sodra-vatterbygden", "/parter/af", "/enheter/aneby/ame"} {
		tab.Go(h.url + other)
		if tab.HasLink("Ändra", "main") || tab.HasLink("Avsluta", "main") || tab.Count("main form[action^='/bekrafta/']") > 0 {
			t.Errorf("%s can be changed", other)
		}
		tab.Go(h.url + "/andra" + kindOf(other))
		if tab.Status() != 403 {
			t.Errorf("the form of %s: status %d", other, tab.Status())
		}
	}

	// She adds a way in to her unit, but no unit.
	tab.Go(h.url + "/ny/contact_path")
	if got := tab.Value("In till"); got != "Ungdomscoach/DUA/KAA, Habo kommun" {
		t.Errorf("the way leads into %q", got)
	}
	tab.Fill("Från", "Försäkringskassan")
	tab.Fill("Funktion", "ungdomscoach")
	tab.Choose("Sätt", "telefon", tab.Group("Kontaktuppgift 1"))
	tab.Fill("Adress eller nummer", "036-10 00 00", tab.Group("Kontaktuppgift 1"))
	tab.PressButton("Lägg till", ".form__buttons")
	tab.Sees("Tillagt", "036-10 00 00")
	h.says(t, "/enheter/habo/ungdomscoach", "036-10 00 00", "")

	tab.Go(h.url + "/ny/contact_path")
	tab.Fill("In till", "Integrations- och flyktingenheten, Habo kommun")
	tab.Fill("Från", "Försäkringskassan")
	tab.Fill("Funktion", "integrationschef")
	tab.PressButton("Lägg till", ".form__buttons")
	tab.Sees("Du kan bara lägga till och ändra det som hör till din enhet")
	if got := tab.Value("Funktion"); got != "integrationschef" {
		t.Errorf("what was typed is %q", got)
	}
	quiet(t, tab)
}

// kindOf gives kind/id of a record's address.
func kindOf(url string) string {
	for path, kind := range map[string]string{"/enheter/": "/unit/", "/forbund/": "/association/", "/parter/": "/party/", "/forum/": "/forum/"} {
		if len(url) > len(path) && url[:len(path)] == path {
			return kind + url[len(path):]
		}
	}
	return url
}
