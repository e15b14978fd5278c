package graphfile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// ReadGraphML reads a network from GraphML as networkx, Gephi or we write it.
// What GraphML can hold besides (graphs within nodes, edges of many ends) is
// refused, and what other programs add in names of their own is passed over. The
// file can point at nothing outside itself.
func ReadGraphML(name string, data []byte) (*Network, error) {
	r := &graphmlReader{wrong: wrong{file: name}, n: &Network{}, keys: map[keyID]*graphmlKey{}, nodes: map[string]bool{}}
	data = r.textOf(data)
	if len(r.faults) > 0 {
		return nil, r.err()
	}
	r.d = xml.NewDecoder(bytes.NewReader(data))
	r.read()
	r.ends()
	if err := r.err(); err != nil {
		return nil, err
	}
	return r.n, nil
}

type graphmlReader struct {
	wrong
	d      *xml.Decoder
	n      *Network
	keys   map[keyID]*graphmlKey
	order  []*graphmlKey
	nodes  map[string]bool
	depth  int
	graphs int
}

// keyID names a key: networkx can give one for nodes and one for edges the same
// id.
type keyID struct{ of, id string }

// graphmlKey declares an attribute.
type graphmlKey struct {
	of       string // "node", "edge", "graph", "all"
	name     string
	kind     string
	standard any // what holds where nothing is said; nil: nothing
}

func (r *graphmlReader) line() int {
	line, _ := r.d.InputPos()
	return line
}

// next gives the next token; nil at the end, and where the file is no XML.
func (r *graphmlReader) next() xml.Token {
	t, err := r.d.Token()
	var syntax *xml.SyntaxError
	switch {
	case err == nil:
		return r.looked(t)
	case errors.Is(err, io.EOF):
	case errors.As(err, &syntax):
		r.at(syntax.Line, "graphfile.not_xml", syntax.Msg)
	default: // an encoding that is not UTF-8
		r.at(1, "graphfile.not_utf8")
	}
	return nil
}

// looked counts how deep the reading is, and stops at what no such file has.
func (r *graphmlReader) looked(t xml.Token) xml.Token {
	switch t.(type) {
	case xml.Directive:
		r.at(r.line(), "graphfile.doctype")
		return nil
	case xml.StartElement:
		if r.depth++; r.depth > deepestNested {
			r.at(r.line(), "graphfile.too_deep", deepestNested)
			return nil
		}
	case xml.EndElement:
		r.depth--
	}
	return t
}

// read goes through the file: within graphml stand keys and one graph.
func (r *graphmlReader) read() {
	for t := r.next(); t != nil; t = r.next() {
		start, is := t.(xml.StartElement)
		switch {
		case !is:
		case start.Name.Local != "graphml":
			r.at(r.line(), "graphfile.not_graphml", start.Name.Local)
			return
		default:
			r.within(r.top)
		}
	}
	if len(r.faults) == 0 && r.graphs == 0 {
		r.at(0, "graphfile.no_graph")
	}
}

// within hands each element inside the one that has begun to f, which reads it
// to its end; it gives the text that stands between.
func (r *graphmlReader) within(f func(xml.StartElement)) string {
	var said strings.Builder
	for t := r.next(); t != nil; t = r.next() {
		switch t := t.(type) {
		case xml.StartElement:
			f(t)
		case xml.EndElement:
			return said.String()
		case xml.CharData:
			if said.Len()+len(t) > longestValue {
				r.at(r.line(), "graphfile.value_too_long", longestValue>>10)
				return ""
			}
			said.Write(t)
		}
		if len(r.faults) >= mostWrong {
			return ""
		}
	}
	return ""
}

// pass passes over an element that is not for us.
func (r *graphmlReader) pass(xml.StartElement) { r.within(r.pass) }

func (r *graphmlReader) top(e xml.StartElement) {
	switch e.Name.Local {
	case "key":
		r.key(e)
	case "graph":
		if r.graphs++; r.graphs > 1 {
			r.at(r.line(), "graphfile.two_graphs")
		}
		r.n.Directed = attr(e, "edgedefault") == "directed"
		r.within(r.inGraph)
	default:
		r.pass(e)
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (r *graphmlReader) key(e xml.StartElement) {
	k, id, line := &graphmlKey{of: attr(e, "for"), name: attr(e, "attr.name"), kind: attr(e, "attr.type")}, attr(e, "id"), r.line()
	if k.name == "" {
		k.name = id
	}
	standard, has := "", false
	r.within(func(e xml.StartElement) {
		if e.Name.Local != "default" {
			r.pass(e)
			return
		}
		standard, has = r.within(r.pass), true
	})
	switch {
	case id == "":
		r.at(line, "graphfile.key_without_id")
	case r.keys[keyID{k.of, id}] != nil:
		r.at(line, "graphfile.key_twice", id)
	case len(r.keys) >= mostColumns:
		r.at(line, "graphfile.too_many", mostColumns, "key")
	default:
		r.keys[keyID{k.of, id}] = k
		r.order = append(r.order, k)
	}
	if has {
		k.standard = r.value(k, standard, line)
	}
}

func (r *graphmlReader) inGraph(e xml.StartElement) {
	switch e.Name.Local {
	case "node":
		r.node(e)
	case "edge":
		r.edge(e)
	case "data":
		r.about(r.data(e, "graph"))
	case "hyperedge":
		r.at(r.line(), "graphfile.hyperedge")
		r.pass(e)
	default:
		r.pass(e)
	}
}

func (r *graphmlReader) about(k *graphmlKey, value any) {
	if k == nil {
		return
	}
	switch k.name {
	case "title":
		r.n.Title = Text(value)
	case "description":
		r.n.About = Text(value)
	case "date":
		r.n.Day = Text(value)
	}
}

// said gathers the data of a node or an edge, with what holds where nothing is
// said.
func (r *graphmlReader) said(of string) []Attribute {
	var all []Attribute
	has := map[*graphmlKey]bool{}
	r.within(func(e xml.StartElement) {
		switch e.Name.Local {
		case "data":
			if k, value := r.data(e, of); k != nil && value != nil && !has[k] {
				has[k] = true
				all = append(all, Attribute{k.name, value})
			}
		case "graph":
			r.at(r.line(), "graphfile.nested")
			r.pass(e)
		default:
			r.pass(e)
		}
	})
	return r.withStandard(of, all, has)
}

func (r *graphmlReader) withStandard(of string, all []Attribute, has map[*graphmlKey]bool) []Attribute {
	for _, k := range r.order {
		if k.standard != nil && !has[k] && (k.of == of || k.of == "all" || k.of == "") {
			all = append(all, Attribute{k.name, k.standard})
		}
	}
	return all
}

func (r *graphmlReader) data(e xml.StartElement, of string) (*graphmlKey, any) {
	line := r.line()
	said := r.within(r.pass)
	var k *graphmlKey
	for _, of := range []string{of, "all", ""} {
		if k == nil {
			k = r.keys[keyID{of, attr(e, "key")}]
		}
	}
	if k == nil {
		r.at(line, "graphfile.unknown_key", attr(e, "key"))
		return nil, nil
	}
	return k, r.value(k, said, line)
}

// value reads a value by its type. What is no number at all, as Gephi writes of
// a measure that could not be reckoned, is not said.
func (r *graphmlReader) value(k *graphmlKey, said string, line int) any {
	value, err := valueIn(k.kind, said)
	if err != nil {
		r.at(line, "graphfile.bad_value", said, k.name, k.kind)
		return nil
	}
	return value
}

func (r *graphmlReader) node(e xml.StartElement) {
	id, line := attr(e, "id"), r.line()
	x := Node{ID: id, Line: line}
	x.fill(r.said("node"))
	switch {
	case id == "":
		r.at(line, "graphfile.node_without_id")
	case r.nodes[id]:
		r.at(line, "graphfile.node_twice", id)
	case len(r.n.Nodes) >= mostNodes:
		r.tooMany(line, mostNodes, "node")
	default:
		r.nodes[id] = true
		r.n.Nodes = append(r.n.Nodes, x)
	}
}

func (r *graphmlReader) edge(e xml.StartElement) {
	x := Edge{ID: attr(e, "id"), From: attr(e, "source"), To: attr(e, "target"), Directed: r.n.Directed, Line: r.line()}
	switch attr(e, "directed") {
	case "true":
		x.Directed = true
	case "false":
		x.Directed = false
	}
	x.fill(r.said("edge"))
	if len(r.n.Edges) >= mostEdges {
		r.tooMany(x.Line, mostEdges, "edge")
		return
	}
	r.n.Edges = append(r.n.Edges, x)
}

// tooMany says once that there is more than is taken.
func (w *wrong) tooMany(line, most int, what string) {
	for _, f := range w.faults {
		if f.Key == "graphfile.too_many" {
			return
		}
	}
	w.at(line, "graphfile.too_many", most, what)
}

// ends looks that each edge has its ends among the nodes, which may stand after
// it in the file.
func (r *graphmlReader) ends() {
	if len(r.faults) > 0 {
		return
	}
	for _, e := range r.n.Edges {
		for i, end := range []string{e.From, e.To} {
			name := [...]string{"source", "target"}[i]
			switch {
			case end == "":
				r.at(e.Line, "graphfile.edge_without_end", name)
			case !r.nodes[end]:
				r.at(e.Line, "graphfile.unknown_end", end, name)
			}
		}
	}
}
