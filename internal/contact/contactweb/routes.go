// Package contactweb shows how actors find each other: the answer to "en väg
// in", the contact paths and the relations as they were told, and the matrix of
// who meets whom.
package contactweb

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

// Pages answers for the pages of the area contact.
type Pages struct{ *page.Desk }

// Routes puts the pages on the mux. What is said of a person is posted: an
// address stays in histories, in logs of proxies and in links that are passed
// on, and the body of a request does not.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /en-vag-in", p.wayIn)
	p.Show(mux, "POST /en-vag-in", p.wayInFor)
	p.Show(mux, "GET /vagar", p.paths)
	p.Show(mux, "GET /vagar/{id...}", p.path)
	p.Show(mux, "GET /relationer", p.relations)
	p.Show(mux, "GET /relationer/{id...}", p.relation)
	p.Show(mux, "GET /matris", p.matrix)
	p.Show(mux, "GET /matris/cell", p.cell)
}
