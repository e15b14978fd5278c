package partyweb_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/mapping"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// listed gives the units that a list of actors shows, over all its pages.
func listed(s *pagetest.Site, query string) (units, parties []string) {
	s.T.Helper()
	join := map[bool]string{true: "&", false: "?"}[strings.Contains(query, "?")]
	for n := 1; ; n++ {
		p := s.Show("/vem" + query + join + "page=" + strconv.Itoa(n))
		for _, a := range p.All("tbody tr:not(.table-group) th a") {
			units = append(units, pagetest.Attr(a, "href"))
		}
		for _, tr := range p.All("tbody tr.table-group") {
			if !strings.Contains(pagetest.Words(tr), "(fortsättning)") {
				parties = append(parties, pagetest.Words(tr))
			}
		}
		if len(p.All(`a[rel="next"]`)) == 0 {
			return units, parties
		}
	}
}

func TestEveryActorIsListedOnce(t *testing.T) {
	s := newSite(t)
	v := s.View(s.Actor)
	units, parties := listed(s, "")
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
	v := s.View(s.Actor)
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
		units, _ := listed(s, query)
		if len(units) == 0 {
			t.Errorf("%s lists nothing", query)
		}
		for _, u := range party.Units.All(v) {
			if slices.Contains(units, u.URL()) != want(u) {
				t.Errorf("%s: %s is listed: %v", query, u.ID, !want(u))
			}
		}
	}
	young, _ := listed(s, "?alder=18&kommun=0604")
	older, _ := listed(s, "?alder=30&kommun=0604")
	if !slices.Contains(young, "/enheter/aneby/se-coacher") || slices.Contains(older, "/enheter/aneby/se-coacher") {
		t.Error("the SE coaches are for 18 to 29")
	}
}

func takes(v *record.View, u *party.Unit, age int) bool {
	return party.ForAge(v, u.AgeMin, u.AgeMax, u.TargetGroups, age)
}

func TestNoActorAtAll(t *testing.T) {
	p := newSite(t).Show("/vem?q=finnsinte")
	p.Says(".empty", "Ingen aktör passar in")
	p.Count(1, `.empty a[href="/vem"]`)
	p.Count(0, "main table")
}

func TestAnAgeThatIsNoneIsSaid(t *testing.T) {
	s := newSite(t)
	s.Show("/vem?alder=gammal").Says(".ds-error-summary", "helt tal")
	s.Show("/malgrupper?alder=190").Says(".ds-error-summary", "120")
}

// The order of the page of a unit is the order in which it is asked: what it is
// for, the way in, the house, the forums, how easy it is, what is said.
func TestUnit(t *testing.T) {
	s := newSite(t)
	p := s.Show("/enheter/umea/viva")
	want := []string{"För vem?", "Vägen in", "I samma hus", "Forum som enheten deltar i", "Hur lätt är det att samverka?", "Vad sägs om samverkan?"}
	var got []string
	for _, h := range p.Texts("main h2") {
		if slices.Contains(want, h) {
			got = append(got, h)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("headings %q, want %q", p.Texts("main h2"), want)
	}
	p = s.Show("/enheter/aneby/ame")
	p.Says(".lead", "Arbetsprövning")
	p.Says(".head .ds-tag", "AME")
	if row := pagetest.Words(p.Row("Månadsmöte AF")); !strings.Contains(row, "medarbetare") || !strings.Contains(row, "en gång i månaden") || !strings.Contains(row, "12 gånger om året") {
		t.Errorf("the row of the forum says %q", row)
	}
	p.Count(3, ".missing")
	p.Says(".crumbs", "Aneby kommun")
	p.Count(1, `.about a[href="/historik/unit/aneby/ame"]`)
}

func TestUnitThatHangsOnOnePerson(t *testing.T) {
	s := newSite(t)
	admin := access.System("test")
	path := func(from string, onOne bool) {
		_, err := s.Records.Create(context.Background(), admin, s.Records.Kinds().Named("contact_path"), record.Draft{KeptBy: "sodra-vatterbygden",
			Tree: record.Tree{"from": from, "into": "habo/ungdomscoach", "via": "caseworker", "person_bound": onOne,
				"channels": []any{record.Tree{"kind": "phone", "value": "036-10 50 00", "hours": "9–11"}}}})
		pagetest.Must(t, err)
	}
	p := s.Show("/enheter/habo/ungdomscoach")
	p.Count(0, ".route")
	p.Says("#vag ~ .before", "Ingen väg in")
	path("fk", true)
	p = s.Show("/enheter/habo/ungdomscoach")
	p.Count(1, ".route")
	p.Says(".ds-alert", "hänger på en person")
	p.Count(1, `.route a[href="tel:036105000"]`)
	p.Says(".route__channels", "9–11")
	path("af", false)
	p = s.Show("/enheter/habo/ungdomscoach")
	p.Count(2, ".route")
	p.Count(0, ".ds-alert")
}

func TestUnitThatHasEnded(t *testing.T) {
	s := newSite(t)
	key := record.Key{Kind: "unit", ID: "aneby/ame"}
	b, err := s.View(s.Actor).Get(key.Kind, key.ID)
	pagetest.Must(t, err)
	pagetest.Must(t, s.Records.End(context.Background(), access.System("test"), key, b.HeadOf().Version, demo.Day))
	s.Now = demo.Day.AddDate(0, 0, 40)
	s.Show("/enheter/aneby/ame").Says(".ds-alert", "Gäller inte längre")
	if units, _ := listed(s, "?kommun=0604"); slices.Contains(units, "/enheter/aneby/ame") {
		t.Error("a unit that has ended is listed")
	}
	if units, _ := listed(s, "?kommun=0604&dag=2019-05-15"); !slices.Contains(units, "/enheter/aneby/ame") {
		t.Error("it is not listed on a day when it was there")
	}
}

func TestUnitAddedByHandWasNotThereBefore(t *testing.T) {
	s := newSite(t)
	key, err := s.Records.Create(context.Background(), access.System("test"), party.Units.Kind,
		record.Draft{KeptBy: "sodra-vatterbygden", Tree: record.Tree{"party": "habo", "name": "Nya enheten"}})
	pagetest.Must(t, err)
	s.Now = demo.Day.Add(48 * time.Hour)
	s.Show("/enheter/" + key.ID)
	s.Get("/enheter/" + key.ID + "?dag=2019-05-01").Is(404) // it was not there yet
	p := s.Show("/kommuner/0643?dag=2019-05-01")
	if strings.Contains(pagetest.Words(p.Doc), "Nya enheten") {
		t.Error("the municipality shows it before it was added")
	}
}

// Only who may add is led to where it is done.
func TestAddLinks(t *testing.T) {
	s := newSite(t)
	paths := []string{"/vem", "/kommuner/0604", "/kommuner/0680", "/parter/aneby", "/enheter/aneby/boendestod", "/malgrupper"}
	for _, path := range paths {
		s.Show(path).Count(0, `main a[href^="/ny/"]`)
	}
	s.Actor = developer("hoglandets-samordningsforbund")
	for _, path := range paths {
		if p := s.Show(path); len(p.All(`main a[href^="/ny/"]`)) == 0 {
			t.Errorf("%s leads nowhere to add", path)
		}
		if p := s.Show(path + "?dag=2019-05-01"); len(p.All(`main a[href^="/ny/"]`)) > 0 {
			t.Errorf("%s lets an earlier day be added to", path)
		}
	}
}

// What an association does not publish is on no page of the public's.
func TestWhatIsHiddenIsNotShown(t *testing.T) {
	s := newSite(t)
	pagetest.Must(t, s.Records.Publish(context.Background(), access.System("test"), "hoglandets-samordningsforbund", record.Publication{"unit": false}))
	s.Get("/enheter/aneby/ame").Is(404) // it is not published
	for _, path := range []string{"/vem?kommun=0604", "/kommuner/0604", "/parter/aneby", "/forbund/hoglandets-samordningsforbund", "/kommuner"} {
		s.Show(path).Count(0, `a[href^="/enheter/aneby/"]`)
	}
	s.Actor = developer("hoglandets-samordningsforbund")
	if s.Show("/kommuner/0604"); len(s.Show("/kommuner/0604").All(`a[href^="/enheter/aneby/"]`)) == 0 {
		t.Error("its own process developer does not see it")
	}
}

func TestParty(t *testing.T) {
	s := newSite(t)
	p := s.Show("/parter/af")
	p.Says("h1", "Arbetsförmedlingen")
	p.Count(25, "section[aria-labelledby=forum] tbody tr")
	p.Count(1, `section[aria-labelledby=forum] a[href="/var?aktor=af"]`)
	if len(p.All(".branch")) < 5 {
		t.Error("the units of an authority are not by municipality")
	}
	p = s.Show("/parter/aneby")
	p.Count(1, `.tree ul ul a[href="/enheter/aneby/elevhalsa"]`)
	p.Says(".ds-alert", "3 vägar in saknas")
	p.Count(1, `aside a[href="/forbund/hoglandets-samordningsforbund"]`)
}

func TestAssociation(t *testing.T) {
	s := newSite(t)
	p := s.Show("/forbund/hoglandets-samordningsforbund")
	v := s.View(s.Actor)
	said := mapping.List(v, mapping.Filter{Association: "hoglandets-samordningsforbund"})
	if got := p.Texts(".stat__value")[2]; got != strconv.Itoa(len(said)) {
		t.Errorf("%s statements, want %d", got, len(said))
	}
	works, needs := 0, 0
	for _, tr := range p.All(".bars tbody tr") {
		n := strings.Fields(pagetest.Words(tr))
		w, _ := strconv.Atoi(n[len(n)-1])
		d, _ := strconv.Atoi(n[len(n)-2])
		works, needs = works+w, needs+d
	}
	if c := mapping.Count(said); works != c[mapping.Works] || needs != c[mapping.Needs] {
		t.Errorf("the bars count %d and %d, want %d and %d", works, needs, c[mapping.Works], c[mapping.Needs])
	}
	p.Count(6, "section[aria-labelledby=kommuner] tbody tr")
	for _, href := range []string{"/matris?forbund=hoglandets-samordningsforbund", "/vad?forbund=hoglandets-samordningsforbund"} {
		if len(p.All(`a[href="`+href+`"]`)) == 0 {
			t.Errorf("no link to %s", href)
		}
	}
	p.Count(10, "section[aria-labelledby=bekrafta] tbody tr")
	p.Count(0, "section[aria-labelledby=bekrafta] form")
	s.Actor = developer("hoglandets-samordningsforbund")
	s.Show("/forbund/hoglandets-samordningsforbund").Count(10, `section[aria-labelledby=bekrafta] form[action^="/bekrafta/"]`)
}

func TestTargetGroups(t *testing.T) {
	s := newSite(t)
	v := s.View(s.Actor)
	for _, age := range []int{16, 40} {
		p := s.Show("/malgrupper?alder=" + strconv.Itoa(age))
		want := 0
		for _, g := range party.TargetGroups.All(v) {
			if party.Takes(g.AgeMin, g.AgeMax, age) {
				want++
			}
		}
		p.Says(".lead", strconv.Itoa(want)+" grupper")
	}
	p := s.Show("/malgrupper/fin/ekonomiskt-bistand-lange")
	p.Says("dl", "ekonomiskt bistånd")
	p.Says(".empty", "Inget forum är till för målgruppen")
}
