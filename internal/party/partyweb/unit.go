package partyweb

import (
	"cmp"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// unitPage shows a unit: what it does and for whom, the way in, and how it
// works together with others.
type unitPage struct {
	web.Frame
	Head      web.Head
	Facts     web.Definitions
	Contents  web.Tabs
	WaysIn    []page.WayCard
	Functions web.Definitions // that meet others, with the forums where they do
	ToWhole   *page.WayTable  // ways into what the unit is part of
	Fragile   *web.Alert      // all ways hang on one person
	NoWay     web.Empty
	House     web.Table
	Forums    *page.ForumTable
	NoForum   web.Empty
	Relations *page.RelationTable
	WaysOut   *page.WayTable
	Said      []page.StatementGroup
	NoSaid    web.Empty
	Tree      []node
	About     page.About
}

func newUnitPage(s sight, u *party.Unit) *unitPage {
	p := &unitPage{Head: s.unitHead(u), Facts: s.unitFacts(u), House: s.houseTable(u),
		Forums: s.attendedTable(forum.AttendedWithin(s.View, u.ID), party.Within(s.View, u.ID)), Relations: s.relationTable(cmp.Or(u.ShortName, u.Name), u.ID),
		About: page.NewAbout(s.View, s.Lang, u)}
	p.Title = u.Name
	p.Crumbs = s.unitCrumbs(u)
	p.fillWays(s, u)
	p.Said = page.StatementGroups(s.View, s.Lang, s.saidOf(u.ID), 6, page.Context{Actors: []string{u.ID}, Municipality: u.Municipality})
	p.Tree = s.unitTree(u)
	p.NoForum = s.nothing("partyweb.no_forum", "/ny/forum", "participants", u)
	p.NoSaid = s.nothing("partyweb.no_said", "/ny/statement", "about", u)
	p.Contents = s.unitContents(p)
	return p
}

// nothing says that nothing is told of a unit, and leads on for who may add.
func (s sight) nothing(key, add, field string, u *party.Unit) web.Empty {
	e := web.Empty{Title: s.T(key, u.Name), Text: s.T(key + "_text")}
	if s.View.MayAdd() {
		e.Action = &web.Link{Href: page.Address(add, field, u.ID, "municipality", u.Municipality), Text: s.T(key + "_add")}
	}
	return e
}

func (s sight) unitHead(u *party.Unit) web.Head {
	h := web.Head{Title: u.Name, Lead: u.Mission, Marker: page.ActorMarker(s.View, s.Lang, u.ID), Fresh: page.Fresh(s.View, s.Lang, u),
		Kicker:  s.T("partyweb.unit_of", s.View.TitleOf(record.Key{Kind: "party", ID: u.Party})),
		Actions: []web.Link{{Href: page.Address("/en-vag-in", page.AskInto, u.ID), Text: s.T("partyweb.find_way_here"), Icon: "search"}}}
	if u.ShortName != "" && u.ShortName != u.Name {
		h.Tags = append(h.Tags, web.Tag{Text: u.ShortName})
	}
	if u.Type != "" {
		h.Tags = append(h.Tags, web.Tag{Text: page.Word(s.Lang, "unit_kind", u.Type)})
	}
	if u.SupportedByFinsam != nil && *u.SupportedByFinsam {
		h.Tags = append(h.Tags, web.Tag{Text: s.T("partyweb.by_finsam"), Color: "info"})
	}
	return h
}

func (s sight) unitCrumbs(u *party.Unit) []web.Link {
	crumbs := []web.Link{{Href: "/vem", Text: s.T("partyweb.who")}}
	if p := party.Parties.Find(s.View, u.Party); p != nil {
		crumbs = append(crumbs, web.Link{Href: p.URL(), Text: p.Name})
	}
	up := party.Ancestors(s.View, u)
	for _, a := range slices.Backward(up) {
		crumbs = append(crumbs, page.Link(s.View, a))
	}
	return crumbs
}

// unitFacts says what the unit does and for whom; what is not known is said to
// be unknown, for these are what a caseworker asks first.
func (s sight) unitFacts(u *party.Unit) web.Definitions {
	var facts web.Definitions
	if u.Mission == "" {
		facts = append(facts, web.Say(s.T("partyweb.mission"), s.T("page.unknown")))
	}
	facts = append(facts, web.Say(s.T("partyweb.for_ages"), s.agesOrUnknown(u.AgeMin, u.AgeMax)), s.groupsFact(u.TargetGroups))
	serves := web.Cell{Text: s.T("page.unknown")}
	if codes := u.Serves(s.View); len(codes) > 0 {
		serves = web.Cell{Links: page.PlaceLinks(codes)}
	}
	facts = append(facts, web.Definition{Term: s.T("partyweb.serves"), Cells: []web.Cell{serves}})
	return append(facts, s.insatsFact(u.ID)...)
}

func (s sight) agesOrUnknown(from, to *int) string {
	return cmp.Or(page.Ages(s.Lang, from, to), s.T("page.unknown"))
}

func (s sight) groupsFact(ids []string) web.Definition {
	d := web.Definition{Term: s.T("partyweb.target_groups")}
	for _, id := range ids {
		if t := party.TargetGroups.Find(s.View, id); t != nil {
			d.Cells = append(d.Cells, web.Cell{Text: t.Name, Href: t.URL(), Note: page.Ages(s.Lang, t.AgeMin, t.AgeMax)})
		}
	}
	if len(d.Cells) == 0 {
		d.Cells = []web.Cell{{Text: s.T("page.unknown")}}
	}
	return d
}

func (p *unitPage) fillWays(s sight, u *party.Unit) {
	in, out := s.waysOf([]string{u.ID})
	c := page.Context{Municipality: u.Municipality}
	p.WaysIn = page.NewWayCards(s.View, s.Lang, in, c)
	p.Functions = s.functions(u)
	p.ToWhole = s.wayTable(s.T("partyweb.ways_to_whole"), s.waysToWhole(u), false)
	p.WaysOut = s.wayTable(s.T("partyweb.ways_out_of", u.Name), out, true)
	p.NoWay = s.noWay(u.Name, u.ID)
	if hangsOnOne(in) {
		p.Fragile = &web.Alert{Color: "warning", Title: s.T("partyweb.fragile"), Text: s.T("partyweb.fragile_text")}
	}
}

// functions gives the functions by which a unit, or what is within it, meets
// others, with the forums where it does: whom one can ask for where no way in
// is told of.
func (s sight) functions(u *party.Unit) web.Definitions {
	within := party.Within(s.View, u.ID)
	at := map[string]int{}
	var all web.Definitions
	for _, f := range forum.AttendedWithin(s.View, u.ID) {
		for _, x := range f.Participants {
			if x.Function == "" || !slices.Contains(within, x.Actor) || len(f.Parties(s.View)) < 2 {
				continue
			}
			if _, ok := at[x.Function]; !ok {
				at[x.Function] = len(all)
				all = append(all, web.Definition{Term: upperFirst(x.Function)})
			}
			d := &all[at[x.Function]]
			d.Cells = append(d.Cells, web.Cell{Text: f.Name, Href: f.URL(), Note: page.RhythmOf(s.Lang, f.Frequency).Words})
		}
	}
	return all
}

// saidOf gives the statements about the unit itself or by it.
func (s sight) saidOf(unit string) []*mapping.Statement {
	return slices.DeleteFunc(mapping.Statements.All(s.View), func(x *mapping.Statement) bool {
		return x.By != unit && !slices.Contains(x.About, unit)
	})
}

// waysToWhole gives the ways into what a unit is part of: its ancestors and its
// party, in the municipalities that it serves.
func (s sight) waysToWhole(u *party.Unit) []*contact.Path {
	whole := []string{u.Party}
	for _, a := range party.Ancestors(s.View, u) {
		whole = append(whole, a.ID)
	}
	serves := u.Serves(s.View)
	return slices.DeleteFunc(contact.Paths.All(s.View), func(p *contact.Path) bool {
		elsewhere := p.Municipality != "" && len(serves) > 0 && !slices.Contains(serves, p.Municipality)
		return !slices.Contains(whole, p.Into) || elsewhere || party.PartyOf(s.View, p.From) == u.Party
	})
}

// hangsOnOne tells whether there are ways in and each that is there hangs on
// one person.
func hangsOnOne(paths []*contact.Path) bool {
	there := slices.DeleteFunc(slices.Clone(paths), (*contact.Path).Missing)
	return len(there) > 0 && !slices.ContainsFunc(there, func(p *contact.Path) bool {
		return p.PersonBound == nil || !*p.PersonBound
	})
}

// houseTable is who sits in the same house.
func (s sight) houseTable(u *party.Unit) web.Table {
	t := web.Table{Caption: s.T("partyweb.house"), Quiet: true, Columns: []web.Column{{Text: s.T("partyweb.house.actor")},
		{Text: s.T("partyweb.house.extent")}, {Text: s.T("partyweb.house.told")}, {Text: s.T("page.confirmed")}}}
	for _, h := range party.SameHouse(s.View, u.ID) {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{page.ActorCell(s.View, s.Lang, h.Actor),
			{Text: cmp.Or(h.Extent, s.T("partyweb.house.extent_unknown"))}, {Text: h.Told.Name, Href: h.Told.URL()},
			{Fresh: page.FreshIn(s.View, s.Lang, h.Told)}}})
	}
	return t
}

// unitTree is the unit with all it is part of and all that is part of it.
func (s sight) unitTree(u *party.Unit) []node {
	units := slices.Clone(party.Ancestors(s.View, u))
	slices.Reverse(units)
	units = append(units, u)
	for _, id := range party.Within(s.View, u.ID)[1:] {
		units = append(units, party.Units.Find(s.View, id))
	}
	if len(units) == 1 {
		return nil
	}
	return s.forest(units, u.ID)
}

func (s sight) unitContents(p *unitPage) web.Tabs {
	return s.contents(
		part{true, "vag", "partyweb.the_way_in"},
		part{len(p.House.Rows) > 0, "hus", "partyweb.house"},
		part{true, "forum", "partyweb.forums"},
		part{p.Relations != nil || p.WaysOut != nil, "relationer", "partyweb.relations"},
		part{true, "utsagor", "partyweb.said"},
		part{len(p.Tree) > 0, "enheter", "partyweb.tree"},
	)
}
