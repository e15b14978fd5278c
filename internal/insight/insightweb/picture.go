package insightweb

import (
	"encoding/json"
	"math"
	"net/http"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The addresses of what the picture in the browser is made of.
const (
	pathPicture = pathNetwork + "/bild.json"
	pathCard    = pathNetwork + "/kort/"
)

// picture is the network as the browser draws it: what a selection shows, where
// it stands among all of the scope.
type picture struct {
	Box      [4]int            `json:"box"` // of the whole scope: left, top, width, height
	Outlines map[string]string `json:"outlines"`
	Nodes    []dot             `json:"nodes"`
	Ties     []string          `json:"ties"`
	Edges    [][3]int          `json:"edges"` // from, to, tie: by their place
}

// dot is a node of it.
type dot struct {
	Key     string  `json:"key"`
	Name    string  `json:"name"`
	Short   string  `json:"short,omitempty"`
	What    string  `json:"what"`
	Mark    string  `json:"mark"`
	Letter  string  `json:"letter,omitempty"`
	X       int     `json:"x"`
	Y       int     `json:"y"`
	Radius  float64 `json:"r"`
	Unknown bool    `json:"unknown,omitempty"` // what its size says is not known
}

// netSight is the sight of a request about the network: places are those of today.
func (p *Pages) netSight(r *http.Request, v *record.View) (sight, error) {
	s := p.sight(r, v)
	if v.AsOf() == "" {
		return s, nil
	}
	now, err := p.Now(r)
	if err == nil {
		s.now = p.Insight.Index(now)
	}
	return s, err
}

func (p *Pages) network(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s, err := p.netSight(r, v)
	if err != nil {
		return err
	}
	return p.Site.Render(w, r, http.StatusOK, "insight-answer", s.network())
}

// picture answers with the picture as data, by the question that the page asks.
func (p *Pages) picture(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s, err := p.netSight(r, v)
	if err != nil {
		return err
	}
	made, err := s.picture()
	if err != nil {
		return err
	}
	body, err := json.Marshal(made)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "private, no-cache")
	h.Add("Vary", "Cookie, Accept-Language")
	if web.NotModified(w, r, web.TagOf(body)) {
		return nil
	}
	_, err = w.Write(body)
	return err
}

func (s sight) picture() (*picture, error) {
	a, g, err := s.chosenNetwork()
	if err != nil {
		return nil, err
	}
	d := s.drawing(a.scope, g, a.in.Get(askSize))
	x := &picture{Outlines: outlines, Ties: insight.Ties(), Nodes: make([]dot, len(g.Nodes)), Edges: [][3]int{},
		Box: [4]int{int(d.whole.X), int(d.whole.Y), int(d.whole.Width), int(d.whole.Height)}}
	for i, n := range g.Nodes {
		x.Nodes[i] = s.dot(d, i, n)
	}
	d.lines(func(from, to int, kind string) { x.Edges = append(x.Edges, [3]int{from, to, indexOf(x.Ties, kind)}) })
	return x, nil
}

func (s sight) dot(d *drawing, i int, n insight.Node) dot {
	at := d.place(i)
	one := dot{Key: n.Key(), Name: s.nodeName(n), What: s.what(n), X: int(math.Round(at.X)), Y: int(math.Round(at.Y)),
		Radius: math.Round(d.radius(i)*10) / 10, Unknown: d.size[i] < 0}
	if n.Kind != insight.NodePerson {
		one.Short = page.Short(n.Short, longestLabel)
	}
	one.Mark, one.Letter = s.markOf(n)
	return one
}

// nodeName is what a node is called; nobody who a way hangs on is named.
func (s sight) nodeName(n insight.Node) string {
	if n.Kind == insight.NodePerson {
		return s.person(n.ID).Text
	}
	return n.Name
}

// what says in a few words what a node is: "Enhet, Aneby kommun".
func (s sight) what(n insight.Node) string {
	more := ""
	switch n.Kind {
	case insight.NodeUnit:
		more = s.partyWord(n.Party)
	case insight.NodeParty:
		return page.UpperFirst(page.Word(s.l, "party_kind", n.PartyKind))
	case insight.NodeForum:
		if n.Level != "" {
			more = page.Word(s.l, "level", n.Level)
		}
	}
	if more == "" {
		return s.t("node." + n.Kind)
	}
	return s.t("node."+n.Kind) + ", " + more
}

// chosenNetwork is the part of the network that a request asks for; to ask for no
// place is a fault, for the whole country is no picture.
func (s sight) chosenNetwork() (ask, *insight.Graph, error) {
	a := s.readAsk()
	choice := s.readSelection(a)
	if err := a.in.Err(); err != nil {
		return a, nil, err
	}
	if !a.isChosen() {
		return a, nil, fault.New(fault.Invalid, "insightweb.net.unchosen")
	}
	return a, s.x.Network(a.scope).Only(choice), nil
}

func indexOf(all []string, x string) int {
	for i := range all {
		if all[i] == x {
			return i
		}
	}
	return -1
}
