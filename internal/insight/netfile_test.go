package insight

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"

	"samkarta/internal/platform/graphfile"
	"samkarta/internal/platform/text"
)

func written(t *testing.T, x *Index, q NetworkQuestion, format string) []byte {
	t.Helper()
	f, err := FindNetworkFormat(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.WriteNetwork(&b, q, f, text.Sv); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var aneby = NetworkQuestion{Scope: Scope{Municipality: "0604"}, Base: "https://karta.example"}

// Every node and every edge of the network comes out, and in again.
func TestNetworkFileHasAllOfTheNetwork(t *testing.T) {
	x := demoIndex(t)
	g := x.Network(aneby.Scope)
	fromXML, err := graphfile.ReadGraphML("a", written(t, x, aneby, "graphml"))
	if err != nil {
		t.Fatal(err)
	}
	fromCSV, err := graphfile.Read(graphfile.File{Name: "n", Data: written(t, x, aneby, "csv-nodes")}, graphfile.File{Name: "e", Data: written(t, x, aneby, "csv-edges")})
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]*graphfile.Network{"GraphML": fromXML, "CSV": fromCSV} {
		if len(n.Nodes) != len(g.Nodes) || len(n.Edges) != len(g.Edges) {
			t.Fatalf("%s: %d nodes of %d, %d edges of %d", name, len(n.Nodes), len(g.Nodes), len(n.Edges), len(g.Edges))
		}
		for i, want := range g.Nodes {
			got := n.Nodes[i]
			if got.ID != want.Key() || got.Get("kind") != want.Kind || got.Get("party") != want.Party || got.Get("level") != want.Level ||
				got.Get("municipalities") != strings.Join(want.Places, " ") || got.Get("record") != want.Record.ID || got.At == nil || got.Colour == nil {
				t.Errorf("%s: %+v is %+v", name, want, got)
			}
		}
		for i, want := range g.Edges {
			got := n.Edges[i]
			if got.From != g.Nodes[want.From].Key() || got.To != g.Nodes[want.To].Key() || got.Kind != want.Kind || got.Directed != want.Directed ||
				got.Get("confirmed") != string(want.Confirmed) || got.Get("record") != want.Record.ID {
				t.Errorf("%s: %+v is %+v", name, want, got)
			}
		}
	}
	if !strings.HasPrefix(fromXML.Nodes[0].Get("address"), "https://karta.example/forum/") {
		t.Errorf("the address is %s", fromXML.Nodes[0].Get("address"))
	}
}

// What is chosen is what comes out.
func TestNetworkFileFollowsTheSelection(t *testing.T) {
	x := demoIndex(t)
	q := aneby
	q.Level = "strategic"
	q.Ties = []string{TieSeat}
	n := x.NetworkFile(q, text.Sv)
	if all := x.NetworkFile(aneby, text.Sv); len(n.Edges) == 0 || len(n.Edges) >= len(all.Edges) {
		t.Fatalf("%d edges", len(n.Edges))
	}
	for _, e := range n.Edges {
		if e.Kind != TieSeat {
			t.Errorf("%+v", e)
		}
	}
	for _, node := range n.Nodes {
		if level := node.Get("level"); level != "" && level != "strategic" {
			t.Errorf("%+v", node)
		}
	}
}

func TestNetworkPictures(t *testing.T) {
	x := demoIndex(t)
	svg := written(t, x, aneby, "svg")
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	g := x.Network(aneby.Scope)
	if n := bytes.Count(svg, []byte("</title></")); n != len(g.Nodes) {
		t.Errorf("%d of %d nodes are drawn", n, len(g.Nodes))
	}
	for _, want := range []string{"Nätverket i Aneby", "Försäkringskassan", "Kontaktväg"} {
		if !bytes.Contains(svg, []byte(want)) {
			t.Errorf("lacks %s", want)
		}
	}
	img, err := png.DecodeConfig(bytes.NewReader(written(t, x, aneby, "png")))
	if err != nil || img.Width < 2*1120 {
		t.Errorf("%+v, %v", img, err)
	}
	if empty := written(t, newWorld(t).index(), NetworkQuestion{}, "png"); len(empty) == 0 {
		t.Error("nothing is drawn of nothing")
	}
}

func TestNetworkFormats(t *testing.T) {
	x := demoIndex(t)
	for _, f := range NetworkFormats() {
		if b := written(t, x, NetworkQuestion{SizeBy: SizeBetweenness}, f.Name); len(b) == 0 {
			t.Errorf("%s is empty", f.Name)
		}
		if name := f.FileName(x.View(), aneby.Scope); !strings.HasPrefix(name, "natverk-aneby-2019-") {
			t.Errorf("%s is called %s", f.Name, name)
		}
	}
	if _, err := FindNetworkFormat("pdf"); err == nil {
		t.Error("there is no pdf")
	}
}
