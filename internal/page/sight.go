package page

import (
	"net/http"

	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// Sight is the map as one request sees it, in its language. A web package makes
// its pages with a type of its own around it: type sight struct{ page.Sight }.
type Sight struct {
	View *record.View
	Lang *text.Lang
}

// SightOf is what a request sees.
func SightOf(r *http.Request, v *record.View) Sight { return Sight{v, web.LangOf(r)} }

// T says a text in the language of the request.
func (s Sight) T(key string, args ...any) string { return s.Lang.T(key, args...) }

// Render answers with a page.
func (d *Desk) Render(w http.ResponseWriter, r *http.Request, template string, p web.Page) error {
	return d.Site.Render(w, r, http.StatusOK, template, p)
}

// Serve serves a page that is made of what the request sees and asks for.
func Serve[S ~struct{ Sight }, P web.Page](d *Desk, mux *http.ServeMux, pattern, template string, newPage func(S, *http.Request) P) {
	d.Show(mux, pattern, func(w http.ResponseWriter, r *http.Request, v *record.View) error {
		return d.Render(w, r, template, newPage(S{SightOf(r, v)}, r))
	})
}

// ServeRecords serves the pages of the records of a kind; the pattern ends with
// their {id...}.
func ServeRecords[S ~struct{ Sight }, T any, P web.Page](d *Desk, mux *http.ServeMux, pattern, template string, kind record.Of[T], newPage func(S, *T) P) {
	d.Show(mux, pattern, func(w http.ResponseWriter, r *http.Request, v *record.View) error {
		x, err := kind.Get(v, r.PathValue("id"))
		if err != nil {
			return err
		}
		return d.Render(w, r, template, newPage(S{SightOf(r, v)}, x))
	})
}
