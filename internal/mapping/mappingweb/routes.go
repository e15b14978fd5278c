// Package mappingweb shows what people say about the collaboration, and the
// documents that the facts of the map come from.
package mappingweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/finder"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area mapping.
type Pages struct {
	*page.Desk
	Finder *finder.Finder // finds statements by their words
}

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /vad", p.statements)
	p.Show(mux, "GET /utsagor/{id...}", p.statement)
	p.Show(mux, "GET /kallor", p.sources)
	p.Show(mux, "GET /kallor/{id...}", p.source)
}
