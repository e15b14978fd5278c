package partyweb

import "samkarta/internal/platform/web"

// PageStructs are the structs of the pages by their templates.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{
		"actors": &actorsPage{}, "association": &associationPage{}, "municipalities": &municipalitiesPage{},
		"municipality": &municipalityPage{}, "party": &partyPage{}, "unit": &unitPage{},
		"target-groups": &groupsPage{}, "target-group": &groupPage{},
	}
}
