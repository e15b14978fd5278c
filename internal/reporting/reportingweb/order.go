package reportingweb

import (
	"errors"
	"net/url"
	"slices"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// The names of what a report is asked for by.
const (
	askAssociation = page.AskAssociation
	askTown        = page.AskMunicipality
	askCountry     = "landet"
	askParty       = page.AskParty
	askTemplate    = "mall"
	askAsOf        = "per"
	askSince       = "sedan"
	askLang        = "sprak"
	askSection     = "avsnitt"
	askPublic      = "publik"
	askFormat      = "format"
	askShow        = "visa" // what the preview shows: a section, or all
	showAll        = "alla"
	askOnce        = "_token" // goes with the button that orders, and with nothing else
)

// fields are the fields of the form by the names that an order's faults have.
var fields = map[string]string{"association": askAssociation, "municipalities": askTown, "country": askCountry, "party": askParty, "template": askTemplate, "as_of": askAsOf,
	"since": askSince, "lang": askLang, "sections": askSection, "public": askPublic, "formats": askFormat}

// atFields says of an order's faults in which fields of the form they are.
func atFields(err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return err
	}
	in := *f
	in.Fields = slices.Clone(f.Fields)
	for i, x := range in.Fields {
		if name, is := fields[x.Path]; is {
			in.Fields[i].Path = name
		}
	}
	return &in
}

// ordering is an order under way: what is chosen, and what there is to choose.
type ordering struct {
	sight
	in          *web.Input
	makes       []*party.Association
	association *party.Association
	templates   []reporting.Kept
	template    reporting.Kept
}

// order reads what was chosen. What is not there to be chosen stays, and is told
// of as a fault.
func (o ordering) order() reporting.Order {
	in := o.in
	made := reporting.Order{Association: o.association.ID, Municipalities: in.All(askTown), Country: in.Is(askCountry), Party: in.Get(askParty), Template: o.templateID(),
		AsOf: record.Date(in.Get(askAsOf)), Since: record.Date(in.Get(askSince)), Lang: in.Get(askLang), Sections: o.sections(), Public: in.Is(askPublic)}
	if made.Lang == "" {
		made.Lang = o.Lang.Code
	}
	if len(made.Sections) == len(o.template.Sections) {
		made.Sections = nil
	}
	if len(made.Municipalities) == len(o.association.Municipalities) {
		made.Municipalities = nil
	}
	return made
}

func (o ordering) templateID() string {
	if id := o.in.Get(askTemplate); id != "" {
		return id
	}
	return reporting.Mapping
}

// sections are those of the template that are chosen: all of them if none is,
// and if another template was chosen from.
func (o ordering) sections() []string {
	chosen := slices.DeleteFunc(slices.Clone(o.template.Sections), func(name string) bool { return !slices.Contains(o.in.All(askSection), name) })
	if len(chosen) == 0 {
		return slices.Clone(o.template.Sections)
	}
	return chosen
}

// form shows what there is to choose.
func (o ordering) form() *web.Form {
	in := web.NewInput()
	for name, values := range o.in.Values {
		in.Values[name] = values
	}
	order := o.order()
	in.Set(askAssociation, o.association.ID)
	in.Set(askTemplate, o.templateID())
	in.Set(askLang, order.Lang)
	in.Set(askSection, o.sections()...)
	if len(in.All(askTown)) == 0 {
		in.Set(askTown, o.association.Municipalities...)
	}
	if len(in.All(askFormat)) == 0 {
		in.Set(askFormat, usualFormats()...)
	}
	f := web.NewForm(o.Lang, in)
	f.Action = newPath
	if len(o.makes) > 1 {
		f.Select(askAssociation, "reportingweb.association", associationOptions(o.makes)).AlwaysOne().Require()
	} else {
		f.Keep(askAssociation, o.association.ID)
	}
	f.Select(askTemplate, "reportingweb.template", o.templateOptions()).AlwaysOne().Require()
	f.Checks(askTown, "reportingweb.municipalities", o.townOptions()).Require()
	if o.template.Based == reporting.Catalogue || order.Country { // what else there is a report of is an association's
		f.Check(askCountry, "reportingweb.country").Help("reportingweb.country.hint")
	}
	f.Select(askParty, "reportingweb.party", o.partyOptions()).Choosing("reportingweb.party.all")
	f.Date(askAsOf, "reportingweb.as_of").Help("reportingweb.as_of.hint").Beside()
	f.Date(askSince, "reportingweb.since").Help("reportingweb.since.hint").Beside()
	f.Select(askLang, "reportingweb.lang", web.OptionsOf(o.Lang, "reportingweb.lang.", "sv", "en")).AlwaysOne().Require()
	f.Checks(askSection, "reportingweb.sections", o.sectionOptions()).Require()
	f.Check(askPublic, "reportingweb.public").Help("reportingweb.public.hint")
	f.Checks(askFormat, "reportingweb.formats", formatOptions(o.sight)).Require()
	f.Select(askShow, "reportingweb.show", o.showOptions()).Choosing("reportingweb.show.beginning")
	return f
}

// usualFormats are those that people read: what comes before the tables.
func usualFormats() []string {
	var all []string
	for _, f := range report.Formats {
		if f.Name == "html" || f.Name == "docx" || f.Name == "pdf" {
			all = append(all, f.Name)
		}
	}
	return all
}

func formatOptions(s sight) []web.Option {
	opts := make([]web.Option, len(report.Formats))
	for i, f := range report.Formats {
		opts[i] = web.Option{Value: f.Name, Text: formatName(s, f.Name)}
	}
	return opts
}

// formatName is what a format is called, with what it is good for if that is
// known.
func formatName(s sight, name string) string {
	if key := "reportingweb.format." + name; s.Lang.Has(key) {
		return s.T(key)
	}
	return name
}

func (o ordering) templateOptions() []web.Option {
	opts := make([]web.Option, len(o.templates))
	for i, t := range o.templates {
		group := "reportingweb.templates.all"
		if t.IsOwn() {
			group = "reportingweb.templates.own"
		}
		opts[i] = web.Option{Value: t.ID, Text: templateName(o.Lang, t.Template), Group: o.T(group)}
	}
	return opts
}

func (o ordering) townOptions() []web.Option {
	codes := map[string]bool{}
	for _, code := range o.association.Municipalities {
		codes[code] = true
	}
	return page.PlaceChoices(codes, "")
}

func (o ordering) partyOptions() []web.Option {
	parties := map[string]bool{}
	for _, id := range o.association.Parties {
		parties[id] = true
	}
	opts := page.PartyChoices(o.View, o.Lang, nil, parties)
	for i := range opts {
		opts[i].Group = ""
	}
	return opts
}

func (o ordering) sectionOptions() []web.Option {
	return web.OptionsOf(o.Lang, "reporting.section.", o.template.Sections...)
}

func (o ordering) showOptions() []web.Option {
	return append(web.OptionsOf(o.Lang, "reporting.section.", o.sections()...), web.Option{Value: showAll, Text: o.T("reportingweb.show.all")})
}

// previewURL is where the preview of what is chosen is.
func (o ordering) previewURL() string {
	q := url.Values{}
	for name, values := range o.in.Values {
		if name != "lang" && name != askFormat {
			q[name] = values
		}
	}
	q.Set(askAssociation, o.association.ID)
	return previewPath + "?" + q.Encode()
}
