package insight

import (
	"hash/fnv"
	"math"
)

// Point is a place in a picture, in the units of an SVG.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Layout is where the nodes of a network stand in a picture, by their keys.
type Layout map[string]Point

// The measures of a picture: how long an edge would like to be, and how near two
// nodes may stand.
const (
	EdgeLength = 60.0
	NodeRoom   = 30.0
)

// Layout gives where the nodes of the network of a scope stand. A part of it
// (Graph.Only) is shown with the same places, so nothing jumps when a filter
// changes.
func (x *Index) Layout(s Scope) Layout {
	type question struct{ Scope }
	return once(x, question{s}, func() Layout { return Place(x.Network(s), nil) })
}

// Place lays out a network: nodes push each other away, edges draw them together,
// and what is left settles as it cools (Fruchterman and Reingold 1991). Where a
// node begins follows from its id alone, so the same network always gives the
// same picture. Nodes that have a place already, as in the network of another
// day, keep it; the new ones find theirs around them.
func Place(g *Graph, kept Layout) Layout {
	s := newSettling(g, kept)
	for round := range s.rounds() {
		s.settle(1 - float64(round)/float64(s.rounds()))
	}
	for range roomRounds {
		s.makeRoom()
	}
	placed := Layout{}
	for i, n := range g.Nodes {
		placed[n.Key()] = s.at[i]
	}
	return placed
}

// roomRounds is how often nodes that stand too near are moved apart at the end.
const roomRounds = 12

// settling is the laying out of one network.
type settling struct {
	g     *csr
	at    []Point
	fixed []bool
	mass  []float64
	loose []float64 // how much more strongly a node is drawn to the middle
	moved []Point
	tree  quadtree
}

func newSettling(g *Graph, kept Layout) *settling {
	n := len(g.Nodes)
	s := &settling{g: g.csr(), at: make([]Point, n), fixed: make([]bool, n), mass: make([]float64, n), moved: make([]Point, n)}
	s.loose = s.g.looseness()
	size := EdgeLength * math.Sqrt(float64(n))
	for i, node := range g.Nodes {
		s.mass[i] = 1
		s.at[i] = beginning(node.Key(), size)
		if p, ok := kept[node.Key()]; ok {
			s.at[i], s.fixed[i] = p, true
		}
	}
	s.beginNearKept()
	return s
}

// beginning is where a node begins: somewhere in a disc, by its id.
func beginning(key string, size float64) Point {
	h := fnv.New64a()
	h.Write([]byte(key))
	bits := h.Sum64()
	bits ^= bits >> 29 // fnv mixes the low bits better than the high ones
	bits *= 0xbf58476d1ce4e5b9
	angle := float64(uint32(bits)) / (1 << 32) * 2 * math.Pi
	radius := math.Sqrt(float64(uint32(bits>>32))/(1<<32)) * size / 2
	return Point{radius * math.Cos(angle), radius * math.Sin(angle)}
}

// beginNearKept begins a new node in the middle of its neighbours that have a
// place, a little to the side.
func (s *settling) beginNearKept() {
	for i := range int32(len(s.at)) {
		sum, n := Point{}, 0.0
		for _, j := range s.g.row(i) {
			if s.fixed[j] {
				sum, n = Point{sum.X + s.at[j].X, sum.Y + s.at[j].Y}, n+1
			}
		}
		if n > 0 && !s.fixed[i] {
			side := s.at[i].shorter(EdgeLength / 2)
			s.at[i] = Point{sum.X/n + side.X, sum.Y/n + side.Y}
		}
	}
}

// rounds is how often all nodes move: enough for a small network to settle well,
// and fewer for a large one, which nobody looks at node by node.
func (s *settling) rounds() int {
	switch n := len(s.at); {
	case n <= 400:
		return 140
	case n <= 3000:
		return 120
	}
	return 80
}

// settle moves each node once, no further than what is left of the heat allows.
func (s *settling) settle(heat float64) {
	s.tree.fill(s.at, s.mass)
	for i := range s.at {
		if s.fixed[i] {
			continue
		}
		x, y := s.tree.push(s.at[i])
		pull := s.pull(int32(i))
		s.moved[i] = Point{x*EdgeLength*EdgeLength + pull.X, y*EdgeLength*EdgeLength + pull.Y}
	}
	longest := max(heat*heat*EdgeLength*math.Sqrt(float64(len(s.at)))/4, 1)
	for i := range s.at {
		if !s.fixed[i] {
			step := s.moved[i].shorter(longest)
			s.at[i].X, s.at[i].Y = s.at[i].X+step.X, s.at[i].Y+step.Y
		}
	}
}

// inward is how strongly everything is drawn to the middle, and looseInward how
// much more what does not hang together with most of the rest, so that it does not
// drift out of the picture.
const (
	inward      = 1.2
	looseInward = 2.5
)

// looseness gives, for each node, how much more it is drawn to the middle.
func (g *csr) looseness() []float64 {
	of, sizes := g.components()
	largest := 0
	for _, size := range sizes {
		largest = max(largest, size)
	}
	loose := make([]float64, len(of))
	for i, c := range of {
		if loose[i] = 1; sizes[c] < largest {
			loose[i] = looseInward
		}
	}
	return loose
}

// pull is how strongly its neighbours, and the middle, draw a node.
func (s *settling) pull(i int32) Point {
	p := s.at[i]
	pull := Point{-p.X * inward * s.loose[i], -p.Y * inward * s.loose[i]}
	for _, j := range s.g.row(i) {
		dx, dy := s.at[j].X-p.X, s.at[j].Y-p.Y
		strength := math.Sqrt(dx*dx+dy*dy) / EdgeLength
		pull.X, pull.Y = pull.X+dx*strength, pull.Y+dy*strength
	}
	return pull
}

// shorter is the same direction, no longer than given.
func (p Point) shorter(longest float64) Point {
	if d := math.Hypot(p.X, p.Y); d > longest {
		return Point{p.X / d * longest, p.Y / d * longest}
	}
	return p
}

// makeRoom moves nodes apart that stand nearer than they may. Who stands near is
// found through squares as wide as the room of a node.
func (s *settling) makeRoom() {
	type square struct{ x, y int }
	in := map[square][]int{}
	squareOf := func(p Point) square {
		return square{int(math.Floor(p.X / NodeRoom)), int(math.Floor(p.Y / NodeRoom))}
	}
	for i, p := range s.at {
		in[squareOf(p)] = append(in[squareOf(p)], i)
	}
	for i, p := range s.at {
		at := squareOf(p)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, j := range in[square{at.x + dx, at.y + dy}] {
					if j > i {
						s.moveApart(i, j)
					}
				}
			}
		}
	}
}

// moveApart moves two nodes half of what is missing each; one that is fixed stays
// and the other goes all the way.
func (s *settling) moveApart(i, j int) {
	a, b := s.at[i], s.at[j]
	dx, dy := b.X-a.X, b.Y-a.Y
	d := math.Hypot(dx, dy)
	if d >= NodeRoom || s.fixed[i] && s.fixed[j] {
		return
	}
	if d == 0 {
		dx, d = 1, 1
	}
	missing := (NodeRoom - math.Hypot(b.X-a.X, b.Y-a.Y)) / d
	mine, theirs := missing/2, missing/2
	switch {
	case s.fixed[i]:
		mine, theirs = 0, missing
	case s.fixed[j]:
		mine, theirs = missing, 0
	}
	s.at[i] = Point{a.X - dx*mine, a.Y - dy*mine}
	s.at[j] = Point{b.X + dx*theirs, b.Y + dy*theirs}
}

// Box is the part of the plane that a layout needs, with room around it.
type Box struct{ X, Y, Width, Height float64 }

// Box gives the box of the nodes of a graph in the layout.
func (l Layout) Box(g *Graph) Box {
	var at []Point
	for _, n := range g.Nodes {
		at = append(at, l[n.Key()])
	}
	low, high := bounds(at)
	return Box{low.X - EdgeLength, low.Y - EdgeLength, high.X - low.X + 2*EdgeLength, high.Y - low.Y + 2*EdgeLength}
}
