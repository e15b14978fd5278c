package mappingweb_test

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"

	"samkarta/internal/access"
	"samkarta/internal/finder"
	"samkarta/internal/mapping"
	"samkarta/internal/mapping/mappingweb"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/record"
)

var (
	ctx       = context.Background()
	admin     = access.System("test")
	developer = access.Actor{Account: "d", Assignments: []access.Assignment{{Role: access.Developer, Association: "hoglandets-samordningsforbund"}}}
)

// empty is the pages of the area on a map that tells nothing.
func empty(t testing.TB) *pagetest.Site {
	t.Helper()
	return serve(pagetest.Empty(t))
}

// demo is the pages on the map of the demonstration.
func demo(t testing.TB) *pagetest.Site {
	t.Helper()
	return serve(pagetest.Demo(t))
}

func serve(s *pagetest.Site) *pagetest.Site {
	s.T.Helper()
	s.Actors = map[string]access.Actor{"developer": developer}
	s.Serve(mappingweb.Files(), &mappingweb.Pages{Desk: s.Desk, Finder: finder.New(s.Records)})
	return s
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	empty(t).Fit(mappingweb.PageStructs())
}

func TestStatements(t *testing.T) {
	a := demo(t)
	for name, f := range map[string]func(*testing.T, *pagetest.Site){
		"figures lead to what they count": figuresLead, "bars are as long as their numbers": barsAreTrue, "pages show all": pagesShowAll,
		"filters": filters, "what is asked for can be taken away": chips, "one factor by stance": oneFactor, "who may add": mayAdd,
	} {
		t.Run(name, func(t *testing.T) { f(t, a.In(t)) })
	}
}

// Every number of the picture must lead to as many statements.
func figuresLead(t *testing.T, a *pagetest.Site) {
	list := a.Get("/vad").Is(200)
	sum := 0
	for i, row := range list.All(".bars tbody tr") {
		cells := pagetest.All(row, "td.number")
		total, _ := strconv.Atoi(pagetest.Words(cells[len(cells)-1]))
		sum += total
		if i%4 != 0 { // every fourth is enough
			continue
		}
		for _, cell := range cells[:len(cells)-1] {
			link := cascadia.Query(cell, cascadia.MustCompile("a"))
			if link == nil {
				continue
			}
			n := strings.Fields(pagetest.Words(cell))[0]
			if got := a.Get(pagetest.Attr(link, "href")).Text(".found"); !strings.HasPrefix(got, n+" utsag") {
				t.Errorf("%s leads to %q", pagetest.Words(cell), got)
			}
		}
	}
	if sum != 964 {
		t.Errorf("the factors count %d statements", sum)
	}
}

func barsAreTrue(t *testing.T, a *pagetest.Site) {
	for _, row := range a.Get("/vad").All(".bars tbody tr") {
		end := 0.0
		for _, bar := range pagetest.All(row, "rect") {
			x, _ := strconv.ParseFloat(pagetest.Attr(bar, "x"), 64)
			width, _ := strconv.ParseFloat(pagetest.Attr(bar, "width"), 64)
			if x < end-0.02 || width <= 0 {
				t.Errorf("%s: a bar from %g, %g wide", pagetest.Words(row), x, width)
			}
			end = x + width
		}
		numbers := pagetest.All(row, "td.number")
		total, _ := strconv.ParseFloat(pagetest.Words(numbers[len(numbers)-1]), 64)
		if want := 100 * total / 241; end < want-0.03 || end > want+0.03 {
			t.Errorf("%s: the bar ends at %g, not %g", pagetest.Words(row), end, want)
		}
	}
}

func pagesShowAll(t *testing.T, a *pagetest.Site) {
	seen := map[string]bool{}
	path := "/vad?faktor=structure&hallning=works"
	for path != "" {
		list := a.Get(path)
		for _, link := range list.All(".saying__text a") {
			seen[pagetest.Attr(link, "href")] = true
		}
		path = ""
		for _, next := range list.All(".ds-pagination a[rel=next]") {
			path = pagetest.Attr(next, "href")
		}
	}
	if len(seen) != 94 {
		t.Errorf("the pages show %d of 94", len(seen))
	}
}

func filters(t *testing.T, a *pagetest.Site) {
	v := a.View(access.Public())
	for query, f := range map[string]mapping.Filter{
		"kommun=0604":                   {Municipality: "0604"},
		"kommun=Aneby":                  {Municipality: "0604"},
		"forbund=finnveden":             {Association: "finnveden"},
		"om=aneby/ame":                  {About: "aneby/ame"},
		"av=aneby/ame":                  {By: "aneby/ame"},
		"aktor=aneby/ame":               {Actor: "aneby/ame"},
		"perspektiv=manager":            {Perspective: "manager"},
		"malgrupp=fin/missbruk":         {TargetGroup: "fin/missbruk"},
		"slag=lesson":                   {Type: "lesson"},
		"hallning=wishes":               {Stance: mapping.Wishes},
		"kommun=0604&faktor=leadership": {Municipality: "0604", Factor: "leadership"},
	} {
		list := a.Get("/vad?" + query).Is(200)
		want := strconv.Itoa(len(mapping.List(v, f)))
		if got := list.Text(".tabs a[aria-current] .tabs__note"); got != want {
			t.Errorf("%s: the page says %s, there are %s", query, got, want)
		}
	}
	a.Get("/vad?q="+url.QueryEscape("sekretessregler")).Is(200, "Handläggare upplever ibland att sekretessreglerna bromsar")
	a.Get("/vad?q=qqzz").Is(200, "Inga utsagor passar")
	a.Get("/vad?kommun=ingenstans&faktor=inget").Is(200, "Inga utsagor passar")
}

func chips(t *testing.T, a *pagetest.Site) {
	list := a.Get("/vad?om=aneby/ame&kommun=0604").Is(200, "Om: Arbetsmarknadsenheten (AME)")
	if got := pagetest.Attr(list.All(".chip")[0], "href"); got != "/vad?kommun=0604" {
		t.Errorf("taking it away leads to %s", got)
	}
	if got := pagetest.Attr(list.All(`form input[type=hidden][name=om]`)[0], "value"); got != "aneby/ame" {
		t.Errorf("the form forgets what was chosen: %q", got)
	}
}

func oneFactor(t *testing.T, a *pagetest.Site) {
	list := a.Get("/vad?faktor=structure").Is(200, "241 utsagor om arbetsstruktur och kontaktvägar")
	if n := len(list.All(".stance")); n != 4 {
		t.Errorf("%d stances", n)
	}
	if len(list.All(".bars")) != 0 {
		t.Error("one factor alone has a picture")
	}
}

func mayAdd(t *testing.T, a *pagetest.Site) {
	if len(a.Get("/vad").All(`a[href^="/ny/statement"]`)) != 0 {
		t.Error("the public is asked to add statements")
	}
	if got := a.Get("/vad?kommun=0604&om=aneby/ame", "developer").All(`a[href^="/ny/statement"]`); len(got) != 1 || pagetest.Attr(got[0], "href") != "/ny/statement?about=aneby%2Fame&municipality=0604" {
		t.Error("a developer cannot add a statement about what is shown")
	}
}

func TestStatementPage(t *testing.T) {
	a := demo(t)
	got := a.Get("/utsagor/aneby/s-065").Is(200, "FK når AF lätt", "fungerar bra", "Försäkringskassan", "Aneby", "Resultat kommunområde Aneby", "Mer om samma sak")
	if n := len(got.All(".saying")); n == 0 || n > 6 {
		t.Errorf("%d statements beside it", n)
	}
	for _, href := range []string{"/parter/af", "/parter/fk", "/kommuner/0604", "/kallor/hog-aneby", "/vad?faktor=structure"} {
		if len(got.All(`main a[href="`+href+`"], nav a[href="`+href+`"]`)) == 0 {
			t.Errorf("nothing leads to %s", href)
		}
	}
	a.Get("/utsagor/finns-inte").Is(404)
}

// What is not known of a statement is said to be unknown.
func TestUnknownIsSaid(t *testing.T) {
	a := demo(t)
	const doc = `{"format":"samkarta/1","source":{"id":"x","title":"X","date":"2019","kind":"survey"},"statements":[{"id":"x/1","text":"Det behövs mer tid."}]}`
	a.Import(doc)
	if got := a.Get("/utsagor/x/1").Is(200); strings.Count(got.Text("main"), "okänt") < 4 {
		t.Errorf("it says: %s", got.Text("main"))
	}
}

func TestEndedStatementIsShownAsEnded(t *testing.T) {
	a := demo(t)
	v := a.View(admin)
	s, err := mapping.Statements.Get(v, "aneby/s-065")
	pagetest.Must(t, err)
	pagetest.Must(t, a.Records.End(ctx, admin, s.Key(), s.Version, a.Now.AddDate(0, 0, -3)))
	a.Get("/utsagor/aneby/s-065").Is(200, "Gäller inte längre")
	if strings.Contains(a.Get("/vad?q=funktionsbrevl%C3%A5da").Text("main"), "FK når AF lätt") {
		t.Error("what has ended is among what is said")
	}
}

func TestSourcesCountTheirFacts(t *testing.T) {
	a := demo(t)
	list := a.Get("/kallor").Is(200, "Kartläggning av samverkan mellan parterna i Finnvedens Samordningsförbund")
	if n := len(list.All("tbody tr")); n != 19 {
		t.Errorf("%d sources", n)
	}
	for _, row := range list.All("tbody tr") {
		for _, link := range pagetest.All(row, "td.number a") {
			if got := a.Get(pagetest.Attr(link, "href")).Text(".tabs a[aria-current] .tabs__note"); got != pagetest.Words(link) {
				t.Errorf("%s: the list says %s, the page %s", pagetest.Attr(link, "href"), pagetest.Words(link), got)
			}
		}
	}
}

// Every fact of a document must be reached from its page.
func TestSourceShowsEveryFact(t *testing.T) {
	a := demo(t)
	v := a.View(access.Public())
	want := map[string]bool{}
	v.Everything(func(b record.Body) {
		if h := b.HeadOf(); h.Source == "finnveden-2018" && !h.Kind.Kept {
			want[h.URL()] = true
		}
	})
	seen := map[string]bool{}
	for _, tab := range a.Get("/kallor/finnveden-2018").Is(200, "sparas också sådant som inte visas än").All(".tabs a") {
		for path := pagetest.Attr(tab, "href"); path != ""; {
			list := a.Get(path)
			for _, link := range list.All("tbody th a") {
				seen[pagetest.Attr(link, "href")] = true
			}
			path = ""
			for _, next := range list.All(".ds-pagination a[rel=next]") {
				path = pagetest.Attr(next, "href")
			}
		}
	}
	for href := range want {
		if !seen[href] {
			t.Errorf("%s is not shown", href)
		}
	}
	if len(seen) != len(want) {
		t.Errorf("%d facts are shown of %d", len(seen), len(want))
	}
	a.Get("/kallor/finns-inte").Is(404)
}

// A fact that somebody has changed by hand still belongs to the document that
// it was found in.
func TestChangedFactKeepsItsDocument(t *testing.T) {
	a := demo(t)
	v := a.View(admin)
	b, err := v.Get("forum", "gislaved/arena")
	pagetest.Must(t, err)
	pagetest.Must(t, a.Records.Change(ctx, admin, b.HeadOf().Key(), record.Draft{Tree: record.Tree{"name": "Nya arenan"}, Version: b.HeadOf().Version}))
	a.Get("/kallor/finnveden-2018?slag=forum").Is(200, "Nya arenan")
	a.Get("/kallor/samkarta/finnveden").Is(200, "Nya arenan")
	a.Get("/kallor").Is(200, "Skrivs in löpande")
}

func TestEmptyMap(t *testing.T) {
	a := empty(t)
	a.Get("/vad").Is(200, "Inga utsagor passar")
	a.Get("/kallor").Is(200, "Inga källor än")
}

func TestEveryPageIsWholeInBothLanguages(t *testing.T) {
	a := demo(t)
	for _, path := range []string{"/vad?x=1", "/vad?faktor=structure", "/vad?q=qqzz", "/utsagor/aneby/s-065?x=1", "/kallor?x=1", "/kallor/sv-2019?x=1"} {
		for _, lang := range []string{"sv", "en"} {
			a.Get(path + "&lang=" + lang).Is(200).Whole()
		}
	}
}

func BenchmarkPages(b *testing.B) {
	demo(b).Bench(b, "/vad", "/vad?kommun=0604", "/vad?faktor=structure", "/vad?q=samverkan",
		"/utsagor/aneby/s-065", "/kallor", "/kallor/finnveden-2018?slag=statement")
}
