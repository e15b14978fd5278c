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
	toldAsk
	intensity, ease, wants, level string
}

func readRelationAsk(s sight, r *http.Request) relationAsk {
	told := readToldAsk(s, r)
	return relationAsk{told, told.in.Get(askIntensity), told.in.Get(askEase), told.in.Get(askWants), told.in.Get(page.AskLevel)}
}

func (a relationAsk) find(s sight, e *ends) []*contact.Relation {
	between := a.between(s)
	var found []*contact.Relation
	for _, r := range contact.Relations.All(s.View) {
		if a.takes(r) && between(r.From, r.To, r.Municipality) {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b *contact.Relation) int { return e.compare(a.From, b.From, a.To, b.To) })
	return found
}

func (a relationAsk) takes(r *contact.Relation) bool {
	return isWord(a.intensity, r.Intensity) && isWord(a.ease, r.Ease) && (a.level == "" || a.level == r.Level) &&
		(a.wants == "" || slices.Contains(r.Wants, a.wants))
}

func (a relationAsk) form(s sight, r *http.Request) *web.Form {
	var codes []string
	for _, x := range contact.Relations.All(s.View) {
		codes = append(codes, x.Municipality)
	}
	f := a.toldAsk.form(s, "/relationer", "contactweb.teller", "contactweb.told_of", codes)
	unsaid := options(s, "ease_", notSaid)
	f.Select(askIntensity, "contactweb.intensity", append(page.Options(s.Lang, "intensity"), unsaid...))
	f.Select(askEase, "contactweb.ease", append(page.Options(s.Lang, "ease"), unsaid...))
	return a.ended(f, r, askWants, a.wants)
}

func newRelationsPage(s sight, r *http.Request) *relationsPage {
	ask := readRelationAsk(s, r)
	p := &relationsPage{Filter: ask.form(s, r)}
	p.Title = s.T("contactweb.relations")
	p.Head = web.Head{Title: p.Title, Lead: s.T("contactweb.relations.lead"), Actions: []web.Link{
		{Href: page.Address("/matris", page.AskMunicipality, ask.municipality), Text: s.T("contactweb.the_matrix"), Icon: "nodes"}}}
	if s.View.MayAdd() {
		add := page.Address("/ny/relation", "from", ask.from, "to", ask.to, "municipality", ask.municipality)
		p.Head.Actions = append(p.Head.Actions, web.Link{Href: add, Text: s.T("contactweb.add_relation"), Icon: "plus"})
	}
	var ids []string
	for _, x := range contact.Relations.All(s.View) {
		ids = append(ids, x.From, x.To)
	}
	e := s.newEnds(ids)
	p.Names = e.suggestions(ask.names)
	p.Empty = web.Empty{Title: s.T("contactweb.relations.none"), Text: s.T("contactweb.relations.none.text"), Action: &web.Link{Href: "/relationer", Text: s.T("contactweb.show_all_relations")}}
	if ask.err != nil {
		return p
	}
	found := p.tabs(s, r, ask, e)
	p.Says = s.T("contactweb.relations.count", len(found))
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
	p.Tabs = web.Tabs{Label: s.T("contactweb.wants")}
	add := func(word, text string) {
		ask.wants = word
		n := 0
		for _, x := range all {
			if ask.takes(x) {
				n++
			}
		}
		p.Tabs.Items = append(p.Tabs.Items, web.Link{Href: page.With(r, askWants, word), Text: text, Note: s.Lang.Number(float64(n)), Current: word == asked})
	}
	add("", s.T("contactweb.wants_"))
	for _, word := range record.Vocabulary("wants") {
		add(word, s.T("contactweb.wants_more", s.T("wants."+word)))
	}
	ask.wants = asked
	return slices.DeleteFunc(all, func(x *contact.Relation) bool { return !ask.takes(x) })
}

func (s sight) relationRow(r *contact.Relation) relationRow {
	row := relationRow{Href: r.URL(), From: s.end(r.From), To: s.end(r.To), Felt: s.drawEase(r.Ease), Note: r.Note, Fresh: page.FreshIn(s.View, s.Lang, r)}
	row.Start, row.End = drawEnd(row.From), drawEnd(row.To)
	row.Says = s.T("page.relations.works_some")
	if r.Intensity != "" {
		row.Says = s.T("page.relations.works", s.T("intensity."+r.Intensity))
	}
	if len(r.Wants) > 0 {
		row.WantsSay = s.T("page.relations.wants", page.WordList(s.Lang, "wants", r.Wants))
	}
	if r.Formality != "" && r.Formality != "unknown" {
		row.Form = s.T("relation_formality." + r.Formality)
	}
	if r.Municipality != "" {
		row.Place = &web.Link{Href: page.PlaceURL(r.Municipality), Text: page.PlaceName(r.Municipality)}
	}
	return row
}
