package reportingweb

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// beginning is how many chapters a preview shows if nothing is chosen.
const beginning = 3

// preview gives a part of a report as HTML, for the frame beside the choices.
func (p *Pages) preview(w http.ResponseWriter, r *http.Request) error {
	o, err := p.ordering(r, web.QueryInput(r))
	if err != nil {
		return p.framedFault(w, r, err)
	}
	order, show := o.order(), o.in.Get(askShow)
	isPart := slices.Contains(o.template.Sections, show)
	if isPart {
		order.Sections = []string{show}
	}
	d, err := p.Reports.Compose(r.Context(), o.actor, order)
	if err != nil {
		return p.framedFault(w, r, err)
	}
	if isPart { // what is asked for comes first
		d.Cover, d.Contents = false, false
	}
	if show == "" && len(d.Chapters) > beginning {
		d.Chapters = d.Chapters[:beginning]
	}
	return p.framed(w, r, d)
}

// previewText gives a text that is being written as it will stand in reports.
func (p *Pages) previewText(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return p.framedFault(w, r, err)
	}
	x, err := p.writing(r, in)
	if err != nil {
		return p.framedFault(w, r, err)
	}
	title := partName(x.sight, x.section)
	d := &report.Document{Lang: text.Of(x.lang), Title: templateName(text.Of(x.lang), x.template.Template), Publisher: x.association.Name, AsOf: x.View.Today(), Made: x.View.Today(), Look: report.Look(x.template.Look),
		Chapters: []report.Chapter{{ID: "text", Title: title, Unnumbered: true, Blocks: report.Blocks(report.Markdown(text.Of(x.lang), in.Get(askText))...)}}}
	return p.framed(w, r, d)
}

// framed gives a report to be shown within a page.
func (p *Pages) framed(w http.ResponseWriter, r *http.Request, d *report.Document) error {
	f, is := report.FormatOf("html")
	if !is {
		return p.framedFault(w, r, fault.New(fault.Unavailable, "reportingweb.no_formats"))
	}
	var out bytes.Buffer
	if err := f.Write(&out, d, nil); err != nil {
		return err
	}
	document(w.Header(), true)
	w.Header().Set("Content-Type", f.Type)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(out.Bytes()) // a browser that has gone is told nothing
	return nil
}

// document says of an answer that it is a report: a document of its own, which
// brings its own style, runs nothing and reaches nowhere. Only our own pages may
// show it in a frame, if any may.
func document(h http.Header, inFrame bool) {
	frames := "'none'"
	if inFrame {
		frames = "'self'"
		h.Set("X-Frame-Options", "SAMEORIGIN")
	}
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors "+frames+"; sandbox allow-popups")
	h.Del("Cross-Origin-Opener-Policy") // a browser shows nothing that has both this and a sandbox
}

// framedPage says within the frame why there is no preview.
type framedPage struct {
	Lang, Title, Text string
	Items             []string
}

func (p *Pages) framedFault(w http.ResponseWriter, r *http.Request, err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) || f.Kind == fault.Internal {
		return err
	}
	l := web.LangOf(r)
	pg := framedPage{Lang: l.Code, Title: l.T("reportingweb.preview.none"), Text: l.T(f.Key, f.Args...)}
	for _, x := range f.Fields {
		pg.Items = append(pg.Items, l.T(x.Key, x.Args...))
	}
	document(w.Header(), true)
	w.Header().Set("Cache-Control", "no-store")
	return p.Site.RenderPart(refusal{w, web.Status(err)}, r, "report-framed", pg)
}

// refusal is an answer with a status of its own.
type refusal struct {
	http.ResponseWriter
	status int
}

// WriteHeader gives the status of the refusal, whatever else is said.
func (f refusal) WriteHeader(int) { f.ResponseWriter.WriteHeader(f.status) }

// partName is what a section, or a part of one, is called.
func partName(s sight, section string) string {
	name, part, is := strings.Cut(section, "/")
	said := s.T("reportingweb.front")
	if name != reporting.Front {
		said = s.T("reporting.section." + name)
	}
	switch {
	case !is:
		return said
	case name == reporting.Results:
		return s.T("reportingweb.part", said, placeName(part))
	}
	return s.T("reportingweb.part", said, s.View.TitleOf(record.Key{Kind: "party", ID: part}))
}
