package contactweb

import (
	"html/template"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// The ends of paths and relations, and the words of how easy they are, stand
// many times on a page: each is drawn once and kept.
var (
	drawnEnds  = web.NewDrawings(files, "contact-end.html", "contact-end")
	drawnEases = web.NewDrawings(files, "contact-end.html", "contact-ease")
)

// drawnEnd is an end as it is drawn, without pointers.
type drawnEnd struct {
	HasMarker        bool
	Marker           web.Marker
	Text, Href, Note string
}

func drawEnd(c web.Cell) template.HTML {
	d := drawnEnd{Text: c.Text, Href: c.Href, Note: c.Note}
	if c.Marker != nil {
		d.HasMarker, d.Marker = true, *c.Marker
	}
	return drawnEnds.HTML(d)
}

// drawEase draws how easy something is; "" if it is not said.
func (s sight) drawEase(ease string) template.HTML {
	tag := page.EaseTag(s.Lang, ease)
	if tag == nil {
		return ""
	}
	return drawnEases.HTML(*tag)
}
