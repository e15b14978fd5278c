// Package mappingweb shows what people say about the collaboration, and the
// documents that the facts of the map come from.
package mappingweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/finder"
	"samkarta/internal/mapping"
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

// sight is what a request sees, for the pages to be made of.
type sight struct{ page.Sight }

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /vad", p.statements)
	page.ServeRecords(p.Desk, mux, "GET /utsagor/{id...}", "statement", mapping.Statements, newStatementPage)
	page.Serve(p.Desk, mux, "GET /kallor", "sources", newSourcesPage)
	p.Show(mux, "GET /kallor/{id...}", p.source)
}
