package page

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// WayCard is one contact path: {{template "way-card" .}}, several in
// {{template "way-cards" .Ways}}.
type WayCard struct {
	Said
	Href     string // the page of the path
	From     web.Cell
	Into     web.Cell
	Missing  bool   // there is said to be none
	By       string // what it goes by: "koordinator"; "" is not said
	Function string
	Channels []ChannelLink
	Ease     *web.Tag
	OnOne    bool // it hangs on one person
	OnMany   bool // it is said not to
	Place    *web.Link
	Note     string
	Fresh    *web.Freshness
	Short    *web.Freshness // without the word "confirmed", for tables
}

// WayTable is contact paths a row each, gathered under one of their ends:
// {{template "way-table" .Ways}}. It is denser than cards.
type WayTable struct {
	Said
	Caption string
	Heads   WayHeads
	Groups  []WayGroup
}

// WayHeads are the heads of the columns; Other is the end that rows differ in.
type WayHeads struct{ Other, How, Ease, Confirmed string }

// WayGroup is the ways that share an end.
type WayGroup struct {
	Word  string // "till" or "från"
	Title web.Cell
	Ways  []WayRow
}

// WayRow is one way; Other is the end that is not the group's.
type WayRow struct {
	WayCard
	Other web.Cell
}

// NewWayTable gathers contact paths under whom they lead into, or, if byFrom,
// under whom they lead from; groups and rows are in Swedish order.
func NewWayTable(v *record.View, l *text.Lang, caption string, paths []*contact.Path, c Context, byFrom bool) WayTable {
	t := WayTable{Said: Said{l}, Caption: caption,
		Heads: WayHeads{l.T("page.ways.from"), l.T("page.ways.how"), l.T("page.ways.ease"), l.T("page.confirmed")}}
	word := l.T("page.ways.group_into")
	if byFrom {
		t.Heads.Other, word = l.T("page.ways.into"), l.T("page.ways.group_from")
	}
	at := map[string]int{}
	for _, card := range NewWayCards(v, l, paths, c) {
		shared, other := card.Into, card.From
		if byFrom {
			shared, other = other, shared
		}
		key := shared.Href + " " + shared.Text
		if _, ok := at[key]; !ok {
			at[key] = len(t.Groups)
			t.Groups = append(t.Groups, WayGroup{Word: word, Title: shared})
		}
		g := &t.Groups[at[key]]
		g.Ways = append(g.Ways, WayRow{card, other})
	}
	text.SortBy(t.Groups, func(g WayGroup) string { return g.Title.Text + " " + g.Title.Note })
	return t
}

// ChannelLink is how a way is used: its word, and the mailbox, number or
// address, as a link where there is one to follow.
type ChannelLink struct {
	Icon  string
	Kind  string
	Text  string
	Href  template.URL // made here, so that telephone numbers may be followed too
	Hours string
}

// NewWayCards shows contact paths: those with a mailbox or a number first, those
// that are missing last; else in the order given.
func NewWayCards(v *record.View, l *text.Lang, paths []*contact.Path, c Context) []WayCard {
	cards := make([]WayCard, len(paths))
	for i, p := range paths {
		cards[i] = NewWayCard(v, l, p, c)
	}
	slices.SortStableFunc(cards, func(a, b WayCard) int { return cmp.Compare(a.rank(), b.rank()) })
	return cards
}

func (w WayCard) rank() int {
	switch {
	case w.Missing:
		return 3
	case len(w.Channels) > 0:
		return 0
	case w.By != "":
		return 1
	}
	return 2
}

// NewWayCard shows a contact path.
func NewWayCard(v *record.View, l *text.Lang, p *contact.Path, c Context) WayCard {
	w := WayCard{Said: Said{l}, Href: p.URL(), Missing: p.Missing(), Function: p.Function, Note: p.Note,
		From: EndCell(v, l, p.From), Into: EndCell(v, l, p.Into), Ease: EaseTag(l, p.Ease), Fresh: Fresh(v, l, p), Short: FreshIn(v, l, p)}
	if p.Via != "" && p.Via != "none" {
		w.By = l.T("via." + p.Via)
	}
	if p.PersonBound != nil {
		w.OnOne, w.OnMany = *p.PersonBound, !*p.PersonBound
	}
	if p.Municipality != "" && p.Municipality != c.Municipality {
		w.Place = &web.Link{Href: PlaceURL(p.Municipality), Text: PlaceName(p.Municipality)}
	}
	for _, ch := range p.Channels {
		w.Channels = append(w.Channels, NewChannel(l, ch))
	}
	return w
}

// EndCell shows one end of a path or a relation: an actor with its party, or
// any office of a kind of party.
func EndCell(v *record.View, l *text.Lang, id string) web.Cell {
	if slices.Contains(record.Vocabulary("party_kind"), id) {
		return web.Cell{Marker: Marker(l, id), Text: l.T("page.any_party", l.T("party_kind."+id))}
	}
	return ActorCell(v, l, id)
}

// NewChannel shows a channel.
func NewChannel(l *text.Lang, c contact.Channel) ChannelLink {
	link := ChannelLink{Icon: "info", Kind: l.T("channel." + c.Type), Text: c.Value, Hours: c.Hours}
	switch c.Type {
	case "mail":
		link.Icon = "mail"
		if strings.Contains(c.Value, "@") {
			link.Href = template.URL("mailto:" + c.Value)
		}
	case "phone":
		link.Icon, link.Href = "phone", template.URL("tel:"+digits(c.Value))
	case "web", "service":
		link.Icon = "external"
		if strings.HasPrefix(c.Value, "https://") || strings.HasPrefix(c.Value, "http://") {
			link.Href = template.URL(c.Value)
		}
	case "visit":
		link.Icon = "place"
	}
	return link
}

// digits keeps of a telephone number what can be dialled.
func digits(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}

var easeColors = map[string]string{
	"hard": "danger", "fairly_hard": "warning", "mixed": "neutral", "fairly_easy": "info", "easy": "success",
}

// EaseTag is the word for how easy it is, on its colour; nil if it is not said.
func EaseTag(l *text.Lang, ease string) *web.Tag {
	if ease == "" {
		return nil
	}
	return &web.Tag{Text: l.T("ease." + ease), Color: easeColors[ease]}
}
