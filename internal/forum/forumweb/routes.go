// Package forumweb shows where people meet: the list of all forums, each forum,
// and the agreements that forums stand on.
package forumweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/forum"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area forum.
type Pages struct{ *page.Desk }

// sight is what a request sees, for the pages to be made of.
type sight struct{ page.Sight }

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	page.Serve(p.Desk, mux, "GET /var", "forums", newForumsPage)
	page.ServeRecords(p.Desk, mux, "GET /forum/{id...}", "forum", forum.Forums, newForumPage)
	page.Serve(p.Desk, mux, "GET /overenskommelser", "agreements", newAgreementsPage)
	page.ServeRecords(p.Desk, mux, "GET /overenskommelser/{id...}", "agreement", forum.Agreements, newAgreementPage)
}
