package insight

import (
	"container/heap"
	"math"
	"slices"

	"samkarta/internal/forum"
)

// cost is what it takes to get to a place: steps, and trust that is lost.
type cost struct {
	steps int
	doubt float64 // −log of the trust that is left
}

// slack is below every difference in doubt that means something; without it the
// order in which products are made would decide.
const slack = 1e-9

func (c cost) isLess(o cost, surest bool) bool {
	apart := math.Abs(c.doubt-o.doubt) > slack
	if surest && apart || c.steps == o.steps {
		return apart && c.doubt < o.doubt
	}
	return c.steps < o.steps
}

// visit is a place that can be gone to next.
type visit struct {
	cost
	place int
}

// visits are the places that can be gone to, the least costly first; of equals
// the one that was added to the map first.
type visits struct {
	all    []visit
	surest bool
}

// Len, Less, Swap, Push and Pop make a heap of the visits.
func (v *visits) Len() int { return len(v.all) }

// Less puts the less costly first.
func (v *visits) Less(i, j int) bool {
	a, b := v.all[i], v.all[j]
	if a.isLess(b.cost, v.surest) {
		return true
	}
	return !b.isLess(a.cost, v.surest) && a.place < b.place
}

// Swap exchanges two.
func (v *visits) Swap(i, j int) { v.all[i], v.all[j] = v.all[j], v.all[i] }

// Push adds one.
func (v *visits) Push(a any) { v.all = append(v.all, a.(visit)) }

// Pop takes the last.
func (v *visits) Pop() any {
	last := v.all[len(v.all)-1]
	v.all = v.all[:len(v.all)-1]
	return last
}

// reaching is a search for the best way (Dijkstra 1959).
type reaching struct {
	n      *navigator
	best   []cost
	from   []int // the place before; -1 is a start
	by     []hop
	known  []bool
	closed []bool
	open   visits
}

// route finds the way of the fewest steps, or the surest one.
func (n *navigator) route(surest bool) Route {
	r := &reaching{n: n, best: make([]cost, len(n.ids)), from: make([]int, len(n.ids)), by: make([]hop, len(n.ids)),
		known: make([]bool, len(n.ids)), closed: make([]bool, len(n.ids)), open: visits{surest: surest}}
	starts := make([]int, 0, len(n.starts))
	for i := range n.starts {
		starts = append(starts, i)
	}
	slices.Sort(starts)
	for _, i := range starts {
		r.offer(i, -1, hop{}, cost{0, math.Log(handover) - math.Log(n.starts[i])}) // the first step is no handover
	}
	for len(r.open.all) > 0 {
		at := heap.Pop(&r.open).(visit)
		if r.closed[at.place] {
			continue
		}
		if n.goals[at.place] {
			return r.trace(at.place)
		}
		r.goOn(at.place)
	}
	return Route{Steps: []Step{}}
}

func (r *reaching) goOn(place int) {
	r.closed[place] = true
	for _, h := range r.n.hops[place] {
		c := r.best[place]
		c.doubt -= math.Log(h.trust)
		if !h.free {
			c.steps++
			c.doubt -= math.Log(handover)
		}
		r.offer(h.to, place, h, c)
	}
}

// offer keeps a way to a place if it is the best so far.
func (r *reaching) offer(place, from int, by hop, c cost) {
	if r.closed[place] || r.known[place] && !c.isLess(r.best[place], r.open.surest) {
		return
	}
	r.best[place], r.from[place], r.by[place], r.known[place] = c, from, by, true
	heap.Push(&r.open, visit{c, place})
}

// trace writes down the way to a place.
func (r *reaching) trace(place int) Route {
	route := Route{Steps: []Step{}, Trust: min(1, math.Exp(-r.best[place].doubt))}
	for at := place; r.from[at] >= 0; {
		before, h := r.from[at], r.by[at]
		to := at
		if h.free { // out of a forum: the step was the one into it
			before, h = r.from[before], r.by[before]
		}
		route.Steps = append(route.Steps, r.n.step(before, to, h))
		at = before
	}
	slices.Reverse(route.Steps)
	return route
}

func (n *roads) step(from, to int, h hop) Step {
	s := Step{Type: h.kind, From: n.ids[from], To: n.ids[to], Record: refTo(h.body),
		Freshness: n.x.v.Freshness(h.body), PersonBound: h.personBound, Trust: h.trust}
	s.Say = n.x.readStep(s)
	return s
}

func (x *Index) readStep(s Step) Sentence {
	to := x.endName(s.To)
	switch s.Type {
	case StepForum:
		if f := forum.Forums.Find(x.v, s.Record.ID); f != nil {
			return say("insight.step.forum", to, shortOr(f.ShortName, f.Name))
		}
	case TiePath:
		return x.readPathStep(s, to)
	}
	return say("insight.step."+s.Type, to)
}
