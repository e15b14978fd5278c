package contactweb

import (
	"html"
	"html/template"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// matrixPage is who meets whom, and how easy they find each other.
type matrixPage struct {
	web.Frame
	Head    web.Head
	Chooser *web.Form
	Title2  string // of the matrix
	Notes   []string
	More    *web.Link
	Words   bool // there is room for the words
	Ends    []page.Mark
	Rows    []matrixRow
	Legend  []easeMark
	Pairs   []pairRow
	Pairing pairHeads
	Alone   []page.Mark // who has nothing to do with the others
	Empty   *web.Empty
}

// matrixRow is one of those who find the others.
type matrixRow struct {
	End   page.Mark
	Cells []matrixCell
}

// matrixCell is how a row meets and finds a column.
type matrixCell struct {
	Self   bool   // it is between the row and itself
	Href   string // "" where nothing is known
	Forums int
	Heat   int
	Ease   easeMark
	Says   string // what it is between, for who cannot see where it stands
}

// easeMark is a word of ease, with a drawing for where there is no room.
type easeMark struct{ Word, Text, Sign string }

// pairRow is two of them, with both directions: the matrix as a list.
type pairRow struct {
	Title  string
	Href   string
	Forums int
	There  easeMark
	Back   easeMark
	A, B   string
}

// pairHeads are the heads of the list's columns.
type pairHeads struct{ Pair, Forums, There, Back string }

// signs stand for the words of ease: a triangle up is easy and one down is hard,
// filled if it is so wholly.
var signs = map[string]string{"easy": "▲", "fairly_easy": "△", "mixed": "◆", "fairly_hard": "▽", "hard": "▼"}

func (s sight) easeMark(word string) easeMark {
	if word == "" {
		return easeMark{}
	}
	return easeMark{word, s.T("ease." + word), signs[word]}
}

// roomForWords is up to how many columns the words stand in the cells.
const roomForWords = 8

func newMatrixPage(s sight, r *http.Request) *matrixPage {
	c := readScope(s, r)
	ids := c.candidates(s)
	g, all, alone := c.prune(s, contact.NewGrid(s.View, ids, ids, c.codes()))
	p := &matrixPage{Chooser: c.form(s), Words: len(g.Rows) <= roomForWords}
	p.Title = s.T("contactweb.matrix")
	p.Wide = len(g.Rows) > roomForWords
	p.Head = web.Head{Title: p.Title, Lead: s.T("contactweb.matrix.lead")}
	p.Title2 = s.T("contactweb.matrix.of", c.name(s))
	p.Pairing = pairHeads{s.T("contactweb.matrix.pair"), s.T("contactweb.matrix.forums"), s.T("contactweb.matrix.there"), s.T("contactweb.matrix.back")}
	p.explain(s, c, len(g.Rows), all)
	for _, id := range alone {
		p.Alone = append(p.Alone, s.mark(id))
	}
	if isBound := func(id string) bool { return c.kinds || c.isBound(s, id) }; len(g.Rows) < 2 || !slices.ContainsFunc(g.Rows, isBound) {
		p.Empty = &web.Empty{Title: s.T("contactweb.matrix.none", c.name(s)), Text: s.T("contactweb.matrix.none.text"),
			Action: &web.Link{Href: page.Address("/matris", page.AskAssociation, everywhere, askKinds, "1"), Text: s.T("contactweb.matrix.none.all")}}
		return p
	}
	for _, word := range []string{"easy", "fairly_easy", "mixed", "fairly_hard", "hard"} {
		p.Legend = append(p.Legend, s.easeMark(word))
	}
	p.fill(s, c, g)
	return p
}

// prune leaves out of a matrix those who have nothing to do with anybody of the
// place, and those for whom there is no room. It gives too how many there are
// in all, and which of the main parties and of the association are alone.
func (c scope) prune(s sight, g *contact.Grid) (kept *contact.Grid, all int, alone []string) {
	var places []int
	for i, id := range g.Rows {
		switch meets := c.meets(s, g, i); {
		case meets:
			places = append(places, i)
		case c.isCore(s, id), c.association != nil && slices.Contains(c.association.Parties, id):
			alone = append(alone, id)
		}
	}
	all = len(places)
	if !c.more && !c.kinds {
		places = places[:min(all, fewParties)]
	}
	return part(g, places), all, alone
}

// meets tells whether the i:th has anything to do with the others; who is no
// main party, with any that is of the place.
func (c scope) meets(s sight, g *contact.Grid, i int) bool {
	for j, id := range g.Rows {
		there, back := g.Cells[i][j], g.Cells[j][i]
		if there.Forums+there.Told+back.Told > 0 && (c.kinds || c.isCore(s, g.Rows[i]) || c.isBound(s, id)) {
			return true
		}
	}
	return false
}

// part is the part of a matrix with some of its rows and the same columns.
func part(g *contact.Grid, places []int) *contact.Grid {
	kept := &contact.Grid{}
	for _, i := range places {
		row := make([]contact.Cell, len(places))
		for k, j := range places {
			row[k] = g.Cells[i][j]
		}
		kept.Rows, kept.Cells = append(kept.Rows, g.Rows[i]), append(kept.Cells, row)
	}
	kept.Columns = kept.Rows
	return kept
}

// explain says why these are shown, and how to see others.
func (p *matrixPage) explain(s sight, c scope, shown, all int) {
	if !c.chosen && c.association != nil {
		p.Notes = append(p.Notes, s.T("contactweb.matrix.chosen_for_you"))
	}
	if shown == all {
		return
	}
	if c.everywhere {
		p.Notes = append(p.Notes, s.T("contactweb.matrix.capped_everywhere", shown, all))
	} else {
		p.Notes = append(p.Notes, s.T("contactweb.matrix.capped", shown, all))
	}
	if !c.more {
		p.More = &web.Link{Href: page.Address("/matris", append(c.asked(), askMore, "1")...), Text: s.T("contactweb.matrix.more", min(all, manyParties))}
	}
}

func (p *matrixPage) fill(s sight, c scope, g *contact.Grid) {
	most := 1
	for i, row := range g.Cells {
		p.Ends = append(p.Ends, s.mark(g.Rows[i]))
		for j := range row {
			most = max(most, row[j].Forums)
		}
	}
	for i, row := range g.Cells {
		r := matrixRow{End: p.Ends[i], Cells: make([]matrixCell, len(row))}
		for j := range row {
			r.Cells[j] = p.newCell(s, c, g, i, j, most)
		}
		p.Rows = append(p.Rows, r)
	}
	for i := range g.Rows {
		for j := i + 1; j < len(g.Rows); j++ {
			p.pair(s, g, i, j)
		}
	}
}

// mark is an end in short; a kind of party has no page of its own.
func (s sight) mark(id string) page.Mark {
	if _, ok := party.FindActor(s.View, id); !ok {
		return page.Mark{ID: id, Marker: page.Marker(s.Lang, id), Text: s.short(id)}
	}
	return page.PartyMark(s.View, s.Lang, id)
}

func (p *matrixPage) newCell(s sight, c scope, g *contact.Grid, i, j, most int) matrixCell {
	at := g.Cells[i][j]
	x := matrixCell{Forums: at.Forums, Ease: s.easeMark(at.Ease), Heat: heat(at.Forums, most)}
	x.Self = i == j && (!c.kinds || at == contact.Cell{})
	if at.Forums+at.Told+g.Cells[j][i].Told > 0 {
		x.Href = cellURL(g.Rows[i], g.Columns[j], c.asked()...)
		x.Says = s.T("contactweb.matrix.between", p.Ends[i].Text, p.Ends[j].Text)
		if i == j {
			x.Says = s.T("contactweb.matrix.within", p.Ends[i].Text)
		}
	}
	return x
}

// heat is how dark a cell is, from 1 to 5; 0 if there is nothing. It grows by
// the root, so that one pair that meets all the time does not make all others
// look alike.
func heat(n, most int) int {
	if n == 0 {
		return 0
	}
	return 1 + int(4*math.Sqrt(float64(n)/float64(most)))
}

func (p *matrixPage) pair(s sight, g *contact.Grid, i, j int) {
	x := p.Rows[i].Cells[j]
	if x.Href == "" {
		return
	}
	a, b := p.Ends[i].Text, p.Ends[j].Text
	p.Pairs = append(p.Pairs, pairRow{Title: s.T("contactweb.matrix.pair_of", a, b), Href: x.Href, Forums: x.Forums,
		There: x.Ease, Back: p.Rows[j].Cells[i].Ease, A: a, B: b})
}

// HTML is the cells as the table shows them. They are written here and not in the
// template, for a matrix of forty has sixteen hundred of them.
func (r matrixRow) HTML() template.HTML {
	var b strings.Builder
	for _, x := range r.Cells {
		x.write(&b)
	}
	return template.HTML(b.String())
}

func (x matrixCell) write(b *strings.Builder) {
	class, number := "heat-"+strconv.Itoa(x.Heat), "<b>"+strconv.Itoa(x.Forums)+"</b>"
	switch {
	case x.Self && x.Href == "":
		b.WriteString(`<td class="matrix__self"></td>`)
		return
	case x.Self:
		class, number = "matrix__self", ""
	case x.Href == "":
		b.WriteString(`<td><span class="meeting__none">0</span></td>`)
		return
	}
	for _, part := range []string{`<td class="`, class, `"><a href="`, html.EscapeString(x.Href), `">`, number, x.Ease.html(),
		`<span class="ds-sr-only">`, html.EscapeString(x.Says), `</span></a></td>`} {
		b.WriteString(part)
	}
}

func (e easeMark) html() string {
	if e.Word == "" {
		return `<span class="felt felt--unsaid" aria-hidden="true">–</span>`
	}
	return `<span class="felt felt--` + e.Word + `"><span aria-hidden="true">` + e.Sign + `</span><span class="felt__word"> ` + html.EscapeString(e.Text) + `</span></span>`
}
