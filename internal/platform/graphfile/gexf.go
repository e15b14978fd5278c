package graphfile

import (
	"encoding/xml"
	"io"
	"strconv"
)

// WriteGEXF writes the network as GEXF 1.3, Gephi's own format, with where each
// node stands, its colour and its size. Gephi's y grows upwards, so the picture
// is turned.
func WriteGEXF(w io.Writer, n *Network) error {
	p := newPrinter(w)
	nodes, edges := n.nodeColumns(), n.edgeColumns()
	p.f("%s<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "+
		"xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n", xml.Header)
	p.meta(n)
	p.f("  <graph defaultedgetype=\"%s\" mode=\"static\">\n", edgeType(n.isDirected() && !n.isMixed()))
	p.gexfColumns(nodes, "node")
	p.gexfColumns(edges, "edge")
	p.f("    <nodes>\n")
	for _, x := range n.Nodes {
		p.gexfNode(x, nodes)
	}
	p.f("    </nodes>\n    <edges>\n")
	for i, e := range n.Edges {
		p.gexfEdge(e, i, edges)
	}
	p.f("    </edges>\n  </graph>\n</gexf>\n")
	return p.done()
}

func edgeType(directed bool) string {
	if directed {
		return "directed"
	}
	return "undirected"
}

func (p *printer) meta(n *Network) {
	day := ""
	if n.Day != "" {
		day = ` lastmodifieddate="` + escaped(n.Day) + `"`
	}
	p.f("  <meta%s>\n    <creator>Samkarta</creator>\n", day)
	if n.Title != "" {
		p.f("    <title>%s</title>\n", escaped(n.Title))
	}
	if n.About != "" {
		p.f("    <description>%s</description>\n", escaped(n.About))
	}
	p.f("  </meta>\n")
}

func (p *printer) gexfColumns(all []column, of string) {
	if len(all) == 0 {
		return
	}
	p.f("    <attributes class=\"%s\">\n", of)
	for i, c := range all {
		kind := c.kind
		if kind == typeInteger {
			kind = "integer"
		}
		p.f("      <attribute id=\"%d\" title=\"%s\" type=\"%s\"/>\n", i, escaped(c.name), kind)
	}
	p.f("    </attributes>\n")
}

func (p *printer) gexfNode(x Node, all []column) {
	p.f("      <node id=\"%s\" label=\"%s\">\n", escaped(x.ID), escaped(x.name()))
	p.gexfValues(x.Attributes, all)
	if c := x.Colour; c != nil {
		p.f("        <viz:color r=\"%d\" g=\"%d\" b=\"%d\"/>\n", c.R, c.G, c.B)
	}
	if x.At != nil {
		p.f("        <viz:position x=\"%s\" y=\"%s\" z=\"0\"/>\n", number(x.At.X), number(0-x.At.Y))
	}
	if x.Size != nil {
		p.f("        <viz:size value=\"%s\"/>\n", number(*x.Size))
	}
	p.f("      </node>\n")
}

func (p *printer) gexfValues(said []Attribute, all []column) {
	begun := false
	for i, c := range all {
		value, ok := exact(said, c.name)
		if !ok {
			continue
		}
		if !begun {
			p.f("        <attvalues>\n")
			begun = true
		}
		p.f("          <attvalue for=\"%d\" value=\"%s\"/>\n", i, escaped(value))
	}
	if begun {
		p.f("        </attvalues>\n")
	}
}

func (p *printer) gexfEdge(e Edge, i int, all []column) {
	id := e.ID
	if id == "" {
		id = strconv.Itoa(i)
	}
	p.f("      <edge id=\"%s\" source=\"%s\" target=\"%s\" type=\"%s\"", escaped(id), escaped(e.From), escaped(e.To), edgeType(e.Directed))
	if e.Kind != "" {
		p.f(" kind=\"%s\"", escaped(e.Kind))
	}
	if e.Label != "" {
		p.f(" label=\"%s\"", escaped(e.Label))
	}
	if e.Weight != nil {
		p.f(" weight=\"%s\"", number(*e.Weight))
	}
	p.f(">\n")
	p.gexfValues(e.Attributes, all)
	p.f("      </edge>\n")
}
