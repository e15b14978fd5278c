package recordweb_test

import (
	"net/url"
	"os"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/db"
	"samkarta/internal/record"
	"samkarta/internal/recordweb"
)

const hog = "hoglandets-samordningsforbund"

// The actors of the tests, by the name in the header that says who asks.
var actors = map[string]access.Actor{
	"admin":     {Account: "a1", Name: "Administratör", Assignments: []access.Assignment{{Role: access.Administrator}}},
	"developer": {Account: "d1", Name: "Processutvecklare", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"colleague": {Account: "d2", Name: "Kollega", Assignments: []access.Assignment{{Role: access.Developer, Association: hog}}},
	"stranger":  {Account: "d3", Name: "Annan", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}},
	"several": {Account: "d4", Name: "Två förbund", Assignments: []access.Assignment{
		{Role: access.Developer, Association: hog}, {Role: access.Developer, Association: "finnveden"}}},
	"editor": {Account: "e1", Name: "Redigerare", Assignments: []access.Assignment{{Role: access.Editor, Association: hog, Unit: "aneby/ame"}}},
	"reader": {Account: "r1", Name: "Läsare", Assignments: []access.Assignment{{Role: access.Reader, Association: hog}}},
	"public": access.Public(),
}

// app is a site with the pages of the package.
type app struct {
	*pagetest.Site
	pages *recordweb.Pages
}

// newApp makes the site over the map of the demonstration.
func newApp(t testing.TB) *app {
	t.Helper()
	return serve(pagetest.Demo(t))
}

// smallApp makes the site over a database of any kind, with a small document.
func smallApp(t testing.TB, d *db.DB) *app {
	t.Helper()
	small, err := os.ReadFile("testdata/small.json")
	pagetest.Must(t, err)
	s := pagetest.Over(t, d)
	s.Import(string(small))
	return serve(s)
}

func serve(s *pagetest.Site) *app {
	s.T.Helper()
	a := &app{s, &recordweb.Pages{Desk: s.Desk}}
	s.Actors = actors
	s.Serve(recordweb.Files(), a.pages)
	return a
}

// in is the site for a subtest.
func (a *app) in(t testing.TB) *app { return &app{a.In(t), a.pages} }

func (a *app) get(who, path string) *pagetest.Answer { return a.Get(path, who) }

func (a *app) post(who, path string, form url.Values) *pagetest.Answer {
	return a.Post(path, form, who)
}

// fault gives what a page says is wrong with a field.
func fault(p *pagetest.Answer, id string) string { return p.Said("#" + id + "-error") }

func (a *app) view(who string) *record.View { return a.View(actors[who]) }

func (a *app) tree(kind, id string) record.Tree {
	a.T.Helper()
	b, err := a.view("admin").Get(kind, id)
	pagetest.Must(a.T, err)
	return record.TreeOf(b)
}

// revision is how many times the map has been written.
func (a *app) revision() int64 { return a.view("admin").Revision() }
