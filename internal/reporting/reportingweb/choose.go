package reportingweb

import (
	"net/http"

	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/web"
	"samkarta/internal/reporting"
)

// choicePage is what there is to choose beside what comes of it.
type choicePage struct {
	web.Frame
	Head    web.Head
	Form    *web.Form
	Preview string     // where the preview is; "" while something is wrong
	Texts   []web.Link // to write for the template
	Once    string     // names the form, so that one posted twice makes one report
	None    *web.Alert // no format is there to make a report in
	// Says how many sections are chosen; Narrowed is that they are not all.
	Says     string
	Narrowed bool
}

func (p *Pages) choose(w http.ResponseWriter, r *http.Request) error {
	o, err := p.ordering(r, web.QueryInput(r))
	if err != nil {
		return err
	}
	pg := p.newChoicePage(o)
	status := http.StatusOK
	if r.URL.RawQuery != "" {
		if err := p.Reports.Check(r.Context(), o.actor, o.order()); fault.Is(err, fault.Invalid) {
			pg.Form.Fail(atFields(err))
			pg.Preview, status = "", http.StatusUnprocessableEntity
		} else if err != nil {
			return err
		}
	}
	return p.Site.Render(w, r, status, "report-new", pg)
}

// ordering reads an order, of an association that the one who asks may make
// reports of: the first of them if none is named.
func (p *Pages) ordering(r *http.Request, in *web.Input) (ordering, error) {
	s, err := p.sight(r)
	if err != nil {
		return ordering{}, err
	}
	o := ordering{sight: s, in: in, makes: p.Reports.Makes(s.View)}
	asked := in.Get(askAssociation)
	for _, a := range o.makes {
		if o.association == nil && asked == "" || a.ID == asked {
			o.association = a
		}
	}
	if o.association == nil {
		if err := reporting.MayMake(s.actor, asked); err != nil {
			return o, err
		}
		return o, fault.New(fault.NotFound, "reporting.no_association", asked)
	}
	if o.templates, err = p.Reports.Templates(r.Context(), s.actor, o.association.ID); err != nil {
		return o, err
	}
	o.template, err = p.Reports.Template(r.Context(), s.actor, o.association.ID, o.templateID())
	if fault.Is(err, fault.NotFound) { // told as a fault of the order
		o.template, err = o.templates[0], nil
	}
	return o, err
}

func (p *Pages) newChoicePage(o ordering) *choicePage {
	pg := &choicePage{Head: web.Head{Title: o.T("reportingweb.make"), Kicker: o.association.Name, Lead: o.T("reportingweb.make.lead")},
		Form: o.form(), Preview: o.previewURL(), Once: id.New()}
	pg.Title, pg.Wide, pg.NoIndex, pg.Scripts = pg.Head.Title, true, true, []string{"report.js"}
	pg.Crumbs = o.crumbs()
	pg.Head.Actions = []web.Link{{Href: page.Address(templatePath, askAssociation, o.association.ID), Text: o.T("reportingweb.templates"), Icon: "edit"}}
	if len(report.Formats) == 0 {
		pg.None = &web.Alert{Color: "warning", Text: o.T("reportingweb.no_formats")}
	}
	pg.Texts = o.textLinks(o.template)
	chosen, all := len(o.sections()), len(o.template.Sections)
	pg.Says, pg.Narrowed = o.T("reportingweb.sections.chosen", chosen, all), chosen < all
	return pg
}

// make orders a report and leads to where it is made.
func (p *Pages) make(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	o, err := p.ordering(r, in)
	if err != nil {
		return err
	}
	formats := in.All(askFormat)
	id, err := p.Reports.MakeOnce(r.Context(), o.actor, o.order(), formats, in.Get(askOnce))
	if fault.Is(err, fault.Invalid) {
		pg := p.newChoicePage(o)
		pg.Form.Fail(atFields(err))
		pg.Preview = ""
		return p.Site.Render(w, r, http.StatusUnprocessableEntity, "report-new", pg)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, reportPath(id))
}
