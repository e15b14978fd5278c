package insatsweb

import (
	"slices"

	"samkarta/internal/insats"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// insatsPage shows an insats: what it is, for whom, how one gets in, and what it
// has led to.
type insatsPage struct {
	web.Frame
	Head     web.Head
	Brief    web.Definitions // what one asks first
	Room     *web.Form       // for those who may say whether there is a place
	What     web.Definitions
	Rule     string // how the groups are to be read
	Groups   []group
	HowIn    string
	Ways     []page.WayCard
	NoWay    string
	Find     *web.Link // all ways in; nil where nobody is known to give it
	Facts    web.Definitions
	Results  []result
	Partners []web.Cell
	Examples examples
	Quality  *quality // for those who keep the catalogue up
	Said     []page.StatementGroup
	About    page.About
}

// result is what an insats has led to.
type result struct{ Figure, Text, Period string }

func newInsatsPage(s sight, x *insats.Insats) *insatsPage {
	p := &insatsPage{Head: s.head(x), Brief: s.brief(x), What: s.what(x), Rule: s.rule(x), Groups: s.groups(x), Facts: s.facts(x),
		Results: s.results(x), HowIn: x.HowIn(s.View, s.Lang), Room: s.roomForm(x, roomIn(s, x)), Examples: s.examples(x), Quality: s.quality(x),
		About: page.NewAbout(s.View, s.Lang, x)}
	p.Title, p.Description = x.Name, x.Purpose
	p.Crumbs = []web.Link{{Href: "/insatser", Text: s.T("insatsweb.insatser")}}
	p.fillEntry(s, x)
	p.Head.Actions = append(p.Head.Actions, web.Link{Href: page.Address(deckPath, askOne, x.ID), Text: s.T("insatsweb.card"), Icon: "print"})
	for _, id := range x.Partners {
		p.Partners = append(p.Partners, page.ActorCell(s.View, s.Lang, id))
	}
	p.Said = page.StatementGroups(s.View, s.Lang, mapping.Statements.Pointing(s.View, x.Key(), "about"), 6,
		page.Context{Actors: []string{x.ID}, Municipality: x.Municipality})
	return p
}

func (s sight) head(x *insats.Insats) web.Head {
	h := web.Head{Title: x.Name, Lead: x.Purpose, Kicker: s.T("insatsweb.insats"), Fresh: page.Fresh(s.View, s.Lang, x)}
	if x.Provider != "" {
		h.Marker = page.ActorMarker(s.View, s.Lang, x.Provider)
	}
	if x.Stage != "" {
		h.Tags = append(h.Tags, web.Tag{Text: page.Word(s.Lang, "insats_stage", x.Stage)})
	}
	if x.Status != "" {
		h.Tags = append(h.Tags, web.Tag{Text: page.Word(s.Lang, "insats_status", x.Status), Color: statusColors[x.Status]})
	}
	return h
}

func (s sight) brief(x *insats.Insats) web.Definitions {
	by := web.Cell{Text: s.T("page.unknown")}
	if x.Provider != "" {
		by = page.ActorCell(s.View, s.Lang, x.Provider)
	}
	where := web.Cell{Text: s.T("page.unknown")}
	if codes := x.Towns(); len(codes) > 0 {
		where = web.Cell{Links: page.PlaceLinks(codes)}
	}
	stage := web.Cell{Text: s.stage(x)}
	if x.Stage == "structural" {
		stage.Note = s.T("insatsweb.structural")
	}
	brief := web.Definitions{{Term: s.T("insatsweb.provider"), Cells: []web.Cell{by}}, {Term: s.T("insatsweb.municipality"), Cells: []web.Cell{where}},
		{Term: s.T("insatsweb.stage"), Cells: []web.Cell{stage}}}
	if !x.TakesPeople() {
		return brief
	}
	if x.Places != nil || s.keepsUp() {
		brief = append(brief, web.Say(s.T("insatsweb.places"), s.places(x)))
	}
	return append(brief, web.Definition{Term: s.T("insatsweb.room"), Cells: []web.Cell{s.room(x)}})
}

func (s sight) places(x *insats.Insats) string {
	if x.Places == nil {
		return s.T("page.unknown")
	}
	return s.T("insatsweb.n_places", *x.Places)
}

// what says what an insats consists of; its purpose is the lead of the page.
func (s sight) what(x *insats.Insats) web.Definitions {
	var said web.Definitions
	if x.Purpose == "" && s.keepsUp() {
		said = append(said, web.Say(s.T("insatsweb.purpose"), s.T("page.unknown")))
	}
	for _, d := range []struct {
		key   string
		texts []string
	}{{"insatsweb.content", x.Content}, {"insatsweb.methods", x.Methods}} {
		if len(d.texts) > 0 || s.keepsUp() {
			said = append(said, s.listed(d.key, d.texts))
		}
	}
	if x.Step != "" {
		said = append(said, web.Say(s.T("insatsweb.step"), x.Step))
	}
	return said
}

func (s sight) listed(key string, texts []string) web.Definition {
	d := web.Definition{Term: s.T(key)}
	for _, t := range texts {
		d.Cells = append(d.Cells, web.Cell{Text: page.UpperFirst(t)})
	}
	if len(texts) == 0 {
		d.Cells = []web.Cell{{Text: s.T("page.unknown")}}
	}
	return d
}

// rule says how the groups of criteria are to be read.
func (s sight) rule(x *insats.Insats) string {
	switch {
	case x.Stage == "structural":
		return s.T("insatsweb.rule.structural")
	case len(x.Eligibility) == 0:
		return s.T("insatsweb.rule.none")
	case len(x.Eligibility) == 1:
		return s.T("insatsweb.rule.one")
	}
	return s.T("insatsweb.rule.any")
}

// fillEntry gives the ways to who gives it.
func (p *insatsPage) fillEntry(s sight, x *insats.Insats) {
	who, ok := party.FindActor(s.View, x.Provider)
	if !ok {
		p.NoWay = s.T("insatsweb.no_provider")
		return
	}
	town := x.Town()
	p.Find = &web.Link{Href: page.Address("/en-vag-in", page.AskInto, who.ID, page.AskMunicipality, town), Text: s.T("insatsweb.find_way", who.Name()), Icon: "search"}
	p.Head.Actions = []web.Link{{Href: p.Find.Href, Text: s.T("insatsweb.find_way_in"), Icon: "search"}}
	p.Ways = page.NewWayCards(s.View, s.Lang, insats.WaysInto(s.View, who, town), page.Context{Municipality: town})
	if len(p.Ways) == 0 {
		p.NoWay = s.T("insatsweb.no_way", who.Name())
	}
}

// facts say when and how long, who pays, and by which law.
func (s sight) facts(x *insats.Insats) web.Definitions {
	var facts web.Definitions
	if x.DurationMonthsMin != nil || x.DurationMonthsMax != nil || s.keepsUp() {
		facts = append(facts, web.Say(s.T("insatsweb.duration"), s.duration(x)))
	}
	for _, d := range []struct{ key, said string }{{"insatsweb.starts", page.DateText(s.Lang, x.Starts)}, {"insatsweb.ends", page.DateText(s.Lang, x.Ends)}} {
		if d.said != "" {
			facts = append(facts, web.Say(s.T(d.key), d.said))
		}
	}
	for _, w := range []struct{ key, vocabulary, word string }{{"insatsweb.status", "insats_status", x.Status}, {"insatsweb.funder", "funder", x.Funder},
		{"insatsweb.legal_basis", "legal_basis", x.LegalBasis}} {
		if isTold := !slices.Contains([]string{"", "unknown", "none"}, w.word); isTold || s.keepsUp() {
			facts = append(facts, web.Say(s.T(w.key), page.UpperFirst(page.Word(s.Lang, w.vocabulary, w.word))))
		}
	}
	return facts
}

// keepsUp tells whether who looks works with the map, and is shown what is
// missing in it; others are shown what is known.
func (s sight) keepsUp() bool { return s.View.Actor().IsSignedIn() }

func (s sight) duration(x *insats.Insats) string {
	from, to := x.DurationMonthsMin, x.DurationMonthsMax
	switch {
	case from == nil && to == nil:
		return s.T("page.unknown")
	case to == nil:
		return s.T("insatsweb.months_from", *from)
	case from == nil:
		return s.T("insatsweb.months_to", *to)
	case *from == *to:
		return s.T("insatsweb.months", *from)
	}
	return s.T("insatsweb.months_between", *from, *to)
}

func (s sight) results(x *insats.Insats) []result {
	all := make([]result, len(x.Results))
	for i, r := range x.Results {
		all[i] = result{Figure: r.Figure(s.Lang), Text: r.Text, Period: r.Period}
	}
	return all
}
