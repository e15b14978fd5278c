// Package insatsweb shows the catalogue of insatser: the list, and each insats
// with whom it is for and how one gets in.
package insatsweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/insats"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area insats.
type Pages struct{ *page.Desk }

// sight is what a request sees, for the pages to be made of.
type sight struct{ page.Sight }

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	page.Serve(p.Desk, mux, "GET /insatser", "insatser", newListPage)
	page.Serve(p.Desk, mux, "GET "+gapsPath, "gaps", newGapsPage)
	page.Serve(p.Desk, mux, "GET "+tryPath, "gapstry", newTryPage)
	page.ServeRecords(p.Desk, mux, "GET /insatser/{id...}", "insats", insats.Insatser, newInsatsPage)
}
