package contactweb

import (
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// side is what is told of one end, while the other is not chosen.
type side struct {
	Title  string
	Choose choice // the other end
	Ways   *pathTable
	More   *web.Link
	Empty  web.Empty
}

// sideWays is how many ways are listed.
const sideWays = 30

func (s sight) side(a asking) *side {
	id, out := a.q.Into, false
	if id == "" {
		id, out = a.q.From, true
	}
	f := pathAsk{toldAsk: toldAsk{to: id, municipality: a.q.Municipality}}
	x := &side{Title: s.T("contactweb.side.into", s.short(id)), Choose: choice{Title: s.T("contactweb.side.who")}, Empty: s.noWays(a)}
	if out {
		f.from, f.to = id, ""
		x.Title, x.Choose.Title = s.T("contactweb.side.out_of", s.short(id)), s.T("contactweb.side.whom")
	}
	x.Choose.Links = s.otherEnds(a)
	paths := f.find(s, nil)
	if len(paths) > sideWays {
		x.More = &web.Link{Href: page.Address("/vagar", page.AskFrom, f.from, page.AskInto, f.to, page.AskMunicipality, f.municipality),
			Text: s.T("contactweb.side.all", len(paths))}
		paths = paths[:sideWays]
	}
	if len(paths) > 0 {
		x.Ways = s.pathTable(x.Title, paths).fixed(paths)
	}
	return x
}

func (s sight) noWays(a asking) web.Empty {
	e := web.Empty{Title: s.T("contactweb.side.none"), Text: s.T("contactweb.side.none.text")}
	if s.View.MayAdd() {
		e.Action = &web.Link{Href: page.Address("/ny/contact_path", "from", a.q.From, "into", a.q.Into, "municipality", a.q.Municipality), Text: s.T("contactweb.add_path")}
	}
	return e
}

// mostChoices is how many other ends can be chosen by one click.
const mostChoices = 10

// otherEnds are whom the other end may be: those who meet in the municipality,
// or the kinds that there are everywhere.
func (s sight) otherEnds(a asking) []web.Link {
	ids := forum.MainKinds()
	if here := (scope{municipality: a.q.Municipality}); here.municipality != "" {
		ids = slices.DeleteFunc(here.candidates(s), func(id string) bool { return !here.isCore(s, id) && !here.isBound(s, id) })
	}
	chosen := a.q.From + a.q.Into
	whole := party.PartyOf(s.View, chosen)
	ids = slices.DeleteFunc(ids, func(id string) bool { return id == chosen || id == whole })
	var links []web.Link
	for _, id := range ids[:min(len(ids), mostChoices)] {
		with := a
		if with.q.From == "" {
			with.q.From = id
		} else {
			with.q.Into = id
		}
		links = append(links, web.Link{Href: with.address(), Text: s.short(id)})
	}
	return links
}

// start is what can be asked for before anything is: whom one often needs.
func (s sight) start(a asking) []choice {
	into := func(ids []string) []web.Link {
		links := make([]web.Link, len(ids))
		for i, id := range ids {
			links[i] = web.Link{Href: page.Address("/en-vag-in", page.AskInto, id, page.AskMunicipality, a.q.Municipality), Text: s.short(id)}
		}
		return links
	}
	return []choice{{s.T("contactweb.start.parties"), into(forum.MainKinds())}, {s.T("contactweb.start.services"), into(s.services(a.q.Municipality))}}
}

// meant is whom somebody may have meant who wrote a name that nobody has.
func (s sight) meant(a asking) []choice {
	var all []choice
	for _, end := range []struct{ name, id, title string }{
		{page.AskFrom, a.q.From, "contactweb.meant.from"}, {page.AskInto, a.q.Into, "contactweb.meant.into"}} {
		typed := a.in.Get(end.name)
		if typed == "" || end.id != "" {
			continue
		}
		c := choice{Title: s.T(end.title)}
		ids := a.names.Candidates(typed)
		for _, id := range ids[:min(len(ids), mostChoices)] {
			with := page.Address("/en-vag-in", end.name, id, page.AskMunicipality, a.q.Municipality)
			for _, other := range []string{page.AskFrom, page.AskInto} {
				if other != end.name {
					with = page.Address(with, other, a.in.Get(other))
				}
			}
			c.Links = append(c.Links, web.Link{Href: with, Text: a.names.Label(id)})
		}
		all = append(all, c)
	}
	return all
}

// services are the kinds of unit that there are, in the municipality if one is
// chosen.
func (s sight) services(municipality string) []string {
	there := map[string]bool{}
	for _, u := range party.Units.All(s.View) {
		there[u.Type] = there[u.Type] || municipality == "" || slices.Contains(u.Serves(s.View), municipality)
	}
	return slices.DeleteFunc(slices.Clone(record.Vocabulary("unit_kind")), func(word string) bool {
		return !there[word] || word == "other" || word == "management"
	})
}

// nobodyKnows stands where there is no way at all: who could know of one.
type nobodyKnows struct {
	page.Said
	Title  string
	Text   string
	Ask    web.Definitions
	Search web.Link
}

func (s sight) nobodyKnows(a asking, found contact.Answer) *nobodyKnows {
	x := &nobodyKnows{Said: page.Said{Lang: s.Lang}, Title: s.T("contactweb.empty", s.short(a.q.Into)), Text: s.T("contactweb.empty.text"),
		Search: web.Link{Href: page.Address("/sok", page.AskText, s.short(a.q.Into)), Text: s.T("contactweb.empty.search", s.short(a.q.Into))}}
	if len(found.Missing) > 0 {
		x.Text = s.T("contactweb.empty.missing")
	}
	add := func(key string, cells []web.Cell) {
		if len(cells) > 0 {
			x.Ask = append(x.Ask, web.Definition{Term: s.T("contactweb." + key), Cells: cells})
		}
	}
	add("empty.association", s.associationsOf(found.Place, a.q))
	add("empty.conveners_theirs", s.conveners(a.q.Into, found.Place))
	add("empty.conveners_mine", s.conveners(a.q.From, found.Place))
	return x
}

func (s sight) associationsOf(municipality string, q contact.Question) []web.Cell {
	var all []*party.Association
	if municipality != "" {
		all = party.Associations.Pointing(s.View, record.Key{Kind: "municipality", ID: municipality}, "municipalities")
	} else {
		whole := record.Key{Kind: party.Parties.Name, ID: party.PartyOf(s.View, q.From)}
		all = party.Associations.Pointing(s.View, whole, "parties")
	}
	var cells []web.Cell
	for _, a := range all[:min(len(all), 3)] {
		cells = append(cells, web.Cell{Text: a.Name, Href: a.URL()})
	}
	return cells
}

// mostForums is how many forums are named in which one can ask.
const mostForums = 3

// conveners names who calls to the forums of an end, or else the forums.
func (s sight) conveners(id, municipality string) []web.Cell {
	var cells []web.Cell
	for _, f := range forum.List(s.View, forum.Filter{Municipality: municipality, Parties: []string{id}, Status: []string{"active"}}) {
		if len(cells) == mostForums {
			break
		}
		c := web.Cell{Text: f.Name, Href: f.URL()}
		if f.Convener != "" {
			c.Note = s.T("contactweb.empty.convener", party.ActorName(s.View, f.Convener))
		}
		cells = append(cells, c)
	}
	return cells
}
