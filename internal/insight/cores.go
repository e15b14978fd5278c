package insight

// cores gives the core number of each node: the largest k for which it belongs
// to a part of the graph in which everybody has at least k neighbours within
// the part (Batagelj and Zaveršnik 2003, linear in the edges).
func (g *csr) cores() []int {
	p := newPeeling(g)
	for k := range p.order {
		i := p.order[k]
		for _, j := range g.row(i) {
			if p.degree[j] > p.degree[i] {
				p.lower(j)
			}
		}
	}
	cores := make([]int, g.nodes())
	for i, d := range p.degree {
		cores[i] = int(d)
	}
	return cores
}

// peeling keeps the nodes in the order of the neighbours that they have left.
type peeling struct {
	degree []int32
	order  []int32
	place  []int32 // of a node in the order
	begin  []int32 // where the nodes of a degree begin
}

func newPeeling(g *csr) *peeling {
	n := g.nodes()
	p := &peeling{degree: make([]int32, n), order: make([]int32, n), place: make([]int32, n), begin: make([]int32, n+1)}
	for i := range int32(n) {
		p.degree[i] = g.degree(i)
		p.begin[p.degree[i]+1]++
	}
	for d := range n {
		p.begin[d+1] += p.begin[d]
	}
	next := append([]int32(nil), p.begin...)
	for i := range int32(n) {
		d := p.degree[i]
		p.order[next[d]], p.place[i] = i, next[d]
		next[d]++
	}
	return p
}

// lower takes one neighbour from a node: it changes places with the first of its
// degree, which then belongs to the degree below.
func (p *peeling) lower(j int32) {
	d := p.degree[j]
	at, front := p.place[j], p.begin[d]
	other := p.order[front]
	p.order[at], p.order[front] = other, j
	p.place[other], p.place[j] = at, front
	p.begin[d]++
	p.degree[j]--
}
