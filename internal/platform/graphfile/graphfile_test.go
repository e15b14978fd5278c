package graphfile_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
)

func number(n float64) *float64 { return &n }

// sample has everything that a network can have, and the letters that formats
// stumble on.
func sample() *graphfile.Network {
	return &graphfile.Network{
		Title: "Nätverket <i> Åmål & \"Säffle\"", About: "Två\nrader", Day: "2026-11-21",
		Nodes: []graphfile.Node{
			{ID: "forum:ådal/råd", Label: "Råd för åäö & <unga>", At: &graphfile.Point{X: -3.5, Y: 20}, Size: number(12.5), Colour: &graphfile.Colour{R: 13, G: 92, B: 99},
				Attributes: []graphfile.Attribute{{Name: "kind", Value: "forum"}, {Name: "meetings", Value: 7.5}, {Name: "formal", Value: true}}},
			{ID: "unit:b", Label: `Enheten "B"`, At: &graphfile.Point{X: 1, Y: 0}, Size: number(1), Colour: &graphfile.Colour{R: 255},
				Attributes: []graphfile.Attribute{{Name: "kind", Value: "unit"}, {Name: "forums", Value: 3}}},
			{ID: "party:c", Label: "=HYPERLINK(\"x\")", Attributes: []graphfile.Attribute{{Name: "kind", Value: "party"}, {Name: "note", Value: "+46 – 'x'"}}},
		},
		Edges: []graphfile.Edge{
			{ID: "e0", From: "unit:b", To: "forum:ådal/råd", Kind: "participation", Label: "ordförande; 50 %", Weight: number(7.5),
				Attributes: []graphfile.Attribute{{Name: "confirmed", Value: "2019-05-31"}}},
			{ID: "e1", From: "unit:b", To: "party:c", Kind: "contact_path", Directed: true, Weight: number(1),
				Attributes: []graphfile.Attribute{{Name: "person_bound", Value: true}, {Name: "freshness", Value: 0.25}}},
		},
	}
}

var lines = cmpopts.IgnoreFields(graphfile.Node{}, "Line")
var edgeLines = cmpopts.IgnoreFields(graphfile.Edge{}, "Line")

func same(t *testing.T, got, want *graphfile.Network) {
	t.Helper()
	if d := cmp.Diff(want, got, lines, edgeLines, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(graphfile.Network{}, "Directed")); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestGraphMLComesBack(t *testing.T) {
	var b bytes.Buffer
	must(t, graphfile.WriteGraphML(&b, sample()))
	got, err := graphfile.ReadGraphML("a.graphml", b.Bytes())
	must(t, err)
	same(t, got, sample())
}

// CSV knows no types, and nothing of the network as a whole.
func asText(n *graphfile.Network) *graphfile.Network {
	n.Title, n.About, n.Day = "", "", ""
	text := func(all []graphfile.Attribute) {
		for i := range all {
			all[i].Value = graphfile.Text(all[i].Value)
		}
	}
	for i := range n.Nodes {
		text(n.Nodes[i].Attributes)
	}
	for i := range n.Edges {
		text(n.Edges[i].Attributes)
	}
	return n
}

func TestCSVComesBack(t *testing.T) {
	var nodes, edges bytes.Buffer
	must(t, graphfile.WriteNodes(&nodes, sample()))
	must(t, graphfile.WriteEdges(&edges, sample()))
	got, err := graphfile.Read(graphfile.File{Name: "noder.csv", Data: nodes.Bytes()}, graphfile.File{Name: "band.csv", Data: edges.Bytes()})
	must(t, err)
	same(t, got, asText(sample()))
}

// A spreadsheet reckons nothing of what is in a cell, but negative numbers stay.
func TestCellsAreSafe(t *testing.T) {
	var b bytes.Buffer
	must(t, graphfile.WriteNodes(&b, sample()))
	for _, want := range []string{`"'=HYPERLINK(""x"")"`, `,'+46 – 'x'`, ",-3.5,20,"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s lacks %s", b.String(), want)
		}
	}
	if head, _, _ := strings.Cut(b.String(), "\r\n"); head != "Id,Label,X,Y,Size,Colour,kind,meetings,formal,forums,note" {
		t.Errorf("the heading is %s", head)
	}
}

func TestGEXFIsWellFormed(t *testing.T) {
	var b bytes.Buffer
	must(t, graphfile.WriteGEXF(&b, sample()))
	for d := xml.NewDecoder(bytes.NewReader(b.Bytes())); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else {
			must(t, err)
		}
	}
	for _, want := range []string{`version="1.3"`, `<viz:position x="-3.5" y="-20" z="0"/>`, `<viz:color r="13" g="92" b="99"/>`, `<viz:size value="12.5"/>`,
		`label="Råd för åäö &amp; &lt;unga&gt;"`, `type="directed" kind="contact_path"`, `<attribute id="3" title="forums" type="integer"/>`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("lacks %s", want)
		}
	}
}

func TestJSONIsNodeLink(t *testing.T) {
	var b bytes.Buffer
	must(t, graphfile.WriteJSON(&b, sample()))
	var got struct {
		Directed, Multigraph bool
		Graph                map[string]any
		Nodes, Edges         []map[string]any
	}
	must(t, json.Unmarshal(b.Bytes(), &got))
	if !got.Multigraph || len(got.Nodes) != 3 || got.Nodes[0]["color"] != "#0d5c63" || got.Edges[1]["source"] != "unit:b" || got.Edges[1]["directed"] != true {
		t.Errorf("%s", b.String())
	}
}

func read(t *testing.T, names ...string) *graphfile.Network {
	t.Helper()
	var files []graphfile.File
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		must(t, err)
		files = append(files, graphfile.File{Name: name, Data: data})
	}
	n, err := graphfile.Read(files...)
	must(t, err)
	return n
}

func TestDialects(t *testing.T) {
	text := func(pairs ...string) (all []graphfile.Attribute) {
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, graphfile.Attribute{Name: pairs[i], Value: pairs[i+1]})
		}
		return all
	}
	t.Run("networkx", func(t *testing.T) {
		same(t, read(t, "networkx.graphml"), &graphfile.Network{
			Nodes: []graphfile.Node{
				{ID: "0", Label: "Lokal samverkansgrupp <Åmål & Säffle>", Attributes: []graphfile.Attribute{{Name: "kind", Value: "forum"},
					{Name: "meetings", Value: 10}, {Name: "formal", Value: true}, {Name: "party", Value: "Åmåls kommun"}}},
				{ID: "1", Label: "Försörjningsstöd", Attributes: text("kind", "unit", "party", "Åmåls kommun")},
				{ID: "2", Label: "Arbetsförmedlingen", Attributes: text("kind", "party", "party", "Arbetsförmedlingen")},
			},
			Edges: []graphfile.Edge{{From: "1", To: "0", Kind: "participation", Weight: number(10)}, {From: "2", To: "0", Kind: "participation", Weight: number(7.5)}},
		})
	})
	t.Run("Gephi", func(t *testing.T) {
		same(t, read(t, "gephi.graphml"), &graphfile.Network{
			Nodes: []graphfile.Node{
				{ID: "n1", Label: "Rådslaget ö", Size: number(10), Colour: &graphfile.Colour{R: 192, G: 192, B: 192}, At: &graphfile.Point{X: -382.61, Y: 12.5}, Attributes: text("Typ", "forum")},
				{ID: "n2", Label: "Vuxenenheten", Size: number(4.5), Colour: &graphfile.Colour{R: 13, G: 92, B: 99}, At: &graphfile.Point{X: 40, Y: -7.25},
					Attributes: []graphfile.Attribute{{Name: "Typ", Value: "enhet"}, {Name: "Betweenness Centrality", Value: 0.25}}},
			},
			Edges: []graphfile.Edge{{ID: "0", From: "n2", To: "n1", Label: "sitter i", Weight: number(6), Attributes: text("Slag", "deltagande")},
				{ID: "1", From: "n1", To: "n2", Directed: true, Weight: number(1)}},
		})
	})
	t.Run("Gephi CSV", func(t *testing.T) {
		same(t, read(t, "gephi-nodes.csv", "gephi-edges.csv"), &graphfile.Network{
			Nodes: []graphfile.Node{{ID: "n1", Label: "Rådslaget, östra", Attributes: text("modularity_class", "0", "Typ", "forum")},
				{ID: "n2", Label: "Vuxenenheten", Attributes: text("modularity_class", "1", "Typ", "enhet")}},
			Edges: []graphfile.Edge{{ID: "0", From: "n2", To: "n1", Kind: "deltagande", Weight: number(6)},
				{ID: "1", From: "n1", To: "n2", Kind: "kontaktväg", Label: "hör av sig", Directed: true, Weight: number(1)}},
		})
	})
	t.Run("pandas", func(t *testing.T) {
		same(t, read(t, "pandas-nodes.csv", "pandas-edges.csv"), &graphfile.Network{
			Nodes: []graphfile.Node{{ID: "1", Label: "Rådslaget ö", Attributes: text("type", "forum")}, {ID: "2", Label: "Vuxenenheten", Attributes: text("type", "unit")}},
			Edges: []graphfile.Edge{{From: "2", To: "1", Kind: "participation", Weight: number(6)}, {From: "2", To: "1", Kind: "relation"}},
		})
	})
	t.Run("Excel", func(t *testing.T) {
		same(t, read(t, "excel-nodes.csv", "excel-edges.txt"), &graphfile.Network{
			Nodes: []graphfile.Node{{ID: "Rådslaget; östra", Label: "Rådslaget; östra", Attributes: text("Typ", "forum", "Möten", "6")},
				{ID: "Vuxenenheten", Label: "Vuxenenheten", Attributes: text("Typ", "enhet")}},
			Edges: []graphfile.Edge{{From: "Vuxenenheten", To: "Rådslaget; östra", Kind: "deltagande", Weight: number(3.5)}},
		})
	})
}

// networkx can name keys by what they say, and then one for nodes and one for
// edges have the same id.
func TestSameKeyOfNodesAndEdges(t *testing.T) {
	n, err := graphfile.ReadGraphML("a", []byte(`<graphml><key id="kind" for="edge" attr.name="kind" attr.type="string"/><key id="kind" for="node" attr.name="kind" attr.type="string"/>
<graph edgedefault="directed"><node id="a"><data key="kind">unit</data></node><edge source="a" target="a"><data key="kind">relation</data></edge></graph></graphml>`))
	must(t, err)
	if n.Nodes[0].Get("kind") != "unit" || n.Edges[0].Kind != "relation" {
		t.Errorf("%+v", n)
	}
}

// An end that no table of nodes tells of is a node as well.
func TestEdgesAlone(t *testing.T) {
	n := read(t, "gephi-edges.csv")
	if len(n.Nodes) != 2 || n.Nodes[0].ID != "n2" || n.Nodes[0].Line != 2 {
		t.Errorf("%+v", n.Nodes)
	}
}

const start = `<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/><graph edgedefault="directed">`

// What is wrong is told with its line.
func TestWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ file, key, line string }{
		"empty":            {" \n", "graphfile.empty", ""},
		"another encoding": {"Id,Label\n1,\xe5\n", "graphfile.not_utf8", "2"},
		"a bell":           {"Id,Label\n1,\a\n", "graphfile.control", "2"},
		"declared so":      {`<?xml version="1.0" encoding="ISO-8859-1"?>` + start + `</graph></graphml>`, "graphfile.not_utf8", "1"},
		"cut off":          {start + "\n<node id='a'>", "graphfile.not_xml", "2"},
		"another format":   {"<gexf/>", "graphfile.not_graphml", "1"},
		"no graph":         {"<graphml/>", "graphfile.no_graph", ""},
		"two graphs":       {start + "</graph>\n<graph/></graphml>", "graphfile.two_graphs", "2"},
		"entities":         {"<!DOCTYPE g [<!ENTITY a \"aaaa\">]>\n" + start + "</graph></graphml>", "graphfile.doctype", "1"},
		"too deep":         {strings.Repeat("<graphml>", 40), "graphfile.too_deep", "1"},
		"node twice":       {start + "<node id='a'/>\n<node id='a'/></graph></graphml>", "graphfile.node_twice", "2"},
		"no id":            {start + "\n<node/></graph></graphml>", "graphfile.node_without_id", "2"},
		"unknown end":      {start + "<node id='a'/>\n\n<edge source='a' target='b'/></graph></graphml>", "graphfile.unknown_end", "3"},
		"bad weight":       {start + "<node id='a'/><edge source='a' target='a'>\n<data key='w'>tung</data></edge></graph></graphml>", "graphfile.bad_value", "2"},
		"key twice":        {"<graphml><key id='a' for='node'/>\n<key id='a' for='node'/><graph/></graphml>", "graphfile.key_twice", "2"},
		"unknown key":      {start + "<node id='a'>\n<data key='q'>1</data></node></graph></graphml>", "graphfile.unknown_key", "2"},
		"graph in a node":  {start + "<node id='a'>\n<graph/></node></graph></graphml>", "graphfile.nested", "2"},
		"hyperedge":        {start + "\n<hyperedge/></graph></graphml>", "graphfile.hyperedge", "2"},
		"no columns":       {"A,B\n1,2\n", "graphfile.no_columns", "1"},
		"column twice":     {"Id,Label,label\n1,2,3\n", "graphfile.column_twice", "1"},
		"other width":      {"Id,Label\n1,2\n3\n", "graphfile.other_width", "3"},
		"open quote":       {"Id,Label\n1,\"2\n", "graphfile.not_csv", "2"},
		"no number":        {"Source,Target,Weight\na,b,tung\n", "graphfile.not_number", "2"},
		"no end":           {"Source,Target\na,b\nc,\n", "graphfile.edge_without_end", "3"},
		"JSON":             {`{"nodes": []}`, "graphfile.is_json", ""},
		"a workbook":       {"PK\x03\x04", "graphfile.is_workbook", ""},
		"heading only":     {"Id,Label\n", "graphfile.no_nodes", ""},
	} {
		_, err := graphfile.Read(graphfile.File{Name: "fil", Data: []byte(c.file)})
		var f *fault.Fault
		if !errors.As(err, &f) || f.Kind != fault.Invalid || f.Fields[0].Key != c.key || f.Fields[0].Path != c.line || f.Fields[0].File != "fil" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
