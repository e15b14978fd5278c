package reportingweb

import (
	"mime"
	"net/http"
	"strings"
	"time"

	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/reporting"
)

func reportPath(id string) string { return listPath + "/" + id }

func placeName(code string) string { return page.PlaceName(code) }

// reportPage is a report that is being made, or is there.
type reportPage struct {
	web.Frame
	Head    web.Head
	Running *running
	Wrong   []string // why it was not made
	Again   *web.Link
	Files   []fileRow
	Facts   web.Definitions
	Publish *web.Form // nil if one may not, or it is published
	Take    *web.Post // takes back what is published
}

// running is how far the making has come.
type running struct {
	Says    string
	Value   int // in percent; 0 is not known
	Refresh web.Link
	Stop    *web.Link // the page looks again by itself, and can be told not to
	Poll    string    // where a script finds how far it has come
}

// fileRow is a file to fetch.
type fileRow struct {
	Href, Name, Format, Size, Digest string
}

func (p *Pages) report(w http.ResponseWriter, r *http.Request) error {
	s, x, err := p.asked(r)
	if err != nil {
		return err
	}
	pg := p.newReportPage(r, s, x)
	if pg.Running != nil && !r.URL.Query().Has("stanna") {
		// Works without a script, and a page without the header stands still.
		w.Header().Set("Refresh", "2")
		pg.Running.Stop = &web.Link{Href: "?stanna=1", Text: s.T("reportingweb.stop")}
	}
	return p.Render(w, r, "report", pg)
}

// asked is the report that the address names, if who asks may see it.
func (p *Pages) asked(r *http.Request) (sight, *reporting.Report, error) {
	s, err := p.sight(r)
	if err != nil {
		return s, nil, err
	}
	x, err := p.Reports.Get(r.Context(), s.actor, r.PathValue("id"))
	return s, x, err
}

func (p *Pages) newReportPage(r *http.Request, s sight, x *reporting.Report) *reportPage {
	pg := &reportPage{Head: web.Head{Title: x.Title, Kicker: associationName(s.View, x.KeptBy)}}
	pg.Title, pg.Crumbs = x.Title, s.crumbs()
	pg.NoIndex = !x.IsPublished()
	mayMake := reporting.MayMake(s.actor, x.KeptBy) == nil
	if mayMake {
		pg.Again = &web.Link{Href: againURL(x.Order), Text: s.T("reportingweb.again")}
	}
	switch {
	case x.HasFailed():
		pg.Head.Lead = s.T("reportingweb.failed")
		pg.Wrong = s.wrong(x)
	case !x.IsMade():
		pg.Head.Lead = s.T("reportingweb.running.text")
		pg.Running, pg.Scripts = s.running(x), []string{"report.js"}
	default:
		pg.Head.Tags = []web.Tag{s.tag(*x)}
		s.fillMade(pg, x, mayMake)
	}
	pg.Facts = s.facts(x, p.authors(r, s, []reporting.Report{*x})[x.Author])
	return pg
}

// wrong says why a report was not made.
func (s sight) wrong(x *reporting.Report) []string {
	if x.Job == nil || x.Job.Fault == nil {
		return []string{s.T("reportingweb.failed.unknown")}
	}
	f := x.Job.Fault
	if len(f.Fields) == 0 {
		return []string{s.T(f.Key, f.Args...)}
	}
	var all []string
	for _, field := range f.Fields {
		all = append(all, s.T(field.Key, field.Args...))
	}
	return all
}

func (s sight) running(x *reporting.Report) *running {
	run := &running{Says: s.T("reportingweb.waiting"), Refresh: web.Link{Href: reportPath(x.ID), Text: s.T("reportingweb.look")}, Poll: reportPath(x.ID) + "/framsteg"}
	if x.Job.State == jobs.Running {
		run.Says = s.T("reportingweb.under_way")
		if x.Job.Total > 0 {
			run.Says = s.T("reportingweb.chapters", x.Job.Progress, x.Job.Total)
			run.Value = 100 * x.Job.Progress / x.Job.Total
		}
	}
	return run
}

// progress gives only how far the making has come; nothing when it is over.
func (p *Pages) progress(w http.ResponseWriter, r *http.Request) error {
	s, x, err := p.asked(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	if x.IsMade() || x.HasFailed() {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return p.Site.RenderPart(w, r, "report-progress", s.running(x))
}

func (s sight) fillMade(pg *reportPage, x *reporting.Report, mayMake bool) {
	for _, f := range x.Files {
		pg.Files = append(pg.Files, fileRow{reportPath(x.ID) + "/fil/" + f.Format, f.Name, formatName(s, f.Format), sizeText(s.Lang, f.Size), f.Digest})
	}
	if _, is := x.File("html"); is {
		pg.Head.Actions = []web.Link{{Href: reportPath(x.ID) + "/las", Text: s.T("reportingweb.read"), Icon: "right"}}
	}
	switch {
	case !mayMake:
	case x.IsPublished():
		pg.Take = &web.Post{Action: reportPath(x.ID) + "/dra-tillbaka", Text: s.T("reportingweb.withdraw")}
	default:
		pg.Publish = s.publishForm(x, nil)
	}
}

func (s sight) publishForm(x *reporting.Report, in *web.Input) *web.Form {
	f := web.NewForm(s.Lang, in)
	f.Action, f.Submit = reportPath(x.ID)+"/publicera", s.T("reportingweb.publish")
	if !x.Order.Public {
		f.Check("sure", "reportingweb.publish.sure").Help("reportingweb.publish.hint")
	}
	return f
}

// facts say of what a report was made, when and by whom.
func (s sight) facts(x *reporting.Report, author string) web.Definitions {
	o := x.Order
	all := web.Definitions{web.Say(s.T("reportingweb.made"), s.when(x, author))}
	add := func(key, said string) {
		if said != "" {
			all = append(all, web.Say(s.T(key), said))
		}
	}
	add("reportingweb.municipalities", page.PlaceNames(o.Municipalities))
	if o.Country {
		add("reportingweb.municipalities", s.T("reportingweb.country"))
	}
	if o.Party != "" {
		add("reportingweb.party", page.ActorLink(s.View, s.Lang, o.Party).Text)
	}
	add("reportingweb.as_of", page.DateText(s.Lang, o.AsOf))
	add("reportingweb.since", page.DateText(s.Lang, o.Since))
	add("reportingweb.lang", s.T("reportingweb.lang."+o.Lang))
	var sections []string
	for _, name := range o.Sections {
		sections = append(sections, s.T("reporting.section."+name))
	}
	add("reportingweb.sections", strings.Join(sections, ", "))
	seen := "reportingweb.seen_by.own"
	if o.Public {
		seen = "reportingweb.seen_by.public"
	}
	add("reportingweb.seen_by", s.T(seen))
	return all
}

func (s sight) when(x *reporting.Report, author string) string {
	at := x.OrderedAt
	if x.IsMade() {
		at = x.MadeAt
	}
	said := s.Lang.Date(at)
	if author != "" {
		said = s.T("reportingweb.by", said, author)
	}
	return said
}

// againURL is where the same can be chosen again.
func againURL(o reporting.Order) string {
	pairs := []string{askAssociation, o.Association, askTemplate, o.Template, askParty, o.Party, askAsOf, string(o.AsOf), askSince, string(o.Since), askLang, o.Lang}
	for _, code := range o.Municipalities {
		pairs = append(pairs, askTown, code)
	}
	for _, name := range o.Sections {
		pairs = append(pairs, askSection, name)
	}
	if o.Country {
		pairs = append(pairs, askCountry, "1")
	}
	if o.Public {
		pairs = append(pairs, askPublic, "1")
	}
	return page.Address(newPath, pairs...)
}

// slow is how long fetching a large file over a slow line may last.
const slow = 10 * time.Minute

// file gives a file of a report as it was made.
func (p *Pages) file(w http.ResponseWriter, r *http.Request) error {
	return p.send(w, r, r.PathValue("format"), func(h http.Header, f reporting.File) {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	})
}

// read shows the report in the browser.
func (p *Pages) read(w http.ResponseWriter, r *http.Request) error {
	return p.send(w, r, "html", func(h http.Header, _ reporting.File) { document(h, true) })
}

func (p *Pages) send(w http.ResponseWriter, r *http.Request, format string, begin func(http.Header, reporting.File)) error {
	// A server that sets no limits, such as a test's, needs none lifted.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(slow))
	begun := false
	err := p.Reports.Send(r.Context(), p.ActorOf(r), r.PathValue("id"), format, w, func(_ reporting.Report, f reporting.File) {
		h := w.Header()
		h.Set("Content-Type", "application/octet-stream")
		if x, is := report.FormatOf(format); is {
			h.Set("Content-Type", x.Type)
		}
		h.Set("Cache-Control", "private, no-cache")
		begin(h, f)
		begun = true
	})
	if begun && err != nil { // too late for a page: what was sent is cut off
		p.Site.Report(r, err)
		panic(http.ErrAbortHandler)
	}
	return err
}

func (p *Pages) publish(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	s, x, err := p.asked(r)
	if err != nil {
		return err
	}
	err = p.Reports.Publish(r.Context(), s.actor, x.ID, in.Is("sure"))
	if fault.Is(err, fault.Invalid) {
		pg := p.newReportPage(r, s, x)
		pg.Publish = s.publishForm(x, in).Fail(err)
		return p.Site.Render(w, r, http.StatusUnprocessableEntity, "report", pg)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, reportPath(x.ID), web.Done("reportingweb.publish.done"))
}

func (p *Pages) withdraw(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := p.Reports.Withdraw(r.Context(), p.ActorOf(r), id); err != nil {
		return err
	}
	return web.Redirect(w, r, reportPath(id), web.Done("reportingweb.withdraw.done"))
}

// sizeText says how large a file is.
func sizeText(l *text.Lang, bytes int64) string {
	if bytes < 1<<20 {
		return l.Number(float64((bytes+1<<10-1)>>10)) + "\u00a0kB"
	}
	return l.Number(float64(bytes*10>>20)/10) + "\u00a0MB"
}
