package insight

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Betweenness gives it for each of so many nodes of a graph: on how many of the
// shortest ways between two others it lies. It is what Metrics reckons with, to be
// had for itself by whoever measures it.
func Betweenness(nodes int, edges [][2]int32) []float64 { return newCSR(nodes, edges).betweenness() }

// betweenness gives, for each node, on how many of the shortest ways between two
// others it lies (Brandes 2001, exact): a pair with several shortest ways counts
// by their share. Each pair of nodes counts once.
//
// The sources are shared out among the processors in parts; the parts do not
// depend on how many processors there are, and their sums are added in a set
// order, so that the result is the same to the last bit in every run.
func (g *csr) betweenness() []float64 { return g.betweennessBy(runtime.GOMAXPROCS(0)) }

func (g *csr) betweennessBy(workers int) []float64 {
	total := make([]float64, g.nodes())
	for _, part := range g.pieces() {
		for i, n := range part.graph.sumOfSources(workers) {
			total[part.nodes[i]] = n / 2
		}
	}
	return total
}

// parts is how many parts the sources are cut into.
const parts = 16

func (g *csr) sumOfSources(workers int) []float64 {
	sums := make([][]float64, min(parts, g.nodes()))
	var next atomic.Int32
	var wait sync.WaitGroup
	for range max(1, min(workers, len(sums))) {
		wait.Go(func() {
			b := newBrandes(g)
			for k := int(next.Add(1)) - 1; k < len(sums); k = int(next.Add(1)) - 1 {
				sums[k] = b.part(k, len(sums))
			}
		})
	}
	wait.Wait()
	for _, sum := range sums[1:] {
		for i, n := range sum {
			sums[0][i] += n
		}
	}
	return sums[0]
}

// piece is a connected part of a graph as a graph of its own.
type piece struct {
	graph *csr
	nodes []int32 // what each of its nodes is in the whole
}

// pieces cuts a graph into its connected parts of three nodes or more; in the
// smaller ones nobody stands between others.
func (g *csr) pieces() []piece {
	of, sizes := g.components()
	all := make([]piece, len(sizes))
	place := make([]int32, g.nodes())
	for i := range of {
		p := &all[of[i]]
		place[i] = int32(len(p.nodes))
		p.nodes = append(p.nodes, int32(i))
	}
	kept := all[:0]
	for _, p := range all {
		if len(p.nodes) > 2 {
			p.graph = g.within(p.nodes, place)
			kept = append(kept, p)
		}
	}
	return kept
}

// within is the graph of some nodes that have no neighbours among the others.
func (g *csr) within(nodes, place []int32) *csr {
	sub := &csr{start: make([]int32, 1, len(nodes)+1)}
	for _, i := range nodes {
		for _, j := range g.row(i) {
			sub.to = append(sub.to, place[j])
		}
		sub.start = append(sub.start, int32(len(sub.to)))
	}
	return sub
}

// brandes is what one worker needs to go through a connected graph from a
// source, level by level of the distance from it.
type brandes struct {
	g      *csr
	found  []bool
	ways   []float64 // number of shortest ways from the source
	reach  []float64 // sums of the ways of neighbours one level nearer
	deeper []float64 // (1 + dependency) ÷ ways, of the nodes one level further only
	order  []int32   // nodes by level
	levels []int32   // where each level begins in the order
	left   []int32   // nodes that are not found yet, and maybe some that are
}

func newBrandes(g *csr) *brandes {
	n := g.nodes()
	return &brandes{g: g, found: make([]bool, n), ways: make([]float64, n), reach: make([]float64, n),
		deeper: make([]float64, n), order: make([]int32, 0, n), left: make([]int32, 0, n)}
}

// part sums the dependencies of every n-th source.
func (b *brandes) part(k, n int) []float64 {
	sum := make([]float64, b.g.nodes())
	for s := k; s < b.g.nodes(); s += n {
		b.search(int32(s))
		b.collect(sum)
	}
	return sum
}

// search counts the shortest ways from a source to all others.
func (b *brandes) search(source int32) {
	clear(b.found)
	clear(b.reach)
	b.left = b.left[:0]
	for i := range int32(b.g.nodes()) {
		b.left = append(b.left, i)
	}
	b.order, b.levels = append(b.order[:0], source), append(b.levels[:0], 0)
	b.found[source], b.ways[source] = true, 1
	for begin := 0; begin < b.g.nodes(); {
		level := b.order[begin:]
		begin = len(b.order)
		b.levels = append(b.levels, int32(begin))
		if begin == b.g.nodes() { // all are found, so the last level leads nowhere
			return
		}
		if b.isWide(level) {
			b.stepWide(level)
		} else {
			b.stepNarrow(level)
		}
	}
}

// isWide tells whether it costs less to look through all that is left than to
// ask of each neighbour whether it has been found.
func (b *brandes) isWide(level []int32) bool {
	edges := int32(0)
	for _, i := range level {
		edges += b.g.degree(i)
	}
	return int(edges) > len(b.left)
}

// stepWide adds the ways of a level to all its neighbours without asking where
// they lie, which no processor can guess, and then takes those that are new.
func (b *brandes) stepWide(level []int32) {
	start, to, reach := b.g.start, b.g.to, b.reach
	for _, i := range level {
		mine := b.ways[i]
		for _, j := range to[start[i]:start[i+1]] {
			reach[j] += mine
		}
	}
	left := b.left[:0]
	for _, j := range b.left {
		switch {
		case b.found[j]:
		case reach[j] > 0:
			b.found[j], b.ways[j] = true, reach[j]
			b.order = append(b.order, j)
		default:
			left = append(left, j)
		}
	}
	b.left = left
}

// stepNarrow finds the next level by its edges alone.
func (b *brandes) stepNarrow(level []int32) {
	begin := len(b.order)
	for _, i := range level {
		mine := b.ways[i]
		for _, j := range b.g.row(i) {
			if !b.found[j] {
				if b.reach[j] == 0 {
					b.order = append(b.order, j)
				}
				b.reach[j] += mine
			}
		}
	}
	for _, j := range b.order[begin:] {
		b.found[j], b.ways[j] = true, b.reach[j]
	}
}

// collect goes back from the furthest level, on which nothing depends, and gives
// each node its dependency. Of the neighbours only those one level further hold
// a share, so all can be summed without asking which they are.
func (b *brandes) collect(sum []float64) {
	last := len(b.levels) - 2
	for _, i := range b.level(last) {
		b.deeper[i] = 1 / b.ways[i]
	}
	for l := last - 1; l > 0; l-- {
		b.gather(b.level(l), sum)
		b.forget(l + 1)
		for _, i := range b.level(l) {
			b.deeper[i] = b.reach[i]
		}
	}
	b.forget(1)
}

func (b *brandes) gather(level []int32, sum []float64) {
	start, to, deeper := b.g.start, b.g.to, b.deeper
	for _, i := range level {
		part := 0.0
		for _, j := range to[start[i]:start[i+1]] {
			part += deeper[j]
		}
		sum[i] += part * b.ways[i]
		b.reach[i] = part + 1/b.ways[i]
	}
}

func (b *brandes) level(l int) []int32 { return b.order[b.levels[l]:b.levels[l+1]] }

func (b *brandes) forget(l int) {
	for _, j := range b.level(l) {
		b.deeper[j] = 0
	}
}
