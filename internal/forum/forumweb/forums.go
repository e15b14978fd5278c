package forumweb

import (
	"cmp"
	"net/http"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// forumsPerPage is how many forums are shown at a time.
const forumsPerPage = 30

// The orders of the list.
const (
	byName  = "namn"
	byOften = "ofta"
	byFresh = "farsk"
)

// forumsPage lists all forums: Var?
type forumsPage struct {
	web.Frame
	Head    web.Head
	Filter  *web.Form
	Unfold  bool // some of the folded choices are made
	Chosen  *web.Link
	Says    string
	Columns []web.Column
	Rows    []forumRow
	Pages   web.Pagination
	Empty   web.Empty
}

// forumRow is one forum of the list.
type forumRow struct {
	page.ForumRow
	Places string // "" is unknown
	Groups []web.Link
	Ended  bool
}

func newForumsPage(s sight, r *http.Request) *forumsPage {
	ask := readForumAsk(s, r)
	found := ask.find(s)
	p := &forumsPage{Filter: ask.form(s, r), Unfold: ask.isDetailed(), Chosen: s.chosenActor(r), Says: s.countOf(found, ask)}
	p.Title = s.T("forumweb.where")
	p.Head = web.Head{Title: p.Title, Kicker: s.T("forumweb.where.kicker"), Lead: s.T("forumweb.where.lead")}
	if s.View.MayAdd() {
		p.Head.Actions = []web.Link{{Href: page.Address("/ny/forum", "municipality", ask.filter.Municipality), Text: s.T("forumweb.add"), Icon: "plus"}}
	}
	s.order(r, found)
	p.Columns = s.forumColumns(r)
	p.Pages = web.NewPagination(r, forumsPerPage, len(found))
	for _, f := range web.PageOf(p.Pages, found) {
		p.Rows = append(p.Rows, s.forumRow(f))
	}
	p.Empty = web.Empty{Title: s.T("forumweb.none"), Text: s.T("forumweb.none.text"), Action: &web.Link{Href: "/var", Text: s.T("forumweb.show_all")}}
	return p
}

// chosenActor says whose forums are shown, with the address without it.
func (s sight) chosenActor(r *http.Request) *web.Link {
	id := r.URL.Query().Get(page.AskActor)
	if id == "" {
		return nil
	}
	return &web.Link{Href: page.With(r, page.AskActor, ""), Text: party.ActorName(s.View, id)}
}

func (s sight) countOf(found []*forum.Forum, ask forumAsk) string {
	says := s.T("forumweb.count", len(found))
	if ask.status == "" {
		says += " " + s.T("forumweb.count.without_ended")
	}
	return says
}

func (s sight) forumColumns(r *http.Request) []web.Column {
	sorted := func(key, word string, falling bool) web.Column {
		return page.SortColumn(r, s.T("forumweb."+key), word, falling, byName, byOften, byFresh)
	}
	return []web.Column{sorted("col.forum", byName, false), {Text: s.T("forumweb.col.parties")}, sorted("col.rhythm", byOften, true),
		{Text: s.T("forumweb.col.for")}, {Text: s.T("forumweb.col.places")}, sorted("col.confirmed", byFresh, true)}
}

// order puts the forums in the order asked for. What is unknown comes last, both
// ways round.
func (s sight) order(r *http.Request, found []*forum.Forum) {
	word, turned := page.Order(r, byName, byOften, byFresh)
	var by func(f *forum.Forum) (float64, bool)
	switch word {
	case byName:
		if turned {
			slices.Reverse(found)
		}
		return
	case byOften:
		by = timesAYear
	case byFresh:
		by = func(f *forum.Forum) (float64, bool) {
			on := s.View.ConfirmedOn(f)
			return float64(on.Unix()), !on.IsZero()
		}
	}
	slices.SortStableFunc(found, func(a, b *forum.Forum) int { return compare(by, turned, a, b) })
}

func compare(by func(*forum.Forum) (float64, bool), turned bool, a, b *forum.Forum) int {
	x, known := by(a)
	y, alsoKnown := by(b)
	if known != alsoKnown {
		if known {
			return -1
		}
		return 1
	}
	if turned {
		return cmp.Compare(x, y)
	}
	return cmp.Compare(y, x)
}

// timesAYear is how often a forum meets at least, or else at most; what is held
// as needed is not known to be held at all.
func timesAYear(f *forum.Forum) (float64, bool) {
	if f.Frequency == nil || f.Frequency.AsNeeded {
		return 0, false
	}
	switch t := f.Frequency.PerYear(); {
	case t.Min != nil:
		return *t.Min, true
	case t.Max != nil:
		return *t.Max, true
	}
	return 0, false
}

func (s sight) forumRow(f *forum.Forum) forumRow {
	row := forumRow{ForumRow: page.NewForumRow(s.View, s.Lang, f), Ended: f.KnownStatus() == "ended"}
	if codes := f.Serves(s.View); len(codes) > 0 {
		row.Places = s.places(codes)
	}
	if row.Ages == "" {
		row.Groups = s.groupLinks(f.TargetGroups)
	}
	return row
}

// manyPlaces is from how many municipalities on only their number is said.
const manyPlaces = 5

func (s sight) places(codes []string) string {
	if len(codes) >= manyPlaces {
		return s.T("forumweb.n_places", len(codes))
	}
	return page.PlaceNames(codes)
}

func (s sight) groupLinks(ids []string) []web.Link {
	var links []web.Link
	for _, id := range ids {
		if t := party.TargetGroups.Find(s.View, id); t != nil {
			links = append(links, web.Link{Href: t.URL(), Text: t.Name})
		}
	}
	return links
}
