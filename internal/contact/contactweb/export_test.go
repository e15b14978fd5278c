package contactweb

import "samkarta/internal/platform/web"

// PageStructs are the structs of the pages by their templates.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{
		"wayin": &wayInPage{}, "contact-paths": &pathsPage{}, "contact-path": &pathPage{}, "contact-relations": &relationsPage{},
		"contact-relation": &relationPage{}, "contact-matrix": &matrixPage{}, "contact-cell": &cellPage{},
	}
}
