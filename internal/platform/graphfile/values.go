package graphfile

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

var errValue = errors.New("not of its type")

// valueIn reads a value of a type of GraphML. nil is nothing said.
func valueIn(kind, said string) (any, error) {
	switch plain := strings.TrimSpace(said); kind {
	case "boolean":
		switch strings.ToLower(plain) {
		case "true", "1":
			return true, nil
		case "false", "0":
			return false, nil
		}
		return nil, errValue
	case "int", "integer", "long":
		return strconv.Atoi(plain)
	case "float", "double":
		n, err := strconv.ParseFloat(plain, 64)
		if err == nil && (math.IsNaN(n) || math.IsInf(n, 0)) {
			return nil, nil
		}
		return n, err
	}
	return said, nil
}

// asNumber gives a value as a number, if it is one or is written as one.
func asNumber(value any) (float64, bool) {
	switch x := value.(type) {
	case int:
		return float64(x), true
	case float64:
		return x, true
	case string:
		n, err := strconv.ParseFloat(strings.TrimSpace(x), 64)
		return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
	}
	return 0, false
}

// fill puts what every program knows of a node in its own fields, and the rest
// among the attributes.
func (n *Node) fill(said []Attribute) {
	var at [2]*float64
	var rgb [3]*uint8
	for _, a := range said {
		name := strings.ToLower(a.Name)
		value, isNumber := asNumber(a.Value)
		part := strings.Index("rgb", name)
		switch {
		case name == "label":
			n.Label = Text(a.Value)
		case name == "x" && isNumber:
			at[0] = &value
		case name == "y" && isNumber:
			at[1] = &value
		case name == "size" && isNumber:
			n.Size = &value
		case len(name) == 1 && part >= 0 && isNumber:
			shade := uint8(max(0, min(255, value)))
			rgb[part] = &shade
		default:
			n.add(a)
		}
	}
	if at[0] != nil && at[1] != nil {
		n.At = &Point{*at[0], *at[1]}
	}
	if rgb[0] != nil && rgb[1] != nil && rgb[2] != nil {
		n.Colour = &Colour{*rgb[0], *rgb[1], *rgb[2]}
	}
}

// add takes an attribute, the first of each name.
func (n *Node) add(a Attribute) {
	if _, has := exact(n.Attributes, a.Name); !has {
		n.Attributes = append(n.Attributes, a)
	}
}

// fill puts what every program knows of an edge in its own fields, and the rest
// among the attributes.
func (e *Edge) fill(said []Attribute) {
	for _, a := range said {
		value, isNumber := asNumber(a.Value)
		directed, isFlag := a.Value.(bool)
		switch name := plainName(a.Name); {
		case name == "edgelabel" || name == "label":
			e.Label = Text(a.Value)
		case name == "weight" && isNumber:
			e.Weight = &value
		case name == "kind":
			e.Kind = Text(a.Value)
		case name == "edgeid" && e.ID == "":
			e.ID = Text(a.Value)
		case name == "directed" && isFlag:
			e.Directed = directed
		default:
			e.add(a)
		}
	}
}

func (e *Edge) add(a Attribute) {
	if _, has := exact(e.Attributes, a.Name); !has {
		e.Attributes = append(e.Attributes, a)
	}
}
