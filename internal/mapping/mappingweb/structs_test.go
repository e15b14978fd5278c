package mappingweb

import "samkarta/internal/platform/web"

// PageStructs gives the templates of the package with their structs, for the
// test that they fit.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{
		"statements": &statementsPage{}, "statement": &statementPage{}, "sources": &sourcesPage{}, "source": &sourcePage{},
	}
}
