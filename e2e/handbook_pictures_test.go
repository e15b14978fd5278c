package e2e_test

import (
	"os"
	"path/filepath"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

// pictures are those of the handbook: their names, what they show, and how much
// of the page, in CSS pixels.
var pictures = []struct {
	name, as, url string
	reach         func(h *house, tab *webtest.Tab)
	height        float64
}{
	{"start", public, "/", nil, 700},
	{"sok", public, "/sok?q=AME+Aneby", nil, 720},
	{"enhet", public, "/enheter/aneby/ame", nil, 860},
	{"forum", public, "/forum/aneby/af-eb-ame", nil, 800},
	{"en-vag-in", public, "/en-vag-in?fran=aneby%2Fforsorjningsstod&till=region", nil, 900},
	{"bekrafta", developer, "/bekrafta", nil, 760},
	{"importera", administrator, "/importera", func(h *house, tab *webtest.Tab) {
		tab.AttachTo("#f-files", h.file("ny.json", fresh))
		send(tab)
	}, 900},
	{"dag", public, "/dag", nil, 560},
}

// heaviest is how many bytes a picture of the handbook may have: they are part
// of the program.
const heaviest = 150_000

// TestHandbookPictures takes the pictures of the handbook. They are written where
// the program takes them from only if SAMKARTA_PICTURES is 1, for they are
// committed; else the test sees to it that they can be taken.
func TestHandbookPictures(t *testing.T) {
	h := start(t)
	folder := filepath.Join(webtest.Root(t), "e2e", "screenshots", "handbook")
	if os.Getenv("SAMKARTA_PICTURES") == "1" {
		folder = filepath.Join(webtest.Root(t), "internal", "site", "siteweb", "pictures")
	}
	must(t, os.MkdirAll(folder, 0o755))
	tabs := map[string]*webtest.Tab{}
	for _, p := range pictures {
		if tabs[p.as] == nil {
			tabs[p.as] = h.as(t, p.as)
		}
		tab := tabs[p.as]
		tab.Go(h.url + p.url)
		if p.reach != nil {
			p.reach(h, tab)
		}
		data := tab.Top(p.height, ".banner", ".flash")
		if len(data) > heaviest {
			t.Errorf("%s has %d bytes", p.name, len(data))
		}
		must(t, os.WriteFile(filepath.Join(folder, p.name+".png"), data, 0o644))
	}
}
