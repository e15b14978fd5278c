package insatsweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

// deckPath is the address of the cards.
const deckPath = "/insatser-kort"

// The names of what the cards can be asked for.
const (
	askOne         = "insats"  // the card of one insats
	askAssociation = "forbund" // the cards of the municipalities of an association
	askUnbound     = "andra"   // also those that are bound to no municipality
)

// perSheet is how many cards stand on a sheet of paper.
const perSheet = 4

// mostCards is how many cards are laid out; more nobody cuts out.
const mostCards = 400

// deckPage is the cards of insatser, A6, four on a sheet of A4, to be printed and
// cut out.
type deckPage struct {
	web.Frame
	Head   web.Head
	Form   *web.Form
	Says   string
	Sheets [][]card
	Empty  *web.Empty
}

// card is one insats in plain words.
type card struct {
	page.Said
	Name   string
	Href   string
	Stage  string
	Where  string
	For    []string
	What   string
	By     string
	In     string
	Ways   []string // how one reaches who gives it
	Room   string
	Fresh  string
	Source string
}

func newDeckPage(s sight, r *http.Request) *deckPage {
	in := web.QueryInput(r)
	p := &deckPage{Form: s.deckForm(in)}
	p.Title = s.T("insatsweb.deck")
	p.Head = web.Head{Title: p.Title, Kicker: s.T("insatsweb.insatser"), Lead: s.T("insatsweb.deck.lead")}
	p.Crumbs = []web.Link{{Href: "/insatser", Text: s.T("insatsweb.insatser")}}
	found, of := s.deck(in)
	switch {
	case of == "":
		p.Empty = &web.Empty{Title: s.T("insatsweb.deck.choose"), Text: s.T("insatsweb.deck.choose.text")}
	case len(found) == 0:
		p.Empty = &web.Empty{Title: s.T("insatsweb.deck.none", of), Text: s.T("insatsweb.deck.none.text"),
			Action: &web.Link{Href: "/insatser", Text: s.T("insatsweb.show_all")}}
	default:
		p.Title, p.Head.Title = s.T("insatsweb.deck.of", of), s.T("insatsweb.deck.of", of)
		p.Says = s.T("insatsweb.deck.says", len(found))
	}
	for sheet := range slices.Chunk(found[:min(len(found), mostCards)], perSheet) {
		cards := make([]card, len(sheet))
		for i, x := range sheet {
			cards[i] = s.card(x)
		}
		p.Sheets = append(p.Sheets, cards)
	}
	return p
}

func (s sight) deckForm(in *web.Input) *web.Form {
	if code := place.CodeOf(in.Get(page.AskMunicipality)); code != "" {
		in.Set(page.AskMunicipality, code)
	}
	f := web.NewForm(s.Lang, in)
	f.Filter, f.Action, f.Submit = true, deckPath, s.T("insatsweb.deck.show")
	f.Select(page.AskMunicipality, "insatsweb.municipality", page.PlaceChoices(s.named().places, in.Get(page.AskMunicipality))).Choosing("web.field.choose")
	var associations []web.Option
	for _, a := range party.Associations.All(s.View) {
		associations = append(associations, web.Option{Value: a.ID, Text: a.Name})
	}
	f.Select(askAssociation, "insatsweb.deck.association", associations).Choosing("web.field.choose")
	f.Check(askUnbound, "insatsweb.deck.unbound")
	return f
}

// deck gives the insatser whose cards are asked for, and what they are of; "" if
// nothing that there is was asked for.
func (s sight) deck(in *web.Input) (found []*insats.Insats, of string) {
	if x := insats.Insatser.Find(s.View, in.Get(askOne)); x != nil {
		return []*insats.Insats{x}, x.Name
	}
	var towns []string
	if a := party.Associations.Find(s.View, in.Get(askAssociation)); a != nil {
		towns, of = a.Municipalities, a.Name
	}
	if m, ok := place.Find(in.Get(page.AskMunicipality)); ok {
		towns, of = []string{m.Code}, m.Short
	}
	if of == "" {
		return nil, ""
	}
	unbound := in.Is(askUnbound)
	found = slices.DeleteFunc(insats.Insatser.All(s.View), func(x *insats.Insats) bool {
		in := x.Towns()
		return !x.TakesPeople() || !(len(in) == 0 && unbound || slices.ContainsFunc(in, func(code string) bool { return slices.Contains(towns, code) }))
	})
	text.SortBy(found, func(x *insats.Insats) string { return x.Name })
	return found, of
}

// The most that a card has room for.
const (
	cardWords = 190
	cardWays  = 2
)

func (s sight) card(x *insats.Insats) card {
	c := card{Said: page.Said{Lang: s.Lang}, Name: x.Name, Href: x.URL(), Stage: s.stage(x), Where: s.towns(x), For: s.onCard(x), What: page.Short(x.Purpose, cardWords), In: x.HowIn(s.View, s.Lang), Fresh: page.Fresh(s.View, s.Lang, x).Text}
	if x.Stage == "" {
		c.Stage = ""
	}
	if c.What == "" && len(x.Content) > 0 {
		c.What = page.Short(page.UpperFirst(strings.Join(x.Content, ", ")), cardWords)
	}
	if who, ok := party.FindActor(s.View, x.Provider); ok {
		c.By = who.Name()
		ways := x.Reach(s.View)
		c.Ways = ways[:min(len(ways), cardWays)]
	}
	if x.Availability != nil {
		c.Room = x.Availability.InShort(s.Lang)
	}
	if src := s.View.SourceOf(x); src != nil {
		c.Source = page.Short(src.Title, 80)
	}
	return c
}

// onCard says whom an insats is for, a group each: all that is asked for but the
// municipality, which stands under the name.
func (s sight) onCard(x *insats.Insats) []string {
	var all []string
	for i := range x.Eligibility {
		group := page.Short(x.Eligibility[i].InBrief(s.Lang), cardWords)
		if !slices.Contains(all, group) {
			all = append(all, group)
		}
	}
	return all[:min(len(all), mostGroups)]
}
