package app

import (
	"context"
	"io/fs"
	"net/http"

	"samkarta/internal/access"
	"samkarta/internal/api"
	"samkarta/internal/contact/contactweb"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/forum/forumweb"
	"samkarta/internal/insats/insatsweb"
	"samkarta/internal/insight/insightweb"
	"samkarta/internal/mapping/mappingweb"
	"samkarta/internal/page"
	"samkarta/internal/party/partyweb"
	"samkarta/internal/people"
	"samkarta/internal/people/peopleweb"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/web"
	"samkarta/internal/recordweb"
	"samkarta/internal/site/siteweb"
	"samkarta/internal/statistics/statisticsweb"
)

// routed is a set of pages with its templates.
type routed interface{ Routes(*http.ServeMux) }

// Handler makes the program's pages and its API, behind the doors of the site.
func (a *App) Handler() (http.Handler, error) {
	mux := http.NewServeMux()
	frame := &framing{app: a}
	site, err := web.New(web.Options{Fill: frame.fill, Log: a.config.Log, Ready: a.ready,
		LargeBodies: map[string]int64{siteweb.UploadPath: siteweb.UploadLimit, siteweb.DraftPath: siteweb.DraftLimit,
			siteweb.DraftFilePath: siteweb.DraftLimit, siteweb.DraftTryPath: siteweb.DraftLimit, api.ImportPath: api.LargestImport}})
	if err != nil {
		return nil, err
	}
	for _, files := range []fs.FS{page.Files(), partyweb.Files(), forumweb.Files(), contactweb.Files(), insatsweb.Files(), mappingweb.Files(), insightweb.Files(), statisticsweb.Files(), recordweb.Files(), siteweb.Files()} {
		site.Pages(files, "*.html")
	}
	accounts := peopleweb.New(site, a.People, a.Records, peopleweb.Options{Demo: a.config.Demo, TrustProxy: a.config.TrustProxy})
	frame.people = accounts
	desk := &page.Desk{Site: site, Records: a.Records, ActorOf: peopleweb.ActorOf}
	for _, pages := range append(a.pages(desk), site, accounts, a.api(site, accounts)) {
		pages.Routes(mux)
	}
	return site.Wrap(accounts.WithActor(mux)), nil
}

// pages are those of the areas and of the site.
func (a *App) pages(desk *page.Desk) []routed {
	settings := siteweb.Settings{Owner: a.config.Owner, Contact: a.config.Contact}
	return []routed{
		&partyweb.Pages{Desk: desk}, &forumweb.Pages{Desk: desk}, &contactweb.Pages{Desk: desk}, &insatsweb.Pages{Desk: desk},
		&mappingweb.Pages{Desk: desk, Finder: a.Finder}, &insightweb.Pages{Desk: desk, Insight: a.Insight}, &statisticsweb.Pages{Desk: desk},
		&recordweb.Pages{Desk: desk, Names: a.names}, &recordweb.Publication{Desk: desk},
		&siteweb.Pages{Desk: desk, Finder: a.Finder, Uploads: a.Uploads, Settings: settings},
	}
}

func (a *App) api(site *web.Site, accounts *peopleweb.Web) *api.Service {
	return &api.Service{Records: a.Records, Find: a.Search, Insight: a.Insight, ActorOf: peopleweb.ActorOf, People: a.People,
		MayImport: upload.MayImport, AddressOf: accounts.AddressOf, Report: site.Report, Now: a.config.Clock}
}

// Server makes the HTTP server for the handler, with limits on how long
// anything may take.
func (a *App) Server(h http.Handler) *http.Server { return web.NewServer(h, a.config.Log) }

// ready asks the database whether it answers.
func (a *App) ready(r *http.Request) error {
	_, err := a.Records.View(r.Context(), access.Public(), "")
	return err
}

// names tells an actor who wrote something, as far as he may know it.
func (a *App) names(ctx context.Context, actor access.Actor, authors []string) map[string]string {
	bylines, err := a.People.NameOf(ctx, actor, authors...)
	if err != nil {
		a.config.Log.Error("names of authors", "err", err)
		return nil
	}
	l := web.LangIn(ctx)
	names := map[string]string{}
	for id, b := range bylines {
		names[id] = b.In(l.T)
	}
	return names
}

// RunJobs works through the queue until ctx is done.
func (a *App) RunJobs(ctx context.Context) {
	runner := jobs.New(a.DB, jobs.Config{})
	people.Schedule(runner, a.People)
	a.Uploads.Work(runner)
	runner.Run(ctx)
}
