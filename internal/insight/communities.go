package insight

import (
	"math/rand/v2"
	"slices"
)

// weighted is an undirected graph whose edges have weights; a loop's weight is
// kept apart.
type weighted struct {
	start  []int32
	to     []int32
	weight []float64
	loop   []float64
	total  float64 // twice the weight of all edges
}

// weigh makes every edge of a graph weigh 1.
func (g *csr) weigh() *weighted {
	w := &weighted{start: g.start, to: g.to, weight: make([]float64, len(g.to)), loop: make([]float64, g.nodes()), total: float64(len(g.to))}
	for i := range w.weight {
		w.weight[i] = 1
	}
	return w
}

func (w *weighted) nodes() int { return len(w.start) - 1 }

func (w *weighted) degree(i int) float64 {
	sum := w.loop[i]
	for k := w.start[i]; k < w.start[i+1]; k++ {
		sum += w.weight[k]
	}
	return sum
}

// seed starts the order in which nodes are asked, so that every run gives the
// same communities.
const seed = 2003_1210

// communities gives the community of each node, numbered by size, and the
// modularity of the division (Louvain: Blondel and others 2008).
func (g *csr) communities() (of []int, modularity float64) {
	of = make([]int, g.nodes())
	for i := range of {
		of[i] = i
	}
	r := rand.New(rand.NewPCG(seed, seed))
	for w := g.weigh(); w.total > 0; {
		moved := newMoving(w)
		if !moved.settle(r) {
			break
		}
		count := moved.number()
		for i, c := range of {
			of[i] = moved.of[c]
		}
		w = w.merge(moved.of, count)
	}
	of = bySize(of)
	return of, g.modularity(of)
}

// moving is one round in which nodes move to the communities of neighbours.
type moving struct {
	w      *weighted
	of     []int
	degree []float64 // of each node
	sum    []float64 // of the degrees in each community
	links  []float64 // weight between the node that is asked and each community
	near   []int     // the communities of its neighbours
}

func newMoving(w *weighted) *moving {
	n := w.nodes()
	m := &moving{w: w, of: make([]int, n), degree: make([]float64, n), sum: make([]float64, n), links: make([]float64, n)}
	for i := range n {
		m.of[i], m.degree[i] = i, w.degree(i)
		m.sum[i] = m.degree[i]
	}
	return m
}

// settle asks all nodes over and over until none moves; it tells whether any did.
func (m *moving) settle(r *rand.Rand) bool {
	order, ever := r.Perm(m.w.nodes()), false
	for moved := true; moved; {
		moved = false
		for _, i := range order {
			if m.move(i) {
				moved, ever = true, true
			}
		}
	}
	return ever
}

// leastGain keeps rounding from moving nodes back and forth for ever.
const leastGain = 1e-9

// move puts a node into the community where it raises the modularity most; of
// equals the one that is met first, and it stays where nothing is gained.
func (m *moving) move(i int) bool {
	m.gather(i)
	home, degree := m.of[i], m.degree[i]
	m.sum[home] -= degree
	best, most := home, m.links[home]-m.sum[home]*degree/m.w.total
	for _, c := range m.near {
		gain := m.links[c] - m.sum[c]*degree/m.w.total
		if gain > most+leastGain {
			best, most = c, gain
		}
	}
	m.sum[best] += degree
	m.of[i] = best
	m.forget(home)
	return best != home
}

// gather sums how strongly a node is tied to each community near it.
func (m *moving) gather(i int) {
	for k := m.w.start[i]; k < m.w.start[i+1]; k++ {
		c := m.of[m.w.to[k]]
		if m.links[c] == 0 {
			m.near = append(m.near, c)
		}
		m.links[c] += m.w.weight[k]
	}
}

func (m *moving) forget(home int) {
	for _, c := range m.near {
		m.links[c] = 0
	}
	m.links[home] = 0
	m.near = m.near[:0]
}

// number numbers the communities that are left from 0 and says how many.
func (m *moving) number() int {
	next := map[int]int{}
	for i, c := range m.of {
		if _, known := next[c]; !known {
			next[c] = len(next)
		}
		m.of[i] = next[c]
	}
	return len(next)
}

// merge makes one node of each community.
func (w *weighted) merge(of []int, count int) *weighted {
	between := make([]map[int32]float64, count)
	for c := range between {
		between[c] = map[int32]float64{}
	}
	next := &weighted{start: make([]int32, 1, count+1), loop: make([]float64, count), total: w.total}
	for i := range w.nodes() {
		next.loop[of[i]] += w.loop[i]
		for k := w.start[i]; k < w.start[i+1]; k++ {
			if c := of[w.to[k]]; c == of[i] {
				next.loop[c] += w.weight[k]
			} else {
				between[of[i]][int32(c)] += w.weight[k]
			}
		}
	}
	for _, row := range between {
		next.append(row)
	}
	return next
}

func (w *weighted) append(row map[int32]float64) {
	begin := len(w.to)
	for c := range row {
		w.to = append(w.to, c)
	}
	slices.Sort(w.to[begin:])
	for _, c := range w.to[begin:] {
		w.weight = append(w.weight, row[c])
	}
	w.start = append(w.start, int32(len(w.to)))
}

// bySize numbers communities from the largest; of equals the one whose first
// node comes first.
func bySize(of []int) []int {
	size := map[int]int{}
	var order []int
	for _, c := range of {
		if size[c] == 0 {
			order = append(order, c)
		}
		size[c]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return size[b] - size[a] })
	place := map[int]int{}
	for i, c := range order {
		place[c] = i
	}
	numbered := make([]int, len(of))
	for i, c := range of {
		numbered[i] = place[c]
	}
	return numbered
}

// modularity is how many more ties lie within the communities than would by
// chance, from -1/2 to 1.
func (g *csr) modularity(of []int) float64 {
	if g.edges() == 0 {
		return 0
	}
	within, degrees := 0.0, map[int]float64{}
	for i := range int32(g.nodes()) {
		degrees[of[i]] += float64(g.degree(i))
		for _, j := range g.row(i) {
			if of[i] == of[j] {
				within++
			}
		}
	}
	total, chance := float64(len(g.to)), 0.0
	for c := range len(degrees) {
		chance += degrees[c] * degrees[c] / (total * total)
	}
	return within/total - chance
}
