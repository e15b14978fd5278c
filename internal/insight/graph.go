package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// What a node of the network is.
const (
	NodeParty  = "party"
	NodeUnit   = "unit"
	NodeForum  = "forum"
	NodePerson = "person" // whoever a person-bound contact path hangs on: nobody is named
)

// What an edge of the network stands for.
const (
	TieSeat       = "participation"
	TiePath       = "contact_path"
	TieAgreement  = "agreement"
	TieColocation = "colocation"
	TieRelation   = "relation"
)

// Ties lists what edges may stand for.
func Ties() []string { return []string{TieSeat, TiePath, TieAgreement, TieColocation, TieRelation} }

// Graph is the network of a part of the map. Nodes and edges stand in a set
// order, so that the same map always gives the same graph.
type Graph struct {
	Nodes []Node   `json:"nodes"`
	Edges []Edge   `json:"edges"`
	Alone []string `json:"alone"` // units of the scope without any tie

	index map[string]int // of a node, by its key
}

// Node is an actor, a forum, or the person that a way in hangs on.
type Node struct {
	ID        string   `json:"id"`
	Kind      string   `json:"kind"`
	Name      string   `json:"name"`
	Short     string   `json:"short,omitempty"`
	Party     string   `json:"party,omitempty"` // of an actor
	PartyKind string   `json:"party_kind,omitempty"`
	Places    []string `json:"municipalities"`
	Level     string   `json:"level,omitempty"` // of a forum, as the following
	Formality string   `json:"formality,omitempty"`
	Status    string   `json:"status,omitempty"`
	Meetings  Meetings `json:"meetings"` // of a forum; of an actor all it sits in
	Forums    int      `json:"forums"`   // that an actor sits in
	Freshness float64  `json:"freshness"`

	Record Ref `json:"record"` // of a person, the first contact path that hangs on it

	meeting *meeting
}

// Key names the node among all nodes: kinds may use the same ids.
func (n Node) Key() string { return n.Kind + ":" + n.ID }

// Edge joins two nodes, by their place among the nodes. A contact path and a
// relation go from one to the other; the rest have no direction.
type Edge struct {
	From        int         `json:"from"`
	To          int         `json:"to"`
	Kind        string      `json:"kind"`
	Record      Ref         `json:"record"`
	Directed    bool        `json:"directed"`
	Weight      float64     `json:"weight"` // meetings a year of a seat, strength of a relation, else 1; 0 is not known
	Label       string      `json:"label,omitempty"`
	PersonBound bool        `json:"person_bound,omitempty"`
	ValidFrom   record.Date `json:"valid_from,omitempty"`
	ValidTo     record.Date `json:"valid_to,omitempty"`
	Confirmed   record.Date `json:"confirmed"`
	Freshness   float64     `json:"freshness"`
}

// Network answers the question for a view.
func Network(v *record.View, s Scope) *Graph { return NewIndex(v).Network(s) }

// Network gives the network of a scope: its forums that have not ended with all
// who sit in them, and what is told between actors. It is shared: it may not be
// changed, and a part of it is had with Only.
func (x *Index) Network(s Scope) *Graph {
	return once(x, networkQuestion{s}, func() *Graph { return x.network(s) })
}

type networkQuestion struct{ Scope }

// weaver makes a network.
type weaver struct {
	x       *Index
	area    area
	g       *Graph
	tallies map[int]*tally
}

func (x *Index) network(s Scope) *Graph {
	a := x.area(s)
	w := &weaver{x, a, &Graph{index: map[string]int{}, Nodes: []Node{}, Edges: []Edge{}}, map[int]*tally{}}
	for _, m := range x.forums(s) {
		if m.status != "ended" {
			w.addForum(m)
		}
	}
	for _, t := range x.tellings(s) {
		w.addTelling(t)
	}
	for _, g := range x.atlas().agreed.in(a) {
		if g.Status != "ended" {
			w.addAgreement(g)
		}
	}
	w.addUnits()
	w.g.Alone = orNone(w.g.Alone)
	for i, t := range w.tallies {
		w.g.Nodes[i].Meetings = t.meetings()
	}
	return w.g
}

func (w *weaver) node(n Node) int {
	key := n.Key()
	i, known := w.g.index[key]
	if !known {
		i = len(w.g.Nodes)
		w.g.index[key] = i
		w.g.Nodes = append(w.g.Nodes, n)
	}
	return i
}

// actor gives the place of an actor's node; ok is false for a kind of party and
// for what cannot be seen.
func (w *weaver) actor(id string) (place int, ok bool) {
	who := w.x.atlas().actors[id]
	if who == nil {
		return 0, false
	}
	key := who.key()
	if i, known := w.g.index[key.Kind+":"+id]; known {
		return i, true
	}
	n := Node{ID: id, Kind: key.Kind, Name: party.ActorName(w.x.v, id), Party: who.party, PartyKind: who.kind,
		Places: orNone(who.places), Short: who.short(), Record: Ref(key)}
	if b, err := w.x.v.Get(key.Kind, id); err == nil {
		n.Freshness = w.x.v.Freshness(b)
	}
	return w.node(n), true
}

func (w *actor) short() string {
	switch {
	case w.unit != nil:
		return shortOr(w.unit.ShortName, w.unit.Name)
	case w.home != nil:
		return shortOr(w.home.ShortName, w.home.Name)
	}
	return w.id
}

func (w *weaver) edge(from, to int, kind string, b record.Body) *Edge {
	h := b.HeadOf()
	w.g.Edges = append(w.g.Edges, Edge{From: from, To: to, Kind: kind, Record: refTo(b), Weight: 1,
		ValidFrom: h.ValidFrom, ValidTo: h.ValidTo, Confirmed: dayOf(w.x.v.ConfirmedOn(b)), Freshness: w.x.v.Freshness(b)})
	return &w.g.Edges[len(w.g.Edges)-1]
}

func (w *weaver) addForum(m *meeting) {
	at := w.node(Node{ID: m.ID, Kind: NodeForum, Name: m.Name, Short: shortOr(m.ShortName, m.Name), Places: orNone(m.places),
		Level: m.Level, Formality: m.KnownFormality(), Status: m.status, Meetings: m.rhythm.Meetings,
		Freshness: w.x.v.Freshness(m.Forum), meeting: m, Record: refTo(m)})
	often, _ := m.rhythm.middle()
	for _, who := range m.actors {
		if w.area.isHome(who) {
			w.addSeat(who.id, at, m, often)
		}
	}
	if who := w.x.atlas().actors[m.Convener]; who != nil && w.area.isHome(who) && !slices.Contains(m.actors, who) {
		w.addSeat(who.id, at, m, often).Label = "convener"
	}
}

func (w *weaver) addSeat(id string, at int, m *meeting, often float64) *Edge {
	i, _ := w.actor(id)
	if m.isActive() {
		w.sits(i, m)
	}
	e := w.edge(i, at, TieSeat, m.Forum)
	e.Weight = often
	return e
}

func (w *weaver) sits(i int, m *meeting) {
	if w.tallies[i] == nil {
		w.tallies[i] = &tally{}
	}
	w.tallies[i].add(m.ID, m.rhythm)
	w.g.Nodes[i].Forums++
}

// strengths are how much an intensity weighs.
var strengths = map[string]float64{"least": 1, "some": 2, "much": 3, "most": 4}

func (w *weaver) addTelling(t *telling) {
	if !t.worksTogether() && !t.isWay() || t.from == t.into {
		return
	}
	if w.x.atlas().actors[t.from] == nil || w.x.atlas().actors[t.into] == nil {
		return
	}
	from, _ := w.actor(t.from)
	into, _ := w.actor(t.into)
	switch {
	case t.relation != nil:
		e := w.edge(from, into, TieRelation, t.relation)
		e.Directed, e.Weight, e.Label = true, strengths[t.intensity], cmp.Or(t.intensity, t.ease)
	case t.hangsOnAPerson():
		w.addPerson(from, into, t)
	default:
		e := w.edge(from, into, TiePath, t.path)
		e.Directed, e.Label = true, t.path.Via
	}
}

// addPerson puts the person that a way hangs on between its ends. Ways into one
// actor by the same function hang on the same person; of the others nothing is
// known, so each is a person of its own.
func (w *weaver) addPerson(from, into int, t *telling) {
	id := personOf(t)
	at := w.node(Node{ID: id, Kind: NodePerson, Name: t.path.Function, Places: orNone(t.places), Party: w.g.Nodes[into].Party,
		PartyKind: w.g.Nodes[into].PartyKind, Freshness: w.x.v.Freshness(t.path), Record: refTo(t.path)})
	for _, ends := range [][2]int{{from, at}, {at, into}} {
		if w.joined(ends[0], ends[1]) {
			continue
		}
		e := w.edge(ends[0], ends[1], TiePath, t.path)
		e.Directed, e.PersonBound, e.Label = true, true, t.path.Via
	}
}

// joined tells whether a person is joined to an end already.
func (w *weaver) joined(a, b int) bool {
	return slices.ContainsFunc(w.g.Edges, func(e Edge) bool { return e.From == a && e.To == b && e.PersonBound })
}

// personOf is the id of the person that a way hangs on.
func personOf(t *telling) string {
	if t.path.Function == "" {
		return t.path.ID
	}
	return t.into + "/" + folded(t.path.Function)
}

func (w *weaver) addAgreement(g *forum.Agreement) {
	for i, id := range g.Parties {
		for _, other := range g.Parties[i+1:] {
			from, ok := w.actor(id)
			to, ok2 := w.actor(other)
			if ok && ok2 && from != to {
				w.edge(from, to, TieAgreement, g)
			}
		}
	}
}

// addUnits joins the units of the area with those in the same house, and notes
// the units that have no tie at all.
func (w *weaver) addUnits() {
	houses := map[[2]int]bool{}
	own := w.x.atlas().units.in(w.area)
	for _, u := range own {
		for _, c := range u.unit.ColocatedWith {
			w.addHouse(u.unit, c, houses)
		}
	}
	for _, u := range own {
		if _, tied := w.g.index[NodeUnit+":"+u.id]; !tied {
			w.g.Alone = append(w.g.Alone, u.id)
		}
	}
}

// addHouse joins two who sit in the same house; once, though both may tell it.
func (w *weaver) addHouse(u *party.Unit, c party.Colocation, houses map[[2]int]bool) {
	if w.x.atlas().actors[c.Actor] == nil || c.Actor == u.ID {
		return
	}
	i, _ := w.actor(u.ID)
	j, _ := w.actor(c.Actor)
	if at := [2]int{min(i, j), max(i, j)}; !houses[at] {
		houses[at] = true
		w.edge(i, j, TieColocation, u).Label = c.Extent
	}
}
