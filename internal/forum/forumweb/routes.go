// Package forumweb shows where people meet: the list of all forums, each forum,
// and the agreements that forums stand on.
package forumweb

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

// Pages answers for the pages of the area forum.
type Pages struct{ *page.Desk }

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /var", p.forums)
	p.Show(mux, "GET /forum/{id...}", p.forum)
	p.Show(mux, "GET /overenskommelser", p.agreements)
	p.Show(mux, "GET /overenskommelser/{id...}", p.agreement)
}
