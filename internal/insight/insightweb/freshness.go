package insightweb

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// freshness shows what was confirmed when, and whom to ask what next.
func (s sight) freshness() *answerPage {
	a := s.readAsk()
	p := s.newAnswer(insight.AnalysisFreshness, a)
	p.Form = a.form(s, pathFreshness)
	if p.choose(s, a, pathFreshness) {
		return p
	}
	x := s.x.Freshness(a.scope)
	p.Reading = s.say(x.Reading...)
	if x.Facts == 0 {
		p.Empty = &web.Empty{Title: s.t("freshness.none"), Text: s.t("freshness.none.text")}
		return p
	}
	p.Stats = s.freshStats(a, x)
	s.addFacts(p, a, x)
	p.add("manader", s.t("freshness.months"), part{Note: s.t("freshness.months.note"), Picture: s.histogram(x.Months), Table: s.monthTable(a, x.Months)})
	p.add("fraga", s.t("freshness.ask"), part{Note: s.t("freshness.ask.note"), Table: s.askTable(a, x.Ask), None: s.t("freshness.ask.none")})
	p.add("forbund", s.t("freshness.keepers"), part{Table: s.keeperTable(x.Keepers)})
	return p
}

func (s sight) freshStats(a ask, x insight.FreshnessAnswer) []web.Stat {
	stats := []web.Stat{{Value: s.percent(x.Average), Label: s.t("freshness.average"), Note: s.t("freshness.of", x.Facts)}}
	for _, b := range x.Bands {
		stats = append(stats, web.Stat{Value: s.number(float64(b.Count)), Label: s.t("band." + b.Band), Note: s.t("band." + b.Band + ".note"),
			Href: a.to(pathFreshness, askBand, b.Band) + "#uppgifter"})
	}
	return stats
}

// addFacts lists the facts behind a number that was pressed.
func (s sight) addFacts(p *answerPage, a ask, x insight.FreshnessAnswer) {
	band, month, who := a.in.Get(askBand), a.in.Get(askMonth), a.in.Get(page.AskActor)
	var keys []insight.Ref
	title := ""
	for _, b := range x.Bands {
		if b.Band == band {
			keys, title = b.Facts, s.t("band."+b.Band)
		}
		if month != "" {
			title = s.t("freshness.month", s.monthName(month))
			keys = append(keys, slices.DeleteFunc(slices.Clone(b.Facts), func(k insight.Ref) bool { return s.monthOf(k) != month })...)
		}
	}
	for _, q := range x.Ask {
		if q.Actor == who && who != "" {
			title = s.t("freshness.ask_whom", s.partyWord(who))
			for _, k := range q.Facts {
				keys = append(keys, k.Ref)
			}
		}
	}
	if len(keys) == 0 {
		return
	}
	pages := web.NewPagination(s.r, pageSize, len(keys))
	p.add("uppgifter", s.t("freshness.facts", len(keys), page.UpperFirst(title)), part{Table: s.factTable(web.PageOf(pages, keys)), Pages: &pages})
}

// monthOf is the month in which a fact was last confirmed; notKnown if never.
func (s sight) monthOf(k insight.Ref) string {
	b, err := s.v.Get(k.Kind, k.ID)
	if err != nil || s.v.ConfirmedOn(b).IsZero() {
		return notKnown
	}
	return s.v.ConfirmedOn(b).Format("2006-01")
}

// notKnown asks for the facts of which it is not known when they were confirmed.
const notKnown = "okand"

func (s sight) factTable(keys []insight.Ref) *web.Table {
	t := s.table(s.t("freshness.which"), "col.fact", "col.sort", "col.confirmed", "col.do")
	for _, k := range keys {
		b, err := s.v.Get(k.Kind, k.ID)
		if err != nil {
			continue
		}
		do := web.Cell{}
		if s.v.MayChange(b) {
			do.Post = &web.Post{Action: "/bekrafta/" + k.Kind + "/" + k.ID, Text: s.t("confirm"), Icon: "check",
				Title: s.t("confirm") + ": " + s.v.Title(b)}
		}
		row(t, linked(page.Link(s.v, b)), said(page.KindName(s.l, k.Kind)), web.Cell{Fresh: page.FreshIn(s.v, s.l, b)}, do)
	}
	return t
}

func (s sight) monthName(month string) string {
	day, err := time.Parse("2006-01", month)
	if err != nil {
		return s.l.T("page.unknown")
	}
	return s.l.Month(day)
}

// mostMonths is how many months the picture shows.
const mostMonths = 48

// histogram draws how many facts were confirmed in each month, up to now.
func (s sight) histogram(months []insight.Month) template.HTML {
	months = slices.DeleteFunc(slices.Clone(months), func(m insight.Month) bool { return m.Month == "" })
	if len(months) == 0 {
		return ""
	}
	counts, most := map[string]int{}, 1
	for _, m := range months {
		counts[m.Month] = m.Count
		most = max(most, m.Count)
	}
	first, _ := time.Parse("2006-01", months[0].Month)
	last := s.v.Today()
	n := min(mostMonths, (last.Year()-first.Year())*12+int(last.Month()-first.Month())+1)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="histogram" role="img" aria-label="%s" height="160">`, template.HTMLEscapeString(s.t("freshness.months")))
	for i := range n {
		month := time.Date(last.Year(), last.Month()-time.Month(n-1-i), 1, 0, 0, 0, 0, time.UTC)
		s.column(&b, month, counts[month.Format("2006-01")], most, i, n)
	}
	b.WriteString(`<line class="bar-axis" x1="0" x2="100%" y1="132" y2="132"/></svg>`)
	return template.HTML(b.String())
}

// column draws one month of the histogram, with the year under each January.
func (s sight) column(b *strings.Builder, month time.Time, count, most, i, n int) {
	x, width := percent(100*float64(i)/float64(n)), percent(80/float64(n))
	if count > 0 {
		height := 112 * float64(count) / float64(most)
		fmt.Fprintf(b, `<rect class="age-forum" x="%s" width="%s" y="%.1f" height="%.1f"><title>%s: %d</title></rect>`, x, width, 132-height, height, s.l.Month(month), count)
		fmt.Fprintf(b, `<text class="age-label" x="%s" y="%.1f">%d</text>`, x, 127-height, count)
	}
	if month.Month() == time.January || i == 0 {
		label := month.Format("2006")
		if i == 0 && month.Month() > time.September {
			return
		}
		fmt.Fprintf(b, `<text class="age-label" x="%s" y="150">%s</text>`, x, label)
	}
}

func (s sight) monthTable(a ask, months []insight.Month) *web.Table {
	t := s.table(s.t("freshness.months"), "col.month", "#col.facts")
	for i := len(months) - 1; i >= 0; i-- {
		m := months[i]
		asked := m.Month
		if asked == "" {
			asked = notKnown
		}
		row(t, said(page.UpperFirst(s.monthName(m.Month))), web.Cell{Text: s.number(float64(m.Count)), Href: a.to(pathFreshness, askMonth, asked) + "#uppgifter"})
	}
	return t
}

func (s sight) askTable(a ask, all []insight.Asking) *web.Table {
	t := s.table(s.t("freshness.ask"), "col.whom", "#col.facts", "col.raises", "col.about")
	for _, x := range all {
		who := linked(s.actor(x.Actor))
		who.Marker = page.ActorMarker(s.v, s.l, x.Actor)
		var about []web.Link
		for _, k := range x.Facts {
			about = append(about, s.record(k.Ref))
		}
		row(t, who, web.Cell{Text: s.number(float64(len(x.Facts))), Href: a.to(pathFreshness, page.AskActor, x.Actor) + "#uppgifter"},
			said(s.t("points", s.number(100*float64(x.Raises)))), s.links(about, 3))
	}
	return t
}

func (s sight) keeperTable(all []insight.Kept) *web.Table {
	t := s.table(s.t("freshness.keepers"), "col.keeper", "#col.facts", "#col.average", "col.oldest")
	for _, k := range all {
		who := said(s.t("freshness.common"))
		if x := party.Associations.Find(s.v, k.ID); x != nil {
			who = linked(page.Link(s.v, x))
		}
		oldest := s.l.T("page.unknown")
		if k.Oldest != "" {
			oldest = page.UpperFirst(page.DateText(s.l, k.Oldest))
		}
		row(t, who, said(s.number(float64(k.Count))), said(s.percent(k.Average)), said(oldest))
	}
	return t
}
