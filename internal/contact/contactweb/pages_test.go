package contactweb_test

import (
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
)

func TestPaths(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct {
		ask  string
		rows int
	}{
		{"kommun=0604", 13}, {"kommun=0604&finns=nej", 3}, {"till=aneby&kommun=0604", 3}, {"fran=fk&till=af&kommun=0604", 2},
		{"latt=hard&kommun=0604", 5}, {"person=ja&kommun=0604", 1}, {"person=nej&kommun=0604", 1},
		{"fran=social_insurance&till=aneby", 1}, {"till=aneby&latt=easy", 0},
	} {
		p := s.Get("/vagar?lang=sv&" + c.ask).Is(200)
		if got := len(p.Texts("tbody tr")); got != c.rows {
			t.Errorf("%s: %d rows, want %d", c.ask, got, c.rows)
		}
		if empty := p.Texts(".empty"); (len(empty) > 0) != (c.rows == 0) {
			t.Errorf("%s: empty is %v", c.ask, empty)
		}
	}
	if got := s.Get("/vagar?lang=sv").Is(200).Texts(".tabs a"); !slices.Equal(got, []string{"Alla 71", "Finns 64", "Saknas 7"}) {
		t.Errorf("the tabs are %v", got)
	}
	if got := s.Get("/vagar?lang=sv&page=2").Is(200).Texts("tbody tr"); len(got) != 30 {
		t.Errorf("the second page has %d", len(got))
	}
}

// first gives the address of the first record of a list.
func first(s *pagetest.Site, list, prefix string) string {
	s.T.Helper()
	for _, href := range s.Get(list).Is(200).Values("tbody a", "href") {
		if strings.HasPrefix(href, prefix) {
			return href
		}
	}
	s.T.Fatalf("%s lists nothing", list)
	return ""
}

func TestPath(t *testing.T) {
	s := newSite(t)
	missing := s.Get(first(s, "/vagar?fran=region-jonkoping&till=aneby", "/vagar/") + "?lang=sv").Is(200)
	if got := missing.One("h1"); got != "Från Regionen till Aneby" {
		t.Errorf("the heading is %q", got)
	}
	if got := missing.One(".ds-alert"); !strings.Contains(got, "Här saknas en väg in") || !strings.Contains(got, "oklart vem som är kontaktperson") {
		t.Errorf("the alert is %q", got)
	}
	if got := missing.One("#tillbaka ~ .table-wrap tbody"); !strings.Contains(got, "koordinator") {
		t.Errorf("the other way is %q", got)
	}
	there := s.Get(first(s, "/vagar?fran=fk&till=af&kommun=0604&person=nej", "/vagar/") + "?lang=sv").Is(200)
	if got := there.One(".advice__do"); got != "Skriv till funktionsbrevlådan hos Arbetsförmedlingen." {
		t.Errorf("the advice is %q", got)
	}
	if got := there.One("section h2#andra"); got != "Andra vägar åt samma håll" {
		t.Errorf("the others are headed %q", got)
	}
	s.Get("/vagar/nobody").Is(404)
}

func TestRelations(t *testing.T) {
	s := newSite(t)
	if got := s.Get("/relationer?lang=sv").Is(200).Texts(".tabs a"); got[0] != "Alla 258" || got[1] != "Vill samverka mer 40" {
		t.Errorf("the tabs are %v", got)
	}
	for ask, want := range map[string]int{"fran=af&till=aneby&kommun=0604": 4, "fran=af&till=aneby&intensitet=most&latt=easy": 4, "vill=formal": 2, "fran=aneby&till=aneby/ame&latt=hard": 0} {
		if got := len(s.Get("/relationer?lang=sv&" + ask).Is(200).Texts("tbody tr")); got != want {
			t.Errorf("%s: %d rows, want %d", ask, got, want)
		}
	}
}

func TestBothSidesOfARelation(t *testing.T) {
	s := newSite(t)
	p := s.Get(first(s, "/relationer?fran=af&till=aneby/ame", "/relationer/") + "?lang=sv").Is(200)
	voices := p.Texts(".voice h2")
	if len(voices) != 2 || voices[0] != "Så säger AF" || voices[1] != "Så säger Arbetsmarknadsenheten (AME)" {
		t.Errorf("the sides are %q", voices)
	}
	alone := s.Get(first(s, "/relationer?fran=fk/aktivitetsersattning-hoglandet&till=aneby/sarskola", "/relationer/") + "?lang=sv").Is(200)
	if got := alone.One(".voice--hush"); !strings.Contains(got, "har inte berättat") {
		t.Errorf("the other side says %q", got)
	}
	s.Get("/relationer/nobody").Is(404)
}

func TestMatrix(t *testing.T) {
	s := newSite(t)
	p := s.Get("/matris?lang=sv&kommun=0604").Is(200)
	heads := p.Texts("table.meeting thead th[scope=col]")
	if want := []string{"kommun: K Aneby", "Arbetsförmedlingen: A AF", "Försäkringskassan: F FK", "region: R Regionen"}; !slices.Equal(plain(heads[:4]), plain(want)) {
		t.Errorf("the columns are %q", heads)
	}
	if rows := p.Texts("table.meeting tbody th[scope=row]"); len(rows) != len(heads) {
		t.Errorf("%d rows and %d columns", len(rows), len(heads))
	}
	if p.One("table.meeting caption") == "" || p.Values(".table-wrap[role=region]", "tabindex")[0] != "0" {
		t.Error("the matrix has no caption, or its region cannot take the focus")
	}
	cell := p.Texts("table.meeting tbody tr:nth-child(4) td:nth-of-type(1)")[0]
	if cell != "7 ▼ svårt Regionen till Aneby" {
		t.Errorf("the region to Aneby says %q", cell)
	}
	href := p.Values("table.meeting tbody tr:nth-child(4) td:nth-of-type(1) a", "href")[0]
	if got := s.Get(href).Is(200).One("h1"); got != "Regionen och Aneby" {
		t.Errorf("the cell opens to %q", got)
	}
	if got := p.Texts(".meeting-list tbody tr"); !has(got, "Aneby och Regionen") {
		t.Errorf("the list says %q", got)
	}
	if strings.Contains(p.One("table.meeting"), "Region Skåne") {
		t.Error("Region Skåne is not of Aneby")
	}
}

// plain leaves the marks out.
func plain(all []string) []string {
	var kept []string
	for _, s := range all {
		words := strings.Fields(s)
		kept = append(kept, words[len(words)-1])
	}
	return kept
}

func TestMatrixOfWhat(t *testing.T) {
	s := newSite(t)
	title := func(ask string) string { return s.Get("/matris?lang=sv&" + ask).Is(200).One("h2#matris") }
	for ask, want := range map[string]string{
		"forbund=hoglandets-samordningsforbund": "Matris: Höglandets samordningsförbund", "kommun=0604": "Matris: Aneby", "kommun=Aneby": "Matris: Aneby",
		"forbund=alla": "Matris: Hela kartan", "forbund=&kommun=": "Matris: Hela kartan", "forbund=alla&slag=1": "Matris: Hela kartan",
		"forbund=hoglandets-samordningsforbund&kommun=0604": "Matris: Aneby",
	} {
		if got := title(ask); got != want {
			t.Errorf("%s shows %q, want %q", ask, got, want)
		}
	}
	if got := title(""); got == "Matris: Hela kartan" {
		t.Error("nothing is chosen for the public")
	}
	s.Actor = access.Actor{Account: "d", Assignments: []access.Assignment{{Role: access.Reader, Association: "hoglandets-samordningsforbund"}}}
	if got := title(""); got != "Matris: Höglandets samordningsförbund" {
		t.Errorf("who belongs to Höglandet is shown %q", got)
	}
	all := s.Get("/matris?lang=sv&forbund=alla").Is(200)
	if len(all.Texts("table.meeting tbody tr")) != 12 || !strings.Contains(all.One(".lead-in"), "flest forum") {
		t.Errorf("the whole map is not capped: %s", all.Texts(".lead-in"))
	}
	if got := s.Get(all.Values(".lead-in a", "href")[0]).Is(200).Texts("table.meeting tbody tr"); len(got) <= 12 {
		t.Errorf("more are %d", len(got))
	}
	if got := s.Get("/matris?lang=sv&kommun=0187").Is(200).Texts(".empty"); len(got) != 1 {
		t.Errorf("where nobody meets it says %v", got)
	}
}

func TestCell(t *testing.T) {
	s := newSite(t)
	p := s.Get("/matris/cell?a=af&b=aneby&kommun=0604&lang=sv").Is(200)
	if got := p.Texts(".finds h2"); !slices.Equal(got, []string{"Så hittar AF in till Aneby", "Så hittar Aneby in till AF"}) {
		t.Errorf("the sides are %q", got)
	}
	if got := p.Texts(".finds")[0]; !strings.Contains(got, "Här saknas en väg in") || !strings.Contains(got, "blandat") {
		t.Errorf("AF finds %q", got)
	}
	if got := p.Texts("#forum ~ .table-wrap tbody tr"); len(got) != 10 {
		t.Errorf("they share %d forums, want 10", len(got))
	}
	house := s.Get("/matris/cell?a=ale&b=af&lang=sv").Is(200)
	if got := house.Texts("#hus ~ ul li"); len(got) == 0 {
		t.Error("nobody sits in the same house")
	}
	kinds := s.Get("/matris/cell?a=municipality&b=municipality&forbund=alla&lang=sv").Is(200)
	if got := kinds.Texts(".finds h2"); len(got) != 1 {
		t.Errorf("a kind and itself are told %d times", len(got))
	}
	for _, ask := range []string{"", "a=af", "a=af&b=nobody"} {
		s.Get("/matris/cell?" + ask).Is(404)
	}
}

// Every page is whole, with no text missing.
func TestEveryPage(t *testing.T) {
	s := newSite(t)
	for _, path := range everyPage {
		for _, lang := range []string{"sv", "en"} {
			joint := "?"
			if strings.Contains(path, "?") {
				joint = "&"
			}
			s.Get(path + joint + "lang=" + lang).Is(200).Whole()
		}
	}
}

var everyPage = []string{"/en-vag-in", "/en-vag-in?fran=fk&till=af&kommun=0604", "/en-vag-in?fran=af&till=aneby", "/en-vag-in?till=af&kommun=0604",
	"/en-vag-in?fran=habo&till=region-skane/vc-kavlinge", "/en-vag-in?fran=municipality&till=psychiatry&kommun=0680", "/vagar", "/vagar?finns=nej&kommun=0604",
	"/relationer", "/relationer?vill=formal", "/matris", "/matris?kommun=0604", "/matris?forbund=alla", "/matris?forbund=alla&slag=1", "/matris?kommun=0187",
	"/matris/cell?a=af&b=aneby&kommun=0604", "/matris/cell?a=municipality&b=region&forbund=alla"}
