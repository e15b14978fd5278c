// Package partyweb shows who collaborates: all actors, the associations, the
// municipalities, the parties, their units and the target groups.
package partyweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area party.
type Pages struct{ *page.Desk }

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /vem", p.actors)
	p.Show(mux, "GET /forbund/{id...}", p.association)
	p.Show(mux, "GET /kommuner", p.municipalities)
	p.Show(mux, "GET /kommuner/{code}", p.municipality)
	p.Show(mux, "GET /parter/{id...}", p.party)
	p.Show(mux, "GET /enheter/{id...}", p.unit)
	p.Show(mux, "GET /malgrupper", p.targetGroups)
	p.Show(mux, "GET /malgrupper/{id...}", p.targetGroup)
}
