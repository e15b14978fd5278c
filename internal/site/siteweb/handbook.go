package siteweb

import (
	"net/http"
	"slices"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
)

// handbookPage lists the chapters.
type handbookPage struct {
	web.Frame
	Head     web.Head
	Chapters []web.Card
}

func (p *Pages) handbook(w http.ResponseWriter, r *http.Request) error {
	l := web.LangOf(r)
	page := &handbookPage{Head: web.Head{Title: l.T("siteweb.help.title"), Lead: l.T("siteweb.help.lead")}}
	page.Title = page.Head.Title
	for _, c := range chapters[l.Code]() {
		page.Chapters = append(page.Chapters, web.Card{Href: "/hjalp/" + c.Slug, Title: c.Title, Text: c.Lead})
	}
	return p.Render(w, r, "handbook", page)
}

func (p *Pages) chapter(w http.ResponseWriter, r *http.Request) error {
	l := web.LangOf(r)
	all := chapters[l.Code]()
	i := slices.IndexFunc(all, func(c prose) bool { return c.Slug == r.PathValue("chapter") })
	if i < 0 {
		return fault.New(fault.NotFound, "siteweb.help.none")
	}
	page := newProsePage(all[i])
	page.Crumbs = []web.Link{{Href: "/hjalp", Text: l.T("siteweb.help.title")}}
	for n, c := range all {
		link := web.Link{Href: "/hjalp/" + c.Slug, Text: c.Title, Current: n == i}
		page.Chapters = append(page.Chapters, link)
		switch n {
		case i - 1:
			page.Prev = &link
		case i + 1:
			page.Next = &link
		}
	}
	return p.Render(w, r, "prose", page)
}
