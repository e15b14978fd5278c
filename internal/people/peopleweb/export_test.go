package peopleweb

import "samkarta/internal/platform/web"

// PageStructs are the structs that the templates are rendered with.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{
		"people-form": &formPage{}, "people-me": &mePage{}, "people-list": &listPage{},
		"people-show": &showPage{}, "people-link": &linkPage{},
	}
}
