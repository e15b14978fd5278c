// Package contactweb shows how actors find each other: the answer to "en väg
// in", the contact paths and the relations as they were told, and the matrix of
// who meets whom.
package contactweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/contact"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area contact.
type Pages struct{ *page.Desk }

// sight is what a request sees, for the pages to be made of.
type sight struct{ page.Sight }

// Routes puts the pages on the mux. What is said of a person is posted: an
// address stays in histories, in logs of proxies and in links that are passed
// on, and the body of a request does not.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /en-vag-in", p.wayIn)
	p.Show(mux, "POST /en-vag-in", p.wayInFor)
	page.Serve(p.Desk, mux, "GET /vagar", "contact-paths", newPathsPage)
	page.ServeRecords(p.Desk, mux, "GET /vagar/{id...}", "contact-path", contact.Paths, newPathPage)
	page.Serve(p.Desk, mux, "GET /relationer", "contact-relations", newRelationsPage)
	page.ServeRecords(p.Desk, mux, "GET /relationer/{id...}", "contact-relation", contact.Relations, newRelationPage)
	page.Serve(p.Desk, mux, "GET /matris", "contact-matrix", newMatrixPage)
	p.Show(mux, "GET /matris/cell", p.cell)
}
