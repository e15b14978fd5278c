package insatsweb_test

import (
	"net/http/httptest"
	"samkarta/internal/access"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

func TestInTheBrowser(t *testing.T) {
	s := newSite(t, few, tried)
	server := httptest.NewServer(s.Handler)
	t.Cleanup(server.Close)
	s.Actors = map[string]access.Actor{"developer": developer()}
	b := webtest.Start(t)
	for name, path := range map[string]string{
		"catalogue": "/insatser?lang=sv", "catalogue-none": "/insatser?lang=sv&q=finns+inte", "catalogue-one": "/insatser/burlov/peak?lang=sv", "catalogue-full": "/insatser/few/full?lang=sv",
	} {
		t.Run(name, func(t *testing.T) { b.Check(t, name, server.URL+path) })
	}
	for name, path := range map[string]string{
		"catalogue-kept": "/insatser?lang=sv&ordna=beskriven", "catalogue-kept-one": "/insatser/tried/odd?lang=sv",
		"cards": "/insatser-kort?lang=sv&kommun=1285", "cards-choose": "/insatser-kort?lang=sv", "cards-none": "/insatser-kort?lang=sv&kommun=2584",
	} {
		t.Run(name, func(t *testing.T) {
			tab := b.Tab(t)
			tab.Go(server.URL + "/som/developer")
			tab.Look(name, server.URL+path)
		})
	}
	t.Run("a day to come", func(t *testing.T) {
		tab := b.Tab(t)
		tab.Go(server.URL + "/som/developer")
		tab.Go(server.URL + "/insatser/tried/odd?lang=sv")
		tab.Open("Säg om det finns plats")
		tab.Put("#f-on", "2031-01-01")
		tab.PressButton("Spara")
		tab.Axe("places with a fault")
		tab.Narrow("places with a fault")
		tab.Screenshot("catalogue-room-fault")
	})
}
