package report

import (
	"errors"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report/pdf"
)

const (
	pdfLogoWidth  = 190.0
	pdfLogoHeight = 64.0
	pdfCoverTitle = 250.0 // where the title stands on a front page
	pdfCoverFoot  = 150.0 // what is kept at its foot
)

// front sets the front page, or the titles over what comes first.
func (p *pdfPages) front() error {
	logo, err := p.logo()
	if err != nil {
		return err
	}
	p.part = p.out.Root().Child("Sect")
	kind := pdfBody
	if p.doc.Cover {
		kind = pdfCover
	}
	p.begin(kind)
	if logo != nil {
		p.drawLogo(logo)
	}
	if p.doc.Cover {
		p.page.Artifact()
		p.page.Box(0, 0, pdf.Width, 14, p.look.accent)
		p.publisher()
		p.y = pdfCoverTitle
		p.bottom -= pdfCoverFoot
	}
	p.titles()
	for _, b := range p.doc.Front {
		if h, is := b.(Heading); is { // what is on the front page is not in the contents
			b = Paragraph{Text: Line{{Text: h.Text, Bold: true}}, Mark: h.Mark}
		}
		p.block(b)
	}
	p.flush()
	p.part.Close()
	if p.doc.Cover {
		p.finish()
	}
	return nil
}

func (p *pdfPages) logo() (*pdf.Image, error) {
	if len(p.doc.Look.Logo) == 0 {
		return nil, nil
	}
	if _, err := logoType(p.doc.Look.Logo); err != nil {
		return nil, err
	}
	img, err := p.out.AddImage(p.doc.Look.Logo)
	switch {
	case errors.Is(err, pdf.ErrTooLarge):
		return nil, fault.Wrap(err, fault.Invalid, "report.pdf.logo-large", pdf.MostPoints/1_000_000)
	case err != nil:
		return nil, fault.Wrap(err, fault.Invalid, "report.bad_logo")
	}
	return img, nil
}

func (p *pdfPages) drawLogo(img *pdf.Image) {
	scale := min(pdfLogoWidth/float64(img.Width), pdfLogoHeight/float64(img.Height))
	width, height := float64(img.Width)*scale, float64(img.Height)*scale
	alt := Clean(p.doc.Look.LogoAlt)
	if alt == "" {
		alt = p.t("pdf.logo-alt", Clean(p.doc.Publisher))
	}
	top := p.y
	if !p.doc.Cover {
		top = pdfTop - 8
	}
	e := p.part.Child("Figure", pdf.Alt(alt))
	p.page.Tag(e)
	p.page.Image(img, pdfLeft, top-10, width, height)
	e.Placed(pdfLeft, top-10, width, height)
	p.saw("figure", pdfLeft, top-10, pdfLeft+width, top-10+height)
	e.Close()
	p.y = top + height + 16
}

func (p *pdfPages) titles() {
	title, subtitle := p.look.title, p.look.subtitle
	if !p.doc.Cover {
		title.size, title.lead, subtitle.size, subtitle.lead = 24, 29, 14, 19
	}
	space := 6.0
	p.lines(p.set(Say(p.doc.Title), title, pdfWidth), pdfFrame{left: pdfLeft}, p.part.Child("P"))
	p.lines(p.set(Say(p.doc.Subtitle), subtitle, pdfWidth), pdfFrame{left: pdfLeft, space: space, under: 6}, p.part.Child("P"))
	if !p.doc.Cover {
		said := p.doc.Publisher
		for _, s := range p.dates() {
			said += " · " + s
		}
		p.lines(p.set(Say(said), p.look.small, pdfWidth), pdfFrame{left: pdfLeft, space: 4, under: 4}, p.part.Child("P"))
	}
	p.flush()
	rule := 60.0
	if !p.doc.Cover {
		rule = pdfWidth
	}
	p.page.Artifact()
	p.page.Box(pdfLeft, p.y+8, rule, 2, p.look.accent)
	p.y += 18
}

// dates says what day the report is about and when it was made.
func (p *pdfPages) dates() []string {
	var all []string
	if !p.doc.AsOf.IsZero() {
		all = append(all, p.t("as_of", p.doc.AsOf))
	}
	if !p.doc.Made.IsZero() {
		all = append(all, p.t("made", p.doc.Made))
	}
	return all
}

// publisher says at the foot of the front page who gives the report out.
func (p *pdfPages) publisher() {
	bold := p.look.body
	bold.cut.Bold = true
	bold.size, bold.lead = 11, 15
	who := p.set(Say(p.doc.Publisher), bold, pdfWidth)
	who.lines = who.lines[:min(len(who.lines), 3)]
	y := pdf.Height - 118 - who.height()
	p.page.Artifact()
	p.page.Line(pdfLeft, y-8, pdfLeft+pdfWidth, y-8, 0.6, p.look.rule)
	e := p.part.Child("P")
	for _, line := range who.lines {
		p.drawLine(line, pdfLeft, y+who.baseline(), e)
		y += who.lead
	}
	who.done(e)
	for _, s := range p.dates() {
		t := p.set(Say(s), p.look.small, pdfWidth)
		e := p.part.Child("P")
		for _, line := range t.lines {
			p.drawLine(line, pdfLeft, y+t.baseline()+2, e)
			y += t.lead
		}
		t.done(e)
	}
}
