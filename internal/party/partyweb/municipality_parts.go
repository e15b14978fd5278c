package partyweb

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

func (s sight) municipalityHead(in local) web.Head {
	h := web.Head{Title: in.place.Name, Kicker: s.T("partyweb.municipality"), Marker: page.Marker(s.Lang, "municipality"), Lead: s.belongs(in)}
	h.Kicker += " " + in.place.Code
	for _, a := range in.associations {
		h.Tags = append(h.Tags, web.Tag{Text: a.Name, Href: a.URL()})
	}
	if !in.isEmpty() {
		h.Actions = []web.Link{{Href: page.Address("/en-vag-in", page.AskMunicipality, in.place.Code), Text: s.T("partyweb.find_way"), Icon: "search"},
			{Href: page.Address("/insikt", page.AskMunicipality, in.place.Code), Text: s.T("partyweb.analyses"), Icon: "nodes"}}
	}
	h.Actions = append(h.Actions, s.figuresAndGaps(in.place.Code)...)
	if s.View.MayAdd() {
		h.Actions = append(h.Actions, web.Link{Href: page.Address("/ny/unit", "municipality", in.place.Code), Text: s.T("partyweb.add_unit"), Icon: "plus"})
	}
	return h
}

// figuresAndGaps lead to the gaps of a municipality that any insats is told to be
// for, and to its figures, if there are any.
func (s sight) figuresAndGaps(code string) []web.Link {
	var links []web.Link
	if slices.Contains(insats.CatalogueOf(s.View).Towns, code) {
		links = append(links, web.Link{Href: page.Address("/luckor", page.AskMunicipality, code), Text: s.T("gaps.link")})
	}
	if len(statistics.List(s.View, statistics.Filter{Areas: []string{code}})) > 0 {
		links = append(links, web.Link{Href: page.Address("/siffror", page.AskMunicipality, code), Text: s.T("statisticsweb.figures")})
	}
	return links
}

// belongs says which region the municipality is in.
func (s sight) belongs(in local) string {
	r, _ := place.FindRegion(in.place.Region)
	return s.T("partyweb.in_county", r.County)
}

func (s sight) adds(code string) addLinks {
	if !s.View.MayAdd() {
		return addLinks{}
	}
	to := func(kind string) string { return page.Address("/ny/"+kind, "municipality", code) }
	return addLinks{to("unit"), to("forum"), to("contact_path"), to("statement")}
}

// nothingHere says who could tell of a municipality that nothing is told of.
func (s sight) nothingHere(in local) *web.Empty {
	e := &web.Empty{Title: s.T("partyweb.nothing_here", in.place.Short), Text: s.T("partyweb.nothing_here.none")}
	if len(in.associations) > 0 {
		e.Text = s.T("partyweb.nothing_here.association", in.associations[0].Name)
	}
	if s.View.MayAdd() {
		e.Action = &web.Link{Href: page.Address("/ny/unit", "municipality", in.place.Code), Text: s.T("partyweb.add_first_unit")}
	}
	return e
}

// neighbours are the other municipalities of the region that something is told
// of.
func (s sight) neighbours(m place.Municipality) []web.Link {
	told := s.countPlaces()
	var codes []string
	for _, other := range place.InRegion(m.Region) {
		if told[other.Code] != nil {
			codes = append(codes, other.Code)
		}
	}
	return page.PlaceLinks(codes)
}

func (s sight) municipalityContents(p *municipalityPage) web.Tabs {
	return s.contents(
		part{true, "aktorer", "partyweb.who_is_here"},
		part{true, "vagar", "partyweb.ways"},
		part{true, "forum", "partyweb.forums"},
		part{p.Meet != nil, "moten", "partyweb.who_meets"},
		part{p.Ages != nil, "aldrar", "partyweb.ages"},
		part{len(p.Said) > 0, "utsagor", "partyweb.said"},
		part{len(p.Agreements.Rows) > 0, "overenskommelser", "partyweb.agreements"},
	)
}

func (s sight) municipalityStats(in local) []web.Stat {
	missing, fresh := 0, 0
	for _, p := range in.paths {
		if p.Missing() {
			missing++
		}
	}
	facts := in.bodies()
	for _, b := range facts {
		if s.View.Freshness(b) == 1 {
			fresh++
		}
	}
	stats := []web.Stat{
		s.stat(len(in.units), "partyweb.stat.units", "#aktorer"),
		s.stat(len(in.forums), "partyweb.stat.forums", "#forum"),
		s.stat(len(in.paths)-missing, "partyweb.stat.ways", "#vagar"),
		s.stat(len(in.statements), "partyweb.stat.statements", page.Address("/vad", page.AskMunicipality, in.place.Code)),
		s.insatsStat(in.place.Code),
		s.freshStat(fresh, len(facts)),
	}
	stats[1].Note = s.levelNote(in.forums)
	if missing > 0 {
		stats[2].Note = s.T("partyweb.stat.missing", missing)
	}
	return stats
}

func (s sight) stat(n int, key, href string) web.Stat {
	return web.Stat{Value: s.Lang.Number(float64(n)), Label: s.T(key, n), Href: href}
}

// freshStat says how large a share of the facts is fresh.
func (s sight) freshStat(fresh, all int) web.Stat {
	stat := web.Stat{Value: "–", Label: s.T("partyweb.stat.fresh"), Note: s.T("partyweb.stat.fresh_of", fresh, all)}
	if all > 0 {
		stat.Value = s.T("partyweb.percent", (200*fresh+all)/(2*all))
	}
	return stat
}

// levelNote says how many forums there are of each level.
func (s sight) levelNote(forums []*forum.Forum) string {
	var said []string
	for _, level := range record.Vocabulary("level") {
		n := 0
		for _, f := range forums {
			if f.Level == level {
				n++
			}
		}
		if n > 0 {
			said = append(said, s.T("partyweb.n_on_level", n, page.Word(s.Lang, "level", level)))
		}
	}
	return strings.Join(said, ", ")
}

func (s sight) agreementTable(all []*forum.Agreement) web.Table {
	t := web.Table{Caption: s.T("partyweb.agreements"), Quiet: true, Columns: []web.Column{{Text: s.T("partyweb.agreement")},
		{Text: s.T("partyweb.agreement.between")}, {Text: s.T("partyweb.agreement.about")}, {Text: s.T("page.confirmed")}}}
	for _, a := range all {
		name := web.Cell{Text: a.Name, Href: a.URL()}
		if a.Type != "" && a.Type != "other" {
			name.Note = page.Word(s.Lang, "agreement_kind", a.Type)
		}
		if a.Status != "" && a.Status != "active" {
			name.Tags = []web.Tag{{Text: page.Word(s.Lang, "status", a.Status), Color: "warning"}}
		}
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{name, {Links: page.ActorLinks(s.View, s.Lang, a.Parties)},
			{Text: a.About}, {Fresh: page.FreshIn(s.View, s.Lang, a)}}})
	}
	return t
}

func (s sight) associationCards(all []*party.Association) []web.Card {
	cards := make([]web.Card, len(all))
	for i, a := range all {
		cards[i] = web.Card{Href: a.URL(), Title: a.Name, Marker: page.Marker(s.Lang, "association"), Text: page.PlaceNames(a.Municipalities)}
	}
	return cards
}

// meeting is who meets whom: parties by parties, with the forums they share:
// {{template "party-meeting" .Meet}}.
type meeting struct {
	page.Said
	Caption string
	Parties []page.Mark
	Rows    []meetingRow
	Matrix  string // the address of the whole matrix
}

type meetingRow struct {
	Party page.Mark
	Cells []meetingCell
}

// meetingCell is how many forums two parties share.
type meetingCell struct {
	Self  bool
	Count int
	Heat  int // from 1 to 5
	Href  string
	Says  string // read out
}

// mostMeeting is how many parties the small matrix shows: those that meet most.
const mostMeeting = 8

// newMeeting makes the small matrix of the parties here that meet most; nil if
// no two parties meet. The numbers are those of the whole matrix, which each
// opens to.
func (s sight) newMeeting(in local) *meeting {
	ids := s.meetingHere(in)
	grid := contact.NewGrid(s.View, ids, ids, []string{in.place.Code})
	m := &meeting{Said: page.Said{Lang: s.Lang}, Caption: s.T("partyweb.who_meets_in", in.place.Short),
		Matrix: page.Address("/matris", page.AskMunicipality, in.place.Code)}
	most := 0
	for i, id := range ids {
		if n := mostShared(grid.Cells[i], i); n > 0 {
			most = max(most, n)
			m.Parties = append(m.Parties, page.PartyMark(s.View, s.Lang, id))
		}
	}
	for _, a := range m.Parties {
		row := meetingRow{Party: a}
		for _, b := range m.Parties {
			n := grid.Cells[slices.Index(ids, a.ID)][slices.Index(ids, b.ID)].Forums
			row.Cells = append(row.Cells, s.meetingCell(in.place.Code, a, b, n, most))
		}
		m.Rows = append(m.Rows, row)
	}
	if most == 0 {
		return nil
	}
	return m
}

// meetingHere gives the parties that meet most, of those that sit in a forum of
// the municipality: forums for the whole country bring in others.
func (s sight) meetingHere(in local) []string {
	here := map[string]bool{}
	for _, f := range in.forums {
		for _, id := range s.partiesHere(in, f) {
			here[id] = true
		}
	}
	var ids []string
	for _, m := range contact.Meeters(s.View, []string{in.place.Code}) {
		if here[m.ID] && len(ids) < mostMeeting {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// mostShared is the most forums that the i:th party shares with another.
func mostShared(row []contact.Cell, i int) int {
	most := 0
	for j, cell := range row {
		if i != j {
			most = max(most, cell.Forums)
		}
	}
	return most
}

func (s sight) meetingCell(code string, a, b page.Mark, n, most int) meetingCell {
	switch {
	case a.ID == b.ID:
		return meetingCell{Self: true}
	case n == 0:
		return meetingCell{}
	}
	return meetingCell{Count: n, Heat: (5*n + most - 1) / most, Says: s.T("partyweb.n_shared", n, a.Text, b.Text),
		Href: page.Address("/matris/cell", "a", a.ID, "b", b.ID, page.AskMunicipality, code)}
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
