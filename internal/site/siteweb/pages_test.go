package siteweb_test

import (
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"samkarta/internal/glossary"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/record"
	"samkarta/internal/site/siteweb"
)

func TestTemplatesFitTheirStructs(t *testing.T) {
	a := empty(t)
	for name, shown := range siteweb.PageStructs() {
		webtest.CheckTemplate(t, a.site, name, shown)
	}
}

// The start page of somebody who has never seen the map.
func TestStartLeadsOn(t *testing.T) {
	a := demo(t)
	start := a.get("/").want(200, "Vem samverkar med vem", "88 parter och 241 enheter", "204 forum", "964 utsagor")
	for _, href := range []string{"/vem", "/var", "/vad", "/en-vag-in", "/en-vag-in?till=social_insurance", "/bekrafta", "/andringar", "/forbund/" + hog} {
		if len(start.all(`main a[href="`+href+`"]`)) == 0 {
			t.Errorf("nothing leads to %s", href)
		}
	}
	if n := len(start.all(`main form[role=search] input[name=q]`)); n != 1 {
		t.Errorf("there are %d search boxes", n)
	}
	if n := len(start.all(`main form.post`)); n != 0 {
		t.Errorf("the public can confirm %d facts", n)
	}
}

// What the picture draws must stand in the table too, for who cannot see it.
func TestPictureHasItsTable(t *testing.T) {
	start := demo(t).get("/")
	drawn, told := len(start.all(".meet line")), len(start.all(".meet tbody tr"))
	if drawn == 0 || told < drawn {
		t.Errorf("%d lines are drawn, the table has %d rows", drawn, told)
	}
	if got := words(start.all(".meet tbody tr")[0]); got != "Kommuner och Arbetsförmedlingen93" {
		t.Errorf("those who meet most: %s", got)
	}
	if says := attr(start.all(".meet svg")[0], "aria-label"); !strings.Contains(says, "93") {
		t.Errorf("the picture is read out as %q", says)
	}
}

func TestOwnAssociationComesFirst(t *testing.T) {
	start := demo(t).get("/", "developer").want(200, "Höglandets samordningsförbund")
	if got := start.text(".stats .stat__value"); got != "25" {
		t.Errorf("the association has %s units", got)
	}
	if got := attr(start.all(".grid .card a")[0], "href"); got != "/forbund/"+hog {
		t.Errorf("the first association is %s", got)
	}
	for _, form := range start.all("form.post") {
		if !strings.HasPrefix(attr(form, "action"), "/bekrafta/") {
			t.Errorf("a button posts to %s", attr(form, "action"))
		}
	}
	if len(start.all("form.post")) == 0 {
		t.Error("the developer can confirm nothing")
	}
}

func TestEmptyMapSaysWhatToDo(t *testing.T) {
	a := empty(t)
	a.get("/").want(200, "Kartan är tom")
	if admin := a.get("/", "admin"); len(admin.all(`.empty a[href="/importera"]`)) != 1 {
		t.Error("the administrator is not led to the import")
	}
	a.get("/sok?q=AME").want(200, "Inget hittades för ”AME”", "arbetsmarknadsenhet")
	a.get("/exportera").want(200)
}

func TestChangesByHandComeBeforeImports(t *testing.T) {
	a := demo(t)
	v, err := a.records.View(ctx, actors["admin"], "")
	must(t, err)
	b, err := v.Get("forum", "aneby/fua")
	must(t, err)
	must(t, a.records.Change(ctx, actors["developer"], b.HeadOf().Key(),
		record.Draft{Tree: record.Tree{"purpose": "Att alla unga ska komma vidare."}, Version: b.HeadOf().Version}))
	start := a.get("/")
	if got := attr(start.all(".timeline a")[0], "href"); got != "/forum/aneby/fua" {
		t.Errorf("the first change is %s", got)
	}
	if got := words(start.all(".timeline li")[0]); !strings.Contains(got, "ändrad") {
		t.Errorf("the first change says %q", got)
	}
}

func TestStartOnAnEarlierDay(t *testing.T) {
	demo(t).get("/?dag=2017-01-01").want(200, "Vem samverkar")
}

func TestSearchShowsWhatItFound(t *testing.T) {
	a := demo(t)
	found := a.get("/sok?q=AME").want(200, "Sökning: AME", "AME betyder arbetsmarknadsenhet")
	if got := attr(found.all(".hit__title a")[0], "href"); got != "/enheter/aneby/ame" {
		t.Errorf("the first hit is %s", got)
	}
	if got := words(found.all(".hit__title mark")[1]); got != "AME" {
		t.Errorf("what was looked for is marked in %q", got)
	}
	for _, tab := range found.all(".tabs a")[1:] {
		count := words(tab)[strings.LastIndex(words(tab), " ")+1:]
		one := a.get("/sok" + attr(tab, "href")[strings.Index(attr(tab, "href"), "?"):])
		if got := one.text(".found"); !strings.HasPrefix(got, count+" träff") {
			t.Errorf("the tab %q leads to %s", words(tab), got)
		}
	}
}

func TestSearchPages(t *testing.T) {
	a := demo(t)
	seen := map[string]bool{}
	total := 0
	for n := 1; ; n++ {
		found := a.get("/sok?q=samverkan&page=" + strconv.Itoa(n))
		if n == 1 {
			total, _ = strconv.Atoi(strings.Fields(found.text(".found"))[0])
		}
		for _, link := range found.all(".hit__title a") {
			seen[attr(link, "href")] = true
		}
		if len(found.all(`.ds-pagination a[rel=next]`)) == 0 {
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
		found := a.get("/sok?q=samverkan&kommun=" + url.QueryEscape(kommun))
		if got := found.text(".hit__where"); !strings.Contains(got, "Aneby") {
			t.Errorf("%s: the first hit is in %q", kommun, got)
		}
	}
	all, some := a.get("/sok?q=handl%C3%A4ggare").text(".found"), a.get("/sok?q=handl%C3%A4ggare&part=fk").text(".found")
	if all == some {
		t.Errorf("with and without a party: %s", all)
	}
}

func TestSearchHelpsOn(t *testing.T) {
	a := demo(t)
	a.get("/sok").want(200, "Så söker du", "Delar av ord räcker")
	a.get("/sok?q=ungdommar").want(200, "Visar träffar på ”ungdomar”")
	nothing := a.get("/sok?q=qqzzxx&kommun=0604").want(200, "Inget hittades för ”qqzzxx”")
	if len(nothing.all(`a[href="/sok?q=qqzzxx"]`)) == 0 {
		t.Error("nothing leads to a search without filters")
	}
	a.get("/sok?q=GPS&kommun=0680").want(200, "GPS betyder i Jönköpings län gemensam psykiatrisamverkan", "GPS betyder i Svalöv")
	a.get("/sok?q=%3Cscript%3E").want(200, "Inget hittades för ”<script>”")
	a.get("/sok?q=samverkan&page=999999&slag=nonsense").want(200)
}

// Every term has an anchor of its own, which the search leads to.
func TestGlossaryHasAllTerms(t *testing.T) {
	a := empty(t)
	for _, lang := range []string{"sv", "en"} {
		list := a.get("/ordlista?lang=" + lang).want(200)
		for _, term := range glossary.All() {
			if n := len(list.all(`dt[id="` + term.ID + `"]`)); n != 1 {
				t.Errorf("%s: %s stands %d times", lang, term.ID, n)
			}
		}
		for _, letter := range list.all(".letters a") {
			anchor, err := url.PathUnescape(strings.TrimPrefix(attr(letter, "href"), "#"))
			must(t, err)
			if n := len(list.all(`[id="` + anchor + `"]`)); n != 1 {
				t.Errorf("%s: the letter %s leads nowhere", lang, words(letter))
			}
		}
		for _, link := range list.all(".senses a") {
			if n := len(list.all(`dt[id="` + strings.TrimPrefix(attr(link, "href"), "#") + `"]`)); n != 1 {
				t.Errorf("%s: %s leads nowhere", lang, attr(link, "href"))
			}
		}
	}
}

func TestGlossaryIsFiltered(t *testing.T) {
	a := empty(t)
	has := func(path, id string) bool { return len(a.get(path).all(`dt[id="`+id+`"]`)) == 1 }
	if !has("/ordlista?q=GPS&kommun=0680", "gps-jonkoping") && !has("/ordlista?q=psykiatrisamverkan&kommun=0680", shortOf("GPS", "0680")) {
		t.Error("GPS has no meaning in Jönköping")
	}
	if has("/ordlista?kommun=0680", shortOf("GPS", "1214")) {
		t.Error("what holds only in Svalöv is shown for Jönköping")
	}
	a.get("/ordlista?q=qqzz").want(200, "Inget ord passar")
	for _, group := range glossary.Groups() {
		if got := a.get("/ordlista?grupp=" + group); len(got.all("dt")) == 0 {
			t.Errorf("no term is in %s", group)
		}
	}
}

func shortOf(short, code string) string { return glossary.Resolve(short, code)[0].ID }

func TestChoiceOfADay(t *testing.T) {
	a := demo(t)
	if got := a.get("/dag?datum=2018-12-31&sida=/vem?kommun=0604"); got.Status != 303 || got.Header.Get("Location") != "/vem?dag=2018-12-31&kommun=0604" {
		t.Errorf("%d to %s", got.Status, got.Header.Get("Location"))
	}
	a.get("/dag?datum=2018-13-40").want(422, "inget datum som finns")
	a.get("/dag?datum=2030-01-01").want(422, "Dagen har inte varit än")
	if got := a.get("/dag?datum=2018-12-31&sida=https://example.org/").Header.Get("Location"); got != "/?dag=2018-12-31" {
		t.Errorf("a choice of day leads to %s", got)
	}
	r := httptest.NewRequest("GET", "/dag", nil)
	r.Header.Set("Referer", "http://"+r.Host+"/vad?faktor=structure")
	if got := attr(a.send(r).all(`input[name=sida]`)[0], "value"); got != "/vad?faktor=structure" {
		t.Errorf("the page to come back to is %s", got)
	}
	if n := len(a.get("/dag").all(".days a")); n == 0 {
		t.Error("no day is proposed")
	}
}

func TestEveryPageHasOneHeading(t *testing.T) {
	a := demo(t)
	paths := []string{"/", "/sok", "/sok?q=AME", "/sok?q=qqzz", "/ordlista", "/dag", "/om", "/tillganglighet", "/hjalp", "/hjalp/hitta", "/exportera", "/importera"}
	for _, path := range paths {
		for _, lang := range []string{"sv", "en"} {
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			got := a.get(path+join+"lang="+lang, "admin").want(200)
			if n := len(got.all("h1")); n != 1 {
				t.Errorf("%s: %d main headings", path, n)
			}
			level := 1
			for _, h := range got.all("main h1, main h2, main h3, main h4") {
				if now := int(h.Data[1] - '0'); now > level+1 {
					t.Errorf("%s: the heading %q skips a level", path, words(h))
				} else {
					level = now
				}
			}
		}
	}
}
