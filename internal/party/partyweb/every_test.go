package partyweb_test

import (
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/record"
)

// pathsOf gives the address of every page of the area.
func pathsOf(s *pagetest.Site) []string {
	s.T.Helper()
	v := s.View(access.System("test"))
	all := []string{"/vem", "/kommuner", "/malgrupper", "/kommuner/0114"}
	for _, k := range []*record.Kind{party.Associations.Kind, party.Parties.Kind, party.Units.Kind, party.TargetGroups.Kind} {
		for _, b := range v.All(k) {
			all = append(all, b.HeadOf().URL())
		}
	}
	for _, m := range place.InRegion("06") {
		all = append(all, "/kommuner/"+m.Code)
	}
	return all
}

// Every page of every record, in both languages, for the public and for who may
// write: whole, with all its texts, one h1, headings in order, captions on its
// tables, and no id twice.
func TestEveryPageIsWhole(t *testing.T) {
	s := newSite(t)
	paths := pathsOf(s)
	if len(paths) < 450 {
		t.Fatalf("only %d pages", len(paths))
	}
	for i, path := range paths {
		s.Actor = access.Public()
		if i%2 == 0 {
			s.Actor = developer("hoglandets-samordningsforbund")
		}
		s.Show(path + []string{"", "?lang=en", "?lang=sv"}[i%3]).Whole()
	}
}

// Every link to a page of the area leads to one that is there.
func TestLinksLeadSomewhere(t *testing.T) {
	s := newSite(t)
	there := map[string]bool{}
	for _, m := range place.All() {
		there["/kommuner/"+m.Code] = true
	}
	for _, path := range pathsOf(s) {
		there[path] = true
	}
	for _, path := range []string{"/vem", "/kommuner", "/kommuner/0604", "/kommuner/0680", "/parter/af", "/parter/aneby",
		"/enheter/aneby/ame", "/enheter/umea/viva", "/forbund/sodra-vatterbygden", "/malgrupper"} {
		for _, a := range s.Show(path).All("main a[href]") {
			to, _, _ := strings.Cut(pagetest.Attr(a, "href"), "?")
			to, _, _ = strings.Cut(to, "#")
			ours := slices.ContainsFunc([]string{"/kommuner/", "/parter/", "/enheter/", "/forbund/", "/malgrupper/"}, func(p string) bool { return strings.HasPrefix(to, p) })
			if ours && !there[to] {
				t.Errorf("%s leads to %s, which is not there", path, to)
			}
			if pagetest.Words(a) == "" && pagetest.Attr(a, "aria-label") == "" {
				t.Errorf("%s: a link to %s has no text", path, to)
			}
		}
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/enheter/finns/inte", "/parter/", "/forbund/x", "/malgrupper/x", "/kommuner/9999", "/kommuner/0604x"} {
		s.Get(path).Is(404)
	}
	s.Get("/kommuner/9999").Is(404, "9999")
}
