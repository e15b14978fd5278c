package insatsweb

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// gapsPerPage is how many gaps are told at a time.
const gapsPerPage = 12

// gapsPage shows where there is something for whom, and where there is nothing.
type gapsPage struct {
	web.Frame
	Head     web.Head
	Filter   *web.Form
	Choose   []chooseGroup // no municipality is asked for
	Rule     string        // how it is counted
	Tabs     web.Tabs
	Heat     *heat
	HeatNote string
	Gaps     []gapItem
	NoGaps   string
	Pages    web.Pagination
	Lone     []loneItem
	MoreLone string
	Plain    []plainItem
	NoPlain  string
	Try      web.Link
	Data     web.Link
}

// chooseGroup is some places to choose among.
type chooseGroup struct {
	Title string
	Links []web.Link
}

// gapItem is a gap in words, with what there is near it and why that does not do.
type gapItem struct {
	Text   string
	People string
	Known  bool
	Counts []web.Link // where the number is told
	Why    []whyNot
	More   string // how many others there are
	Find   []web.Link
}

// whyNot is an insats that is near a gap, and why it does not fill it.
type whyNot struct {
	Link web.Link
	Tag  *web.Tag
	Why  []string
}

// loneItem is what hangs on one insats or one party.
type loneItem struct {
	On     web.Link
	Party  bool
	Text   string
	People string
	Known  bool
	End    *web.Link // to try what would go with it
}

// plainItem is a plain sentence of the catalogue.
type plainItem struct {
	Text  string
	Links []web.Link
}

func newGapsPage(s sight, r *http.Request) *gapsPage {
	a := readGapsAsk(s, r)
	p := &gapsPage{Filter: a.form(s)}
	p.Title = s.T("gaps.title")
	p.Head = web.Head{Title: p.Title, Kicker: s.T("insatsweb.kicker"), Lead: s.T("gaps.lead")}
	p.Crumbs = []web.Link{{Href: "/insatser", Text: s.T("insatsweb.insatser")}}
	if len(a.towns) == 0 {
		p.Choose = s.chooseGaps()
		return p
	}
	p.Title = s.T("gaps.title.in", insats.InTowns(s.Lang, a.towns))
	p.Head.Title = p.Title
	g := a.grid(s)
	p.Rule = s.T("gaps.rule." + a.reach)
	p.Heat, p.HeatNote = s.newHeat(a, g), s.heatNote(a)
	p.fillGaps(s, r, a, g)
	p.fillLone(s, a, g)
	p.fillPlain(s, a)
	p.Try = web.Link{Href: a.address(tryPath), Text: s.T("gaps.try")}
	p.Head.Actions = []web.Link{{Href: p.Try.Href, Text: p.Try.Text, Icon: "search"}}
	p.Data = web.Link{Href: a.dataAddress(), Text: s.T("gaps.data")}
	p.Tabs = web.Tabs{Label: p.Title, Items: []web.Link{{Href: "#karta", Text: s.T("gaps.heat")}, {Href: "#luckor", Text: s.T("gaps.empty")},
		{Href: "#skort", Text: s.T("gaps.lone")}, {Href: "#syns", Text: s.T("gaps.plain")}}}
	return p
}

func (s sight) heatNote(a gapsAsk) string {
	key := "gaps.heat.note.possible"
	if a.certain {
		key = "gaps.heat.note.certain"
	}
	note := s.T(key)
	if len(a.towns) > 1 {
		note += " " + s.T("gaps.heat.note.ages")
	}
	return note
}

// dataAddress is where the same numbers are as JSON.
func (a gapsAsk) dataAddress() string {
	pairs := []string{"reach", a.reach, "income", a.income, "stage", a.stage}
	for _, code := range a.towns {
		pairs = append(pairs, "municipality", code)
	}
	return page.Address("/api/v1/gaps", pairs...)
}

// chooseGaps are the associations, and the municipalities that any insats is told
// to be for.
func (s sight) chooseGaps() []chooseGroup {
	associations, places := chooseGroup{Title: s.T("gaps.choose.associations")}, chooseGroup{Title: s.T("gaps.choose.municipalities")}
	for _, x := range party.Associations.All(s.View) {
		associations.Links = append(associations.Links, web.Link{Href: page.Address(gapsPath, page.AskAssociation, x.ID), Text: x.Name})
	}
	places.Links = page.PlaceLinks(insats.CatalogueOf(s.View).Towns)
	for i, l := range places.Links {
		places.Links[i].Href = page.Address(gapsPath, page.AskMunicipality, l.Href[len(page.PlaceURL("")):])
	}
	return slices.DeleteFunc([]chooseGroup{associations, places}, func(g chooseGroup) bool { return len(g.Links) == 0 })
}

func (p *gapsPage) fillGaps(s sight, r *http.Request, a gapsAsk, g *insats.Grid) {
	gaps := g.Empty(s.people)
	p.Pages = web.NewPagination(r, gapsPerPage, len(gaps))
	near := insats.Near(insats.CatalogueOf(s.View).All, a.towns)
	for _, gap := range web.PageOf(p.Pages, gaps) {
		p.Gaps = append(p.Gaps, s.gapItem(a, near, gap))
	}
	if len(gaps) == 0 {
		p.NoGaps = s.T("gaps.no_gaps")
	}
}

func (s sight) gapItem(a gapsAsk, near []*insats.Insats, gap insats.Gap) gapItem {
	item := gapItem{Text: gap.Part.Say(s.Lang, a.certain), People: insats.PeopleSaid(s.Lang, gap.People, gap.Known), Known: gap.Known}
	if gap.Known {
		item.Counts = s.counts(gap.Part)
	}
	item.Why, item.More = s.whyNot(a, near, gap.Part)
	income, stage := "", ""
	if len(gap.Incomes) == 1 {
		income = gap.Incomes[0]
	}
	if len(gap.Stages) == 1 {
		stage = gap.Stages[0]
	}
	for _, code := range gap.Municipalities {
		item.Find = append(item.Find, web.Link{Text: s.T("gaps.find", page.PlaceName(code)),
			Href: page.Address("/insatser", page.AskMunicipality, code, askIncome, income, askStage, stage, page.AskAge, strconv.Itoa(gap.AgeFrom))})
	}
	return item
}

// mostNear is how many insatser are told of that do not fill a gap.
const mostNear = 8

// whyNot lists the insatser near a gap with why they do not fill it: first those
// that hang on something, then those that are not for the person, and of each
// first those that name the municipality. It asks for the first person of the gap.
func (s sight) whyNot(a gapsAsk, near []*insats.Insats, p insats.Part) (all []whyNot, more string) {
	who := insats.Person{Municipality: p.Municipalities[0], Age: &p.AgeFrom, Incomes: p.Incomes[:1]}
	var verdicts []insats.Verdict
	for _, x := range near {
		if slices.Contains(p.Stages, x.KnownStage()) && (a.reach != insats.ReachNamed || len(x.Towns()) > 0) {
			verdicts = append(verdicts, insats.Judge(x, who))
		}
	}
	named := func(v insats.Verdict) int { return rank(!isTold(v.Insats, who.Municipality)) }
	slices.SortStableFunc(verdicts, func(v, w insats.Verdict) int {
		return cmp.Or(cmp.Compare(w.Value, v.Value), cmp.Compare(named(v), named(w)))
	})
	for _, v := range verdicts[:min(len(verdicts), mostNear)] {
		all = append(all, s.oneWhyNot(v))
	}
	if rest := len(verdicts) - len(all); rest > 0 {
		more = s.T("gaps.why.more", rest)
	}
	return all, more
}

func (s sight) oneWhyNot(v insats.Verdict) whyNot {
	w := whyNot{Link: page.Link(s.View, v.Insats)}
	switch v.Value {
	case insats.Yes:
		w.Tag, w.Why = &web.Tag{Text: s.T("gaps.why.maybe"), Color: "info"}, []string{s.T("gaps.why.elsewhere", insats.InTowns(s.Lang, v.Insats.HomeOf(s.View)))}
	case insats.Depends:
		w.Tag = &web.Tag{Text: s.T("gaps.why.maybe"), Color: "info"}
		for _, r := range v.On {
			w.Why = append(w.Why, r.Say(s.Lang))
		}
	default:
		w.Tag, w.Why = &web.Tag{Text: s.T("insats.value.no"), Color: "warning"}, v.Why(s.Lang)
	}
	return w
}

// mostLone is how many fragile parts are told of.
const mostLone = 12

func (p *gapsPage) fillLone(s sight, a gapsAsk, g *insats.Grid) {
	lone := g.Lone(s.people)
	for _, l := range lone[:min(len(lone), mostLone)] {
		p.Lone = append(p.Lone, s.loneItem(a, l))
	}
	if rest := len(lone) - len(p.Lone); rest > 0 {
		p.MoreLone = s.T("gaps.lone.more", rest)
	}
}

func (s sight) loneItem(a gapsAsk, l insats.Lone) loneItem {
	item := loneItem{Text: l.Say(s.Lang, a.certain),
		People: insats.PeopleSaid(s.Lang, l.People, l.Known), Known: l.Known}
	if x := insats.Insatser.Find(s.View, l.Insats); x != nil {
		item.On = page.Link(s.View, x)
		item.End = &web.Link{Href: a.address(tryPath, askInsats, x.ID, askChange, changeWords[insats.ChangeEnd]), Text: s.T("gaps.lone.end")}
		return item
	}
	item.Party, item.On = true, page.ActorLink(s.View, s.Lang, l.Party)
	if l.Party == "" {
		item.On = web.Link{Text: s.T("gaps.lone.nobody")}
	}
	return item
}

// fillPlain says what can plainly be seen in the catalogue: age limits, and what
// is open to one income alone.
func (p *gapsPage) fillPlain(s sight, a gapsAsk) {
	all := insats.CatalogueOf(s.View).All
	for _, l := range insats.AgeLimits(all, a.towns) {
		p.Plain = append(p.Plain, plainItem{s.T("gaps.plain.age", len(l.Insatser), strconv.Itoa(l.Age), insats.InTowns(s.Lang, a.towns)), s.insatsLinks(l.Insatser)})
	}
	for _, o := range insats.OnlyForOne(all, a.towns) {
		p.Plain = append(p.Plain, plainItem{s.T("gaps.plain.only", len(o.Insatser), insats.WhoHas(s.Lang, []string{o.Income}), insats.InTowns(s.Lang, a.towns)), s.insatsLinks(o.Insatser)})
	}
	if len(p.Plain) == 0 {
		p.NoPlain = s.T("gaps.plain.none", insats.InTowns(s.Lang, a.towns))
	}
}
