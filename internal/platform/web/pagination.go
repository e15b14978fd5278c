package web

import (
	"net/http"
	"strconv"

	"samkarta/internal/platform/text"
)

// Pagination leads through the pages of a list: {{template "pagination" .}}.
// It renders nothing when there is only one page.
type Pagination struct {
	Page  int // from 1
	Size  int // how many a page
	Total int
	Items []PageLink
	Prev  string
	Next  string
	lang  *text.Lang
}

// PageLink is one page number; Gap stands for those left out.
type PageLink struct {
	Number  int
	Href    string
	Current bool
	Gap     bool
}

// NewPagination reads which page is asked for (?page=) and makes the links,
// which keep the rest of the query. A page that is not there becomes the
// nearest there is.
func NewPagination(r *http.Request, size, total int) Pagination {
	size = max(size, 1)
	last := max((total+size-1)/size, 1)
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	p := Pagination{Page: min(max(page, 1), last), Size: size, Total: total, lang: LangOf(r)}
	address := here(r)
	href := func(n int) string { return withQuery(address, "page", strconv.Itoa(n)) }
	for _, n := range pageNumbers(p.Page, last) {
		p.Items = append(p.Items, PageLink{Number: n, Href: href(n), Current: n == p.Page, Gap: n == 0})
	}
	if p.Page > 1 {
		p.Prev = href(p.Page - 1)
	}
	if p.Page < last {
		p.Next = href(p.Page + 1)
	}
	return p
}

// Offset is how many come before the page.
func (p Pagination) Offset() int { return (p.Page - 1) * p.Size }

// End is how many have been shown with the end of the page.
func (p Pagination) End() int { return min(p.Offset()+p.Size, p.Total) }

// Says tells which of all are shown: 21–40 of 133.
func (p Pagination) Says() string { return p.T("web.pages.shown", p.Offset()+1, p.End(), p.Total) }

// T gives a text in the language of the page.
func (p Pagination) T(key string, args ...any) string {
	if p.lang == nil {
		return text.Sv.T(key, args...)
	}
	return p.lang.T(key, args...)
}

// PageOf gives the items of the page out of all of them.
func PageOf[T any](p Pagination, all []T) []T {
	return all[min(p.Offset(), len(all)):min(p.End(), len(all))]
}

// pageNumbers gives the first page, the last, and those around the page shown;
// 0 stands for a gap of two pages or more.
func pageNumbers(page, last int) []int {
	var all []int
	for n := 1; n <= last; n++ {
		near := n >= page-1 && n <= page+1
		// A gap of one page would save no room.
		lone := n == 2 && page == 4 || n == last-1 && page == last-3
		switch {
		case n == 1 || n == last || near || lone:
			all = append(all, n)
		case len(all) > 0 && all[len(all)-1] != 0:
			all = append(all, 0)
		}
	}
	return all
}
