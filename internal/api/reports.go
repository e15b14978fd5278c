package api

import (
	"context"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/reporting"
)

// Report is a report that was ordered, and how far it has come.
type Report struct {
	ID          string          `json:"id"`
	Association string          `json:"association"`
	Title       string          `json:"title"`
	Status      string          `json:"status" enum:"waiting,running,made,failed"`
	Done        int             `json:"done" doc:"How many chapters are written, of all files together"`
	Total       int             `json:"total" doc:"Of how many; 0 while that is not known"`
	Fault       string          `json:"fault" doc:"Why it was not made"`
	Order       reporting.Order `json:"order"`
	Formats     []string        `json:"formats"`
	OrderedAt   time.Time       `json:"ordered_at"`
	MadeAt      *time.Time      `json:"made_at" doc:"null until it is made"`
	PublishedAt *time.Time      `json:"published_at" doc:"null while only its association sees it"`
	Files       []ReportFile    `json:"files" doc:"Empty until it is made"`
}

// ReportFile is a report in a format, as it was made.
type ReportFile struct {
	Format string `json:"format"`
	Name   string `json:"name"`
	Size   int64  `json:"size" doc:"In bytes"`
	SHA256 string `json:"sha256" doc:"Checksum of the file, in hexadecimal"`
	URL    string `json:"url" doc:"Where the file is"`
}

// ReportOf shows a report.
func ReportOf(l *text.Lang, x reporting.Report) Report {
	r := Report{ID: x.ID, Association: x.KeptBy, Title: x.Title, Status: "waiting", Order: x.Order, Formats: list(x.Formats), OrderedAt: x.OrderedAt,
		MadeAt: timeOrNil(x.MadeAt), PublishedAt: timeOrNil(x.PublishedAt), Files: []ReportFile{}}
	r.Order.Municipalities, r.Order.Sections = list(x.Order.Municipalities), list(x.Order.Sections)
	for _, f := range x.Files {
		r.Files = append(r.Files, ReportFile{f.Format, f.Name, f.Size, f.Digest, prefix + "/report_files/" + x.ID + "/" + f.Format})
	}
	switch {
	case x.IsMade():
		r.Status = "made"
	case x.Job == nil: // not asked for, or long ago
	case x.Job.State == jobs.Failed:
		r.Status = "failed"
		if f := x.Job.Fault; f != nil {
			r.Fault = l.T(f.Key, f.Args...)
		}
	case x.Job.State == jobs.Running:
		r.Status, r.Done, r.Total = "running", x.Job.Progress, x.Job.Total
	}
	return r
}

func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// ReportRequest orders a report.
type ReportRequest struct {
	reporting.Order
	Formats []string `json:"formats" doc:"The formats to make it in"`
	Once    string   `json:"once,omitempty" doc:"A word of your own: the same order sent again with the same word makes no other report, but answers with the one that is there" example:"2019-06-01 kartlaggning"`
}

// ReportPublication chooses whether everybody may see a report.
type ReportPublication struct {
	Published bool `json:"published"`
	Sure      bool `json:"sure,omitempty" doc:"Needed for a report that was not made as the public sees the map: somebody has read it through, and all in it may be published"`
}

// ReportTemplate is how a kind of report is made up.
type ReportTemplate struct {
	ID       string   `json:"id"`
	Version  int64    `json:"version" doc:"Of an association's own: to be given with a change; 0 of those that everybody has"`
	Name     string   `json:"name"`
	Based    string   `json:"based" enum:"mapping,standing,catalogue"`
	Sections []string `json:"sections" doc:"In order"`
	Accent   string   `json:"accent" doc:"Colour of headings and lines, #rrggbb; empty is the house's own"`
	Logo     []byte   `json:"logo" doc:"PNG or JPEG, in base64; empty is none"`
	LogoAlt  string   `json:"logo_alt" doc:"What the logo shows"`
	PutAway  bool     `json:"put_away" doc:"It is not offered for new reports"`
}

// ReportTemplateUse says whether an association's own template is offered for new
// reports, or is put away.
type ReportTemplateUse struct {
	Association string `json:"association"`
	ID          string `json:"id"`
	Version     int64  `json:"version" doc:"The version that was read"`
	PutAway     bool   `json:"put_away"`
}

// ReportTemplateDraft is what somebody wants an association's own template to be.
type ReportTemplateDraft struct {
	Association string   `json:"association"`
	ID          string   `json:"id,omitempty" doc:"Of one that is changed; empty of a new one"`
	Version     int64    `json:"version,omitempty" doc:"Of one that is changed: the version that was read"`
	Name        string   `json:"name"`
	Based       string   `json:"based" enum:"mapping,standing,catalogue"`
	Sections    []string `json:"sections" doc:"In order"`
	Accent      string   `json:"accent,omitempty" doc:"#rrggbb, with a contrast of 4.5 against white"`
	Logo        []byte   `json:"logo,omitempty" doc:"PNG or JPEG of at most 1 MB, in base64"`
	LogoAlt     string   `json:"logo_alt,omitempty" doc:"What the logo shows; needed with one"`
}

// ReportText is what an association has written for a section of a template.
type ReportText struct {
	Section string `json:"section" doc:"A section, a part of one (results/0604), or front" example:"results/0604"`
	Lang    string `json:"lang" enum:"sv,en"`
	Text    string `json:"text" doc:"Markdown; empty is none"`
	Version int64  `json:"version" doc:"To be given with a change; 0 where nothing has been written"`
}

// ReportTextChange writes a text.
type ReportTextChange struct {
	Association string `json:"association"`
	Template    string `json:"template"`
	ReportText
}

type (
	reportsInput struct {
		Association string `query:"association" doc:"Only reports of this association" example:"finnveden"`
	}
	reportInput struct {
		ID string `path:"id" doc:"The report's id"`
	}
	reportFileInput struct {
		ID     string `path:"id" doc:"The report's id"`
		Format string `path:"format" doc:"One of the formats it was made in" example:"pdf"`
	}
	reportBody            struct{ RawBody []byte }
	reportPublicationBody struct {
		ID      string `path:"id" doc:"The report's id"`
		RawBody []byte
	}
	templatesInput struct {
		Association string `query:"association" doc:"Whose templates" example:"finnveden"`
		PutAway     bool   `query:"put_away" doc:"Those that are put away instead: they are not offered for new reports"`
	}
	textsInput struct {
		Association string `query:"association" doc:"Whose texts" example:"finnveden"`
		Template    string `query:"template" doc:"For which template" example:"mapping"`
	}
	plainAnswer[T any] struct {
		CacheControl string `header:"Cache-Control"`
		Body         T
	}
)

func plain[T any](body T) *plainAnswer[T] { return &plainAnswer[T]{"no-store", body} }

// reports makes the operations on reports.
func (s *Service) reports(api huma.API) {
	read := func(path, id, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: prefix + path, Summary: summary, Tags: []string{"reports"},
			Errors: []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity}}
	}
	register(api, read("/reports", "list-reports", "The reports that the caller may see, the newest first"), s.listReports)
	register(api, read("/reports/{id}", "get-report", "One report, and how far it has come"), s.getReport)
	file := read("/report_files/{id}/{format}", "get-report-file", "A file of a report, as it was made")
	file.Responses = map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
	register(api, file, s.getReportFile)
	register(api, read("/report_templates", "list-report-templates", "The templates of an association: everybody's, and its own"), s.listTemplates)
	register(api, read("/report_texts", "list-report-texts", "What an association has written for a template"), s.listTexts)
	send(api, change(http.MethodPost, "/reports", "order-report", "Order a report: it is made after the answer, and kept", http.StatusAccepted), bodyOf[ReportRequest](api, "ReportRequest"), s.orderReport)
	send(api, change(http.MethodPatch, "/report_publication/{id}", "publish-report", "Publish a report, or withdraw one that is", 0),
		bodyOf[ReportPublication](api, "ReportPublication"), s.publishReport)
	templates := change(http.MethodPatch, "/report_templates", "save-report-template", "Add a template of an association's own, or change one", 0)
	templates.MaxBodyBytes = 2 << 20
	send(api, templates, bodyOf[ReportTemplateDraft](api, "ReportTemplateDraft"), s.saveTemplate)
	send(api, change(http.MethodPatch, "/report_template_use", "use-report-template", "Put a template of an association's own away, so that it is not offered for new reports, or take it up again", 0),
		bodyOf[ReportTemplateUse](api, "ReportTemplateUse"), s.useTemplate)
	send(api, change(http.MethodPatch, "/report_texts", "save-report-text", "Write a text for a section of a template", 0), bodyOf[ReportTextChange](api, "ReportTextChange"), s.saveText)
}

func (s *Service) listReports(ctx context.Context, in *reportsInput) (*plainAnswer[[]Report], error) {
	c := callerOf(ctx)
	all, err := s.Reports.List(ctx, c.actor, in.Association)
	if err != nil {
		return nil, c.problem(err)
	}
	shown := make([]Report, len(all))
	for i, x := range all {
		shown[i] = ReportOf(c.lang, x)
	}
	return plain(shown), nil
}

func (s *Service) getReport(ctx context.Context, in *reportInput) (*plainAnswer[Report], error) {
	c := callerOf(ctx)
	x, err := s.Reports.Get(ctx, c.actor, in.ID)
	if err != nil {
		return nil, c.problem(err)
	}
	return plain(ReportOf(c.lang, *x)), nil
}

func (s *Service) getReportFile(ctx context.Context, in *reportFileInput) (*huma.StreamResponse, error) {
	c := callerOf(ctx)
	x, err := s.Reports.Get(ctx, c.actor, in.ID)
	if err != nil {
		return nil, c.problem(err)
	}
	if _, err := x.Find(in.Format); err != nil {
		return nil, c.problem(err)
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		begun := false
		err := s.Reports.Send(ctx.Context(), c.actor, in.ID, in.Format, ctx.BodyWriter(), func(_ reporting.Report, f reporting.File) {
			begun = true
			kind := "application/octet-stream"
			if format, is := report.FormatOf(f.Format); is {
				kind = format.Type
			}
			ctx.SetHeader("Content-Type", kind)
			ctx.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
			ctx.SetHeader("Cache-Control", "private, no-cache")
			ctx.SetStatus(http.StatusOK)
		})
		if err != nil && !begun {
			write(ctx, c.problem(err))
		} else if err != nil {
			c.report(err)
			panic(http.ErrAbortHandler) // what was sent is cut off, and is seen to be
		}
	}}, nil
}

func (s *Service) orderReport(ctx context.Context, in *reportBody) (*plainAnswer[Report], error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	ordered, err := readBody[ReportRequest](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	id, err := s.Reports.MakeOnce(ctx, c.actor, ordered.Order, ordered.Formats, ordered.Once)
	if err != nil {
		return nil, c.problem(err)
	}
	return s.getReport(ctx, &reportInput{id})
}

func (s *Service) publishReport(ctx context.Context, in *reportPublicationBody) (*plainAnswer[Report], error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	chosen, err := readBody[ReportPublication](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	if chosen.Published {
		err = s.Reports.Publish(ctx, c.actor, in.ID, chosen.Sure)
	} else {
		err = s.Reports.Withdraw(ctx, c.actor, in.ID)
	}
	if err != nil {
		return nil, c.problem(err)
	}
	return s.getReport(ctx, &reportInput{in.ID})
}
