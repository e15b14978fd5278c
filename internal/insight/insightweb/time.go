package insightweb

import (
	"slices"
	"strings"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of what the page of time can be asked for.
const (
	askSince = "sedan" // the earlier of two days
	askUntil = "tills" // the later; the day that is shown if it is left out
	askList  = "lista" // which list
)

// The lists of the page, as the address names them.
const (
	listCame    = "kom"
	listWent    = "gick"
	listChanged = "andrat"
	listOver    = "slut"
)

// overTime shows the years, and two days side by side with what came, went and
// changed. The indexes of the days are had from on.
func (s sight) overTime(on func(record.Date) (*insight.Index, error)) (*answerPage, error) {
	a := s.readAsk()
	q := insight.DiffQuestion{Scope: a.scope, Party: a.in.Get(page.AskParty)}
	if _, ok := party.FindActor(s.v, q.Party); q.Party != "" && !ok {
		a.in.Fail(page.AskParty, "insightweb.no_actor", q.Party)
	}
	since, until := s.readDays(a, q)
	p := s.newAnswer(insight.AnalysisTime, a)
	p.Form = s.timeForm(a)
	if p.choose(s, a, pathTime) {
		return p, nil
	}
	before, err := on(since)
	if err != nil {
		return nil, err
	}
	after, err := on(until)
	if err != nil {
		return nil, err
	}
	s.showTime(p, q, before, after)
	return p, nil
}

// readDays reads the two days, of which the earlier must be before the later, and
// the later must have come.
func (s sight) readDays(a ask, q insight.DiffQuestion) (since, until record.Date) {
	since, until = s.readDay(a, askSince), s.readDay(a, askUntil)
	if until == "" {
		until = record.Day(s.v.Today())
	}
	if since == "" {
		since = s.x.LastQuiet(q)
	}
	if a.in.Err() == nil && !since.Last().Before(until.Last()) {
		a.in.Fail(askSince, "insightweb.time.not_before")
	}
	a.in.Set(askSince, string(since))
	a.in.Set(askUntil, string(until))
	return since, until
}

func (s sight) readDay(a ask, name string) record.Date {
	day := record.Date(a.in.Get(name))
	switch {
	case day == "":
	case !record.IsDate(string(day)):
		a.in.Fail(name, "record.bad_date", string(day))
	case day.Last().After(s.today):
		a.in.Fail(name, "record.day_to_come", s.today)
	}
	return day
}

func (s sight) timeForm(a ask) *web.Form {
	f := a.form(s, pathTime)
	f.Select(page.AskParty, "insightweb.party", s.partiesOf(a.scope))
	f.Date(askSince, "insightweb.time.since").Help("insightweb.time.date")
	f.Date(askUntil, "insightweb.time.until").Help("insightweb.time.date")
	return f
}

func (s sight) showTime(p *answerPage, q insight.DiffQuestion, before, after *insight.Index) {
	d := after.Diff(before, q)
	p.Reading = s.say(d.Reading...)
	p.add("dagar", s.t("time.sides"), part{Note: s.t("time.sides.note"), Table: s.sidesTable(d)})
	years := s.x.Years(q)
	p.add("ar", s.t("time.years"), part{Note: s.t("time.years.note"), Picture: s.yearPicture(years), Years: s.slider(q)})
	s.addPassed(p, d)
	p.add("artabell", s.t("time.table"), part{Table: s.yearTable(years)})
}

// sidesTable sets the two days beside each other, a row for each kind of fact.
func (s sight) sidesTable(d insight.Changes) *web.Table {
	t := s.table(s.t("time.sides"), "col.sort", "time.before", "time.after", "#time.came", "#time.went", "#time.changed")
	t.Columns[1] = web.Column{Text: page.UpperFirst(page.DateText(s.l, d.Since)), Number: true}
	t.Columns[2] = web.Column{Text: page.UpperFirst(page.DateText(s.l, d.Until)), Number: true}
	for _, n := range d.Kinds {
		cells := []web.Cell{said(s.sortName(n.Kind)), said(s.number(float64(n.Before))), said(s.number(float64(n.After)))}
		for _, x := range []struct {
			n    int
			list string
		}{{n.Came, listCame}, {n.Went, listWent}, {n.Changed, listChanged}} {
			c := said(s.number(float64(x.n)))
			if x.n > 0 {
				c.Href = s.listed(x.list, n.Kind)
			}
			cells = append(cells, c)
		}
		if n.Kind == insight.KindSeat {
			cells[0].Note = s.t("time.seats.note")
		}
		row(t, cells...)
	}
	return t
}

// listed is the address of the page with one of its lists, of one kind.
func (s sight) listed(list, kind string) string {
	return page.With(s.r, askList, list, askKind, kind) + "#lista"
}

// sortName is what facts of a kind are called, or seats in forums.
func (s sight) sortName(kind string) string {
	if kind == insight.KindSeat {
		return s.t("time.seat")
	}
	return s.t("time.kind." + kind)
}

// addPassed lists what came, went or changed, whichever is asked for; the first of
// them that there is any of if none is.
func (s sight) addPassed(p *answerPage, d insight.Changes) {
	list, kind := s.r.URL.Query().Get(askList), s.r.URL.Query().Get(askKind)
	counts := map[string]int{listCame: len(d.Came), listWent: len(d.Went), listChanged: len(d.Changed), listOver: len(d.Undated)}
	lists := []string{listCame, listWent, listChanged, listOver}
	if !slices.Contains(lists, list) {
		list = listCame
		for _, other := range slices.Backward(lists) {
			if counts[other] > 0 {
				list = other
			}
		}
	}
	tabs := &web.Tabs{Label: s.t("time.lists")}
	for _, name := range lists {
		tabs.Items = append(tabs.Items, web.Link{Href: s.listed(name, ""), Text: s.t("time." + name), Note: s.number(float64(counts[name])), Current: name == list})
	}
	x := part{Tabs: tabs, None: s.t("time." + list + ".none")}
	switch list {
	case listChanged:
		s.listChanged(&x, d, kind)
	case listWent:
		s.listPassed(&x, d.Went, kind)
	case listOver:
		s.listPassed(&x, d.Undated, kind)
	default:
		s.listPassed(&x, d.Came, kind)
	}
	p.add("lista", s.t("time.lists"), x)
}

func (s sight) listPassed(x *part, all []insight.Passing, kind string) {
	all = slices.DeleteFunc(slices.Clone(all), func(p insight.Passing) bool { return kind != "" && p.Kind != kind })
	pages := web.NewPagination(s.r, pageSize, len(all))
	x.Pages, x.Table = &pages, s.table(s.t("time.lists"), "col.fact", "col.sort", "time.when")
	for _, one := range web.PageOf(pages, all) {
		row(x.Table, s.passing(one), said(page.UpperFirst(s.kindWord(one.Kind))), s.when(one))
	}
}

func (s sight) kindWord(kind string) string {
	if kind == insight.KindSeat {
		return s.t("time.one_seat")
	}
	return page.KindName(s.l, kind)
}

// passing leads to a fact that came or went: of a seat to its forum.
func (s sight) passing(p insight.Passing) web.Cell {
	ref := p.Ref
	if p.Kind == insight.KindSeat {
		ref.Kind = "forum"
	}
	c := said(page.Short(p.Name, mostName))
	if b, err := s.v.Get(ref.Kind, ref.ID); err == nil {
		c.Href = b.HeadOf().URL()
	}
	if p.Actor != "" {
		c.Note = strings.TrimSuffix(s.partyWord(p.Actor)+", "+p.Function, ", ")
	}
	return c
}

// mostName is how much of a name stands in a list: what people say is long.
const mostName = 160

// when tells since when a fact is known, or when it began or ended.
func (s sight) when(p insight.Passing) web.Cell {
	if p.On == "" {
		return web.Cell{Note: s.l.T("insight.how.undated")}
	}
	c := said(page.UpperFirst(s.l.T("insight.how."+p.How, page.DateText(s.l, p.On))))
	if src := s.sourceOf(p); src != nil && p.How == insight.HowTold {
		c.Note = page.Short(src.Title, 70)
	}
	return c
}

// sourceOf is the document that last told of a fact; nil if it was written by hand.
func (s sight) sourceOf(p insight.Passing) *record.Source {
	b, err := s.v.Get(p.Ref.Kind, p.ID)
	if err != nil || record.IsRegister(b.HeadOf().Source) {
		return nil
	}
	return s.v.SourceOf(b)
}

func (s sight) listChanged(x *part, d insight.Changes, kind string) {
	all := slices.DeleteFunc(slices.Clone(d.Changed), func(c insight.Altered) bool { return kind != "" && c.Kind != kind })
	pages := web.NewPagination(s.r, pageSize, len(all))
	x.Pages, x.Table = &pages, s.table(s.t("time.lists"), "col.fact", "col.sort", "time.field", "time.before", "time.after")
	for _, c := range web.PageOf(pages, all) {
		k := s.v.Kinds().Named(c.Kind)
		for i, f := range c.Fields {
			name, sort := linked(s.record(c.Ref)), said(page.UpperFirst(s.kindWord(c.Kind)))
			if i > 0 {
				sort = said("")
			}
			row(x.Table, name, sort, said(page.FieldLabel(s.l, c.Kind, f.Field)),
				said(page.ValueText(s.v, s.l, k, f.Field, f.Old)), said(page.ValueText(s.v, s.l, k, f.Field, f.New)))
		}
	}
}
