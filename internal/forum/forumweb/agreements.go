package forumweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
)

const agreementsPerPage = 40

// agreementsPage lists the agreements.
type agreementsPage struct {
	web.Frame
	Head   web.Head
	Filter *web.Form
	Says   string
	Rows   []agreementRow
	Cols   agreementHeads
	Pages  web.Pagination
	Empty  web.Empty
}

type agreementHeads struct{ Agreement, Parties, Forums, Signed, Confirmed string }

// agreementRow is one agreement of the list.
type agreementRow struct {
	Link    web.Link
	Note    string
	Status  *web.Tag
	About   string
	Parties []page.Mark
	Forums  []web.Link
	Signed  string // "" is unknown
	Fresh   *web.Freshness
	Ended   bool
}

// agreementAsk is which agreements are asked for.
type agreementAsk struct {
	in                                 *web.Input
	municipality, who, kind, status, q string
}

func readAgreementAsk(r *http.Request) agreementAsk {
	in := web.QueryInput(r)
	a := agreementAsk{in, place.CodeOf(in.Get(page.AskMunicipality)), in.Get(page.AskParty), in.Get(askKind), in.Get(askStatus), strings.ToLower(in.Get(page.AskText))}
	in.Set(page.AskMunicipality, a.municipality)
	return a
}

func (a agreementAsk) takes(s sight, x *forum.Agreement) bool {
	return (a.kind == "" || x.Type == a.kind) && (a.status == "" || knownStatus(x) == a.status) &&
		(a.q == "" || strings.Contains(strings.ToLower(x.Name+" "+x.About), a.q)) &&
		(a.municipality == "" || slices.Contains(s.agreementPlaces(x), a.municipality)) &&
		(a.who == "" || slices.ContainsFunc(x.Parties, func(id string) bool { return party.PartyOf(s.View, id) == a.who }))
}

func knownStatus(x *forum.Agreement) string {
	if x.Status == "" {
		return "active"
	}
	return x.Status
}

// agreementPlaces gives the municipalities of the parties to an agreement and of
// the forums that stand on it.
func (s sight) agreementPlaces(x *forum.Agreement) []string {
	var codes []string
	for _, id := range x.Parties {
		if u := party.Units.Find(s.View, id); u != nil {
			codes = append(codes, u.Serves(s.View)...)
		} else if p := party.Parties.Find(s.View, id); p != nil && p.Municipality != "" {
			codes = append(codes, p.Municipality)
		}
	}
	for _, f := range s.forumsOf(x) {
		codes = append(codes, f.Municipalities...)
	}
	return codes
}

// forumsOf gives the forums that stand on an agreement, as told by it or by
// them, in order.
func (s sight) forumsOf(x *forum.Agreement) []*forum.Forum {
	all := forum.Forums.Pointing(s.View, x.Key(), "agreement")
	for _, id := range x.ForumIDs {
		if f := forum.Forums.Find(s.View, id); f != nil && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all
}

func (a agreementAsk) form(s sight) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action = true, "/overenskommelser"
	f.Text(page.AskText, "forumweb.ask.name")
	f.Select(page.AskMunicipality, "forumweb.ask.municipality", page.PlaceChoices(s.named().places, a.municipality))
	f.Select(page.AskParty, "forumweb.ask.party", s.agreeing())
	f.Select(askKind, "forumweb.ask.kind", page.Options(s.Lang, "agreement_kind"))
	f.Select(askStatus, "forumweb.ask.status", page.Options(s.Lang, "status"))
	if a.municipality+a.who+a.kind+a.status+a.q != "" {
		f.Cancel = "/overenskommelser"
	}
	return f
}

// agreeing are the parties that have agreed on something.
func (s sight) agreeing() []web.Option {
	there := map[string]bool{}
	for _, x := range forum.Agreements.All(s.View) {
		for _, id := range x.Parties {
			there[party.PartyOf(s.View, id)] = true
		}
	}
	return options(s.View, slices.DeleteFunc(party.Parties.All(s.View), func(p *party.Party) bool { return !there[p.ID] }))
}

func newAgreementsPage(s sight, r *http.Request) *agreementsPage {
	ask := readAgreementAsk(r)
	found := slices.DeleteFunc(forum.Agreements.All(s.View), func(x *forum.Agreement) bool { return !ask.takes(s, x) })
	p := &agreementsPage{Filter: ask.form(s), Says: s.T("forumweb.n_agreements", len(found))}
	p.Title = s.T("forumweb.agreements")
	p.Head = web.Head{Title: p.Title, Lead: s.T("forumweb.agreements.lead")}
	p.Crumbs = []web.Link{{Href: "/var", Text: s.T("forumweb.where")}}
	if s.View.MayAdd() {
		p.Head.Actions = []web.Link{{Href: "/ny/agreement", Text: s.T("forumweb.add_agreement"), Icon: "plus"}}
	}
	p.Cols = agreementHeads{s.T("forumweb.agreement"), s.T("forumweb.col.parties"), s.T("forumweb.forums"), s.T("forumweb.signed"), s.T("forumweb.col.confirmed")}
	p.Pages = web.NewPagination(r, agreementsPerPage, len(found))
	for _, x := range web.PageOf(p.Pages, found) {
		p.Rows = append(p.Rows, s.agreementRow(x))
	}
	p.Empty = web.Empty{Title: s.T("forumweb.no_agreements"), Text: s.T("forumweb.none.text"), Action: &web.Link{Href: "/overenskommelser", Text: s.T("forumweb.show_all_agreements")}}
	return p
}

func (s sight) agreementRow(x *forum.Agreement) agreementRow {
	row := agreementRow{Link: page.Link(s.View, x), About: x.About, Parties: page.PartyMarks(s.View, s.Lang, s.partiesOf(x)),
		Forums: page.Links(s.View, s.forumsOf(x)), Signed: page.DateText(s.Lang, x.Signed), Fresh: page.FreshIn(s.View, s.Lang, x), Ended: x.Status == "ended"}
	if x.Type != "" {
		row.Note = page.Word(s.Lang, "agreement_kind", x.Type)
	}
	if knownStatus(x) != "active" {
		row.Status = &web.Tag{Text: page.Word(s.Lang, "status", x.Status), Color: "warning"}
	}
	return row
}

func (s sight) partiesOf(x *forum.Agreement) []string {
	var ids []string
	for _, id := range x.Parties {
		if of := party.PartyOf(s.View, id); !slices.Contains(ids, of) {
			ids = append(ids, of)
		}
	}
	return ids
}

func (s sight) agreementNote(x *forum.Agreement) string {
	if knownStatus(x) != "active" {
		return page.Word(s.Lang, "status", x.Status)
	}
	if x.Type == "" {
		return ""
	}
	return page.Word(s.Lang, "agreement_kind", x.Type)
}

// agreementPage shows an agreement: between whom, about what, and what stands
// on it.
type agreementPage struct {
	web.Frame
	Head    web.Head
	Brief   web.Definitions
	Parties []web.Cell
	Forums  *page.ForumTable
	NoForum web.Empty
	About   page.About
}

func newAgreementPage(s sight, x *forum.Agreement) *agreementPage {
	p := &agreementPage{Head: s.agreementHead(x), Brief: s.agreementBrief(x), About: page.NewAbout(s.View, s.Lang, x),
		NoForum: web.Empty{Title: s.T("forumweb.agreement_no_forum"), Text: s.T("forumweb.agreement_no_forum.text")}}
	p.Title = x.Name
	p.Crumbs = []web.Link{{Href: "/var", Text: s.T("forumweb.where")}, {Href: "/overenskommelser", Text: s.T("forumweb.agreements")}}
	for _, id := range x.Parties {
		p.Parties = append(p.Parties, page.ActorCell(s.View, s.Lang, id))
	}
	if all := s.forumsOf(x); len(all) > 0 {
		t := page.NewForumTable(s.View, s.Lang, s.T("forumweb.agreement_forums"), all)
		t.Quiet = true
		p.Forums = &t
	}
	return p
}

func (s sight) agreementHead(x *forum.Agreement) web.Head {
	h := web.Head{Title: x.Name, Kicker: s.T("forumweb.agreement"), Lead: x.About, Fresh: page.Fresh(s.View, s.Lang, x)}
	if x.Type != "" {
		h.Kicker = upperFirst(page.Word(s.Lang, "agreement_kind", x.Type))
	}
	if knownStatus(x) != "active" {
		h.Tags = append(h.Tags, web.Tag{Text: page.Word(s.Lang, "status", x.Status), Color: "warning"})
	}
	return h
}

func (s sight) agreementBrief(x *forum.Agreement) web.Definitions {
	signed := page.DateText(s.Lang, x.Signed)
	if signed == "" {
		signed = s.T("page.unknown")
	}
	groups := web.Definition{Term: s.T("forumweb.for_whom")}
	for _, link := range s.groupLinks(x.TargetGroups) {
		groups.Cells = append(groups.Cells, web.Cell{Text: link.Text, Href: link.Href})
	}
	if len(groups.Cells) == 0 {
		groups.Cells = []web.Cell{{Text: s.T("forumweb.for_whom_unsaid")}}
	}
	return web.Definitions{web.Say(s.T("forumweb.signed"), signed), groups, web.Say(s.T("forumweb.ask.status"), upperFirst(page.Word(s.Lang, "status", knownStatus(x))))}
}
