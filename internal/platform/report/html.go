package report

import (
	"bufio"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"regexp"
	"strconv"
	"strings"
)

//go:embed html.tmpl
var htmlText string

//go:embed html.css
var htmlStyle string

var htmlTemplates = template.Must(template.New("").Parse(htmlText))

// htmlPage is what stands around the chapters.
type htmlPage struct {
	*Document
	Style    template.CSS
	Logo     template.URL
	Language string
	Made     string
	AsOf     string
}

// T says a text in the language of the report.
func (p htmlPage) T(key string, args ...any) string { return p.Lang.T(key, args...) }

// Say makes a text fit to be set.
func (p htmlPage) Say(s string) string { return Clean(s) }

func newHTMLPage(d *Document) (htmlPage, error) {
	p := htmlPage{Document: d, Language: d.Lang.Code, Style: template.CSS(htmlStyle + accentRule(d.Look.Accent))}
	if !d.AsOf.IsZero() {
		p.AsOf = d.Lang.T("report.as_of", d.AsOf)
	}
	if !d.Made.IsZero() {
		p.Made = d.Lang.T("report.made", d.Made)
	}
	if len(d.Look.Logo) > 0 {
		kind, err := logoType(d.Look.Logo)
		if err != nil {
			return p, err
		}
		p.Logo = template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(d.Look.Logo))
	}
	return p, nil
}

var colour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// accentRule gives the report its own colour; nothing if it has none.
func accentRule(accent string) string {
	if !colour.MatchString(accent) {
		return ""
	}
	return "\n.rp { --rp-accent: " + accent + "; }\n"
}

// html is the writing of one report.
type html struct {
	*bufio.Writer
	d               *Document
	numbers         Numbering
	tables, figures int
	newPage         bool // what comes next begins a page
	fill            fill // of the page that chapters have begun
}

// WriteHTML writes a report as one file that needs nothing else and opens from
// disk.
func WriteHTML(w io.Writer, d *Document, progress func(chapters int)) error {
	p, err := newHTMLPage(d)
	if err != nil {
		return err
	}
	h := &html{Writer: bufio.NewWriter(w), d: d}
	if err := h.write("begin", p); err != nil {
		return err
	}
	if err := h.front(p); err != nil {
		return err
	}
	for i, c := range d.Chapters {
		if err := h.chapter(c); err != nil {
			return err
		}
		if progress != nil {
			progress(i + 1)
		}
	}
	if err := h.write("end", p); err != nil {
		return err
	}
	return h.Flush()
}

func (h *html) write(name string, data any) error {
	return htmlTemplates.ExecuteTemplate(h, name, data)
}

// front writes the front page and the contents.
func (h *html) front(p htmlPage) error {
	if err := h.write("front", p); err != nil {
		return err
	}
	for _, b := range h.d.Front {
		if err := h.block(b); err != nil {
			return err
		}
	}
	if err := h.write("front-end", p); err != nil || !h.d.Contents {
		return err
	}
	if err := h.write("contents", p); err != nil {
		return err
	}
	for _, e := range h.d.listed() {
		if err := h.write("entry", e); err != nil {
			return err
		}
	}
	return h.write("contents-end", nil)
}

func (h *html) chapter(c Chapter) error {
	h.newPage = false
	heading := htmlHeading{Entry: h.numbers.Chapter(c), Said: h.mark(c.Mark)}
	heading.GoesOn = h.fill > 0 && !h.fill.begins(false)
	if err := h.write("chapter", heading); err != nil {
		return err
	}
	for b := range c.All() {
		if err := h.block(b); err != nil {
			return err
		}
		h.fill.add(b)
	}
	return h.write("chapter-end", nil)
}

// htmlHeading is a heading with its mark in words.
type htmlHeading struct {
	Entry
	Said   string
	GoesOn bool // on the page of the chapter before it
}

// mark says a mark in words; "" if there is none.
func (h *html) mark(m Mark) string {
	if m == "" {
		return ""
	}
	return h.d.Lang.T("report.mark." + string(m))
}

func (h *html) block(b Block) error {
	if err := h.pageBreak(b); err != nil {
		return err
	}
	switch b := b.(type) {
	case Heading:
		e := h.numbers.Heading(b)
		return h.write("heading"+strconv.Itoa(e.Level), htmlHeading{Entry: e, Said: h.mark(b.Mark)})
	case Paragraph:
		return h.write("paragraph", htmlParagraph{b.Style, h.line(b.Text), h.mark(b.Mark)})
	case List:
		return h.write("list", h.list(b))
	case Terms:
		return h.write("terms", h.terms(b))
	case Table:
		return h.table(b)
	case Figure:
		return h.figure(b)
	case Cards:
		return h.cards(b)
	}
	return nil
}

// pageBreak begins a page before a block, if one is to begin. Cards do so by
// themselves.
func (h *html) pageBreak(b Block) error {
	_, breaks := b.(Break)
	_, cards := b.(Cards)
	begins := h.newPage && !breaks && !cards
	h.newPage = breaks
	if begins {
		return h.write("break", nil)
	}
	return nil
}

type htmlParagraph struct {
	Style Style
	Line  []htmlSpan
	Mark  string
}

// htmlSpan is a span as it is set.
type htmlSpan struct {
	Text, Link   string
	Bold, Italic bool
}

// line makes spans fit to be set. A link within the report leads to the name that
// its headings have in the file; one that leads anywhere but to a page, a heading
// or an address of mail is none.
func (h *html) line(l Line) []htmlSpan {
	spans := make([]htmlSpan, len(l))
	for i, s := range l {
		spans[i] = htmlSpan{Clean(s.Text), s.Link, s.Bold, s.Italic}
		if id, within := strings.CutPrefix(s.Link, "#"); within {
			spans[i].Link = "#rp-" + id
		} else if !IsAddress(s.Link) {
			spans[i].Link = ""
		}
	}
	return spans
}

type htmlList struct {
	Ordered bool
	Items   []htmlItem
}

type htmlItem struct {
	Line []htmlSpan
	Mark string
	Sub  *htmlList
}

func (h *html) list(l List) htmlList {
	out := htmlList{Ordered: l.Ordered}
	for _, i := range l.Items {
		item := htmlItem{Line: h.line(i.Text), Mark: h.mark(i.Mark)}
		if len(i.Items) > 0 {
			sub := h.list(List{Ordered: l.Ordered, Items: i.Items})
			item.Sub = &sub
		}
		out.Items = append(out.Items, item)
	}
	return out
}

type htmlTerm struct {
	Term, Mark string
	Line       []htmlSpan
}

func (h *html) terms(t Terms) []htmlTerm {
	out := make([]htmlTerm, len(t))
	for i, x := range t {
		out[i] = htmlTerm{Clean(x.Term), h.mark(x.Mark), h.line(x.Text)}
	}
	return out
}

type htmlTable struct {
	ID, Number, Caption string
	Columns             []htmlColumn
	Rows                []htmlRow
}

type htmlColumn struct {
	Title string
	Right bool
}

type htmlRow struct {
	Cells []htmlCell
	Sum   bool
	Mark  string
}

type htmlCell struct {
	Line  []htmlSpan
	Right bool
}

func (h *html) table(t Table) error {
	if t = t.told(); t.Behind || len(t.Columns) == 0 {
		return nil
	}
	out := htmlTable{Caption: Clean(t.Caption), Number: h.d.Lang.T("report.sheet")}
	if out.Caption != "" {
		h.tables++
		out.ID, out.Number = "rp-t"+strconv.Itoa(h.tables), h.d.Lang.T("report.table", h.tables)
	}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, htmlColumn{Clean(c.Title), c.isRight()})
	}
	for _, r := range t.Rows {
		row := htmlRow{Sum: r.Sum, Mark: h.mark(r.Mark)}
		for i := range t.Columns {
			row.Cells = append(row.Cells, htmlCell{h.line(r.cell(i).Text), t.Columns[i].isRight()})
		}
		out.Rows = append(out.Rows, row)
	}
	return h.write("table", out)
}

// isRight tells whether the cells of a column are set to the right.
func (c Column) isRight() bool { return c.Kind == Number || c.Kind == Share }

// cell gives the cell of a column; an empty one where the row is short.
func (r Row) cell(i int) Cell {
	if i < len(r.Cells) {
		return r.Cells[i]
	}
	return Cell{}
}

type htmlFigure struct {
	Number, Caption, Alt string
	Drawing              template.HTML
}

func (h *html) figure(f Figure) error {
	if f.Drawing == nil {
		return nil
	}
	h.figures++
	p := *f.Drawing
	p.Title, p.About = Clean(f.Caption), Clean(f.Alt)
	var b strings.Builder
	if err := p.WriteInline(&b, "rp-f"+strconv.Itoa(h.figures)+"-"); err != nil {
		return err
	}
	return h.write("figure", htmlFigure{h.d.Lang.T("report.figure", h.figures), p.Title, p.About, template.HTML(b.String())})
}

type htmlCard struct {
	Kicker, Title, Lead, Foot string
	Terms                     []htmlTerm
}

func (h *html) cards(cards Cards) error {
	out := make([]htmlCard, len(cards))
	for i, c := range cards {
		out[i] = htmlCard{Clean(c.Kicker), Clean(c.Title), Clean(c.Lead), Clean(c.Foot), h.terms(c.Terms)}
	}
	return h.write("cards", out)
}
