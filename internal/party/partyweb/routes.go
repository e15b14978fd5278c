// Package partyweb shows who collaborates: all actors, the associations, the
// municipalities, the parties, their units and the target groups.
package partyweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/reporting"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area party.
type Pages struct {
	*page.Desk
	Reports *reporting.Service // nil: there are no reports
}

// sight is what a request sees, for the pages to be made of.
type sight struct{ page.Sight }

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	page.Serve(p.Desk, mux, "GET /vem", "actors", newActorsPage)
	p.Show(mux, "GET /forbund/{id...}", p.association)
	page.Serve(p.Desk, mux, "GET /kommuner", "municipalities", newMunicipalitiesPage)
	p.Show(mux, "GET /kommuner/{code}", p.municipality)
	page.ServeRecords(p.Desk, mux, "GET /parter/{id...}", "party", party.Parties, newPartyPage)
	page.ServeRecords(p.Desk, mux, "GET /enheter/{id...}", "unit", party.Units, newUnitPage)
	page.Serve(p.Desk, mux, "GET /malgrupper", "target-groups", newGroupsPage)
	page.ServeRecords(p.Desk, mux, "GET /malgrupper/{id...}", "target-group", party.TargetGroups, newGroupPage)
}
