package insightweb

import (
	"testing"

	"github.com/jba/templatecheck"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/platform/web/webtest"
)

// A template may use only what its page has.
func TestTemplatesFitTheirPages(t *testing.T) {
	site, err := web.New(web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	site.Pages(page.Files(), "*.html")
	site.Pages(Files(), "*.html")
	for name, p := range map[string]web.Page{"insight-answer": &answerPage{}, "insight-overview": &overviewPage{}, "insight-standing": &standingPage{}} {
		t.Run(name, func(t *testing.T) { webtest.CheckTemplate(t, site, name, p) })
	}
	for name, part := range map[string]any{"insight-net": &net{}, "insight-card": &card{}} {
		if err := templatecheck.CheckHTML(site.Template(name), part); err != nil {
			t.Errorf("template %s: %v", name, err)
		}
	}
}
