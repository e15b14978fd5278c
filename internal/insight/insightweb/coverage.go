package insightweb

import (
	"slices"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// fourParties are the kinds of party that a set is chosen among: those of the
// law first.
var fourParties = []string{"municipality", "employment_service", "social_insurance", "region"}

// coverage shows at which ages all of some parties meet, and where they do not.
func (s sight) coverage() *answerPage {
	a := s.readAsk()
	q := s.coverageQuestion(a)
	p := s.newAnswer(insight.AnalysisCoverage, a)
	p.Form = s.coverageForm(a, q)
	if p.choose(s, a, pathCoverage) {
		return p
	}
	if a.scope.Municipality == "" {
		s.coverageOfAll(p, a, q)
		return p
	}
	answer := s.x.Coverage(q)
	p.Reading = s.say(answer.Reading...)
	if !s.x.TellsOf(q.Municipality) {
		p.Reading = append([]string{s.t("coverage.places.untold", page.PlaceName(q.Municipality))}, p.Reading...)
	}
	p.Stats = s.coverageStats(answer)
	p.add("aldrar", s.t("coverage.ages"), part{Strip: s.coverageStrip(answer)})
	p.add("intervall", s.t("coverage.intervals"), part{Table: s.intervalTable(answer)})
	s.addWould(p, answer)
	p.add("par", s.t("coverage.sets"), part{Note: s.t("coverage.sets.note"), Strip: s.heat(s.x.CoverageGrid(q))})
	p.add("malgrupper", s.t("coverage.groups"), part{Note: s.t("coverage.groups.note"), Table: s.groupTable(s.x.CoverageByGroup(q)), None: s.t("coverage.groups.none")})
	return p
}

func (s sight) coverageQuestion(a ask) insight.CoverageQuestion {
	q := insight.CoverageQuestion{Municipality: a.scope.Municipality, Level: a.in.OneOf(page.AskLevel, words("level")...),
		Formality: a.in.OneOf(page.AskFormality, words("formality")...)}
	for _, who := range a.in.All(page.AskParty) {
		_, known := party.FindActor(s.v, who)
		if known || slices.Contains(page.ActorKinds(), who) {
			q.Parties = append(q.Parties, who)
		} else if who != "" {
			a.in.Fail(page.AskParty, "insightweb.no_party", who)
		}
	}
	for _, who := range s.readAlso(a) {
		if !slices.Contains(q.Parties, who) {
			q.Parties = append(q.Parties, who)
		}
	}
	if id := a.in.Get(page.AskGroup); id != "" && party.TargetGroups.Find(s.v, id) != nil {
		q.TargetGroup = id
	} else if id != "" {
		a.in.Fail(page.AskGroup, "insightweb.no_group", id)
	}
	return q
}

func (s sight) coverageForm(a ask, q insight.CoverageQuestion) *web.Form {
	f := a.form(s, pathCoverage)
	f.Select(page.AskFormality, "insightweb.formality", page.Options(s.l, "formality"))
	f.Select(page.AskLevel, "insightweb.level", page.Options(s.l, "level"))
	f.Select(page.AskGroup, "insightweb.group", s.groupOptions(a.scope, q.TargetGroup))
	if len(q.Parties) == 0 {
		a.in.Set(page.AskParty, fourParties...)
	}
	f.Checks(page.AskParty, "insightweb.parties", s.partyOptions(q))
	f.Suggest(askAlso, "insightweb.coverage.also", s.kindOptions()).Help("insightweb.coverage.also.hint")
	return f
}

// partyOptions are the four kinds, and what else was asked for.
func (s sight) partyOptions(q insight.CoverageQuestion) []web.Option {
	var opts []web.Option
	for _, kind := range fourParties {
		opts = append(opts, web.Option{Value: kind, Text: page.UpperFirst(s.l.T("party_kind." + kind))})
	}
	for _, id := range q.Parties {
		if !slices.Contains(fourParties, id) && !s.isKind(id) {
			opts = append(opts, web.Option{Value: id, Text: s.actor(id).Text})
		}
	}
	return opts
}

func (s sight) coverageStats(a insight.CoverageAnswer) []web.Stat {
	forums := map[string]bool{}
	for _, c := range a.Covered {
		for _, id := range c.Forums {
			forums[id] = true
		}
	}
	return []web.Stat{
		{Value: s.percent(a.Share()), Label: s.t("coverage.share"), Note: s.t("coverage.share.note", a.Ages.From, a.Ages.To)},
		{Value: s.number(float64(len(forums))), Label: s.t("coverage.forums", len(forums)), Href: "#intervall"},
		{Value: s.number(float64(len(a.Gaps))), Label: s.t("coverage.gaps", len(a.Gaps)), Href: "#intervall"},
		{Value: s.number(float64(len(a.WouldCover) + len(a.MightCover))), Label: s.t("coverage.would"), Href: "#skulle"},
	}
}

// coverageStrip shows what is covered and what is not, and under it the forums
// behind it and those that would cover.
func (s sight) coverageStrip(a insight.CoverageAnswer) *strip {
	x := s.newStrip(s.t("coverage.caption"), s.t("forum"))
	x.Legend = []key{{"cover-yes", s.t("covered")}, {"cover-would", s.t("coverage.if")}, {"cover-no", s.t("gap")}}
	var covered []insight.Span
	byForum, order := map[string][]insight.Span{}, []string{}
	for _, c := range a.Covered {
		covered = joined(covered, c.Span)
		for _, id := range c.Forums {
			if byForum[id] == nil {
				order = append(order, id)
			}
			byForum[id] = joined(byForum[id], c.Span)
		}
	}
	whole := append(s.ages("cover-yes", covered...), s.ages("cover-no", a.Gaps...)...)
	x.addPart("", []stripRow{{Link: web.Link{Text: s.t("coverage.all_parties")}, Said: s.spans(covered), Ages: whole}})
	var rows []stripRow
	for _, id := range order {
		rows = append(rows, stripRow{Link: s.forum(id), Said: s.spans(byForum[id]), Ages: s.ages("cover-yes", byForum[id]...)})
	}
	x.addPart(s.t("coverage.by"), rows)
	rows = nil
	for _, w := range slices.Concat(a.WouldCover, a.MightCover) {
		rows = append(rows, stripRow{Link: s.forum(w.Forum), Said: s.spans(w.Ages), Ages: s.ages("cover-would", w.Ages...)})
	}
	x.addPart(s.t("coverage.if"), rows)
	return x
}

// joined adds a span to those before it, as one where they touch.
func joined(all []insight.Span, next insight.Span) []insight.Span {
	if n := len(all); n > 0 && all[n-1].To+1 == next.From {
		all[n-1].To = next.To
		return all
	}
	return append(all, next)
}

// intervalTable shows the ages in order with the forums, and the gaps.
func (s sight) intervalTable(a insight.CoverageAnswer) *web.Table {
	t := s.table(s.t("coverage.intervals"), "col.ages", "col.forums")
	type interval struct {
		insight.Span
		cells []web.Cell
	}
	var all []interval
	for _, c := range a.Covered {
		all = append(all, interval{c.Span, []web.Cell{said(s.span(c.Span)), s.links(s.forums(c.Forums), 12)}})
	}
	for _, g := range a.Gaps {
		all = append(all, interval{g, []web.Cell{said(s.span(g)), {Tags: []web.Tag{{Text: s.t("coverage.no_forum"), Color: "danger"}}}}})
	}
	slices.SortFunc(all, func(a, b interval) int { return a.From - b.From })
	for _, i := range all {
		row(t, i.cells...)
	}
	return t
}

// addWould tells which forums would close gaps, and on what it hangs.
func (s sight) addWould(p *answerPage, a insight.CoverageAnswer) {
	t := s.table(s.t("coverage.closing"), "col.forum", "col.ages", "col.if")
	for _, w := range slices.Concat(a.WouldCover, a.MightCover) {
		row(t, linked(s.forum(w.Forum)), said(s.spans(w.Ages)), web.Cell{Text: w.Why.Say(s.l), Tags: []web.Tag{{Text: page.Word(s.l, "status", w.Status)}}})
	}
	for _, n := range a.Nearly {
		row(t, linked(s.forum(n.Forum)), said(s.spans(n.Ages)), web.Cell{Text: s.t("coverage.nearly", s.partyWord(n.Missing))})
	}
	none := s.t("coverage.closing.none")
	if len(a.Gaps) == 0 {
		none = s.t("coverage.closing.no_gap")
	}
	p.add("skulle", s.t("coverage.closing"), part{Table: t, None: none})
}

// partyWord is what a party, or a kind of party, is called in short.
func (s sight) partyWord(id string) string {
	if a, ok := party.FindActor(s.v, id); ok {
		return a.Name()
	}
	return page.EndName(s.l, id)
}

// heat shows each set of parties: the more forums at an age, the darker.
func (s sight) heat(g insight.Grid) *strip {
	x := s.newStrip(s.t("coverage.sets"), s.t("coverage.set"))
	x.Legend = []key{{"cover-0", s.t("heat.none")}, {"cover-1", s.t("heat.one")}, {"cover-2", s.t("heat.some")}, {"cover-3", s.t("heat.many")}}
	var rows []stripRow
	for _, r := range g.Rows {
		rows = append(rows, stripRow{Marks: s.marks(r.Parties), Said: s.gapsSaid(r), Ages: s.heatOf(g.Ages.From, r.Counts)})
	}
	x.addPart("", rows)
	return x
}

func (s sight) gapsSaid(r insight.GridRow) string {
	if len(r.Gaps) == 0 {
		return s.t("coverage.no_gap")
	}
	return s.t("coverage.gap_at", s.spans(r.Gaps))
}

// heatOf draws a run of ages with as many forums as one piece.
func (s sight) heatOf(first int, counts []int) []ageSpan {
	var all []ageSpan
	for i := 0; i < len(counts); {
		end := i
		for end+1 < len(counts) && counts[end+1] == counts[i] {
			end++
		}
		span := insight.Span{From: first + i, To: first + end}
		piece := s.ages("cover-"+[]string{"0", "1", "2", "3"}[insight.Shade(counts[i])], span)
		for _, x := range piece {
			x.Says = s.t("heat.says", s.span(span), counts[i])
			all = append(all, x)
		}
		i = end + 1
	}
	return all
}

// marks show parties, or kinds of party, in short.
func (s sight) marks(ids []string) []page.Mark {
	all := make([]page.Mark, len(ids))
	for i, id := range ids {
		if _, ok := party.FindActor(s.v, id); ok {
			all[i] = page.PartyMark(s.v, s.l, id)
		} else {
			all[i] = page.Mark{ID: id, Marker: page.Marker(s.l, id), Text: page.UpperFirst(page.EndName(s.l, id))}
		}
	}
	return all
}

func (s sight) groupTable(all []insight.GroupCoverage) *web.Table {
	t := s.table(s.t("coverage.groups"), "col.group", "col.ages", "col.met", "col.gaps", "col.named", "#col.open")
	for _, g := range all {
		var covered []insight.Span
		for _, c := range g.Covered {
			covered = joined(covered, c.Span)
		}
		row(t, linked(s.group(g.TargetGroup)), said(s.span(g.Ages)), s.spansCell(covered), s.spansCell(g.Gaps),
			s.links(s.forums(g.Named), 3), said(s.number(float64(len(g.Open)))))
	}
	return t
}

func (s sight) spansCell(all []insight.Span) web.Cell {
	if len(all) == 0 {
		return web.Cell{Note: s.t("none")}
	}
	return said(s.spans(all))
}
