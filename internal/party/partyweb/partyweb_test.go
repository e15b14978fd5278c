package partyweb_test

import (
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/party/partyweb"
)

// newSite is the pages of the area on the map of the demonstration.
func newSite(t testing.TB) *pagetest.Site {
	t.Helper()
	s := pagetest.Demo(t)
	s.Serve(partyweb.Files(), &partyweb.Pages{Desk: s.Desk})
	return s
}

// developer is the process developer of an association.
func developer(association string) access.Actor {
	return access.Actor{Account: "dev", Name: "Dev", Assignments: []access.Assignment{{Role: access.Developer, Association: association}}}
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	newSite(t).Fit(partyweb.PageStructs())
}
