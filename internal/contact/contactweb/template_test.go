package contactweb

import (
	"log/slog"
	"testing"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/platform/web/webtest"
)

// The templates use nothing that their pages do not have.
func TestTemplates(t *testing.T) {
	site, err := web.New(web.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	site.Pages(page.Files(), "*.html")
	site.Pages(Files(), "*.html")
	for name, page := range map[string]web.Page{
		"wayin": &wayInPage{}, "contact-paths": &pathsPage{}, "contact-path": &pathPage{}, "contact-relations": &relationsPage{},
		"contact-relation": &relationPage{}, "contact-matrix": &matrixPage{}, "contact-cell": &cellPage{},
	} {
		webtest.CheckTemplate(t, site, name, page)
	}
}
