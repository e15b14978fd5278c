package page

import (
	"net/http"
	"net/url"
	"strings"

	"samkarta/internal/platform/web"
)

// AskOrder names the order of a list: a word of its own, with "-" before it for
// the other way round.
const AskOrder = "ordna"

// With is the address of a page with pairs of name and value asked otherwise; a
// pair without a value is left out. It leads to the first page of the list.
func With(r *http.Request, pairs ...string) string {
	q := url.Values{}
	for name, values := range r.URL.Query() {
		if name != "page" && name != "lang" && name != "dag" && len(values) > 0 && values[0] != "" {
			q[name] = values
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		}
	}
	if len(q) == 0 {
		return r.URL.Path
	}
	return r.URL.Path + "?" + q.Encode()
}

// Order reads in which order a list is asked for: one of the words, the first of
// them if none is, and whether it is turned round.
func Order(r *http.Request, words ...string) (word string, turned bool) {
	asked := r.URL.Query().Get(AskOrder)
	bare, turned := strings.CutPrefix(asked, "-")
	for _, w := range words {
		if w == bare {
			return w, turned
		}
	}
	return words[0], false
}

// SortColumn is the head of a column that the list can be ordered by: by a link,
// which turns the order round if it is in use. Falling says that the largest
// come first.
func SortColumn(r *http.Request, text, word string, falling bool, words ...string) web.Column {
	now, turned := Order(r, words...)
	c := web.Column{Text: text}
	ask := word
	if now == word {
		if c.Sorted = "ascending"; falling != turned {
			c.Sorted = "descending"
		}
		if !turned {
			ask = "-" + word
		}
	}
	if ask == words[0] {
		ask = ""
	}
	c.Href = With(r, AskOrder, ask)
	return c
}
