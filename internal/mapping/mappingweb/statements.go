package mappingweb

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// How many statements are shown: of each stance of a factor beside other
// factors, of each stance of one factor, and on a page of a plain list. So few
// as stand on a page are all shown.
const (
	ofFactor = 1
	ofStance = 8
	ofPage   = 30
)

// statementsPage is what people say, by the factors that make collaboration
// work.
type statementsPage struct {
	web.Frame
	Head    web.Head
	Filter  *web.Form
	Unfold  bool // some of the folded choices are made
	Chosen  []chip
	Stances web.Tabs
	Figures *figures              // by factor, where more than one is shown
	Factors []factorGroup         // the first of each factor
	Groups  []page.StatementGroup // of one factor: by stance
	Items   []page.StatementItem  // of one factor and one stance
	Says    string
	Pages   web.Pagination
	Empty   web.Empty
}

// factorGroup is the first statements of a factor: what works and what does not,
// or else what there is.
type factorGroup struct {
	ID     string
	Title  string
	Count  int
	Groups []page.StatementGroup
	More   web.Link // to all of them
}

func newStatementsPage(s sight, r *http.Request, f mapping.Filter) *statementsPage {
	p := &statementsPage{Filter: s.form(r, f), Chosen: s.chosen(r)}
	p.Head = web.Head{Title: s.T("mappingweb.statements"), Lead: s.T("mappingweb.statements.lead")}
	p.Title = p.Head.Title
	if s.View.MayAdd() {
		add := page.Address("/ny/statement", "municipality", f.Municipality, "about", f.About)
		p.Head.Actions = []web.Link{{Href: add, Text: s.T("mappingweb.add"), Icon: "plus"}}
	}
	p.Unfold = f.Association+f.TargetGroup+f.Perspective+f.Type != ""
	g := s.gather(f)
	p.Stances = s.stances(r, f, g.counts)
	p.fill(s, r, f, g)
	p.Empty = web.Empty{Title: s.T("mappingweb.none"), Text: s.T("mappingweb.none.text"),
		Action: &web.Link{Href: "/vad", Text: s.T("mappingweb.all")}}
	return p
}

// gathered is the statements that are asked for, the freshest first.
type gathered struct {
	shown  []*mapping.Statement
	groups []mapping.Group // of those, by factor
	counts mapping.Counts  // by stance, of all that the rest of the filter chooses
}

// gather looks for the statements that are asked for; where that is all of the
// map, once for all who ask.
func (s sight) gather(f mapping.Filter) gathered {
	work := func() gathered {
		wide := f
		wide.Stance = ""
		all := mapping.List(s.View, wide)
		g := gathered{shown: ofStanceOnly(all, f.Stance), counts: mapping.Count(all)}
		mapping.FreshestFirst(s.View, g.shown)
		g.groups = mapping.ByFactor(g.shown)
		return g
	}
	if f.Among != nil || f.Municipality+f.Association+f.Type+f.Factor+f.About+f.By+f.Actor+f.Perspective+f.TargetGroup != "" {
		return work()
	}
	type question struct{ stance string }
	return record.Once(s.View, question{f.Stance}, work)
}

func ofStanceOnly(all []*mapping.Statement, stance string) []*mapping.Statement {
	if stance == "" {
		return all
	}
	var of []*mapping.Statement
	for _, x := range all {
		if x.Stance() == stance {
			of = append(of, x)
		}
	}
	return of
}

// fill shows the statements: one factor by stance, one stance of it as a plain
// list, several factors with the first of each.
func (p *statementsPage) fill(s sight, r *http.Request, f mapping.Filter, g gathered) {
	c := page.Context{Municipality: f.Municipality, More: page.With(r, page.AskStance, "")}
	switch shown, groups := g.shown, g.groups; {
	case len(groups) > 1:
		p.Figures = s.figures(r, groups)
		p.Factors = s.factors(r, groups, c)
	case f.Stance == "" && len(shown) > 0:
		p.Says = s.saysOf(groups[0])
		most := ofStance
		if len(shown) <= ofPage {
			most = len(shown)
		}
		p.Groups = s.groupsOf(shown, mapping.Stances(), most, c)
	default:
		if len(groups) > 0 {
			p.Says = s.saysOf(groups[0])
		}
		p.Pages = web.NewPagination(r, ofPage, len(shown))
		p.Items = s.items(web.PageOf(p.Pages, shown), c)
	}
}

func (s sight) saysOf(g mapping.Group) string {
	return s.T("mappingweb.count_of", len(g.Statements), s.T("factor."+g.Factor))
}

// items shows statements of one factor, which is therefore not said of each.
func (s sight) items(all []*mapping.Statement, c page.Context) []page.StatementItem {
	items := make([]page.StatementItem, len(all))
	for i, x := range all {
		items[i] = page.NewStatement(s.View, s.Lang, x, c)
		items[i].Factor = ""
	}
	return items
}

// groupsOf is items by stance: of the stances named, the first of each. The
// statements come in the order in which they are to be shown.
func (s sight) groupsOf(all []*mapping.Statement, stances []string, most int, c page.Context) []page.StatementGroup {
	var groups []page.StatementGroup
	for _, stance := range stances {
		of := ofStanceOnly(all, stance)
		if len(of) == 0 {
			continue
		}
		g := page.StatementGroup{Stance: stance, Title: s.T("page.stance." + stance), Count: len(of), Items: s.items(of[:min(len(of), most)], c)}
		if len(of) > most {
			g.More = &web.Link{Href: page.Address(c.More, page.AskStance, stance), Text: s.T("page.statements.all."+stance, len(of))}
		}
		groups = append(groups, g)
	}
	return groups
}

// firstStances are the two stances of a factor that say most of it: what works
// and what does not, or else what there is.
func firstStances(g mapping.Group) []string {
	there := slices.DeleteFunc(mapping.Stances(), func(stance string) bool { return g.Counts[stance] == 0 })
	return there[:min(len(there), 2)]
}

// stances are tabs over what statements come down to, with how many there are.
func (s sight) stances(r *http.Request, f mapping.Filter, counts mapping.Counts) web.Tabs {
	t := web.Tabs{Label: s.T("mappingweb.stances")}
	add := func(stance, word string, n int) {
		t.Items = append(t.Items, web.Link{Href: page.With(r, page.AskStance, stance), Text: word,
			Note: s.Lang.Number(float64(n)), Current: f.Stance == stance})
	}
	add("", s.T("mappingweb.all_stances"), counts.Total())
	for _, stance := range mapping.Stances() {
		add(stance, s.T("page.stance."+stance), counts[stance])
	}
	return t
}

// factors shows the first statements of each factor; all of them, if they are
// few together.
func (s sight) factors(r *http.Request, groups []mapping.Group, c page.Context) []factorGroup {
	together := 0
	for _, g := range groups {
		together += len(g.Statements)
	}
	all := make([]factorGroup, len(groups))
	for i, g := range groups {
		most, stances := ofFactor, firstStances(g)
		if together <= ofPage {
			most, stances = ofPage, mapping.Stances()
		}
		c.More = page.With(r, page.AskFactor, g.Factor, page.AskStance, "")
		all[i] = factorGroup{ID: "faktor-" + g.Factor, Title: title(s.T("factor." + g.Factor)), Count: len(g.Statements),
			Groups: s.groupsOf(g.Statements, stances, most, c),
			More:   web.Link{Href: page.With(r, page.AskFactor, g.Factor), Text: s.T("mappingweb.all_of", len(g.Statements))}}
	}
	return all
}

// title is a word of a vocabulary as it begins a heading.
func title(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// figures is how many statements there are of each factor and stance, as bars
// and as numbers that lead to them: {{template "factor-figures" .Figures}}.
type figures struct {
	page.Said
	Stances []string // in words
	Rows    []figureRow
}

// figureRow is one factor.
type figureRow struct {
	Factor string
	Href   string
	Bars   template.HTML // the bars, within a drawing 100 wide and 10 high
	Cells  []web.Link    // by stance; without an address where there are none
	Total  string
}

func (s sight) figures(r *http.Request, groups []mapping.Group) *figures {
	f := &figures{Said: page.Said{Lang: s.Lang}}
	most := 0
	for _, g := range groups {
		most = max(most, len(g.Statements))
	}
	for _, stance := range mapping.Stances() {
		f.Stances = append(f.Stances, s.T("page.stance."+stance))
	}
	for _, g := range groups {
		f.Rows = append(f.Rows, figureOf(s.Lang, r, g, most))
	}
	return f
}

// bars draws the statements of a factor by stance, in percent of the factor with
// most. Nothing but numbers and the names of the stances goes into it.
func bars(g mapping.Group, most int) template.HTML {
	var b strings.Builder
	x := 0.0
	for _, stance := range mapping.Stances() {
		if n := g.Counts[stance]; n > 0 {
			width := 100 * float64(n) / float64(most)
			fmt.Fprintf(&b, `<rect class="bar-%s" x="%.2f" y="0" width="%.2f" height="10"/>`, stance, x, width)
			x += width
		}
	}
	return template.HTML(b.String())
}

func figureOf(l *text.Lang, r *http.Request, g mapping.Group, most int) figureRow {
	row := figureRow{Factor: title(l.T("factor." + g.Factor)), Href: page.With(r, page.AskFactor, g.Factor),
		Bars: bars(g, most), Total: l.Number(float64(len(g.Statements)))}
	for _, stance := range mapping.Stances() {
		n := g.Counts[stance]
		cell := web.Link{Text: l.Number(float64(n))}
		if n > 0 {
			cell.Href = page.With(r, page.AskFactor, g.Factor, page.AskStance, stance)
			cell.Note = l.T("page.stance." + stance)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}
