package graphfile

import (
	"cmp"
	"strconv"
	"strings"
)

// Network is nodes and edges between them.
type Network struct {
	Title    string
	About    string
	Day      string // that it is of: YYYY-MM-DD
	Directed bool   // the edges of a file that does not say so for each
	Nodes    []Node
	Edges    []Edge
}

// Node is one node. What is nil is not said.
type Node struct {
	ID         string
	Label      string
	At         *Point
	Size       *float64
	Colour     *Colour
	Attributes []Attribute
	Line       int // of the file that it was read from
}

// Edge joins two nodes, by their ids.
type Edge struct {
	ID         string
	From       string
	To         string
	Kind       string // what it stands for: there may be one of each kind between two
	Label      string
	Directed   bool
	Weight     *float64
	Attributes []Attribute
	Line       int
}

// Point is a place in a picture; y grows downwards.
type Point struct{ X, Y float64 }

// Colour is a colour of a node.
type Colour struct{ R, G, B uint8 }

// Hex is the colour as in HTML: "#0d5c63".
func (c Colour) Hex() string {
	const digits = "0123456789abcdef"
	out := []byte{'#'}
	for _, x := range []uint8{c.R, c.G, c.B} {
		out = append(out, digits[x>>4], digits[x&15])
	}
	return string(out)
}

// ColourOf reads a colour as in HTML; ok is false if it is none.
func ColourOf(hex string) (c Colour, ok bool) {
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 || hex[0] != '#' {
		return c, false
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// Attribute is something more that is said of a node or an edge: a text, a whole
// number (int), a number (float64) or a yes or no (bool).
type Attribute struct {
	Name  string
	Value any
}

// Get gives what is said under a name as text; "" is nothing. Upper and lower
// case, spaces, hyphens and underscores are the same in a name.
func (n Node) Get(name string) string { return valueOf(n.Attributes, name) }

// Get gives what is said under a name as text; "" is nothing.
func (e Edge) Get(name string) string { return valueOf(e.Attributes, name) }

func valueOf(all []Attribute, name string) string {
	for _, a := range all {
		if plainName(a.Name) == plainName(name) {
			return Text(a.Value)
		}
	}
	return ""
}

var separators = strings.NewReplacer(" ", "", "_", "", "-", "")

func plainName(name string) string { return separators.Replace(strings.ToLower(name)) }

// Text writes a value as the files have it.
func Text(value any) string {
	switch x := value.(type) {
	case string:
		return x
	case int:
		return strconv.Itoa(x)
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(x)
	}
	return ""
}

// The types of the values of a column.
const (
	typeText    = "string"
	typeInteger = "int"
	typeNumber  = "double"
	typeFlag    = "boolean"
)

// column is an attribute that some of the nodes, or of the edges, have.
type column struct{ name, kind string }

func typeOf(value any) string {
	switch value.(type) {
	case int:
		return typeInteger
	case float64:
		return typeNumber
	case bool:
		return typeFlag
	}
	return typeText
}

// columns are the attributes in the order in which they first come. One whose
// values are of several types is text, or a number if all are numbers.
type columns struct {
	all []column
	at  map[string]int
}

func (c *columns) add(attributes []Attribute) {
	for _, a := range attributes {
		kind := typeOf(a.Value)
		i, known := c.at[a.Name]
		if !known {
			c.at[a.Name] = len(c.all)
			c.all = append(c.all, column{a.Name, kind})
			continue
		}
		c.all[i].kind = wider(c.all[i].kind, kind)
	}
}

func wider(a, b string) string {
	numbers := func(kind string) bool { return kind == typeInteger || kind == typeNumber }
	switch {
	case a == b:
		return a
	case numbers(a) && numbers(b):
		return typeNumber
	}
	return typeText
}

func (n *Network) nodeColumns() []column {
	c := columns{at: map[string]int{}}
	for _, x := range n.Nodes {
		c.add(x.Attributes)
	}
	return c.all
}

func (n *Network) edgeColumns() []column {
	c := columns{at: map[string]int{}}
	for _, x := range n.Edges {
		c.add(x.Attributes)
	}
	return c.all
}

// exact finds a value by the very name.
func exact(all []Attribute, name string) (string, bool) {
	for _, a := range all {
		if a.Name == name {
			return Text(a.Value), true
		}
	}
	return "", false
}

// isMixed tells whether some edges have a direction and some have none.
func (n *Network) isMixed() bool {
	directed := 0
	for _, e := range n.Edges {
		if e.Directed {
			directed++
		}
	}
	return directed > 0 && directed < len(n.Edges)
}

// isDirected tells whether any edge has a direction.
func (n *Network) isDirected() bool {
	for _, e := range n.Edges {
		if e.Directed {
			return true
		}
	}
	return len(n.Edges) == 0 && n.Directed
}

// name is what a node is called.
func (n Node) name() string { return cmp.Or(n.Label, n.ID) }
