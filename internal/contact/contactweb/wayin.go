package contactweb

import (
	"html/template"
	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// wayInPage is the question "en väg in", and the answer.
type wayInPage struct {
	web.Frame
	Head   web.Head
	Form   *web.Form
	Names  template.HTML
	Turned *web.Link // the question the other way round
	Person *web.Form // nil until both ends are known
	Fitted string    // what the answer is fitted to: said here and nowhere else
	Answer *answer
	Side   *side // when only one end is chosen
	Start  []choice
	Others []web.Link
}

// answer is the ways from one end into another.
type answer struct {
	page.Said
	From, Into web.Cell
	Notes      []string // for which place, and what was left out
	Warning    string   // nobody has told of a way, but some that there is none or that it is hard
	Best       []wayCard
	More       []wayCard // not forums
	Forums     *page.ForumTable
	ForumsSay  string
	Missing    []page.WayCard
	Hard       []page.WayCard
	Empty      *nobodyKnows
	Add        *web.Link
	Between    web.Link // what there is between the two
}

// choice is some questions that can be asked by one click.
type choice struct {
	Title string
	Links []web.Link
}

// bestWays is how many ways stand out.
const bestWays = 3

func newWayInPage(s sight, a asking) *wayInPage {
	p := &wayInPage{Form: a.form(s), Names: a.suggestions()}
	p.Title = s.T("contactweb.wayin")
	p.Head = web.Head{Title: p.Title, Lead: s.T("contactweb.wayin.lead")}
	p.Others = s.others(a)
	if a.isWhole() {
		p.Title = s.T("contactweb.wayin.title", s.short(a.q.From), s.short(a.q.Into))
		p.Turned = &web.Link{Href: a.turned(), Text: s.T("contactweb.ask.turn")}
		p.Person, p.Fitted = a.personForm(s), a.fitted(s)
	}
	switch {
	case a.isFault():
		p.Start = s.meant(a)
	case a.isWhole():
		p.Answer = s.answer(a)
	case a.q.From+a.q.Into != "":
		p.Side = s.side(a)
	default:
		p.Start = s.start(a)
	}
	return p
}

func (s sight) others(a asking) []web.Link {
	kommun := func(path string, more ...string) string {
		return page.Address(path, append(more, page.AskMunicipality, a.q.Municipality)...)
	}
	return []web.Link{{Href: kommun("/vagar"), Text: s.T("contactweb.all_paths")}, {Href: kommun("/vagar", askExists, no), Text: s.T("contactweb.missing_paths")},
		{Href: kommun("/relationer"), Text: s.T("contactweb.all_relations")}, {Href: kommun("/matris"), Text: s.T("contactweb.the_matrix")}}
}

func (s sight) answer(a asking) *answer {
	found := contact.WaysIn(s.View, a.q)
	x := &answer{Said: page.Said{Lang: s.Lang}, From: s.end(a.q.From), Into: s.end(a.q.Into)}
	x.Notes = s.notes(found)
	x.fill(s, found.Ways)
	c := page.Context{Municipality: found.Place}
	x.Missing = page.NewWayCards(s.View, s.Lang, found.Missing, c)
	x.Hard = page.NewWayCards(s.View, s.Lang, found.Hard, c)
	switch told := isTold(found.Ways); {
	case told, len(found.Ways) == 0:
	case len(found.Missing) > 0:
		x.Warning = s.T("contactweb.warning")
	case len(found.Hard) > 0:
		x.Warning = s.T("contactweb.warning_hard")
	}
	if len(found.Ways) == 0 {
		x.Empty = s.nobodyKnows(a, found)
	}
	if s.View.MayAdd() {
		x.Add = &web.Link{Href: page.Address("/ny/contact_path", "from", a.q.From, "into", a.q.Into, "municipality", found.Place), Text: s.T("contactweb.add_path")}
	}
	x.Between = web.Link{Href: cellURL(a.q.From, a.q.Into, page.AskMunicipality, found.Place), Text: s.T("contactweb.between")}
	return x
}

// isTold tells whether any of the ways is told of as one.
func isTold(ways []contact.Way) bool {
	for _, w := range ways {
		if w.Path != nil {
			return true
		}
	}
	return false
}

func (s sight) notes(found contact.Answer) []string {
	var notes []string
	if found.Place != "" {
		notes = append(notes, s.T("contactweb.for_place", page.PlaceName(found.Place)))
	}
	if found.NotFor > 0 {
		notes = append(notes, s.T("contactweb.not_for_age", found.NotFor))
	}
	return notes
}

// fill shows the best ways as cards; of the others the forums are gathered, for
// they are many and much alike.
func (x *answer) fill(s sight, ways []contact.Way) {
	var forums []*forum.Forum
	for i, w := range ways {
		switch {
		case i < bestWays:
			x.Best = append(x.Best, s.card(w, i+1))
		case w.Forum != nil:
			forums = append(forums, w.Forum)
		default:
			x.More = append(x.More, s.card(w, 0))
		}
	}
	if len(forums) > 0 {
		x.ForumsSay = s.T("contactweb.more_forums", len(forums))
		t := page.NewForumTable(s.View, s.Lang, x.ForumsSay, forums)
		t.Quiet = true
		x.Forums = &t
	}
}
