// Package statisticsweb shows the figures of the map: those of a municipality or
// an association with the income measure, and each of them with its source.
package statisticsweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/page"
	"samkarta/internal/statistics"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area statistics.
type Pages struct{ *page.Desk }

// sight is what a request sees, for the pages to be made of.
type sight struct{ page.Sight }

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	page.Serve(p.Desk, mux, "GET "+path, "figures", newListPage)
	page.ServeRecords(p.Desk, mux, "GET /siffror/{id...}", "figure", statistics.Observations, newFigurePage)
}
