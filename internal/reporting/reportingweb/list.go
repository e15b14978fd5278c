package reportingweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/reporting"
)

// perPage is how many reports are listed at a time.
const perPage = 30

// listPage lists the reports that one may see.
type listPage struct {
	web.Frame
	Head   web.Head
	Filter *web.Form
	Table  web.Table
	Pages  web.Pagination
}

func (p *Pages) list(w http.ResponseWriter, r *http.Request) error {
	s, err := p.sight(r)
	if err != nil {
		return err
	}
	in := web.QueryInput(r)
	all, err := p.Reports.List(r.Context(), s.actor, in.Get(page.AskAssociation))
	if err != nil {
		return err
	}
	makes := p.Reports.Makes(s.View)
	pg := &listPage{Head: web.Head{Title: s.T("reportingweb.reports"), Lead: s.T("reportingweb.lead")}, Filter: s.filter(in)}
	pg.Title = pg.Head.Title
	if len(makes) > 0 {
		pg.Head.Actions = []web.Link{{Href: page.Address(newPath, askAssociation, in.Get(page.AskAssociation)), Text: s.T("reportingweb.make"), Icon: "plus"},
			{Href: page.Address(templatePath, askAssociation, in.Get(page.AskAssociation)), Text: s.T("reportingweb.templates"), Icon: "edit"}}
	}
	pg.Pages = web.NewPagination(r, perPage, len(all))
	pg.Table = s.table(web.PageOf(pg.Pages, all), p.authors(r, s, all))
	pg.Table.Empty = web.Empty{Title: s.T("reportingweb.none"), Text: s.T("reportingweb.none.text")}
	if len(makes) > 0 {
		pg.Table.Empty = web.Empty{Title: s.T("reportingweb.none"), Text: s.T("reportingweb.none.make"), Action: &web.Link{Href: newPath, Text: s.T("reportingweb.make")}}
	}
	return p.Render(w, r, "reports", pg)
}

func (s sight) filter(in *web.Input) *web.Form {
	f := web.NewForm(s.Lang, in)
	f.Filter, f.Action, f.Cancel = true, listPath, listPath
	f.Select(page.AskAssociation, "reportingweb.association", associationOptions(party.Associations.All(s.View)))
	return f
}

func associationOptions(all []*party.Association) []web.Option {
	opts := make([]web.Option, len(all))
	for i, a := range all {
		opts[i] = web.Option{Value: a.ID, Text: a.Name}
	}
	return opts
}

// authors are the names of those who have ordered reports.
func (p *Pages) authors(r *http.Request, s sight, all []reporting.Report) map[string]string {
	if p.Names == nil || !s.actor.IsSignedIn() {
		return nil
	}
	var ids []string
	for _, x := range all {
		if !slices.Contains(ids, x.Author) {
			ids = append(ids, x.Author)
		}
	}
	return p.Names(r.Context(), s.actor, ids)
}

func (s sight) table(all []reporting.Report, names map[string]string) web.Table {
	t := web.Table{Caption: s.T("reportingweb.reports"), Quiet: true, Columns: []web.Column{{Text: s.T("reportingweb.report")},
		{Text: s.T("reportingweb.association")}, {Text: s.T("reportingweb.made")}, {Text: s.T("reportingweb.files")}, {Text: s.T("reportingweb.standing")}}}
	for _, x := range all {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{
			{Text: x.Title, Href: reportPath(x.ID)}, {Text: associationName(s.View, x.KeptBy)},
			{Text: s.Lang.Date(x.OrderedAt), Note: names[x.Author]}, {Text: strings.ToUpper(strings.Join(x.Formats, ", "))}, {Tags: []web.Tag{s.tag(x)}}}})
	}
	return t
}

// tag says how a report stands.
func (s sight) tag(x reporting.Report) web.Tag {
	switch {
	case x.IsPublished():
		return web.Tag{Text: s.T("reportingweb.published"), Color: "success"}
	case !x.IsMade():
		return web.Tag{Text: s.T("reportingweb.not_made"), Color: "warning"}
	}
	return web.Tag{Text: s.T("reportingweb.own_only")}
}
