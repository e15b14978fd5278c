package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/record"
)

// Cuts is where the network of a scope would fall apart.
type Cuts struct {
	Scope
	Points  []CutPoint `json:"points"`  // the gravest first
	Bridges []Bridge   `json:"bridges"` // the gravest first
	Reading Sentence   `json:"reading"`
}

// CutPoint is a node without which others would no longer hang together with the
// rest (an articulation point).
type CutPoint struct {
	ID     string   `json:"id"`
	Kind   string   `json:"kind"`
	CutOff []string `json:"cut_off"` // actors that would lose the rest
	Forums []string `json:"forums"`  // forums that would go along with them
}

// Bridge is a tie that is the only one between what lies on its two sides.
type Bridge struct {
	A      string   `json:"a"` // key of a node, as kind:id
	B      string   `json:"b"`
	Kind   string   `json:"kind"`
	Record Ref      `json:"record"`
	CutOff []string `json:"cut_off"`
}

// CutsOf answers the question for a view.
func CutsOf(v *record.View, s Scope) Cuts { return NewIndex(v).Cuts(s) }

// Cuts gives the nodes and the ties on which the network of a scope hangs. Only
// what people meet or reach each other by counts: seats in active forums, ways
// in, and houses that are shared. The units of a party do not hang together by
// being so.
func (x *Index) Cuts(s Scope) Cuts {
	return once(x, cutsQuestion{s}, func() Cuts {
		g := x.Network(s).linking()
		w := g.walk()
		c := Cuts{Scope: s, Points: g.cutPoints(w), Bridges: g.bridges(w)}
		c.Reading = x.readCuts(c)
		return c
	})
}

type cutsQuestion struct{ Scope }

// linking is the part of a network by which people meet or reach each other.
func (g *Graph) linking() *Graph {
	used := make([]bool, len(g.Nodes))
	var edges []Edge
	for _, e := range g.Edges {
		m := g.Nodes[e.To].meeting
		if e.Kind == TieSeat && m.isActive() || e.Kind == TiePath || e.Kind == TieColocation {
			used[e.From], used[e.To] = true, true
			edges = append(edges, e)
		}
	}
	return g.part(used, edges)
}

// walk is one walk through all of a graph, depth first (Tarjan 1972).
type walk struct {
	around [][]half
	pre    []int // when a node was come to; -1 is not yet
	low    []int // the earliest that can be come back to from a node or what is below it
	size   []int // how many nodes are below a node, itself included
	order  []int // nodes as they were come to
	cuts   [][]int
	only   []int // edges that are the only way back
	root   []int // of each node, the node its part of the graph was begun at
}

// half is one end of an edge.
type half struct{ to, edge int }

func (g *Graph) walk() *walk {
	n := len(g.Nodes)
	w := &walk{around: make([][]half, n), pre: make([]int, n), low: make([]int, n), size: make([]int, n), cuts: make([][]int, n), root: make([]int, n)}
	for i, e := range g.Edges {
		w.around[e.From] = append(w.around[e.From], half{e.To, i})
		w.around[e.To] = append(w.around[e.To], half{e.From, i})
	}
	for i := range w.pre {
		w.pre[i] = -1
	}
	for i := range w.pre {
		if w.pre[i] < 0 {
			w.visit(i, -1, i)
		}
	}
	return w
}

// visit goes on from a node that was come to by an edge. What is below a
// neighbour and cannot come back past the node is cut off without it.
func (w *walk) visit(i, by, root int) {
	w.pre[i], w.low[i], w.size[i], w.root[i] = len(w.order), len(w.order), 1, root
	w.order = append(w.order, i)
	for _, h := range w.around[i] {
		switch {
		case h.edge == by:
		case w.pre[h.to] >= 0:
			w.low[i] = min(w.low[i], w.pre[h.to])
		default:
			w.visit(h.to, h.edge, root)
			w.size[i] += w.size[h.to]
			w.low[i] = min(w.low[i], w.low[h.to])
			if w.low[h.to] >= w.pre[i] {
				w.cuts[i] = append(w.cuts[i], h.to)
			}
			if w.low[h.to] > w.pre[i] {
				w.only = append(w.only, h.edge)
			}
		}
	}
}

// below gives the nodes below one: they were come to right after it.
func (w *walk) below(i int) []int { return w.order[w.pre[i] : w.pre[i]+w.size[i]] }

// pieces gives what a graph falls into without a node, the largest first; nil if
// it stays whole.
func (w *walk) pieces(i int) [][]int {
	var pieces [][]int
	mine := map[int]bool{}
	for _, child := range w.cuts[i] {
		pieces = append(pieces, w.below(child))
		for _, j := range w.below(child) {
			mine[j] = true
		}
	}
	if len(pieces) == 0 || w.root[i] == i && len(pieces) == 1 {
		return nil
	}
	var rest []int
	for _, j := range w.below(w.root[i]) {
		if !mine[j] && j != i {
			rest = append(rest, j)
		}
	}
	if len(rest) > 0 {
		pieces = append(pieces, rest)
	}
	slices.SortStableFunc(pieces, func(a, b []int) int { return len(b) - len(a) })
	return pieces
}

func (g *Graph) cutPoints(w *walk) []CutPoint {
	points := []CutPoint{}
	for i, n := range g.Nodes {
		pieces := w.pieces(i)
		if len(pieces) < 2 {
			continue
		}
		p := CutPoint{ID: n.ID, Kind: n.Kind}
		p.CutOff, p.Forums = g.split(slices.Concat(pieces[1:]...))
		if len(p.CutOff) > 0 {
			points = append(points, p)
		}
	}
	slices.SortStableFunc(points, func(a, b CutPoint) int {
		return cmp.Or(len(b.CutOff)-len(a.CutOff), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return points
}

// split gives the ids of the actors and of the forums among some nodes, sorted.
func (g *Graph) split(nodes []int) (actors, forums []string) {
	for _, i := range nodes {
		switch g.Nodes[i].Kind {
		case NodeForum:
			forums = append(forums, g.Nodes[i].ID)
		case NodeUnit, NodeParty:
			actors = append(actors, g.Nodes[i].ID)
		}
	}
	return sorted(actors), sorted(forums)
}

func (g *Graph) bridges(w *walk) []Bridge {
	bridges := []Bridge{}
	for _, k := range w.only {
		e := g.Edges[k]
		under := e.From
		if w.pre[e.To] > w.pre[e.From] {
			under = e.To
		}
		side, whole := w.below(under), w.below(w.root[under])
		if 2*len(side) > len(whole) {
			at := w.pre[under] - w.pre[w.root[under]]
			side = slices.Concat(whole[:at], whole[at+len(side):])
		}
		actors, _ := g.split(side)
		bridges = append(bridges, Bridge{g.Nodes[e.From].Key(), g.Nodes[e.To].Key(), e.Kind, e.Record, actors})
	}
	slices.SortStableFunc(bridges, func(a, b Bridge) int {
		return cmp.Or(len(b.CutOff)-len(a.CutOff), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return bridges
}

func (x *Index) readCuts(c Cuts) Sentence {
	if len(c.Points) == 0 {
		return say("insight.cuts.none")
	}
	worst := c.Points[0]
	return say("insight.cuts.worst", len(worst.CutOff), x.elementName(Element{ID: worst.ID, Kind: worst.Kind}), len(c.Points))
}
