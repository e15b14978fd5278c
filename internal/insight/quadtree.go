package insight

// quadtree sums up what lies far away, so that each of many nodes need not look
// at each other one (Barnes and Hut 1986).
type quadtree struct {
	cells  []cell
	bodies []int32
}

// cell is a square with what is in it. The cells stand in the order of a walk
// down the tree; skip is the cell after all that are within this one.
type cell struct {
	x, y  float64 // the centre of what is in it
	mass  float64
	width float64 // squared; 0 for one that is not divided
	skip  int32
}

// deepest is how often a square is divided; what is still together then lies in
// the same place for all that can be seen.
const deepest = 24

// fill makes the tree of some points with masses.
func (q *quadtree) fill(at []Point, mass []float64) {
	q.cells, q.bodies = q.cells[:0], q.bodies[:0]
	low, high := bounds(at)
	for i := range at {
		q.bodies = append(q.bodies, int32(i))
	}
	half := max(high.X-low.X, high.Y-low.Y)/2 + 1e-9
	q.build(at, mass, q.bodies, Point{(low.X + high.X) / 2, (low.Y + high.Y) / 2}, half, 0)
}

func bounds(at []Point) (low, high Point) {
	if len(at) == 0 {
		return low, high
	}
	low, high = at[0], at[0]
	for _, p := range at {
		low.X, low.Y = min(low.X, p.X), min(low.Y, p.Y)
		high.X, high.Y = max(high.X, p.X), max(high.Y, p.Y)
	}
	return low, high
}

func (q *quadtree) build(at []Point, mass []float64, bodies []int32, middle Point, half float64, depth int) {
	if len(bodies) == 0 {
		return
	}
	var c cell
	for _, i := range bodies {
		c.x, c.y, c.mass = c.x+at[i].X*mass[i], c.y+at[i].Y*mass[i], c.mass+mass[i]
	}
	c.x, c.y = c.x/c.mass, c.y/c.mass
	me := len(q.cells)
	q.cells = append(q.cells, c)
	if len(bodies) > 1 && depth < deepest {
		q.cells[me].width = 4 * half * half
		q.divide(at, mass, bodies, middle, half/2, depth+1)
	}
	q.cells[me].skip = int32(len(q.cells))
}

func (q *quadtree) divide(at []Point, mass []float64, bodies []int32, middle Point, half float64, depth int) {
	upper := parted(bodies, func(i int32) bool { return at[i].Y < middle.Y })
	for _, row := range []struct {
		bodies []int32
		y      float64
	}{{bodies[:upper], middle.Y - half}, {bodies[upper:], middle.Y + half}} {
		left := parted(row.bodies, func(i int32) bool { return at[i].X < middle.X })
		q.build(at, mass, row.bodies[:left], Point{middle.X - half, row.y}, half, depth)
		q.build(at, mass, row.bodies[left:], Point{middle.X + half, row.y}, half, depth)
	}
}

// parted puts those of which something is so first, and says how many they are.
func parted(all []int32, is func(int32) bool) int {
	n := 0
	for k, i := range all {
		if is(i) {
			all[n], all[k] = all[k], all[n]
			n++
		}
	}
	return n
}

// farEnough is how wide a cell may be for its distance to be taken as one body.
const farEnough = 1.0 * 1.0

// push gives how strongly all others push a point away: by their mass, and the
// less the further they are.
func (q *quadtree) push(p Point) (x, y float64) {
	for k := int32(0); k < int32(len(q.cells)); {
		c := &q.cells[k]
		dx, dy := p.X-c.x, p.Y-c.y
		d := dx*dx + dy*dy
		if c.width > farEnough*d {
			k++
			continue
		}
		if d > 0 {
			x, y = x+dx*c.mass/d, y+dy*c.mass/d
		}
		k = c.skip
	}
	return x, y
}
