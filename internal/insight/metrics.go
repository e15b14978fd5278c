package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/place"
	"samkarta/internal/record"
)

// Metrics is the shape of the network between the actors of a scope. Two actors
// have contact if they sit in an active forum together, if a way in or an
// agreement joins them, if they share a house, or if either tells that they work
// together.
type Metrics struct {
	Scope
	Actors                    int         `json:"actors"`
	Contacts                  int         `json:"contacts"` // pairs of actors that have contact
	Density                   float64     `json:"density"`
	DegreeCentralization      float64     `json:"degree_centralization"`
	BetweennessCentralization float64     `json:"betweenness_centralization"`
	Parts                     int         `json:"parts"` // that have nothing to do with each other
	LargestPart               int         `json:"largest_part"`
	Core                      int         `json:"core"` // the largest k of a k-core
	InCore                    []string    `json:"in_core"`
	Modularity                float64     `json:"modularity"`
	Communities               []Community `json:"communities"` // the largest first
	Nodes                     []Central   `json:"nodes"`       // the most between first
	Reading                   []Sentence  `json:"reading"`     // one sentence a measure
}

// Central is how an actor lies in the network.
type Central struct {
	Actor       string  `json:"actor"`
	Degree      int     `json:"degree"`      // actors that it has contact with
	Betweenness float64 `json:"betweenness"` // share of the pairs that it lies between, 0 to 1
	Core        int     `json:"core"`
	Community   int     `json:"community"` // place in the list of communities
}

// Community is actors that have more to do with each other than with the rest.
type Community struct {
	Actors  []string `json:"actors"`
	Central string   `json:"central"`         // the one with contact with most of the others
	Place   string   `json:"place,omitempty"` // the municipality of most of those that are bound to one
	Local   Share    `json:"local"`           // how many of those that is
}

// MetricsOf answers the question for a view.
func MetricsOf(v *record.View, s Scope) Metrics { return NewIndex(v).Metrics(s) }

// Metrics measures the network between the actors of a scope.
func (x *Index) Metrics(s Scope) Metrics {
	return once(x, metricsQuestion{s}, func() Metrics { return x.metrics(s) })
}

type metricsQuestion struct{ Scope }

// acquaintance is who has contact with whom.
type acquaintance struct {
	actors []string // in order of their ids
	graph  *csr
}

// acquaintance makes the graph between the actors out of the network: who meet
// in a forum know each other, and so do those at the ends of the other ties.
func (x *Index) acquaintance(s Scope) acquaintance {
	g := x.Network(s)
	var a acquaintance
	place := map[int]int32{}
	order := make([]int, 0, len(g.Nodes))
	for i, n := range g.Nodes {
		if n.Kind == NodeParty || n.Kind == NodeUnit {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(g.Nodes[i].ID, g.Nodes[j].ID) })
	for _, i := range order {
		place[i] = int32(len(a.actors))
		a.actors = append(a.actors, g.Nodes[i].ID)
	}
	a.graph = newCSR(len(a.actors), g.contacts(place))
	return a
}

// contacts gives the pairs of actors that have contact: those joined by an edge,
// and those joined to the same active forum or person.
func (g *Graph) contacts(place map[int]int32) [][2]int32 {
	var pairs [][2]int32
	around := make([][]int32, len(g.Nodes)) // of forums and persons, the actors
	for _, e := range g.Edges {
		from, isActor := place[e.From]
		to, isActor2 := place[e.To]
		switch {
		case isActor && isActor2:
			pairs = append(pairs, [2]int32{from, to})
		case isActor:
			around[e.To] = append(around[e.To], from)
		case isActor2:
			around[e.From] = append(around[e.From], to)
		}
	}
	for i, seats := range around {
		if m := g.Nodes[i].meeting; m != nil && !m.isActive() {
			continue
		}
		for k, a := range seats {
			for _, b := range seats[k+1:] {
				pairs = append(pairs, [2]int32{a, b})
			}
		}
	}
	return pairs
}

func (x *Index) metrics(s Scope) Metrics {
	a := x.acquaintance(s)
	n, g := len(a.actors), a.graph
	m := Metrics{Scope: s, Actors: n, Contacts: g.edges(), InCore: []string{}, Communities: []Community{}, Nodes: []Central{}}
	between, cores := g.betweenness(), g.cores()
	of, modularity := g.communities()
	m.Modularity = modularity
	pairs := float64(n-1) * float64(n-2) / 2
	for i, id := range a.actors {
		c := Central{Actor: id, Degree: int(g.degree(int32(i))), Core: cores[i], Community: of[i]}
		if pairs > 0 {
			c.Betweenness = between[i] / pairs
		}
		m.Nodes = append(m.Nodes, c)
	}
	m.measure(g)
	x.divideUp(&m)
	slices.SortStableFunc(m.Nodes, func(a, b Central) int {
		return cmp.Or(cmp.Compare(b.Betweenness, a.Betweenness), cmp.Compare(b.Degree, a.Degree))
	})
	m.Reading = x.readMetrics(m)
	return m
}

// measure reckons the measures of the whole (Freeman 1978): 0 where all actors
// are alike, 1 where one has all that there is.
func (m *Metrics) measure(g *csr) {
	n := float64(m.Actors)
	if m.Actors > 1 {
		m.Density = float64(m.Contacts) / (n * (n - 1) / 2)
	}
	degree, between, degrees, betweens := 0, 0.0, 0, 0.0
	for _, c := range m.Nodes {
		degree, between = max(degree, c.Degree), max(between, c.Betweenness)
		degrees, betweens = degrees+c.Degree, betweens+c.Betweenness
		m.Core = max(m.Core, c.Core)
	}
	if m.Actors > 2 {
		m.DegreeCentralization = (n*float64(degree) - float64(degrees)) / ((n - 1) * (n - 2))
		m.BetweennessCentralization = max(0, (n*between-betweens)/(n-1))
	}
	_, sizes := g.components()
	m.Parts = len(sizes)
	for _, size := range sizes {
		m.LargestPart = max(m.LargestPart, size)
	}
}

// divideUp lists who is in the core and in each community.
func (x *Index) divideUp(m *Metrics) {
	most := map[int]int{}
	for _, c := range m.Nodes {
		if c.Core == m.Core && m.Core > 0 {
			m.InCore = append(m.InCore, c.Actor)
		}
		for len(m.Communities) <= c.Community {
			m.Communities = append(m.Communities, Community{Actors: []string{}})
		}
		in := &m.Communities[c.Community]
		in.Actors = append(in.Actors, c.Actor)
		if in.Central == "" || c.Degree > most[c.Community] {
			in.Central, most[c.Community] = c.Actor, c.Degree
		}
	}
	for i := range m.Communities {
		m.Communities[i].Place, m.Communities[i].Local = x.commonPlace(m.Communities[i].Actors)
	}
}

// commonPlace gives the municipality of more than half of the actors that are
// bound to just one, and how many of them that is; "" if there is none.
func (x *Index) commonPlace(actors []string) (string, Share) {
	count, bound := map[string]int{}, 0
	for _, id := range actors {
		if who := x.atlas().actors[id]; len(who.places) == 1 {
			count[who.places[0]]++
			bound++
		}
	}
	for code, n := range count {
		if 2*n > bound {
			return code, Share(n) / Share(bound)
		}
	}
	return "", 0
}

// Centrality gives the betweenness of each node of the network of a scope, forums
// and persons too, as a share of the pairs: what a picture can make sizes of.
func (x *Index) Centrality(s Scope) []float64 {
	type question struct{ Scope }
	return once(x, question{s}, func() []float64 {
		g := x.Network(s)
		between := g.csr().betweenness()
		n := float64(len(between))
		for i := range between {
			between[i] /= max(1, (n-1)*(n-2)/2)
		}
		return between
	})
}

// csr is the bare graph of a network.
func (g *Graph) csr() *csr {
	pairs := make([][2]int32, len(g.Edges))
	for i, e := range g.Edges {
		pairs[i] = [2]int32{int32(e.From), int32(e.To)}
	}
	return newCSR(len(g.Nodes), pairs)
}

func (x *Index) readMetrics(m Metrics) []Sentence {
	if m.Actors < 3 || m.Contacts == 0 {
		return []Sentence{say("insight.metrics.empty")}
	}
	read := []Sentence{say("insight.metrics.density", Share(m.Density), m.Contacts, m.Actors)}
	known := slices.MaxFunc(m.Nodes, func(a, b Central) int {
		return cmp.Or(cmp.Compare(a.Degree, b.Degree), cmp.Compare(b.Actor, a.Actor))
	})
	read = append(read,
		say("insight.metrics.degree_"+level(m.DegreeCentralization), x.endName(known.Actor), known.Degree, m.Actors-1),
		say("insight.metrics.between_"+level(m.BetweennessCentralization), x.endName(m.Nodes[0].Actor), Share(m.Nodes[0].Betweenness)))
	if m.Parts > 1 {
		read = append(read, say("insight.metrics.parts", m.Parts, m.LargestPart, m.Actors))
	} else {
		read = append(read, say("insight.metrics.whole"))
	}
	read = append(read, say("insight.metrics.core", len(m.InCore), m.Core,
		seriesOf(m.InCore, 4, func(id string) any { return x.endName(id) })))
	return append(read, x.readCommunities(m))
}

// level says in a word how much one actor holds of what a measure counts.
func level(n float64) string {
	switch {
	case n < 0.2:
		return "low"
	case n < 0.5:
		return "middle"
	}
	return "high"
}

// localShare is from how many actors of one municipality a community is said to
// be local.
const localShare = 0.75

func (x *Index) readCommunities(m Metrics) Sentence {
	var large []Community
	local := 0
	for _, c := range m.Communities {
		if len(c.Actors) > 2 {
			large = append(large, c)
			if c.Local >= localShare {
				local++
			}
		}
	}
	around := seriesOf(large, 4, func(c Community) any {
		if p, ok := place.Find(c.Place); ok {
			return say("insight.metrics.around_in", x.endName(c.Central), p.Short)
		}
		return x.endName(c.Central)
	})
	switch {
	case len(large) < 2:
		return say("insight.metrics.one_community")
	case m.Association != "" && local == len(large):
		return say("insight.metrics.communities_local", len(large), around)
	}
	return say("insight.metrics.communities", len(large), around)
}
