package contactweb

import (
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// cellPage is what there is between two: what a cell of the matrix opens to.
type cellPage struct {
	web.Frame
	Head    web.Head
	Forums  *page.ForumTable
	NoForum *web.Empty
	Sides   []direction
	Houses  []houseRow
	On      []web.Link
}

// direction is how one of them finds the other.
type direction struct {
	page.Said
	ID        string
	Title     string
	Ease      *web.Tag
	Relations []relationRow
	Paths     *pathTable
	Nothing   string
	Ask       web.Link // the ways in
}

// houseRow is two units in the same house.
type houseRow struct {
	A, B   web.Cell
	Extent string
	Told   web.Link
	Fresh  *web.Freshness
}

func newCellPage(s sight, r *http.Request, a, b string) *cellPage {
	c := readScope(s, r)
	if !c.chosen { // nothing is chosen for whoever comes by a link
		c = scope{everywhere: true}
	}
	m := contact.Between(s.View, a, b, c.codes())
	p := &cellPage{Houses: s.houses(c, a, b)}
	p.Title = s.T("contactweb.cell.title", s.short(a), s.short(b))
	p.Head = web.Head{Title: p.Title, Kicker: s.T("contactweb.cell.kicker"), Lead: s.cellLead(c, m)}
	p.Crumbs = []web.Link{{Href: page.Address("/matris", c.asked()...), Text: s.T("contactweb.matrix.of", c.name(s))}}
	p.fillForums(s, m.Forums)
	p.Sides = append(p.Sides, s.direction(c, "dit", a, b, m.Mine))
	if a != b {
		p.Sides = append(p.Sides, s.direction(c, "hit", b, a, m.Theirs))
	}
	return p
}

func (s sight) cellLead(c scope, m contact.Meeting) string {
	n := s.T("contactweb.n_forums", len(m.Forums))
	if c.everywhere {
		return s.T("contactweb.cell.lead", n)
	}
	return s.T("contactweb.cell.lead_in", n, c.name(s))
}

func (p *cellPage) fillForums(s sight, forums []*forum.Forum) {
	if len(forums) == 0 {
		p.NoForum = &web.Empty{Title: s.T("contactweb.cell.no_forum"), Text: s.T("contactweb.cell.no_forum.text")}
		return
	}
	t := page.NewForumTable(s.View, s.Lang, s.T("contactweb.cell.forums"), forums)
	t.Quiet = true
	p.Forums = &t
}

func (s sight) direction(c scope, id, from, to string, told contact.Telling) direction {
	d := direction{Said: page.Said{Lang: s.Lang}, ID: id, Title: s.T("contactweb.cell.finds", s.short(from), s.short(to)), Ease: page.EaseTag(s.Lang, told.Ease)}
	for _, r := range told.Relations {
		d.Relations = append(d.Relations, s.relationRow(r))
	}
	if len(told.Paths) > 0 {
		d.Paths = s.pathTable(s.T("contactweb.cell.paths", s.short(from), s.short(to)), told.Paths)
	}
	if len(told.Relations)+len(told.Paths) == 0 {
		d.Nothing = s.T("contactweb.cell.nothing", s.short(from), s.short(to))
	}
	d.Ask = web.Link{Href: page.Address("/en-vag-in", page.AskFrom, from, page.AskInto, to, page.AskMunicipality, c.municipality), Text: s.T("contactweb.cell.ask", s.short(from), s.short(to))}
	return d
}

// houses are the units of the two that sit in the same house.
func (s sight) houses(c scope, a, b string) []houseRow {
	var rows []houseRow
	theirs, codes := newAmong(s.View, b), c.codes()
	for _, id := range s.within(a) {
		for _, h := range party.SameHouse(s.View, id) {
			serves := party.PlacesOf(s.View, h.Told.ID)
			here := len(codes) == 0 || len(serves) == 0 || slices.ContainsFunc(serves, func(code string) bool { return slices.Contains(codes, code) })
			if theirs.has(s.View, h.Actor) && here && !(a == b && id > h.Actor) {
				rows = append(rows, houseRow{s.end(id), s.end(h.Actor), h.Extent, page.Link(s.View, h.Told), page.FreshIn(s.View, s.Lang, h.Told)})
			}
		}
	}
	return rows
}

// within gives an actor and what is within it, or all of a kind.
func (s sight) within(end string) []string {
	if _, ok := party.FindActor(s.View, end); ok {
		return party.Within(s.View, end)
	}
	var ids []string
	for _, p := range party.Parties.All(s.View) {
		if p.Type == end {
			ids = append(ids, party.Within(s.View, p.ID)...)
		}
	}
	return ids
}
