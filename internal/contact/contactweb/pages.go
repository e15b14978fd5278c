package contactweb

import (
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

func (p *Pages) wayIn(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s := sight{page.SightOf(r, v)}
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
	s := sight{page.SightOf(r, v)}
	return p.answer(w, r, newWayInPage(s, readAsking(s, r).about(in)))
}

func (p *Pages) answer(w http.ResponseWriter, r *http.Request, answer *wayInPage) error {
	status := http.StatusOK
	if answer.Form.HasFaults() || answer.Person != nil && answer.Person.HasFaults() {
		status = http.StatusUnprocessableEntity
	}
	return p.Site.Render(w, r, status, "wayin", answer)
}

func (p *Pages) cell(w http.ResponseWriter, r *http.Request, v *record.View) error {
	q := r.URL.Query()
	for _, name := range []string{askA, askB} {
		if _, ok := party.FindActor(v, q.Get(name)); !ok && !contact.IsKind(q.Get(name)) {
			return fault.New(fault.NotFound, "contactweb.cell.nobody", q.Get(name))
		}
	}
	return p.Render(w, r, "contact-cell", newCellPage(sight{page.SightOf(r, v)}, r, q.Get(askA), q.Get(askB)))
}

// end shows one end of a question, a path or a relation: an actor with its
// party, or any of a kind.
func (s sight) end(id string) web.Cell {
	if _, ok := party.FindActor(s.View, id); ok || !contact.IsKind(id) {
		return page.ActorCell(s.View, s.Lang, id)
	}
	c := web.Cell{Text: page.NewNames(s.View, s.Lang).Label(id)}
	if slices.Contains(record.Vocabulary("party_kind"), id) {
		c.Marker = page.Marker(s.Lang, id)
	}
	return c
}

// short is what an end is called in few words.
func (s sight) short(id string) string {
	a, ok := party.FindActor(s.View, id)
	switch {
	case !ok:
		return page.UpperFirst(contact.EndName(s.View, s.Lang, id))
	case a.Unit != nil:
		return a.Unit.Name
	}
	return page.ShortName(a.Party)
}
