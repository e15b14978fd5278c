package recordweb

import (
	"net/http"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// changesPage shows what has changed lately over the whole map.
type changesPage struct {
	web.Frame
	Head     web.Head
	Timeline web.Timeline
	Pages    web.Pagination
	Empty    *web.Empty
}

// pageOfChanges is how many changes a page shows.
const pageOfChanges = 50

// changes shows the latest changes of the map.
func (p *Pages) changes(w http.ResponseWriter, r *http.Request, v *record.View) error {
	l := web.LangOf(r)
	all := page.Changes(v)
	c := &changesPage{Head: web.Head{Title: l.T("recordweb.changes.title"), Lead: l.T("recordweb.changes.lead")},
		Pages: web.NewPagination(r, pageOfChanges, len(all))}
	c.Title = c.Head.Title
	c.Timeline = page.Moments(v, l, web.PageOf(c.Pages, all))
	if len(all) == 0 {
		c.Empty = &web.Empty{Title: l.T("recordweb.changes.empty"), Text: l.T("recordweb.changes.empty.text")}
	}
	return p.Render(w, r, "record-changes", c)
}
