package report

import (
	"archive/zip"
	"bufio"
	"bytes"
	"embed"
	"encoding/xml"
	"fmt"
	"image"
	"io"
	"strings"
	"text/template"
	"time"
)

// docxParts are the parts of a document that hardly differ from one report to
// another.
//
//go:embed docx/*.xml
var docxParts embed.FS

var docxTemplates = template.Must(template.New("").Funcs(template.FuncMap{"x": xmlText}).ParseFS(docxParts, "docx/*.xml"))

// xmlText makes a text fit to stand in XML.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(Clean(s))) // a builder never fails
	return b.String()
}

// docx is the writing of one report as a document for word processors. The body
// is written as its blocks come; of what the other parts must know there are only
// short notes.
type docx struct {
	*bufio.Writer
	zip             *zip.Writer
	d               *Document
	numbers         Numbering
	tables, figures int
	bookmarks       int
	ordered         int            // numbered lists so far: each begins anew
	links           map[string]int // addresses, numbered
	addresses       []string
	logo            string // "png"; "" is none
	newPage         bool   // the next paragraph begins a page
	keep            bool   // the next paragraph stands with the one after it
	fill            fill   // of the page that chapters have begun
	inCards         bool   // the section of cards is not ended yet
}

// WriteDOCX writes a report as a document that Word and LibreOffice open and that
// one can go on editing: headings, lists, captions, contents and tables are real
// ones.
func WriteDOCX(w io.Writer, d *Document, progress func(chapters int)) error {
	x := &docx{zip: zip.NewWriter(w), d: d, links: map[string]int{}}
	if len(d.Look.Logo) > 0 {
		kind, err := logoType(d.Look.Logo)
		if err != nil {
			return err
		}
		x.logo = strings.TrimPrefix(kind, "image/")
	}
	for _, part := range []struct{ name, template string }{{"[Content_Types].xml", "types.xml"}, {"_rels/.rels", "rels.xml"},
		{"docProps/core.xml", "core.xml"}, {"docProps/app.xml", "app.xml"}, {"word/settings.xml", "settings.xml"}, {"word/styles.xml", "styles.xml"},
		{"word/header1.xml", "header.xml"}, {"word/footer1.xml", "footer.xml"}, {"word/header2.xml", "empty_header.xml"}, {"word/footer2.xml", "empty_footer.xml"}} {
		if err := x.part(part.name, part.template); err != nil {
			return err
		}
	}
	if err := x.drawings(); err != nil {
		return err
	}
	if err := x.document(progress); err != nil {
		return err
	}
	if err := x.rest(); err != nil {
		return err
	}
	return x.zip.Close()
}

func (x *docx) create(name string) (io.Writer, error) {
	method := zip.Deflate
	if strings.HasPrefix(name, "word/media/") { // pictures are packed already
		method = zip.Store
	}
	return x.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: x.d.Made})
}

// part writes a part from its template.
func (x *docx) part(name, template string) error {
	w, err := x.create(name)
	if err != nil {
		return err
	}
	return docxTemplates.ExecuteTemplate(w, template, x.facts())
}

// docxFacts is what the templates of the parts fill in.
type docxFacts struct {
	Title, Subtitle, Publisher, Summary string
	Made                                string
	Lang                                string // "sv-SE"
	Accent                              string // "0D5C63"
	Page, Of                            string // around the numbers of the page and of the pages: "Sida ", " av "
	Ordered                             []int  // the ids of the numbered lists
	Addresses                           []string
	Figures                             []int
	Logo                                string
}

// firstOrdered is the id of the first numbered list among those of the document.
const firstOrdered = 10

func (x *docx) facts() docxFacts {
	f := docxFacts{Title: x.d.Title, Subtitle: x.d.Subtitle, Publisher: x.d.Publisher, Summary: x.d.Summary, Made: x.d.Made.UTC().Format(time.RFC3339),
		Lang: "sv-SE", Accent: houseAccent[1:], Addresses: x.addresses, Logo: x.logo}
	if x.d.Lang.Code == "en" {
		f.Lang = "en-GB"
	}
	if colour.MatchString(x.d.Look.Accent) {
		f.Accent = x.d.Look.Accent[1:]
	}
	for i := range x.ordered {
		f.Ordered = append(f.Ordered, firstOrdered+i)
	}
	for i := range x.figures {
		f.Figures = append(f.Figures, i+1)
	}
	f.Page, f.Of, _ = strings.Cut(x.d.Lang.T("report.page", "\x00", ""), "\x00")
	return f
}

// rest writes the parts that are known when the body is done.
func (x *docx) rest() error {
	if err := x.part("word/numbering.xml", "numbering.xml"); err != nil {
		return err
	}
	if x.logo != "" {
		w, err := x.create("word/media/logo." + x.logo)
		if err != nil {
			return err
		}
		if _, err := w.Write(x.d.Look.Logo); err != nil {
			return err
		}
	}
	return x.part("word/_rels/document.xml.rels", "document_rels.xml")
}

// drawings writes the figures. They are gone through before the text is, for a
// file in a zip is written to its end before the next is begun, and to keep them
// until the text is done would take memory for each of them.
func (x *docx) drawings() error {
	n := 0
	draw := func(b Block) error {
		f, is := b.(Figure)
		if !is || !f.isDrawn() {
			return nil
		}
		n++
		w, err := x.create(fmt.Sprintf("word/media/figure%d.png", n))
		if err != nil {
			return err
		}
		return f.Drawing.WritePNG(w, figureScale)
	}
	for b := range Join(Blocks(x.d.Front...), x.d.all()) {
		if err := draw(b); err != nil {
			return err
		}
	}
	return nil
}

// figureScale is how many dots a figure has for each of its own measure: enough
// for paper.
const figureScale = 2

// Measures of the page in twentieths of a point, and of pictures in the units of
// the format.
const (
	twipsPerMM  = 1440 / 25.4
	pointsPerMM = 72 / 25.4
	textWidth   = 164 // mm
	textHeight  = 225
	unitsPerMM  = 36_000
	logoWidth   = 60
	logoHeight  = 30
	cardWidth   = 105
	cardHeight  = 147.4 // of the 148 of an A6: the last line of the page needs some
	cardPadding = 9
)

func twips(mm float64) int { return int(mm*twipsPerMM + 0.5) }

// document writes the body.
func (x *docx) document(progress func(int)) error {
	w, err := x.create("word/document.xml")
	if err != nil {
		return err
	}
	x.Writer = bufio.NewWriter(w)
	x.WriteString(docxBegin)
	if err := x.front(); err != nil {
		return err
	}
	if x.d.Contents {
		x.contents()
	}
	for i, c := range x.d.Chapters {
		x.chapter(c, i)
		if progress != nil {
			progress(i + 1)
		}
		if err := x.Flush(); err != nil {
			return err
		}
	}
	if x.inCards {
		x.WriteString(cardSection)
	} else {
		x.WriteString(textSection)
	}
	x.WriteString("</w:body></w:document>")
	return x.Flush()
}

const docxBegin = xml.Header + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>`

// The sections: the front page has neither header nor footer, the text has both,
// and the cards fill their page.
const (
	a4           = `<w:pgSz w:w="11906" w:h="16838"/>`
	margins      = `<w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1474" w:header="624" w:footer="624" w:gutter="0"/>`
	frontSection = `<w:sectPr><w:type w:val="nextPage"/>` + a4 + margins + `</w:sectPr>`
	textSection  = `<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/><w:type w:val="nextPage"/>` + a4 + margins + `</w:sectPr>`
	cardSection  = `<w:sectPr><w:headerReference w:type="default" r:id="rIdNone"/><w:footerReference w:type="default" r:id="rIdNoneToo"/><w:type w:val="nextPage"/>` + a4 + `<w:pgMar w:top="0" w:right="0" w:bottom="0" w:left="0" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>`
)

// front writes the front page, or the titles over the first chapter.
func (x *docx) front() error {
	if x.logo != "" {
		size, _, err := image.DecodeConfig(bytes.NewReader(x.d.Look.Logo))
		if err != nil {
			return err
		}
		wide, high := within(float64(size.Width), float64(size.Height), logoWidth, logoHeight)
		x.paragraph("Logo", "", x.picture("rIdLogo", 1, x.d.Look.LogoAlt, wide, high))
	}
	style := "Title"
	if x.d.Cover {
		style = "CoverTitle"
	}
	x.paragraph(style, "", run("", Clean(x.d.Title)))
	if x.d.Subtitle != "" {
		x.paragraph("Subtitle", "", run("", Clean(x.d.Subtitle)))
	}
	for _, b := range x.d.Front {
		x.block(b, false)
	}
	if x.d.Publisher != "" {
		x.paragraph("Publisher", "", run("", Clean(x.d.Publisher)))
	}
	if !x.d.AsOf.IsZero() {
		x.paragraph("Quiet", "", run("", x.d.Lang.T("report.as_of", x.d.AsOf)))
	}
	if !x.d.Made.IsZero() {
		x.paragraph("Quiet", "", run("", x.d.Lang.T("report.made", x.d.Made)))
	}
	if x.d.Cover {
		x.sectionEnd(frontSection)
	}
	return nil
}

// sectionEnd ends a section with a paragraph that takes no room.
func (x *docx) sectionEnd(section string) {
	x.WriteString(`<w:p><w:pPr><w:pStyle w:val="Spacer"/>` + section + `</w:pPr></w:p>`)
}

// contents writes the list of contents as a field that is filled in already. It
// leads to the headings; their pages come when the reader has it updated, for only
// a word processor knows them, and to ask for that when the document is opened
// would be to open with a question.
func (x *docx) contents() {
	x.paragraph("TOCHeading", "", run("", x.d.Lang.T("report.contents")))
	listed, lowest := x.d.listed(), 1
	for _, e := range listed {
		lowest = max(lowest, e.Level)
	}
	begin := fmt.Sprintf(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-%d" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, lowest)
	for _, e := range listed {
		said := e.Text
		if e.Number != "" {
			said = e.Number + "\u2002" + said
		}
		x.paragraph(fmt.Sprintf("TOC%d", e.Level), "", begin+`<w:hyperlink w:anchor="`+bookmark(e.ID)+`" w:history="1">`+run("", said)+`</w:hyperlink>`)
		begin = ""
	}
	x.paragraph("Spacer", "", begin+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
	x.newPage = true
}

// chapter writes a chapter. Where the report has a front page or contents, each
// begins a page, but after chapters of a few lines.
func (x *docx) chapter(c Chapter, i int) {
	if x.fill.begins(x.newPage) {
		x.newPage = i > 0 && (x.d.Cover || x.d.Contents) || x.newPage
	}
	x.heading(x.numbers.Chapter(c))
	for b, leads := range withLeads(c.All()) {
		x.block(b, leads)
		x.fill.add(b)
	}
}
