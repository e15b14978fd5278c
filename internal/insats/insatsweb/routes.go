// Package insatsweb shows the catalogue of insatser: the list, each insats with
// whom it is for and how one gets in, and what there is for a person.
package insatsweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/exchange/sheet"
	"samkarta/internal/insats"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area insats.
type Pages struct {
	*page.Desk
	Insatser *insats.Service
}

// sight is what a request sees, for the pages to be made of.
type sight struct{ page.Sight }

// Routes puts the pages on the mux. What is known of a person is posted: an
// address stays in histories and in logs of proxies, the body of a request does
// not.
func (p *Pages) Routes(mux *http.ServeMux) {
	page.Serve(p.Desk, mux, "GET /insatser", "insatser", newListPage)
	page.Serve(p.Desk, mux, "GET "+gapsPath, "gaps", newGapsPage)
	page.Serve(p.Desk, mux, "GET "+tryPath, "gapstry", newTryPage)
	p.Site.Handle(mux, "POST /plats/{id...}", p.saveRoom)
	page.Serve(p.Desk, mux, "GET /insatser-kort", "insatser-kort", newDeckPage)
	for _, f := range sheet.Formats() {
		p.Show(mux, "GET /insatser."+f.Name, sheetFile(f))
	}
	page.ServeRecords(p.Desk, mux, "GET /insatser/{id...}", "insats", insats.Insatser, newInsatsPage)
	p.Show(mux, "GET "+personPath, p.person)
	p.Show(mux, "POST "+personPath, p.personTold)
	p.Show(mux, "GET "+demandPath, p.demand)
}
