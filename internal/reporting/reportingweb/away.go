package reportingweb

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/reporting"
)

// awayForm asks whether a template is to be put away.
func (k keeping) awayForm(t reporting.Kept, in *web.Input) *web.Form {
	f := web.NewForm(k.Lang, in)
	f.Action, f.Submit = awayPath, k.T("reportingweb.template.away")
	for _, hidden := range k.hiddenOf(t) {
		f.Keep(hidden.Name, hidden.Value)
	}
	f.Check("sure", "reportingweb.template.away.sure")
	return f
}

// takeUp is the button that offers a template again.
func (k keeping) takeUp(t reporting.Kept) *web.Post {
	return &web.Post{Action: takeUpPath, Text: k.T("reportingweb.template.take_up"), Hidden: k.hiddenOf(t)}
}

// hiddenOf names a template, in the version that is shown.
func (k keeping) hiddenOf(t reporting.Kept) []web.Hidden {
	return []web.Hidden{{Name: askAssociation, Value: k.association.ID}, {Name: askTemplate, Value: t.ID}, {Name: fieldVersion, Value: strconv.FormatInt(t.Version, 10)}}
}

// awayTable lists the templates that are put away, to be taken up again.
func (k keeping) awayTable(all []reporting.Kept) web.Table {
	t := web.Table{Caption: k.T("reportingweb.templates.away"), Quiet: true, Columns: []web.Column{{Text: k.T("reportingweb.template")},
		{Text: k.T("reportingweb.template.based")}, {Text: k.T("reportingweb.template.changed")}}}
	if k.mayWrite {
		t.Columns = append(t.Columns, web.Column{Text: k.T("reportingweb.template.take_up"), Quiet: true})
	}
	for _, x := range all {
		row := web.TableRow{Cells: []web.Cell{{Text: x.Name}, {Text: k.T("reporting.title." + x.Based)}, {Text: k.Lang.Date(x.ChangedAt)}}}
		if k.mayWrite {
			row.Cells[0].Href = k.templateURL(editPath, x.ID)
			up := k.takeUp(x)
			up.Title = x.Name
			row.Cells = append(row.Cells, web.Cell{Post: up})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// putAway puts a template away if it is said to be meant.
func (p *Pages) putAway(w http.ResponseWriter, r *http.Request) error {
	return p.moveTemplate(w, r, "reportingweb.template.away.done", func(ctx context.Context, actor access.Actor, in *web.Input, t reporting.Kept, version int64) error {
		if !in.Is("sure") && !t.PutAway {
			return fault.OfFields([]fault.Field{{Path: "sure", Key: "reports.template_unsure"}})
		}
		return p.Reports.PutTemplateAway(ctx, actor, t.KeptBy, t.ID, version)
	})
}

// takeTemplateUp offers a template that was put away again.
func (p *Pages) takeTemplateUp(w http.ResponseWriter, r *http.Request) error {
	return p.moveTemplate(w, r, "reportingweb.template.take_up.done", func(ctx context.Context, actor access.Actor, _ *web.Input, t reporting.Kept, version int64) error {
		return p.Reports.TakeTemplateUp(ctx, actor, t.KeptBy, t.ID, version)
	})
}

// moveTemplate moves a template to or from those that are put away, and leads to
// the list. What is wrong is told on the template's own page, as it is now.
func (p *Pages) moveTemplate(w http.ResponseWriter, r *http.Request, done string, move func(context.Context, access.Actor, *web.Input, reporting.Kept, int64) error) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	k, t, err := p.template(r, in)
	if err != nil {
		return err
	}
	if t.ID == "" {
		return fault.New(fault.NotFound, "reports.template_not_found", "")
	}
	version, _ := strconv.ParseInt(in.Get(fieldVersion), 10, 64)
	err = move(r.Context(), k.actor, in, t, version)
	if err == nil {
		return web.Redirect(w, r, k.templateURL(templatePath, ""), web.Done(done, t.Name))
	}
	var f *fault.Fault
	if !errors.As(err, &f) || f.Kind != fault.Invalid && f.Kind != fault.Conflict {
		return err
	}
	pg := k.templatePage(t, k.stored(t))
	if pg.Away != nil {
		pg.Away.Fail(err)
	} else {
		pg.Alert = &web.Alert{Color: "danger", Text: k.T(f.Key, f.Args...)}
	}
	return p.Site.Render(w, r, web.Status(err), "report-template", pg)
}
