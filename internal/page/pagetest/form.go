package pagetest

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Form gives what the browser would send of the first form that is posted from
// the main part of the page: what stands in its fields.
func (a *Answer) Form() url.Values {
	a.T.Helper()
	values := url.Values{}
	for _, n := range All(a.one("main form[method=post]"), "input, select, textarea") {
		name := Attr(n, "name")
		switch {
		case name == "":
		case n.Data == "textarea":
			values.Add(name, strings.TrimPrefix(rawText(n), "\n"))
		case n.Data == "select":
			chosen := ""
			for _, o := range All(n, "option[selected]") {
				chosen = Attr(o, "value")
			}
			values.Add(name, chosen)
		case Attr(n, "type") == "radio" || Attr(n, "type") == "checkbox":
			if Has(n, "checked") {
				values.Add(name, Attr(n, "value"))
			}
		default:
			values.Add(name, Attr(n, "value"))
		}
	}
	return values
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(c.Data)
	}
	return b.String()
}

// With gives the values of a form with some of them set: names and values after
// each other, "" empties a field.
func With(form url.Values, pairs ...string) url.Values {
	next := url.Values{}
	for name, values := range form {
		next[name] = slices.Clone(values)
	}
	for i := 0; i < len(pairs); i += 2 {
		next.Set(pairs[i], pairs[i+1])
	}
	return next
}
