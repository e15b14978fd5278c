package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	reader "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"samkarta/internal/platform/text"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// Markdown reads what somebody has written in Markdown: headings (of the second
// level and down, for the first is the chapter's), paragraphs, lists, quotes,
// tables, bold, italics and links. HTML stands as the letters it is made of, and
// a picture as the words that describe it. The text is set as a printer would,
// but for what is code or leads somewhere.
func Markdown(l *text.Lang, source string) []Block {
	src := []byte(source)
	m := reading{l, src}
	return m.blocks(markdown.Parse(reader.NewReader(src)), Body)
}

// reading is the reading of one text.
type reading struct {
	lang *text.Lang
	src  []byte
}

func (m reading) blocks(parent ast.Node, style Style) []Block {
	var all []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		all = append(all, m.block(n, style)...)
	}
	return all
}

func (m reading) block(n ast.Node, style Style) []Block {
	switch n := n.(type) {
	case *ast.Heading:
		return []Block{Heading{Level: min(max(n.Level, 2), 4), Text: m.line(n).String()}}
	case *ast.Paragraph, *ast.TextBlock:
		if l := m.line(n); strings.TrimSpace(l.String()) != "" {
			return []Block{Paragraph{Text: l, Style: style}}
		}
	case *ast.List:
		return []Block{List{Ordered: n.IsOrdered(), Items: m.items(n)}}
	case *ast.Blockquote:
		return m.blocks(n, Quote)
	case *table.Table:
		return []Block{m.table(n)}
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		if s := strings.TrimSpace(string(n.Lines().Value(m.src))); s != "" {
			return []Block{Paragraph{Text: Say(s), Style: style}}
		}
	}
	return nil
}

// items gives the points of a list. What stands in a point besides its text and
// points of its own comes after the text.
func (m reading) items(list ast.Node) []Item {
	var all []Item
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		var item Item
		for part := n.FirstChild(); part != nil; part = part.NextSibling() {
			if sub, is := part.(*ast.List); is {
				item.Items = append(item.Items, m.items(sub)...)
				continue
			}
			for _, b := range m.block(part, Body) {
				if len(item.Text) > 0 {
					item.Text = append(item.Text, Span{Text: " "})
				}
				item.Text = append(item.Text, lineOf(b)...)
			}
		}
		all = append(all, item)
	}
	return all
}

// lineOf gives the text of a block that stands in a point.
func lineOf(b Block) Line {
	switch b := b.(type) {
	case Paragraph:
		return b.Text
	case Heading:
		return Line{{Text: b.Text, Bold: true}}
	}
	return Say(strings.Join(slices.Collect(Texts(b)), " "))
}

func (m reading) table(n *table.Table) Table {
	var t Table
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, Cell{Text: m.line(c)})
		}
		if _, isHead := row.(*table.TableHeader); !isHead {
			t.Rows = append(t.Rows, Row{Cells: cells})
			continue
		}
		for _, c := range cells {
			t.Columns = append(t.Columns, Column{Title: c.Text.String()})
		}
	}
	return t
}

// piece is a part of a line, and whether it is to stand as it is written.
type piece struct {
	Span
	asIs bool
}

// line gives the text of a node with how it is set.
func (m reading) line(n ast.Node) Line {
	var pieces []piece
	m.inline(n, piece{}, &pieces)
	before := ' '
	var l Line
	for _, p := range pieces {
		if !p.asIs && p.Link == "" {
			p.Text = typeset(m.lang, before, p.Text)
		}
		before = lastRune(p.Text, before)
		l = l.with(p.Span)
	}
	return l
}

func lastRune(s string, none rune) rune {
	if s == "" {
		return none
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func (m reading) inline(parent ast.Node, as piece, to *[]piece) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		m.span(n, as, to)
	}
}

func (m reading) span(n ast.Node, as piece, to *[]piece) {
	switch n := n.(type) {
	case *ast.Text:
		m.text(n, as, to)
	case *ast.String:
		add(to, as, string(n.Value))
	case *ast.Emphasis:
		if n.Level == 1 {
			as.Italic = true
		} else {
			as.Bold = true
		}
		m.inline(n, as, to)
	case *ast.CodeSpan:
		as.asIs = true
		m.inline(n, as, to)
	case *ast.Link:
		as.Link = linkTo(resolved(n.Destination))
		m.inline(n, as, to)
	case *ast.AutoLink:
		s := string(n.URL(m.src))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(s, "mailto:") {
			s = "mailto:" + s
		}
		as.Link = linkTo(s)
		add(to, as, string(n.Label(m.src)))
	case *ast.RawHTML:
		as.asIs = true
		add(to, as, string(n.Segments.Value(m.src)))
	default:
		m.inline(n, as, to)
	}
}

func (m reading) text(n *ast.Text, as piece, to *[]piece) {
	s := string(n.Value(m.src))
	if !n.IsRaw() && !as.asIs {
		s = resolved(n.Value(m.src))
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		s += " "
	}
	add(to, as, s)
}

// resolved is what a text says: \* is *, &amp; is &.
func resolved(s []byte) string {
	var b strings.Builder
	from := 0
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '\\' && util.IsPunct(s[i+1]) {
			b.Write(referred(s[from:i]))
			b.WriteByte(s[i+1])
			i++
			from = i + 1
		}
	}
	b.Write(referred(s[from:]))
	return b.String()
}

// referred puts in what is named: &aring; and &#229; are å.
func referred(s []byte) []byte { return util.ResolveEntityNames(util.ResolveNumericReferences(s)) }

// add puts text at the end, together with what is alike.
func add(to *[]piece, as piece, s string) {
	if last := len(*to) - 1; last >= 0 {
		before := (*to)[last]
		before.Text = ""
		if before == as {
			(*to)[last].Text += s
			return
		}
	}
	as.Text = s
	*to = append(*to, as)
}

// with is the line with a span after it, together with what is set alike.
func (l Line) with(s Span) Line {
	if last := len(l) - 1; last >= 0 {
		before := l[last]
		before.Text = s.Text
		if before == s {
			l[last].Text += s.Text
			return l
		}
	}
	return append(l, s)
}

// linkTo is where a link that somebody has written may lead; "" is nowhere.
func linkTo(address string) string {
	if strings.HasPrefix(address, "#") || IsAddress(address) {
		return address
	}
	return ""
}
