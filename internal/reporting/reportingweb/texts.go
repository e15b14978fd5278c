package reportingweb

import (
	"net/http"
	"slices"
	"strconv"

	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/reporting"
)

// askText is the text that is written.
const askText = "text"

// textPage is a text being written beside how it will stand.
type textPage struct {
	web.Frame
	Head    web.Head
	Clash   *web.Versions
	Form    *web.Form
	Preview string // where the text is sent to be shown
	Langs   web.Tabs
	History string // when it was last changed
}

// writing is the text that is asked for.
type writing struct {
	keeping
	template      reporting.Kept
	section, lang string
}

func (p *Pages) writing(r *http.Request, in *web.Input) (x writing, err error) {
	if x.keeping, err = p.keeping(r, in); err != nil {
		return x, err
	}
	if err := reporting.MayMake(x.actor, x.association.ID); err != nil {
		return x, err
	}
	if x.template, err = p.Reports.Template(r.Context(), x.actor, x.association.ID, in.Get(askTemplate)); err != nil {
		return x, err
	}
	x.section, x.lang = in.Get(askSection), in.Get(askLang)
	if x.lang != "sv" && x.lang != "en" {
		x.lang = x.Lang.Code
	}
	if !slices.Contains(reporting.Parts(x.View, x.template.Template), x.section) {
		return x, fault.New(fault.NotFound, "reports.no_part", x.section)
	}
	return x, nil
}

func (p *Pages) editText(w http.ResponseWriter, r *http.Request) error {
	x, err := p.writing(r, web.QueryInput(r))
	if err != nil {
		return err
	}
	now := x.template.WrittenFor(x.section, x.lang)
	in := web.NewInput()
	in.Set(askText, now.Text.Text)
	in.Set(fieldVersion, strconv.FormatInt(now.Version, 10))
	return p.Render(w, r, "report-text", x.page(in))
}

func (x writing) page(in *web.Input) *textPage {
	pg := &textPage{Head: web.Head{Title: partName(x.sight, x.section), Kicker: templateName(x.Lang, x.template.Template), Lead: x.T("reportingweb.text.lead")}, Preview: previewPath}
	pg.Title, pg.NoIndex, pg.Wide, pg.Scripts = pg.Head.Title, true, true, []string{"report.js"}
	list := x.templateURL(templatePath, "")
	pg.Crumbs = x.crumbs(web.Link{Href: list, Text: x.T("reportingweb.templates")})
	f := web.NewForm(x.Lang, in)
	f.Action, f.Cancel = textPath, list
	for _, pair := range [][2]string{{askAssociation, x.association.ID}, {askTemplate, x.template.ID}, {askSection, x.section}, {askLang, x.lang}, {fieldVersion, in.Get(fieldVersion)}} {
		f.Keep(pair[0], pair[1])
	}
	f.Area(askText, "reportingweb.text").Help("reportingweb.text.hint").Lines = 18
	pg.Form = f
	pg.Langs = web.Tabs{Label: x.T("reportingweb.lang")}
	for _, code := range []string{"sv", "en"} {
		pg.Langs.Items = append(pg.Langs.Items, web.Link{Href: x.url(code), Text: x.T("reportingweb.lang." + code), Current: code == x.lang})
	}
	if now := x.template.WrittenFor(x.section, x.lang); now.Version > 0 {
		pg.History = x.T("reportingweb.text.changed", x.Lang.Date(now.ChangedAt))
	}
	return pg
}

func (x writing) url(lang string) string {
	return page.Address(textPath, askAssociation, x.association.ID, askTemplate, x.template.ID, askSection, x.section, askLang, lang)
}

func (p *Pages) saveText(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	x, err := p.writing(r, in)
	if err != nil {
		return err
	}
	kept := reporting.KeptText{Text: reporting.Text{Section: x.section, Lang: x.lang, Text: in.Get(askText)}}
	kept.Version, _ = strconv.ParseInt(in.Get(fieldVersion), 10, 64)
	err = p.Reports.SaveText(r.Context(), x.actor, x.association.ID, x.template.ID, kept)
	switch {
	case err == nil:
		return web.Redirect(w, r, x.url(x.lang), web.Done("reportingweb.text.saved"))
	case fault.Is(err, fault.Conflict):
		now := x.template.WrittenFor(x.section, x.lang)
		in.Set(fieldVersion, strconv.FormatInt(now.Version, 10)) // what is saved now is saved over what is shown
		pg := x.page(in)
		pg.Clash = &web.Versions{Title: x.T("reportingweb.clash"), Text: x.T("reports.text_stale"), Mine: x.T("reportingweb.clash.mine"), Yours: x.T("reportingweb.clash.theirs"),
			Rows: []web.VersionRow{{Label: x.T("reportingweb.text"), Theirs: now.Text.Text, Mine: in.Get(askText)}}}
		return p.Site.Render(w, r, http.StatusConflict, "report-text", pg)
	case fault.Is(err, fault.Invalid):
		pg := x.page(in)
		pg.Form.Fail(err)
		return p.Site.Render(w, r, http.StatusUnprocessableEntity, "report-text", pg)
	}
	return err
}
