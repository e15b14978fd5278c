package reportingweb

import "samkarta/internal/platform/web"

// PageStructs gives the templates of the package with their structs, for the
// test that they fit.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{"reports": &listPage{}, "report-new": &choicePage{}, "report": &reportPage{}, "report-templates": &templatesPage{},
		"report-template": &templatePage{}, "report-text": &textPage{}}
}
