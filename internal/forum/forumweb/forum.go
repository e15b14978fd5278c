package forumweb

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

// forumPage shows a forum: who meets there, how often, for whom, and what it
// stands on.
type forumPage struct {
	web.Frame
	Head     web.Head
	Brief    web.Definitions // what one asks first
	Seats    []partySeats
	SeatsSay string
	Main     []mainParty
	Absent   string // which of the four main parties are missing, in words; "" if none is or nobody is known
	Meetings *meetings
	Facts    web.Definitions
	Formal   formality
	Said     []page.StatementGroup
	NoSaid   web.Empty
	Similar  []similar
	About    page.About
}

// partySeats is a party and those who sit in the forum for it.
type partySeats struct {
	Party page.Mark
	Whole *seat // nobody but the party as a whole is named
	Seats []seat
}

// seat is one who sits in a forum: a unit, or the party as a whole.
type seat struct {
	Unit     *web.Link // nil where no unit is named
	Function string
	Role     string
}

// mainParty is one of the four main parties: whether it sits there.
type mainParty struct {
	Marker *web.Marker
	Name   string
	There  bool
}

// formality says what is known of how formal a forum is, and what that means.
type formality struct{ Word, Text, Means string }

// similar is a forum that is alike.
type similar struct {
	Row   page.ForumRow
	Says  string
	Both  []page.Mark
	Actor []web.Link // who sits in both
}

func newForumPage(s sight, f *forum.Forum) *forumPage {
	p := &forumPage{Head: s.forumHead(f), Brief: s.brief(f), Seats: s.seats(f), SeatsSay: s.seatsSay(f), Meetings: s.meetings(f),
		Facts: s.forumFacts(f), Formal: s.formality(f), Similar: s.similar(f), About: page.NewAbout(s.View, s.Lang, f)}
	p.Title = f.Name
	p.Description = f.Purpose
	p.Crumbs = []web.Link{{Href: "/var", Text: s.T("forumweb.where")}}
	p.fillMain(s, f)
	p.Said = page.StatementGroups(s.View, s.Lang, mapping.Statements.Pointing(s.View, f.Key(), "about"), 6,
		page.Context{Actors: []string{f.ID}, Municipality: only(f.Municipalities), More: page.Address("/vad", page.AskAbout, f.ID)})
	p.NoSaid = web.Empty{Title: s.T("forumweb.no_said"), Text: s.T("forumweb.no_said.text")}
	if s.View.MayAdd() {
		p.NoSaid.Action = &web.Link{Href: page.Address("/ny/statement", "about", f.ID, "municipality", only(f.Municipalities)), Text: s.T("forumweb.no_said.add")}
	}
	return p
}

func only(codes []string) string {
	if len(codes) == 1 {
		return codes[0]
	}
	return ""
}

func (s sight) forumHead(f *forum.Forum) web.Head {
	h := web.Head{Title: f.Name, Lead: f.Purpose, Kicker: s.T("forumweb.forum"), Fresh: page.Fresh(s.View, s.Lang, f)}
	if f.Type != "" && f.Type != "other" {
		h.Kicker = upperFirst(page.Word(s.Lang, "forum_kind", f.Type))
	}
	if f.KnownStatus() != "active" {
		h.Tags = append(h.Tags, web.Tag{Text: page.Word(s.Lang, "status", f.Status), Color: "warning"})
	}
	level := s.T("forumweb.level_unknown")
	if f.Level != "" {
		level = page.Word(s.Lang, "level", f.Level)
	}
	h.Tags = append(h.Tags, web.Tag{Text: level}, web.Tag{Text: page.Word(s.Lang, "formality", f.KnownFormality()), Color: formalColor[f.Formality]})
	if f.Scope != "" {
		h.Tags = append(h.Tags, web.Tag{Text: page.Word(s.Lang, "scope", f.Scope)})
	}
	if f.ShortName != "" && f.ShortName != f.Name {
		h.Tags = append(h.Tags, web.Tag{Text: f.ShortName})
	}
	return h
}

var formalColor = map[string]string{"formal": "success"}

func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// brief says what one asks first: how often, for whom, who calls, where.
func (s sight) brief(f *forum.Forum) web.Definitions {
	rhythm := page.RhythmOf(s.Lang, f.Frequency)
	often := web.Cell{Text: upperFirst(rhythm.Words), Note: rhythm.PerYear}
	convener := web.Cell{Text: s.T("forumweb.convener_unknown")}
	if f.Convener != "" {
		convener = page.ActorCell(s.View, s.Lang, f.Convener)
	}
	return web.Definitions{
		{Term: s.T("forumweb.often"), Cells: []web.Cell{often}},
		{Term: s.T("forumweb.for_whom"), Cells: s.forWhom(f)},
		{Term: s.T("forumweb.convener"), Cells: []web.Cell{convener}},
		{Term: s.T("forumweb.col.places"), Cells: []web.Cell{s.placesCell(f)}},
	}
}

func (s sight) forWhom(f *forum.Forum) []web.Cell {
	var cells []web.Cell
	ages := page.Ages(s.Lang, f.AgeMin, f.AgeMax)
	if ages != "" {
		cells = append(cells, web.Cell{Text: ages})
	}
	for _, id := range f.TargetGroups {
		if t := party.TargetGroups.Find(s.View, id); t != nil {
			cell := web.Cell{Text: t.Name, Href: t.URL()}
			if theirs := page.Ages(s.Lang, t.AgeMin, t.AgeMax); theirs != ages {
				cell.Note = theirs
			}
			cells = append(cells, cell)
		}
	}
	if len(cells) == 0 {
		return []web.Cell{{Text: s.T("forumweb.for_whom_unsaid")}}
	}
	return cells
}

func (s sight) placesCell(f *forum.Forum) web.Cell {
	codes := f.Serves(s.View)
	if len(codes) == 0 {
		return web.Cell{Text: s.T("page.unknown")}
	}
	cell := web.Cell{Links: page.PlaceLinks(codes)}
	if len(f.Municipalities) == 0 {
		cell.Note = s.T("forumweb.places_of_seats")
	}
	return cell
}

// seats gives who sits in the forum, by party: municipalities first, then the
// authorities.
func (s sight) seats(f *forum.Forum) []partySeats {
	marks := page.PartyMarks(s.View, s.Lang, f.Parties(s.View))
	all := make([]partySeats, len(marks))
	for i, m := range marks {
		all[i].Party = m
		if p := party.Parties.Find(s.View, m.ID); p != nil {
			all[i].Party.Text = p.Name
		}
		for _, x := range f.Participants {
			if party.PartyOf(s.View, x.Actor) == m.ID {
				all[i].Seats = append(all[i].Seats, s.seat(x))
			}
		}
		if x := all[i].Seats; len(x) == 1 && x[0].Unit == nil {
			all[i].Whole, all[i].Seats = &x[0], nil
		}
	}
	return all
}

func (s sight) seat(x forum.Participant) seat {
	out := seat{Function: x.Function, Role: page.RoleWord(s.Lang, x.Role)}
	if u := party.Units.Find(s.View, x.Actor); u != nil {
		link := page.Link(s.View, u)
		out.Unit = &link
	}
	return out
}

func (s sight) seatsSay(f *forum.Forum) string {
	return s.T("forumweb.seats_say", s.T("forumweb.n_seats", len(f.Participants)), s.T("forumweb.n_parties", len(f.Parties(s.View))))
}

// fillMain says which of the four main parties sit there and which are missing.
// Within one party nobody else is missing.
func (p *forumPage) fillMain(s sight, f *forum.Forum) {
	if len(f.Participants) == 0 || f.Scope == "internal" {
		return
	}
	absent := f.Absent(s.View)
	var names []string
	for _, kind := range forum.MainKinds() {
		m := mainParty{page.Marker(s.Lang, kind), upperFirst(page.Word(s.Lang, "party_kind", kind)), !slices.Contains(absent, kind)}
		if !m.There {
			names = append(names, s.T("forumweb.main."+kind))
		}
		p.Main = append(p.Main, m)
	}
	switch {
	case len(f.Parties(s.View)) == 1:
		p.Absent = s.T("forumweb.only_one")
	case len(names) > 0:
		p.Absent = s.T("forumweb.absent", s.enumerate(names))
	}
}

// enumerate says things after each other: "a, b och c".
func (s sight) enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return s.T("forumweb.and", strings.Join(words[:len(words)-1], ", "), words[len(words)-1])
}

func (s sight) forumFacts(f *forum.Forum) web.Definitions {
	var facts web.Definitions
	if len(f.Topics) > 0 {
		d := web.Definition{Term: s.T("forumweb.topics")}
		for _, topic := range f.Topics {
			d.Cells = append(d.Cells, web.Cell{Text: upperFirst(topic)})
		}
		facts = append(facts, d)
	}
	facts = append(facts, s.agreementFact(f))
	if len(f.Aliases) > 0 {
		facts = append(facts, web.Say(s.T("forumweb.aliases"), strings.Join(f.Aliases, ", ")))
	}
	if f.Frequency != nil && f.Frequency.Text != "" {
		facts = append(facts, web.Say(s.T("forumweb.often_in_source"), "”"+f.Frequency.Text+"”"))
	}
	if f.Created != "" {
		facts = append(facts, web.Say(s.T("forumweb.created"), page.DateText(s.Lang, f.Created)))
	}
	return facts
}

// agreementFact leads to the agreements that the forum stands on, as told by it
// or by them.
func (s sight) agreementFact(f *forum.Forum) web.Definition {
	d := web.Definition{Term: s.T("forumweb.agreement")}
	all := forum.Agreements.Pointing(s.View, f.Key(), "forum_ids")
	if a := forum.Agreements.Find(s.View, f.Agreement); a != nil && !slices.Contains(all, a) {
		all = append([]*forum.Agreement{a}, all...)
	}
	for _, a := range all {
		d.Cells = append(d.Cells, web.Cell{Text: a.Name, Href: a.URL(), Note: s.agreementNote(a)})
	}
	if len(all) == 0 {
		d.Cells = []web.Cell{{Text: s.T("forumweb.agreement_unknown")}}
	}
	return d
}

func (s sight) formality(f *forum.Forum) formality {
	word := f.KnownFormality()
	x := formality{Word: upperFirst(page.Word(s.Lang, "formality", word)), Text: s.T("forumweb.formality." + word)}
	if word != "formal" {
		x.Means = s.T("forumweb.formal_is")
	}
	return x
}

// similar gives the forums that are alike, with who sits in both.
func (s sight) similar(f *forum.Forum) []similar {
	var all []similar
	for _, l := range forum.Similar(s.View, f) {
		x := similar{Row: page.NewForumRow(s.View, s.Lang, l.Forum)}
		either := len(f.Actors()) + len(l.Forum.Actors()) - len(l.Shared)
		x.Says = s.T("forumweb.similar_says", len(l.Shared), either)
		x.Actor = page.ActorLinks(s.View, s.Lang, l.Shared)
		text.SortBy(x.Actor, func(w web.Link) string { return cmp.Or(w.Note, w.Text) })
		all = append(all, x)
	}
	return all
}
