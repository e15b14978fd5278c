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
	wider float64 // how much it is drawn out sideways, to fill the width
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
	d := &drawing{g: g, at: s.x.Layout(scope), size: s.sizes(scope, g, by), drawn: make([]bool, len(g.Nodes))}
	order := d.order()
	for _, i := range order[:min(mostDrawn, len(order))] {
		d.drawn[i] = true
	}
	if len(order) > mostDrawn {
		d.Says = s.t("network.most", mostDrawn, len(order))
	}
	d.fit()
	return d
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
// large as they are to be on it.
func (d *drawing) fit() {
	d.box = d.at.Box(d.g)
	d.wider = max(1, min(mostWider, d.box.Height*pageWidth/pageHeight/d.box.Width))
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

// sizes gives each node a size from 0 to 1; -1 is not known.
func (s sight) sizes(scope insight.Scope, g *insight.Graph, by string) []float64 {
	sizes, most := make([]float64, len(g.Nodes)), 0.0
	between := s.between(scope, by)
	for i, n := range g.Nodes {
		switch least, top := ends(n.Meetings); {
		case by == sizeBetween:
			sizes[i] = between[n.Key()]
		case n.Meetings.Min == nil && n.Meetings.Max == nil:
			sizes[i] = -1
		default:
			sizes[i] = (least + top) / 2
		}
		most = max(most, sizes[i])
	}
	for i := range sizes {
		if sizes[i] > 0 {
			sizes[i] /= most
		}
	}
	return sizes
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
	return (smallest + (largest-smallest)*math.Sqrt(max(0, d.size[i]))) * min(1.25, max(1, d.font/letters))
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

// edges draws each pair once for each kind of tie.
func (d *drawing) edges(b *strings.Builder) {
	type line struct {
		from, to int
		kind     string
	}
	seen := map[line]bool{}
	for _, e := range d.g.Edges {
		l := line{min(e.From, e.To), max(e.From, e.To), e.Kind}
		if seen[l] || !d.drawn[e.From] || !d.drawn[e.To] {
			continue
		}
		seen[l] = true
		p, q := d.place(e.From), d.place(e.To)
		fmt.Fprintf(b, `<path class="tie tie--%s" d="M%.0f %.0fL%.0f %.0f"/>`, e.Kind, p.X, p.Y, q.X, q.Y)
	}
}

// node draws a node, as a link to its page where it has one.
func (d *drawing) node(b *strings.Builder, s sight, i int, n insight.Node) {
	p, class := d.place(i), ""
	if d.size[i] < 0 {
		class = " net-unknown"
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

// outlines are the shapes of the marks, in a circle of radius one.
var outlines = map[string]string{
	"a": `<circle r="1"/>`,
	"b": `<rect x="-.9" y="-.9" width="1.8" height="1.8" rx=".2"/>`,
	"c": `<path d="M0-1.15L1.15 0 0 1.15-1.15 0Z"/>`,
	"d": `<path d="M-.55-.95H.55L1.1 0 .55.95H-.55L-1.1 0Z"/>`,
	"e": `<path d="M0-1.1L1.05-.3.65 1H-.65L-1.05-.3Z"/>`,
	"f": `<rect x="-.9" y="-.9" width="1.8" height="1.8" rx=".6"/>`,
}

// shapeOf draws a node by what it is: the mark of its kind of party, a ring for
// a forum, a triangle for a person.
func shapeOf(s sight, n insight.Node) string {
	switch n.Kind {
	case insight.NodeForum:
		return `<circle class="net-forum" r="1"/>`
	case insight.NodePerson:
		return `<path class="net-person" d="M0-1L1 .8H-1Z"/>`
	}
	m := page.Marker(s.l, n.PartyKind)
	letter := m.Letter
	if n.Kind == insight.NodeUnit {
		letter = strings.ToLower(letter)
	}
	return fmt.Sprintf(`<g class="net-%s">%s<text y=".4">%s</text></g>`, m.Shape, outlines[m.Shape], letter)
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
		if !d.drawn[i] || n.Kind == insight.NodePerson {
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
