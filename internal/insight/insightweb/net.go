package insightweb

import (
	"html/template"
	"net/url"

	"samkarta/internal/insight"
	"samkarta/internal/page"
)

// net is the picture with its card beside it: {{template "insight-net" .}}. The
// picture is the server's; a script puts one that can be moved in its place.
type net struct {
	page.Said
	Title   string
	Still   template.HTML
	Says    string // what the still picture leaves out
	Data    string // the address of the picture as data
	Cards   string // the address before the key of a card
	Query   string // what the page asks for, as cards ask for it too
	Card    *card
	Missing string // said where the chosen node is not in the picture
	Largest []neighbour
}

// mostLargest is how many of the largest nodes are offered beside the picture.
const mostLargest = 8

func (s sight) net(a ask, g *insight.Graph, title string) *net {
	chosen := a.in.Get(askNode)
	d := s.drawing(a.scope, g, a.in.Get(askSize))
	d.light(chosen)
	query := s.question()
	x := &net{Said: page.Said{Lang: s.l}, Title: title, Still: d.svg(s, title), Says: d.Says, Cards: pathCard, Query: query.Encode()}
	x.Data = pathPicture + "?" + x.Query
	if chosen != "" {
		if x.Card = s.card(a, g, chosen); x.Card == nil {
			x.Missing = s.t("net.gone")
		}
	}
	for _, i := range d.order()[:min(mostLargest, len(g.Nodes))] {
		n := g.Nodes[i]
		x.Largest = append(x.Largest, neighbour{n.Key(), s.choosing(n.Key()), s.nodeName(n), s.what(n)})
	}
	return x
}

// question is what a request asks for of the network, without what is chosen in
// the picture and how the table is shown.
func (s sight) question() url.Values {
	q := s.r.URL.Query()
	for _, name := range []string{askNode, askFind, askView, askShown, page.AskOrder, "page"} {
		q.Del(name)
	}
	return q
}

// choosing is the address of the page with a node chosen; "" chooses none.
func (s sight) choosing(key string) string {
	q := s.question()
	for _, name := range []string{askFind, askView} {
		if value := s.r.URL.Query().Get(name); value != "" {
			q.Set(name, value)
		}
	}
	if key != "" {
		q.Set(askNode, key)
	}
	return pathNetwork + "?" + q.Encode() + "#bild"
}
