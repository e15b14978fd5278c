package insightweb_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/insight"
	"samkarta/internal/platform/graphfile"
)

// Every format of the network comes with what the address of the page chooses.
func TestNetworkIsDownloaded(t *testing.T) {
	s := newSite(t)
	shown := s.show("/insikt/natverk?kommun=0604&niva=strategic&knyt=participation&nod=x&visa=band")
	for _, f := range insight.NetworkFormats() {
		href := "/insikt/natverk/fil/" + f.Name + "?knyt=participation&kommun=0604&niva=strategic"
		shown.has(1, `a[href="`+href+`"]`)
		rec := httptest.NewRecorder()
		s.handler.ServeHTTP(rec, httptest.NewRequest("GET", href, nil))
		if rec.Code != 200 || rec.Header().Get("Content-Type") != f.Type || rec.Body.Len() == 0 ||
			rec.Header().Get("Content-Disposition") != `attachment; filename="natverk-aneby-2019-06-01`+f.Ending+`"` {
			t.Errorf("%s: %d %v", f.Name, rec.Code, rec.Header())
		}
		if f.Name == "graphml" {
			n, err := graphfile.ReadGraphML("a", rec.Body.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			for _, node := range n.Nodes {
				if level := node.Get("level"); level != "" && level != "strategic" || !strings.HasPrefix(node.Get("address"), "http://example.com/") {
					t.Errorf("%+v", node)
				}
			}
		}
	}
	for path, status := range map[string]int{"/insikt/natverk/fil/pdf?kommun=0604": 404, "/insikt/natverk/fil/svg?kommun=9999": 422, "/insikt/natverk/fil/svg": 303} {
		if got := s.get(path); got.status != status {
			t.Errorf("%s answers %d", path, got.status)
		}
	}
}
