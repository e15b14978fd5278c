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
	in           *web.Input
	names        *page.Names
	from, into   string
	municipality string
	ease         string
	exists       string
	person       string
	err          error
}

func readPathAsk(s sight, r *http.Request) pathAsk {
	in := web.QueryInput(r)
	a := pathAsk{in: in, ease: in.Get(askEase), exists: in.Get(askExists), person: in.Get(askPerson)}
	a.municipality = codeOf(in, page.AskMunicipality)
	a.names = page.NewNames(s.v, s.l, s.near(a.municipality)...)
	a.from, a.into = findName(a.names, in, page.AskFrom), findName(a.names, in, page.AskInto)
	a.err = in.Err()
	return a
}

// find gives the paths that were asked for, by whom they lead into and then by
// whom they lead from; the ends are those of all, if they are in order already.
func (a pathAsk) find(s sight, e *ends) []*contact.Path {
	from, into := newAmong(s.v, a.from), newAmong(s.v, a.into)
	var found []*contact.Path
	for _, p := range contact.Paths.All(s.v) {
		if a.takes(p) && from.has(s.v, p.From) && into.has(s.v, p.Into) && s.isAbout(a.municipality, p.Municipality, p.From, p.Into) {
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
	bound := notSaid
	if p.PersonBound != nil {
		bound = yesOrNo(*p.PersonBound)
	}
	return (a.ease == "" || a.ease == p.Ease || a.ease == notSaid && p.Ease == "") &&
		(a.exists == "" || a.exists == yesOrNo(!p.Missing())) && (a.person == "" || a.person == bound)
}

func yesOrNo(is bool) string {
	if is {
		return yes
	}
	return no
}

func (a pathAsk) form(s sight, r *http.Request) *web.Form {
	f := web.NewForm(s.l, a.in)
	f.Filter, f.Action = true, "/vagar"
	f.SuggestFrom(page.AskFrom, "contactweb.from", nameList)
	f.SuggestFrom(page.AskInto, "contactweb.into", nameList)
	var codes []string
	for _, p := range contact.Paths.All(s.v) {
		codes = append(codes, p.Municipality)
	}
	f.Select(page.AskMunicipality, "contactweb.municipality", s.placesTold(codes, a.municipality))
	f.Select(askEase, "contactweb.ease", append(page.Options(s.l, "ease"), options(s, "ease_", notSaid)...))
	f.Select(askPerson, "contactweb.person_bound", options(s, "person_", yes, no, notSaid))
	if a.exists != "" {
		f.Keep(askExists, a.exists)
	}
	if isNarrow(r) {
		f.Cancel = "/vagar"
	}
	return f.Fail(a.err)
}

func newPathsPage(s sight, r *http.Request) *pathsPage {
	ask := readPathAsk(s, r)
	p := &pathsPage{Filter: ask.form(s, r)}
	p.Title = s.t("paths")
	p.Head = web.Head{Title: p.Title, Lead: s.t("paths.lead"), Actions: []web.Link{{Href: page.Address("/en-vag-in", page.AskFrom, ask.from,
		page.AskInto, ask.into, page.AskMunicipality, ask.municipality), Text: s.t("wayin"), Icon: "search"}}}
	if s.v.MayAdd() {
		add := page.Address("/ny/contact_path", "from", ask.from, "into", ask.into, "municipality", ask.municipality)
		p.Head.Actions = append(p.Head.Actions, web.Link{Href: add, Text: s.t("add_path"), Icon: "plus"})
	}
	e := s.endsOf(contact.Paths.All(s.v))
	p.Names = e.suggestions(ask.names)
	p.Empty = web.Empty{Title: s.t("paths.none"), Text: s.t("paths.none.text"), Action: &web.Link{Href: "/vagar", Text: s.t("show_all_paths")}}
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
	p.Tabs = web.Tabs{Label: s.t("exists")}
	for _, word := range []string{"", yes, no} {
		n := 0
		for _, x := range all {
			if word == "" || yesOrNo(!x.Missing()) == word {
				n++
			}
		}
		p.Tabs.Items = append(p.Tabs.Items, web.Link{Href: page.With(r, askExists, word), Text: s.t("exists_" + word),
			Note: s.l.Number(float64(n)), Current: word == asked})
	}
	p.Says = s.t("paths.count", len(found))
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
	p := &pathPage{About: page.NewAbout(s.v, s.l, x), FromText: s.short(x.From), IntoText: s.short(x.Into)}
	p.Title = s.t("path.title", p.FromText, p.IntoText)
	p.Head = s.pathHead(x)
	p.Head.Title = p.Title
	p.Crumbs = []web.Link{{Href: "/vagar", Text: s.t("paths")}}
	p.Facts = s.pathFacts(x)
	if x.Missing() {
		p.Missing = &web.Alert{Color: "warning", Title: s.t("path.missing"), Text: cmp.Or(x.Note, s.t("path.missing.text"))}
		p.Head.Actions[0].Text = s.t("path.nearest")
	} else if !x.NamesNoWay() {
		d := s.doing(contact.Way{Type: x.Via, Path: x})
		p.Advice = &d
	}
	p.fill(s, x)
	return p
}

func (s sight) pathHead(x *contact.Path) web.Head {
	h := web.Head{Kicker: s.t("path"), Fresh: page.Fresh(s.v, s.l, x)}
	if tag := page.EaseTag(s.l, x.Ease); tag != nil {
		h.Tags = append(h.Tags, *tag)
	}
	if x.PersonBound != nil && *x.PersonBound {
		h.Tags = append(h.Tags, web.Tag{Text: s.l.T("page.ways.on_one"), Color: "warning"})
	}
	h.Actions = []web.Link{{Href: page.Address("/en-vag-in", page.AskFrom, x.From, page.AskInto, x.Into, page.AskMunicipality, x.Municipality), Text: s.t("path.all_ways"), Icon: "search"}}
	return h
}

func (s sight) pathFacts(x *contact.Path) web.Definitions {
	facts := web.Definitions{{Term: s.t("from"), Cells: []web.Cell{s.end(x.From)}}, {Term: s.t("into"), Cells: []web.Cell{s.end(x.Into)}}}
	if !x.Missing() {
		facts = append(facts, web.Say(s.t("via"), page.UpperFirst(page.Word(s.l, "via", x.Via))), web.Say(s.t("function"), cmp.Or(x.Function, s.l.T("page.unknown"))))
		if len(x.Channels) == 0 {
			facts = append(facts, web.Say(s.t("channels"), s.l.T("page.unknown")))
		}
	}
	facts = append(facts, web.Say(s.t("ease"), page.Word(s.l, "ease", x.Ease)))
	if !x.Missing() {
		bound := notSaid
		if x.PersonBound != nil {
			bound = yesOrNo(*x.PersonBound)
		}
		facts = append(facts, web.Say(s.t("person_bound"), s.t("person_"+bound)))
	}
	return append(facts, web.Definition{Term: s.t("municipality"), Cells: []web.Cell{s.place(x.Municipality)}})
}

// place is a municipality; where none is said, it holds wherever the ends are.
func (s sight) place(code string) web.Cell {
	if code == "" {
		return web.Cell{Text: s.t("no_place")}
	}
	return web.Cell{Text: page.PlaceName(code), Href: page.PlaceURL(code)}
}

// fill adds what else is told between the two.
func (p *pathPage) fill(s sight, x *contact.Path) {
	var scope []string
	if x.Municipality != "" {
		scope = []string{x.Municipality}
	}
	m := contact.Between(s.v, x.From, x.Into, scope)
	var others []*contact.Path
	for _, o := range m.Mine.Paths {
		if o.ID != x.ID {
			others = append(others, o)
		}
	}
	if len(others) > 0 {
		p.Others = s.pathTable(s.t("path.others"), others)
	}
	if len(m.Theirs.Paths) > 0 {
		p.Back = s.pathTable(s.t("path.back", p.IntoText, p.FromText), m.Theirs.Paths)
	} else {
		p.NoBack = s.t("path.no_back", p.IntoText, p.FromText)
	}
	p.Between = []web.Link{{Href: cellURL(x.From, x.Into, page.AskMunicipality, x.Municipality),
		Text: s.t("between_n", s.t("n_forums", len(m.Forums)), s.t("n_relations", len(m.Mine.Relations)+len(m.Theirs.Relations)))}}
}
