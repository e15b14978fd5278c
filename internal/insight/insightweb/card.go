package insightweb

import (
	"net/http"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// card tells of one node of the picture: {{template "insight-card" .}}.
type card struct {
	page.Said
	Key    string
	Kicker string
	Marker *web.Marker
	Name   string
	Record string // the address of its own page
	Hidden string // said where the picture does not show it
	Facts  web.Definitions
	Near   []neighbours
	Close  string // the address of the page without it
}

// neighbours are those that a node is tied to in one way.
type neighbours struct {
	Title string
	All   []neighbour
}

// neighbour leads to the card of another node.
type neighbour struct{ Key, Href, Name, Note string }

// card answers with the card of a node alone, for the script of the page.
func (p *Pages) card(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s, err := p.netSight(r, v)
	if err != nil {
		return err
	}
	a, g, err := s.chosenNetwork()
	if err != nil {
		return err
	}
	c := s.card(a, g, r.PathValue("key"))
	if c == nil {
		return fault.New(fault.NotFound, "insightweb.net.gone")
	}
	return p.Site.RenderPart(w, r, "insight-card", c)
}

// card tells of a node; nil if it is not in the scope. Its neighbours are those
// that the picture shows, or, where it shows none, all of the scope.
func (s sight) card(a ask, g *insight.Graph, key string) *card {
	hidden := ""
	at, ok := g.Find(key)
	if !ok {
		g, hidden = s.x.Network(a.scope), s.t("net.hidden")
		if at, ok = g.Find(key); !ok {
			return nil
		}
	}
	n := g.Nodes[at]
	c := &card{Said: page.Said{Lang: s.l}, Key: key, Name: s.nodeName(n), Kicker: s.t("node." + n.Kind), Hidden: hidden,
		Facts: s.cardFacts(a, n), Near: s.neighbours(g, at), Close: s.choosing("")}
	if n.Kind == insight.NodeParty || n.Kind == insight.NodeUnit {
		c.Marker = page.Marker(s.l, n.PartyKind)
	}
	c.Record = s.end(n).Href
	return c
}

func (s sight) cardFacts(a ask, n insight.Node) web.Definitions {
	var facts web.Definitions
	say := func(key string, c web.Cell) {
		facts = append(facts, web.Definition{Term: s.t(key), Cells: []web.Cell{c}})
	}
	if n.Party != "" && n.Kind != insight.NodeParty {
		say("net.party", linked(s.actor(n.Party)))
	}
	if n.Kind == insight.NodeForum {
		say("level", said(page.Word(s.l, "level", n.Level)))
		say("formality", said(page.Word(s.l, "formality", n.Formality)))
		say("net.status", said(page.Word(s.l, "status", n.Status)))
	}
	if len(n.Places) > 0 {
		say("col.where", said(page.PlaceNames(n.Places)))
	}
	if n.Kind != insight.NodePerson {
		say("col.meetings_year", said(s.meetings(n.Meetings)))
	}
	if n.Kind == insight.NodeParty || n.Kind == insight.NodeUnit {
		say("col.forums", web.Cell{Text: s.number(float64(n.Forums)), Href: a.to(pathLoad, page.AskActor, n.ID)})
	}
	if a.in.Get(askSize) == sizeBetween {
		say("col.between", said(s.percent1(s.between(a.scope, sizeBetween)[n.Key()])))
	}
	if b, err := s.v.Get(n.Record.Kind, n.Record.ID); err == nil {
		say("col.confirmed", web.Cell{Fresh: page.FreshIn(s.v, s.l, b)})
	}
	return facts
}

// The ways in which a node may be tied to another: the kind of tie, and whether
// it goes out from the node. What has no direction goes out.
var tieWays = []struct {
	kind string
	into bool
	text string
}{
	{insight.TieSeat, false, "net.sits"}, {insight.TieSeat, true, "net.sitting"},
	{insight.TiePath, false, "net.way_into"}, {insight.TiePath, true, "net.way_from"},
	{insight.TieAgreement, false, "net.agrees"}, {insight.TieColocation, false, "net.house"},
	{insight.TieRelation, false, "net.tells"}, {insight.TieRelation, true, "net.told"},
}

// neighbours are those a node is tied to, each once in each way, in the order of
// their names.
func (s sight) neighbours(g *insight.Graph, at int) []neighbours {
	var all []neighbours
	for _, way := range tieWays {
		seen := map[int]bool{at: true}
		group := neighbours{Title: s.t(way.text)}
		for _, e := range g.Edges {
			other, into := e.To, false
			if e.To == at {
				other, into = e.From, e.Directed || e.Kind == insight.TieSeat
			}
			if e.Kind != way.kind || e.From != at && e.To != at || into != way.into || seen[other] {
				continue
			}
			seen[other] = true
			n := g.Nodes[other]
			note := ""
			if e.PersonBound {
				note = s.t("way_person")
			}
			group.All = append(group.All, neighbour{n.Key(), s.choosing(n.Key()), s.nodeName(n), note})
		}
		if len(group.All) > 0 {
			text.SortBy(group.All, func(x neighbour) string { return x.Name })
			all = append(all, group)
		}
	}
	return all
}
