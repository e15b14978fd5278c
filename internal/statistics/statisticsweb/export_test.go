package statisticsweb

import "samkarta/internal/platform/web"

// PageStructs are the structs of the pages by their templates.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{"figures": &listPage{}, "figure": &figurePage{}}
}
