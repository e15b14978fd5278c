package insatsweb_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/platform/text"
)

// facts are what is posted of a person: pairs of name and value.
func facts(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// young is somebody of whom much is known.
func young(more ...string) url.Values {
	return facts(append([]string{"kommun", "Eslöv", "alder", "23", "inkomst", "aktivitetsersattning"}, more...)...)
}

func TestPersonPageBegins(t *testing.T) {
	s := newSite(t)
	p := s.Show("/vad-finns").Whole()
	p.Has("main", "Börja med kommun och ålder").HasNot("#svar h2", "Passar")
	if len(p.All("#svar section")) != 0 {
		t.Error("there is an answer for nobody")
	}
	p = s.Show("/vad-finns?kommun=1285").Whole()
	if got := p.Value("input[name=kommun]", "value"); got != "Eslöv" {
		t.Errorf("the municipality is %q", got)
	}
	p.Has("h2#fraga", "Vem kan remittera").Count(1, "#passar").Count(1, "#beror")
}

// What stands in an address besides the municipality is not read.
func TestFactsInAnAddressAreNotRead(t *testing.T) {
	p := newSite(t).Show("/vad-finns?kommun=1285&alder=23&inkomst=sjukpenning")
	if p.Value("input[name=alder]", "value") != "" || len(p.All("input[type=checkbox][checked]")) != 0 {
		t.Error("facts are read out of the address")
	}
	if p.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the page of such an address may be kept: %v", p.Header)
	}
}

func TestPersonIsAnswered(t *testing.T) {
	s := newSite(t)
	p := s.Post("/vad-finns", young()).Is(http.StatusOK).Whole()
	p.Has(".fit__says", "passar", "beror på", "passar inte", "bara för andra kommuner")
	p.Has("#uppgift-inkomst-state", "1 vald").Has("#uppgift-beslut-state", "okänt")
	if len(p.All(".fit__list--passar .fit__hit")) == 0 || len(p.All(".fit__list--beror .fit__hit")) == 0 {
		t.Error("a list is empty")
	}
	p.Has(".fit__list--passar .fit__why", "Personen har någon av inkomsterna: aktivitetsersättning").Has(".fit__list--beror .fit__why", "?")
	p.Has(".fit__no .fit__why", "Kräver").Has(".fit__source", "Villkoren enligt")
	// What was ticked is ticked still, and what nobody asks for is folded away.
	if got := p.Form(); got.Get("inkomst") != "aktivitetsersattning" || got.Get("alder") != "23" {
		t.Errorf("what was filled in is %v", got)
	}
	if folded := p.Values("#uppgift-inkomst details input", "value"); !slices.Contains(folded, "wage") || slices.Contains(folded, "ekonomiskt_bistand") {
		t.Errorf("folded away is %v", folded)
	}
	for _, h := range p.Values(".fit__hit a", "href") {
		if strings.Contains(h, "alder=") || strings.Contains(h, "aktivitetsers") {
			t.Errorf("a link tells of the person: %s", h)
		}
	}
	if ways := p.Values(".fit__way a", "href"); !slices.ContainsFunc(ways, func(h string) bool { return strings.HasPrefix(h, "/en-vag-in?kommun=1285&till=") }) {
		t.Errorf("no way in: %v", ways)
	}
}

// What is at home elsewhere and does not say whom it is for is folded away after
// what is known to be for the person's municipality.
func TestWhatIsAtHomeElsewhereComesApart(t *testing.T) {
	s := newSite(t)
	p := s.Show("/vad-finns?kommun=1285").Whole()
	p.Has(".fit__list--passar details summary", "hör hemma i", "andra kommuner").Has(".fit__list--passar details", "AME:s arbetsprövning")
	for _, name := range p.Texts(".fit__list--passar > .fit__hits h3") {
		if strings.Contains(name, "AME:s arbetsprövning") {
			t.Errorf("%s comes among what is for Eslöv", name)
		}
	}
}

// Nothing, something and nothing said are three different things.
func TestListsAreWholeOrUnknown(t *testing.T) {
	s := newSite(t)
	count := func(form url.Values) string { return s.Post("/vad-finns", form).Is(http.StatusOK).Text(".fit__says") }
	unknown, none := count(young()), count(young("halsa", "inget"))
	some := count(young("halsa", "mental_ill_health"))
	if unknown == none || none == some || unknown == some {
		t.Errorf("unknown: %s\nnone: %s\nsome: %s", unknown, none, some)
	}
	if other, no := count(facts("kommun", "1285", "alder", "23", "inkomst", "-")), count(facts("kommun", "1285", "alder", "23", "inkomst", "wage")); other != no {
		t.Errorf("another income: %s\nwage: %s", other, no)
	}
}

// The answers to press fill in the form.
func TestAnswersFillIn(t *testing.T) {
	s := newSite(t)
	form := facts("kommun", "Eslöv", "alder", "23")
	for n := 0; ; n++ {
		p := s.Post("/vad-finns", form).Is(http.StatusOK)
		buttons := p.Values("#svar button[name=svar]", "value")
		if len(buttons) == 0 {
			p.Has(".fit__settled", "Listan är klar")
			break
		}
		if n > 5 {
			t.Fatalf("after five questions it asks %s", p.Text("#fraga"))
		}
		form = p.Form()
		form.Set("svar", buttons[len(buttons)-2]) // none of these
	}
	if form.Get("inkomst") != "-" {
		t.Errorf("no income of those is %v", form)
	}
}

func TestQuestionsCanBePassedOver(t *testing.T) {
	s := newSite(t)
	form := facts("kommun", "Eslöv", "alder", "23")
	seen := map[string]bool{}
	for {
		p := s.Post("/vad-finns", form).Is(http.StatusOK)
		if len(p.All("#fraga")) == 0 {
			p.Has(".fit__settled", "hoppat över")
			break
		}
		question := p.Text("#fraga")
		if seen[question] {
			t.Fatalf("%s is asked again", question)
		}
		seen[question] = true
		skip := p.Values("button.pick-one--quiet", "value")[0]
		form = facts("kommun", "Eslöv", "alder", "23", "svar", skip)
		for _, v := range p.Values("input[name=hoppa]", "value") {
			form.Add("hoppa", v)
		}
	}
	if len(seen) < 3 {
		t.Errorf("only %v were asked", seen)
	}
}

// What is wrong is told at its field, and what was filled in is kept.
func TestWrongFacts(t *testing.T) {
	s := newSite(t)
	for name, c := range map[string]struct{ field, value, id, says string }{
		"municipality": {"kommun", "Ankeborg", "f-kommun-error", "”Ankeborg” är ingen kommun"},
		"too old":      {"alder", "200", "f-alder-error", "från 0 till 120"},
		"no number":    {"alder", "abc", "f-alder-error", "helt tal"},
		"income":       {"inkomst", "gold", "f-inkomst-error", "”gold” finns inte"},
	} {
		form := young("halsa", "stress")
		form.Set(c.field, c.value)
		p := s.Post("/vad-finns", form).Is(http.StatusUnprocessableEntity).Whole()
		p.Has("#"+c.id, c.says).Has(".ds-error-summary", c.says).Has(".fit__out", "Rätta det som är fel").HasNot(".fit__out", "Passar")
		kept := p.Form()
		if kept.Get("halsa") != "stress" || c.field != "inkomst" && kept.Get(c.field) != c.value {
			t.Errorf("%s: what was filled in is gone: %v", name, kept)
		}
	}
	p := s.Post("/vad-finns", young("inkomst", "inget")).Is(http.StatusUnprocessableEntity)
	p.Has("#f-inkomst-error", "både för inget och för något")
	if got := p.Form()["inkomst"]; !slices.Equal(got, []string{"inget", "aktivitetsersattning"}) {
		t.Errorf("what was ticked is %v", got)
	}
}

// On an earlier day it is answered by what held then, and nothing is counted.
func TestPersonOnAnEarlierDay(t *testing.T) {
	s := newSite(t, few)
	past := s.Post("/vad-finns?dag=2018-01-01", young()).Is(http.StatusOK)
	past.Has(".fit__day", "1 januari 2018").HasNot("button[name=_do]", "Räkna")
	if now := s.Post("/vad-finns", young()); now.Text(".fit__says") == past.Text(".fit__says") {
		t.Errorf("then as now: %s", now.Text(".fit__says"))
	}
}

// A letter says what there is and how one gets in, and nothing of the person.
func TestLetter(t *testing.T) {
	p := newSite(t).Post("/vad-finns", young("halsa", "mental_ill_health"))
	letter := p.Value(`a[href^="mailto:"]`, "href")
	_, query, _ := strings.Cut(letter, "?")
	parts, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	body := parts.Get("body")
	if !strings.Contains(body, "/insatser/") || !strings.Contains(body, "Passar") || len(letter) > 8000 {
		t.Errorf("%d letters: %s", len(letter), body)
	}
	for _, told := range []string{"23", "aktivitetsers", "mental_ill", "kommun=", "alder", "1285"} {
		if strings.Contains(body, told) {
			t.Errorf("the letter tells %q of the person: %s", told, body)
		}
	}
}

func TestPersonInEnglish(t *testing.T) {
	s := newSite(t)
	p := s.Post("/vad-finns?lang=en", young()).Is(http.StatusOK).Whole()
	p.Has("h1", "What is there").Has("#fraga").HasNot("main", "Passar", "Villkor")
	if text.En.T("insatsperson.title") == text.Sv.T("insatsperson.title") {
		t.Error("it is not translated")
	}
}

// What an association does not publish, the public is not answered by.
func TestUnpublishedInsatserAreNotAnswered(t *testing.T) {
	s := newSite(t)
	if err := s.Records.Publish(t.Context(), developer(), "hoglandets-samordningsforbund", map[string]bool{"insats": false}); err != nil {
		t.Fatal(err)
	}
	form := facts("kommun", "0604", "alder", "30")
	public := s.Post("/vad-finns", form).Text(".fit__says")
	s.Actor = developer()
	if own := s.Post("/vad-finns", form).Text(".fit__says"); own == public {
		t.Errorf("the public sees what is not published: %s", own)
	}
}

func TestOnlyMunicipalityIsInLinksToThePage(t *testing.T) {
	s := newSite(t)
	if got := s.Show("/insatser?kommun=1285&alder=20&inkomst=aktivitetsersattning").Values(".head__actions a", "href"); !slices.Equal(got, []string{"/vad-finns?kommun=1285"}) {
		t.Errorf("the list leads to %v", got)
	}
}

// Counting says that it has been done, keeps what was filled in, and shows on
// the page of those who have a role.
func TestCountingOnThePage(t *testing.T) {
	s := newSite(t)
	p := s.Post("/vad-finns", young("_do", "rakna")).Is(http.StatusOK).Whole()
	p.Has(".ds-alert", "Räknat. Eslöv: 1 gång den här månaden")
	if p.Form().Get("alder") != "23" {
		t.Error("what was filled in is gone")
	}
	s.Post("/vad-finns", facts("alder", "23", "_do", "rakna")).Is(http.StatusOK).Has(".ds-alert", "Fyll i kommunen")
	s.Get("/vad-finns/efterfragan").Is(http.StatusUnauthorized)
	s.Actor = access.System("test")
	s.Show("/vad-finns/efterfragan").Whole().Has("main tbody tr", "Eslöv", "Juni 2019", "1")
	s.Show("/vad-finns/efterfragan?kommun=Lomma").Has("main", "Inget är räknat än")
	s.Show("/vad-finns").Has(".fit__demand a", "Hur ofta inget hittas")
	s.Actor = access.Actor{Account: "d", Assignments: []access.Assignment{{Role: access.Developer, Association: "hoglandets-samordningsforbund"}}}
	s.Show("/vad-finns/efterfragan").Whole().HasNot("main tbody", "Eslöv").Has("main", "Inget är räknat än")
}

// A unit's editor asks from her own unit.
func TestTheWayInLeadsFromOnesOwnUnit(t *testing.T) {
	s := newSite(t)
	s.Actor = access.Actor{Account: "e", Assignments: []access.Assignment{{Role: access.Editor, Association: "hoglandets-samordningsforbund", Unit: "aneby/forsorjningsstod"}}}
	ways := s.Post("/vad-finns", facts("kommun", "0604", "alder", "30")).Values(".fit__way a", "href")
	if !slices.ContainsFunc(ways, func(h string) bool { return strings.HasPrefix(h, "/en-vag-in?fran=aneby%2Fforsorjningsstod&") }) {
		t.Errorf("%v", ways)
	}
}

// BenchmarkPerson measures what a post costs on the map of the demonstration; it
// is to cost at most 5 ms.
func BenchmarkPerson(b *testing.B) {
	s := newSite(b)
	for name, form := range map[string]url.Values{"much": young("halsa", "mental_ill_health"), "place": facts("kommun", "1285"), "age": facts("alder", "23")} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			body := form.Encode()
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "/vad-finns", strings.NewReader(body))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				w := httptest.NewRecorder()
				s.Handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
