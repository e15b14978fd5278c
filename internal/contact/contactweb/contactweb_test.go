package contactweb_test

import (
	"strings"
	"testing"

	"samkarta/internal/contact/contactweb"
	"samkarta/internal/page/pagetest"
)

// newSite is the pages of the area on the map of the demonstration, with more
// documents if there are any.
func newSite(t testing.TB, more ...string) *pagetest.Site {
	t.Helper()
	s := pagetest.Demo(t)
	s.Import(more...)
	s.Serve(contactweb.Files(), &contactweb.Pages{Desk: s.Desk})
	return s
}

func has(texts []string, part string) bool {
	for _, s := range texts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	newSite(t).Fit(contactweb.PageStructs())
}
