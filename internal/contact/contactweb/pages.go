package contactweb

import (
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// sight is the map as one request sees it, in its language.
type sight struct {
	v *record.View
	l *text.Lang
}

func sightOf(r *http.Request, v *record.View) sight { return sight{v, web.LangOf(r)} }

func (s sight) t(key string, args ...any) string { return s.l.T("contactweb."+key, args...) }

func (p *Pages) show(w http.ResponseWriter, r *http.Request, name string, page web.Page) error {
	return p.Site.Render(w, r, http.StatusOK, name, page)
}

func (p *Pages) wayIn(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s := sightOf(r, v)
	return p.answer(w, r, newWayInPage(s, readAsking(s, r)))
}

// wayInFor answers a question that is about a person. Nothing of it is kept: it
// is rendered at once, without a redirect that would have to carry it in an
// address, and no cache may hold it.
func (p *Pages) wayInFor(w http.ResponseWriter, r *http.Request, v *record.View) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	s := sightOf(r, v)
	return p.answer(w, r, newWayInPage(s, readAsking(s, r).about(in)))
}

func (p *Pages) answer(w http.ResponseWriter, r *http.Request, page *wayInPage) error {
	status := http.StatusOK
	if page.Form.HasFaults() || page.Person != nil && page.Person.HasFaults() {
		status = http.StatusUnprocessableEntity
	}
	return p.Site.Render(w, r, status, "wayin", page)
}

func (p *Pages) paths(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "contact-paths", newPathsPage(sightOf(r, v), r))
}

func (p *Pages) path(w http.ResponseWriter, r *http.Request, v *record.View) error {
	x, err := contact.Paths.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "contact-path", newPathPage(sightOf(r, v), x))
}

func (p *Pages) relations(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "contact-relations", newRelationsPage(sightOf(r, v), r))
}

func (p *Pages) relation(w http.ResponseWriter, r *http.Request, v *record.View) error {
	x, err := contact.Relations.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "contact-relation", newRelationPage(sightOf(r, v), x))
}

func (p *Pages) matrix(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "contact-matrix", newMatrixPage(sightOf(r, v), r))
}

func (p *Pages) cell(w http.ResponseWriter, r *http.Request, v *record.View) error {
	q := r.URL.Query()
	for _, name := range []string{askA, askB} {
		if _, ok := party.FindActor(v, q.Get(name)); !ok && !contact.IsKind(q.Get(name)) {
			return fault.New(fault.NotFound, "contactweb.cell.nobody", q.Get(name))
		}
	}
	return p.show(w, r, "contact-cell", newCellPage(sightOf(r, v), r, q.Get(askA), q.Get(askB)))
}

// end shows one end of a question, a path or a relation: an actor with its
// party, or any of a kind.
func (s sight) end(id string) web.Cell {
	if _, ok := party.FindActor(s.v, id); ok || !contact.IsKind(id) {
		return page.ActorCell(s.v, s.l, id)
	}
	c := web.Cell{Text: page.NewNames(s.v, s.l).Label(id)}
	if slices.Contains(record.Vocabulary("party_kind"), id) {
		c.Marker = page.Marker(s.l, id)
	}
	return c
}

// short is what an end is called in few words.
func (s sight) short(id string) string {
	a, ok := party.FindActor(s.v, id)
	switch {
	case !ok:
		return page.UpperFirst(contact.EndName(s.v, s.l, id))
	case a.Unit != nil:
		return a.Unit.Name
	}
	return page.ShortName(a.Party)
}
