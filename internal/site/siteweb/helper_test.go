package siteweb_test

import (
	"context"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/finder"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/site/siteweb"
)

const hog = "hoglandets-samordningsforbund"

var ctx = context.Background()

// The actors of the tests, by the header that says who asks.
var actors = map[string]access.Actor{
	"admin":     {Account: "admin", Assignments: []access.Assignment{{Role: access.Administrator}}},
	"developer": {Account: "developer", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"reader":    {Account: "reader", Assignments: []access.Assignment{{Role: access.Reader, Association: hog}}},
}

// app is the site with the jobs that it gives.
type app struct {
	*pagetest.Site
	runner *jobs.Runner
}

// demo is the site over the map of the demonstration.
func demo(t testing.TB) *app {
	t.Helper()
	return serve(pagetest.Demo(t))
}

// empty is the site over a map that tells nothing.
func empty(t testing.TB) *app {
	t.Helper()
	return serve(pagetest.Empty(t))
}

func serve(s *pagetest.Site) *app {
	s.T.Helper()
	uploads := upload.New(s.DB, s.Records, func(_ context.Context, account string) (access.Actor, error) {
		if actor, ok := actors[account]; ok {
			return actor, nil
		}
		return access.Actor{}, fault.New(fault.NotFound, "fault.not_found")
	})
	a := &app{s, jobs.New(s.DB, jobs.Config{Poll: 5 * time.Millisecond})}
	uploads.Work(a.runner)
	s.Actors = actors
	s.Options.LargeBodies = map[string]int64{siteweb.UploadPath: siteweb.UploadLimit}
	s.Serve(siteweb.Files(), &siteweb.Pages{Desk: s.Desk, Finder: finder.New(s.Records), Uploads: uploads})
	return a
}
