package insight

import (
	"slices"
)

// Selection chooses a part of a network. What is left empty chooses all.
type Selection struct {
	Party       string // nodes of this party or kind of party, and what they are tied to
	Level       string // of forums
	Formality   string
	Age         *int
	TargetGroup string
	Status      []string
	Ties        []string // what edges may stand for
	Freshness   float64  // of edges, at least
}

// Only gives the part of a network that a selection chooses: the edges that it
// chooses, and the nodes that they join. The nodes keep their order, so a
// picture need not move.
func (g *Graph) Only(s Selection) *Graph {
	mine := make([]bool, len(g.Nodes))
	for i, n := range g.Nodes {
		mine[i] = s.Party == "" || n.Party == s.Party || n.PartyKind == s.Party
	}
	var edges []Edge
	used := make([]bool, len(g.Nodes))
	for _, e := range g.Edges {
		if (mine[e.From] || mine[e.To]) && s.takesEdge(e) && s.takesNode(g.Nodes[e.From]) && s.takesNode(g.Nodes[e.To]) {
			edges = append(edges, e)
			used[e.From], used[e.To] = true, true
		}
	}
	return g.part(used, edges)
}

// Around gives the part of a network within some steps of a node.
func (g *Graph) Around(key string, steps int) *Graph {
	at, ok := g.index[key]
	used := make([]bool, len(g.Nodes))
	if !ok {
		return g.part(used, nil)
	}
	used[at] = true
	for range steps {
		next := slices.Clone(used)
		for _, e := range g.Edges {
			if used[e.From] || used[e.To] {
				next[e.From], next[e.To] = true, true
			}
		}
		used = next
	}
	edges := slices.DeleteFunc(slices.Clone(g.Edges), func(e Edge) bool { return !used[e.From] || !used[e.To] })
	return g.part(used, edges)
}

// part makes a graph of the nodes that are used and of some edges between them.
func (g *Graph) part(used []bool, edges []Edge) *Graph {
	p := &Graph{Nodes: []Node{}, Edges: []Edge{}, Alone: g.Alone, index: map[string]int{}}
	place := make([]int, len(g.Nodes))
	for i, n := range g.Nodes {
		if used[i] {
			place[i] = len(p.Nodes)
			p.index[n.Key()] = len(p.Nodes)
			p.Nodes = append(p.Nodes, n)
		}
	}
	for _, e := range edges {
		e.From, e.To = place[e.From], place[e.To]
		p.Edges = append(p.Edges, e)
	}
	return p
}

// Find gives the place of a node by its key ("unit:aneby/ame").
func (g *Graph) Find(key string) (place int, ok bool) {
	place, ok = g.index[key]
	return place, ok
}

func (s Selection) takesEdge(e Edge) bool {
	return (len(s.Ties) == 0 || slices.Contains(s.Ties, e.Kind)) && e.Freshness >= s.Freshness
}

// takesNode limits the forums; who sits in them follows.
func (s Selection) takesNode(n Node) bool {
	m := n.meeting
	if m == nil {
		return true
	}
	return is(s.Level, m.Level) && is(s.Formality, m.KnownFormality()) &&
		(s.Age == nil || *s.Age >= 0 && *s.Age <= eldestOfAll && m.ages.has(*s.Age)) &&
		(s.TargetGroup == "" || slices.Contains(m.TargetGroups, s.TargetGroup)) &&
		(len(s.Status) == 0 || slices.Contains(s.Status, m.status))
}
