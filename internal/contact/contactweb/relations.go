package contactweb

import (
	"html/template"
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// relationsPage lists the relations.
type relationsPage struct {
	web.Frame
	Head   web.Head
	Filter *web.Form
	Names  template.HTML
	Tabs   web.Tabs
	Says   string
	Rows   []relationRow
	Pages  web.Pagination
	Empty  web.Empty
}

// relationRow is what one actor tells of another.
type relationRow struct {
	Href             string
	From, To         web.Cell
	Start, End, Felt template.HTML // From, To and how easy as they are drawn
	WantsSay         string
	Says             string
	Form             string
	Note             string
	Place            *web.Link
	Fresh            *web.Freshness
}

// relationAsk is which relations are asked for; what is empty asks for all.
type relationAsk struct {
	in                     *web.Input
	names                  *page.Names
	from, to, municipality string
	intensity, ease, wants string
	level                  string
	err                    error
}

func readRelationAsk(s sight, r *http.Request) relationAsk {
	in := web.QueryInput(r)
	a := relationAsk{in: in, intensity: in.Get(askIntensity), ease: in.Get(askEase), wants: in.Get(askWants), level: in.Get(page.AskLevel)}
	a.municipality = codeOf(in, page.AskMunicipality)
	a.names = page.NewNames(s.v, s.l, s.near(a.municipality)...)
	a.from, a.to = findName(a.names, in, page.AskFrom), findName(a.names, in, page.AskInto)
	a.err = in.Err()
	return a
}

func (a relationAsk) find(s sight, e *ends) []*contact.Relation {
	from, to := newAmong(s.v, a.from), newAmong(s.v, a.to)
	var found []*contact.Relation
	for _, r := range contact.Relations.All(s.v) {
		if a.takes(r) && from.has(s.v, r.From) && to.has(s.v, r.To) && s.isAbout(a.municipality, r.Municipality, r.From, r.To) {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b *contact.Relation) int { return e.compare(a.From, b.From, a.To, b.To) })
	return found
}

func (a relationAsk) takes(r *contact.Relation) bool {
	is := func(asked, word string) bool { return asked == "" || asked == word || asked == notSaid && word == "" }
	return is(a.intensity, r.Intensity) && is(a.ease, r.Ease) && (a.level == "" || a.level == r.Level) &&
		(a.wants == "" || slices.Contains(r.Wants, a.wants))
}

func (a relationAsk) form(s sight, r *http.Request) *web.Form {
	f := web.NewForm(s.l, a.in)
	f.Filter, f.Action = true, "/relationer"
	f.SuggestFrom(page.AskFrom, "contactweb.teller", nameList)
	f.SuggestFrom(page.AskInto, "contactweb.told_of", nameList)
	var codes []string
	for _, x := range contact.Relations.All(s.v) {
		codes = append(codes, x.Municipality)
	}
	unsaid := options(s, "ease_", notSaid)
	f.Select(page.AskMunicipality, "contactweb.municipality", s.placesTold(codes, a.municipality))
	f.Select(askIntensity, "contactweb.intensity", append(page.Options(s.l, "intensity"), unsaid...))
	f.Select(askEase, "contactweb.ease", append(page.Options(s.l, "ease"), unsaid...))
	if a.wants != "" {
		f.Keep(askWants, a.wants)
	}
	if isNarrow(r) {
		f.Cancel = "/relationer"
	}
	return f.Fail(a.err)
}

func newRelationsPage(s sight, r *http.Request) *relationsPage {
	ask := readRelationAsk(s, r)
	p := &relationsPage{Filter: ask.form(s, r)}
	p.Title = s.t("relations")
	p.Head = web.Head{Title: p.Title, Lead: s.t("relations.lead"), Actions: []web.Link{
		{Href: page.Address("/matris", page.AskMunicipality, ask.municipality), Text: s.t("the_matrix"), Icon: "nodes"}}}
	if s.v.MayAdd() {
		add := page.Address("/ny/relation", "from", ask.from, "to", ask.to, "municipality", ask.municipality)
		p.Head.Actions = append(p.Head.Actions, web.Link{Href: add, Text: s.t("add_relation"), Icon: "plus"})
	}
	var ids []string
	for _, x := range contact.Relations.All(s.v) {
		ids = append(ids, x.From, x.To)
	}
	e := s.newEnds(ids)
	p.Names = e.suggestions(ask.names)
	p.Empty = web.Empty{Title: s.t("relations.none"), Text: s.t("relations.none.text"), Action: &web.Link{Href: "/relationer", Text: s.t("show_all_relations")}}
	if ask.err != nil {
		return p
	}
	found := p.tabs(s, r, ask, e)
	p.Says = s.t("relations.count", len(found))
	p.Pages = web.NewPagination(r, perPage, len(found))
	for _, x := range web.PageOf(p.Pages, found) {
		p.Rows = append(p.Rows, s.relationRow(x))
	}
	return p
}

// tabs lead to who wants what, with how many they are, and gives those that are
// asked for.
func (p *relationsPage) tabs(s sight, r *http.Request, ask relationAsk, e *ends) []*contact.Relation {
	asked := ask.wants
	ask.wants = ""
	all := ask.find(s, e)
	p.Tabs = web.Tabs{Label: s.t("wants")}
	add := func(word, text string) {
		ask.wants = word
		n := 0
		for _, x := range all {
			if ask.takes(x) {
				n++
			}
		}
		p.Tabs.Items = append(p.Tabs.Items, web.Link{Href: page.With(r, askWants, word), Text: text, Note: s.l.Number(float64(n)), Current: word == asked})
	}
	add("", s.t("wants_"))
	for _, word := range record.Vocabulary("wants") {
		add(word, s.t("wants_more", s.l.T("wants."+word)))
	}
	ask.wants = asked
	return slices.DeleteFunc(all, func(x *contact.Relation) bool { return !ask.takes(x) })
}

func (s sight) relationRow(r *contact.Relation) relationRow {
	row := relationRow{Href: r.URL(), From: s.end(r.From), To: s.end(r.To), Felt: s.drawEase(r.Ease), Note: r.Note, Fresh: page.FreshIn(s.v, s.l, r)}
	row.Start, row.End = drawEnd(row.From), drawEnd(row.To)
	row.Says = s.l.T("page.relations.works_some")
	if r.Intensity != "" {
		row.Says = s.l.T("page.relations.works", s.l.T("intensity."+r.Intensity))
	}
	if len(r.Wants) > 0 {
		row.WantsSay = s.l.T("page.relations.wants", page.WordList(s.l, "wants", r.Wants))
	}
	if r.Formality != "" && r.Formality != "unknown" {
		row.Form = s.l.T("relation_formality." + r.Formality)
	}
	if r.Municipality != "" {
		row.Place = &web.Link{Href: page.PlaceURL(r.Municipality), Text: page.PlaceName(r.Municipality)}
	}
	return row
}
