package insightweb

import (
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// mostSaid is how many of those at the top are put into words.
const mostSaid = 3

// load shows who sits in how many meetings.
func (s sight) load() *answerPage {
	a := s.readAsk()
	q := insight.LoadQuestion{Scope: a.scope, By: a.in.OneOf(askReckon, insight.ByUnit, insight.ByParty, insight.ByFunction)}
	if q.By == "" {
		a.in.Set(askReckon, insight.ByUnit)
	}
	if id := a.in.Get(page.AskActor); id != "" {
		if _, ok := party.FindActor(s.v, id); ok {
			q.Actor = id
		} else {
			a.in.Fail(page.AskActor, "insightweb.no_actor", id)
		}
	}
	p := s.newAnswer(insight.AnalysisLoad, a)
	p.Form = s.loadForm(a, q)
	if p.choose(s, a, pathLoad) {
		return p
	}
	all := s.x.Loads(q)
	if len(all) == 0 {
		p.Empty = &web.Empty{Title: s.t("load.none"), Text: s.t("load.none.text")}
		return p
	}
	for _, x := range all[:min(mostSaid, len(all))] {
		p.Reading = append(p.Reading, s.say(x.Reading)...)
	}
	pages := web.NewPagination(s.r, pageSize, len(all))
	p.add("belastning", s.t("load.who"), part{Note: s.t("load.note"), Bars: s.loadBars(a, all, web.PageOf(pages, all)), Pages: &pages})
	if q.Actor != "" || len(all) == 1 {
		p.add("forum", s.t("load.seats"), part{Table: s.seatTable(all)})
	}
	return p
}

func (s sight) loadForm(a ask, q insight.LoadQuestion) *web.Form {
	f := a.form(s, pathLoad)
	f.Select(askReckon, "insightweb.reckon", []web.Option{{Value: insight.ByUnit, Text: s.t("reckon.unit")},
		{Value: insight.ByParty, Text: s.t("reckon.party")}, {Value: insight.ByFunction, Text: s.t("reckon.function")}}).AlwaysOne()
	if q.Actor != "" {
		f.Select(page.AskActor, "insightweb.actor", []web.Option{{Value: q.Actor, Text: s.partyWord(q.Actor)}})
	}
	return f
}

// loadBars draws the least and the most that each meets.
func (s sight) loadBars(a ask, all, shown []insight.Load) *bars {
	b := &bars{Said: page.Said{Lang: s.l}, Caption: s.t("load.who"),
		Heads: barHeads{s.t("col.who"), s.t("col.forums"), s.t("col.meetings_year"), s.t("col.times")}}
	top := 1.0
	for _, x := range all {
		if x.Meetings.Max != nil {
			top = max(top, *x.Meetings.Max)
		}
	}
	for _, x := range shown {
		b.Rows = append(b.Rows, s.loadBar(a, x, top))
	}
	if x := all[0]; x.Times > 0 && x.Meetings.Min != nil && x.Meetings.Max != nil {
		b.Middle = percent(100 * (*x.Meetings.Min + *x.Meetings.Max) / 2 / x.Times / top)
	}
	return b
}

func (s sight) loadBar(a ask, x insight.Load, top float64) bar {
	b := bar{Link: s.actor(x.Actor), Marker: page.ActorMarker(s.v, s.l, x.Actor), Number: s.meetings(x.Meetings), Times: s.times(x.Times),
		Count: web.Link{Text: s.number(float64(len(x.Forums))), Href: a.to(pathLoad, page.AskActor, x.Actor) + "#forum"}}
	if x.Function != "" {
		b.Link.Note = b.Link.Text + " " + b.Link.Note
		b.Link.Text = page.UpperFirst(x.Function)
	}
	var notes []string
	if n := len(x.Unknown); n > 0 {
		notes = append(notes, s.t("load.unknown", n))
	}
	if n := len(x.AsNeeded); n > 0 {
		notes = append(notes, s.t("load.as_needed", n))
	}
	b.Note = join(notes)
	if x.Meetings.Min == nil && x.Meetings.Max == nil {
		b.Unknown = true
		return b
	}
	least, most := ends(x.Meetings)
	b.Least, b.Most = percent(100*least/top), percent(100*(most-least)/top)
	return b
}

func ends(m insight.Meetings) (least, most float64) {
	if m.Min != nil {
		least, most = *m.Min, *m.Min
	}
	if m.Max != nil {
		most = *m.Max
	}
	return least, most
}

func (s sight) times(n float64) string {
	if n == 0 {
		return s.l.T("page.unknown")
	}
	return s.t("times", s.number(n))
}

// seatTable lists the forums behind the numbers.
func (s sight) seatTable(all []insight.Load) *web.Table {
	t := s.table(s.t("load.seats"), "col.forum", "#col.meetings_year", "col.basis")
	seen := map[string]bool{}
	for _, x := range all {
		for _, seat := range x.Seats {
			if seen[seat.Forum] {
				continue
			}
			seen[seat.Forum] = true
			basis := web.Cell{Text: s.t("basis." + seat.Basis)}
			if seat.Convener {
				basis.Tags = []web.Tag{{Text: s.t("convenes")}}
			}
			row(t, linked(s.forum(seat.Forum)), said(s.meetings(seat.Meetings)), basis)
		}
		for _, id := range x.Unclear {
			if !seen[id] {
				seen[id] = true
				row(t, linked(s.forum(id)), said("–"), said(s.t("basis.unclear")))
			}
		}
	}
	return t
}
