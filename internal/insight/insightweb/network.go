package insightweb

import (
	"cmp"
	"math"
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// Which table is shown beside the picture, and the orders of each.
const (
	shownNodes = "noder"
	shownEdges = "band"
)

// What only the network can be asked for, besides what ask.go names. What is
// chosen in the picture stands in the address beside what the form asks for.
const (
	askStatus = "status"
	askFresh  = "farsk" // word of a band of freshness
	askNode   = "nod"   // key of the chosen node
	askFind   = "hitta" // what is searched for in the picture
	askView   = "vy"    // what part of the picture is seen: x_y_scale
)

// leastFresh is how fresh a tie must be at least to be as fresh as a word says.
var leastFresh = map[string]float64{insight.BandFresh: 1, insight.BandAging: math.SmallestNonzeroFloat64}

var (
	nodeOrders = []string{"moten", "namn", "forum", "mellan"}
	edgeOrders = []string{"fran", "till", "slag", "bekraftad"}
)

// network shows the picture of the network, and the same as tables.
func (s sight) network() *answerPage {
	a := s.readAsk()
	p := s.newAnswer(insight.AnalysisNetwork, a)
	choice := s.readSelection(a)
	p.Form = s.networkForm(a)
	if p.choose(s, a, pathNetwork) {
		return p
	}
	g := s.x.Network(a.scope).Only(choice)
	by := a.in.Get(askSize)
	if len(g.Nodes) == 0 {
		p.Empty = &web.Empty{Title: s.t("network.none"), Text: s.t("network.none.text"), Action: &web.Link{Href: a.to(pathNetwork), Text: s.t("network.all")}}
		return p
	}
	p.Reading = s.readNetwork(g)
	p.add("bild", s.t("network.picture"), part{Note: s.t("size." + by), Net: s.net(a, g, p.Title), Legend: s.legend(), Years: s.slider(insight.DiffQuestion{Scope: a.scope})})
	p.Scripts, p.Wide = []string{"network.js"}, true
	s.addNetworkFiles(p)
	s.addNetworkTables(p, a, g)
	return p
}

func (s sight) readSelection(a ask) insight.Selection {
	x := insight.Selection{Level: a.in.OneOf(page.AskLevel, words("level")...), Formality: a.in.OneOf(page.AskFormality, words("formality")...),
		Party: a.in.Get(page.AskParty), Age: a.in.Int(page.AskAge, 0, 120), TargetGroup: a.in.Get(page.AskGroup),
		Freshness: leastFresh[a.in.OneOf(askFresh, insight.BandFresh, insight.BandAging)]}
	if status := a.in.OneOf(askStatus, statuses()...); status != "" {
		x.Status = []string{status}
	}
	for _, tie := range a.in.All(askTie) {
		if slices.Contains(insight.Ties(), tie) {
			x.Ties = append(x.Ties, tie)
		}
	}
	if a.in.OneOf(askSize, sizeMeetings, sizeBetween) == "" {
		a.in.Set(askSize, sizeMeetings)
	}
	return x
}

// statuses are those that a forum of the network can have: what has ended is not
// in it.
func statuses() []string {
	return slices.DeleteFunc(words("status"), func(word string) bool { return word == "ended" })
}

func (s sight) networkForm(a ask) *web.Form {
	f := a.form(s, pathNetwork)
	f.Select(page.AskParty, "insightweb.party", s.partiesOf(a.scope))
	f.Select(page.AskLevel, "insightweb.level", page.Options(s.l, "level"))
	f.Select(page.AskFormality, "insightweb.formality", page.Options(s.l, "formality"))
	f.Number(page.AskAge, "insightweb.age_filter")
	f.Select(page.AskGroup, "insightweb.group", s.groupOptions(a.scope, a.in.Get(page.AskGroup)))
	f.Select(askStatus, "insightweb.net.status", web.OptionsOf(s.l, "status.", statuses()...))
	f.Select(askFresh, "insightweb.net.freshness", web.OptionsOf(s.l, "insightweb.net.fresh.", insight.BandFresh, insight.BandAging))
	f.Select(askSize, "insightweb.size", []web.Option{{Value: sizeMeetings, Text: s.t("size_by.moten")}, {Value: sizeBetween, Text: s.t("size_by.mellan")}})
	var ties []web.Option
	for _, tie := range insight.Ties() {
		ties = append(ties, web.Option{Value: tie, Text: s.t("tie." + tie)})
	}
	f.Checks(askTie, "insightweb.ties", ties)
	for _, name := range []string{askNode, askFind, askView} {
		if value := a.in.Get(name); value != "" {
			f.Keep(name, value)
		}
	}
	if a.isChosen() {
		f.Cancel = a.to(pathNetwork)
	}
	return f
}

// readNetwork says what the picture holds.
func (s sight) readNetwork(g *insight.Graph) []string {
	actors, forums, persons := 0, 0, 0
	for _, n := range g.Nodes {
		switch n.Kind {
		case insight.NodeForum:
			forums++
		case insight.NodePerson:
			persons++
		default:
			actors++
		}
	}
	said := []string{s.t("network.holds", actors, forums, len(g.Edges))}
	if persons > 0 {
		said = append(said, s.t("network.persons", persons))
	}
	if n := len(g.Alone); n > 0 {
		said = append(said, s.t("network.alone", n))
	}
	return said
}

func (s sight) addNetworkTables(p *answerPage, a ask, g *insight.Graph) {
	edges := a.in.Get(askShown) == shownEdges
	tabs := &web.Tabs{Label: s.t("network.tables"), Items: []web.Link{
		{Href: page.With(s.r, askShown, "", page.AskOrder, "") + "#tabell", Text: s.t("network.nodes"), Note: s.number(float64(len(g.Nodes))), Current: !edges},
		{Href: page.With(s.r, askShown, shownEdges, page.AskOrder, "") + "#tabell", Text: s.t("network.edges"), Note: s.number(float64(len(g.Edges))), Current: edges},
	}}
	x := part{Tabs: tabs}
	if edges {
		pages := web.NewPagination(s.r, pageSize, len(g.Edges))
		x.Table, x.Pages = s.edgeTable(g, pages), &pages
	} else {
		pages := web.NewPagination(s.r, pageSize, len(g.Nodes))
		x.Table, x.Pages = s.nodeTable(a, g, pages), &pages
	}
	p.add("tabell", s.t("network.table"), x)
	if len(g.Alone) > 0 {
		p.add("ensamma", s.t("network.alone.title"), part{Links: s.most(s.actors(g.Alone), 60)})
	}
}

// sortable are the columns of a table that can be put in order; a word that is
// "" cannot.
func sortable(r *http.Request, t *web.Table, orders []string, words ...string) {
	for i, word := range words {
		if word != "" {
			c := page.SortColumn(r, t.Columns[i].Text, word, t.Columns[i].Number, orders...)
			c.Number = t.Columns[i].Number
			t.Columns[i] = c
		}
	}
}

func (s sight) nodeTable(a ask, g *insight.Graph, pages web.Pagination) *web.Table {
	t := s.table(s.t("network.nodes"), "col.node", "col.sort", "col.where", "#col.forums", "#col.meetings_year", "#col.between")
	sortable(s.r, t, nodeOrders, "namn", "", "", "forum", "moten", "mellan")
	between := s.between(a.scope, sizeBetween)
	for _, n := range web.PageOf(pages, orderNodes(s.r, g.Nodes, between)) {
		first := s.end(n)
		if n.Kind == insight.NodeParty || n.Kind == insight.NodeUnit {
			first = linked(s.actor(n.ID))
			first.Marker = page.Marker(s.l, n.PartyKind)
		}
		forums := web.Cell{Text: s.number(float64(n.Forums)), Href: a.to(pathLoad, page.AskActor, n.ID)}
		if n.Kind == insight.NodeForum || n.Kind == insight.NodePerson {
			forums = said("–")
		}
		meetings := said(s.meetings(n.Meetings))
		if n.Kind == insight.NodePerson {
			meetings = said("–")
		}
		row(t, first, said(s.t("node."+n.Kind)), said(page.Short(page.PlaceNames(n.Places), 60)), forums, meetings, said(s.percent1(between[n.Key()])))
	}
	return t
}

func orderNodes(r *http.Request, nodes []insight.Node, between map[string]float64) []insight.Node {
	word, turned := page.Order(r, nodeOrders...)
	nodes = slices.Clone(nodes)
	slices.SortStableFunc(nodes, func(a, b insight.Node) int {
		n := 0
		switch word {
		case "namn":
			n = strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		case "forum":
			n = b.Forums - a.Forums
		case "mellan":
			n = cmp.Compare(between[b.Key()], between[a.Key()])
		default:
			n = cmp.Compare(often(b), often(a))
		}
		if turned {
			return -n
		}
		return n
	})
	return nodes
}

func often(n insight.Node) float64 {
	if n.Meetings.Min == nil && n.Meetings.Max == nil {
		return -1
	}
	least, most := ends(n.Meetings)
	return least + most
}

func (s sight) edgeTable(g *insight.Graph, pages web.Pagination) *web.Table {
	t := s.table(s.t("network.edges"), "col.from", "col.to", "col.tie", "col.record", "col.confirmed")
	sortable(s.r, t, edgeOrders, "fran", "till", "slag", "", "bekraftad")
	for _, e := range web.PageOf(pages, orderEdges(s.r, g)) {
		b, err := s.v.Get(e.Record.Kind, e.Record.ID)
		fresh := web.Cell{}
		if err == nil {
			fresh.Fresh = page.FreshIn(s.v, s.l, b)
		}
		tie := web.Cell{Text: s.t("tie." + e.Kind)}
		if e.PersonBound {
			tie.Note = s.t("way_person")
		}
		row(t, s.end(g.Nodes[e.From]), s.end(g.Nodes[e.To]), tie, linked(s.record(e.Record)), fresh)
	}
	return t
}

// end is one end of a tie.
func (s sight) end(n insight.Node) web.Cell {
	if n.Kind == insight.NodePerson {
		return linked(s.person(n.ID))
	}
	return linked(s.record(n.Record))
}

func orderEdges(r *http.Request, g *insight.Graph) []insight.Edge {
	word, turned := page.Order(r, edgeOrders...)
	name := func(i int) string { return strings.ToLower(g.Nodes[i].Name) }
	edges := slices.Clone(g.Edges)
	slices.SortStableFunc(edges, func(a, b insight.Edge) int {
		n := 0
		switch word {
		case "till":
			n = strings.Compare(name(a.To), name(b.To))
		case "slag":
			n = strings.Compare(a.Kind, b.Kind)
		case "bekraftad":
			n = strings.Compare(string(a.Confirmed), string(b.Confirmed))
		default:
			n = strings.Compare(name(a.From), name(b.From))
		}
		if turned {
			return -n
		}
		return n
	})
	return edges
}
