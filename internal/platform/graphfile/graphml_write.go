package graphfile

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// printer writes text and remembers the first error.
type printer struct {
	w   *bufio.Writer
	err error
}

func newPrinter(w io.Writer) *printer { return &printer{w: bufio.NewWriter(w)} }

func (p *printer) f(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) done() error {
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// escaped writes text as XML has it. What XML cannot hold, such as a bell,
// becomes the replacement character.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	return b.String()
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// The names by which Gephi knows what every network has.
var (
	graphmlNode = []column{{"label", typeText}, {"x", typeNumber}, {"y", typeNumber}, {"size", typeNumber},
		{"r", typeInteger}, {"g", typeInteger}, {"b", typeInteger}}
	graphmlEdge = []column{{"Edge Label", typeText}, {"weight", typeNumber}, {"kind", typeText}, {"directed", typeFlag}}
)

// keyOf is the id by which the data of an attribute names it: Gephi's own for
// what Gephi knows, a number for the rest.
func keyOf(name string, of string, i int) string {
	if name == "Edge Label" {
		return "edgelabel"
	}
	if i < 0 {
		return name
	}
	return of + strconv.Itoa(i)
}

// WriteGraphML writes the network as GraphML: with the names that Gephi knows,
// and so that networkx reads it. networkx knows no network where only some edges
// have a direction; there each edge has one in the file, and says in "directed"
// whether it is meant.
func WriteGraphML(w io.Writer, n *Network) error {
	p := newPrinter(w)
	nodes, edges := n.nodeColumns(), n.edgeColumns()
	p.f("%s<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n", xml.Header)
	keys := func(all []column, of, prefix string, own bool) {
		for i, c := range all {
			if own {
				i = -1
			}
			p.f("  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", escaped(keyOf(c.name, prefix, i)), of, escaped(c.name), c.kind)
		}
	}
	keys(graphmlNode, "node", "n", true)
	keys(nodes, "node", "n", false)
	keys(withoutDirection(n, graphmlEdge), "edge", "e", true)
	keys(edges, "edge", "e", false)
	p.about(n)
	p.f("  <graph edgedefault=\"%s\">\n", map[bool]string{true: "directed", false: "undirected"}[n.isDirected()])
	p.aboutData(n)
	for _, x := range n.Nodes {
		p.graphmlNode(x, nodes)
	}
	for _, e := range n.Edges {
		p.graphmlEdge(e, edges, n.isMixed())
	}
	p.f("  </graph>\n</graphml>\n")
	return p.done()
}

func withoutDirection(n *Network, all []column) []column {
	if n.isMixed() {
		return all
	}
	return all[:len(all)-1]
}

// about declares what is said of the network as a whole, and aboutData says it.
func (p *printer) about(n *Network) {
	for _, x := range aboutOf(n) {
		p.f("  <key id=\"%s\" for=\"graph\" attr.name=\"%[1]s\" attr.type=\"string\"/>\n", x.Name)
	}
}

func (p *printer) aboutData(n *Network) {
	for _, x := range aboutOf(n) {
		p.f("    <data key=\"%s\">%s</data>\n", x.Name, escaped(Text(x.Value)))
	}
}

func aboutOf(n *Network) []Attribute {
	var all []Attribute
	for _, x := range []Attribute{{"title", n.Title}, {"description", n.About}, {"date", n.Day}} {
		if x.Value != "" {
			all = append(all, x)
		}
	}
	return all
}

func (p *printer) data(key, value string) {
	p.f("      <data key=\"%s\">%s</data>\n", key, escaped(value))
}

func (p *printer) graphmlNode(x Node, all []column) {
	p.f("    <node id=\"%s\">\n", escaped(x.ID))
	if x.Label != "" {
		p.data("label", x.Label)
	}
	if x.At != nil {
		p.data("x", number(x.At.X))
		p.data("y", number(x.At.Y))
	}
	if x.Size != nil {
		p.data("size", number(*x.Size))
	}
	if c := x.Colour; c != nil {
		for i, part := range []uint8{c.R, c.G, c.B} {
			p.data("rgb"[i:i+1], strconv.Itoa(int(part)))
		}
	}
	p.attributes(x.Attributes, all, "n")
	p.f("    </node>\n")
}

func (p *printer) attributes(said []Attribute, all []column, prefix string) {
	for i, c := range all {
		if value, ok := exact(said, c.name); ok {
			p.data(keyOf(c.name, prefix, i), value)
		}
	}
}

func (p *printer) graphmlEdge(e Edge, all []column, mixed bool) {
	id := ""
	if e.ID != "" {
		id = ` id="` + escaped(e.ID) + `"`
	}
	p.f("    <edge%s source=\"%s\" target=\"%s\">\n", id, escaped(e.From), escaped(e.To))
	if e.Label != "" {
		p.data("edgelabel", e.Label)
	}
	if e.Weight != nil {
		p.data("weight", number(*e.Weight))
	}
	if e.Kind != "" {
		p.data("kind", e.Kind)
	}
	if mixed {
		p.data("directed", strconv.FormatBool(e.Directed))
	}
	p.attributes(e.Attributes, all, "e")
	p.f("    </edge>\n")
}
