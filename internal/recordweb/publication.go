package recordweb

import (
	"net/http"
	"slices"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// Publication are the pages on which an association chooses what it shows
// everybody.
type Publication struct{ *page.Desk }

// Routes adds the pages to the mux.
func (p *Publication) Routes(mux *http.ServeMux) {
	p.Site.Handle(mux, "GET /publicering", p.choose)
	p.Site.Handle(mux, "GET /publicering/{id...}", p.form)
	p.Site.Handle(mux, "POST /publicering/{id...}", p.save)
}

type publicationPage struct {
	web.Frame
	Head  web.Head
	Links []web.Link // the associations to choose among
	Form  *web.Form
	Empty *web.Empty
}

// choose lists the associations that the one who asks may choose for.
func (p *Publication) choose(w http.ResponseWriter, r *http.Request) error {
	v, err := p.Now(r)
	if err != nil {
		return err
	}
	l := web.LangOf(r)
	pg := &publicationPage{Head: web.Head{Title: l.T("publication.title"), Lead: l.T("publication.lead")}}
	pg.Title = pg.Head.Title
	for _, a := range party.Associations.All(v) {
		if v.MayPublish(a.ID) {
			pg.Links = append(pg.Links, web.Link{Href: "/publicering/" + a.ID, Text: a.Name})
		}
	}
	if len(pg.Links) == 0 {
		pg.Empty = &web.Empty{Title: l.T("publication.none"), Text: l.T("record.may_not_publish")}
	}
	return p.Render(w, r, "record-publication", pg)
}

// association is the one that the address names, if who asks may choose for it.
func (p *Publication) association(r *http.Request) (*party.Association, *record.View, error) {
	v, err := p.Now(r)
	if err != nil {
		return nil, nil, err
	}
	a, err := party.Associations.Get(v, r.PathValue("id"))
	if err == nil && !v.MayPublish(a.ID) {
		err = fault.New(fault.Forbidden, "record.may_not_publish")
	}
	return a, v, err
}

func (p *Publication) form(w http.ResponseWriter, r *http.Request) error {
	a, v, err := p.association(r)
	if err != nil {
		return err
	}
	l := web.LangOf(r)
	pg := &publicationPage{Head: web.Head{Kicker: l.T("publication.title"), Title: a.Name, Lead: l.T("publication.form.lead")},
		Form: publicationForm(v, l, a)}
	pg.Title = l.T("publication.of", a.Name)
	pg.Crumbs = []web.Link{{Href: a.URL(), Text: a.Name}}
	return p.Render(w, r, "record-publication", pg)
}

func publicationForm(v *record.View, l *text.Lang, a *party.Association) *web.Form {
	in := web.NewInput()
	var options []web.Option
	for _, k := range v.Kinds().All {
		if k.Kept {
			continue
		}
		options = append(options, web.Option{Value: k.Name, Text: l.T("publication.kind." + k.Name)})
		if v.Publishes(a.ID, k.Name) {
			in.Values.Add("kinds", k.Name)
		}
	}
	f := web.NewForm(l, in)
	f.Submit, f.Cancel = l.T("publication.save"), a.URL()
	f.Checks("kinds", "publication.kinds", options).Help("publication.kinds.hint")
	return f
}

func (p *Publication) save(w http.ResponseWriter, r *http.Request) error {
	a, v, err := p.association(r)
	if err != nil {
		return err
	}
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	choice := v.Publication(a.ID)
	for kind := range choice {
		choice[kind] = slices.Contains(in.All("kinds"), kind)
	}
	if err := p.Records.Publish(r.Context(), v.Actor(), a.ID, choice); err != nil {
		return err
	}
	return web.Redirect(w, r, "/publicering/"+a.ID, web.Done("publication.saved", a.Name))
}
