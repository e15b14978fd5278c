package insightweb

import (
	"slices"
	"strings"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// mostOverlaps is how many pairs are put into words.
const mostOverlaps = 3

// overlaps shows the pairs of forums that are alike.
func (s sight) overlaps() *answerPage {
	a := s.readAsk()
	q := insight.OverlapQuestion{Scope: a.scope, Level: a.in.OneOf(page.AskLevel, words("level")...), Threshold: insight.Alike}
	if n := a.in.Int(askAlike, 1, 100); n != nil {
		q.Threshold = float64(*n) / 100
	}
	p := s.newAnswer(insight.AnalysisOverlaps, a)
	p.Form = a.form(s, pathOverlaps)
	p.Form.Select(page.AskLevel, "insightweb.level", page.Options(s.l, "level"))
	p.Form.Number(askAlike, "insightweb.alike").Help("insightweb.alike.hint", int(100*insight.Alike))
	if p.choose(s, a, pathOverlaps) {
		return p
	}
	all := s.x.Overlaps(q)
	p.Reading = []string{s.t("overlaps.count", len(all), s.percent(insight.Share(q.Threshold)))}
	if own := len(s.x.OwnOverlaps(a.scope, all)); own < len(all) {
		p.Reading = append(p.Reading, s.t("overlaps.own", own))
	}
	for _, o := range all[:min(mostOverlaps, len(all))] {
		p.Reading = append(p.Reading, s.say(o.Reading)...)
	}
	if len(all) == 0 {
		p.Empty = &web.Empty{Title: s.t("overlaps.none"), Text: s.t("overlaps.none.text")}
		return p
	}
	p.add("bild", s.t("overlaps.picture"), part{Sides: s.overlapBars(all)})
	pages := web.NewPagination(s.r, pageSize, len(all))
	p.add("par", s.t("overlaps.pairs"), part{Note: s.t("overlaps.note"), Table: s.overlapTable(web.PageOf(pages, all)), Pages: &pages})
	return p
}

// pageSize is how many rows a long table shows at a time.
const pageSize = 50

func (s sight) overlapTable(all []insight.Overlap) *web.Table {
	t := s.table(s.t("overlaps.pairs"), "col.pair", "#col.alike", "col.both", "col.only_one", "col.meetings", "col.loses")
	for _, o := range all {
		pair := web.Cell{Links: []web.Link{s.forum(o.A), s.forum(o.B)}, Note: page.UpperFirst(page.Word(s.l, "level", o.Level))}
		row(t, pair, said(s.percent(insight.Share(o.Similarity))), s.links(s.actors(o.Shared), 6), s.onlyOne(o), s.savings(o), s.loses(o.Loses))
	}
	return t
}

// onlyOne is who sits in one of the two, with which.
func (s sight) onlyOne(o insight.Overlap) web.Cell {
	var links []web.Link
	for _, side := range []struct {
		forum string
		ids   []string
	}{{o.A, o.OnlyA}, {o.B, o.OnlyB}} {
		for _, l := range s.actors(side.ids) {
			l.Note = s.t("overlaps.only_in", page.Short(s.forum(side.forum).Text, 30))
			links = append(links, l)
		}
	}
	return s.links(links, 6)
}

// savings is how often each meets, and what one instead of two would save.
func (s sight) savings(o insight.Overlap) web.Cell {
	c := web.Cell{Text: s.t("overlaps.meetings", s.meetings(o.MeetingsA), s.meetings(o.MeetingsB))}
	switch x := o.Saves; {
	case x.Meetings.Min == nil && x.Meetings.Max == nil:
		c.Note = s.t("overlaps.saves_unknown")
	case x.Meetings.Max == nil && *x.Meetings.Min == 0:
		c.Note = s.t("overlaps.saves_unknown")
	default:
		c.Note = s.t("overlaps.saves", s.meetings(x.Meetings), s.meetings(x.Seats))
	}
	return c
}

// loses is what would not come along into the one forum.
func (s sight) loses(x insight.Loss) web.Cell {
	var lost []string
	if n := len(x.Parties); n > 0 {
		lost = append(lost, s.t("overlaps.loses.parties", n))
	}
	if n := len(x.AgesA) + len(x.AgesB); n > 0 {
		lost = append(lost, s.t("overlaps.loses.ages", s.spans(slices.Concat(x.AgesA, x.AgesB))))
	}
	if n := len(x.TargetGroups); n > 0 {
		lost = append(lost, s.t("overlaps.loses.groups", n))
	}
	if x.Formality {
		lost = append(lost, s.t("overlaps.loses.formality"))
	}
	if len(lost) == 0 {
		return web.Cell{Note: s.t("overlaps.loses.nothing")}
	}
	return said(page.UpperFirst(strings.Join(lost, "; ")))
}
