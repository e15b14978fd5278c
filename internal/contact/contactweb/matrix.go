package contactweb

import (
	"html"
	"html/template"
	"net/http"
	"strconv"

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
	Empty   *web.Empty
}

// matrixRow is one of those who find the others.
type matrixRow struct {
	End   page.Mark
	Cells []matrixCell
}

// matrixCell is how a row meets and finds a column.
type matrixCell struct {
	Self   bool
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
	return easeMark{word, s.l.T("ease." + word), signs[word]}
}

// roomForWords is up to how many columns the words stand in the cells.
const roomForWords = 8

func newMatrixPage(s sight, r *http.Request) *matrixPage {
	c := readScope(s, r)
	ids, all := c.ends(s)
	p := &matrixPage{Chooser: c.form(s), Words: len(ids) <= roomForWords}
	p.Title = s.t("matrix")
	p.Wide = len(ids) > roomForWords
	p.Head = web.Head{Title: p.Title, Lead: s.t("matrix.lead")}
	p.Title2 = s.t("matrix.of", c.name(s))
	p.Pairing = pairHeads{s.t("matrix.pair"), s.t("matrix.forums"), s.t("matrix.there"), s.t("matrix.back")}
	p.explain(s, c, len(ids), all)
	if len(ids) < 2 {
		p.Empty = &web.Empty{Title: s.t("matrix.none", c.name(s)), Text: s.t("matrix.none.text"),
			Action: &web.Link{Href: page.Address("/matris", page.AskAssociation, everywhere, askKinds, "1"), Text: s.t("matrix.none.all")}}
		return p
	}
	for _, word := range []string{"easy", "fairly_easy", "mixed", "fairly_hard", "hard"} {
		p.Legend = append(p.Legend, s.easeMark(word))
	}
	p.fill(s, c, contact.NewGrid(s.v, ids, ids, c.codes()))
	return p
}

// explain says why these are shown, and how to see others.
func (p *matrixPage) explain(s sight, c scope, shown, all int) {
	if !c.chosen && c.association != nil {
		p.Notes = append(p.Notes, s.t("matrix.chosen_for_you"))
	}
	if shown == all {
		return
	}
	p.Notes = append(p.Notes, s.t("matrix.capped", shown, all))
	if !c.more {
		p.More = &web.Link{Href: page.Address("/matris", append(c.asked(), askMore, "1")...), Text: s.t("matrix.more", min(all, manyParties))}
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
	if _, ok := party.FindActor(s.v, id); !ok {
		return page.Mark{ID: id, Marker: page.Marker(s.l, id), Text: s.short(id)}
	}
	return page.PartyMark(s.v, s.l, id)
}

func (p *matrixPage) newCell(s sight, c scope, g *contact.Grid, i, j, most int) matrixCell {
	at := g.Cells[i][j]
	x := matrixCell{Forums: at.Forums, Ease: s.easeMark(at.Ease), Heat: heat(at.Forums, most)}
	x.Self = i == j && at == contact.Cell{}
	if at.Forums+at.Told+g.Cells[j][i].Told > 0 {
		x.Href = cellURL(g.Rows[i], g.Columns[j], c.asked()...)
		x.Says = s.t("matrix.between", p.Ends[i].Text, p.Ends[j].Text)
	}
	return x
}

// heat is how dark a cell is, from 1 to 5; 0 if there is nothing.
func heat(n, most int) int {
	if n == 0 {
		return 0
	}
	return min(1+n*5/(most+1), 5)
}

func (p *matrixPage) pair(s sight, g *contact.Grid, i, j int) {
	x := p.Rows[i].Cells[j]
	if x.Href == "" {
		return
	}
	a, b := p.Ends[i].Text, p.Ends[j].Text
	p.Pairs = append(p.Pairs, pairRow{Title: s.t("matrix.pair_of", a, b), Href: x.Href, Forums: x.Forums,
		There: x.Ease, Back: p.Rows[j].Cells[i].Ease, A: a, B: b})
}

// HTML is the cell as the table shows it. It is written here and not in the
// template, for a matrix of forty has sixteen hundred of them.
func (x matrixCell) HTML() template.HTML {
	if x.Self {
		return `<td class="matrix__self"></td>`
	}
	if x.Href == "" {
		return `<td><span class="meeting__none">0</span></td>`
	}
	felt := `<span class="felt" aria-hidden="true">–</span>`
	if x.Ease.Word != "" {
		felt = `<span class="felt felt--` + x.Ease.Word + `"><span aria-hidden="true">` + x.Ease.Sign + `</span><span class="felt__word"> ` + html.EscapeString(x.Ease.Text) + `</span></span>`
	}
	return template.HTML(`<td class="heat-` + strconv.Itoa(x.Heat) + `"><a href="` + html.EscapeString(x.Href) + `"><b>` + strconv.Itoa(x.Forums) +
		`</b>` + felt + `<span class="ds-sr-only">` + html.EscapeString(x.Says) + `</span></a></td>`)
}
