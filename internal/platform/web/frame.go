package web

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/platform/text"
)

// Frame is what every page has around its content. Page structs embed it and
// set Title, Crumbs and the like; the rest is filled when the page is rendered.
type Frame struct {
	Lang        *text.Lang
	Title       string // of the window, and of the page if it has no Head
	Description string // one sentence for search engines
	Crumbs      []Link // the way here, without the page itself
	Wide        bool   // the page wants the whole width, for a matrix or a map
	Plain       bool   // the page wants no search box in the header: it has its own
	Scripts     []string
	NoIndex     bool // search engines are to leave the page out

	// Filled by Options.Fill.
	Nav    []Link  // the main ways on
	More   []Link  // the ways behind "more"
	Search *Search // the search box of the header
	User   *User   // nil for who has not signed in
	SignIn *Link   // where to sign in
	Banner *Banner // said on every page: this is a demonstration
	AsOf   *AsOf   // the day the page shows, if it is not today
	Footer []Group

	// Filled by the site.
	Path   string // the address asked for, with its query but without lang
	Query  string // what was searched for
	Flash  *Flash
	Scheme string // auto, light or dark
	Ref    string // the number of the request in the log
}

// Base makes every struct that embeds a Frame a Page.
func (f *Frame) Base() *Frame { return f }

// T gives a text in the language of the page.
func (f *Frame) T(key string, args ...any) string { return f.lang().T(key, args...) }

// Asset gives the address of a built file such as main.css.
func (f *Frame) Asset(name string) string { return Asset(name) }

func (f *Frame) lang() *text.Lang {
	if f.Lang == nil {
		return text.Sv
	}
	return f.Lang
}

// Link is an address with its text; Current if it is the page shown.
type Link struct {
	Href    string
	Text    string
	Note    string // said after the text, more quietly: a number, a place
	Icon    string
	Current bool
}

// Group is some links under a heading.
type Group struct {
	Title string
	Links []Link
}

// User is who has signed in.
type User struct {
	Name    string
	Role    string // in words
	Links   []Link
	SignOut string // the address to post to
}

// Banner is a band on top of every page with choices that are posted, such as
// the roles of a demonstration.
type Banner struct {
	Text    string
	Label   string // of the choices
	Action  string // where a choice is posted
	Name    string // the name of the field
	Choices []Choice
	Links   []Link
}

// Choice is one button of a banner.
type Choice struct {
	Value   string
	Text    string
	Current bool
}

// AsOf says that the page shows an earlier day, with the way back to today.
type AsOf struct {
	Text string
	Back Link
}

// Search is a search box.
type Search struct {
	Action      string
	Name        string // of the field; "q" if empty
	Value       string
	Label       string // read out, and shown when Big
	Placeholder string
	Button      string
	Big         bool
	Hidden      []Hidden
}

// fill puts what the site and the program know into the frame.
func (s *Site) fill(w http.ResponseWriter, r *http.Request, f *Frame) {
	f.Lang = LangOf(r)
	f.Path = here(r)
	f.Query = r.URL.Query().Get("q")
	f.Scheme = schemeOf(r)
	f.Ref = Ref(r)
	f.Flash = takeFlash(w, r, f.Lang)
	s.opts.Fill(r, f)
	// The menus may be shared by all requests, so a copy is marked.
	f.Nav, f.More = slices.Clone(f.Nav), slices.Clone(f.More)
	markCurrent(f.Nav, r.URL.Path)
	markCurrent(f.More, r.URL.Path)
	if f.Search != nil {
		box := *f.Search
		box.Value = f.Query
		f.Search = &box
	}
}

// here is the address of the request with its query but without the language,
// so that a switch of language or colours can come back to it.
func here(r *http.Request) string {
	q := r.URL.Query()
	q.Del("lang")
	if len(q) == 0 {
		return r.URL.Path
	}
	return r.URL.Path + "?" + q.Encode()
}

// LangHref is the address of this page in another language.
func (f *Frame) LangHref(code string) string { return withQuery(f.Path, "lang", code) }

// SchemeChoice is one of the buttons that choose the colours.
func (f *Frame) SchemeChoice(scheme string) Choice {
	return Choice{Value: scheme, Text: f.T("web.scheme." + scheme), Current: f.Scheme == scheme}
}

// FieldName is the name of the field of a search box.
func (s *Search) FieldName() string {
	if s.Name == "" {
		return "q"
	}
	return s.Name
}

// ID is the id of its field: the big one and the one in the header differ.
func (s *Search) ID() string {
	if s.Big {
		return "search-big"
	}
	return "search"
}

// markCurrent marks the link whose address the path begins with; the longest
// of them, so that "/" is current on the start page only.
func markCurrent(links []Link, path string) {
	best := -1
	for i, l := range links {
		whole := path == l.Href || l.Href != "/" && strings.HasPrefix(path, strings.TrimSuffix(l.Href, "/")+"/")
		if whole && (best < 0 || len(l.Href) > len(links[best].Href)) {
			best = i
		}
	}
	if best >= 0 {
		links[best].Current = true
	}
}
