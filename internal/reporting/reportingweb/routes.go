// Package reportingweb are the pages on which reports are made, read and
// published, and on which an association makes up its own.
package reportingweb

import (
	"context"
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/access"
	"samkarta/internal/page"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Where the pages are.
const (
	listPath     = "/rapporter"
	newPath      = "/rapporter/ny"
	previewPath  = "/rapporter/forhandsvisning"
	templatePath = "/rapporter/mallar"
	editPath     = "/rapporter/mallar/andra"
	textPath     = "/rapporter/mallar/text"
	logoPath     = "/rapporter/mallar/logotyp"
	awayPath     = "/rapporter/mallar/lagg-undan"
	takeUpPath   = "/rapporter/mallar/ta-upp"
)

// LogoPath is the address that takes more than the site otherwise does, for a
// logo is sent there; LogoLimit is how many bytes.
const (
	LogoPath  = editPath
	LogoLimit = reporting.LargestLogo*4 + 1<<20 // what is somewhat too large is told so in words
)

// Pages answers for the pages of reports.
type Pages struct {
	*page.Desk
	Reports *reporting.Service
	// Names tells an actor who has made what, as far as he may know it.
	Names func(ctx context.Context, actor access.Actor, authors []string) map[string]string
}

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Site.Handle(mux, "GET "+listPath, p.list)
	p.Site.Handle(mux, "POST "+listPath, p.make)
	p.Site.Handle(mux, "GET "+newPath, p.choose)
	p.Site.Handle(mux, "GET "+previewPath, p.preview)
	p.Site.Handle(mux, "POST "+previewPath, p.previewText)
	p.Site.Handle(mux, "GET "+templatePath, p.templates)
	p.Site.Handle(mux, "GET "+editPath, p.editTemplate)
	p.Site.Handle(mux, "POST "+editPath, p.saveTemplate)
	p.Site.Handle(mux, "GET "+logoPath, p.logo)
	p.Site.Handle(mux, "POST "+awayPath, p.putAway)
	p.Site.Handle(mux, "POST "+takeUpPath, p.takeTemplateUp)
	p.Site.Handle(mux, "GET "+textPath, p.editText)
	p.Site.Handle(mux, "POST "+textPath, p.saveText)
	p.Site.Handle(mux, "GET /rapporter/{id}", p.report)
	p.Site.Handle(mux, "GET /rapporter/{id}/framsteg", p.progress)
	p.Site.Handle(mux, "GET /rapporter/{id}/las", p.read)
	p.Site.Handle(mux, "GET /rapporter/{id}/fil/{format}", p.file)
	p.Site.Handle(mux, "POST /rapporter/{id}/publicera", p.publish)
	p.Site.Handle(mux, "POST /rapporter/{id}/dra-tillbaka", p.withdraw)
}

// sight is what a request sees of the map as it is, for the pages to be made of.
type sight struct {
	page.Sight
	actor access.Actor
}

func (p *Pages) sight(r *http.Request) (sight, error) {
	v, err := p.Now(r)
	if err != nil {
		return sight{}, err
	}
	return sight{page.SightOf(r, v), v.Actor()}, nil
}

// templateName is what a template is called.
func templateName(l *text.Lang, t reporting.Template) string {
	if t.IsOwn() {
		return t.Name
	}
	return l.T("reporting.title." + t.ID)
}

// crumbs lead back to the list of reports.
func (s sight) crumbs(more ...web.Link) []web.Link {
	return append([]web.Link{{Href: listPath, Text: s.T("reportingweb.reports")}}, more...)
}

// associationName is what an association is called; its id if it is not on the
// map any more.
func associationName(v *record.View, id string) string {
	return v.TitleOf(record.Key{Kind: "association", ID: id})
}
