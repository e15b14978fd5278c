package insightweb

import (
	"html/template"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// standingPage is "Läget" of an association: what a steering group should know,
// on two sheets.
type standingPage struct {
	web.Frame
	Head     web.Head
	Stats    []web.Stat
	Picture  template.HTML
	Legend   []mark
	Says     string // of the picture
	Findings []finding
	None     string
	Fresh    []string // how fresh it is, in words
	Freshly  string   // the address of the page of freshness
	Foot     string   // where it comes from, for paper
	Network  string   // the address of the whole picture
}

// finding is one of what is most worth telling.
type finding struct {
	Number  int
	Title   string
	Text    string
	More    []string
	Link    web.Link
	Records []web.Link
}

func (s sight) standing(a *party.Association) *standingPage {
	scope := insight.Scope{Association: a.ID}
	p := &standingPage{Network: to(scope, pathNetwork), Freshly: to(scope, pathFreshness)}
	p.Title = s.t("standing.of", a.Name)
	p.Crumbs = []web.Link{{Href: pathOverview, Text: s.t("insight")}, {Href: pathStanding, Text: s.t("standing")}}
	p.Head = web.Head{Title: a.Name, Kicker: s.t("standing.kicker", s.l.Date(s.v.Today())), Marker: page.Marker(s.l, "association"),
		Lead: page.PlaceNames(a.Municipalities), Actions: []web.Link{{Href: page.Address(pathOverview, page.AskAssociation, a.ID), Text: s.t("standing.analyses")}}}
	fresh := s.x.Freshness(scope)
	p.Fresh = s.say(fresh.Reading...)
	p.Stats = s.standingStats(scope, fresh)
	d := s.drawing(scope, s.x.Network(scope), sizeMeetings)
	p.Picture, p.Legend, p.Says = d.svg(s, s.t("standing.picture", a.Name)), s.legend(), d.Says
	p.Findings = s.findings(scope)
	if len(p.Findings) == 0 {
		p.None = s.t("standing.none")
	}
	p.Foot = s.t("standing.foot", s.l.Date(s.v.Today()))
	return p
}

func (s sight) standingStats(scope insight.Scope, fresh insight.FreshnessAnswer) []web.Stat {
	x := s.x.Profile(scope)
	stats := []web.Stat{
		{Value: s.number(float64(x.Units)), Label: s.t("measure.units"), Href: to(scope, "/vem")},
		{Value: s.number(float64(x.Active)), Label: s.t("measure.active"), Href: to(scope, "/var")},
	}
	if x.LoadMedian != nil {
		stats = append(stats, web.Stat{Value: s.number(*x.LoadMedian), Label: s.t("measure.load_median"), Href: to(scope, pathLoad)})
	}
	return append(stats, web.Stat{Value: s.percent(fresh.Average), Label: s.t("measure.freshness"), Href: to(scope, pathFreshness)})
}

// mostRecords is how many records stand under a finding, and mostMore how many
// sentences.
const (
	mostRecords = 4
	mostMore    = 2
)

func (s sight) findings(scope insight.Scope) []finding {
	var all []finding
	for i, f := range s.x.Findings(scope) {
		said := s.say(f.Text)
		if len(said) == 0 {
			continue
		}
		one := finding{Number: i + 1, Title: s.t("finding." + f.Kind), Text: said[0], Link: web.Link{Href: address(f.Link), Text: s.t(f.Link.Analysis + ".open")}}
		one.More = s.say(f.More[:min(len(f.More), mostMore)]...)
		for _, k := range f.Records {
			one.Records = append(one.Records, s.record(k))
		}
		one.Records = s.most(one.Records, mostRecords)
		all = append(all, one)
	}
	return all
}

// params are the names of what an analysis is asked, as its page has them.
var params = map[string]string{"association": page.AskAssociation, "municipality": page.AskMunicipality, "formality": page.AskFormality,
	"level": page.AskLevel, "actor": page.AskActor, "party": page.AskParty, "factor": page.AskFactor, "remove": askWithout, "kind": askKind,
	"target_group": page.AskGroup, "from": page.AskFrom, "into": page.AskInto}

// address is where a finding can be opened.
func address(l insight.Link) string {
	to := paths[l.Analysis]
	for _, p := range l.Params {
		if name, ok := params[p.Name]; ok {
			to = page.Address(to, name, p.Value)
		}
	}
	return to
}
