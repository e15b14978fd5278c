package insightweb_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"samkarta/internal/access"
	"samkarta/internal/record"
)

// drawn is the picture as the browser gets it.
type drawn struct {
	Box      [4]int
	Outlines map[string]string
	Nodes    []struct {
		Key, Name, Short, What, Mark, Letter string
		X, Y                                 int
		R                                    float64
		Unknown                              bool
	}
	Ties  []string
	Edges [][3]int
}

const netOfSodra = "/insikt/natverk?forbund=sodra-vatterbygden"

func (s *site) answer(path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func (s *site) picture(query string) drawn {
	s.t.Helper()
	w := s.answer("/insikt/natverk/bild.json?" + query)
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		s.t.Fatalf("%s: status %d, %s", query, w.Code, w.Header().Get("Content-Type"))
	}
	var d drawn
	s.must(json.Unmarshal(w.Body.Bytes(), &d))
	return d
}

// The picture holds every node of the network, each in its own place, with an
// outline that is there, and ties between them.
func TestPictureHoldsAll(t *testing.T) {
	d := newSite(t).picture("forbund=sodra-vatterbygden")
	if len(d.Nodes) < 100 || len(d.Edges) < 100 {
		t.Fatalf("%d nodes and %d edges", len(d.Nodes), len(d.Edges))
	}
	at := map[[2]int]string{}
	for _, n := range d.Nodes {
		if d.Outlines[n.Mark] == "" || n.Name == "" || n.What == "" || n.R < 7 {
			t.Errorf("%+v", n)
		}
		if n.X < d.Box[0] || n.Y < d.Box[1] || n.X > d.Box[0]+d.Box[2] || n.Y > d.Box[1]+d.Box[3] {
			t.Errorf("%s stands outside the picture", n.Key)
		}
		if other := at[[2]int{n.X, n.Y}]; other != "" {
			t.Errorf("%s stands on %s", n.Key, other)
		}
		at[[2]int{n.X, n.Y}] = n.Key
	}
	for _, e := range d.Edges {
		if e[0] == e[1] || e[0] >= len(d.Nodes) || e[1] >= len(d.Nodes) || e[2] >= len(d.Ties) || min(e[0], e[1], e[2]) < 0 {
			t.Errorf("an edge %v", e)
		}
	}
}

// A filter changes what is shown, and neither the places nor the sizes; nor does
// the picture say more than the page.
func TestPictureDoesNotJump(t *testing.T) {
	s := newSite(t)
	type spot struct {
		x, y int
		r    float64
	}
	all := map[string]spot{}
	whole := s.picture("forbund=sodra-vatterbygden")
	for _, n := range whole.Nodes {
		all[n.Key] = spot{n.X, n.Y, n.R}
	}
	for _, filter := range []string{"niva=operational", "form=formal", "part=habo", "status=unclear", "alder=17", "knyt=colocation"} {
		d := s.picture("forbund=sodra-vatterbygden&" + filter)
		if d.Box != whole.Box {
			t.Errorf("%s: the box changes", filter)
		}
		if len(d.Nodes) == 0 || len(d.Nodes) >= len(whole.Nodes) {
			t.Errorf("%s leaves %d of %d", filter, len(d.Nodes), len(whole.Nodes))
		}
		for _, n := range d.Nodes {
			if all[n.Key] != (spot{n.X, n.Y, n.R}) {
				t.Errorf("%s: %s moves from %v to %v", filter, n.Key, all[n.Key], n)
			}
		}
		if nodes := s.show(netOfSodra + "&" + filter).all("svg.net g.node"); len(nodes) != len(d.Nodes) {
			t.Errorf("%s: the page draws %d and the picture %d", filter, len(nodes), len(d.Nodes))
		}
	}
}

// The freshness that is asked for leaves out the ties that are older.
func TestPictureOfWhatIsFresh(t *testing.T) {
	s := newSite(t)
	count := func(filter string) int { return len(s.picture("forbund=hoglandets-samordningsforbund" + filter).Edges) }
	whole, aging, fresh := count(""), count("&farsk=aging"), count("&farsk=fresh")
	if aging >= whole || fresh > aging || aging+fresh == 0 {
		t.Errorf("%d ties, of which %d are not old and %d fresh", whole, aging, fresh)
	}
}

// On an earlier day, what is there today stands where it stands today.
func TestPictureStaysThroughTheYears(t *testing.T) {
	s := newSite(t)
	today := map[string][2]int{}
	now := s.picture("kommun=0604")
	for _, n := range now.Nodes {
		today[n.Key] = [2]int{n.X, n.Y}
	}
	then, same := s.picture("kommun=0604&dag=2018-12-01"), 0
	if len(then.Nodes) == 0 {
		t.Fatal("nothing was there")
	}
	for _, n := range then.Nodes {
		if at, ok := today[n.Key]; ok && at == [2]int{n.X, n.Y} {
			same++
		}
	}
	if same < len(then.Nodes)/2 {
		t.Errorf("%d of %d stand where they stand today", same, len(then.Nodes))
	}
}

func TestPictureIsSentOnce(t *testing.T) {
	s := newSite(t)
	tag := s.answer("/insikt/natverk/bild.json?kommun=0604").Header().Get("ETag")
	if w := s.answer("/insikt/natverk/bild.json?kommun=0604", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("status %d with %d bytes", w.Code, w.Body.Len())
	}
	if w := s.answer("/insikt/natverk/bild.json?kommun=0643", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("status %d for another place", w.Code)
	}
}

func TestPictureOfNoPlace(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/insikt/natverk/bild.json", "/insikt/natverk/bild.json?kommun=9999", "/insikt/natverk/kort/party:af"} {
		if w := s.answer(path); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	if w := s.answer("/insikt/natverk/kort/unit:finns/inte?kommun=0604"); w.Code != http.StatusNotFound {
		t.Errorf("status %d for a node that is not there", w.Code)
	}
}

// What an association keeps to itself is neither in the picture of the public nor
// on its cards.
func TestPictureShowsWhatMayBeSeen(t *testing.T) {
	s := newSite(t)
	s.must(s.records.Publish(context.Background(), access.System("test"), "sodra-vatterbygden", record.Publication{"unit": false}))
	for _, n := range s.picture("forbund=sodra-vatterbygden").Nodes {
		if n.Key == "unit:habo/ungdomscoach" {
			t.Error("the public sees a unit that is not published")
		}
	}
	if w := s.answer("/insikt/natverk/kort/unit:habo/ungdomscoach?forbund=sodra-vatterbygden"); w.Code != http.StatusNotFound {
		t.Errorf("its card: status %d", w.Code)
	}
}

// The card tells of the node and leads to its neighbours and to its own page; it
// is the same on the page and alone.
func TestCard(t *testing.T) {
	s := newSite(t)
	alone := s.show("/insikt/natverk/kort/unit:habo/ungdomscoach?forbund=sodra-vatterbygden")
	alone.has(0, "h1")
	alone.says(".netcard h3", "Ungdomscoach/DUA/KAA")
	alone.has(1, ".netcard a[href='/enheter/habo/ungdomscoach']")
	alone.has(1, ".netcard a[href='/parter/habo']")
	alone.says(".netcard h4", "Sitter i forum 6")
	p := s.show(netOfSodra + "&nod=unit:habo/ungdomscoach")
	if a, b := p.texts(".netcard"), alone.texts(".netcard"); !slices.Equal(a, b) {
		t.Errorf("the page says %q and the card alone %q", a, b)
	}
	for _, a := range p.all(".netcard a[data-node]") {
		neighbour := s.show(strings.TrimSuffix(hrefOf(a), "#bild"))
		neighbour.has(1, `.netcard a[data-node="unit:habo/ungdomscoach"]`)
	}
	p.has(8, "svg.net g.node:not(.net-far)") // itself and its neighbours
	p.has(1, "[data-net-largest][hidden]")
	s.show(strings.TrimSuffix(hrefOf(p.all("[data-net-close]")[0]), "#bild")).has(0, ".netcard")
	p.has(1, "form input[type=hidden][name=nod]")
}

// A forum that a filter leaves out has a card that says so; what is not there has
// none.
func TestCardOfWhatIsNotShown(t *testing.T) {
	s := newSite(t)
	s.show(netOfSodra+"&knyt=agreement&nod=unit:habo/ungdomscoach").says(".netcard", "Syns inte i bilden")
	p := s.show(netOfSodra + "&nod=unit:finns/inte")
	p.has(0, ".netcard")
	p.says(".netview__missing", "finns inte i bilden")
}

// Everything in the network has a card, whatever it is, in both languages.
func TestEveryCard(t *testing.T) {
	s := newSite(t)
	kinds := map[string]int{}
	for _, n := range s.picture("forbund=sodra-vatterbygden&storlek=mellan").Nodes {
		kind, _, _ := strings.Cut(n.Key, ":")
		if kinds[kind]++; kinds[kind] > 6 {
			continue
		}
		c := s.show("/insikt/natverk/kort/" + strings.ReplaceAll(n.Key, " ", "%20") + "?lang=en&storlek=mellan&forbund=sodra-vatterbygden")
		if text := textOf(c.root); strings.Contains(text, "insightweb.") || strings.Contains(text, "⟦") {
			t.Errorf("%s lacks a text: %s", n.Key, text)
		}
		if len(c.all(".netcard a[data-node]")) == 0 {
			t.Errorf("%s has no neighbours", n.Key)
		}
	}
	for _, kind := range []string{"unit", "party", "forum", "person"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s is in the picture", kind)
		}
	}
}

// The texts of the moving picture are in the page, for the script has none.
func TestNetworkPageHoldsTheMovingPicture(t *testing.T) {
	p := newSite(t).show(netOfSodra + "&niva=operational&visa=band&vy=1_2_3&hitta=habo")
	p.has(1, "script[src*='/assets/network']")
	net := p.all("[data-net]")[0]
	attr := func(n *html.Node, key string) string {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
		return ""
	}
	if src := attr(net, "data-src"); src != "/insikt/natverk/bild.json?forbund=sodra-vatterbygden&niva=operational" {
		t.Errorf("the picture is fetched from %s", src)
	}
	p.has(1, "template[data-net-live]")
	p.has(8, "[data-net-largest] a[data-node]")
}
