package pagetest

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Whole fails the test unless the page is put together as every page must be:
// one main heading, headings in order, names on its tables, no id twice, and
// something there for what points within the page.
func (a *Answer) Whole() *Answer {
	a.T.Helper()
	a.Count(1, "h1")
	level := 1
	for _, h := range a.All("main h1, main h2, main h3, main h4, main h5, main h6") {
		now := int(h.Data[1] - '0')
		if now > level+1 {
			a.T.Errorf("%s: %s %q comes right after an h%d", a.Asked, h.Data, Words(h), level)
		}
		level = now
	}
	for _, table := range a.All("main table") {
		first := table.FirstChild
		if hasCaption := first != nil && first.Data == "caption"; !hasCaption && !Has(table, "aria-labelledby") {
			a.T.Errorf("%s: a table has neither a caption nor a label", a.Asked)
		}
	}
	a.pointsWithin(a.ids())
	return a
}

// ids gives what can be pointed at; the same id twice fails the test.
func (a *Answer) ids() map[string]bool {
	a.T.Helper()
	ids := map[string]bool{}
	for _, n := range a.All("[id]") {
		id := Attr(n, "id")
		if ids[id] {
			a.T.Errorf("%s: two elements have the id %s", a.Asked, id)
		}
		ids[id] = true
	}
	return ids
}

func (a *Answer) pointsWithin(ids map[string]bool) {
	a.T.Helper()
	for _, link := range a.All(`a[href^="#"]`) {
		if anchor, err := url.PathUnescape(Attr(link, "href")[1:]); err != nil || !ids[anchor] {
			a.T.Errorf("%s: nothing has the id that %s leads to", a.Asked, Attr(link, "href"))
		}
	}
	for _, n := range a.All("[aria-labelledby]") {
		for _, id := range strings.Fields(Attr(n, "aria-labelledby")) {
			if !ids[id] {
				a.T.Errorf("%s: nothing has the id %s, which is to be a label", a.Asked, id)
			}
		}
	}
}

// Row gives the first row of a table that says the words, which must be there.
func (a *Answer) Row(words string) *html.Node {
	a.T.Helper()
	for _, tr := range a.All("main tr") {
		if strings.Contains(Words(tr), words) {
			return tr
		}
	}
	a.T.Fatalf("%s: no row says %q", a.Asked, words)
	return nil
}
