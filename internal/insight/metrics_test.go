package insight

import (
	"math"
	"slices"
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
)

// slowContact asks of two actors whether anything joins them.
func slowContact(x *Index, s Scope, a, b string) bool {
	for _, m := range x.forums(s) {
		ids := m.Actors()
		if m.Convener != "" {
			ids = append(ids, m.Convener)
		}
		if m.KnownStatus() == "active" && slices.Contains(ids, a) && slices.Contains(ids, b) {
			return true
		}
	}
	persons := map[string][]string{}
	for _, t := range x.tellings(s) {
		joined := t.from == a && t.into == b || t.from == b && t.into == a
		switch {
		case t.isWay() && t.hangsOnAPerson():
			persons[personOf(t)] = append(persons[personOf(t)], t.from, t.into)
		case joined && (t.isWay() || t.relation != nil && t.intensity != "none" && (t.intensity != "" || t.ease != "")):
			return true
		}
	}
	for _, ids := range persons {
		if slices.Contains(ids, a) && slices.Contains(ids, b) {
			return true
		}
	}
	for _, u := range party.Units.All(x.v) {
		for _, c := range u.ColocatedWith {
			if x.area(s).takes(u.Serves(x.v), u.KeptBy) && (u.ID == a && c.Actor == b || u.ID == b && c.Actor == a) {
				return true
			}
		}
	}
	for _, g := range forum.Agreements.All(x.v) {
		if slices.Contains(g.Parties, a) && slices.Contains(g.Parties, b) && g.Status != "ended" && x.area(s).takes(g.Kind.Places(x.v, g), g.KeptBy) {
			return true
		}
	}
	return false
}

func TestMetricsAreTheDefinitions(t *testing.T) {
	x := randomIndex(t)
	for _, s := range randomScopes()[:40] {
		a, m := x.acquaintance(s), x.Metrics(s)
		n, ties := len(a.actors), 0
		degree := make([]int, n)
		for i := range n {
			for j := range i {
				tied := slowContact(x, s, a.actors[i], a.actors[j])
				if tied != slices.Contains(a.graph.row(int32(i)), int32(j)) {
					t.Fatalf("%v: contact of %s with %s is %v", s, a.actors[i], a.actors[j], tied)
				}
				if tied {
					ties, degree[i], degree[j] = ties+1, degree[i]+1, degree[j]+1
				}
			}
		}
		centre := 0.0
		for i := range degree {
			centre += float64(slices.Max(degree) - degree[i])
		}
		if m.Contacts != ties || math.Abs(m.Density-2*float64(ties)/float64(n*(n-1))) > 1e-9 ||
			math.Abs(m.DegreeCentralization-centre/float64((n-1)*(n-2))) > 1e-9 {
			t.Fatalf("%v: %d contacts, density %v, centralization %v; want %d", s, m.Contacts, m.Density, m.DegreeCentralization, ties)
		}
		checkBetweenness(t, s, a, m)
		members := 0
		for _, c := range m.Communities {
			members += len(c.Actors)
		}
		if members != n || len(m.Reading) == 0 {
			t.Fatalf("%v: %d of %d actors are in communities", s, members, n)
		}
	}
}

func checkBetweenness(t *testing.T, s Scope, a acquaintance, m Metrics) {
	t.Helper()
	slow, n := slowBetweenness(a.graph), float64(len(a.actors))
	centre, most := 0.0, slices.Max(slow)
	for i, id := range a.actors {
		k := slices.IndexFunc(m.Nodes, func(c Central) bool { return c.Actor == id })
		if got, want := m.Nodes[k].Betweenness, slow[i]/((n-1)*(n-2)/2); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v: %s lies between %v, want %v", s, id, got, want)
		}
		centre += (most - slow[i]) / ((n - 1) * (n - 2) / 2)
	}
	if math.Abs(m.BetweennessCentralization-centre/(n-1)) > 1e-9 {
		t.Fatalf("%v: centralization %v, want %v", s, m.BetweennessCentralization, centre/(n-1))
	}
}

// A star has all the centralization there is, and a ring none.
func TestCentralizationOfStarAndRing(t *testing.T) {
	for name, c := range map[string]struct {
		pairs [][2]int32
		want  float64
	}{
		"star": {[][2]int32{{0, 1}, {0, 2}, {0, 3}, {0, 4}}, 1},
		"ring": {[][2]int32{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}}, 0},
	} {
		g := newCSR(5, c.pairs)
		m := Metrics{Actors: 5, Contacts: g.edges()}
		for i, b := range g.betweenness() {
			m.Nodes = append(m.Nodes, Central{Degree: int(g.degree(int32(i))), Betweenness: b / 6})
		}
		if m.measure(g); math.Abs(m.DegreeCentralization-c.want) > 1e-9 || math.Abs(m.BetweennessCentralization-c.want) > 1e-9 {
			t.Errorf("%s: %v and %v, want %v", name, m.DegreeCentralization, m.BetweennessCentralization, c.want)
		}
	}
}

func TestMetricsOfTheDemonstration(t *testing.T) {
	x := demoIndex(t)
	m := x.Metrics(Scope{Municipality: "0604"})
	if m.Nodes[0].Actor != "af" || m.Density < 0.1 || m.Density > 0.4 || m.Core < 4 {
		t.Errorf("%+v", m)
	}
	for _, s := range m.Reading {
		t.Log(s.Say(text.Sv))
	}
	if n := len(x.Centrality(Scope{Municipality: "0604"})); n != len(x.Network(Scope{Municipality: "0604"}).Nodes) {
		t.Errorf("%d nodes have a place between others", n)
	}
	if empty := x.Metrics(Scope{Municipality: "2584"}); len(empty.Reading) != 1 || empty.Reading[0].Key != "insight.metrics.empty" {
		t.Errorf("nothing is told of Kiruna, but %+v", empty)
	}
}
