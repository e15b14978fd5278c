package insightweb

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// dependence shows what falls when something goes away.
func (s sight) dependence() *answerPage {
	a := s.readAsk()
	p := s.newAnswer(insight.AnalysisDependence, a)
	without := slices.DeleteFunc(a.in.All(askWithout), func(id string) bool { return id == "" })
	all := []insight.Dependency{}
	if a.isChosen() && a.in.Err() == nil {
		all = s.x.Dependencies(a.scope)
	}
	p.Form = s.dependenceForm(a, all, without)
	if p.choose(s, a, pathDependence) {
		return p
	}
	if len(without) > 0 {
		s.addRemoval(p, a, without)
	}
	s.addSeverance(p, a)
	cuts := s.x.Cuts(a.scope)
	p.Reading = append(p.Reading, s.say(cuts.Reading)...)
	if len(all) > 0 {
		p.Reading = append(p.Reading, s.say(all[0].Reading)...)
	}
	if len(all) > 0 {
		p.add("bild", s.t("dependence.picture"), part{Note: s.t("dependence.note"), Sides: s.dependenceBars(all)})
	}
	s.addDependencies(p, a, all, without)
	p.add("naten", s.t("cuts"), part{Note: s.t("cuts.note"), Table: s.cutTable(cuts), None: s.t("cuts.none")})
	if t := s.bridgeTable(cuts); len(t.Rows) > 0 {
		p.add("broar", s.t("bridges"), part{Note: s.t("bridges.note"), Table: t})
	}
	return p
}

// dependenceForm lets one more thing be taken away, and two be chosen.
func (s sight) dependenceForm(a ask, all []insight.Dependency, without []string) *web.Form {
	a.in.Set(askWithout) // what is taken away already travels with the form
	f := a.form(s, pathDependence)
	if kind := a.in.Get(askKind); kind != "" {
		f.Keep(askKind, kind)
	}
	for _, id := range without {
		f.Keep(askWithout, id)
	}
	var opts []web.Option
	for _, d := range all {
		if !slices.Contains(without, d.ID) {
			opts = append(opts, web.Option{Value: d.ID, Text: s.element(d.Element).Text, Group: s.t("element." + d.Kind)})
		}
	}
	slices.SortStableFunc(opts, func(a, b web.Option) int { return strings.Compare(a.Group, b.Group) })
	f.Select(askWithout, "insightweb.without", opts).Choosing("insightweb.choose")
	parties := s.partiesOf(a.scope)
	f.Select(askOne, "insightweb.separate", parties).Choosing("insightweb.choose")
	f.Select(askOther, "insightweb.from_whom", parties).Choosing("insightweb.choose")
	return f
}

// elementTabs lead to the elements of one kind, and to all.
func (s sight) elementTabs(chosen string, all []insight.Dependency) *web.Tabs {
	t := &web.Tabs{Label: s.t("kind"), Items: []web.Link{{Href: page.With(s.r, askKind, "") + "#beroenden", Text: s.t("all"), Note: s.number(float64(len(all))), Current: chosen == ""}}}
	for _, kind := range []string{insight.NodeUnit, insight.ElementFunction, insight.NodeForum, insight.NodePerson} {
		n := len(slices.DeleteFunc(slices.Clone(all), func(d insight.Dependency) bool { return d.Kind != kind }))
		if n > 0 {
			t.Items = append(t.Items, web.Link{Href: page.With(s.r, askKind, kind) + "#beroenden", Text: s.t("elements." + kind), Note: s.number(float64(n)), Current: kind == chosen})
		}
	}
	return t
}

// partiesOf are the parties in the network of a scope.
func (s sight) partiesOf(scope insight.Scope) []web.Option {
	var ids []string
	if scope != (insight.Scope{}) {
		for _, n := range s.x.Network(scope).Nodes {
			if n.Party != "" && !slices.Contains(ids, n.Party) {
				ids = append(ids, n.Party)
			}
		}
	}
	var opts []web.Option
	for _, p := range party.Parties.All(s.v) {
		if slices.Contains(ids, p.ID) {
			opts = append(opts, web.Option{Value: p.ID, Text: page.ShortName(p)})
		}
	}
	return opts
}

// element leads to what may go away.
func (s sight) element(e insight.Element) web.Link {
	switch e.Kind {
	case insight.NodeForum:
		return s.forum(e.ID)
	case insight.ElementFunction:
		who := s.actor(e.Actor)
		return web.Link{Href: who.Href, Text: s.l.T("insight.function_at", page.UpperFirst(e.Function), who.Text), Note: who.Note}
	case insight.NodePerson:
		return s.person(e.ID)
	case insight.TiePath:
		return s.record(insight.Ref{Kind: contact.Paths.Name, ID: e.ID})
	case insight.TieColocation:
		return web.Link{Text: s.t("house", s.actor(e.ID).Text), Href: s.actor(e.ID).Href}
	}
	return s.actor(e.ID)
}

// elementCell is what may go away with what sort of thing it is.
func (s sight) elementCell(e insight.Element) web.Cell {
	c := linked(s.element(e))
	c.Text = page.UpperFirst(c.Text)
	if c.Note != "" {
		c.Note = s.t("of_kind", s.t("element."+e.Kind), c.Note)
	} else {
		c.Note = s.t("element." + e.Kind)
	}
	return c
}

// person says which ways hang on a person of whom no name is known: the id is
// that of a contact path, or an actor's with a function.
func (s sight) person(id string) web.Link {
	if b := contact.Paths.Find(s.v, id); b != nil {
		return web.Link{Href: b.URL(), Text: s.t("person_in", s.partyWord(b.Into))}
	}
	for i := len(id) - 1; i > 0; i-- {
		if id[i] != '/' {
			continue
		}
		if a, ok := party.FindActor(s.v, id[:i]); ok {
			return web.Link{Href: page.Address("/vagar", page.AskInto, a.ID), Text: s.t("person_as", strings.ReplaceAll(id[i+1:], "-", " "), a.Name())}
		}
	}
	return web.Link{Href: "/vagar", Text: s.t("person")}
}

// mostDependencies is how many rows the table of all begins with.
const mostDependencies = 25

// mostCuts is how many of the places where the network breaks are listed.
const mostCuts = 20

func (s sight) addDependencies(p *answerPage, a ask, all []insight.Dependency, without []string) {
	kind := a.in.Get(askKind)
	tabs := s.elementTabs(kind, all)
	if kind != "" {
		all = slices.DeleteFunc(slices.Clone(all), func(d insight.Dependency) bool { return d.Kind != kind })
	}
	t := s.table(s.t("dependence.all"), "col.what", "col.separates", "col.paths", "col.empty_forums", "col.try")
	pages := web.NewPagination(s.r, mostDependencies, len(all))
	for _, d := range web.PageOf(pages, all) {
		first := s.elementCell(d.Element)
		row(t, first, s.pairs(d.Separates, 4), s.links(s.records(contact.Paths.Name, d.ContactPaths), 3), s.links(s.forums(d.Forums), 3),
			web.Cell{Text: s.t("take_away"), Href: s.without(a, append(without[:len(without):len(without)], d.ID))})
	}
	p.add("beroenden", s.t("dependence.all"), part{Tabs: tabs, Table: t, Pages: &pages, None: s.t("dependence.none")})
}

// without is the address of the page with things taken away.
func (s sight) without(a ask, ids []string) string {
	var pairs []string
	for _, id := range ids {
		pairs = append(pairs, askWithout, id)
	}
	address := a.to(pathDependence, askKind, a.in.Get(askKind))
	return page.Address(address, pairs...) + "#utan"
}

func (s sight) pairs(all [][2]string, most int) web.Cell {
	var links []web.Link
	for _, p := range all {
		links = append(links, web.Link{Text: s.t("pair", page.PartyMark(s.v, s.l, p[0]).Text, page.PartyMark(s.v, s.l, p[1]).Text),
			Href: page.Address("/matris/cell", "a", p[0], "b", p[1])})
	}
	return s.links(links, most)
}

// addRemoval shows what is left when things are taken away.
func (s sight) addRemoval(p *answerPage, a ask, ids []string) {
	r := s.x.Remove(a.scope, ids...)
	p.Reading = []string{s.removalSaid(r, ids)}
	t := s.table(s.t("removal"), "col.lost", "col.which")
	add := func(key string, links []web.Link) {
		if len(links) > 0 {
			row(t, said(s.t(key, len(links))), s.links(links, 20))
		}
	}
	if len(r.Separates) > 0 {
		row(t, said(s.t("removal.separates", len(r.Separates))), s.pairs(r.Separates, 20))
	}
	var weaker []web.Link
	for _, w := range r.Weakened {
		weaker = append(weaker, web.Link{Text: s.t("removal.weak", page.PartyMark(s.v, s.l, w.Parties[0]).Text, page.PartyMark(s.v, s.l, w.Parties[1]).Text, w.Before, w.Left),
			Href: page.Address("/matris/cell", "a", w.Parties[0], "b", w.Parties[1])})
	}
	add("removal.weakened", weaker)
	add("removal.forums", s.forums(r.Forums))
	add("removal.paths", s.records(contact.Paths.Name, r.Paths))
	add("removal.cut_off", s.actors(r.CutOff))
	x := part{Note: s.t("removal.note", r.LinksBefore, r.LinksLeft), Table: t, None: s.t("removal.none")}
	for i, id := range ids {
		left := slices.Delete(slices.Clone(ids), i, i+1)
		x.Links = append(x.Links, web.Link{Href: s.without(a, left), Text: s.t("put_back", s.removedName(r, id))})
	}
	for _, id := range r.Unknown {
		x.Says = append(x.Says, s.t("removal.unknown", id))
	}
	p.add("utan", s.t("removal"), x)
}

// removalSaid says how much is left of the links between the parties.
func (s sight) removalSaid(r insight.Removal, ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, s.removedName(r, id))
	}
	if r.LinksLeft == r.LinksBefore {
		return s.t("removal.all_left", join(names))
	}
	return s.t("removal.left", r.LinksLeft, r.LinksBefore, join(names))
}

func (s sight) removedName(r insight.Removal, id string) string {
	for _, e := range r.Removed {
		if e.ID == id {
			return s.element(e).Text
		}
	}
	return id
}

// addSeverance shows the fewest things that separate two parties.
func (s sight) addSeverance(p *answerPage, a ask) {
	one, other := a.in.Get(askOne), a.in.Get(askOther)
	if one == "" || other == "" || one == other {
		return
	}
	for _, id := range []string{one, other} {
		if _, ok := party.FindActor(s.v, id); !ok {
			p.Reading = append(p.Reading, s.t("no_actor", id))
			return
		}
	}
	x := s.x.Separate(a.scope, one, other)
	p.Reading = append(p.Reading, s.say(x.Reading...)...)
	t := s.table(s.t("severance"), "col.how", "col.which")
	for _, set := range []struct {
		key string
		all []insight.Element
	}{{"severance.direct", x.Direct}, {"severance.whole", x.Whole}} {
		var links []web.Link
		for _, e := range set.all {
			links = append(links, s.element(e))
		}
		row(t, said(s.t(set.key, len(set.all))), s.links(links, 40))
	}
	p.add("skilja", s.t("severance.of", s.partyWord(one), s.partyWord(other)), part{Table: t})
}

func (s sight) cutTable(c insight.Cuts) *web.Table {
	t := s.table(s.t("cuts"), "col.what", "col.cut_off", "col.forums")
	for _, x := range c.Points[:min(len(c.Points), mostCuts)] {
		first := s.elementCell(insight.Element{ID: x.ID, Kind: x.Kind})
		row(t, first, s.links(s.actors(x.CutOff), 6), s.links(s.forums(x.Forums), 4))
	}
	return t
}

func (s sight) bridgeTable(c insight.Cuts) *web.Table {
	t := s.table(s.t("bridges"), "col.tie", "col.between_ends", "col.cut_off")
	for _, x := range c.Bridges[:min(len(c.Bridges), mostCuts)] {
		row(t, said(s.t("tie."+x.Kind)), web.Cell{Links: []web.Link{s.node(x.A), s.node(x.B)}}, s.links(s.actors(x.CutOff), 4))
	}
	return t
}

// node leads to a node by its key, as kind:id.
func (s sight) node(key string) web.Link {
	kind, id, _ := strings.Cut(key, ":")
	return s.element(insight.Element{ID: id, Kind: kind})
}
