package forumweb_test

import (
	"testing"

	"samkarta/internal/forum/forumweb"
	"samkarta/internal/page/pagetest"
)

// newSite is the pages of the area on the map of the demonstration, with more
// documents if there are any.
func newSite(t testing.TB, more ...string) *pagetest.Site {
	t.Helper()
	s := pagetest.Demo(t)
	s.Import(more...)
	s.Serve(forumweb.Files(), &forumweb.Pages{Desk: s.Desk})
	return s
}
