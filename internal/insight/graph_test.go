package insight

import (
	"reflect"
	"slices"
	"testing"

	"samkarta/internal/contact"
)

// Each edge stands for a record that says so, and each seat of the scope is there.
func TestNetworkIsWhatTheRecordsSay(t *testing.T) {
	x := randomIndex(t)
	for _, s := range randomScopes() {
		g := x.Network(s)
		seats := map[[2]string]bool{}
		for _, e := range g.Edges {
			from, to := g.Nodes[e.From], g.Nodes[e.To]
			if b, err := x.v.Get(e.Record.Kind, e.Record.ID); err != nil || b.HeadOf().ID != e.Record.ID {
				t.Fatalf("%v: an edge of %v: %v", s, e.Record, err)
			}
			switch e.Kind {
			case TieSeat:
				seats[[2]string{from.ID, to.ID}] = true
			case TiePath:
				p := contact.Paths.Find(x.v, e.Record.ID)
				bound := p.PersonBound != nil && *p.PersonBound
				if p.Missing() || p.NamesNoWay() || e.PersonBound != bound || (from.Kind == NodePerson || to.Kind == NodePerson) != bound {
					t.Fatalf("%v: %s from %s to %s", s, e.Record.ID, from.Key(), to.Key())
				}
			}
		}
		for _, m := range x.forums(s) {
			for _, id := range m.Actors() {
				if m.KnownStatus() != "ended" && !seats[[2]string{id, m.ID}] {
					t.Fatalf("%v: the seat of %s in %s is missing", s, id, m.ID)
				}
			}
		}
	}
}

func TestNetworkIsTheSameInEveryRun(t *testing.T) {
	x := demoIndex(t)
	s := Scope{Association: "sodra-vatterbygden"}
	if first, again := x.Network(s), NewIndex(x.v).Network(s); !reflect.DeepEqual(keysOfNodes(first), keysOfNodes(again)) || len(first.Edges) != len(again.Edges) {
		t.Error("two runs give two networks")
	}
}

func keysOfNodes(g *Graph) []string {
	var keys []string
	for _, n := range g.Nodes {
		keys = append(keys, n.Key())
	}
	return keys
}

// A part of the network has only edges that were chosen, in their order, and no
// node without one.
func TestOnlyGivesAPart(t *testing.T) {
	x, age := randomIndex(t), 30
	for _, s := range randomScopes() {
		g := x.Network(s)
		for _, choose := range []Selection{{Level: "individual"}, {Age: &age}, {Party: "af"}, {Ties: []string{TiePath}}, {Freshness: 0.9}, {Status: []string{"active"}, Formality: "formal"}} {
			p := g.Only(choose)
			tied := map[int]bool{}
			for _, e := range p.Edges {
				tied[e.From], tied[e.To] = true, true
				if n := p.Nodes[e.To]; n.meeting != nil && (choose.Level != "" && n.Level != choose.Level || choose.Age != nil && !n.meeting.IsFor(x.v, age)) {
					t.Fatalf("%v %+v: %s", s, choose, n.Key())
				}
				if choose.Party != "" && p.Nodes[e.From].Party != choose.Party && p.Nodes[e.To].Party != choose.Party {
					t.Fatalf("%v: an edge of neither end", s)
				}
			}
			place := -1
			for i, n := range p.Nodes {
				at, ok := g.Find(n.Key())
				if !tied[i] || !ok || at <= place {
					t.Fatalf("%v %+v: %s stands wrong", s, choose, n.Key())
				}
				place = at
			}
		}
		if p := g.Only(Selection{}); len(p.Edges) != len(g.Edges) {
			t.Fatalf("%v: choosing all gives %d edges of %d", s, len(p.Edges), len(g.Edges))
		}
	}
}

func TestAroundGoesStepByStep(t *testing.T) {
	g := demoIndex(t).Network(Scope{Municipality: "0604"})
	one, two := g.Around("unit:aneby/ame", 1), g.Around("unit:aneby/ame", 2)
	if _, ok := one.Find("forum:aneby/af-eb-ame"); !ok || len(one.Nodes) >= len(two.Nodes) || len(g.Around("unit:ingen", 3).Nodes) != 0 {
		t.Errorf("%v, then %v", keysOfNodes(one), keysOfNodes(two))
	}
}

// In Aneby one way in is said to hang on a person: the region's into the
// employment service.
func TestNetworkOfAneby(t *testing.T) {
	g := demoIndex(t).Network(Scope{Municipality: "0604"})
	persons := slices.DeleteFunc(slices.Clone(g.Nodes), func(n Node) bool { return n.Kind != NodePerson })
	if len(persons) != 1 || persons[0].Party != "af" {
		t.Errorf("persons %+v", persons)
	}
	if _, ok := g.Find("forum:hoglandet/kur-utbildningsdagar"); ok {
		t.Error("a forum that has ended is in the network")
	}
	if !slices.Contains(g.Alone, "aneby/forsorjningsstod") && slices.Contains(g.Alone, "aneby/ame") {
		t.Errorf("alone %v", g.Alone)
	}
	if persons[0].Record.Kind != contact.Paths.Name {
		t.Errorf("a person opens %v", persons[0].Record)
	}
}
