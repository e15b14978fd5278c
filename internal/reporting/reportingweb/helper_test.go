package reportingweb_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/insight"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/jobs/jobstest"
	"samkarta/internal/reporting"
	"samkarta/internal/reporting/reportingtest"
	"samkarta/internal/reporting/reportingweb"
)

const hog = "hoglandets-samordningsforbund"

var ctx = context.Background()

// The actors of the tests, by the header that says who asks.
var actors = map[string]access.Actor{
	"admin":     {Account: "admin", Assignments: []access.Assignment{{Role: access.Administrator}}},
	"developer": {Account: "developer", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"colleague": {Account: "colleague", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"reader":    {Account: "reader", Assignments: []access.Assignment{{Role: access.Reader, Association: hog}}},
	"stranger":  {Account: "stranger", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}},
}

// app is the site with the jobs that it gives.
type app struct {
	*pagetest.Site
	reports *reporting.Service
	runner  *jobs.Runner
}

// demo is the site over the map of the demonstration.
func demo(t testing.TB) *app {
	t.Helper()
	reportingtest.Formats(t)
	s := pagetest.Demo(t)
	a := &app{Site: s, runner: jobs.New(s.DB, jobs.Config{Poll: 5 * time.Millisecond})}
	a.reports = reporting.New(s.DB, s.Records, insight.New(s.Records), func(_ context.Context, account string) (access.Actor, error) {
		if actor, ok := actors[account]; ok {
			return actor, nil
		}
		return access.Actor{}, fault.New(fault.NotFound, "fault.not_found")
	})
	a.reports.Work(a.runner)
	s.Actors = actors
	s.Options.LargeBodies = map[string]int64{reportingweb.LogoPath: reportingweb.LogoLimit}
	s.Serve(reportingweb.Files(), &reportingweb.Pages{Desk: s.Desk, Reports: a.reports,
		Names: func(_ context.Context, _ access.Actor, authors []string) map[string]string {
			names := map[string]string{}
			for _, id := range authors {
				names[id] = "Konto " + id
			}
			return names
		}})
	return a
}

// ordered orders a report and gives its address.
func (a *app) ordered(who string, pairs ...string) string {
	a.T.Helper()
	form := url.Values{"forbund": {hog}, "mall": {"mapping"}, "sprak": {"sv"}, "format": {"html", "plain"}}
	ans := a.Post("/rapporter", pagetest.With(form, pairs...), who).Is(303)
	return ans.Header.Get("Location")
}

// work runs jobs until nothing of the report at the address is left to do.
func (a *app) work(path, who string) *pagetest.Answer {
	a.T.Helper()
	var got *pagetest.Answer
	jobstest.Work(a.T, a.runner, "the job ends", func() bool {
		got = a.Get(path, who)
		return got.Header.Get("Refresh") == ""
	})
	return got
}

// made is a report that is there.
func (a *app) made(pairs ...string) string {
	a.T.Helper()
	path := a.ordered("developer", pairs...)
	a.work(path, "developer").Is(200, "SHA-256")
	return path
}

// sendTemplate sends the form of a template with a logo.
func (a *app) sendTemplate(who string, form url.Values, logo []byte) *pagetest.Answer {
	a.T.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		for _, v := range values {
			if name != "logo" {
				pagetest.Must(a.T, w.WriteField(name, v))
			}
		}
	}
	part, err := w.CreateFormFile("logo", "logotyp.png")
	pagetest.Must(a.T, err)
	_, err = part.Write(logo)
	pagetest.Must(a.T, err)
	pagetest.Must(a.T, w.Close())
	r := httptest.NewRequest("POST", "/rapporter/mallar/andra", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set(pagetest.Asker, who)
	return a.Send(r)
}
