package report

import "samkarta/internal/platform/report/pdf"

// pdfStrip is the least that stands on one page: a line of text, a row, a
// figure.
type pdfStrip struct {
	kind   string
	space  float64 // above it, but not at the top of a page
	height float64
	keep   bool // stands on the same page as the next
	draw   func(top float64)
	head   *pdfStrip // stands over it again where it begins a page
}

type pdfPageKind int

const (
	pdfBody pdfPageKind = iota
	pdfCover
	pdfSheet // of cards: nothing but them
)

// push adds a strip. It is drawn as soon as it is known what stands beside it.
func (p *pdfPages) push(s pdfStrip) {
	s.space, p.gap = s.space+p.gap, 0
	p.await = append(p.await, s)
	if !s.keep {
		p.flush()
	}
}

// flush draws what waits, on one page if there is one that it fits.
func (p *pdfPages) flush() {
	rest := 0.0
	for _, s := range p.await {
		rest += s.space + s.height
	}
	together := false
	for _, s := range p.await {
		if p.page != nil && !p.fresh {
			wanted := s.space + s.height
			if !together && rest <= pdfBodyHeight {
				wanted = rest
			}
			if p.y+wanted > p.bottom+0.01 {
				p.finish()
			}
		}
		together = together || rest <= pdfBodyHeight
		rest -= s.space + s.height
		p.put(s)
	}
	clear(p.await)
	p.await = p.await[:0]
}

func (p *pdfPages) put(s pdfStrip) {
	if p.page == nil {
		p.begin(pdfBody)
	}
	if p.fresh && s.head != nil {
		s.head.draw(p.y)
		p.saw(s.head.kind, pdfLeft, p.y, pdfLeft+pdfWidth, p.y+s.head.height)
		p.y += s.head.height
		p.fresh = false
	}
	if !p.fresh {
		p.y += s.space
	}
	p.fresh = false
	s.draw(p.y)
	p.saw(s.kind, pdfLeft, p.y, pdfLeft+pdfWidth, p.y+s.height)
	p.y += s.height
}

// turn lets what comes next stand on a new page, and headings that wait for it
// with it.
func (p *pdfPages) turn() {
	if len(p.await) > 0 && p.await[len(p.await)-1].kind != "heading" {
		p.flush()
	}
	p.finish()
}

func (p *pdfPages) begin(kind pdfPageKind) {
	p.page = p.out.Add()
	p.enter(kind)
}

func (p *pdfPages) enter(kind pdfPageKind) {
	p.kind, p.y, p.bottom, p.fresh = kind, pdfTop, pdfBottom, true
}

// finish ends the page with what stands at its edges.
func (p *pdfPages) finish() {
	if p.page == nil {
		return
	}
	if p.kind == pdfBody {
		p.edges()
	}
	p.page.Close()
	p.page = nil
}

const (
	pdfHeaderLine = 46.0
	pdfFooterLine = pdf.Height - 40
	pdfEdgeSize   = 8.0
)

// edges draws the line over the page, and who gives it out under it.
func (p *pdfPages) edges() {
	p.page.Artifact()
	regular, l := p.out.Regular, p.look
	half := pdfWidth/2 - 10
	p.page.Text(pdfLeft, pdfHeaderLine, short(plain(p.doc.Title), regular, half), regular, pdfEdgeSize, l.quiet)
	chapter := short(p.chapter, regular, half)
	p.page.Text(pdfLeft+pdfWidth-regular.Width(chapter, pdfEdgeSize), pdfHeaderLine, chapter, regular, pdfEdgeSize, l.quiet)
	p.page.Line(pdfLeft, pdfHeaderLine+7, pdfLeft+pdfWidth, pdfHeaderLine+7, 0.5, l.rule)
	p.page.Text(pdfLeft, pdfFooterLine, short(plain(p.doc.Publisher), regular, half), regular, pdfEdgeSize, l.quiet)
	p.page.Footing()
}

// feet writes on each page which it is, and of how many.
func (p *pdfPages) feet() {
	for i := range p.out.Pages() {
		p.out.Foot(i, func(c *pdf.Content) {
			s := p.t("page", i+1, p.out.Pages())
			c.Text(pdfLeft+pdfWidth-p.out.Regular.Width(s, pdfEdgeSize), pdfFooterLine, s, p.out.Regular, pdfEdgeSize, p.look.quiet)
		})
	}
}

// short cuts a text at the edge of a page to the room that there is.
func short(s string, f *pdf.Font, room float64) string {
	if f.Width(s, pdfEdgeSize) <= room {
		return s
	}
	letters := []rune(s)
	width := f.Width("…", pdfEdgeSize)
	for i, r := range letters {
		if width += f.Char(r).Width() * pdfEdgeSize / 1000; width > room {
			return string(letters[:i]) + "…"
		}
	}
	return s
}

func (p *pdfPages) saw(kind string, left, top, right, bottom float64) {
	if p.watch != nil {
		p.watch(pdfPlaced{p.page.Place(), kind, left, top, right, bottom})
	}
}
