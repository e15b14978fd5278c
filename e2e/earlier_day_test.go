package e2e_test

import "testing"

// The map is seen as it stood on a chosen day: every page says which day, the
// day follows along, nothing can be changed, and one leads back to today.
func TestTheMapOnAnEarlierDay(t *testing.T) {
	h := start(t)
	tab := h.as(t, developer)
	tab.Go(h.url + "/enheter/habo/ungdomscoach")
	tab.FollowLink("Ändra", "main")
	tab.Fill("Uppdrag", "Detta skrevs i dag.")
	tab.PressButton("Spara ändringen", "main")
	tab.Sees("Detta skrevs i dag.")

	tab.Open("Mer", "header")
	tab.FollowLink("Kartan en annan dag", "header")
	tab.Sees("Kartan som den såg ut", "Dagar då något kartlades")
	tab.Fill("Dag", "2031-01-01")
	tab.PressButton("Visa kartan den dagen", "main")
	if tab.Status() != 422 {
		t.Errorf("a day to come: status %d", tab.Status())
	}
	tab.Fill("Dag", "2019-05-01")
	tab.PressButton("Visa kartan den dagen", "main")
	tab.Sees("Du ser kartan som den såg ut 1 maj 2019.")

	tab.Go(h.url + "/enheter/habo/ungdomscoach")
	tab.Sees("Du ser kartan som den såg ut 1 maj 2019.", "Motiverar unga")
	tab.SeesNot("Detta skrevs i dag.")
	if tab.HasLink("Ändra", "main") || tab.Count("main form[action^='/bekrafta/']") > 0 {
		t.Error("the past can be changed")
	}
	tab.Go(h.url + "/sok?q=ungdomscoach")
	tab.Sees("Du ser kartan som den såg ut 1 maj 2019.")
	tab.Go(h.url + "/enheter/habo/ungdomscoach")
	tab.FollowLink("Till dagens karta")
	tab.Sees("Detta skrevs i dag.")
	tab.SeesNot("Du ser kartan som den såg ut")
	quiet(t, tab)
}
