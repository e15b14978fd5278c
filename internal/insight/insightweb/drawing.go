package insightweb

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"samkarta/internal/insight"
	"samkarta/internal/page"
)

// What the size of a node says.
const (
	sizeMeetings = "moten"
	sizeBetween  = "mellan"
)

// mostDrawn is how many nodes a picture holds.
const mostDrawn = 300

// The measures of a picture: the smallest and the largest node, and the room
// around the whole.
const (
	smallest = 7.0
	largest  = 22.0
	margin   = 12.0
)

// drawing is the picture of a network.
type drawing struct {
	g     *insight.Graph
	at    insight.Layout
	size  []float64 // of each node, from 0 to 1; less is not known
	drawn []bool
	Says  string // what it leaves out; "" if nothing
	box   insight.Box
	whole insight.Box // of the whole scope
	near  []bool      // of each node: it is the chosen one or its neighbour; nil if none is chosen
	grow  float64     // how much larger nodes are drawn where the whole is large
	wider float64     // how much it is drawn out sideways, to fill the width
	font  float64
	point []insight.Point // where each node stands
}

// mark tells what a shape stands for.
type mark struct {
	Picture template.HTML
	Text    string
}

// drawing lays out a part of the network of a scope.
func (s sight) drawing(scope insight.Scope, g *insight.Graph, by string) *drawing {
	d := &drawing{g: g, at: s.places(scope), size: s.sizes(scope, g, by), drawn: make([]bool, len(g.Nodes))}
	order := d.order()
	for _, i := range order[:min(mostDrawn, len(order))] {
		d.drawn[i] = true
	}
	if len(order) > mostDrawn {
		d.Says = s.t("network.most", mostDrawn, len(order))
	}
	d.fit(s.x.Network(scope))
	return d
}

// places is where the nodes of a scope stand: on an earlier day where they stand
// today, so that nothing jumps when one goes through the years.
func (s sight) places(scope insight.Scope) insight.Layout {
	if s.now == nil {
		return s.x.Layout(scope)
	}
	return s.x.LayoutNear(scope, s.now)
}

// The room of a picture on a page, the letters in it, and how far it may be
// drawn out sideways: a page is wide, and names need width.
const (
	pageWidth  = 1120.0
	pageHeight = 720.0
	letters    = 12.0
	mostWider  = 1.8
)

// fit draws the picture out to the shape of the page, and makes the letters as
// large as they are to be on it. How far it is drawn out follows from the whole
// scope, so that what is shown of it stands where it stood.
func (d *drawing) fit(whole *insight.Graph) {
	all := d.at.Box(whole)
	d.wider = max(1, min(mostWider, all.Height*pageWidth/pageHeight/all.Width))
	all.X, all.Width = all.X*d.wider, all.Width*d.wider
	d.grow = min(1.25, max(1, all.Width/pageWidth, all.Height/pageHeight))
	d.whole, d.box = all, d.at.Box(d.g)
	d.box.X, d.box.Width = d.box.X*d.wider, d.box.Width*d.wider
	d.font = letters * max(d.box.Width/pageWidth, d.box.Height/pageHeight)
	d.point = make([]insight.Point, len(d.g.Nodes))
	for i, n := range d.g.Nodes {
		p := d.at[n.Key()]
		d.point[i] = insight.Point{X: p.X * d.wider, Y: p.Y}
	}
}

// place is where a node stands.
func (d *drawing) place(i int) insight.Point { return d.point[i] }

// order gives the nodes with the largest first.
func (d *drawing) order() []int {
	all := make([]int, len(d.g.Nodes))
	for i := range all {
		all[i] = i
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(d.size[b], d.size[a]) })
	return all
}

// sizes gives each node a size from 0 to 1 among all of the scope; -1 is not known.
func (s sight) sizes(scope insight.Scope, g *insight.Graph, by string) []float64 {
	between := s.between(scope, by)
	most := 0.0
	for _, n := range s.x.Network(scope).Nodes {
		most = max(most, sizeOf(n, by, between))
	}
	sizes := make([]float64, len(g.Nodes))
	for i, n := range g.Nodes {
		if sizes[i] = sizeOf(n, by, between); sizes[i] > 0 {
			sizes[i] /= most
		}
	}
	return sizes
}

// sizeOf is what makes a node large; -1 is not known.
func sizeOf(n insight.Node, by string, between map[string]float64) float64 {
	if by == sizeBetween {
		return between[n.Key()]
	}
	if n.Meetings.Min == nil && n.Meetings.Max == nil {
		return -1
	}
	least, most := ends(n.Meetings)
	return (least + most) / 2
}

// between is how many lie on the ways between others, by key; nil if it is not
// asked for.
func (s sight) between(scope insight.Scope, by string) map[string]float64 {
	if by != sizeBetween {
		return nil
	}
	all := map[string]float64{}
	values := s.x.Centrality(scope)
	for i, n := range s.x.Network(scope).Nodes {
		all[n.Key()] = values[i]
	}
	return all
}

func (d *drawing) radius(i int) float64 {
	return (smallest + (largest-smallest)*math.Sqrt(max(0, d.size[i]))) * d.grow
}

// svg draws it: the edges first, then the nodes, then as many names as there is
// room for, those of the largest first.
func (d *drawing) svg(s sight, title string) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="net" role="group" aria-label="%s" viewBox="%.0f %.0f %.0f %.0f">`, template.HTMLEscapeString(title),
		d.box.X-margin, d.box.Y-margin, d.box.Width+2*margin, d.box.Height+2*margin)
	d.edges(&b)
	for i, n := range d.g.Nodes {
		if d.drawn[i] {
			d.node(&b, s, i, n)
		}
	}
	d.labels(&b)
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// lines gives each pair once for each kind of tie.
func (d *drawing) lines(give func(from, to int, kind string)) {
	type line struct {
		from, to int
		kind     string
	}
	seen := make(map[line]bool, len(d.g.Edges))
	for _, e := range d.g.Edges {
		l := line{min(e.From, e.To), max(e.From, e.To), e.Kind}
		if !seen[l] {
			seen[l] = true
			give(e.From, e.To, e.Kind)
		}
	}
}

// edges draws the lines between the nodes that are drawn.
func (d *drawing) edges(b *strings.Builder) {
	d.lines(func(from, to int, kind string) {
		if !d.drawn[from] || !d.drawn[to] {
			return
		}
		class := ""
		if d.near != nil && (!d.near[from] || !d.near[to]) {
			class = " net-far"
		}
		p, q := d.place(from), d.place(to)
		fmt.Fprintf(b, `<path class="tie tie--%s%s" d="M%.0f %.0fL%.0f %.0f"/>`, kind, class, p.X, p.Y, q.X, q.Y)
	})
}

// light leaves a node and its neighbours as they are, and fades the rest.
func (d *drawing) light(key string) {
	at, ok := d.g.Find(key)
	if !ok {
		return
	}
	d.near = make([]bool, len(d.g.Nodes))
	d.near[at], d.drawn[at] = true, true
	for _, e := range d.g.Edges {
		if e.From == at || e.To == at {
			d.near[e.From], d.near[e.To] = true, true
		}
	}
}

// node draws a node, as a link to its page where it has one.
func (d *drawing) node(b *strings.Builder, s sight, i int, n insight.Node) {
	p, class := d.place(i), ""
	if d.size[i] < 0 {
		class = " net-unknown"
	}
	if d.near != nil && !d.near[i] {
		class += " net-far"
	}
	link := s.record(n.Record)
	name := n.Name
	if n.Kind == insight.NodePerson {
		link = s.person(n.ID)
		name = link.Text
	}
	if link.Href != "" {
		fmt.Fprintf(b, `<a href="%s" tabindex="-1">`, template.HTMLEscapeString(link.Href))
	}
	fmt.Fprintf(b, `<g class="node%s" transform="translate(%.0f %.0f) scale(%.1f)"><title>%s</title>%s</g>`, class, p.X, p.Y, d.radius(i),
		template.HTMLEscapeString(name), shapeOf(s, n))
	if link.Href != "" {
		b.WriteString("</a>")
	}
}

// outlines are the shapes of the marks, in a circle of radius one: the same for
// the picture of the server and for that of the browser.
var outlines = map[string]string{
	"a":      disc,
	"b":      "M-.7-.9H.7A.2.2 0 0 1 .9-.7V.7A.2.2 0 0 1 .7.9H-.7A.2.2 0 0 1-.9.7V-.7A.2.2 0 0 1-.7-.9Z",
	"c":      "M0-1.15L1.15 0 0 1.15-1.15 0Z",
	"d":      "M-.55-.95H.55L1.1 0 .55.95H-.55L-1.1 0Z",
	"e":      "M0-1.1L1.05-.3.65 1H-.65L-1.05-.3Z",
	"f":      "M-.3-.9H.3A.6.6 0 0 1 .9-.3V.3A.6.6 0 0 1 .3.9H-.3A.6.6 0 0 1-.9.3V-.3A.6.6 0 0 1-.3-.9Z",
	"forum":  disc,
	"person": "M0-1L1 .8H-1Z",
}

const disc = "M-1 0A1 1 0 0 1 1 0A1 1 0 0 1-1 0Z"

// markOf tells how a node is drawn: its outline and the letter in it.
func (s sight) markOf(n insight.Node) (outline, letter string) {
	switch n.Kind {
	case insight.NodeForum, insight.NodePerson:
		return n.Kind, ""
	}
	m := page.Marker(s.l, n.PartyKind)
	if n.Kind == insight.NodeUnit {
		return m.Shape, strings.ToLower(m.Letter)
	}
	return m.Shape, m.Letter
}

// shapeOf draws a node by what it is: the mark of its kind of party, a ring for
// a forum, a triangle for a person.
func shapeOf(s sight, n insight.Node) string {
	outline, letter := s.markOf(n)
	if letter == "" {
		return fmt.Sprintf(`<path class="net-%s" d="%s"/>`, outline, outlines[outline])
	}
	return fmt.Sprintf(`<g class="net-%s"><path d="%s"/><text y=".4">%s</text></g>`, outline, outlines[outline], letter)
}

// label is the room that a name takes.
type label struct{ x, y, width, height float64 }

func (l label) meets(other label) bool {
	return math.Abs(l.x-other.x) < (l.width+other.width)/2 && math.Abs(l.y-other.y) < (l.height+other.height)/2
}

// longestLabel is how many letters of a name are written.
const longestLabel = 24

// mustBeNamed is how many of the largest are named even where the name lies over
// a smaller node.
const mustBeNamed = 12

// labels writes the names that there is room for: under their nodes, or else
// over them or at their sides.
func (d *drawing) labels(b *strings.Builder) {
	var placed []label
	fmt.Fprintf(b, `<g class="net-labels" font-size="%.1f">`, d.font)
	for nth, i := range d.order() {
		n := d.g.Nodes[i]
		if !d.drawn[i] || n.Kind == insight.NodePerson || d.near != nil && !d.near[i] {
			continue
		}
		name := page.Short(cmp.Or(n.Short, n.Name), longestLabel)
		l, ok := d.roomFor(i, name, placed, nth < mustBeNamed)
		if !ok {
			continue
		}
		placed = append(placed, l)
		fmt.Fprintf(b, `<text x="%.0f" y="%.0f">%s</text>`, l.x, l.y+0.35*d.font, template.HTMLEscapeString(name))
	}
	b.WriteString("</g>")
}

// roomFor finds where a name can stand without lying over another name or a
// node; over a node if it must.
func (d *drawing) roomFor(i int, name string, placed []label, must bool) (label, bool) {
	p, r := d.place(i), d.radius(i)
	width, height := 0.56*d.font*float64(utf8.RuneCountInString(name)), 1.15*d.font
	tries := []label{{p.X, p.Y + r + 0.65*d.font, width, height}, {p.X, p.Y - r - 0.65*d.font, width, height},
		{p.X + r + 0.3*d.font + width/2, p.Y, width, height}, {p.X - r - 0.3*d.font - width/2, p.Y, width, height}}
	for _, over := range []bool{false, true} {
		for _, l := range tries {
			if d.holds(l) && !slices.ContainsFunc(placed, l.meets) && (over || !d.covers(l, i)) {
				return l, true
			}
		}
		if !must {
			break
		}
	}
	return label{}, false
}

// holds tells whether a name lies within the picture.
func (d *drawing) holds(l label) bool {
	return l.x-l.width/2 > d.box.X-margin && l.x+l.width/2 < d.box.X+d.box.Width+margin
}

// covers tells whether a name would lie over another node than its own.
func (d *drawing) covers(l label, own int) bool {
	for i := range d.g.Nodes {
		if !d.drawn[i] || i == own {
			continue
		}
		p, r := d.place(i), d.radius(i)*0.7
		if l.meets(label{p.X, p.Y, 2 * r, 2 * r}) {
			return true
		}
	}
	return false
}

// legend tells what the shapes stand for.
func (s sight) legend() []mark {
	var all []mark
	add := func(n insight.Node, text string) {
		picture := fmt.Sprintf(`<svg class="net-key" viewBox="-1.3 -1.3 2.6 2.6" aria-hidden="true" focusable="false">%s</svg>`, shapeOf(s, n))
		all = append(all, mark{template.HTML(picture), text})
	}
	for _, kind := range []string{"municipality", "employment_service", "social_insurance", "region", "association", "other"} {
		add(insight.Node{Kind: insight.NodeParty, PartyKind: kind}, page.UpperFirst(s.l.T("party_kind."+kind)))
	}
	add(insight.Node{Kind: insight.NodeUnit, PartyKind: "municipality"}, s.t("legend.unit"))
	add(insight.Node{Kind: insight.NodeForum}, s.t("node.forum"))
	add(insight.Node{Kind: insight.NodePerson}, s.t("legend.person"))
	for _, tie := range insight.Ties() {
		line := fmt.Sprintf(`<svg class="net-key net-key--tie" viewBox="0 0 30 10" aria-hidden="true" focusable="false"><path class="tie tie--%s" d="M1 5H29"/></svg>`, tie)
		all = append(all, mark{template.HTML(line), s.t("tie." + tie)})
	}
	return all
}
