package api_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"samkarta/internal/insight"
	"samkarta/internal/platform/graphfile"
)

// The network comes in every format, as the description says.
func TestNetworkComesInEveryFormat(t *testing.T) {
	w := demoWorld(t)
	d := described(t, w)
	for _, f := range insight.NetworkFormats() {
		path := "/network/" + f.Name
		if _, has := d.Paths["/api/v1"+path]["get"].Responses["200"].Content[f.Type]; !has {
			t.Errorf("%s: its answer is not described", path)
		}
		rec := w.ask(get(path + "?municipality=Aneby&ties=participation,relation&size=betweenness"))
		if rec.Code != 200 || rec.Header().Get("Content-Type") != f.Type || rec.Body.Len() == 0 || rec.Header().Get("ETag") == "" ||
			!strings.HasPrefix(rec.Header().Get("Content-Disposition"), `attachment; filename="natverk-aneby-`) {
			t.Errorf("%s: %d %v", path, rec.Code, rec.Header())
		}
		if again := w.ask(get(path+"?municipality=Aneby").with("If-None-Match", rec.Header().Get("ETag"))); again.Code != 304 {
			t.Errorf("%s again: %d", path, again.Code)
		}
	}
	n, err := graphfile.ReadGraphML("a", w.ask(get("/network/graphml?municipality=0604&level=strategic")).Body.Bytes())
	if err != nil || len(n.Nodes) == 0 {
		t.Fatalf("%v, %d nodes", err, len(n.Nodes))
	}
	if all, _ := graphfile.ReadGraphML("a", w.ask(get("/network/graphml?municipality=0604")).Body.Bytes()); len(all.Nodes) <= len(n.Nodes) {
		t.Errorf("%d of %d nodes", len(n.Nodes), len(all.Nodes))
	}
	if _, err := png.Decode(bytes.NewReader(w.ask(get("/network/png?association=finnveden")).Body.Bytes())); err != nil {
		t.Error(err)
	}
}

func TestNetworkRefusesWhatItCannotChoose(t *testing.T) {
	w := demoWorld(t)
	w.refuses(t, 422, get("/network/svg?municipality=9999"), "query.municipality")
	w.refuses(t, 422, get("/network/svg?ties=handslag"), "query.ties", "colocation")
	w.refuses(t, 422, get("/network/svg?size=stor"), "query.size", "betweenness")
	if rec := w.ask(get("/network/pdf")); rec.Code != 404 {
		t.Errorf("a format that there is not: %d", rec.Code)
	}
}
