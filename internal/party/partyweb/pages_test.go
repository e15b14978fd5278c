package partyweb_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

func (s *site) view() *record.View {
	v, err := s.records.View(context.Background(), s.actor, "")
	s.must(err)
	return v
}

// listed gives the units that a list of actors shows, over all its pages.
func (s *site) listed(query string) (units, parties []string) {
	join := map[bool]string{true: "&", false: "?"}[strings.Contains(query, "?")]
	for n := 1; ; n++ {
		p := s.show("/vem" + query + join + "page=" + strconv.Itoa(n))
		for _, a := range p.all("tbody tr:not(.table-group) th a") {
			units = append(units, attr(a, "href"))
		}
		for _, tr := range p.all("tbody tr.table-group") {
			if !strings.Contains(textOf(tr), "(fortsättning)") {
				parties = append(parties, textOf(tr))
			}
		}
		if len(p.all(`a[rel="next"]`)) == 0 {
			return units, parties
		}
	}
}

func TestEveryActorIsListedOnce(t *testing.T) {
	s := newSite(t)
	v := s.view()
	units, parties := s.listed("")
	if all := party.Units.All(v); len(units) != len(all) {
		t.Errorf("%d units are listed of %d", len(units), len(all))
	}
	if all := party.Parties.All(v); len(parties) != len(all) {
		t.Errorf("%d parties are listed of %d", len(parties), len(all))
	}
	slices.Sort(units)
	if n := len(units); len(slices.Compact(units)) != n {
		t.Error("a unit is listed twice")
	}
	if i, j := slices.Index(parties, "K kommun: Ale kommun"), slices.Index(parties, "K kommun: Östersunds kommun"); i != 0 || j > 0 {
		t.Errorf("the list begins with %q", parties[0])
	}
}

// The filters together list what each of them alone lets through, and nothing
// else.
func TestActorsAreFiltered(t *testing.T) {
	s := newSite(t)
	v := s.view()
	tests := map[string]func(u *party.Unit) bool{
		"?kommun=0604":          func(u *party.Unit) bool { return slices.Contains(u.Serves(v), "0604") },
		"?slag=region":          func(u *party.Unit) bool { return party.Parties.Find(v, u.Party).Type == "region" },
		"?verksamhet=youth":     func(u *party.Unit) bool { return u.Type == "youth" },
		"?alder=18&kommun=0604": func(u *party.Unit) bool { return slices.Contains(u.Serves(v), "0604") && takes(v, u, 18) },
		"?alder=30&kommun=0604": func(u *party.Unit) bool { return slices.Contains(u.Serves(v), "0604") && takes(v, u, 30) },
		"?q=FÖRSÖRJNINGSSTÖD&kommun=0680": func(u *party.Unit) bool {
			return slices.Contains(u.Serves(v), "0680") && strings.Contains(strings.ToLower(u.Name), "försörjningsstöd")
		},
	}
	for query, want := range tests {
		units, _ := s.listed(query)
		if len(units) == 0 {
			t.Errorf("%s lists nothing", query)
		}
		for _, u := range party.Units.All(v) {
			if slices.Contains(units, u.URL()) != want(u) {
				t.Errorf("%s: %s is listed: %v", query, u.ID, !want(u))
			}
		}
	}
	young, _ := s.listed("?alder=18&kommun=0604")
	older, _ := s.listed("?alder=30&kommun=0604")
	if !slices.Contains(young, "/enheter/aneby/se-coacher") || slices.Contains(older, "/enheter/aneby/se-coacher") {
		t.Error("the SE coaches are for 18 to 29")
	}
}

func takes(v *record.View, u *party.Unit, age int) bool {
	return party.ForAge(v, u.AgeMin, u.AgeMax, u.TargetGroups, age)
}

func TestNoActorAtAll(t *testing.T) {
	p := newSite(t).show("/vem?q=finnsinte")
	p.says(".empty", "Ingen aktör passar in")
	p.has(1, `.empty a[href="/vem"]`)
	p.has(0, "main table")
}

func TestAnAgeThatIsNoneIsSaid(t *testing.T) {
	s := newSite(t)
	s.show("/vem?alder=gammal").says(".ds-error-summary", "helt tal")
	s.show("/malgrupper?alder=190").says(".ds-error-summary", "120")
}

// The order of the page of a unit is the order in which it is asked: what it is
// for, the way in, the house, the forums, how easy it is, what is said.
func TestUnit(t *testing.T) {
	s := newSite(t)
	p := s.show("/enheter/umea/viva")
	want := []string{"För vem?", "Vägen in", "I samma hus", "Forum som enheten deltar i", "Hur lätt är det att samverka?", "Vad sägs om samverkan?"}
	var got []string
	for _, h := range p.headings() {
		if slices.Contains(want, h) {
			got = append(got, h)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("headings %q, want %q", p.headings(), want)
	}
	p = s.show("/enheter/aneby/ame")
	p.says(".lead", "Arbetsprövning")
	p.says(".head .ds-tag", "AME")
	if row := textOf(p.rowOf("Månadsmöte AF")); !strings.Contains(row, "medarbetare") || !strings.Contains(row, "en gång i månaden") || !strings.Contains(row, "12 gånger om året") {
		t.Errorf("the row of the forum says %q", row)
	}
	p.has(3, ".missing")
	p.says(".crumbs", "Aneby kommun")
	p.has(1, `.about a[href="/historik/unit/aneby/ame"]`)
}

func TestUnitThatHangsOnOnePerson(t *testing.T) {
	s := newSite(t)
	admin := access.System("test")
	path := func(from string, onOne bool) {
		_, err := s.records.Create(context.Background(), admin, s.records.Kinds().Named("contact_path"), record.Draft{KeptBy: "sodra-vatterbygden",
			Tree: record.Tree{"from": from, "into": "habo/ungdomscoach", "via": "caseworker", "person_bound": onOne,
				"channels": []any{record.Tree{"kind": "phone", "value": "036-10 50 00", "hours": "9–11"}}}})
		s.must(err)
	}
	p := s.show("/enheter/habo/ungdomscoach")
	p.has(0, ".route")
	p.says("#vag ~ .before", "Ingen väg in")
	path("fk", true)
	p = s.show("/enheter/habo/ungdomscoach")
	p.has(1, ".route")
	p.says(".ds-alert", "hänger på en person")
	p.has(1, `.route a[href="tel:036105000"]`)
	p.says(".route__channels", "9–11")
	path("af", false)
	p = s.show("/enheter/habo/ungdomscoach")
	p.has(2, ".route")
	p.has(0, ".ds-alert")
}

func TestUnitThatHasEnded(t *testing.T) {
	s := newSite(t)
	key := record.Key{Kind: "unit", ID: "aneby/ame"}
	b, err := s.view().Get(key.Kind, key.ID)
	s.must(err)
	s.must(s.records.End(context.Background(), access.System("test"), key, b.HeadOf().Version, demoDay))
	s.now = demoDay.AddDate(0, 0, 40)
	s.show("/enheter/aneby/ame").says(".ds-alert", "Gäller inte längre")
	if units, _ := s.listed("?kommun=0604"); slices.Contains(units, "/enheter/aneby/ame") {
		t.Error("a unit that has ended is listed")
	}
	if units, _ := s.listed("?kommun=0604&dag=2019-05-15"); !slices.Contains(units, "/enheter/aneby/ame") {
		t.Error("it is not listed on a day when it was there")
	}
}

func TestUnitAddedByHandWasNotThereBefore(t *testing.T) {
	s := newSite(t)
	key, err := s.records.Create(context.Background(), access.System("test"), party.Units.Kind,
		record.Draft{KeptBy: "sodra-vatterbygden", Tree: record.Tree{"party": "habo", "name": "Nya enheten"}})
	s.must(err)
	s.now = demoDay.Add(48 * time.Hour)
	s.show("/enheter/" + key.ID)
	if p := s.get("/enheter/" + key.ID + "?dag=2019-05-01"); p.status != 404 {
		t.Errorf("status %d on a day before it was added", p.status)
	}
	p := s.show("/kommuner/0643?dag=2019-05-01")
	if strings.Contains(textOf(p.root), "Nya enheten") {
		t.Error("the municipality shows it before it was added")
	}
}

func TestMunicipality(t *testing.T) {
	p := newSite(t).show("/kommuner/0604")
	p.says("h1", "Aneby kommun")
	p.has(1, `.head a[href="/forbund/hoglandets-samordningsforbund"]`)
	p.has(3, "tr.missing")
	p.says(".ds-alert", "3 vägar in saknas")
	p.has(1, `.branch a[href="/enheter/aneby/se-coacher"]`)
	// The skola is part of BUA, and elevhälsan of the skola.
	p.has(1, `.tree ul ul a[href="/enheter/aneby/elevhalsa"]`)
	if got := p.texts(".level h3"); !slices.Equal(got, []string{"Individnivå 12", "Handläggarnivå 5", "Chefsnivå 1"}) {
		t.Errorf("levels %q", got)
	}
	row := p.rowOf("SE-coacher")
	if row == nil || !strings.Contains(textOf(row), "18–29 år") {
		t.Error("the ages of the SE coaches are not in the picture")
	}
}

// The strip of an age span begins and ends where the span does: 16 to 66 are 51
// ages.
func TestAgePicture(t *testing.T) {
	p := newSite(t).show("/kommuner/0604")
	for name, want := range map[string][2]float64{"SE-coacher": {2, 12}, "KAA-forumet": {0, 5}, "FUA – Framtid": {0, 10}, "LSG": {14, 37}} {
		var found bool
		for _, tr := range p.all(".ages tbody tr") {
			if !strings.HasPrefix(textOf(tr), name) {
				continue
			}
			for d := range tr.Descendants() {
				if d.Data == "rect" {
					found = true
					if x, w := number(attr(d, "x")), number(attr(d, "width")); !near(x, want[0]) || !near(w, want[1]) {
						t.Errorf("%s: from %.2f %%, %.2f %% wide, want %.0f and %.0f ages", name, x, w, want[0], want[1])
					}
				}
			}
		}
		if !found {
			t.Errorf("%s has no strip", name)
		}
	}
	p.says("section[aria-labelledby=aldrar] .sheet p", "Flest forum med angiven ålder finns för 18–20 år (5). Färst finns för 26–66 år (2).")
}

func number(s string) float64 {
	n, _ := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	return n
}

func near(percent, ages float64) bool {
	return percent > 100*ages/51-0.02 && percent < 100*ages/51+0.02
}

func TestMunicipalityWithoutData(t *testing.T) {
	s := newSite(t)
	p := s.show("/kommuner/0114")
	p.says(".empty", "Inget är berättat om Upplands Väsby än")
	p.has(0, ".empty a")
	p.has(1, `main a[href="/kommuner/0180"]`)
	s.actor = developer("finnveden")
	s.show("/kommuner/0114").has(1, `.empty a[href="/ny/unit?municipality=0114"]`)
}

func TestMunicipalities(t *testing.T) {
	s := newSite(t)
	p := s.show("/kommuner")
	links := map[string]bool{}
	for _, a := range p.all(`main a[href^="/kommuner/"]`) {
		links[attr(a, "href")] = true
	}
	if len(links) != 290 {
		t.Errorf("%d municipalities are listed", len(links))
	}
	p.says(".lead", "av de 290")
	if first := p.text("main h2"); first != "Jönköpings län" {
		t.Errorf("the first county is %s", first)
	}
	// The numbers of the list are those of the page.
	row := p.rowOf("Aneby")
	if got := textOf(row); !strings.HasSuffix(got, strings.Join(s.show("/kommuner/0604").texts(".stat__value")[:4], " ")) {
		t.Errorf("the list says %q, the page %q", got, s.show("/kommuner/0604").texts(".stat__value"))
	}
}

// Only who may add is led to where it is done.
func TestAddLinks(t *testing.T) {
	s := newSite(t)
	paths := []string{"/vem", "/kommuner/0604", "/kommuner/0680", "/parter/aneby", "/enheter/aneby/boendestod", "/malgrupper"}
	for _, path := range paths {
		s.show(path).has(0, `main a[href^="/ny/"]`)
	}
	s.actor = developer("hoglandets-samordningsforbund")
	for _, path := range paths {
		if p := s.show(path); len(p.all(`main a[href^="/ny/"]`)) == 0 {
			t.Errorf("%s leads nowhere to add", path)
		}
		if p := s.show(path + "?dag=2019-05-01"); len(p.all(`main a[href^="/ny/"]`)) > 0 {
			t.Errorf("%s lets an earlier day be added to", path)
		}
	}
}

// What an association does not publish is on no page of the public's.
func TestWhatIsHiddenIsNotShown(t *testing.T) {
	s := newSite(t)
	s.must(s.records.Publish(context.Background(), access.System("test"), "hoglandets-samordningsforbund", "unit", false))
	if p := s.get("/enheter/aneby/ame"); p.status != 404 {
		t.Errorf("status %d for a unit that is not published", p.status)
	}
	for _, path := range []string{"/vem?kommun=0604", "/kommuner/0604", "/parter/aneby", "/forbund/hoglandets-samordningsforbund", "/kommuner"} {
		s.show(path).has(0, `a[href^="/enheter/aneby/"]`)
	}
	s.actor = developer("hoglandets-samordningsforbund")
	if s.show("/kommuner/0604"); len(s.show("/kommuner/0604").all(`a[href^="/enheter/aneby/"]`)) == 0 {
		t.Error("its own process developer does not see it")
	}
}

func TestParty(t *testing.T) {
	s := newSite(t)
	p := s.show("/parter/af")
	p.says("h1", "Arbetsförmedlingen")
	p.has(25, "section[aria-labelledby=forum] tbody tr")
	p.has(1, `section[aria-labelledby=forum] a[href="/var?aktor=af"]`)
	if len(p.all(".branch")) < 5 {
		t.Error("the units of an authority are not by municipality")
	}
	p = s.show("/parter/aneby")
	p.has(1, `.tree ul ul a[href="/enheter/aneby/elevhalsa"]`)
	p.says(".ds-alert", "3 vägar in saknas")
	p.has(1, `aside a[href="/forbund/hoglandets-samordningsforbund"]`)
}

func TestAssociation(t *testing.T) {
	s := newSite(t)
	p := s.show("/forbund/hoglandets-samordningsforbund")
	v := s.view()
	said := mapping.List(v, mapping.Filter{Association: "hoglandets-samordningsforbund"})
	if got := p.texts(".stat__value")[2]; got != strconv.Itoa(len(said)) {
		t.Errorf("%s statements, want %d", got, len(said))
	}
	works, needs := 0, 0
	for _, tr := range p.all(".bars tbody tr") {
		n := strings.Fields(textOf(tr))
		w, _ := strconv.Atoi(n[len(n)-1])
		d, _ := strconv.Atoi(n[len(n)-2])
		works, needs = works+w, needs+d
	}
	if c := mapping.Count(said); works != c[mapping.Works] || needs != c[mapping.Needs] {
		t.Errorf("the bars count %d and %d, want %d and %d", works, needs, c[mapping.Works], c[mapping.Needs])
	}
	p.has(6, "section[aria-labelledby=kommuner] tbody tr")
	for _, href := range []string{"/matris?forbund=hoglandets-samordningsforbund", "/vad?forbund=hoglandets-samordningsforbund"} {
		if len(p.all(`a[href="`+href+`"]`)) == 0 {
			t.Errorf("no link to %s", href)
		}
	}
	p.has(10, "section[aria-labelledby=bekrafta] tbody tr")
	p.has(0, "section[aria-labelledby=bekrafta] form")
	s.actor = developer("hoglandets-samordningsforbund")
	s.show("/forbund/hoglandets-samordningsforbund").has(10, `section[aria-labelledby=bekrafta] form[action^="/bekrafta/"]`)
}

func TestTargetGroups(t *testing.T) {
	s := newSite(t)
	v := s.view()
	for _, age := range []int{16, 40} {
		p := s.show("/malgrupper?alder=" + strconv.Itoa(age))
		want := 0
		for _, g := range party.TargetGroups.All(v) {
			if party.Takes(g.AgeMin, g.AgeMax, age) {
				want++
			}
		}
		p.says(".lead", strconv.Itoa(want)+" grupper")
	}
	p := s.show("/malgrupper/fin/ekonomiskt-bistand-lange")
	p.says("dl", "ekonomiskt bistånd")
	p.says(".empty", "Inget forum är till för målgruppen")
}
