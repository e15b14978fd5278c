package page

import (
	"slices"
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// Link leads to a record's page.
func Link(v *record.View, b record.Body) web.Link {
	return web.Link{Href: b.HeadOf().URL(), Text: v.Title(b)}
}

// Links lead to the pages of records.
func Links[T any](v *record.View, bodies []*T) []web.Link {
	links := make([]web.Link, len(bodies))
	for i, b := range bodies {
		links[i] = Link(v, any(b).(record.Body))
	}
	return links
}

// ActorLink leads to an actor's page; the party is said after a unit's name.
// Something that cannot be seen is called by its id, and a kind of party by its
// word, without a link.
func ActorLink(v *record.View, l *text.Lang, id string) web.Link {
	a, ok := party.FindActor(v, id)
	if !ok {
		return web.Link{Text: EndName(l, id)}
	}
	link := web.Link{Href: a.Body().HeadOf().URL(), Text: v.Title(a.Body())}
	if a.Unit != nil && a.Party != nil {
		link.Note = a.Party.Name
	}
	return link
}

// EndName is the word for a kind of party, or else the id itself.
func EndName(l *text.Lang, id string) string {
	if name, ok := party.KindName(l, id); ok {
		return name
	}
	return id
}

// ActorLinks leads to the pages of actors.
func ActorLinks(v *record.View, l *text.Lang, ids []string) []web.Link {
	links := make([]web.Link, len(ids))
	for i, id := range ids {
		links[i] = ActorLink(v, l, id)
	}
	return links
}

// ActorCell shows an actor with the mark of its kind of party.
func ActorCell(v *record.View, l *text.Lang, id string) web.Cell {
	link := ActorLink(v, l, id)
	return web.Cell{Marker: ActorMarker(v, l, id), Text: link.Text, Href: link.Href, Note: link.Note}
}

// ActorMarker is the mark of an actor's kind of party.
func ActorMarker(v *record.View, l *text.Lang, id string) *web.Marker {
	a, ok := party.FindActor(v, id)
	if !ok && slices.Contains(record.Vocabulary("party_kind"), id) {
		return Marker(l, id)
	}
	return Marker(l, a.Type())
}

// shapes are the marks of the kinds of party that meet in every association;
// the others share one.
var shapes = map[string][2]string{
	"municipality": {"a", "K"}, "employment_service": {"b", "A"}, "social_insurance": {"c", "F"},
	"region": {"d", "R"}, "association": {"e", "S"},
}

// Marker is the mark of a kind of party: a shape, a letter and a colour.
func Marker(l *text.Lang, partyKind string) *web.Marker {
	s, ok := shapes[partyKind]
	if !ok {
		s = [2]string{"f", "Ö"}
	}
	return &web.Marker{Shape: s[0], Letter: s[1], Title: Word(l, "party_kind", partyKind)}
}

// Word is the text of a word of a vocabulary; "unknown" where none is said.
func Word(l *text.Lang, vocabulary, word string) string {
	if word == "" {
		return l.T("page.unknown")
	}
	return l.T(vocabulary + "." + word)
}

// WordList says several words of a vocabulary after each other.
func WordList(l *text.Lang, vocabulary string, words []string) string {
	said := make([]string, len(words))
	for i, w := range words {
		said[i] = Word(l, vocabulary, w)
	}
	return strings.Join(said, ", ")
}

// Options are the choices of a select field over a vocabulary.
func Options(l *text.Lang, vocabulary string) []web.Option {
	return web.OptionsOf(l, vocabulary+".", record.Vocabulary(vocabulary)...)
}

// Ages says an age span in years: "16–24 år", "från 18 år"; "" if it is open at
// both ends.
func Ages(l *text.Lang, from, to *int) string { return party.AgesIn(l, from, to) }

// PlaceName is what the municipality with the code is called.
func PlaceName(code string) string {
	if m, ok := place.Find(code); ok {
		return m.Short
	}
	return code
}

// PlaceNames says several municipalities after each other, in Swedish order.
func PlaceNames(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = PlaceName(code)
	}
	text.SortBy(names, func(s string) string { return s })
	return strings.Join(names, ", ")
}

// PlaceLinks lead to the pages of municipalities, in Swedish order.
func PlaceLinks(codes []string) []web.Link {
	links := make([]web.Link, len(codes))
	for i, code := range codes {
		links[i] = web.Link{Href: PlaceURL(code), Text: PlaceName(code)}
	}
	text.SortBy(links, func(l web.Link) string { return l.Text })
	return links
}

// PlaceURL is the address of a municipality's page.
func PlaceURL(code string) string { return "/kommuner/" + code }

// Fresh is the meter of how fresh a record is.
func Fresh(v *record.View, l *text.Lang, b record.Body) *web.Freshness {
	m := web.NewFreshness(l, v.Freshness(b), v.ConfirmedOn(b))
	return &m
}

// DateText shows a date of the format as far as it goes: 2018, maj 2018, 1 maj
// 2018.
func DateText(l *text.Lang, d record.Date) string { return d.Words(l) }
