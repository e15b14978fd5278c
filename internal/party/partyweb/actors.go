package partyweb

import (
	"net/http"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// actorsPerPage is how many rows of actors are shown at a time.
const actorsPerPage = 60

// actorsPage lists all actors: Vem?
type actorsPage struct {
	web.Frame
	Head   web.Head
	Filter *web.Form
	Note   string // on what the list holds besides
	Groups []actorGroup
	Pages  web.Pagination
	Empty  web.Empty
}

// actorGroup is a party and those of its units that are shown.
type actorGroup struct {
	Party page.Mark
	Name  string
	Kind  string
	Place *web.Link
	Again bool // it began on the page before
	Units []actorRow
}

// actorRow is a unit among the others of its party.
type actorRow struct {
	Indent int // how many of those above it are shown
	Href   string
	Name   string
	Short  string
	Kind   string
	Places []web.Link
	Ages   string
	Forums int // that it sits in
	Fresh  *web.Freshness
}

func newActorsPage(s sight, r *http.Request) *actorsPage {
	ask := readActorAsk(s, r)
	found := ask.find(s)
	p := &actorsPage{Filter: ask.form(s), Empty: s.noActors()}
	p.Title = s.T("partyweb.who")
	p.Head = web.Head{Title: s.T("partyweb.who"), Kicker: s.T("partyweb.who.kicker"), Lead: s.countOf(found)}
	if ask.age != nil {
		p.Note = s.T("partyweb.who.age_note", *ask.age)
	}
	if s.View.MayAdd() {
		p.Head.Actions = []web.Link{
			{Href: page.Address("/ny/unit", "municipality", ask.municipality), Text: s.T("partyweb.add_unit"), Icon: "plus"},
			{Href: "/ny/party", Text: s.T("partyweb.add_party"), Icon: "plus"}}
	}
	rows := flat(found)
	p.Pages = web.NewPagination(r, actorsPerPage, len(rows))
	p.Groups = s.actorGroups(web.PageOf(p.Pages, rows))
	return p
}

func (s sight) noActors() web.Empty {
	return web.Empty{Title: s.T("partyweb.who.none"), Text: s.T("partyweb.who.none_text"),
		Action: &web.Link{Href: "/vem", Text: s.T("partyweb.who.show_all")}}
}

func (s sight) countOf(found []family) string {
	units := 0
	for _, f := range found {
		units += len(f.units)
	}
	return s.T("partyweb.two", s.T("partyweb.n_parties", len(found)), s.T("partyweb.n_units", units))
}

// family is a party that was found, or whose units were.
type family struct {
	party *party.Party
	units []kin // in the order of its tree
}

type kin struct {
	unit  *party.Unit
	depth int
}

// line is one row of the list: a party, or a unit of it.
type line struct {
	party *party.Party
	unit  *kin // nil: the party
}

func flat(found []family) []line {
	var lines []line
	for _, f := range found {
		lines = append(lines, line{party: f.party})
		for i := range f.units {
			lines = append(lines, line{f.party, &f.units[i]})
		}
	}
	return lines
}

func (s sight) actorGroups(lines []line) []actorGroup {
	var groups []actorGroup
	sits := s.sits()
	for i, x := range lines {
		if i == 0 || x.unit == nil {
			groups = append(groups, s.actorGroup(x.party, x.unit != nil))
		}
		if x.unit != nil {
			g := &groups[len(groups)-1]
			g.Units = append(g.Units, s.actorRow(*x.unit, sits[x.unit.unit.ID]))
		}
	}
	return groups
}

func (s sight) actorGroup(p *party.Party, again bool) actorGroup {
	g := actorGroup{Party: page.PartyMark(s.View, s.Lang, p.ID), Name: p.Name, Again: again}
	switch p.Type {
	case "municipality", "employment_service", "social_insurance", "region": // their names say what they are
	default:
		g.Kind = page.Word(s.Lang, "party_kind", p.Type)
	}
	if p.Municipality != "" && p.Type != "municipality" {
		g.Place = s.placeLink(p.Municipality)
	}
	return g
}

func (s sight) actorRow(k kin, forums int) actorRow {
	u := k.unit
	row := actorRow{Indent: k.depth, Href: u.URL(), Name: u.Name, Short: otherShort(u), Places: page.PlaceLinks(u.Serves(s.View)),
		Ages: page.Ages(s.Lang, u.AgeMin, u.AgeMax), Forums: forums, Fresh: page.FreshIn(s.View, s.Lang, u)}
	if u.Type != "" {
		row.Kind = page.Word(s.Lang, "unit_kind", u.Type)
	}
	return row
}

// otherShort is the short name of a unit if its name does not say it already.
func otherShort(u *party.Unit) string {
	if strings.Contains(u.Name, u.ShortName) {
		return ""
	}
	return u.ShortName
}

func (s sight) placeLink(code string) *web.Link {
	return &web.Link{Href: page.PlaceURL(code), Text: page.PlaceName(code)}
}

// treeOrder puts the units of each party after each other as its tree has
// them, with how many of their ancestors are among them.
func treeOrder(units []*party.Unit) map[string][]kin {
	among := map[string]bool{}
	for _, u := range units {
		among[u.ID] = true
	}
	under := map[string][]*party.Unit{}
	for _, u := range units {
		parent := "party " + u.Party
		if among[u.PartOf] {
			parent = u.PartOf
		}
		under[parent] = append(under[parent], u)
	}
	of := map[string][]kin{}
	for _, u := range units {
		if of[u.Party] == nil {
			of[u.Party] = walk(under, "party "+u.Party, 0, nil)
		}
	}
	return of
}

func walk(under map[string][]*party.Unit, parent string, depth int, into []kin) []kin {
	for _, u := range under[parent] {
		into = walk(under, u.ID, depth+1, append(into, kin{u, depth}))
	}
	return into
}

// options are choices of records by their titles.
func options[T any](s sight, all []*T) []web.Option {
	opts := make([]web.Option, len(all))
	for i, b := range all {
		body := any(b).(record.Body)
		opts[i] = web.Option{Value: body.HeadOf().ID, Text: s.View.Title(body)}
	}
	return opts
}

// placeOptions are the municipalities that any unit or party is in.
func (s sight) placeOptions() []web.Option {
	seen := map[string]bool{}
	var opts []web.Option
	add := func(code string) {
		if code != "" && !seen[code] {
			seen[code] = true
			opts = append(opts, web.Option{Value: code, Text: page.PlaceName(code)})
		}
	}
	for _, u := range party.Units.All(s.View) {
		for _, code := range u.Serves(s.View) {
			add(code)
		}
	}
	for _, p := range party.Parties.All(s.View) {
		add(p.Municipality)
	}
	text.SortBy(opts, func(o web.Option) string { return o.Text })
	return opts
}
