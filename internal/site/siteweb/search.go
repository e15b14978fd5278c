package siteweb

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/finder"
	"samkarta/internal/glossary"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/search"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// AskKind is the name of what a search is narrowed to: ?slag=forum.
const askKind = "slag"

// pageOfHits is how many hits stand on a page.
const pageOfHits = 20

// searchPage is what a search has found.
type searchPage struct {
	web.Frame
	Head      web.Head
	Filter    *web.Form
	Asked     bool // something was looked for
	Meanings  []meaningItem
	Suggested *web.Link // "did you mean"
	Notes     []string  // what was done to the query
	Kinds     *web.Tabs
	Says      string
	Hits      []hitItem
	Pages     web.Pagination
	Nothing   *nothing
}

// meaningItem is one meaning of an abbreviation.
type meaningItem struct {
	Short   string // the abbreviation; "" where the word itself was asked for
	Word    string
	Other   web.Link // the word in the other language
	OtherIn string   // its code
	Meaning string
	Where   string
	Away    bool // it does not hold at the place asked about
	Href    string
}

// hitItem is one thing found.
type hitItem struct {
	Href   string
	Kind   string
	Marker *web.Marker
	Title  []search.Span
	Text   []search.Span
	Where  string
	Ended  bool
	Fresh  *web.Freshness
}

// nothing is what to do when nothing was found.
type nothing struct {
	Title  string
	Advice []string
	Links  []web.Link
}

func (p *Pages) search(w http.ResponseWriter, r *http.Request, v *record.View) error {
	q := queryOf(r)
	found := p.Finder.Find(v, q)
	return p.Render(w, r, "found", newSearchPage(r, v, q, found))
}

// queryOf reads what is looked for from the address. A municipality may be
// named instead of given by its code.
func queryOf(r *http.Request) finder.Query {
	in := web.QueryInput(r)
	q := finder.Query{Text: in.Get(page.AskText), Municipality: in.Get(page.AskMunicipality), Party: in.Get(page.AskParty), Limit: pageOfHits}
	if m, ok := place.ByName(q.Municipality); ok {
		q.Municipality = m.Code
	}
	if kind := in.Get(askKind); slices.Contains(finder.Kinds(), kind) {
		q.Kinds = []string{kind}
	}
	number, _ := strconv.Atoi(in.Get("page"))
	q.Offset = max(number-1, 0) * pageOfHits
	return q
}

func newSearchPage(r *http.Request, v *record.View, q finder.Query, found finder.Result) *searchPage {
	l := web.LangOf(r)
	p := &searchPage{Asked: q.Text != "", Filter: searchFilter(v, l, r)}
	p.Head = web.Head{Title: l.T("siteweb.search.title")}
	p.Title, p.Plain, p.NoIndex = p.Head.Title, true, true
	if !p.Asked {
		p.Head.Lead = l.T("siteweb.search.lead")
		p.Nothing = &nothing{Title: l.T("siteweb.search.tips"), Advice: advice(l), Links: examples(l)}
		return p
	}
	p.Head.Title = l.T("siteweb.search.for", q.Text)
	p.Title = p.Head.Title
	p.Meanings = meaningItems(l, found.Meanings)
	p.tell(r, l, q, found)
	if found.Everything == 0 {
		p.Nothing = nothingFound(l, r, q)
		return p
	}
	p.Kinds = kindTabs(l, r, q, found)
	p.Pages = web.NewPagination(r, pageOfHits, found.Total)
	for _, h := range found.Hits {
		p.Hits = append(p.Hits, newHit(v, l, h))
	}
	return p
}

// tell says what was done to the query: what was corrected, left out, guessed.
func (p *searchPage) tell(r *http.Request, l *text.Lang, q finder.Query, found finder.Result) {
	p.Says = l.T("siteweb.search.found", found.Total)
	for _, c := range found.Corrected {
		p.Notes = append(p.Notes, l.T("siteweb.search.corrected", c.To, c.From))
	}
	if found.Partial {
		p.Notes = append(p.Notes, l.T("siteweb.search.partial"))
	}
	if len(found.Missing) > 0 {
		p.Notes = append(p.Notes, l.T("siteweb.search.missing", strings.Join(found.Missing, ", ")))
	}
	if found.Suggestion != "" && !strings.EqualFold(found.Suggestion, q.Text) {
		p.Suggested = &web.Link{Href: with(r, page.AskText, found.Suggestion), Text: found.Suggestion}
	}
}

// with is the address of the page with one thing asked otherwise, from its
// first page on.
func with(r *http.Request, name, value string) string {
	q := url.Values{}
	for key, values := range r.URL.Query() {
		if key != "page" && key != "lang" && key != "dag" && key != name && len(values) > 0 && values[0] != "" {
			q.Set(key, values[0])
		}
	}
	if value != "" {
		q.Set(name, value)
	}
	return r.URL.Path + "?" + q.Encode()
}

func searchFilter(v *record.View, l *text.Lang, r *http.Request) *web.Form {
	f := web.NewForm(l, web.QueryInput(r))
	f.Filter, f.Submit = true, l.T("siteweb.search.button")
	f.Text(page.AskText, "siteweb.search.text")
	f.Select(page.AskMunicipality, "siteweb.search.municipality", townOptions(v))
	f.Select(page.AskParty, "siteweb.search.party", partyOptions(v, l))
	if kind := r.URL.Query().Get(askKind); kind != "" {
		f.Keep(askKind, kind)
	}
	return f
}

// townOptions are the municipalities that the map tells of: those of the
// associations and of the parties.
func townOptions(v *record.View) []web.Option {
	var codes []string
	for _, a := range party.Associations.All(v) {
		codes = append(codes, a.Municipalities...)
	}
	for _, x := range party.Parties.All(v) {
		if x.Municipality != "" {
			codes = append(codes, x.Municipality)
		}
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	options := make([]web.Option, len(codes))
	for i, code := range codes {
		options[i] = web.Option{Value: code, Text: page.PlaceName(code)}
	}
	text.SortBy(options, func(o web.Option) string { return o.Text })
	return options
}

// partyOptions are the parties, by what sort they are.
func partyOptions(v *record.View, l *text.Lang) []web.Option {
	var options []web.Option
	order := record.Vocabulary("party_kind")
	all := party.Parties.All(v)
	slices.SortStableFunc(all, func(a, b *party.Party) int { return slices.Index(order, a.Type) - slices.Index(order, b.Type) })
	for _, x := range all {
		options = append(options, web.Option{Value: x.ID, Text: x.Name, Group: l.T("party_kind." + x.Type)})
	}
	return options
}

func kindTabs(l *text.Lang, r *http.Request, q finder.Query, found finder.Result) *web.Tabs {
	t := &web.Tabs{Label: l.T("siteweb.search.kinds")}
	chosen := ""
	if len(q.Kinds) > 0 {
		chosen = q.Kinds[0]
	}
	add := func(kind, word string, n int) {
		t.Items = append(t.Items, web.Link{Href: with(r, askKind, kind), Text: word, Note: l.Number(float64(n)), Current: kind == chosen})
	}
	add("", l.T("siteweb.search.all"), found.Everything)
	for _, f := range found.Facets {
		add(f.Kind, l.T("finder.kinds."+f.Kind), f.Count)
	}
	return t
}

func newHit(v *record.View, l *text.Lang, h finder.Hit) hitItem {
	item := hitItem{Href: h.URL, Kind: l.T("finder.kind." + h.Kind), Title: search.Mark(h.Title, h.Matched),
		Text: search.Mark(excerpt(h), h.Matched), Ended: h.Ended}
	switch {
	case h.Kind == finder.Municipality:
		region, _ := place.FindRegion(h.Place.Region)
		item.Where = region.County
	case h.Kind == finder.Term:
		item.Title, item.Text = termHit(l, h)
	default:
		item.Fresh = page.Fresh(v, l, h.Record)
		item.Marker = markerOf(v, l, h.Record)
		item.Where = whereOf(v, h)
	}
	return item
}

func termHit(l *text.Lang, h finder.Hit) (title, meaning []search.Span) {
	word, _, said := inLanguage(l, h.Term)
	if len(h.Term.Short) > 0 {
		word += " (" + strings.Join(h.Term.Short, ", ") + ")"
	}
	return search.Mark(word, h.Matched), search.Mark(said, h.Matched)
}

// inLanguage gives a term's word in the language of the page, in the other one,
// and what it means.
func inLanguage(l *text.Lang, t glossary.Term) (word, other, meaning string) {
	if l.Code == "en" {
		return t.En, t.Sv, t.MeaningEn
	}
	return t.Sv, t.En, t.MeaningSv
}

// markerOf is the mark of the party that a record is or belongs to.
func markerOf(v *record.View, l *text.Lang, b record.Body) *web.Marker {
	switch x := b.(type) {
	case *party.Party:
		return page.Marker(l, x.Type)
	case *party.Unit:
		return page.ActorMarker(v, l, x.ID)
	case *party.Association:
		return page.Marker(l, "association")
	}
	return nil
}

// manyTowns is for how many municipalities a hit names them.
const manyTowns = 3

func whereOf(v *record.View, h finder.Hit) string {
	where := ""
	if u, ok := h.Record.(*party.Unit); ok {
		where = v.TitleOf(record.Key{Kind: "party", ID: u.Party})
	}
	if len(h.Places) == 0 || len(h.Places) > manyTowns {
		return where
	}
	towns := page.PlaceNames(h.Places)
	if where == "" || strings.HasPrefix(where, towns) {
		return cmp.Or(where, towns)
	}
	return where + " · " + towns
}

// longestText is how many letters of a text stand under a hit.
const longestText = 220

// excerpt is the part of a hit's text around the first word found.
func excerpt(h finder.Hit) string {
	letters := []rune(h.Text)
	if len(letters) <= longestText {
		return h.Text
	}
	at := 0
	for _, span := range search.Mark(h.Text, h.Matched) {
		if span.Marked {
			break
		}
		at += len([]rune(span.Text))
	}
	from := max(min(at-longestText/3, len(letters)-longestText), 0)
	cut := string(letters[from : from+longestText])
	if from > 0 {
		if _, rest, ok := strings.Cut(cut, " "); ok {
			cut = "… " + rest
		}
	}
	if i := strings.LastIndex(cut, " "); from+longestText < len(letters) && i > 0 {
		cut = cut[:i] + " …"
	}
	return cut
}

func meaningItems(l *text.Lang, all []finder.Meaning) []meaningItem {
	items := make([]meaningItem, len(all))
	for i, m := range all {
		word, other, meaning := inLanguage(l, m.Term)
		items[i] = meaningItem{Short: m.Short, Word: word, Other: web.Link{Text: other}, OtherIn: otherLanguage(l),
			Meaning: meaning, Where: placesOfTerm(l, m.Term), Away: !m.Holds, Href: "/ordlista#" + m.Term.ID}
	}
	return items
}

func otherLanguage(l *text.Lang) string {
	if l.Code == "en" {
		return "sv"
	}
	return "en"
}

// placesOfTerm says where a term has its meaning; "" is everywhere.
func placesOfTerm(l *text.Lang, t glossary.Term) string {
	var names []string
	for _, code := range t.Places {
		if region, ok := place.FindRegion(code); ok {
			names = append(names, region.County)
		} else {
			names = append(names, page.PlaceName(code))
		}
	}
	text.SortBy(names, func(s string) string { return s })
	return strings.Join(names, ", ")
}

func advice(l *text.Lang) []string {
	return []string{l.T("siteweb.advice.words"), l.T("siteweb.advice.short"), l.T("siteweb.advice.filter")}
}

func nothingFound(l *text.Lang, r *http.Request, q finder.Query) *nothing {
	n := &nothing{Title: l.T("siteweb.search.nothing", q.Text), Advice: advice(l)}
	if q.Municipality != "" || q.Party != "" {
		n.Links = append(n.Links, web.Link{Href: page.Address(r.URL.Path, page.AskText, q.Text), Text: l.T("siteweb.search.everywhere")})
	}
	n.Links = append(n.Links, web.Link{Href: "/vem", Text: l.T("siteweb.all_actors")}, web.Link{Href: "/var", Text: l.T("siteweb.all_forums")},
		web.Link{Href: "/en-vag-in", Text: l.T("siteweb.wayin")}, web.Link{Href: "/ordlista", Text: l.T("siteweb.glossary.title")})
	return n
}
