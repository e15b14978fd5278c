package partyweb

import (
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
)

// partyPage shows a party.
type partyPage struct {
	web.Frame
	Head         web.Head
	Facts        web.Definitions
	Contents     web.Tabs
	Units        []node
	Places       []branchPlace // units by municipality, for a party of several
	Spread       []web.Link    // how many units where, for a party of the whole country
	AllUnits     *web.Link
	UnitCount    int
	WaysIn       *page.WayTable
	WaysOut      *page.WayTable
	AllWays      []web.Link // where more than are shown
	NoWay        web.Empty
	Missing      *web.Alert
	Forums       *page.ForumTable
	ForumCount   int
	AllForums    *web.Link // where more than are shown
	Relations    *page.RelationTable
	AllRelations []web.Link // where more than are shown
	Said         []page.StatementGroup
	Associations []web.Card
	About        page.About
	AddUnit      string
}

// branchPlace is the units that serve a municipality, or none in particular.
type branchPlace struct {
	Title web.Link
	Units []node
}

func newPartyPage(s sight, x *party.Party) *partyPage {
	within := party.Within(s.View, x.ID)
	p := &partyPage{Head: s.partyHead(x), Facts: s.partyFacts(x), About: page.NewAbout(s.View, s.Lang, x)}
	relations := contact.RelationsOf(s.View, within)
	if len(relations) > relationsShown {
		p.AllRelations = s.allOf("/relationer", "partyweb.all_relations_into", "partyweb.all_relations_from", x)
		relations = relations[:relationsShown]
	}
	p.Relations = s.tableOf(relations, page.ShortName(x), within...)
	p.Title = x.Name
	p.Crumbs = []web.Link{{Href: "/vem", Text: s.T("partyweb.who")}}
	p.fillUnits(s, x)
	p.fillForums(s, x, within)
	p.fillWays(s, x, within)
	p.Said = page.StatementGroups(s.View, s.Lang, mapping.List(s.View, mapping.Filter{Actor: x.ID}), saidShown,
		page.Context{Actors: []string{x.ID}, More: page.Address("/vad", page.AskActor, x.ID)})
	p.Associations = s.associationCards(party.Associations.Pointing(s.View, x.Key(), "parties"))
	if s.View.MayAdd() {
		p.AddUnit = page.Address("/ny/unit", "party", x.ID, "municipality", x.Municipality)
	}
	p.Contents = s.partyContents(p)
	return p
}

func (s sight) partyHead(x *party.Party) web.Head {
	h := web.Head{Kicker: upperFirst(page.Word(s.Lang, "party_kind", x.Type)), Title: x.Name, Marker: page.Marker(s.Lang, x.Type), Fresh: page.Fresh(s.View, s.Lang, x),
		Actions: []web.Link{{Href: page.Address("/en-vag-in", page.AskInto, x.ID), Text: s.T("partyweb.find_way_here"), Icon: "search"}}}
	if x.ShortName != "" && x.ShortName != page.ShortName(x) {
		h.Tags = append(h.Tags, web.Tag{Text: x.ShortName})
	}
	return h
}

func (s sight) partyFacts(x *party.Party) web.Definitions {
	var facts web.Definitions
	if x.Municipality != "" {
		facts = append(facts, web.Definition{Term: s.T("partyweb.municipality"), Cells: []web.Cell{{Links: page.PlaceLinks([]string{x.Municipality})}}})
	}
	if r, ok := place.FindRegion(x.Region); ok {
		facts = append(facts, web.Say(s.T("partyweb.county"), r.County))
	}
	if x.ShortName != "" {
		facts = append(facts, web.Say(s.T("partyweb.short_name"), x.ShortName))
	}
	return facts
}

// manyPlaces is from how many municipalities on the units of a party are shown
// by municipality and not as one tree.
const manyPlaces = 3

func (p *partyPage) fillUnits(s sight, x *party.Party) {
	units := party.Units.Pointing(s.View, x.Key(), "party")
	p.UnitCount = len(units)
	of, codes := map[string][]*party.Unit{}, []string{}
	for _, u := range units {
		code := ""
		if serves := u.Serves(s.View); len(serves) == 1 {
			code = serves[0]
		}
		if of[code] == nil && code != "" {
			codes = append(codes, code)
		}
		of[code] = append(of[code], u)
	}
	if len(codes) < manyPlaces {
		p.Units = s.forest(units, "")
		return
	}
	if len(units) > unitsShown {
		p.Spread = s.spread(codes, of)
		p.AllUnits = &web.Link{Href: page.Address("/vem", page.AskText, x.Name), Text: s.T("partyweb.all_n_units", len(units))}
		return
	}
	for _, link := range page.PlaceLinks(codes) {
		p.Places = append(p.Places, branchPlace{link, s.forest(of[codeOf(link)], "")})
	}
	if several := of[""]; len(several) > 0 {
		p.Places = append(p.Places, branchPlace{web.Link{Text: s.T("partyweb.several_municipalities")}, s.forest(several, "")})
	}
}

// unitsShown is how many units the page of a party shows by municipality; of an
// authority of the whole country it says how many there are where.
const unitsShown = 200

func (s sight) spread(codes []string, of map[string][]*party.Unit) []web.Link {
	links := page.PlaceLinks(codes)
	for i := range links {
		links[i].Note = s.Lang.Number(float64(len(of[codeOf(links[i])])))
	}
	return links
}

// codeOf is the municipality that a link to its page leads to.
func codeOf(l web.Link) string { return l.Href[len(page.PlaceURL("")):] }

// forumsShown is how many forums the page of a party shows; an authority of the
// whole country sits in more than anybody reads.
const forumsShown = 25

func (p *partyPage) fillForums(s sight, x *party.Party, within []string) {
	forums := forum.AttendedWithin(s.View, x.ID)
	p.ForumCount = len(forums)
	if len(forums) > forumsShown {
		p.AllForums = &web.Link{Href: page.Address("/var", page.AskActor, x.ID), Text: s.T("partyweb.all_n_forums", len(forums))}
		forums = forums[:forumsShown]
	}
	p.Forums = s.attendedTable(forums, within)
}

// waysShown and relationsShown are how many ways and relations it shows.
const waysShown, relationsShown = 50, 150

func (p *partyPage) fillWays(s sight, x *party.Party, within []string) {
	in, out := s.waysOf(within)
	if len(in) > waysShown || len(out) > waysShown {
		p.AllWays = s.allOf("/vagar", "partyweb.all_ways_into", "partyweb.all_ways_from", x)
		in, out = in[:min(len(in), waysShown)], out[:min(len(out), waysShown)]
	}
	p.WaysIn = s.wayTable(s.T("partyweb.ways_in_to", page.ShortName(x)), in, false)
	p.WaysOut = s.wayTable(s.T("partyweb.ways_out_of", page.ShortName(x)), out, true)
	p.Missing = s.missingAlert(in)
	p.NoWay = s.noWay(page.ShortName(x), x.ID)
}

// allOf leads to the lists of what is told of a party, into it and out of it.
func (s sight) allOf(list, into, from string, x *party.Party) []web.Link {
	return []web.Link{{Href: page.Address(list, page.AskInto, x.ID), Text: s.T(into, page.ShortName(x))},
		{Href: page.Address(list, page.AskFrom, x.ID), Text: s.T(from, page.ShortName(x))}}
}

// noWay stands where no way in is told of.
func (s sight) noWay(name, id string) web.Empty {
	e := web.Empty{Title: s.T("partyweb.no_way", name), Text: s.T("partyweb.no_way_text"),
		Action: &web.Link{Href: page.Address("/en-vag-in", page.AskInto, id), Text: s.T("partyweb.find_way_here")}}
	if s.View.MayAdd() {
		e.Action = &web.Link{Href: page.Address("/ny/contact_path", "into", id), Text: s.T("partyweb.add_way")}
	}
	return e
}

// waysOf gives the contact paths into the actors from outside of them, and out
// of them; a path from one of them to another is within.
func (s sight) waysOf(actors []string) (in, out []*contact.Path) {
	for _, p := range contact.PathsOf(s.View, actors) {
		from, into := slices.Contains(actors, p.From), slices.Contains(actors, p.Into)
		if into {
			in = append(in, p)
		}
		if from && !into {
			out = append(out, p)
		}
	}
	return in, out
}

// wayTable is nil if there are no paths.
func (s sight) wayTable(caption string, paths []*contact.Path, byFrom bool) *page.WayTable {
	if len(paths) == 0 {
		return nil
	}
	t := page.NewWayTable(s.View, s.Lang, caption, paths, page.Context{}, byFrom)
	return &t
}

// attendedTable is forums with as whom the actors sit there; nil if there are
// none.
func (s sight) attendedTable(forums []*forum.Forum, within []string) *page.ForumTable {
	if len(forums) == 0 {
		return nil
	}
	t := page.NewForumTableFor(s.View, s.Lang, s.T("partyweb.forums_of"), forums, within...)
	t.Quiet = true
	return &t
}

// relationTable is how the first actor, or what is within it, and others find
// each other; nil if nothing is told.
func (s sight) relationTable(name string, ids ...string) *page.RelationTable {
	return s.tableOf(contact.RelationsOf(s.View, ids), name, ids...)
}

func (s sight) tableOf(all []*contact.Relation, name string, ids ...string) *page.RelationTable {
	if len(all) == 0 {
		return nil
	}
	t := page.NewRelationTable(s.View, s.Lang, name, all, ids...)
	t.Caption = s.T("partyweb.relations_of", name)
	return &t
}

func (s sight) partyContents(p *partyPage) web.Tabs {
	return s.contents(
		part{p.UnitCount > 0, "enheter", "partyweb.units"},
		part{true, "vagar", "partyweb.ways"},
		part{p.Forums != nil, "forum", "partyweb.forums"},
		part{p.Relations != nil, "relationer", "partyweb.relations"},
		part{len(p.Said) > 0, "utsagor", "partyweb.said"},
	)
}
