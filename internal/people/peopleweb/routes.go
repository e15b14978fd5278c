// Package peopleweb serves the pages of accounts: signing in and out, one's own
// account, and keeping up who may do what.
package peopleweb

import (
	"embed"
	"net/http"

	"samkarta/internal/people"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

//go:embed *.html
var files embed.FS

// Options of the pages.
type Options struct {
	// Demo offers the made-up accounts on every page.
	Demo bool
	// TrustProxy takes the client's address and whether it speaks TLS from
	// X-Forwarded-For and X-Forwarded-Proto. Set it only behind a proxy that
	// sets them itself; behind one without it, all clients count as one.
	TrustProxy bool
}

// Web serves the pages of accounts.
type Web struct {
	site    *web.Site
	people  *people.Service
	records *record.Service
	opts    Options
}

// New makes the pages and adds their templates to the site.
func New(site *web.Site, p *people.Service, records *record.Service, o Options) *Web {
	site.Pages(files, "*.html")
	return &Web{site, p, records, o}
}

// Routes adds the pages to the mux.
func (h *Web) Routes(mux *http.ServeMux) {
	for pattern, handle := range map[string]web.Handler{
		"GET /logga-in":          h.signInPage,
		"POST /logga-in":         h.signIn,
		"POST /logga-ut":         h.signOut,
		"GET /valkommen/{token}": h.welcomePage,

		"POST /valkommen/{token}": h.accept,

		"GET /konto":                 h.mePage,
		"POST /konto/losenord":       h.changePassword,
		"POST /konto/logga-ut-andra": h.signOutOthers,

		"GET /konton":                      h.listPage,
		"GET /konton/ny":                   h.newPage,
		"POST /konton/ny":                  h.invite,
		"GET /konton/{id}":                 h.showPage,
		"GET /konton/{id}/roller":          h.rolePage,
		"POST /konton/{id}/roller":         h.assign,
		"POST /konton/{id}/roller/ta-bort": h.unassign,
		"POST /konton/{id}/lank":           h.newLink,
		"POST /konton/{id}/stang":          h.closeAccount,
		"POST /konton/{id}/oppna":          h.reopen,
	} {
		h.site.Handle(mux, pattern, handle)
	}
	if h.opts.Demo {
		h.site.Handle(mux, "POST /demo/roll", h.demo)
	}
}
