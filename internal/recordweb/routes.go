package recordweb

import (
	"context"
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/access"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages are the pages by which the map is kept up.
type Pages struct {
	*page.Desk
	// Names gives what the authors of versions are called to somebody who looks
	// at a history: their names, or what they are ("processutvecklare"), as the
	// one who looks may know. Authors that are left out are said to be somebody
	// who had signed in; nil leaves out all.
	Names func(ctx context.Context, actor access.Actor, authors []string) map[string]string
}

// Routes adds the pages to the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /ny/{kind}", p.newForm)
	p.Site.Handle(mux, "POST /ny/{kind}", p.create)
	p.Show(mux, "GET /andra/{kind}/{id...}", p.changeForm)
	p.Site.Handle(mux, "POST /andra/{kind}/{id...}", p.change)
	p.Show(mux, "GET /avsluta/{kind}/{id...}", p.endForm)
	p.Site.Handle(mux, "POST /avsluta/{kind}/{id...}", p.end)
	p.Show(mux, "GET /bekrafta", p.toConfirm)
	p.Site.Handle(mux, "POST /bekrafta", p.confirmSeveral)
	p.Site.Handle(mux, "POST /bekrafta/{kind}/{id...}", p.confirm)
	p.Site.Handle(mux, "GET /bekrafta/{kind}/{id...}", p.askToPress)
	p.Show(mux, "GET /historik/{kind}/{id...}", p.history)
	p.Show(mux, "GET /andringar", p.changes)
}
