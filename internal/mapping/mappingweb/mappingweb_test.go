package mappingweb_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/finder"
	"samkarta/internal/mapping"
	"samkarta/internal/mapping/mappingweb"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/record"
)

var (
	ctx       = context.Background()
	admin     = access.System("test")
	developer = access.Actor{Account: "d", Assignments: []access.Assignment{{Role: access.Developer, Association: "hoglandets-samordningsforbund"}}}
	today     = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)
)

// app is the pages over the documents of the demonstration.
type app struct {
	t       testing.TB
	records *record.Service
	site    *web.Site
	handler http.Handler
	actor   string // the account that asks; "" is the public
}

func empty(t testing.TB) *app {
	t.Helper()
	a := &app{t: t, records: record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return today })), exchange.Kinds())}
	found := finder.New(a.records)
	var err error
	a.site, err = web.New(web.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	must(t, err)
	a.site.Pages(page.Files(), "*.html")
	a.site.Pages(mappingweb.Files(), "*.html")
	desk := &page.Desk{Site: a.site, Records: a.records, ActorOf: func(r *http.Request) access.Actor {
		if r.Header.Get("X-Actor") == developer.Account {
			return developer
		}
		return access.Public()
	}}
	mux := http.NewServeMux()
	(&mappingweb.Pages{Desk: desk, Finder: found}).Routes(mux)
	a.handler = a.site.Wrap(mux)
	return a
}

func demo(t testing.TB) *app {
	t.Helper()
	a := empty(t)
	files, err := exchange.Files("../../demo/data")
	must(t, err)
	_, err = exchange.Import(ctx, a.records, admin, files, exchange.Options{})
	must(t, err)
	return a
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answer is a page that came back.
type answer struct {
	t    testing.TB
	path string
	*html.Node
	status int
}

func (a *app) get(path string) *answer {
	a.t.Helper()
	w, r := httptest.NewRecorder(), httptest.NewRequest("GET", path, nil)
	r.Header.Set("X-Actor", a.actor)
	a.handler.ServeHTTP(w, r)
	doc, err := html.Parse(strings.NewReader(w.Body.String()))
	must(a.t, err)
	if _, missing, there := strings.Cut(w.Body.String(), "⟦"); there {
		a.t.Errorf("%s: a text is missing: %.60s", path, missing)
	}
	return &answer{a.t, path, doc, w.Code}
}

func (a *answer) all(css string) []*html.Node {
	return cascadia.QueryAll(a.Node, cascadia.MustCompile(css))
}

func (a *answer) text(css string) string {
	for _, n := range a.all(css) {
		return words(n)
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (a *answer) want(status int, said ...string) *answer {
	a.t.Helper()
	if a.status != status {
		a.t.Errorf("%s: the status is %d, not %d", a.path, a.status, status)
	}
	for _, s := range said {
		if !strings.Contains(words(a.Node), s) {
			a.t.Errorf("%s does not say %q: %.300s", a.path, s, a.text("main"))
		}
	}
	return a
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	a := empty(t)
	for name, shown := range mappingweb.PageStructs() {
		webtest.CheckTemplate(t, a.site, name, shown)
	}
}

func TestStatements(t *testing.T) {
	a := demo(t)
	for name, f := range map[string]func(*testing.T, *app){
		"figures lead to what they count": figuresLead, "bars are as long as their numbers": barsAreTrue, "pages show all": pagesShowAll,
		"filters": filters, "what is asked for can be taken away": chips, "one factor by stance": oneFactor, "who may add": mayAdd,
	} {
		t.Run(name, func(t *testing.T) { b := *a; b.t = t; f(t, &b) })
	}
}

// Every number of the picture must lead to as many statements.
func figuresLead(t *testing.T, a *app) {
	list := a.get("/vad").want(200)
	sum := 0
	for i, row := range list.all(".bars tbody tr") {
		cells := cascadia.QueryAll(row, cascadia.MustCompile("td.number"))
		total, _ := strconv.Atoi(words(cells[len(cells)-1]))
		sum += total
		if i%4 != 0 { // every fourth is enough
			continue
		}
		for _, cell := range cells[:len(cells)-1] {
			link := cascadia.Query(cell, cascadia.MustCompile("a"))
			if link == nil {
				continue
			}
			n := strings.Fields(words(cell))[0]
			if got := a.get(attr(link, "href")).text(".found"); !strings.HasPrefix(got, n+" utsag") {
				t.Errorf("%s leads to %q", words(cell), got)
			}
		}
	}
	if sum != 964 {
		t.Errorf("the factors count %d statements", sum)
	}
}

func barsAreTrue(t *testing.T, a *app) {
	for _, row := range a.get("/vad").all(".bars tbody tr") {
		end := 0.0
		for _, bar := range cascadia.QueryAll(row, cascadia.MustCompile("rect")) {
			x, _ := strconv.ParseFloat(attr(bar, "x"), 64)
			width, _ := strconv.ParseFloat(attr(bar, "width"), 64)
			if x < end-0.02 || width <= 0 {
				t.Errorf("%s: a bar from %g, %g wide", words(row), x, width)
			}
			end = x + width
		}
		numbers := cascadia.QueryAll(row, cascadia.MustCompile("td.number"))
		total, _ := strconv.ParseFloat(words(numbers[len(numbers)-1]), 64)
		if want := 100 * total / 241; end < want-0.03 || end > want+0.03 {
			t.Errorf("%s: the bar ends at %g, not %g", words(row), end, want)
		}
	}
}

func pagesShowAll(t *testing.T, a *app) {
	seen := map[string]bool{}
	path := "/vad?faktor=structure&hallning=works"
	for path != "" {
		list := a.get(path)
		for _, link := range list.all(".saying__text a") {
			seen[attr(link, "href")] = true
		}
		path = ""
		for _, next := range list.all(".ds-pagination a[rel=next]") {
			path = attr(next, "href")
		}
	}
	if len(seen) != 94 {
		t.Errorf("the pages show %d of 94", len(seen))
	}
}

func filters(t *testing.T, a *app) {
	v, err := a.records.View(ctx, access.Public(), "")
	must(t, err)
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
		list := a.get("/vad?" + query).want(200)
		want := strconv.Itoa(len(mapping.List(v, f)))
		if got := list.text(".tabs a[aria-current] .tabs__note"); got != want {
			t.Errorf("%s: the page says %s, there are %s", query, got, want)
		}
	}
	a.get("/vad?q="+url.QueryEscape("sekretessregler")).want(200, "Handläggare upplever ibland att sekretessreglerna bromsar")
	a.get("/vad?q=qqzz").want(200, "Inga utsagor passar")
	a.get("/vad?kommun=ingenstans&faktor=inget").want(200, "Inga utsagor passar")
}

func chips(t *testing.T, a *app) {
	list := a.get("/vad?om=aneby/ame&kommun=0604").want(200, "Om: Arbetsmarknadsenheten (AME)")
	if got := attr(list.all(".chip")[0], "href"); got != "/vad?kommun=0604" {
		t.Errorf("taking it away leads to %s", got)
	}
	if got := attr(list.all(`form input[type=hidden][name=om]`)[0], "value"); got != "aneby/ame" {
		t.Errorf("the form forgets what was chosen: %q", got)
	}
}

func oneFactor(t *testing.T, a *app) {
	list := a.get("/vad?faktor=structure").want(200, "241 utsagor om arbetsstruktur och kontaktvägar")
	if n := len(list.all(".stance")); n != 4 {
		t.Errorf("%d stances", n)
	}
	if len(list.all(".bars")) != 0 {
		t.Error("one factor alone has a picture")
	}
}

func mayAdd(t *testing.T, a *app) {
	if len(a.get("/vad").all(`a[href^="/ny/statement"]`)) != 0 {
		t.Error("the public is asked to add statements")
	}
	a.actor = developer.Account
	if got := a.get("/vad?kommun=0604&om=aneby/ame").all(`a[href^="/ny/statement"]`); len(got) != 1 || attr(got[0], "href") != "/ny/statement?about=aneby%2Fame&municipality=0604" {
		t.Error("a developer cannot add a statement about what is shown")
	}
}

func TestStatementPage(t *testing.T) {
	a := demo(t)
	got := a.get("/utsagor/aneby/s-065").want(200, "FK når AF lätt", "fungerar bra", "Försäkringskassan", "Aneby", "Resultat kommunområde Aneby", "Mer om samma sak")
	if n := len(got.all(".saying")); n == 0 || n > 6 {
		t.Errorf("%d statements beside it", n)
	}
	for _, href := range []string{"/parter/af", "/parter/fk", "/kommuner/0604", "/kallor/hog-aneby", "/vad?faktor=structure"} {
		if len(got.all(`main a[href="`+href+`"], nav a[href="`+href+`"]`)) == 0 {
			t.Errorf("nothing leads to %s", href)
		}
	}
	a.get("/utsagor/finns-inte").want(404)
}

// What is not known of a statement is said to be unknown.
func TestUnknownIsSaid(t *testing.T) {
	a := demo(t)
	const doc = `{"format":"samkarta/1","source":{"id":"x","title":"X","date":"2019","kind":"survey"},"statements":[{"id":"x/1","text":"Det behövs mer tid."}]}`
	_, err := exchange.Import(ctx, a.records, admin, []exchange.File{exchange.Bytes("x.json", []byte(doc))}, exchange.Options{})
	must(t, err)
	if got := a.get("/utsagor/x/1").want(200); strings.Count(got.text("main"), "okänt") < 4 {
		t.Errorf("it says: %s", got.text("main"))
	}
}

func TestEndedStatementIsShownAsEnded(t *testing.T) {
	a := demo(t)
	v, err := a.records.View(ctx, admin, "")
	must(t, err)
	s, err := mapping.Statements.Get(v, "aneby/s-065")
	must(t, err)
	must(t, a.records.End(ctx, admin, s.Key(), s.Version, today.AddDate(0, 0, -3)))
	a.get("/utsagor/aneby/s-065").want(200, "Gäller inte längre")
	if strings.Contains(a.get("/vad?q=funktionsbrevl%C3%A5da").text("main"), "FK når AF lätt") {
		t.Error("what has ended is among what is said")
	}
}

func TestSourcesCountTheirFacts(t *testing.T) {
	a := demo(t)
	list := a.get("/kallor").want(200, "Kartläggning av samverkan mellan parterna i Finnvedens Samordningsförbund")
	if n := len(list.all("tbody tr")); n != 19 {
		t.Errorf("%d sources", n)
	}
	for _, row := range list.all("tbody tr") {
		for _, link := range cascadia.QueryAll(row, cascadia.MustCompile("td.number a")) {
			if got := a.get(attr(link, "href")).text(".tabs a[aria-current] .tabs__note"); got != words(link) {
				t.Errorf("%s: the list says %s, the page %s", attr(link, "href"), words(link), got)
			}
		}
	}
}

// Every fact of a document must be reached from its page.
func TestSourceShowsEveryFact(t *testing.T) {
	a := demo(t)
	v, err := a.records.View(ctx, access.Public(), "")
	must(t, err)
	want := map[string]bool{}
	v.Everything(func(b record.Body) {
		if h := b.HeadOf(); h.Source == "finnveden-2018" && !h.Kind.Kept {
			want[h.URL()] = true
		}
	})
	seen := map[string]bool{}
	for _, tab := range a.get("/kallor/finnveden-2018").want(200, "sparas också sådant som inte visas än").all(".tabs a") {
		for path := attr(tab, "href"); path != ""; {
			list := a.get(path)
			for _, link := range list.all("tbody th a") {
				seen[attr(link, "href")] = true
			}
			path = ""
			for _, next := range list.all(".ds-pagination a[rel=next]") {
				path = attr(next, "href")
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
	a.get("/kallor/finns-inte").want(404)
}

// A fact that somebody has changed by hand still belongs to the document that
// it was found in.
func TestChangedFactKeepsItsDocument(t *testing.T) {
	a := demo(t)
	v, err := a.records.View(ctx, admin, "")
	must(t, err)
	b, err := v.Get("forum", "gislaved/arena")
	must(t, err)
	must(t, a.records.Change(ctx, admin, b.HeadOf().Key(), record.Draft{Tree: record.Tree{"name": "Nya arenan"}, Version: b.HeadOf().Version}))
	a.get("/kallor/finnveden-2018?slag=forum").want(200, "Nya arenan")
	a.get("/kallor/samkarta/finnveden").want(200, "Nya arenan")
	a.get("/kallor").want(200, "Skrivs in löpande")
}

func TestEmptyMap(t *testing.T) {
	a := empty(t)
	a.get("/vad").want(200, "Inga utsagor passar")
	a.get("/kallor").want(200, "Inga källor än")
}

func TestEveryPageHasOneHeadingInBothLanguages(t *testing.T) {
	a := demo(t)
	for _, path := range []string{"/vad?x=1", "/vad?faktor=structure", "/vad?q=qqzz", "/utsagor/aneby/s-065?x=1", "/kallor?x=1", "/kallor/sv-2019?x=1"} {
		for _, lang := range []string{"sv", "en"} {
			got := a.get(path + "&lang=" + lang).want(200)
			level := 0
			for _, h := range got.all("main h1, main h2, main h3, main h4") {
				if now := int(h.Data[1] - '0'); now > level+1 {
					t.Errorf("%s: the heading %q skips a level", path, words(h))
				} else {
					level = now
				}
			}
			if n := len(got.all("h1")); n != 1 {
				t.Errorf("%s: %d main headings", path, n)
			}
		}
	}
}

func BenchmarkPages(b *testing.B) {
	a := demo(b)
	for name, path := range map[string]string{
		"statements": "/vad", "municipality": "/vad?kommun=0604", "factor": "/vad?faktor=structure", "text": "/vad?q=samverkan",
		"statement": "/utsagor/aneby/s-065", "sources": "/kallor", "source": "/kallor/finnveden-2018?slag=statement",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				a.handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
