package reportingweb

import (
	"cmp"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/reporting"
)

// The fields of the form of a template.
const (
	fieldVersion = "_version"
	fieldPlace   = "plats_" // and the name of a section: where it comes
	fieldNoLogo  = "utan_logotyp"
)

// templatesPage lists the templates of an association, with what is written for
// them.
type templatesPage struct {
	web.Frame
	Head   web.Head
	Choose []web.Link // of other associations
	Own    web.Table
	Groups []textGroup
	Away   web.Table // those that are put away
}

// textGroup is what can be written for a template.
type textGroup struct {
	Title string
	Open  bool
	Links []web.Link
}

// keeping is an association whose templates are asked for.
type keeping struct {
	sight
	association *party.Association
	mayWrite    bool
}

// keeping reads whose templates are asked for: those of the first association
// that one may see them of, if none is named.
func (p *Pages) keeping(r *http.Request, in *web.Input) (keeping, error) {
	s, err := p.sight(r)
	if err != nil {
		return keeping{}, err
	}
	asked := in.Get(askAssociation)
	if asked == "" {
		for _, a := range party.Associations.All(s.View) {
			if asked == "" && (s.actor.IsAdministrator() || s.actor.BelongsTo(a.ID)) {
				asked = a.ID
			}
		}
	}
	if asked == "" {
		return keeping{}, reporting.MayMake(s.actor, asked)
	}
	a, err := party.Associations.Get(s.View, asked)
	if err != nil {
		return keeping{}, err
	}
	return keeping{s, a, reporting.MayMake(s.actor, a.ID) == nil}, nil
}

func (p *Pages) templates(w http.ResponseWriter, r *http.Request) error {
	k, err := p.keeping(r, web.QueryInput(r))
	if err != nil {
		return err
	}
	all, err := p.Reports.Templates(r.Context(), k.actor, k.association.ID)
	if err != nil {
		return err
	}
	pg := &templatesPage{Head: web.Head{Title: k.T("reportingweb.templates"), Kicker: k.association.Name, Lead: k.T("reportingweb.templates.lead")}}
	pg.Title, pg.NoIndex, pg.Crumbs = pg.Head.Title, true, k.crumbs()
	if k.mayWrite {
		pg.Head.Actions = []web.Link{{Href: k.templateURL(editPath, ""), Text: k.T("reportingweb.template.new"), Icon: "plus"}}
	}
	pg.Own = k.ownTable(all)
	for i, t := range all {
		if t, err = p.Reports.Template(r.Context(), k.actor, k.association.ID, t.ID); err != nil {
			return err
		}
		pg.Groups = append(pg.Groups, textGroup{Title: templateName(k.Lang, t.Template), Open: i == 0, Links: k.textLinks(t)})
	}
	away, err := p.Reports.TemplatesPutAway(r.Context(), k.actor, k.association.ID)
	if err != nil {
		return err
	}
	pg.Away = k.awayTable(away)
	pg.Choose = k.others(p)
	return p.Render(w, r, "report-templates", pg)
}

// others leads to the templates of the other associations that one may make
// reports of.
func (k keeping) others(p *Pages) []web.Link {
	var links []web.Link
	for _, a := range p.Reports.Makes(k.View) {
		if a.ID != k.association.ID {
			links = append(links, web.Link{Href: page.Address(templatePath, askAssociation, a.ID), Text: a.Name})
		}
	}
	return links
}

func (k keeping) templateURL(path, id string) string {
	return page.Address(path, askAssociation, k.association.ID, askTemplate, id)
}

func (k keeping) ownTable(all []reporting.Kept) web.Table {
	t := web.Table{Caption: k.T("reportingweb.templates.own"), Quiet: true, Columns: []web.Column{{Text: k.T("reportingweb.template")},
		{Text: k.T("reportingweb.template.based")}, {Text: k.T("reportingweb.template.sections"), Number: true}, {Text: k.T("reportingweb.template.changed")}},
		Empty: web.Empty{Title: k.T("reportingweb.templates.none"), Text: k.T("reportingweb.templates.none.text")}}
	for _, x := range all {
		if !x.IsOwn() {
			continue
		}
		first := web.Cell{Text: x.Name}
		if k.mayWrite {
			first.Href = k.templateURL(editPath, x.ID)
		}
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{first, {Text: k.T("reporting.title." + x.Based)},
			{Text: k.Lang.Number(float64(len(x.Sections)))}, {Text: k.Lang.Date(x.ChangedAt)}}})
	}
	return t
}

// textLinks lead to each text that can be written for a template, in the
// language of the page; those that are written say so.
func (s sight) textLinks(t reporting.Kept) []web.Link {
	var links []web.Link
	for _, part := range reporting.Parts(s.View, t.Template) {
		link := web.Link{Href: page.Address(textPath, askAssociation, t.KeptBy, askTemplate, t.ID, askSection, part, askLang, s.Lang.Code), Text: partName(s, part)}
		for _, x := range t.Texts {
			if x.Section == part {
				link.Note = strings.TrimPrefix(link.Note+", "+x.Lang, ", ")
			}
		}
		if link.Note != "" {
			link.Note = s.T("reportingweb.written", link.Note)
		}
		links = append(links, link)
	}
	return links
}

// templatePage is the form of a template.
type templatePage struct {
	web.Frame
	Head  web.Head
	Alert *web.Alert
	Clash *web.Versions
	Form  *web.Form
	Away  *web.Form // puts it away; nil of a new one, and of one that is
}

func (p *Pages) editTemplate(w http.ResponseWriter, r *http.Request) error {
	k, t, err := p.template(r, web.QueryInput(r))
	if err != nil {
		return err
	}
	return p.Render(w, r, "report-template", k.templatePage(t, k.stored(t)))
}

// template is the one that is asked for; a new one if none is.
func (p *Pages) template(r *http.Request, in *web.Input) (k keeping, t reporting.Kept, err error) {
	if k, err = p.keeping(r, in); err != nil {
		return k, t, err
	}
	if err := reporting.MayMake(k.actor, k.association.ID); err != nil {
		return k, t, err
	}
	if id := in.Get(askTemplate); id != "" {
		t, err = p.Reports.Template(r.Context(), k.actor, k.association.ID, id)
		if err == nil && !t.IsOwn() {
			err = fault.New(fault.NotFound, "reports.template_not_found", id)
		}
		return k, t, err
	}
	t.Based = reporting.Mapping
	t.Sections = reporting.Stock()[0].Sections
	return k, t, nil
}

// stored is what stands in a template, as the form has it.
func (k keeping) stored(t reporting.Kept) *web.Input {
	in := web.NewInput()
	in.Set("name", t.Name)
	in.Set("based", t.Based)
	in.Set("logo_alt", t.Look.LogoAlt)
	in.Set("accent", t.Look.Accent)
	for i, name := range t.Sections {
		in.Set(fieldPlace+name, strconv.Itoa(i+1))
	}
	in.Set(fieldVersion, strconv.FormatInt(t.Version, 10))
	return in
}

func (k keeping) templatePage(t reporting.Kept, in *web.Input) *templatePage {
	pg := &templatePage{Head: web.Head{Title: cmp.Or(t.Name, k.T("reportingweb.template.new")), Kicker: k.association.Name}}
	pg.Title, pg.NoIndex = pg.Head.Title, true
	list := k.templateURL(templatePath, "")
	pg.Crumbs = k.crumbs(web.Link{Href: list, Text: k.T("reportingweb.templates")})
	f := web.NewForm(k.Lang, in)
	f.Action, f.Cancel = editPath, list
	f.Keep(askAssociation, k.association.ID)
	f.Keep(askTemplate, t.ID)
	f.Keep(fieldVersion, in.Get(fieldVersion))
	f.Text("name", "reportingweb.template.name").Require()
	if t.ID == "" {
		f.Radios("based", "reportingweb.template.based", web.OptionsOf(k.Lang, "reporting.title.", reporting.Mapping, reporting.Standing, reporting.Catalogue)).
			Require().Help("reportingweb.template.based.hint")
	} else {
		f.Keep("based", t.Based)
	}
	f.Section("reportingweb.template.look", "")
	logo := f.File("logo", "reportingweb.template.logo").Help("reportingweb.template.logo.hint")
	if t.Look.Logo != nil {
		logo.Help("reportingweb.template.logo.there").Showing(k.templateURL(logoPath, t.ID), t.Look.LogoAlt)
		f.Check(fieldNoLogo, "reportingweb.template.no_logo")
	}
	f.Text("logo_alt", "reportingweb.template.logo_alt").Help("reportingweb.template.logo_alt.hint")
	f.Text("accent", "reportingweb.template.accent").Help("reportingweb.template.accent.hint").Narrowly()
	f.Section("reportingweb.template.places", "reportingweb.template.places.hint")
	for _, name := range reporting.Sections() {
		f.Number(fieldPlace+name, "reporting.section."+name).Unmarked().Beside()
	}
	pg.Form = f
	switch {
	case t.PutAway:
		pg.Alert = &web.Alert{Color: "warning", Text: k.T("reportingweb.template.is_away")}
		pg.Head.Posts = []web.Post{*k.takeUp(t)}
	case t.ID != "":
		pg.Away = k.awayForm(t, nil)
	}
	return pg
}

func (p *Pages) saveTemplate(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	k, t, err := p.template(r, in)
	if err != nil {
		return err
	}
	d, err := draftIn(r, in, t)
	if err == nil {
		_, err = p.Reports.SaveTemplate(r.Context(), k.actor, k.association.ID, d)
	}
	switch {
	case err == nil:
		return web.Redirect(w, r, k.templateURL(templatePath, ""), web.Done("reportingweb.template.saved", d.Name))
	case fault.Is(err, fault.Conflict):
		in.Set(fieldVersion, strconv.FormatInt(t.Version, 10)) // what is saved now is saved over what is shown
		pg := k.templatePage(t, in)
		pg.Clash = k.clash(t, d)
		return p.Site.Render(w, r, http.StatusConflict, "report-template", pg)
	case fault.Is(err, fault.Invalid):
		pg := k.templatePage(t, in)
		pg.Form.Fail(err)
		return p.Site.Render(w, r, http.StatusUnprocessableEntity, "report-template", pg)
	}
	return err
}

// draftIn reads what somebody wants a template to be.
func draftIn(r *http.Request, in *web.Input, t reporting.Kept) (d reporting.Draft, err error) {
	d.ID, d.Name, d.Based = t.ID, in.Get("name"), in.Get("based")
	d.Version, _ = strconv.ParseInt(in.Get(fieldVersion), 10, 64)
	d.Look.LogoAlt, d.Look.Accent = in.Get("logo_alt"), strings.ToLower(in.Get("accent"))
	if d.Look.Logo, err = logoIn(r); err != nil {
		return d, err
	}
	d.KeepLogo = d.Look.Logo == nil && !in.Is(fieldNoLogo)
	if d.Look.Logo == nil && !d.KeepLogo {
		d.Look.LogoAlt = "" // there is nothing for it to describe
	}
	places := map[string]int{}
	for _, name := range reporting.Sections() {
		if n := in.Int(fieldPlace+name, 1, 99); n != nil {
			places[name] = *n
			d.Sections = append(d.Sections, name)
		}
	}
	slices.SortStableFunc(d.Sections, func(a, b string) int { return cmp.Compare(places[a], places[b]) })
	return d, in.Err()
}

// logoIn reads the file of the form; nil if none was chosen. It is read no
// further than to see that it is too large.
func logoIn(r *http.Request) ([]byte, error) {
	file, _, err := r.FormFile("logo")
	if err != nil { // no file, or no form with files at all
		return nil, nil
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, reporting.LargestLogo+1))
	if len(data) == 0 {
		return nil, err
	}
	return data, err
}

// clash shows what two people made of a template.
func (k keeping) clash(theirs reporting.Kept, mine reporting.Draft) *web.Versions {
	v := &web.Versions{Title: k.T("reportingweb.clash"), Text: k.T("reports.template_stale"), Mine: k.T("reportingweb.clash.mine"), Yours: k.T("reportingweb.clash.theirs")}
	add := func(key, theirs, mine string) {
		if theirs != mine {
			v.Rows = append(v.Rows, web.VersionRow{Label: k.T(key), Theirs: theirs, Mine: mine})
		}
	}
	add("reportingweb.template.name", theirs.Name, mine.Name)
	add("reportingweb.template.logo_alt", theirs.Look.LogoAlt, mine.Look.LogoAlt)
	add("reportingweb.template.accent", theirs.Look.Accent, mine.Look.Accent)
	add("reportingweb.sections", sectionNames(k.Lang, theirs.Sections), sectionNames(k.Lang, mine.Sections))
	return v
}

func sectionNames(l *text.Lang, names []string) string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = l.T("reporting.section." + name)
	}
	return strings.Join(said, ", ")
}
