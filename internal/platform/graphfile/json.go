package graphfile

import (
	"encoding/json"
	"io"
)

// WriteJSON writes the network as the node-link JSON of networkx
// (node_link_graph). networkx knows no network where only some edges have a
// direction: all edges of such a one go from source to target, and "directed" of
// an edge says whether that is meant.
func WriteJSON(w io.Writer, n *Network) error {
	out := linked{Directed: n.isDirected(), Multigraph: true, Graph: ordered{}, Nodes: []ordered{}, Edges: []ordered{}}
	for _, x := range aboutOf(n) {
		out.Graph = append(out.Graph, x)
	}
	for _, x := range n.Nodes {
		out.Nodes = append(out.Nodes, linkedNode(x))
	}
	for i, e := range n.Edges {
		out.Edges = append(out.Edges, linkedEdge(e, i))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

type linked struct {
	Directed   bool      `json:"directed"`
	Multigraph bool      `json:"multigraph"`
	Graph      ordered   `json:"graph"`
	Nodes      []ordered `json:"nodes"`
	Edges      []ordered `json:"edges"`
}

// ordered is an object whose members stand in an order. A name that comes twice
// is written once.
type ordered []Attribute

// MarshalJSON writes the object.
func (o ordered) MarshalJSON() ([]byte, error) {
	out, said := []byte{'{'}, map[string]bool{}
	for _, a := range o {
		if said[a.Name] {
			continue
		}
		if said[a.Name] = true; len(said) > 1 {
			out = append(out, ',')
		}
		name, err := json.Marshal(a.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(a.Value)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}

func linkedNode(x Node) ordered {
	o := ordered{{"id", x.ID}, {"label", x.name()}}
	if x.At != nil {
		o = append(o, Attribute{"x", x.At.X}, Attribute{"y", x.At.Y})
	}
	if x.Size != nil {
		o = append(o, Attribute{"size", *x.Size})
	}
	if x.Colour != nil {
		o = append(o, Attribute{"color", x.Colour.Hex()})
	}
	return append(o, x.Attributes...)
}

func linkedEdge(e Edge, i int) ordered {
	o := ordered{{"source", e.From}, {"target", e.To}, {"key", i}, {"kind", e.Kind}, {"directed", e.Directed}}
	if e.ID != "" {
		o = append(o, Attribute{"id", e.ID})
	}
	if e.Label != "" {
		o = append(o, Attribute{"label", e.Label})
	}
	if e.Weight != nil {
		o = append(o, Attribute{"weight", *e.Weight})
	}
	return append(o, e.Attributes...)
}
