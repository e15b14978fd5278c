package contactweb

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// pathsPage lists the contact paths.
type pathsPage struct {
	web.Frame
	Head   web.Head
	Filter *web.Form
	Names  template.HTML
	Tabs   web.Tabs
	Says   string
	Table  *pathTable
	Pages  web.Pagination
	Empty  web.Empty
}

// pathAsk is which paths are asked for; what is empty asks for all.
type pathAsk struct {
	toldAsk
	ease, exists, person string
}

func readPathAsk(s sight, r *http.Request) pathAsk {
	told := readToldAsk(s, r)
	return pathAsk{told, told.in.Get(askEase), told.in.Get(askExists), told.in.Get(askPerson)}
}

// find gives the paths that were asked for, by whom they lead into and then by
// whom they lead from; the ends are those of all, if they are in order already.
func (a pathAsk) find(s sight, e *ends) []*contact.Path {
	between := a.between(s)
	var found []*contact.Path
	for _, p := range contact.Paths.All(s.View) {
		if a.takes(p) && between(p.From, p.Into, p.Municipality) {
			found = append(found, p)
		}
	}
	if e == nil {
		e = s.endsOf(found)
	}
	slices.SortStableFunc(found, func(a, b *contact.Path) int { return e.compare(a.Into, b.Into, a.From, b.From) })
	return found
}

func (s sight) endsOf(paths []*contact.Path) *ends {
	var ids []string
	for _, x := range paths {
		ids = append(ids, x.From, x.Into)
	}
	return s.newEnds(ids)
}

func (a pathAsk) takes(p *contact.Path) bool {
	return isWord(a.ease, p.Ease) && (a.exists == "" || a.exists == yesOrNo(!p.Missing())) && (a.person == "" || a.person == boundTo(p))
}

// boundTo is the word for whether a path hangs on one person.
func boundTo(p *contact.Path) string {
	if p.PersonBound == nil {
		return notSaid
	}
	return yesOrNo(*p.PersonBound)
}

func yesOrNo(is bool) string {
	if is {
		return yes
	}
	return no
}

func (a pathAsk) form(s sight, r *http.Request) *web.Form {
	var codes []string
	for _, p := range contact.Paths.All(s.View) {
		codes = append(codes, p.Municipality)
	}
	f := a.toldAsk.form(s, "/vagar", "contactweb.from", "contactweb.into", codes)
	f.Select(askEase, "contactweb.ease", append(page.Options(s.Lang, "ease"), options(s, "ease_", notSaid)...))
	f.Select(askPerson, "contactweb.person_bound", options(s, "person_", yes, no, notSaid))
	return a.ended(f, r, askExists, a.exists)
}

func newPathsPage(s sight, r *http.Request) *pathsPage {
	ask := readPathAsk(s, r)
	p := &pathsPage{Filter: ask.form(s, r)}
	p.Title = s.T("contactweb.paths")
	p.Head = web.Head{Title: p.Title, Lead: s.T("contactweb.paths.lead"), Actions: []web.Link{{Href: page.Address("/en-vag-in", page.AskFrom, ask.from,
		page.AskInto, ask.to, page.AskMunicipality, ask.municipality), Text: s.T("contactweb.wayin"), Icon: "search"}}}
	if s.View.MayAdd() {
		add := page.Address("/ny/contact_path", "from", ask.from, "into", ask.to, "municipality", ask.municipality)
		p.Head.Actions = append(p.Head.Actions, web.Link{Href: add, Text: s.T("contactweb.add_path"), Icon: "plus"})
	}
	e := s.endsOf(contact.Paths.All(s.View))
	p.Names = e.suggestions(ask.names)
	p.Empty = web.Empty{Title: s.T("contactweb.paths.none"), Text: s.T("contactweb.paths.none.text"), Action: &web.Link{Href: "/vagar", Text: s.T("contactweb.show_all_paths")}}
	if ask.err != nil {
		return p
	}
	p.list(s, r, ask, e)
	return p
}

func (p *pathsPage) list(s sight, r *http.Request, ask pathAsk, e *ends) {
	asked := ask.exists
	ask.exists = ""
	all := ask.find(s, e)
	found := slices.DeleteFunc(slices.Clone(all), func(x *contact.Path) bool { return asked != "" && yesOrNo(!x.Missing()) != asked })
	p.Tabs = web.Tabs{Label: s.T("contactweb.exists")}
	for _, word := range []string{"", yes, no} {
		n := 0
		for _, x := range all {
			if word == "" || yesOrNo(!x.Missing()) == word {
				n++
			}
		}
		p.Tabs.Items = append(p.Tabs.Items, web.Link{Href: page.With(r, askExists, word), Text: s.T("contactweb.exists_" + word),
			Note: s.Lang.Number(float64(n)), Current: word == asked})
	}
	p.Says = s.T("contactweb.paths.count", len(found))
	p.Pages = web.NewPagination(r, perPage, len(found))
	if len(found) > 0 {
		p.Table = s.pathTable(p.Says, web.PageOf(p.Pages, found))
	}
}

// pathPage is one contact path.
type pathPage struct {
	web.Frame
	Head     web.Head
	Missing  *web.Alert
	Advice   *doing
	Facts    web.Definitions
	Back     *pathTable // told the other way
	NoBack   string
	Others   *pathTable // told the same way
	Between  []web.Link
	About    page.About
	FromText string
	IntoText string
}

func newPathPage(s sight, x *contact.Path) *pathPage {
	p := &pathPage{About: page.NewAbout(s.View, s.Lang, x), FromText: s.short(x.From), IntoText: s.short(x.Into)}
	p.Title = s.T("contactweb.path.title", p.FromText, p.IntoText)
	p.Head = s.pathHead(x)
	p.Head.Title = p.Title
	p.Crumbs = []web.Link{{Href: "/vagar", Text: s.T("contactweb.paths")}}
	p.Facts = s.pathFacts(x)
	if x.Missing() {
		p.Missing = &web.Alert{Color: "warning", Title: s.T("contactweb.path.missing"), Text: cmp.Or(x.Note, s.T("contactweb.path.missing.text"))}
		p.Head.Actions[0].Text = s.T("contactweb.path.nearest")
	} else if !x.NamesNoWay() {
		d := s.doing(contact.Way{Type: x.Via, Path: x})
		p.Advice = &d
	}
	p.fill(s, x)
	return p
}

func (s sight) pathHead(x *contact.Path) web.Head {
	h := web.Head{Kicker: s.T("contactweb.path"), Fresh: page.Fresh(s.View, s.Lang, x)}
	if tag := page.EaseTag(s.Lang, x.Ease); tag != nil {
		h.Tags = append(h.Tags, *tag)
	}
	if x.PersonBound != nil && *x.PersonBound {
		h.Tags = append(h.Tags, web.Tag{Text: s.T("page.ways.on_one"), Color: "warning"})
	}
	h.Actions = []web.Link{{Href: page.Address("/en-vag-in", page.AskFrom, x.From, page.AskInto, x.Into, page.AskMunicipality, x.Municipality), Text: s.T("contactweb.path.all_ways"), Icon: "search"}}
	return h
}

func (s sight) pathFacts(x *contact.Path) web.Definitions {
	facts := web.Definitions{{Term: s.T("contactweb.from"), Cells: []web.Cell{s.end(x.From)}}, {Term: s.T("contactweb.into"), Cells: []web.Cell{s.end(x.Into)}}}
	if !x.Missing() {
		facts = append(facts, web.Say(s.T("contactweb.via"), page.UpperFirst(page.Word(s.Lang, "via", x.Via))), web.Say(s.T("contactweb.function"), cmp.Or(x.Function, s.T("page.unknown"))))
		if len(x.Channels) == 0 {
			facts = append(facts, web.Say(s.T("contactweb.channels"), s.T("page.unknown")))
		}
	}
	facts = append(facts, web.Say(s.T("contactweb.ease"), page.Word(s.Lang, "ease", x.Ease)))
	if !x.Missing() {
		facts = append(facts, web.Say(s.T("contactweb.person_bound"), s.T("contactweb.person_"+boundTo(x))))
	}
	return append(facts, web.Definition{Term: s.T("contactweb.municipality"), Cells: []web.Cell{s.place(x.Municipality)}})
}

// place is a municipality; where none is said, it holds wherever the ends are.
func (s sight) place(code string) web.Cell {
	if code == "" {
		return web.Cell{Text: s.T("contactweb.no_place")}
	}
	return web.Cell{Text: page.PlaceName(code), Href: page.PlaceURL(code)}
}

// fill adds what else is told between the two.
func (p *pathPage) fill(s sight, x *contact.Path) {
	var scope []string
	if x.Municipality != "" {
		scope = []string{x.Municipality}
	}
	m := contact.Between(s.View, x.From, x.Into, scope)
	var others []*contact.Path
	for _, o := range m.Mine.Paths {
		if o.ID != x.ID {
			others = append(others, o)
		}
	}
	if len(others) > 0 {
		p.Others = s.pathTable(s.T("contactweb.path.others"), others)
	}
	if len(m.Theirs.Paths) > 0 {
		p.Back = s.pathTable(s.T("contactweb.path.back", p.IntoText, p.FromText), m.Theirs.Paths)
	} else {
		p.NoBack = s.T("contactweb.path.no_back", p.IntoText, p.FromText)
	}
	p.Between = []web.Link{{Href: cellURL(x.From, x.Into, page.AskMunicipality, x.Municipality),
		Text: s.T("contactweb.between_n", s.T("contactweb.n_forums", len(m.Forums)), s.T("contactweb.n_relations", len(m.Mine.Relations)+len(m.Theirs.Relations)))}}
}
