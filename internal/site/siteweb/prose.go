package siteweb

import (
	"bytes"
	"embed"
	"fmt"
	"html"
	"html/template"
	"image/png"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	render "github.com/yuin/goldmark/renderer/html"
	reader "github.com/yuin/goldmark/text"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

//go:embed hjalp text pictures
var written embed.FS

// prose is a text of ours that has been made into a page.
type prose struct {
	Slug     string
	Title    string
	Lead     string
	Body     template.HTML
	Contents []web.Link // its headings
}

// newProse makes a page of Markdown: its first line is the title and its first
// paragraph the lead.
func newProse(slug, source string) prose {
	title, rest, _ := strings.Cut(strings.TrimPrefix(source, "# "), "\n")
	lead, body, _ := strings.Cut(strings.TrimSpace(rest), "\n\n")
	p := prose{Slug: slug, Title: title, Lead: strings.ReplaceAll(lead, "\n", " ")}
	p.Body, p.Contents = rendered(withPictures(body))
	return p
}

// markdown is what the texts are written in. They are ours, so the HTML that
// pictures are made of is let through.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()), goldmark.WithRendererOptions(render.WithUnsafe()))

func rendered(source string) (template.HTML, []web.Link) {
	src := []byte(source)
	doc := markdown.Parser().Parse(reader.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(slugs{}))))
	var contents []web.Link
	var tables []string // the heading that each table stands under
	last := ""
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			anchor, _ := h.AttributeString("id")
			if last = string(anchor.([]byte)); h.Level == 2 {
				contents = append(contents, web.Link{Href: "#" + last, Text: string(h.Lines().Value(src))})
			}
		}
		if n.Kind() == east.KindTable {
			tables = append(tables, last)
		}
	}
	var out bytes.Buffer
	if err := markdown.Renderer().Render(&out, src, doc); err != nil {
		panic(err) // a buffer takes what is written to it
	}
	return template.HTML(labelled(out.String(), tables)), contents // our own text, see markdown
}

// labelled names each table after the heading that it stands under, for Markdown
// knows no captions.
func labelled(made string, headings []string) string {
	parts := strings.Split(made, "<table>")
	for i, heading := range headings {
		tag := "<table>"
		if heading != "" {
			tag = `<table aria-labelledby="` + heading + `">`
		}
		parts[i+1] = tag + parts[i+1]
	}
	return strings.Join(parts, "")
}

// slugs names headings as the rest of the program names things, apart from what
// the frame of the page has names for ("search").
type slugs struct{}

// Generate gives the anchor of a heading.
func (slugs) Generate(value []byte, _ ast.NodeKind) []byte {
	return []byte("om-" + id.Slug(string(value)))
}

// Put is for anchors that a text names itself; ours name none.
func (slugs) Put([]byte) {}

// pictureLine is a line of a text that holds a picture and nothing else.
var pictureLine = regexp.MustCompile(`(?m)^!\[(.*)\]\(/hjalp/bild/([a-z0-9-]+)\.png\)$`)

// withPictures puts the pictures that exist into a text, and takes the lines of
// those away that the browser tests have not made.
func withPictures(source string) string {
	return pictureLine.ReplaceAllStringFunc(source, func(line string) string {
		part := pictureLine.FindStringSubmatch(line)
		data, err := fs.ReadFile(written, "pictures/"+part[2]+".png")
		if err != nil {
			return ""
		}
		size, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return ""
		}
		return fmt.Sprintf(`<figure><img src="/hjalp/bild/%s.png" width="%d" height="%d" alt="%s" loading="lazy"></figure>`,
			part[2], size.Width, size.Height, html.EscapeString(part[1]))
	})
}

// picture serves a picture of the handbook.
func (p *Pages) picture(w http.ResponseWriter, r *http.Request) error {
	data, err := fs.ReadFile(written, "pictures/"+path.Base(r.PathValue("name")))
	if err != nil || path.Ext(r.PathValue("name")) != ".png" {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	if web.NotModified(w, r, web.TagOf(data)) {
		return nil
	}
	_, err = w.Write(data)
	return err
}

// chapters are the chapters of the handbook in each language, in order. They
// are made into pages when they are first asked for.
var chapters = map[string]func() []prose{
	"sv": sync.OnceValue(func() []prose { return readChapters("sv") }),
	"en": sync.OnceValue(func() []prose { return readChapters("en") }),
}

func readChapters(lang string) []prose {
	names, err := fs.Glob(written, "hjalp/"+lang+"/*.md")
	if err != nil {
		panic(err) // the pattern is a good one
	}
	var all []prose
	for _, name := range names {
		_, slug, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".md"), "-") // 02-lasa.md
		all = append(all, newProse(slug, mustRead(name)))
	}
	return all
}

func mustRead(name string) string {
	data, err := fs.ReadFile(written, name)
	if err != nil {
		panic(err) // the files are part of the program; a test reads them
	}
	return string(data)
}

// prosePage shows a text.
type prosePage struct {
	web.Frame
	Head       web.Head
	Body       template.HTML
	Contents   []web.Link
	Prev, Next *web.Link
	Chapters   []web.Link // the handbook's, on its pages
}

func newProsePage(t prose) *prosePage {
	p := &prosePage{Head: web.Head{Title: t.Title, Lead: t.Lead}, Body: t.Body, Contents: t.Contents}
	p.Title, p.Description = t.Title, t.Lead
	return p
}

// text serves one of the texts that the site says of itself.
func (p *Pages) text(name string) web.Handler {
	made := map[string]func() prose{}
	for _, l := range []*text.Lang{text.Sv, text.En} {
		made[l.Code] = sync.OnceValue(func() prose { return newProse(name, p.filled(l, mustRead("text/"+l.Code+"/"+name+".md"))) })
	}
	return func(w http.ResponseWriter, r *http.Request) error {
		return p.Render(w, r, "prose", newProsePage(made[web.LangOf(r).Code]()))
	}
}

// reviewed is when it was last judged how Samkarta follows the law on
// accessibility; whoever goes through the statement anew moves it.
var reviewed = time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC)

// filled puts what the installation says of itself into a text.
func (p *Pages) filled(l *text.Lang, source string) string {
	owner := l.T("siteweb.owner.unsaid")
	if p.Settings.Owner != "" {
		owner = l.T("siteweb.owner", html.EscapeString(p.Settings.Owner))
	}
	return strings.NewReplacer("{owner}", owner, "{contact}", contactText(l, p.Settings.Contact),
		"{reviewed}", l.Date(reviewed)).Replace(source)
}

func contactText(l *text.Lang, contact string) string {
	safe := html.EscapeString(contact)
	switch {
	case contact == "":
		return l.T("siteweb.contact.unsaid")
	case strings.HasPrefix(contact, "https://"):
		return "[" + safe + "](" + safe + ")"
	case strings.Contains(contact, "@"):
		return "[" + safe + "](mailto:" + safe + ")"
	}
	return safe
}
