package insatsweb

import "samkarta/internal/platform/web"

// PageStructs are the structs of the pages by their templates.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{"insatser": &listPage{}, "insats": &insatsPage{}, "gaps": &gapsPage{}, "gapstry": &tryPage{}}
}
