package web_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/platform/web/webtest"
)

const longName = "Regional samverkans- och stödstruktur, arbetsmarknadsenheten"

// The pages of the gallery: between them every part in every state.
type (
	startPage struct {
		web.Frame
		Box      web.Search
		Stats    []web.Stat
		Cards    []web.Card
		Timeline web.Timeline
	}
	postPage struct {
		web.Frame
		Head  web.Head
		Tabs  web.Tabs
		Facts web.Definitions
		Table web.Table
		Cards []web.Card
	}
	galleryPage struct {
		web.Frame
		Head     web.Head
		Alerts   []web.Alert
		Markers  []web.Marker
		Tags     []web.Tag
		Fresh    []web.Freshness
		Post     web.Post
		Cards    []web.Card
		Stats    []web.Stat
		Filter   *web.Form
		Table    web.Table
		Pages    web.Pagination
		Nothing  web.Table
		Facts    web.Definitions
		Timeline web.Timeline
		Details  []web.Details
		Versions web.Versions
	}
	formPage struct {
		web.Frame
		Head web.Head
		Form *web.Form
	}
)

func TestTemplatesFitTheirStructs(t *testing.T) {
	site := newSite(t)
	webtest.CheckTemplate(t, site, "start", &startPage{})
	webtest.CheckTemplate(t, site, "enhet", &postPage{})
	webtest.CheckTemplate(t, site, "gallery", &galleryPage{})
	webtest.CheckTemplate(t, site, "formular", &formPage{})
}

func TestGalleryInTheBrowser(t *testing.T) {
	server := serve(t)
	b := webtest.Start(t)
	for name, path := range map[string]string{
		"gallery-start": "/", "gallery-post": "/post", "gallery": "/galleri?page=4",
		"gallery-form": "/formular", "gallery-404": "/finns-inte", "gallery-signed-in": "/post?inloggad=1",
	} {
		t.Run(name, func(t *testing.T) { b.Check(t, name, server.URL+path) })
	}
}

func TestFormInTheBrowser(t *testing.T) {
	server := serve(t)
	b := webtest.Start(t)
	t.Run("faults take the focus", func(t *testing.T) {
		tab := b.Tab(t)
		tab.Go(server.URL + "/formular")
		tab.Put("#f-age-min", "tolv")
		tab.Follow(".form__buttons .ds-button")
		if got := webtest.Eval[string](tab, `document.activeElement.id`); got != "errors" {
			t.Errorf("the focus is on %q, not on the summary", got)
		}
		if got := webtest.Eval[string](tab, `document.querySelector("#f-age-min").value`); got != "tolv" {
			t.Errorf("what was typed became %q", got)
		}
		tab.Axe("form with faults")
		tab.Screenshot("gallery-form-faults-1280")
		tab.Click(".ds-error-summary a")
		if got := webtest.Eval[string](tab, `document.activeElement.id`); got != "f-name" {
			t.Errorf("the link of the summary leads to %q", got)
		}
		tab.Narrow("form with faults")
		tab.Size(360, 800)
		tab.Screenshot("gallery-form-faults-360")
	})
	t.Run("rows without scripts", func(t *testing.T) {
		tab := b.Tab(t)
		tab.NoScript()
		tab.Go(server.URL + "/formular")
		tab.Put("#f-participants-0-function", "Enhetschef")
		tab.Follow("[name=_add]")
		if n := tab.Count(".rows__row"); n != 2 {
			t.Errorf("there are %d rows", n)
		}
		if got := webtest.Eval[string](tab, `document.activeElement.id`); got != "f-participants-1-actor" {
			t.Errorf("the focus is on %q, not in the new row", got)
		}
		tab.Follow("[name=_remove]")
		if n := tab.Count(".rows__row"); n != 1 {
			t.Errorf("there are %d rows", n)
		}
	})
	t.Run("menus and colours without scripts", func(t *testing.T) {
		tab := b.Tab(t)
		tab.NoScript()
		tab.Size(360, 800)
		tab.Go(server.URL + "/post?inloggad=1")
		tab.Click(".burger > summary")
		tab.Screenshot("gallery-menu-360")
		tab.Follow("[name=scheme][value=dark]")
		if got := webtest.Eval[string](tab, `document.documentElement.dataset.colorScheme + location.pathname`); got != "dark/post" {
			t.Errorf("the colours are %q", got)
		}
	})
	t.Run("on paper and with open menus", func(t *testing.T) {
		tab := b.Tab(t)
		tab.Go(server.URL + "/post?inloggad=1")
		tab.Click(".menu .drop > summary")
		tab.Axe("open menu")
		tab.Screenshot("gallery-menu-1280")
		tab.Media("print")
		tab.Screenshot("gallery-print")
	})
}

func newSite(t testing.TB) *web.Site {
	t.Helper()
	site, err := web.New(web.Options{Fill: fillFrame, Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	site.Pages(os.DirFS("testdata"), "*.html")
	return site
}

func serve(t testing.TB) *httptest.Server {
	t.Helper()
	site := newSite(t)
	mux := http.NewServeMux()
	site.Routes(mux)
	page := func(pattern, name string, make func(r *http.Request) web.Page) {
		site.Handle(mux, pattern, func(w http.ResponseWriter, r *http.Request) error {
			return site.Render(w, r, http.StatusOK, name, make(r))
		})
	}
	page("GET /{$}", "start", start)
	page("GET /post", "enhet", post)
	page("GET /galleri", "gallery", gallery)
	page("GET /formular", "formular", func(r *http.Request) web.Page { return form(r, web.NewInput(), nil) })
	site.Handle(mux, "POST /formular", func(w http.ResponseWriter, r *http.Request) error { return save(site, w, r) })
	server := httptest.NewServer(site.Wrap(mux))
	t.Cleanup(server.Close)
	return server
}

func save(site *web.Site, w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	if in.RowsEdited() {
		return site.Render(w, r, http.StatusOK, "formular", form(r, in, nil))
	}
	name := in.Need("name")
	in.Int("age_min", 0, 120)
	in.Date("started")
	for i := range in.Rows("participants") {
		in.Need(web.At("participants", i, "actor"))
	}
	in.OneOf("level", "local", "regional")
	if err := in.Err(); err != nil {
		return site.Render(w, r, web.Status(err), "formular", form(r, in, err))
	}
	return web.Redirect(w, r, "/post", web.Done("web.menu", name))
}

func form(r *http.Request, in *web.Input, err error) web.Page {
	l := web.LangOf(r)
	f := web.NewForm(l, in)
	f.Cancel = "/post"
	said := func(field *web.Field, label, hint string) *web.Field {
		field.Hint = hint
		return field.Labelled(label)
	}
	said(f.Text("name", ""), "Namn", "Som deltagarna själva säger.").Require()
	said(f.Area("purpose", ""), "Syfte", "")
	said(f.Number("age_min", ""), "Från ålder", "").Beside()
	said(f.Number("age_max", ""), "Till ålder", "").Beside()
	f.Section("web.language", "web.about")
	said(f.Select("level", "", []web.Option{{Value: "local", Text: "Lokal", Group: "I kommunen"}, {Value: "unit", Text: "Enhet", Group: "I kommunen"}, {Value: "regional", Text: "Regional", Group: "Större"}}), "Nivå", "")
	said(f.Radios("formal", "", []web.Option{{Value: "yes", Text: "Formellt", Hint: "Återkommande, med gemensamma anteckningar, plan och uppföljning."}, {Value: "no", Text: "Informellt"}}), "Form", "").Require()
	said(f.Checks("groups", "", []web.Option{{Value: "young", Text: "Unga 16–24 år"}, {Value: "sick", Text: "Långtidssjukskrivna"}, {Value: "new", Text: "Nyanlända"}}), "Målgrupper", "Kryssa för alla som forumet är till för.")
	f.Date("started", "web.pages").Labelled("Började").Beside()
	said(f.Suggest("place", "", []web.Option{{Text: "Ludvika"}, {Text: "Östersund"}}), "Plats", "").Beside()
	f.Check("open", "web.pages").Labelled("Forumet är öppet för den som vill komma")
	f.Rows("participants", "web.pages", 1, func(row *web.Form) {
		row.Select("actor", "web.pages", []web.Option{{Value: "af", Text: "Arbetsförmedlingen"}, {Value: "fk", Text: "Försäkringskassan"}, {Value: "rss", Text: longName}}).Labelled("Aktör").Require().Beside()
		row.Text("function", "web.pages").Labelled("Funktion").Beside()
	}).Labelled("Deltagare")
	p := &formPage{Form: f.Fail(err), Head: web.Head{Title: "Nytt forum", Lead: "Ett forum är ett möte som återkommer, med deltagare från minst två aktörer."}}
	p.Title, p.Crumbs = "Nytt forum", crumbs()
	return p
}

func crumbs() []web.Link {
	return []web.Link{{Href: "/", Text: "Samkarta"}, {Href: "/galleri", Text: "Finsam Västerbergslagen"}, {Href: "/galleri", Text: "Ludvika kommun"}}
}

func fillFrame(r *http.Request, f *web.Frame) {
	f.Nav = []web.Link{{Href: "/post", Text: "Vem"}, {Href: "/var", Text: "Var"}, {Href: "/vad", Text: "Vad"}, {Href: "/vag", Text: "En väg in"}}
	f.More = []web.Link{{Href: "/galleri", Text: "Matris"}, {Href: "/kallor", Text: "Källor"}, {Href: "/ord", Text: "Ordlista"}, {Href: "/hjalp", Text: "Handbok"}}
	f.Search = &web.Search{Action: "/sok", Label: "Sök i kartan", Placeholder: "Enhet, forum, förkortning …", Button: "Sök"}
	f.SignIn = &web.Link{Href: "/logga-in", Text: "Logga in"}
	f.Plain = r.URL.Path == "/"
	f.Banner = &web.Banner{
		Text: "Demonstration på verkliga uppgifter från 2015–2019, som kartan stod den 1 juni 2019. Inget du ändrar sparas.", Label: "Prova som",
		Action: "/demo/roll", Name: "roll", Choices: []web.Choice{{Value: "a", Text: "Processutvecklare"}, {Value: "b", Text: "Handläggare"}, {Value: "c", Text: "Chef"}, {Value: "d", Text: "Allmänheten", Current: true}},
	}
	if r.URL.Query().Has("inloggad") {
		f.User = &web.User{Name: "Åsa Öhman-Bergström", Role: "Processutvecklare i Finsam Västerbergslagen", SignOut: "/logga-ut", Links: []web.Link{{Href: "/konto", Text: "Mitt konto"}, {Href: "/anvandare", Text: "Användare och roller"}}}
		f.AsOf = &web.AsOf{Text: "Kartan som den såg ut den 1 mars 2018.", Back: web.Link{Href: "/post", Text: "Visa den i dag"}}
	}
	f.Footer = []web.Group{
		{Title: "Samkarta", Links: []web.Link{{Href: "/om", Text: "Om Samkarta"}, {Href: "/tillganglighet", Text: "Tillgänglighet"}, {Href: "/hjalp", Text: "Handbok"}}},
		{Title: "Uppgifterna", Links: []web.Link{{Href: "/kallor", Text: "Källor"}, {Href: "/ord", Text: "Ordlista"}, {Href: "/api", Text: "Öppna data och API"}}},
	}
}

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func fresh(value float64, s string) *web.Freshness {
	m := web.NewFreshness(text.Sv, value, day(s))
	return &m
}

var (
	municipality = &web.Marker{Shape: "a", Letter: "K", Title: "Kommun"}
	employment   = &web.Marker{Shape: "b", Letter: "A", Title: "Arbetsförmedlingen"}
	insurance    = &web.Marker{Shape: "c", Letter: "F", Title: "Försäkringskassan"}
	region       = &web.Marker{Shape: "d", Letter: "R", Title: "Region"}
	association  = &web.Marker{Shape: "e", Letter: "S", Title: "Samordningsförbund"}
	other        = &web.Marker{Shape: "f", Letter: "Ö", Title: "Övrig"}
)

func start(*http.Request) web.Page {
	p := &startPage{Stats: stats(), Timeline: timeline(), Cards: cards()[:2]}
	p.Box = web.Search{Action: "/sok", Label: "Sök enhet, forum, insats eller förkortning", Placeholder: "Till exempel AME, ungdomar eller rehabilitering", Button: "Sök", Big: true}
	return p
}

func post(*http.Request) web.Page {
	p := &postPage{Tabs: tabs(), Facts: facts(), Table: table(), Cards: cards()}
	p.Title, p.Crumbs = longName, crumbs()
	p.Head = web.Head{Kicker: "Enhet i Ludvika kommun", Title: longName, Marker: municipality, Fresh: fresh(0.6, "2018-03-01"),
		Tags: []web.Tag{{Text: "16–65 år"}, {Text: "Egen brevlåda", Color: "success"}},
		Lead: "Kommunens enhet för den som behöver stöd för att komma i arbete eller studier.", Actions: []web.Link{{Href: "/formular", Text: "Ändra", Icon: "edit"}, {Href: "/historik", Text: "Historik", Icon: "history"}},
		Posts: []web.Post{{Action: "/bekrafta", Text: "Stämmer fortfarande", Icon: "check", Variant: "primary"}}}
	return p
}

func gallery(r *http.Request) web.Page {
	p := &galleryPage{
		Head: web.Head{Title: "Galleri", Kicker: "Alla delar i alla lägen", Lead: "Så ser allt ut som sidor byggs av."},
		Alerts: []web.Alert{{Title: "Kartan är inte ifylld för Smedjebacken", Text: "Tre enheter saknar vägar in.", Links: []web.Link{{Href: "/post", Text: "Visa dem"}}},
			{Color: "success", Text: "Forumet Samråd Ludvika är sparat."}, {Color: "warning", Title: "Hänger på en person", Text: "Alla vägar in går genom samma funktion."}, {Color: "danger", Text: "Det gick inte att läsa filen."}},
		Markers: []web.Marker{*municipality, *employment, *insurance, *region, *association, *other},
		Tags:    []web.Tag{{Text: "Formellt", Color: "success"}, {Text: "Informellt"}, {Text: "Lucka", Color: "warning"}, {Text: "Avslutat", Color: "danger"}, {Text: "Operativ nivå", Color: "info"}, {Text: "Öppet", Color: "accent", Href: "/post"}, {Text: "Nytt", Color: "brand1"}},
		Fresh:   []web.Freshness{*fresh(1, "2019-03-01"), *fresh(0.7, "2018-08-01"), *fresh(0.4, "2018-03-01"), *fresh(0.1, "2017-08-01"), *fresh(0, "2016-03-01"), web.NewFreshness(text.Sv, 0, time.Time{})},
		Post:    web.Post{Action: "/bekrafta", Text: "Stämmer fortfarande", Icon: "check", Title: "Samråd Ludvika"},
		Cards:   cards(), Stats: stats(), Table: table(), Pages: web.NewPagination(r, 20, 260), Facts: facts(), Timeline: timeline(),
		Nothing:  web.Table{Empty: web.Empty{Title: "Inga forum för målgruppen", Text: "Inget forum i Ludvika är till för unga med aktivitetsersättning.", Action: &web.Link{Href: "/formular", Text: "Lägg till ett forum"}}},
		Details:  []web.Details{{Summary: "Varför räknas det här som en väg in?", Text: "För att båda deltar i samma forum minst en gång i månaden.", Open: true}, {Summary: "Poster bakom talet", Items: []web.Cell{{Text: "Samråd Ludvika", Href: "/post", Note: "en gång i månaden"}}}},
		Versions: web.Versions{Title: "Någon annan har ändrat forumet", Text: "Välj det som ska gälla i formuläret nedan och spara.", Mine: "Det du skrev", Yours: "Det som sparats 12 maj", Rows: []web.VersionRow{{Label: "Namn", Theirs: "Samråd Ludvika", Mine: "Samråd Ludvika–Smedjebacken"}, {Label: "Hur ofta", Theirs: "en gång i månaden", Mine: "var sjätte vecka"}}},
	}
	p.Title, p.Crumbs = "Galleri", crumbs()
	p.Filter = web.NewForm(text.Sv, web.QueryInput(r))
	p.Filter.Filter, p.Filter.Cancel = true, "/galleri"
	p.Filter.Select("kommun", "web.pages", []web.Option{{Value: "2085", Text: "Ludvika"}}).Labelled("Kommun")
	p.Filter.Number("alder", "web.pages").Labelled("Ålder")
	p.Filter.Check("formella", "web.pages").Labelled("Bara formella")
	return p
}

func tabs() web.Tabs {
	return web.Tabs{Label: "Om enheten", Items: []web.Link{{Href: "/post", Text: "Översikt", Current: true}, {Href: "/post?del=forum", Text: "Forum", Note: "7"}, {Href: "/post?del=vag", Text: "Vägar in", Note: "3"}, {Href: "/post?del=sagt", Text: "Vad som sägs", Note: "12"}, {Href: "/post?del=kallor", Text: "Källor"}}}
}

func stats() []web.Stat {
	return []web.Stat{{Value: "43", Label: "aktörer och enheter", Href: "/post"}, {Value: "61", Label: "forum", Note: "38 av dem formella"}, {Value: "1 240", Label: "uppgifter", Note: "ur två rapporter"}, {Value: "27 %", Label: "bekräftade det senaste halvåret"}}
}

func cards() []web.Card {
	return []web.Card{
		{Href: "/post", Title: "Samråd Ludvika–Smedjebacken", Kicker: "Forum · operativ nivå", Text: "Handläggare möts kring enskilda ärenden med samtycke.", Tags: []web.Tag{{Text: "Formellt", Color: "success"}}, Fresh: fresh(1, "2019-03-01")},
		{Href: "/post", Title: longName, Kicker: "Ludvika kommun", Marker: municipality, Text: "Samordnar insatser för unga som varken arbetar eller studerar.", Fresh: fresh(0.4, "2018-03-01")},
		{Title: "Det tar för lång tid att få svar", Kicker: "Försäkringskassan om kommunen", Marker: insurance, Text: "Handläggarna vet inte vem de ska ringa när den vanliga kontakten är borta.", Links: []web.Link{{Href: "/kallor", Text: "Källa", Note: "s. 14"}}, Fresh: fresh(0, "2016-03-01")},
	}
}

func table() web.Table {
	return web.Table{
		Caption: "Forum i Ludvika", Quiet: true,
		Columns: []web.Column{{Text: "Forum", Href: "/galleri?ordning=namn", Sorted: "ascending"}, {Text: "Deltar som"}, {Text: "Hur ofta"}, {Text: "Gånger om året", Number: true, Href: "/galleri?ordning=ofta"}, {Text: "Bekräftad"}},
		Rows: []web.TableRow{
			{Cells: []web.Cell{{Text: "Samråd Ludvika", Href: "/post", Note: "Enskilda ärenden"}, {Text: "Enhetschef", Tags: []web.Tag{{Text: "Sammankallande", Color: "accent"}}}, {Text: "en gång i månaden"}, {Text: "10–12"}, {Fresh: fresh(1, "2019-03-01")}}},
			{Cells: []web.Cell{{Text: "Styrgrupp för " + longName, Href: "/post"}, {Marker: employment, Text: "Sektionschef"}, {Text: "2–3 gånger per termin"}, {Text: "4–6"}, {Fresh: fresh(0.4, "2018-03-01")}}},
			{Quiet: true, Cells: []web.Cell{{Text: "Nätverk unga", Href: "/post", Tags: []web.Tag{{Text: "Avslutat"}}}, {Text: "–"}, {Text: "vid behov"}, {}, {Fresh: fresh(0, "2016-03-01")}}},
		},
	}
}

func facts() web.Definitions {
	return web.Definitions{
		web.Say("Funktion", "Mottagningssekreterare"),
		{Term: "E-post", Cells: []web.Cell{{Text: "vagin.ame@ludvika.example", Href: "mailto:vagin.ame@ludvika.example"}}},
		{Term: "Telefon", Cells: []web.Cell{{Text: "0240-123 45", Href: "tel:024012345", Note: "vardagar 9–12"}}},
		{Term: "Delar hus med", Cells: []web.Cell{{Marker: employment, Text: "Arbetsförmedlingen", Href: "/post"}, {Marker: insurance, Text: "Försäkringskassan", Href: "/post", Note: "två dagar i veckan"}}},
		{Term: "Bekräftad", Cells: []web.Cell{{Fresh: fresh(0.4, "2018-03-01")}}},
	}
}

func timeline() web.Timeline {
	return web.Timeline{
		{When: "12 maj 2019", Stamp: "2019-05-12", Who: "Processutvecklare", Title: "Samråd Ludvika bekräftat", Href: "/post", Tags: []web.Tag{{Text: "Bekräftat", Color: "success"}}},
		{When: "3 april 2019", Stamp: "2019-04-03", Who: "Redaktör, AME", Title: "Vägen in till Försäkringskassan ändrad", Href: "/post", Text: "Nytt nummer för handläggare, och ny tid."},
		{When: "mars 2019", Title: "Nätverk unga avslutat"},
	}
}
