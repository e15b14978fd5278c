package statisticsweb_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/statistics"
	"samkarta/internal/statistics/statisticsweb"
)

func newSite(t testing.TB, more ...string) *pagetest.Site {
	t.Helper()
	s := pagetest.Demo(t)
	s.Import(more...)
	s.Serve(statisticsweb.Files(), &statisticsweb.Pages{Desk: s.Desk})
	return s
}

// odd are figures with what the demonstration's lack: a sum that is wrong, and a
// municipality without its population.
const odd = `{"format": "samkarta/1", "source": {"id": "odd", "title": "Udda", "date": "2019-05-01", "kind": "statistics"},
	"observations": [
		{"indicator": "forsorjning.OHALS", "area": "0680", "period": "2014-2015", "value": 100, "unit": "kr"},
		{"indicator": "forsorjning.ARBST", "area": "0680", "period": "2014-2015", "value": 50, "unit": "kr"},
		{"indicator": "forsorjning.EKBI", "area": "0680", "period": "2014-2015", "value": 25, "unit": "kr"},
		{"indicator": "forsorjning.TOT", "area": "0680", "period": "2014-2015", "value": 180, "unit": "kr"},
		{"indicator": "owls", "area": "0680", "value_min": 3, "unit": "ugglor", "population": 17}]}`

func TestEveryFigureHasAPage(t *testing.T) {
	s := newSite(t, odd)
	for i, x := range statistics.Observations.All(s.View(access.System("test"))) {
		s.Show(x.URL() + []string{"?lang=sv", "?lang=en", ""}[i%3]).Whole().HasNot(`main a[href^="/andra/"]`)
	}
	for _, path := range []string{"/siffror", "/siffror?lang=en", "/siffror?page=3", "/siffror?matt=finnsinte", "/siffror?kommun=0604"} {
		s.Show(path).Whole()
	}
	s.Get("/siffror/nothing").Is(http.StatusNotFound)
}

func TestFiguresAreChosen(t *testing.T) {
	s := newSite(t, odd)
	s.Show("/siffror?kommun=Kävlinge&matt=ae.persons").Count(1, "table tbody tr").Has("td", "77 personer")
	s.Show("/siffror?matt=owls").Count(1, "table tbody tr").Has("td", "minst 3 ugglor")
	s.Show("/siffror?matt=nothing").Has(".empty", "Inga siffror passar")
	s.Show("/siffror?forbund=nothing").Has(".form__faults, [role=alert], main", "är inget förbund som finns")
}

func TestIncomeMeasureIsShown(t *testing.T) {
	s := newSite(t, odd)
	one := s.Show("/siffror?kommun=0604")
	one.Has("#forsorjning").Has("td", "13 189 kr").Has("caption", "Försörjningsmåttets delar i Aneby").Has("details", "Skillnaden förklaras av avrundning")
	all := s.Show("/siffror?forbund=hoglandets-samordningsforbund")
	all.Has("tbody tr:last-child td", "19 714 kr", "64 415 personer").HasNot(".ds-alert")
	jonkoping := s.Show("/siffror?kommun=0680")
	jonkoping.Has(".ds-alert", "källan anger 180, delarna blir 175", "mer än avrundning").Has("td", "okänt")
	everywhere := s.Show("/siffror")
	everywhere.Has("tbody tr:last-child td", "Jönköping är inte med i summan")
	if strings.Contains(s.Show("/siffror?kommun=1440").Body, `id="forsorjning"`) {
		t.Error("Ale has an income measure that nobody tells of")
	}
}

func TestTemplatesFitTheirStructs(t *testing.T) { newSite(t).Fit(statisticsweb.PageStructs()) }

func TestInTheBrowser(t *testing.T) {
	s := newSite(t, odd)
	server := httptest.NewServer(s.Handler)
	t.Cleanup(server.Close)
	b := webtest.Start(t)
	for name, path := range map[string]string{"figures": "/siffror?lang=sv", "figures-one": "/siffror?lang=sv&kommun=0604", "figures-odd": "/siffror?lang=sv&kommun=0680",
		"figures-none": "/siffror?lang=sv&matt=x", "figure": statistics.Observations.All(s.View(access.System("test")))[0].URL() + "?lang=sv"} {
		t.Run(name, func(t *testing.T) { b.Check(t, name, server.URL+path) })
	}
}

// BenchmarkPages measures the pages.
func BenchmarkPages(b *testing.B) { newSite(b).Bench(b, "/siffror", "/siffror?kommun=0604") }
