package graphfile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
)

// FuzzRead feeds the readers anything: it is refused with a fault that can be
// shown, or read so that it comes out and goes in again.
func FuzzRead(f *testing.F) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	if err != nil || len(names) == 0 {
		f.Fatal("no files to begin with", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := graphfile.Read(graphfile.File{Name: "fuzz", Data: data})
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		same(t, throughGraphML(t, n), throughGraphML(t, throughGraphML(t, n)))
		first := throughCSV(t, n)
		same(t, throughCSV(t, first), first)
		must(t, graphfile.WriteGEXF(&bytes.Buffer{}, n))
		must(t, graphfile.WriteJSON(&bytes.Buffer{}, n))
	})
}

func throughGraphML(t *testing.T, n *graphfile.Network) *graphfile.Network {
	t.Helper()
	var b bytes.Buffer
	must(t, graphfile.WriteGraphML(&b, n))
	got, err := graphfile.ReadGraphML("a", b.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, b.Bytes())
	}
	return got
}

func throughCSV(t *testing.T, n *graphfile.Network) *graphfile.Network {
	t.Helper()
	var nodes, edges bytes.Buffer
	must(t, graphfile.WriteNodes(&nodes, n))
	must(t, graphfile.WriteEdges(&edges, n))
	got, err := graphfile.Read(graphfile.File{Name: "n", Data: nodes.Bytes()}, graphfile.File{Name: "e", Data: edges.Bytes()})
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, nodes.Bytes(), edges.Bytes())
	}
	return got
}
