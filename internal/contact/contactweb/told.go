package contactweb

import (
	"net/http"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// toldAsk is whom a list of what actors tell of each other is asked about; what
// is empty asks for all.
type toldAsk struct {
	in                     *web.Input
	names                  *page.Names
	from, to, municipality string
	err                    error
}

func readToldAsk(s sight, r *http.Request) toldAsk {
	in := web.QueryInput(r)
	a := toldAsk{in: in, municipality: codeOf(in, page.AskMunicipality)}
	a.names = page.NewNames(s.View, s.Lang, s.near(a.municipality)...)
	a.from, a.to = findName(a.names, in, page.AskFrom), findName(a.names, in, page.AskInto)
	a.err = in.Err()
	return a
}

// between gives what tells whether something that is told from one actor of
// another, in a municipality if that is said, was asked for.
func (a toldAsk) between(s sight) func(from, to, municipality string) bool {
	fromAmong, toAmong := newAmong(s.View, a.from), newAmong(s.View, a.to)
	return func(from, to, municipality string) bool {
		return fromAmong.has(s.View, from) && toAmong.has(s.View, to) && s.isAbout(a.municipality, municipality, from, to)
	}
}

// form begins the choice of a list at the address, with the municipalities that
// something is told in.
func (a toldAsk) form(s sight, address, from, to string, told []string) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action = true, address
	f.SuggestFrom(page.AskFrom, from, nameList)
	f.SuggestFrom(page.AskInto, to, nameList)
	f.Select(page.AskMunicipality, "contactweb.municipality", s.placesTold(told, a.municipality))
	return f
}

// ended keeps what the tabs have chosen, and says what is wrong.
func (a toldAsk) ended(f *web.Form, r *http.Request, tab, chosen string) *web.Form {
	if chosen != "" {
		f.Keep(tab, chosen)
	}
	if isNarrow(r) {
		f.Cancel = f.Action
	}
	return f.Fail(a.err)
}

// isWord tells whether a word is the one that is asked for, or none is said and
// that is asked for.
func isWord(asked, word string) bool {
	return asked == "" || asked == word || asked == notSaid && word == ""
}
