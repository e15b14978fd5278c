package mappingweb

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// sourcesPage is the documents that the facts of the map come from.
type sourcesPage struct {
	web.Frame
	Head      web.Head
	Documents web.Table
	Registers *web.Table // what associations write down themselves
}

// tally is how many facts of each kind come from a source.
type tally map[string]int

func (t tally) sum() int {
	sum := 0
	for _, n := range t {
		sum += n
	}
	return sum
}

// tallies counts the facts by source. A fact that has been changed since is
// counted with each document that it was found in.
func (s sight) tallies() map[string]tally {
	type question struct{}
	return record.Once(s.View, question{}, s.countFacts)
}

func (s sight) countFacts() map[string]tally {
	all := map[string]tally{}
	s.View.Everything(func(b record.Body) {
		h := b.HeadOf()
		for _, source := range sourcesOf(h) {
			if all[source] == nil {
				all[source] = tally{}
			}
			all[source][h.Kind.Name]++
		}
	})
	return all
}

// sourcesOf lists the sources that a fact comes from: the one that last set it
// and those where it was found.
func sourcesOf(h *record.Head) []string {
	var ids []string
	if h.Source != "" {
		ids = append(ids, h.Source)
	}
	for _, e := range h.Evidence {
		if e.Source != "" && !slices.Contains(ids, e.Source) {
			ids = append(ids, e.Source)
		}
	}
	return ids
}

// columns are the kinds that have a column of their own in the table.
var columns = []string{"unit", "forum", "statement"}

func newSourcesPage(s sight, _ *http.Request) *sourcesPage {
	p := &sourcesPage{Head: web.Head{Title: s.T("mappingweb.sources"), Lead: s.T("mappingweb.sources.lead")}}
	p.Title = p.Head.Title
	if s.View.MayAdd() {
		p.Head.Actions = []web.Link{{Href: "/importera", Text: s.T("mappingweb.import")}}
	}
	counts := s.tallies()
	var documents, registers []*record.Source
	for _, src := range record.Sources.All(s.View) {
		if record.IsRegister(src.ID) {
			registers = append(registers, src)
		} else {
			documents = append(documents, src)
		}
	}
	slices.SortStableFunc(documents, func(a, b *record.Source) int { return b.Date.Last().Compare(a.Date.Last()) })
	p.Documents = s.sourceTable(documents, counts)
	p.Documents.Empty = web.Empty{Title: s.T("mappingweb.sources.none"), Text: s.T("mappingweb.sources.none.text")}
	if len(registers) > 0 {
		t := s.sourceTable(registers, counts)
		p.Registers = &t
	}
	return p
}

func (s sight) sourceTable(all []*record.Source, counts map[string]tally) web.Table {
	t := web.Table{Caption: s.T("mappingweb.sources"), Quiet: true,
		Columns: []web.Column{{Text: s.T("mappingweb.source")}, {Text: s.T("mappingweb.source.kind")}, {Text: s.T("mappingweb.source.date")}}}
	for _, kind := range columns {
		t.Columns = append(t.Columns, web.Column{Text: s.T("finder.kinds." + kind), Number: true})
	}
	t.Columns = append(t.Columns, web.Column{Text: s.T("mappingweb.source.facts"), Number: true}, web.Column{Text: s.T("mappingweb.fresh")})
	for _, src := range all {
		n := counts[src.ID]
		cells := []web.Cell{{Text: src.Title, Href: src.URL(), Note: src.Publisher}, {Text: page.Word(s.Lang, "source_kind", src.Type)},
			{Text: page.DateText(s.Lang, src.Date)}}
		for _, kind := range columns {
			cells = append(cells, numberCell(s.Lang, n[kind], page.Address(src.URL(), askKind, kind)))
		}
		cells = append(cells, numberCell(s.Lang, n.sum(), ""), web.Cell{Fresh: s.freshWord(src)})
		t.Rows = append(t.Rows, web.TableRow{Cells: cells})
	}
	return t
}

// freshWord is how fresh a source is, without the day that stands beside it.
func (s sight) freshWord(src *record.Source) *web.Freshness {
	m := page.Fresh(s.View, s.Lang, src)
	m.Text = ""
	return m
}

func numberCell(l *text.Lang, n int, href string) web.Cell {
	c := web.Cell{Text: l.Number(float64(n))}
	if n > 0 {
		c.Href = href
	}
	return c
}

// sourcePage is a document and every fact from it.
type sourcePage struct {
	web.Frame
	Head   web.Head
	Facts  web.Definitions
	Kinds  web.Tabs
	Table  web.Table
	Pages  web.Pagination
	Hidden string // what comes from it and is not shown yet
	About  page.About
}

// factsOfPage is how many facts stand on a page.
const factsOfPage = 50

func newSourcePage(s sight, r *http.Request, src *record.Source) *sourcePage {
	p := &sourcePage{About: page.NewAbout(s.View, s.Lang, src)}
	p.Head = web.Head{Kicker: s.T("mappingweb.source_of", page.Word(s.Lang, "source_kind", src.Type)), Title: src.Title, Fresh: page.Fresh(s.View, s.Lang, src),
		Actions: []web.Link{{Href: page.Address("/exportera/samkarta.json", "kalla", src.ID), Text: s.T("mappingweb.get"), Icon: "download"}}}
	p.Title = src.Title
	p.Crumbs = []web.Link{{Href: "/kallor", Text: s.T("mappingweb.sources")}}
	p.Facts = web.Definitions{s.say("mappingweb.publisher", src.Publisher), s.say("mappingweb.source.date", page.DateText(s.Lang, src.Date))}
	if src.Language != "" && src.Language != s.Lang.Code {
		p.Facts = append(p.Facts, s.say("mappingweb.language", page.Word(s.Lang, "language", src.Language)))
	}
	shown, hidden := s.factsOf(src.ID)
	p.Hidden = s.hiddenFacts(hidden)
	p.list(s, r, src, shown)
	return p
}

func (s sight) say(key, said string) web.Definition {
	if said == "" {
		said = s.T("page.unknown")
	}
	return web.Say(s.T(key), said)
}

// factsOf gives the facts from a source, by kind, and how many there are of the
// kinds that are not shown yet.
func (s sight) factsOf(id string) (shown map[string][]record.Body, hidden tally) {
	shown, hidden = map[string][]record.Body{}, tally{}
	s.View.Everything(func(b record.Body) {
		h := b.HeadOf()
		switch {
		case !slices.Contains(sourcesOf(h), id):
		case h.Kind.Kept:
			hidden[h.Kind.Name]++
		default:
			shown[h.Kind.Name] = append(shown[h.Kind.Name], b)
		}
	})
	return shown, hidden
}

func (s sight) hiddenFacts(hidden tally) string {
	var parts []string
	for _, k := range s.View.Kinds().All {
		if n := hidden[k.Name]; n > 0 {
			parts = append(parts, s.Lang.Number(float64(n))+" "+strings.ToLower(s.T("finder.kinds."+k.Name)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return s.T("mappingweb.hidden", strings.Join(parts, ", "))
}

// list shows the facts of the kind asked for, or of the first there is.
func (p *sourcePage) list(s sight, r *http.Request, src *record.Source, shown map[string][]record.Body) {
	asked := r.URL.Query().Get(askKind)
	p.Kinds.Label = s.T("mappingweb.kinds")
	var chosen []record.Body
	for _, k := range s.View.Kinds().All {
		of := shown[k.Name]
		if len(of) == 0 {
			continue
		}
		current := asked == k.Name || len(shown[asked]) == 0 && chosen == nil
		if current {
			chosen = of
		}
		p.Kinds.Items = append(p.Kinds.Items, web.Link{Href: page.With(r, askKind, k.Name), Text: s.T("finder.kinds." + k.Name),
			Note: s.Lang.Number(float64(len(of))), Current: current})
	}
	p.Pages = web.NewPagination(r, factsOfPage, len(chosen))
	p.Table = s.factTable(src, web.PageOf(p.Pages, chosen))
}

func (s sight) factTable(src *record.Source, facts []record.Body) web.Table {
	t := web.Table{Caption: s.T("mappingweb.facts_from", src.Title), Quiet: true,
		Columns: []web.Column{{Text: s.T("mappingweb.fact")}, {Text: s.T("mappingweb.municipality")},
			{Text: s.T("mappingweb.page")}, {Text: s.T("page.confirmed")}},
		Empty: web.Empty{Title: s.T("mappingweb.no_facts"), Text: s.T("mappingweb.no_facts.text")}}
	for _, b := range facts {
		h := b.HeadOf()
		row := web.TableRow{Quiet: !h.HoldsOn(s.View.Today()), Cells: []web.Cell{{Text: s.View.Title(b), Href: h.URL()},
			{Text: s.townsOf(b)}, {Text: pagesOf(s.Lang, h, src.ID)}, {Fresh: page.FreshIn(s.View, s.Lang, b)}}}
		if row.Quiet {
			row.Cells[0].Tags = []web.Tag{{Text: s.T("page.ended_title"), Color: "warning"}}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// townsOf names the municipalities that a fact is about; of more than three only
// how many.
func (s sight) townsOf(b record.Body) string {
	places := b.HeadOf().Kind.Places
	if places == nil {
		return ""
	}
	codes := places(s.View, b)
	if len(codes) > 3 {
		return s.T("mappingweb.towns", len(codes))
	}
	return page.PlaceNames(codes)
}

// pagesOf says on which pages of a source a fact stands.
func pagesOf(l *text.Lang, h *record.Head, source string) string {
	var pages []int
	for _, e := range h.Evidence {
		if e.Page > 0 && (e.Source == source || e.Source == "" && h.Source == source) {
			pages = append(pages, e.Page)
		}
	}
	if len(pages) == 0 {
		return ""
	}
	slices.Sort(pages)
	var said []string
	for _, n := range slices.Compact(pages) {
		said = append(said, strconv.Itoa(n))
	}
	return l.T("mappingweb.pages", strings.Join(said, ", "))
}
