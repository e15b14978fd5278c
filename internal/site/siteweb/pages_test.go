package siteweb_test

import (
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"samkarta/internal/glossary"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/record"
	"samkarta/internal/site/siteweb"
)

func TestTemplatesFitTheirStructs(t *testing.T) {
	a := empty(t)
	a.Fit(siteweb.PageStructs())
}

// The start page of somebody who has never seen the map.
func TestStartLeadsOn(t *testing.T) {
	a := demo(t)
	start := a.Get("/").Is(200, "Vem samverkar med vem", "88 parter och 241 enheter", "204 forum", "964 utsagor")
	for _, href := range []string{"/vem", "/var", "/vad", "/en-vag-in", "/en-vag-in?till=social_insurance", "/bekrafta", "/andringar", "/forbund/" + hog} {
		if len(start.All(`main a[href="`+href+`"]`)) == 0 {
			t.Errorf("nothing leads to %s", href)
		}
	}
	if n := len(start.All(`main form[role=search] input[name=q]`)); n != 1 {
		t.Errorf("there are %d search boxes", n)
	}
	if n := len(start.All(`main form.post`)); n != 0 {
		t.Errorf("the public can confirm %d facts", n)
	}
}

// What the picture draws must stand in the table too, for who cannot see it.
func TestPictureHasItsTable(t *testing.T) {
	start := demo(t).Get("/")
	drawn, told := len(start.All(".meet line")), len(start.All(".meet tbody tr"))
	if drawn == 0 || told < drawn {
		t.Errorf("%d lines are drawn, the table has %d rows", drawn, told)
	}
	if got := pagetest.Words(start.All(".meet tbody tr")[0]); got != "Kommuner och Arbetsförmedlingen 93" {
		t.Errorf("those who meet most: %s", got)
	}
	if says := pagetest.Attr(start.All(".meet svg")[0], "aria-label"); !strings.Contains(says, "93") {
		t.Errorf("the picture is read out as %q", says)
	}
}

func TestOwnAssociationComesFirst(t *testing.T) {
	start := demo(t).Get("/", "developer").Is(200, "Höglandets samordningsförbund")
	if got := start.Text(".stats .stat__value"); got != "25" {
		t.Errorf("the association has %s units", got)
	}
	if got := pagetest.Attr(start.All(".grid .card a")[0], "href"); got != "/forbund/"+hog {
		t.Errorf("the first association is %s", got)
	}
	for _, form := range start.All("form.post") {
		if !strings.HasPrefix(pagetest.Attr(form, "action"), "/bekrafta/") {
			t.Errorf("a button posts to %s", pagetest.Attr(form, "action"))
		}
	}
	if len(start.All("form.post")) == 0 {
		t.Error("the developer can confirm nothing")
	}
}

func TestEmptyMapSaysWhatToDo(t *testing.T) {
	a := empty(t)
	a.Get("/").Is(200, "Kartan är tom")
	if admin := a.Get("/", "admin"); len(admin.All(`.empty a[href="/importera"]`)) != 1 {
		t.Error("the administrator is not led to the import")
	}
	a.Get("/sok?q=AME").Is(200, "Inget hittades för ”AME”", "arbetsmarknadsenhet")
	a.Get("/exportera").Is(200)
}

func TestChangesByHandComeBeforeImports(t *testing.T) {
	a := demo(t)
	v := a.View(actors["admin"])
	b, err := v.Get("forum", "aneby/fua")
	pagetest.Must(t, err)
	pagetest.Must(t, a.Records.Change(ctx, actors["developer"], b.HeadOf().Key(),
		record.Draft{Tree: record.Tree{"purpose": "Att alla unga ska komma vidare."}, Version: b.HeadOf().Version}))
	start := a.Get("/")
	if got := pagetest.Attr(start.All(".timeline a")[0], "href"); got != "/forum/aneby/fua" {
		t.Errorf("the first change is %s", got)
	}
	if got := pagetest.Words(start.All(".timeline li")[0]); !strings.Contains(got, "ändrad") {
		t.Errorf("the first change says %q", got)
	}
}

func TestStartOnAnEarlierDay(t *testing.T) {
	demo(t).Get("/?dag=2017-01-01").Is(200, "Vem samverkar")
}

func TestSearchShowsWhatItFound(t *testing.T) {
	a := demo(t)
	found := a.Get("/sok?q=AME").Is(200, "Sökning: AME", "AME betyder arbetsmarknadsenhet")
	if got := pagetest.Attr(found.All(".hit__title a")[0], "href"); got != "/enheter/aneby/ame" {
		t.Errorf("the first hit is %s", got)
	}
	if got := pagetest.Words(found.All(".hit__title mark")[1]); got != "AME" {
		t.Errorf("what was looked for is marked in %q", got)
	}
	for _, tab := range found.All(".tabs a")[1:] {
		count := pagetest.Words(tab)[strings.LastIndex(pagetest.Words(tab), " ")+1:]
		one := a.Get("/sok" + pagetest.Attr(tab, "href")[strings.Index(pagetest.Attr(tab, "href"), "?"):])
		if got := one.Text(".found"); !strings.HasPrefix(got, count+" träff") {
			t.Errorf("the tab %q leads to %s", pagetest.Words(tab), got)
		}
	}
}

func TestSearchPages(t *testing.T) {
	a := demo(t)
	seen := map[string]bool{}
	total := 0
	for n := 1; ; n++ {
		found := a.Get("/sok?q=samverkan&page=" + strconv.Itoa(n))
		if n == 1 {
			total, _ = strconv.Atoi(strings.Fields(found.Text(".found"))[0])
		}
		for _, link := range found.All(".hit__title a") {
			seen[pagetest.Attr(link, "href")] = true
		}
		if len(found.All(`.ds-pagination a[rel=next]`)) == 0 {
			break
		}
	}
	if len(seen) != total || total < 50 {
		t.Errorf("the pages show %d of %d hits", len(seen), total)
	}
}

func TestSearchByPlaceAndParty(t *testing.T) {
	a := demo(t)
	for _, kommun := range []string{"0604", "Aneby", "aneby kommun"} {
		found := a.Get("/sok?q=samverkan&kommun=" + url.QueryEscape(kommun))
		if got := found.Text(".hit__where"); !strings.Contains(got, "Aneby") {
			t.Errorf("%s: the first hit is in %q", kommun, got)
		}
	}
	all, some := a.Get("/sok?q=handl%C3%A4ggare").Text(".found"), a.Get("/sok?q=handl%C3%A4ggare&part=fk").Text(".found")
	if all == some {
		t.Errorf("with and without a party: %s", all)
	}
}

func TestSearchHelpsOn(t *testing.T) {
	a := demo(t)
	a.Get("/sok").Is(200, "Så söker du", "Delar av ord räcker")
	a.Get("/sok?q=ungdommar").Is(200, "Visar träffar på ”ungdomar”")
	nothing := a.Get("/sok?q=qqzzxx&kommun=0604").Is(200, "Inget hittades för ”qqzzxx”")
	if len(nothing.All(`a[href="/sok?q=qqzzxx"]`)) == 0 {
		t.Error("nothing leads to a search without filters")
	}
	a.Get("/sok?q=GPS&kommun=0680").Is(200, "GPS betyder i Jönköpings län gemensam psykiatrisamverkan", "GPS betyder i Svalöv")
	a.Get("/sok?q=%3Cscript%3E").Is(200, "Inget hittades för ”<script>”")
	a.Get("/sok?q=samverkan&page=999999&slag=nonsense").Is(200)
}

// Every term has an anchor of its own, which the search leads to.
func TestGlossaryHasAllTerms(t *testing.T) {
	a := empty(t)
	for _, lang := range []string{"sv", "en"} {
		list := a.Get("/ordlista?lang=" + lang).Is(200)
		for _, term := range glossary.All() {
			if n := len(list.All(`dt[id="` + term.ID + `"]`)); n != 1 {
				t.Errorf("%s: %s stands %d times", lang, term.ID, n)
			}
		}
		for _, letter := range list.All(".letters a") {
			anchor, err := url.PathUnescape(strings.TrimPrefix(pagetest.Attr(letter, "href"), "#"))
			pagetest.Must(t, err)
			if n := len(list.All(`[id="` + anchor + `"]`)); n != 1 {
				t.Errorf("%s: the letter %s leads nowhere", lang, pagetest.Words(letter))
			}
		}
		for _, link := range list.All(".senses a") {
			if n := len(list.All(`dt[id="` + strings.TrimPrefix(pagetest.Attr(link, "href"), "#") + `"]`)); n != 1 {
				t.Errorf("%s: %s leads nowhere", lang, pagetest.Attr(link, "href"))
			}
		}
	}
}

func TestGlossaryIsFiltered(t *testing.T) {
	a := empty(t)
	has := func(path, id string) bool { return len(a.Get(path).All(`dt[id="`+id+`"]`)) == 1 }
	if !has("/ordlista?q=GPS&kommun=0680", "gps-jonkoping") && !has("/ordlista?q=psykiatrisamverkan&kommun=0680", shortOf("GPS", "0680")) {
		t.Error("GPS has no meaning in Jönköping")
	}
	if has("/ordlista?kommun=0680", shortOf("GPS", "1214")) {
		t.Error("what holds only in Svalöv is shown for Jönköping")
	}
	a.Get("/ordlista?q=qqzz").Is(200, "Inget ord passar")
	for _, group := range glossary.Groups() {
		if got := a.Get("/ordlista?grupp=" + group); len(got.All("dt")) == 0 {
			t.Errorf("no term is in %s", group)
		}
	}
}

func shortOf(short, code string) string { return glossary.Resolve(short, code)[0].ID }

func TestChoiceOfADay(t *testing.T) {
	a := demo(t)
	a.Get("/dag?datum=2018-12-31&sida=/vem?kommun=0604").LeadsTo("/vem?dag=2018-12-31&kommun=0604")
	a.Get("/dag?datum=2018-13-40").Is(422, "inget datum som finns")
	a.Get("/dag?datum=2030-01-01").Is(422, "Dagen har inte varit än")
	a.Get("/dag?datum=2018-12-31&sida=https://example.org/").LeadsTo("/?dag=2018-12-31")
	r := httptest.NewRequest("GET", "/dag", nil)
	r.Header.Set("Referer", "http://"+r.Host+"/vad?faktor=structure")
	if got := pagetest.Attr(a.Send(r).All(`input[name=sida]`)[0], "value"); got != "/vad?faktor=structure" {
		t.Errorf("the page to come back to is %s", got)
	}
	if n := len(a.Get("/dag").All(".days a")); n == 0 {
		t.Error("no day is proposed")
	}
}

func TestEveryPageIsWhole(t *testing.T) {
	a := demo(t)
	paths := []string{"/", "/sok", "/sok?q=AME", "/sok?q=qqzz", "/ordlista", "/dag", "/om", "/tillganglighet", "/hjalp", "/hjalp/hitta", "/exportera", "/importera"}
	for _, path := range paths {
		for _, lang := range []string{"sv", "en"} {
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			a.Get(path+join+"lang="+lang, "admin").Is(200).Whole()
		}
	}
}
