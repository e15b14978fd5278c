package contactweb_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
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
		p := s.get("/vagar?lang=sv&" + c.ask).want(200)
		if got := len(p.all("tbody tr")); got != c.rows {
			t.Errorf("%s: %d rows, want %d", c.ask, got, c.rows)
		}
		if empty := p.all(".empty"); (len(empty) > 0) != (c.rows == 0) {
			t.Errorf("%s: empty is %v", c.ask, empty)
		}
	}
	if got := s.get("/vagar?lang=sv").want(200).all(".tabs a"); !slices.Equal(got, []string{"Alla 71", "Finns 64", "Saknas 7"}) {
		t.Errorf("the tabs are %v", got)
	}
	if got := s.get("/vagar?lang=sv&page=2").want(200).all("tbody tr"); len(got) != 30 {
		t.Errorf("the second page has %d", len(got))
	}
}

// first gives the address of the first record of a list.
func (s *site) first(list, prefix string) string {
	s.t.Helper()
	for _, href := range s.get(list).want(200).attr("tbody a", "href") {
		if strings.HasPrefix(href, prefix) {
			return href
		}
	}
	s.t.Fatalf("%s lists nothing", list)
	return ""
}

func TestPath(t *testing.T) {
	s := newSite(t)
	missing := s.get(s.first("/vagar?fran=region-jonkoping&till=aneby", "/vagar/") + "?lang=sv").want(200)
	if got := missing.one("h1"); got != "Från Regionen till Aneby" {
		t.Errorf("the heading is %q", got)
	}
	if got := missing.one(".ds-alert"); !strings.Contains(got, "Här saknas en väg in") || !strings.Contains(got, "oklart vem som är kontaktperson") {
		t.Errorf("the alert is %q", got)
	}
	if got := missing.one("#tillbaka ~ .table-wrap tbody"); !strings.Contains(got, "koordinator") {
		t.Errorf("the other way is %q", got)
	}
	there := s.get(s.first("/vagar?fran=fk&till=af&kommun=0604&person=nej", "/vagar/") + "?lang=sv").want(200)
	if got := there.one(".advice__do"); got != "Skriv till funktionsbrevlådan hos Arbetsförmedlingen." {
		t.Errorf("the advice is %q", got)
	}
	if got := there.one("section h2#andra"); got != "Andra vägar åt samma håll" {
		t.Errorf("the others are headed %q", got)
	}
	s.get("/vagar/nobody").want(404)
}

func TestRelations(t *testing.T) {
	s := newSite(t)
	if got := s.get("/relationer?lang=sv").want(200).all(".tabs a"); got[0] != "Alla 258" || got[1] != "Vill samverka mer 40" {
		t.Errorf("the tabs are %v", got)
	}
	for ask, want := range map[string]int{"fran=af&till=aneby&kommun=0604": 4, "fran=af&till=aneby&intensitet=most&latt=easy": 4, "vill=formal": 2, "fran=aneby&till=aneby/ame&latt=hard": 0} {
		if got := len(s.get("/relationer?lang=sv&" + ask).want(200).all("tbody tr")); got != want {
			t.Errorf("%s: %d rows, want %d", ask, got, want)
		}
	}
}

func TestBothSidesOfARelation(t *testing.T) {
	s := newSite(t)
	p := s.get(s.first("/relationer?fran=af&till=aneby/ame", "/relationer/") + "?lang=sv").want(200)
	voices := p.all(".voice h2")
	if len(voices) != 2 || voices[0] != "Så säger AF" || voices[1] != "Så säger Arbetsmarknadsenheten (AME)" {
		t.Errorf("the sides are %q", voices)
	}
	alone := s.get(s.first("/relationer?fran=fk/aktivitetsersattning-hoglandet&till=aneby/sarskola", "/relationer/") + "?lang=sv").want(200)
	if got := alone.one(".voice--hush"); !strings.Contains(got, "har inte berättat") {
		t.Errorf("the other side says %q", got)
	}
	s.get("/relationer/nobody").want(404)
}

func TestMatrix(t *testing.T) {
	s := newSite(t)
	p := s.get("/matris?lang=sv&kommun=0604").want(200)
	heads := p.all("table.meeting thead th[scope=col]")
	if want := []string{"kommun: K Aneby", "Arbetsförmedlingen: A AF", "Försäkringskassan: F FK", "region: R Regionen"}; !slices.Equal(plain(heads[:4]), plain(want)) {
		t.Errorf("the columns are %q", heads)
	}
	if rows := p.all("table.meeting tbody th[scope=row]"); len(rows) != len(heads) {
		t.Errorf("%d rows and %d columns", len(rows), len(heads))
	}
	if p.one("table.meeting caption") == "" || p.attr(".table-wrap[role=region]", "tabindex")[0] != "0" {
		t.Error("the matrix has no caption, or its region cannot take the focus")
	}
	cell := p.all("table.meeting tbody tr:nth-child(4) td:nth-of-type(1)")[0]
	if cell != "7▼ svårt Regionen till Aneby" {
		t.Errorf("the region to Aneby says %q", cell)
	}
	href := p.attr("table.meeting tbody tr:nth-child(4) td:nth-of-type(1) a", "href")[0]
	if got := s.get(href).want(200).one("h1"); got != "Regionen och Aneby" {
		t.Errorf("the cell opens to %q", got)
	}
	if got := p.all(".meeting-list tbody tr"); !has(got, "Aneby och Regionen7ganska lättsvårt") && !has(got, "Aneby och Regionen") {
		t.Errorf("the list says %q", got)
	}
	if strings.Contains(p.one("table.meeting"), "Region Skåne") {
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
	title := func(ask string) string { return s.get("/matris?lang=sv&" + ask).want(200).one("h2#matris") }
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
	s.actor = access.Actor{Account: "d", Assignments: []access.Assignment{{Role: access.Reader, Association: "hoglandets-samordningsforbund"}}}
	if got := title(""); got != "Matris: Höglandets samordningsförbund" {
		t.Errorf("who belongs to Höglandet is shown %q", got)
	}
	all := s.get("/matris?lang=sv&forbund=alla").want(200)
	if len(all.all("table.meeting tbody tr")) != 12 || !strings.Contains(all.one(".lead-in"), "flest forum") {
		t.Errorf("the whole map is not capped: %s", all.all(".lead-in"))
	}
	if got := s.get(all.attr(".lead-in a", "href")[0]).want(200).all("table.meeting tbody tr"); len(got) <= 12 {
		t.Errorf("more are %d", len(got))
	}
	if got := s.get("/matris?lang=sv&kommun=0187").want(200).all(".empty"); len(got) != 1 {
		t.Errorf("where nobody meets it says %v", got)
	}
}

func TestCell(t *testing.T) {
	s := newSite(t)
	p := s.get("/matris/cell?a=af&b=aneby&kommun=0604&lang=sv").want(200)
	if got := p.all(".finds h2"); !slices.Equal(got, []string{"Så hittar AF in till Aneby", "Så hittar Aneby in till AF"}) {
		t.Errorf("the sides are %q", got)
	}
	if got := p.all(".finds")[0]; !strings.Contains(got, "Här saknas en väg in") || !strings.Contains(got, "blandat") {
		t.Errorf("AF finds %q", got)
	}
	if got := p.all("#forum ~ .table-wrap tbody tr"); len(got) != 10 {
		t.Errorf("they share %d forums, want 10", len(got))
	}
	house := s.get("/matris/cell?a=ale&b=af&lang=sv").want(200)
	if got := house.all("#hus ~ ul li"); len(got) == 0 {
		t.Error("nobody sits in the same house")
	}
	kinds := s.get("/matris/cell?a=municipality&b=municipality&forbund=alla&lang=sv").want(200)
	if got := kinds.all(".finds h2"); len(got) != 1 {
		t.Errorf("a kind and itself are told %d times", len(got))
	}
	for _, ask := range []string{"", "a=af", "a=af&b=nobody"} {
		s.get("/matris/cell?" + ask).want(404)
	}
}

// Every page has one main heading, headings in order, and no text missing.
func TestEveryPage(t *testing.T) {
	s := newSite(t)
	heading := regexp.MustCompile(`<h([1-6])`)
	for _, path := range everyPage {
		for _, lang := range []string{"sv", "en"} {
			joint := "?"
			if strings.Contains(path, "?") {
				joint = "&"
			}
			p := s.get(path + joint + "lang=" + lang).want(200)
			main := p.body[strings.Index(p.body, "<main"):strings.Index(p.body, "</main>")]
			before, ones := 0, 0
			for _, m := range heading.FindAllStringSubmatch(main, -1) {
				level := int(m[1][0] - '0')
				if level == 1 {
					ones++
				}
				if level > before+1 {
					t.Errorf("%s: h%d after h%d", path, level, before)
				}
				before = level
			}
			if ones != 1 {
				t.Errorf("%s has %d main headings", path, ones)
			}
		}
	}
}

var everyPage = []string{"/en-vag-in", "/en-vag-in?fran=fk&till=af&kommun=0604", "/en-vag-in?fran=af&till=aneby", "/en-vag-in?till=af&kommun=0604",
	"/en-vag-in?fran=habo&till=region-skane/vc-kavlinge", "/en-vag-in?fran=municipality&till=psychiatry&kommun=0680", "/vagar", "/vagar?finns=nej&kommun=0604",
	"/relationer", "/relationer?vill=formal", "/matris", "/matris?kommun=0604", "/matris?forbund=alla", "/matris?forbund=alla&slag=1", "/matris?kommun=0187",
	"/matris/cell?a=af&b=aneby&kommun=0604", "/matris/cell?a=municipality&b=region&forbund=alla"}
