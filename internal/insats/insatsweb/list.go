package insatsweb

import (
	"cmp"
	"net/http"
	"slices"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// insatserPerPage is how many insatser are shown at a time.
const insatserPerPage = 30

// The orders of the list.
const (
	byName  = "namn"
	byStage = "steg"
	byFresh = "farsk"
)

// listPage lists the insatser.
type listPage struct {
	web.Frame
	Head    web.Head
	Filter  *web.Form
	Chosen  *web.Link // whose insatser are shown; leads to those of all
	Says    string
	Columns []web.Column
	Rows    []row
	Pages   web.Pagination
	Empty   web.Empty
}

// row is one insats of the list.
type row struct {
	Link     web.Link
	Places   string // how many can take part at a time; "" is unknown
	Status   *web.Tag
	Provider *page.Mark // nil is unknown
	By       *web.Link  // the unit, where one gives it
	Towns    string     // "" is unknown
	Stage    string
	For      []string // a group of criteria each; none: no criteria are told
	Fresh    *web.Freshness
	Ended    bool
}

func newListPage(s sight, r *http.Request) *listPage {
	a := readAsk(s, r)
	found := a.find(s)
	p := &listPage{Filter: a.form(s), Chosen: s.chosenActor(a, r), Says: s.countOf(found, a), Columns: s.columns(r)}
	p.Title = s.T("insatsweb.insatser")
	p.Head = web.Head{Title: p.Title, Kicker: s.T("insatsweb.kicker"), Lead: s.T("insatsweb.lead")}
	p.Head.Actions = []web.Link{{Href: page.Address(gapsPath, page.AskMunicipality, a.person.Municipality), Text: s.T("gaps.link")}}
	s.order(r, found, a.person.Municipality)
	p.Pages = web.NewPagination(r, insatserPerPage, len(found))
	for _, x := range web.PageOf(p.Pages, found) {
		p.Rows = append(p.Rows, s.row(x))
	}
	p.Empty = web.Empty{Title: s.T("insatsweb.none"), Text: s.T("insatsweb.none.text"), Action: &web.Link{Href: "/insatser", Text: s.T("insatsweb.show_all")}}
	return p
}

// chosenActor says whose insatser are shown, with the address without it.
func (s sight) chosenActor(a ask, r *http.Request) *web.Link {
	if a.actor == "" {
		return nil
	}
	return &web.Link{Href: page.With(r, page.AskActor, ""), Text: party.ActorName(s.View, a.actor)}
}

// countOf says how many insatser there are, and how many of them name the
// municipality that was asked for: the others are bound to none.
func (s sight) countOf(found []*insats.Insats, a ask) string {
	says := s.T("insatsweb.count", len(found))
	if code := a.person.Municipality; code != "" && len(found) > 0 {
		n := 0
		for _, x := range found {
			if isTold(x, code) {
				n++
			}
		}
		says += " " + s.T("insatsweb.count.named", n, page.PlaceName(code))
	}
	if a.status == "" {
		says += " " + s.T("insatsweb.count.without_ended")
	}
	return says
}

// isTold tells whether an insats is told to be for a municipality.
func isTold(x *insats.Insats, code string) bool { return slices.Contains(x.Towns(), code) }

func (s sight) columns(r *http.Request) []web.Column {
	sorted := func(key, word string, falling bool) web.Column {
		return page.SortColumn(r, s.T(key), word, falling, byName, byStage, byFresh)
	}
	return []web.Column{sorted("insatsweb.insats", byName, false), {Text: s.T("insatsweb.provider")}, {Text: s.T("insatsweb.municipality")},
		sorted("insatsweb.stage", byStage, false), {Text: s.T("insatsweb.for_whom")}, sorted("insatsweb.confirmed", byFresh, true)}
}

// order puts the insatser in the order asked for. By name, those that name the
// municipality asked for come before those that are bound to none. What is
// unknown comes last, both ways round.
func (s sight) order(r *http.Request, found []*insats.Insats, town string) {
	word, turned := page.Order(r, byName, byStage, byFresh)
	switch word {
	case byName:
		if turned {
			slices.Reverse(found)
		}
		slices.SortStableFunc(found, func(a, b *insats.Insats) int { return rank(!isTold(a, town)) - rank(!isTold(b, town)) })
	case byStage:
		stages := record.Vocabulary("insats_stage")
		sortBy(found, turned, func(x *insats.Insats) (int64, bool) { return int64(slices.Index(stages, x.Stage)), x.Stage != "" })
	case byFresh:
		sortBy(found, !turned, func(x *insats.Insats) (int64, bool) {
			on := s.View.ConfirmedOn(x)
			return on.Unix(), !on.IsZero()
		})
	}
}

func sortBy(found []*insats.Insats, falling bool, of func(*insats.Insats) (n int64, known bool)) {
	slices.SortStableFunc(found, func(a, b *insats.Insats) int {
		x, known := of(a)
		y, alsoKnown := of(b)
		if falling {
			x, y = y, x
		}
		if known && alsoKnown {
			return cmp.Compare(x, y)
		}
		return rank(!known) - rank(!alsoKnown)
	})
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

func (s sight) row(x *insats.Insats) row {
	out := row{Link: page.Link(s.View, x), Status: s.statusTag(x), Towns: s.towns(x), Stage: s.stage(x), For: s.inBrief(x),
		Fresh: page.FreshIn(s.View, s.Lang, x), Ended: x.HasEnded()}
	if x.Places != nil {
		out.Places = s.T("insatsweb.n_places", *x.Places)
	}
	if who, ok := party.FindActor(s.View, x.Provider); ok {
		m := page.PartyMark(s.View, s.Lang, who.PartyID())
		out.Provider = &m
		if who.Unit != nil {
			unit := page.Link(s.View, who.Unit)
			out.By = &unit
		}
	}
	return out
}

// manyTowns is from how many municipalities on only their number is said.
const manyTowns = 5

func (s sight) towns(x *insats.Insats) string {
	codes := x.Towns()
	if len(codes) >= manyTowns {
		return s.T("insatsweb.n_towns", len(codes))
	}
	return page.PlaceNames(codes)
}

func (s sight) stage(x *insats.Insats) string {
	return page.UpperFirst(page.Word(s.Lang, "insats_stage", x.Stage))
}

// statusColors mark what one may not be able to get into much longer, or yet.
var statusColors = map[string]string{"starting": "info", "ending": "warning", "ended": "warning"}

// statusTag says how an insats stands, where it does not just go on.
func (s sight) statusTag(x *insats.Insats) *web.Tag {
	if x.Status == "" || x.Status == "running" {
		return nil
	}
	return &web.Tag{Text: page.Word(s.Lang, "insats_status", x.Status), Color: statusColors[x.Status]}
}
