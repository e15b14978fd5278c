package graphfile

import (
	"bytes"

	"samkarta/internal/platform/fault"
)

// File is a file with its name.
type File struct {
	Name string
	Data []byte
}

// Read reads a network out of files that belong together: one in GraphML, or
// tables of nodes and of edges in CSV. A node that only an edge names is taken
// as well. All that is wrong with all files comes as one fault.
func Read(files ...File) (*Network, error) {
	n := &Network{}
	var faults []fault.Field
	for _, f := range files {
		part, err := readOne(f)
		if flt, is := err.(*fault.Fault); is {
			faults = append(faults, flt.Fields...)
			continue
		}
		n.Directed = n.Directed || part.Directed
		n.Title, n.About, n.Day = n.Title+part.Title, n.About+part.About, n.Day+part.Day
		faults = append(faults, n.take(part.Nodes, f.Name)...)
		n.Edges = append(n.Edges, part.Edges...)
	}
	if len(files) == 0 {
		faults = append(faults, fault.Field{Path: "files", Key: "graphfile.none"})
	}
	if len(faults) > 0 {
		return nil, fault.OfFields(faults)
	}
	n.takeEnds()
	if len(n.Nodes) == 0 {
		return nil, fault.OfFields([]fault.Field{{File: files[0].Name, Key: "graphfile.no_nodes"}})
	}
	return n, nil
}

// readOne reads a file as what its beginning says it is.
func readOne(f File) (*Network, error) {
	text := bytes.TrimSpace(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf")))
	if bytes.HasPrefix(text, []byte("<")) {
		return ReadGraphML(f.Name, f.Data)
	}
	return ReadCSV(f.Name, f.Data)
}

// ReadCSV reads a table of nodes or of edges in CSV: of edges if it has columns
// for both ends. Commas, semicolons or tabs may stand between the cells.
func ReadCSV(name string, data []byte) (*Network, error) {
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		return nil, fault.OfFields([]fault.Field{{File: name, Key: "graphfile.is_json"}})
	}
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		return nil, fault.OfFields([]fault.Field{{File: name, Key: "graphfile.is_workbook"}})
	}
	s, n := readSheet(name, data), &Network{}
	switch {
	case len(s.faults) > 0:
	case s.isEdges():
		n.Edges = s.edges()
	default:
		n.Nodes = s.nodes()
	}
	if len(n.Nodes) > mostNodes {
		s.tooMany(0, mostNodes, "node")
	}
	if err := s.err(); err != nil {
		return nil, err
	}
	return n, nil
}

// take adds the nodes of one more file.
func (n *Network) take(nodes []Node, file string) []fault.Field {
	has := map[string]bool{}
	for _, x := range n.Nodes {
		has[x.ID] = true
	}
	w := wrong{file: file}
	for _, x := range nodes {
		if has[x.ID] {
			w.at(x.Line, "graphfile.node_twice", x.ID)
		}
		n.Nodes = append(n.Nodes, x)
	}
	return w.faults
}

// takeEnds makes nodes of the ends that no file tells more of.
func (n *Network) takeEnds() {
	has := map[string]bool{}
	for _, x := range n.Nodes {
		has[x.ID] = true
	}
	for _, e := range n.Edges {
		for _, end := range []string{e.From, e.To} {
			if !has[end] {
				has[end] = true
				n.Nodes = append(n.Nodes, Node{ID: end, Line: e.Line})
			}
		}
	}
}
