package partyweb_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"samkarta/internal/access"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/record"
)

// paths gives the address of every page of the area.
func (s *site) paths() []string {
	v, err := s.records.View(context.Background(), access.System("test"), "")
	s.must(err)
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
	paths := s.paths()
	if len(paths) < 450 {
		t.Fatalf("only %d pages", len(paths))
	}
	for i, path := range paths {
		s.actor = access.Public()
		if i%2 == 0 {
			s.actor = developer("hoglandets-samordningsforbund")
		}
		p := s.show(path + []string{"", "?lang=en", "?lang=sv"}[i%3])
		p.isWhole()
	}
}

func (p seen) isWhole() {
	p.t.Helper()
	p.has(1, "h1")
	if said := textOf(p.root); strings.Contains(said, "⟦") {
		p.t.Errorf("%s: a text is missing: %s", p.path, said[strings.Index(said, "⟦"):][:60])
	}
	level := 1
	for _, h := range p.all("main h1, main h2, main h3, main h4") {
		if now := int(h.Data[1] - '0'); now > level+1 {
			p.t.Errorf("%s: %s %q comes right after an h%d", p.path, h.Data, textOf(h), level)
		} else {
			level = now
		}
	}
	for _, table := range p.all("main table") {
		if first := table.FirstChild; first == nil || first.Data != "caption" {
			p.t.Errorf("%s: a table has no caption", p.path)
		}
	}
	p.idsDiffer()
	p.anchorsLead()
}

func (p seen) idsDiffer() {
	p.t.Helper()
	seen := map[string]bool{}
	for _, n := range p.all("[id]") {
		if id := attr(n, "id"); seen[id] {
			p.t.Errorf("%s: two elements have the id %s", p.path, id)
		} else {
			seen[id] = true
		}
	}
}

// anchorsLead checks that what points within the page points at something.
func (p seen) anchorsLead() {
	p.t.Helper()
	for _, a := range p.all(`a[href^="#"]`) {
		p.has(1, attr(a, "href"))
	}
	for _, n := range p.all("[aria-labelledby]") {
		for _, id := range strings.Fields(attr(n, "aria-labelledby")) {
			p.has(1, "[id='"+id+"']")
		}
	}
}

// Every link to a page of the area leads to one that is there.
func TestLinksLeadSomewhere(t *testing.T) {
	s := newSite(t)
	there := map[string]bool{}
	for _, m := range place.All() {
		there["/kommuner/"+m.Code] = true
	}
	for _, path := range s.paths() {
		there[path] = true
	}
	for _, path := range []string{"/vem", "/kommuner", "/kommuner/0604", "/kommuner/0680", "/parter/af", "/parter/aneby",
		"/enheter/aneby/ame", "/enheter/umea/viva", "/forbund/sodra-vatterbygden", "/malgrupper"} {
		for _, a := range s.show(path).all("main a[href]") {
			to, _, _ := strings.Cut(attr(a, "href"), "?")
			to, _, _ = strings.Cut(to, "#")
			ours := slices.ContainsFunc([]string{"/kommuner/", "/parter/", "/enheter/", "/forbund/", "/malgrupper/"}, func(p string) bool { return strings.HasPrefix(to, p) })
			if ours && !there[to] {
				t.Errorf("%s leads to %s, which is not there", path, to)
			}
			if textOf(a) == "" && attr(a, "aria-label") == "" {
				t.Errorf("%s: a link to %s has no text", path, to)
			}
		}
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/enheter/finns/inte", "/parter/", "/forbund/x", "/malgrupper/x", "/kommuner/9999", "/kommuner/0604x"} {
		if p := s.get(path); p.status != 404 {
			t.Errorf("%s: status %d", path, p.status)
		}
	}
	if p := s.get("/kommuner/9999"); !strings.Contains(textOf(p.root), "9999") {
		t.Error("the page does not say which code is no municipality's")
	}
}

// headings gives the h2 of the main part.
func (p seen) headings() []string { return p.texts("main h2") }

// rowOf gives the first row of a table that holds the words.
func (p seen) rowOf(words string) *html.Node {
	for _, tr := range p.all("main tr") {
		if strings.Contains(textOf(tr), words) {
			return tr
		}
	}
	p.t.Fatalf("%s: no row says %q", p.path, words)
	return nil
}
