package partyweb

import (
	"net/http"

	"samkarta/internal/page"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// part is a part of a page: whether it is there, its anchor and the key of its
// heading.
type part struct {
	there       bool
	anchor, key string
}

// contents leads to the parts that a page has.
func (s sight) contents(parts ...part) web.Tabs {
	t := web.Tabs{Label: s.T("partyweb.on_page")}
	for _, p := range parts {
		if p.there {
			t.Items = append(t.Items, web.Link{Href: "#" + p.anchor, Text: s.T(p.key)})
		}
	}
	return t
}

func (p *Pages) municipality(w http.ResponseWriter, r *http.Request, v *record.View) error {
	m, ok := place.Find(r.PathValue("code"))
	if !ok {
		return fault.New(fault.NotFound, "partyweb.no_municipality", r.PathValue("code"))
	}
	return p.Render(w, r, "municipality", newMunicipalityPage(sight{page.SightOf(r, v)}, m))
}
