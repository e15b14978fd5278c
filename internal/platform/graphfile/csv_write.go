package graphfile

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
)

// WriteNodes writes the nodes as a table in CSV, with the names that Gephi knows
// for its columns.
func WriteNodes(w io.Writer, n *Network) error {
	all := n.nodeColumns()
	return table(w, heads(all, nodeHeads(n)...), len(n.Nodes), func(i int) []string {
		x := n.Nodes[i]
		row := []string{SafeCell(x.ID), SafeCell(x.Label)}
		if hasPlaces(n) {
			row = append(row, placeOf(x)...)
		}
		return append(row, cells(x.Attributes, all)...)
	})
}

func nodeHeads(n *Network) []string {
	own := []string{"Id", "Label"}
	if hasPlaces(n) {
		own = append(own, "X", "Y", "Size", "Colour")
	}
	return own
}

func hasPlaces(n *Network) bool {
	for _, x := range n.Nodes {
		if x.At != nil || x.Size != nil || x.Colour != nil {
			return true
		}
	}
	return false
}

func placeOf(x Node) []string {
	row := make([]string, 4)
	if x.At != nil {
		row[0], row[1] = number(x.At.X), number(x.At.Y)
	}
	if x.Size != nil {
		row[2] = number(*x.Size)
	}
	if x.Colour != nil {
		row[3] = x.Colour.Hex()
	}
	return row
}

// WriteEdges writes the edges as a table in CSV, with the names that Gephi knows
// for its columns.
func WriteEdges(w io.Writer, n *Network) error {
	all := n.edgeColumns()
	return table(w, heads(all, "Source", "Target", "Type", "Id", "Label", "Weight", "Kind"), len(n.Edges), func(i int) []string {
		e := n.Edges[i]
		weight := ""
		if e.Weight != nil {
			weight = number(*e.Weight)
		}
		row := []string{SafeCell(e.From), SafeCell(e.To), directions[e.Directed], SafeCell(e.ID), SafeCell(e.Label), weight, SafeCell(e.Kind)}
		return append(row, cells(e.Attributes, all)...)
	})
}

// directions is what Gephi calls an edge with a direction and one without.
var directions = map[bool]string{true: "Directed", false: "Undirected"}

func table(w io.Writer, heads []string, n int, row func(i int) []string) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true // as RFC 4180 has it
	if err := out.Write(heads); err != nil {
		return err
	}
	for i := range n {
		if err := out.Write(row(i)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// heads are the names of the columns. An attribute that is called as a column
// that there is already gets a number after its name.
func heads(all []column, own ...string) []string {
	has := map[string]bool{}
	for _, name := range slices.Concat(own, sourceHeads) { // by those a table of edges is known
		has[plainName(name)] = true
	}
	for _, c := range all {
		name := strings.TrimSpace(c.name)
		for i := 2; has[plainName(name)] || name == ""; i++ {
			name = strings.TrimSpace(c.name + " " + strconv.Itoa(i))
		}
		has[plainName(name)] = true
		own = append(own, SafeCell(name))
	}
	return own
}

func cells(said []Attribute, all []column) []string {
	row := make([]string, len(all))
	for i, c := range all {
		for _, a := range said {
			if a.Name == c.name {
				row[i] = cell(a.Value)
			}
		}
	}
	return row
}

func cell(value any) string {
	if s, isText := value.(string); isText {
		return SafeCell(s)
	}
	return Text(value)
}

// reckoned are the signs at the beginning of a cell that make a spreadsheet
// reckon, and could make it fetch or run something.
const reckoned = "=+-@\t\r"

// SafeCell puts an apostrophe before a text that a spreadsheet would reckon; a number
// is left as it is.
func SafeCell(s string) string {
	if s == "" || !strings.ContainsRune(reckoned, rune(s[0])) {
		if strings.HasPrefix(s, "'") && len(s) > 1 && strings.ContainsRune(reckoned+"'", rune(s[1])) {
			return "'" + s
		}
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

// UnsafeCell takes away the apostrophe that SafeCell has put there.
func UnsafeCell(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune(reckoned+"'", rune(s[1])) {
		return s[1:]
	}
	return s
}
