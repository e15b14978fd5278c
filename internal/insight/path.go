package insight

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// PathQuestion asks how to get from one actor to another.
type PathQuestion struct {
	From, Into   string // actors, or kinds of party
	Municipality string // code; "" is those that the two serve
}

// PathAnswer is how to get from one actor to another.
type PathAnswer struct {
	From         string   `json:"from"`
	Into         string   `json:"into"`
	Municipality string   `json:"municipality,omitempty"`
	Shortest     Route    `json:"shortest"` // the fewest steps; of those the surest
	Surest       Route    `json:"surest"`   // the most to be trusted; of those the shortest
	Reading      Sentence `json:"reading"`
}

// Route is a way in steps; none if there is no way.
type Route struct {
	Steps []Step  `json:"steps"`
	Trust float64 `json:"trust"` // 0 to 1: the product over its steps, and over what is lost from one to the next
}

// What a step goes by, besides the ties of the network.
const (
	StepForum     = "forum"
	StepColleague = "colleague" // within one party
)

// Step is one step of a way.
type Step struct {
	Type        string   `json:"type"` // contact_path, forum, colocation, relation or colleague
	From        string   `json:"from"`
	To          string   `json:"to"`
	Record      Ref      `json:"record"`
	Freshness   float64  `json:"freshness"`
	PersonBound bool     `json:"person_bound"`
	Trust       float64  `json:"trust"`
	Say         Sentence `json:"say"`
}

// How far a step can be trusted: as far as its fact is fresh, and less where it
// may not work for another reason. A fact that nobody has confirmed for two years
// may still be so, so it is not worth nothing.
const (
	leastTrust    = 0.05
	personTrust   = 0.5  // it hangs on one person
	unsaidTrust   = 0.8  // it goes to a caseworker, and nobody has said that it does not
	unclearTrust  = 0.5  // the forum may not be there any more
	relationTrust = 0.6  // they work together, but how they reach each other is not told
	wholeTrust    = 0.9  // within a party
	handover      = 0.85 // of each step after the first: something is lost when one sends on to the next
)

// Paths answers the question for a view.
func Paths(v *record.View, q PathQuestion) PathAnswer { return NewIndex(v).Paths(q) }

// Paths finds the shortest and the surest way from one actor to another.
func (x *Index) Paths(q PathQuestion) PathAnswer {
	q.From, q.Into = x.resolve(q.From, q.Municipality), x.resolve(q.Into, q.Municipality)
	n := x.newNavigator(q)
	a := PathAnswer{From: q.From, Into: q.Into, Municipality: q.Municipality}
	a.Shortest, a.Surest = n.route(false), n.route(true)
	a.Reading = x.readPaths(a)
	return a
}

// hop is one step that can be taken from a place.
type hop struct {
	to          int
	kind        string
	body        record.Body
	trust       float64
	personBound bool
	free        bool // it is no step: the way out of a forum
}

// roads are the steps that can be taken in a part of the map. The places are actors
// and forums.
type roads struct {
	x     *Index
	area  area
	ids   []string // of the places; "" is a forum
	index map[string]int
	hops  [][]hop
}

// navigator looks for a way along the roads.
type navigator struct {
	*roads
	starts map[int]float64 // with the trust that is left there
	goals  map[int]bool
}

func (x *Index) newNavigator(q PathQuestion) *navigator {
	a := x.areaOfPath(q)
	type question struct{ codes string }
	key := question{strings.Join(a.codes, " ")}
	n := &navigator{once(x, key, func() *roads { return x.newRoads(a) }), map[int]float64{}, map[int]bool{}}
	n.mark(q)
	return n
}

func (x *Index) newRoads(a area) *roads {
	n := &roads{x: x, area: a, index: map[string]int{}}
	for _, m := range x.atlas().forums.in(a) {
		if m.isActive() || m.status == "unclear" {
			n.addForum(m)
		}
	}
	for _, t := range x.tellingsIn(a) {
		n.addTelling(t)
	}
	for _, u := range x.atlas().units.home(a) {
		n.addUnit(u.unit)
	}
	return n
}

// areaOfPath is the part of the map that a way may lead through: the municipality
// that is asked about, or those that the two serve.
func (x *Index) areaOfPath(q PathQuestion) area {
	if q.Municipality != "" {
		return x.area(Scope{Municipality: q.Municipality})
	}
	a := area{keepers: []string{""}}
	for _, id := range []string{q.From, q.Into} {
		if who := x.atlas().actors[id]; who != nil {
			for _, code := range who.places {
				near := x.area(Scope{Municipality: code})
				a.codes, a.keepers = append(a.codes, near.codes...), append(a.keepers, near.keepers...)
			}
		}
	}
	a.all = len(a.codes) == 0
	return a
}

func (n *roads) place(id string) int {
	i, known := n.index[id]
	if !known {
		i = n.add(id)
		n.index[id] = i
	}
	return i
}

func (n *roads) add(id string) int {
	n.ids, n.hops = append(n.ids, id), append(n.hops, nil)
	return len(n.ids) - 1
}

func (n *roads) addForum(m *meeting) {
	at := n.add("")
	trust := n.trustOf(m.Forum)
	if !m.isActive() {
		trust *= unclearTrust
	}
	for _, who := range m.actors {
		if !n.area.isHome(who) {
			continue
		}
		i := n.place(who.id)
		n.hops[i] = append(n.hops[i], hop{to: at, kind: StepForum, body: m.Forum, trust: trust})
		n.hops[at] = append(n.hops[at], hop{to: i, free: true, trust: 1})
	}
}

func (n *roads) trustOf(b record.Body) float64 { return max(n.x.v.Freshness(b), leastTrust) }

// addTelling makes a step of a way in, for who it is for, and of a relation that
// works, both ways.
func (n *roads) addTelling(t *telling) {
	if n.x.atlas().actors[t.from] == nil || n.x.atlas().actors[t.into] == nil {
		return
	}
	from, into := n.place(t.from), n.place(t.into)
	trust := n.trustOf(t.Body)
	switch {
	case t.isWay():
		h := hop{to: into, kind: TiePath, body: t.path, trust: trust * t.steadiness(), personBound: t.hangsOnAPerson()}
		n.hops[from] = append(n.hops[from], h)
	case t.worksTogether() && t.works():
		h := hop{to: into, kind: TieRelation, body: t.relation, trust: trust * relationTrust}
		n.hops[from] = append(n.hops[from], h)
		h.to = from
		n.hops[into] = append(n.hops[into], h)
	}
}

// steadiness is how far a way in can be trusted to outlive those who hold it.
func (t *telling) steadiness() float64 {
	switch {
	case t.hangsOnAPerson():
		return personTrust
	case t.path.PersonBound == nil && t.path.Via == "caseworker":
		return unsaidTrust
	}
	return 1
}

// works tells whether a relation is one that somebody can build on.
func (t *telling) works() bool { return !isHard(t.ease) && t.intensity != "least" }

// addUnit joins a unit with the unit above it, or its party, and with whom it
// shares a house.
func (n *roads) addUnit(u *party.Unit) {
	i, above := n.place(u.ID), u.PartOf
	if above == "" {
		above = u.Party
	}
	n.both(i, n.place(above), hop{kind: StepColleague, body: u, trust: wholeTrust})
	for _, c := range u.ColocatedWith {
		if n.x.atlas().actors[c.Actor] != nil {
			n.both(i, n.place(c.Actor), hop{kind: TieColocation, body: u, trust: n.trustOf(u)})
		}
	}
}

func (n *roads) both(i, j int, h hop) {
	h.to = j
	n.hops[i] = append(n.hops[i], h)
	h.to = i
	n.hops[j] = append(n.hops[j], h)
}

// mark notes where a way may begin and end. An actor begins at itself, at its
// parts, and at what it is part of, since what is for the whole is for it as well.
func (n *navigator) mark(q PathQuestion) {
	for _, id := range n.x.above(q.From) {
		n.start(id, wholeTrust)
	}
	for _, id := range n.whole(q.From, q.Municipality) {
		n.start(id, 1)
	}
	for _, id := range n.whole(q.Into, q.Municipality) {
		if i, known := n.index[id]; known {
			n.goals[i] = true
			delete(n.starts, i)
		}
	}
}

// start lets a way begin at an actor, if any road leads from it.
func (n *navigator) start(id string, trust float64) {
	if i, known := n.index[id]; known {
		n.starts[i] = trust
	}
}

// whole gives an actor with all that is within it, or the parties of a kind with
// all that is within them.
func (n *navigator) whole(id, place string) []string {
	if n.x.atlas().actors[id] != nil {
		return n.x.within(id)
	}
	var all []string
	for _, p := range n.x.partiesOf(id, place) {
		all = append(all, n.x.within(p.id)...)
	}
	return all
}

func (x *Index) readPaths(a PathAnswer) Sentence {
	from, into := x.endName(a.From), x.endName(a.Into)
	switch {
	case len(a.Shortest.Steps) == 0:
		return say("insight.path.none", from, into)
	case slices.EqualFunc(a.Shortest.Steps, a.Surest.Steps, func(a, b Step) bool { return a.Record == b.Record && a.To == b.To }):
		return say("insight.path.same", len(a.Shortest.Steps), from, into, Share(a.Shortest.Trust))
	}
	return say("insight.path.both", len(a.Shortest.Steps), from, into, len(a.Surest.Steps), Share(a.Shortest.Trust), Share(a.Surest.Trust))
}

// readPathStep says how a way in is used: by the function that is named, or by
// what it goes through.
func (x *Index) readPathStep(s Step, to any) Sentence {
	p := contact.Paths.Find(x.v, s.Record.ID)
	switch {
	case p != nil && p.Function != "":
		return say("insight.step.function", to, p.Function)
	case p != nil && p.Via != "":
		return say("insight.step.via_"+p.Via, to)
	}
	return say("insight.step.contact_path", to)
}
