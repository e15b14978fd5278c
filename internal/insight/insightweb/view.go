package insightweb

import (
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"samkarta/internal/forum"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// sight is the map as one request sees it, in its language, with its index.
type sight struct {
	v *record.View
	l *text.Lang
	x *insight.Index
	r *http.Request
	// now is today's map where that of an earlier day is shown; else nil.
	now *insight.Index
	// today is the real day, also where the map of an earlier one is shown.
	today time.Time
}

// t gives a text of this package.
func (s sight) t(key string, args ...any) string { return s.l.T("insightweb."+key, args...) }

// answerPage shows what one analysis answers.
type answerPage struct {
	web.Frame
	Head     web.Head
	Analyses web.Tabs // the other analyses, of the same place
	Form     *web.Form
	Names    template.HTML // what the fields of the form suggest
	Choose   []choice      // where nothing is chosen yet
	Reading  []string      // what the answer comes down to, in words
	Stats    []web.Stat
	Empty    *web.Empty
	Parts    []part
}

// choice is some places to choose among.
type choice struct {
	Title string
	Links []web.Link
}

// part is one part of an answer: what is filled of it is shown in this order.
type part struct {
	Anchor  string
	Title   string
	Note    string
	Says    []string
	Marks   []page.Mark
	Picture template.HTML
	Net     *net
	Legend  []mark
	Strip   *strip
	Bars    *bars
	Years   *yearSlider
	Sides   *sideBars
	Steps   []step
	Tabs    *web.Tabs
	Table   *web.Table
	Pages   *web.Pagination
	Links   []web.Link
	None    string // said where there is nothing to show
}

// step is one step of a way, as an instruction.
type step struct {
	Text  string
	By    web.Link
	Fresh *web.Freshness
	Note  string
}

func (p *answerPage) add(anchor, title string, more part) {
	more.Anchor, more.Title = anchor, title
	p.Parts = append(p.Parts, more)
}

// newAnswer begins the page of an analysis.
func (s sight) newAnswer(analysis string, a ask) *answerPage {
	p := &answerPage{}
	p.Title = s.t(analysis)
	if name := a.scope.Name(s.v); name != "" {
		p.Title = s.t("title_in", p.Title, name)
	}
	p.Crumbs = []web.Link{{Href: a.to(pathOverview), Text: s.t("insight")}}
	p.Head = web.Head{Title: p.Title, Lead: s.t(analysis + ".lead")}
	p.Analyses = s.analyses(analysis, a)
	p.Wide = analysis == insight.AnalysisOverlaps || analysis == insight.AnalysisCompare
	return p
}

// analyses leads to all analyses of the same place.
func (s sight) analyses(current string, a ask) web.Tabs {
	t := web.Tabs{Label: s.t("analyses")}
	for _, name := range insight.Analyses() {
		t.Items = append(t.Items, web.Link{Href: a.to(paths[name]), Text: s.t(name + ".short"), Current: name == current})
	}
	return t
}

// say gives sentences in the reader's language.
func (s sight) say(sentences ...insight.Sentence) []string {
	var said []string
	for _, x := range sentences {
		if words := x.Say(s.l); words != "" {
			said = append(said, page.UpperFirst(words))
		}
	}
	return said
}

// record leads to a record; what cannot be seen is called by its id.
func (s sight) record(key insight.Ref) web.Link {
	b, err := s.v.Get(key.Kind, key.ID)
	if err != nil {
		return web.Link{Text: key.ID}
	}
	return page.Link(s.v, b)
}

func (s sight) records(kind string, ids []string) []web.Link {
	links := make([]web.Link, len(ids))
	for i, id := range ids {
		links[i] = s.record(insight.Ref{Kind: kind, ID: id})
	}
	return links
}

func (s sight) forum(id string) web.Link {
	return s.record(insight.Ref{Kind: forum.Forums.Name, ID: id})
}

func (s sight) forums(ids []string) []web.Link { return s.records(forum.Forums.Name, ids) }

func (s sight) group(id string) web.Link {
	return s.record(insight.Ref{Kind: party.TargetGroups.Name, ID: id})
}

func (s sight) actor(id string) web.Link { return page.ActorLink(s.v, s.l, id) }

func (s sight) actors(ids []string) []web.Link { return page.ActorLinks(s.v, s.l, ids) }

// most cuts a list of links, and says after the last how many more there are.
func (s sight) most(links []web.Link, n int) []web.Link {
	if len(links) <= n+1 {
		return links
	}
	cut := slices.Clone(links[:n])
	cut[n-1].Note = strings.TrimSpace(cut[n-1].Note + " " + s.t("more", len(links)-n))
	return cut
}

func (s sight) number(n float64) string { return s.l.Number(float64(int(n*10+0.5)) / 10) }

// percent says a share; the number and its sign stay on one line.
func (s sight) percent(x insight.Share) string {
	return s.t("percent1", s.number(float64(x.Percent())))
}

// meetings says how many meetings a year: "8–12", "okänt".
func (s sight) meetings(m insight.Meetings) string {
	switch {
	case m.Min == nil && m.Max == nil:
		return s.l.T("page.unknown")
	case m.Max == nil && *m.Min == 0:
		return s.t("as_needed")
	case m.Max == nil:
		return s.t("least", s.number(*m.Min))
	case m.Min == nil:
		return s.t("at_most", s.number(*m.Max))
	case *m.Min == *m.Max:
		return s.number(*m.Min)
	}
	return s.t("between", s.number(*m.Min), s.number(*m.Max))
}

// spans says some ages after each other: "16–29 år, 40 år".
func (s sight) spans(all []insight.Span) string {
	said := ""
	for i, x := range all {
		if i > 0 {
			said += ", "
		}
		said += s.span(x)
	}
	return said
}

func (s sight) span(x insight.Span) string { return x.InFewWords(s.l) }

// table begins a table whose caption is read out only, for it has a heading.
func (s sight) table(caption string, columns ...string) *web.Table {
	t := &web.Table{Caption: caption, Quiet: true}
	for _, key := range columns {
		text, number := key, false
		if key[0] == '#' {
			text, number = key[1:], true
		}
		t.Columns = append(t.Columns, web.Column{Text: s.t(text), Number: number})
	}
	return t
}

func row(t *web.Table, cells ...web.Cell) { t.Rows = append(t.Rows, web.TableRow{Cells: cells}) }

func said(text string) web.Cell { return web.Cell{Text: text} }

func linked(l web.Link) web.Cell { return web.Cell{Text: l.Text, Href: l.Href, Note: l.Note} }

// links is a cell of links, so many at most; of none it says so. What leads
// nowhere stands as a note.
func (s sight) links(all []web.Link, most int) web.Cell {
	if len(all) == 0 {
		return web.Cell{Note: s.t("none")}
	}
	var c web.Cell
	var notes []string
	for _, l := range all {
		if l.Href == "" {
			notes = append(notes, l.Text)
		} else {
			c.Links = append(c.Links, l)
		}
	}
	c.Note, c.Links = join(notes), s.most(c.Links, most)
	return c
}

// IsEmpty tells whether a part has nothing to show though it should.
func (p part) IsEmpty() bool { return p.None != "" && (p.Table == nil || len(p.Table.Rows) == 0) }
