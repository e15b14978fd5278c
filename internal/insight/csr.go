package insight

import (
	"slices"
)

// csr is an undirected simple graph in two slices (compressed sparse rows): the
// neighbours of node i are to[start[i]:start[i+1]], in order. It takes four
// bytes a direction of an edge, so that the graph of a whole country stays in
// the processor's cache.
type csr struct {
	start []int32
	to    []int32
}

// newCSR makes the graph of n nodes; loops and repetitions among the pairs are
// left out.
func newCSR(n int, pairs [][2]int32) *csr {
	pairs = slices.DeleteFunc(slices.Clone(pairs), func(p [2]int32) bool { return p[0] == p[1] })
	g := &csr{start: make([]int32, n+1), to: make([]int32, 2*len(pairs))}
	for _, p := range pairs {
		g.start[p[0]+1]++
		g.start[p[1]+1]++
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	next := slices.Clone(g.start)
	for _, p := range pairs {
		g.to[next[p[0]]], g.to[next[p[1]]] = p[1], p[0]
		next[p[0]]++
		next[p[1]]++
	}
	g.simplify()
	return g
}

// simplify sorts the rows and drops repetitions, in place.
func (g *csr) simplify() {
	end := int32(0)
	for i := range g.nodes() {
		row := g.to[g.start[i]:g.start[i+1]]
		slices.Sort(row)
		begin, last := end, int32(-1)
		for _, j := range row {
			if j != last {
				g.to[end] = j
				end++
			}
			last = j
		}
		g.start[i] = begin
	}
	g.start[g.nodes()] = end
	g.to = g.to[:end]
}

func (g *csr) nodes() int           { return len(g.start) - 1 }
func (g *csr) edges() int           { return len(g.to) / 2 }
func (g *csr) row(i int32) []int32  { return g.to[g.start[i]:g.start[i+1]] }
func (g *csr) degree(i int32) int32 { return g.start[i+1] - g.start[i] }

// components gives the component of each node, numbered from 0, and how many
// nodes each has.
func (g *csr) components() (of []int32, sizes []int) {
	of = make([]int32, g.nodes())
	for i := range of {
		of[i] = -1
	}
	var queue []int32
	for i := range of {
		if of[i] >= 0 {
			continue
		}
		number := int32(len(sizes))
		of[i] = number
		queue = append(queue[:0], int32(i))
		for k := 0; k < len(queue); k++ {
			for _, j := range g.row(queue[k]) {
				if of[j] < 0 {
					of[j] = number
					queue = append(queue, j)
				}
			}
		}
		sizes = append(sizes, len(queue))
	}
	return of, sizes
}
