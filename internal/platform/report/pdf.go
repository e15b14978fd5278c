package report

import (
	"io"
	"strings"

	"samkarta/internal/platform/report/pdf"
)

// pdfPages sets a report in pages, one after another. A page is gone when it is
// full: only where headings came to stand is remembered.
type pdfPages struct {
	out    *pdf.Document
	doc    *Document
	look   pdfLook
	fonts  map[pdfCut]*pdf.Font
	page   *pdf.Page // nil: the next thing begins one
	kind   pdfPageKind
	y      float64 // where the next thing goes
	bottom float64 // where the page is full
	fresh  bool    // nothing stands on the page yet
	gap    float64 // under what was set last
	await  []pdfStrip

	headings []pdfHeading // in their order
	next     int          // the one that comes next
	ids      map[string]bool
	chapter  string // the one that is under way on the page
	tables   int
	figures  int
	part     *pdf.Element // that blocks belong to
	leads    bool         // what is set now stands with what comes next
	dealt    bool         // cards were set last
	list     pdfContents

	watch func(pdfPlaced) // tests look at where things stand
}

type pdfHeading struct {
	Entry
	page int
}

// pdfPlaced is something that stands on a page.
type pdfPlaced struct {
	Page                     int
	Kind                     string
	Left, Top, Right, Bottom float64
}

// WritePDF writes a report as a tagged PDF: in pages, with what each part of them is.
func WritePDF(out io.Writer, d *Document, progress func(chapters int)) error {
	return writeWatchedPDF(out, d, progress, nil)
}

func writeWatchedPDF(out io.Writer, d *Document, progress func(chapters int), watch func(pdfPlaced)) error {
	p, err := newPDFPages(out, d)
	if err != nil {
		return err
	}
	p.watch = watch
	if err := p.front(); err != nil {
		return err
	}
	p.leaveContents()
	for i, c := range d.Chapters {
		p.setChapter(c)
		if p.out.Err() != nil {
			return p.out.Err()
		}
		if progress != nil {
			progress(i + 1)
		}
	}
	p.flush()
	p.turn()
	if p.out.Pages() == 0 { // a file has a page
		p.begin(pdfBody)
		p.turn()
	}
	p.contents()
	p.feet()
	return p.out.Close(p.bookmarks())
}

func newPDFPages(out io.Writer, d *Document) (*pdfPages, error) {
	lang := map[string]string{"sv": "sv-SE", "en": "en-GB"}[d.Lang.Code]
	file, err := pdf.New(out, pdf.Info{Title: Clean(strings.TrimSpace(d.Title + ": " + d.Subtitle)), Author: Clean(d.Publisher), Subject: Clean(d.Summary), Creator: "Samkarta", Lang: lang, Made: d.Made})
	if err != nil {
		return nil, err
	}
	p := &pdfPages{out: file, doc: d, look: newPDFLook(d.Look.Accent), ids: map[string]bool{}}
	p.fonts = map[pdfCut]*pdf.Font{{}: file.Regular, {Bold: true}: file.Bold, {Italic: true}: file.Italic, {Bold: true, Italic: true}: file.BoldItalic}
	for e := range d.Entries() {
		p.headings = append(p.headings, pdfHeading{Entry: e})
		p.ids[e.ID] = true
	}
	return p, nil
}

func (p *pdfPages) t(key string, args ...any) string { return p.doc.Lang.T("report."+key, args...) }

// setChapter sets a chapter. It begins a page where less than half of one is
// left.
func (p *pdfPages) setChapter(c Chapter) {
	p.part = p.out.Root().Child("Sect")
	if p.page != nil && !p.fresh && p.bottom-p.y < pdfBodyHeight/2 {
		p.turn()
	}
	p.heading()
	for b, leads := range withLeads(c.All()) {
		p.leads = leads
		p.block(b)
		if p.out.Err() != nil {
			return
		}
	}
	p.part.Close() // a heading with nothing under it waits for the next
}

func (p *pdfPages) block(b Block) {
	_, cards := b.(Cards)
	p.dealt = p.dealt && cards
	switch b := b.(type) {
	case Heading:
		p.heading()
	case Paragraph:
		p.paragraph(b)
	case List:
		p.points(b, p.part, 0)
	case Terms:
		p.terms(b)
	case Table:
		p.table(b)
	case Figure:
		p.figure(b)
	case Cards:
		p.cards(b)
	case Break:
		p.turn()
	}
}

func (p *pdfPages) bookmarks() []pdf.Bookmark {
	all := make([]pdf.Bookmark, len(p.headings))
	for i, h := range p.headings {
		all[i] = pdf.Bookmark{Level: h.Level, Title: h.title(), Name: h.ID}
	}
	return all
}

// title is the heading as it is said in one line.
func (e Entry) title() string {
	if e.Number == "" {
		return e.Text
	}
	return e.Number + " " + e.Text
}
