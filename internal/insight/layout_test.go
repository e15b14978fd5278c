package insight

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// netOf makes a network of n nodes shaped like a collaboration: actors around
// forums, and a few who sit in many.
func netOf(n int) *Graph {
	r := rand.New(rand.NewPCG(uint64(n), 5))
	g := &Graph{index: map[string]int{}}
	for i := range n {
		kind := NodeUnit
		if i%3 == 0 {
			kind = NodeForum
		}
		node := Node{ID: fmt.Sprintf("n%d", i), Kind: kind}
		g.index[node.Key()] = i
		g.Nodes = append(g.Nodes, node)
	}
	for i := 0; i < n; i += 3 {
		for range 3 + r.IntN(4) {
			j := (i + r.IntN(40)) % n
			if r.IntN(6) == 0 {
				j = r.IntN(min(n, 12))
			}
			if j != i {
				g.Edges = append(g.Edges, Edge{From: i, To: j, Kind: TieSeat})
			}
		}
	}
	return g
}

func TestLayoutIsTheSameInEveryRun(t *testing.T) {
	g := netOf(200)
	first, again := Place(g, nil), Place(g, nil)
	for key, p := range first {
		if again[key] != p {
			t.Fatalf("%s is at %v, then at %v", key, p, again[key])
		}
	}
}

func TestLayoutCanBeLookedAt(t *testing.T) {
	for _, n := range []int{0, 1, 2, 30, 300} {
		g := netOf(n)
		l := Place(g, nil)
		if len(l) != n {
			t.Fatalf("%d of %d nodes have a place", len(l), n)
		}
		close := 0
		for i, a := range g.Nodes {
			p := l[a.Key()]
			if math.IsNaN(p.X) || math.IsInf(p.X, 0) || math.IsNaN(p.Y) || math.IsInf(p.Y, 0) {
				t.Fatalf("%s is at %v", a.ID, p)
			}
			for _, b := range g.Nodes[i+1:] {
				if q := l[b.Key()]; math.Hypot(p.X-q.X, p.Y-q.Y) < NodeRoom*0.8 {
					close++
				}
			}
		}
		if 50*close > n {
			t.Errorf("%d pairs of %d nodes stand on each other", close, n)
		}
	}
}

// Who is tied stands nearer than who is not.
func TestLayoutDrawsTogetherWhatIsTied(t *testing.T) {
	g := netOf(300)
	l := Place(g, nil)
	tied, all, pairs := 0.0, 0.0, 0
	for _, e := range g.Edges {
		tied += l.apart(g, e.From, e.To) / float64(len(g.Edges))
	}
	for i := range g.Nodes {
		for j := range i {
			all, pairs = all+l.apart(g, i, j), pairs+1
		}
	}
	if all /= float64(pairs); tied > all*0.6 {
		t.Errorf("tied nodes stand %v apart, all %v", tied, all)
	}
}

func (l Layout) apart(g *Graph, i, j int) float64 {
	p, q := l[g.Nodes[i].Key()], l[g.Nodes[j].Key()]
	return math.Hypot(p.X-q.X, p.Y-q.Y)
}

// Nodes that have a place keep it when others come, and the new one comes near
// those it is tied to.
func TestLayoutKeepsPlaces(t *testing.T) {
	g := netOf(120)
	before := Place(g, nil)
	more := &Graph{Nodes: append(append([]Node{}, g.Nodes...), Node{ID: "ny", Kind: NodeUnit}), Edges: append(append([]Edge{}, g.Edges...), Edge{From: 120, To: 3}, Edge{From: 120, To: 6})}
	after := Place(more, before)
	for key, p := range before {
		if after[key] != p {
			t.Fatalf("%s moved from %v to %v", key, p, after[key])
		}
	}
	if box := before.Box(g); after.apart(more, 120, 3)+after.apart(more, 120, 6) > (box.Width+box.Height)/2 {
		t.Errorf("the new one is at %v in %v", after["unit:ny"], box)
	}
}

// A part of the network stands as the whole does.
func TestLayoutOfAPartIsThatOfTheWhole(t *testing.T) {
	x := demoIndex(t)
	s := Scope{Association: "finnveden"}
	l := x.Layout(s)
	for _, n := range x.Network(s).Only(Selection{Level: "individual"}).Nodes {
		if _, ok := l[n.Key()]; !ok {
			t.Errorf("%s has no place", n.Key())
		}
	}
}

func BenchmarkLayout300(b *testing.B) {
	g := netOf(300)
	for b.Loop() {
		Place(g, nil)
	}
}

func BenchmarkLayout2000(b *testing.B) {
	g := netOf(2000)
	for b.Loop() {
		Place(g, nil)
	}
}
