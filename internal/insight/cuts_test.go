package insight

import (
	"slices"
	"testing"
)

// slowParts goes through a graph without one node or one edge (−1: with all) and
// gives the parts it falls into.
func slowParts(g *Graph, node, edge int) [][]int {
	part := make([]int, len(g.Nodes))
	for i := range part {
		part[i] = i
	}
	for changed := true; changed; {
		changed = false
		for k, e := range g.Edges {
			if k == edge || e.From == node || e.To == node || part[e.From] == part[e.To] {
				continue
			}
			least := min(part[e.From], part[e.To])
			part[e.From], part[e.To], changed = least, least, true
		}
	}
	of := map[int][]int{}
	for i, p := range part {
		if i != node {
			of[p] = append(of[p], i)
		}
	}
	var parts [][]int
	for _, p := range of {
		parts = append(parts, p)
	}
	return parts
}

func TestCutsAreWhatRemovingShows(t *testing.T) {
	x, points, bridges := randomIndex(t), 0, 0
	for _, s := range randomScopes()[:2*randomMaps] {
		g := x.Network(s).linking()
		whole := len(slowParts(g, -1, -1))
		w := g.walk()
		for i := range g.Nodes {
			parts := slowParts(g, i, -1)
			isPoint := len(parts) > whole
			if (len(w.pieces(i)) > 1) != isPoint {
				t.Fatalf("%v: %s: %d parts of %d", s, g.Nodes[i].Key(), len(parts), whole)
			}
			for _, piece := range w.pieces(i) {
				piece = slices.Sorted(slices.Values(piece)) // it is a part of the order of the walk
				if !slices.ContainsFunc(parts, func(p []int) bool { return slices.Equal(p, piece) }) {
					t.Fatalf("%v: without %s %v is no part of %v", s, g.Nodes[i].Key(), piece, parts)
				}
			}
			if isPoint {
				points++
			}
		}
		for k := range g.Edges {
			isBridge := len(slowParts(g, -1, k)) > whole
			if slices.Contains(w.only, k) != isBridge {
				t.Fatalf("%v: edge %d: bridge is %v", s, k, !isBridge)
			}
			if isBridge {
				bridges++
			}
		}
	}
	if points < 20 || bridges < 20 {
		t.Errorf("%d points and %d bridges in all: the maps try nothing", points, bridges)
	}
}

// Who is cut off by a point is the smaller side, and a bridge's smaller side is
// no larger than half.
func TestCutsNameTheSmallerSide(t *testing.T) {
	x := demoIndex(t)
	for _, s := range []Scope{{Association: "sodra-vatterbygden"}, {Municipality: "0604"}, {Association: "finnveden"}} {
		c, g := x.Cuts(s), x.Network(s).linking()
		actors := 0
		for _, n := range g.Nodes {
			if n.Kind != NodeForum && n.Kind != NodePerson {
				actors++
			}
		}
		for _, b := range c.Bridges {
			if len(b.CutOff) > actors {
				t.Errorf("%v: %s–%s cuts off %d of %d", s, b.A, b.B, len(b.CutOff), actors)
			}
		}
		if len(c.Points) == 0 || len(c.Points[0].CutOff) < len(c.Points[len(c.Points)-1].CutOff) {
			t.Errorf("%v: %d points", s, len(c.Points))
		}
	}
}

// In Habo the coach for the young is the only one who meets the library, the
// leisure centre and the police; in Jönköping the social secretaries for resources
// are the only ones who meet addiction care and open psychiatry.
func TestCutsInTheDemonstration(t *testing.T) {
	c := demoIndex(t).Cuts(Scope{Association: "sodra-vatterbygden"})
	cutBy := func(kind, id string) []string {
		for _, p := range c.Points {
			if p.Kind == kind && p.ID == id {
				return p.CutOff
			}
		}
		return nil
	}
	if cut := cutBy(NodeUnit, "habo/ungdomscoach"); !slices.Contains(cut, "habo/bibliotek") || !slices.Contains(cut, "habo/barn-fritid") {
		t.Errorf("without the coach %v lose the rest", cut)
	}
	if cut := cutBy(NodeUnit, "jonkoping/forsorjningsstod-resurs"); !slices.Contains(cut, "region-jonkoping/oppenpsykiatri") || !slices.Contains(cut, "region-jonkoping/beroendemottagning") {
		t.Errorf("without the social secretaries %v lose the rest", cut)
	}
}
