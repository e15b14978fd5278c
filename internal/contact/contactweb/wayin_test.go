package contactweb_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
)

// What Försäkringskassan said when Aneby was mapped: a mailbox and a caseworker.
func TestTheWayIntoAFInAneby(t *testing.T) {
	p := newSite(t).Get("/en-vag-in?fran=fk&till=af&kommun=0604&lang=sv").Is(200)
	cards := p.Texts(".best:not(.best--more) .advice")
	if len(cards) != 3 {
		t.Fatalf("%d ways stand out, want 3", len(cards))
	}
	for i, want := range []string{"Skriv till funktionsbrevlådan hos Arbetsförmedlingen.", "Kontakta handläggaren hos Arbetsförmedlingen direkt."} {
		if got := p.Texts(".advice__do")[i]; got != want {
			t.Errorf("way %d says %q, want %q", i+1, got, want)
		}
	}
	if !strings.Contains(cards[0], "hänger inte på en person") || !strings.Contains(cards[0], "Adressen till brevlådan finns inte på kartan än") {
		t.Errorf("the mailbox says %q", cards[0])
	}
	if !has(p.Texts(".best li:first-child .why li"), "En funktionsbrevlåda läses oavsett vem som är i tjänst.") {
		t.Error("it is not said why the mailbox stands first")
	}
	if got := p.Values(".best .advice .route__marks a[href^='/vagar/']", "href"); len(got) < 2 {
		t.Errorf("the ways lead to the records %v", got)
	}
	if got := p.One(".forums-more > summary"); !strings.HasPrefix(got, "Och ") || !strings.Contains(got, "forum till") {
		t.Errorf("the other forums are gathered under %q", got)
	}
	if p.Texts("#saknas") != nil {
		t.Error("something is said to be missing")
	}
}

func TestTheWayIntoAnebyIsMissed(t *testing.T) {
	p := newSite(t).Get("/en-vag-in?fran=af&till=aneby&lang=sv").Is(200)
	if got := p.One(".lack"); !strings.Contains(got, "oklart vem som är kontaktperson") {
		t.Errorf("what is missing says %q", got)
	}
	if got := p.One(".answer__warning"); !strings.Contains(got, "tvärtom sägs den saknas") {
		t.Errorf("the warning says %q", got)
	}
	if got := p.One(".answer__notes"); got != "Svaret gäller Aneby." {
		t.Errorf("the place is said as %q", got)
	}
	if got := p.One(".advice__do"); !strings.HasPrefix(got, "Ta upp det i ") {
		t.Errorf("the nearest is %q", got)
	}
}

func TestAHardWay(t *testing.T) {
	p := newSite(t).Get("/en-vag-in?fran=jonkoping/forsorjningsstod-resurs&till=region-jonkoping/psykosvard&lang=sv").Is(200)
	if got := p.One(".answer__warning"); !strings.Contains(got, "bara att det är svårt") {
		t.Errorf("the warning says %q", got)
	}
	if got := p.Texts(".stairs .fresh"); len(got) != 2 {
		t.Errorf("the steps say how fresh they are: %q", got)
	}
}

func TestChainsAreNumberedSteps(t *testing.T) {
	p := newSite(t).Get("/en-vag-in?fran=fk&till=af&kommun=0604&lang=sv").Is(200)
	if got := p.Texts("ol.stairs > li > p:first-child"); len(got) < 2 || !strings.HasPrefix(got[0], "Gå via koordinatorn") {
		t.Errorf("the steps are %q", got)
	}
}

func TestChannelsComeFirst(t *testing.T) {
	doc := `{"format":"samkarta/1","source":{"id":"channels","title":"Kanaler","date":"2019-05-01","kind":"mapping"},
		"contact_paths":[{"from":"habo","into":"af","via":"mailbox","person_bound":true,"municipality":"0643",
		"channels":[{"kind":"mail","value":"habo@example.se","hours":"vardagar"},{"kind":"phone","value":"010-123 45 67"}]}]}`
	p := newSite(t, doc).Get("/en-vag-in?fran=habo&till=af&lang=sv").Is(200)
	if got := p.Values(".best .route__channels a", "href"); !slices.Equal(got, []string{"mailto:habo@example.se", "tel:0101234567"}) {
		t.Errorf("the channels lead to %v", got)
	}
	if got := p.One(".advice--frail .ds-tag[data-color=warning]"); got != "hänger på en person" {
		t.Errorf("the warning is %q", got)
	}
}

func TestNamesAreUnderstood(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ typed, municipality, want string }{
		{"Arbetsförmedlingen", "", "Arbetsförmedlingen"},
		{"arbetsförmedlingen  ", "", "Arbetsförmedlingen"},
		{"AF", "", "Arbetsförmedlingen"},
		{"af", "", "Arbetsförmedlingen"},
		{"Aneby", "", "Aneby kommun"},
		{"aneby/ame", "", "Arbetsmarknadsenheten (AME), Aneby kommun"},
		{"Arbetsmarknadsenheten (AME), Aneby kommun", "", "Arbetsmarknadsenheten (AME), Aneby kommun"},
		{"AME", "0604", "Arbetsmarknadsenheten (AME), Aneby kommun"},
		{"psykiatri", "", "Psykiatri (vilken som helst)"},
		{"Kommun (vilken som helst)", "", "Kommun (vilken som helst)"},
		{"social_insurance", "", "Försäkringskassan (vilken som helst)"},
	} {
		p := s.Get("/en-vag-in?lang=sv&" + url.Values{"till": {c.typed}, "kommun": {c.municipality}}.Encode()).Is(200)
		if got := p.Values("#f-till", "value")[0]; got != c.want {
			t.Errorf("%q is taken for %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestNamesThatAreNobody(t *testing.T) {
	s := newSite(t)
	for typed, want := range map[string]string{
		"arbetsmarknad": "Menar du ”", "socialkontoret": "Kartan har ingen som heter ”socialkontoret”", "<b>": "Kartan har ingen som heter ”<b>”",
	} {
		p := s.Get("/en-vag-in?lang=sv&till=af&" + url.Values{"fran": {typed}}.Encode()).Is(422)
		if got := p.One("#f-fran-error"); !strings.Contains(got, want) {
			t.Errorf("%q: the fault is %q, want %q", typed, got, want)
		}
		if got := p.Values("#f-fran", "value")[0]; got != typed {
			t.Errorf("what was typed is now %q", got)
		}
		if p.Texts(".answer") != nil {
			t.Errorf("%q is answered", typed)
		}
	}
	p := s.Get("/en-vag-in?lang=sv&till=af&fran=arbetsmarknad&kommun=0604").Is(422)
	link := p.Values(".pick-one[href*='aneby%2Fame']", "href")
	if len(link) == 0 {
		t.Fatal("the candidates cannot be chosen")
	}
	s.Get(link[0]).Is(200).One(".answer")
}

func TestAMunicipalityThatIsNone(t *testing.T) {
	p := newSite(t).Get("/en-vag-in?lang=sv&fran=fk&till=af&kommun=9999").Is(422)
	if got := p.One("#f-kommun-error"); got != "”9999” är ingen kommun. Välj ur listan." {
		t.Errorf("the fault is %q", got)
	}
}

func TestOneEnd(t *testing.T) {
	s := newSite(t)
	p := s.Get("/en-vag-in?lang=sv&till=af&kommun=0604").Is(200)
	if got := p.One("#vagar"); got != "Vägar in till AF" {
		t.Errorf("the heading is %q", got)
	}
	if got := p.Texts("tbody tr"); len(got) != 4 || !has(got, "funktionsbrevlåda") {
		t.Errorf("the ways are %q", got)
	}
	if got := p.Values(".pick-one", "href"); !slices.Contains(got, "/en-vag-in?fran=fk&kommun=0604&till=af") {
		t.Errorf("those to choose are %v", got)
	}
	if got := s.Get("/en-vag-in?lang=sv&fran=af").Is(200).One("#vagar"); got != "Vägar ut från AF" {
		t.Errorf("the heading is %q", got)
	}
}

func TestNobodyKnows(t *testing.T) {
	s := newSite(t)
	p := s.Get("/en-vag-in?lang=sv&fran=habo&till=region-skane/vc-kavlinge").Is(200)
	nobody := p.One(".nobody")
	for _, want := range []string{"Ingen har berättat om en väg in", "Samordningsförbundet Södra Vätterbygden", "Forum där ni sitter"} {
		if !strings.Contains(nobody, want) {
			t.Errorf("it does not say %q: %s", want, nobody)
		}
	}
	if got := p.Values(".nobody a[href^='/sok?q=']", "href"); len(got) != 1 {
		t.Errorf("the search is %v", got)
	}
	if got := p.Values("a[href^='/ny/contact_path']", "href"); got != nil {
		t.Errorf("the public is asked to add %v", got)
	}
	s.Actor = access.Actor{Account: "d", Assignments: []access.Assignment{{Role: access.Developer, Association: "sodra-vatterbygden"}}}
	p = s.Get("/en-vag-in?lang=sv&fran=habo&till=region-skane/vc-kavlinge").Is(200)
	if got := p.Values("a[href^='/ny/contact_path']", "href"); len(got) != 1 || !strings.Contains(got[0], "from=habo") {
		t.Errorf("a developer is asked to add %v", got)
	}
}

// What is said of a person changes the answer and is found nowhere else.
func TestAPersonIsNotKept(t *testing.T) {
	s := newSite(t)
	ask := "/en-vag-in?fran=af&kommun=0604&till=aneby"
	plain := s.Get(ask + "&lang=sv").Is(200)
	if got := plain.Values("form[method=post][action^='/en-vag-in']", "action"); len(got) != 1 || got[0] != ask+"#svar" {
		t.Errorf("the person is posted to %v", got)
	}
	s.Log.Reset()
	p := s.Post(ask+"&lang=sv", url.Values{"alder": {"87"}, "inkomst": {"sjukersattning"}, "halsa": {"autism"}, "lage": {"homeless", "no such word"}}).Is(200)
	if got := p.Values("#f-alder", "value")[0]; got != "87" {
		t.Errorf("the age shown is %q", got)
	}
	if got := p.One(".answer__notes"); !strings.Contains(got, "inte till för personens ålder") {
		t.Errorf("nothing is left out at 87: %q", got)
	}
	if got := p.One("details.person > summary"); got != "Svaret är anpassat: 87 år, sjukersättning, autism, saknar bostad" {
		t.Errorf("it is said to be fitted to %q", got)
	}
	if slices.Contains(p.Texts(".advice__do"), plain.Texts(".advice__do")[1]) {
		t.Error("a forum for the young is offered at 87")
	}
	private := []string{"87", "sjukersattning", "autism", "homeless"}
	for name, values := range p.Header {
		for _, v := range values {
			if name != "Content-Length" && containsAny(v, private) {
				t.Errorf("the header %s says %q", name, v)
			}
		}
	}
	for _, name := range []string{"href", "action", "src"} {
		for _, v := range p.Values("["+name+"]", name) {
			if u, _ := url.Parse(v); u != nil && strings.HasPrefix(u.Path, "/assets/") {
				continue
			}
			if containsAny(v, private) {
				t.Errorf("%s leads to %q", name, v)
			}
		}
	}
	if log := s.Log.String(); !strings.Contains(log, "POST /en-vag-in") || containsAny(strings.ReplaceAll(log, "took=", ""), []string{"sjukersattning", "autism", "homeless", "alder"}) {
		t.Errorf("the log says %s", log)
	}
	if got := p.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("a cache may keep it: %q", got)
	}
	if got := s.Get(ask+"&lang=sv&alder=87").Values("#f-alder", "value")[0]; got != "" {
		t.Errorf("an address can carry the age %q", got)
	}
}

func containsAny(s string, parts []string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(s, part) })
}

func TestAnAgeThatIsNone(t *testing.T) {
	s := newSite(t)
	for typed, want := range map[string]string{"140": "0", "-1": "0", "sjutton": "tal"} {
		p := s.Post("/en-vag-in?fran=af&till=aneby&lang=sv", url.Values{"alder": {typed}}).Is(422)
		if got := p.One("#f-alder-error"); !strings.Contains(got, want) {
			t.Errorf("%s: the fault is %q", typed, got)
		}
		if p.Texts(".answer") != nil || p.Texts("details.person[open]") == nil {
			t.Errorf("%s is answered, or the form is shut", typed)
		}
	}
}
