package pagetest

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Answer is what came back from a request. What it is asked fails the test in
// words that name the request.
type Answer struct {
	T      testing.TB
	Asked  string // the method and the address
	Status int
	Header http.Header
	Body   string
	Doc    *html.Node
}

// Read takes up an answer. A text that is missing in it fails the test.
func Read(t testing.TB, asked string, res *http.Response) *Answer {
	t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	Must(t, err)
	a := &Answer{T: t, Asked: asked, Status: res.StatusCode, Header: res.Header, Body: string(body)}
	a.Doc, err = html.Parse(strings.NewReader(a.Body))
	Must(t, err)
	if _, missing, is := strings.Cut(a.Body, "⟦"); is {
		t.Errorf("%s: a text is missing: %.80s", asked, missing)
	}
	return a
}

// Is ends the test if the answer has another status, and fails it if the page
// does not say each of the words.
func (a *Answer) Is(status int, said ...string) *Answer {
	a.T.Helper()
	if a.Status != status {
		a.T.Fatalf("%s: the status is %d, not %d: %.400s", a.Asked, a.Status, status, a.Text("main"))
	}
	for _, s := range said {
		if !strings.Contains(Words(a.Doc), s) {
			a.T.Errorf("%s: the page does not say %q: %.400s", a.Asked, s, a.Text("main"))
		}
	}
	return a
}

// LeadsTo ends the test if the answer is no redirect to the address.
func (a *Answer) LeadsTo(address string) *Answer {
	a.T.Helper()
	a.Is(http.StatusSeeOther)
	if got := a.Header.Get("Location"); got != address {
		a.T.Fatalf("%s leads to %q, not %q", a.Asked, got, address)
	}
	return a
}

// All gives what a CSS selector finds.
func (a *Answer) All(css string) []*html.Node { return All(a.Doc, css) }

// Texts gives the words of each thing that a selector finds.
func (a *Answer) Texts(css string) []string {
	var all []string
	for _, n := range a.All(css) {
		all = append(all, Words(n))
	}
	return all
}

// Text gives the words of the first thing that a selector finds; "" if there is
// none.
func (a *Answer) Text(css string) string {
	for _, text := range a.Texts(css) {
		return text
	}
	return ""
}

// One is Text of something that must be there.
func (a *Answer) One(css string) string {
	a.T.Helper()
	return Words(a.one(css))
}

func (a *Answer) one(css string) *html.Node {
	a.T.Helper()
	found := a.All(css)
	if len(found) == 0 {
		a.T.Fatalf("%s: there is no %s: %.400s", a.Asked, css, a.Text("main"))
	}
	return found[0]
}

// Said gives the words of all that a selector finds, a line each.
func (a *Answer) Said(css string) string { return strings.Join(a.Texts(css), "\n") }

// Value gives an attribute of the first thing that a selector finds, which must
// be there.
func (a *Answer) Value(css, name string) string {
	a.T.Helper()
	return Attr(a.one(css), name)
}

// Values gives an attribute of each thing that a selector finds and that has it.
func (a *Answer) Values(css, name string) []string {
	var all []string
	for _, n := range a.All(css) {
		if Has(n, name) {
			all = append(all, Attr(n, name))
		}
	}
	return all
}

// Says fails the test if the first thing that a selector finds does not say the
// words.
func (a *Answer) Says(css string, words ...string) *Answer {
	a.T.Helper()
	for _, w := range words {
		if got := a.Text(css); !strings.Contains(got, w) {
			a.T.Errorf("%s: %s says %q, not %q", a.Asked, css, got, w)
		}
	}
	return a
}

// Has fails the test if a selector finds nothing, or if none of what it finds
// says one of the words.
func (a *Answer) Has(css string, words ...string) *Answer {
	a.T.Helper()
	all := a.Texts(css)
	if len(all) == 0 {
		a.T.Errorf("%s: there is no %s: %.400s", a.Asked, css, a.Text("main"))
	}
	for _, w := range words {
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, w) }) {
			a.T.Errorf("%s: no %s says %q, but %.600q", a.Asked, css, w, all)
		}
	}
	return a
}

// HasNot fails the test if something that a selector finds says one of the
// words, or, without words, if it finds anything.
func (a *Answer) HasNot(css string, words ...string) *Answer {
	a.T.Helper()
	all := a.Texts(css)
	if len(words) == 0 && len(all) > 0 {
		a.T.Errorf("%s: there is %s: %.400q", a.Asked, css, all)
	}
	for _, w := range words {
		for _, s := range all {
			if strings.Contains(s, w) {
				a.T.Errorf("%s: %s says %q in %.400q", a.Asked, css, w, s)
			}
		}
	}
	return a
}

// Count fails the test if a selector does not find so many things.
func (a *Answer) Count(n int, css string) *Answer {
	a.T.Helper()
	if got := len(a.All(css)); got != n {
		a.T.Errorf("%s: %d of %s, not %d", a.Asked, got, css, n)
	}
	return a
}

// All gives what a CSS selector finds in a part of a page.
func All(n *html.Node, css string) []*html.Node {
	return cascadia.QueryAll(n, cascadia.MustCompile(css))
}

// Words gives what stands in a part of a page, with single spaces.
func Words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Attr gives an attribute; "" if there is none.
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Has tells whether something has an attribute.
func Has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}
