package webtest

import (
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"samkarta/internal/platform/web"
)

// Check looks at a page in every way that all pages must stand: axe-core in
// light and dark, no text missing, nothing refused by the security policy, no
// sideways scroll at 320, the keyboard reaches everything. It keeps pictures
// as name-1280, name-1280-dark and name-360 in e2e/screenshots.
func (b *Browser) Check(t testing.TB, name, url string) {
	t.Helper()
	tab := b.Tab(t)
	tab.Look(name, url)
}

// Look is Check in a tab that may have signed in already.
func (tab *Tab) Look(name, url string) {
	tab.t.Helper()
	tab.Size(1280, 900)
	tab.Media("light")
	tab.Go(url)
	tab.Axe(name)
	tab.Screenshot(name + "-1280")
	tab.Walk(name)
	tab.Media("dark")
	tab.Contrast(name + " (dark)")
	tab.Screenshot(name + "-1280-dark")
	tab.Media("light")
	tab.Narrow(name)
	tab.Axe(name + " (narrow)")
	tab.Size(360, 800)
	tab.Screenshot(name + "-360")
	if text := Eval[string](tab, `document.documentElement.textContent`); strings.Contains(text, "⟦") {
		tab.t.Errorf("%s: a text is missing: %s", name, around(text, "⟦"))
	}
	for _, said := range tab.Complaints() {
		tab.t.Errorf("%s: the browser complains: %s", name, said)
	}
}

func around(text, what string) string {
	at := strings.Index(text, what)
	return text[at:min(at+80, len(text))]
}

// CheckTemplate fails the test if the template of a page uses what its struct
// does not have, in any branch.
func CheckTemplate(t testing.TB, site *web.Site, name string, page web.Page) {
	t.Helper()
	tmpl := site.Template(name)
	if tmpl == nil {
		t.Errorf("there is no template %q", name)
		return
	}
	if err := templatecheck.CheckHTML(tmpl, page); err != nil {
		t.Errorf("template %s: %v", name, err)
	}
}
