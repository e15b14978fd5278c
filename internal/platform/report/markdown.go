package report

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// Markdown reads what somebody has written in Markdown: headings (of the second
// level and down, for the first is the chapter's), paragraphs, lists, quotes,
// tables, bold, italics and links. HTML stands as the letters it is made of, and
// a picture as the words that describe it.
func Markdown(source string) []Block {
	src := []byte(source)
	m := reading{src}
	return m.blocks(markdown.Parse(text.NewReader(src)), Body)
}

// reading is the reading of one text.
type reading struct{ src []byte }

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
			if len(item.Text) > 0 {
				item.Text = append(item.Text, Span{Text: " "})
			}
			for _, b := range m.block(part, Body) {
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
	return nil
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

// line gives the text of a node with how it is set.
func (m reading) line(n ast.Node) Line {
	var l Line
	m.inline(n, Span{}, &l)
	return l
}

func (m reading) inline(parent ast.Node, as Span, l *Line) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		m.span(n, as, l)
	}
}

func (m reading) span(n ast.Node, as Span, l *Line) {
	switch n := n.(type) {
	case *ast.Text:
		s := string(n.Value(m.src))
		if n.SoftLineBreak() || n.HardLineBreak() {
			s += " "
		}
		l.add(as, s)
	case *ast.String:
		l.add(as, string(n.Value))
	case *ast.Emphasis:
		if n.Level == 1 {
			as.Italic = true
		} else {
			as.Bold = true
		}
		m.inline(n, as, l)
	case *ast.Link:
		as.Link = linkTo(string(n.Destination))
		m.inline(n, as, l)
	case *ast.AutoLink:
		s := string(n.URL(m.src))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(s, "mailto:") {
			s = "mailto:" + s
		}
		as.Link = linkTo(s)
		l.add(as, string(n.Label(m.src)))
	case *ast.RawHTML:
		l.add(as, string(n.Segments.Value(m.src)))
	default:
		m.inline(n, as, l)
	}
}

// add puts text at the end of a line, together with what is set alike.
func (l *Line) add(as Span, s string) {
	if last := len(*l) - 1; last >= 0 {
		before := (*l)[last]
		before.Text = ""
		if before == as {
			(*l)[last].Text += s
			return
		}
	}
	as.Text = s
	*l = append(*l, as)
}

// linkTo is where a link that somebody has written may lead; "" is nowhere.
func linkTo(address string) string {
	if strings.HasPrefix(address, "#") || IsAddress(address) {
		return address
	}
	return ""
}
