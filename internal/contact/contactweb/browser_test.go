package contactweb_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

func TestInTheBrowser(t *testing.T) {
	s := newSite(t)
	server := httptest.NewServer(s.Handler)
	t.Cleanup(server.Close)
	b := webtest.Start(t)
	for name, path := range map[string]string{
		"wayin": "/en-vag-in", "wayin-answer": "/en-vag-in?fran=fk&till=af&kommun=0604", "wayin-missing": "/en-vag-in?fran=af&till=aneby",
		"wayin-side": "/en-vag-in?till=af&kommun=0604", "wayin-nobody": "/en-vag-in?fran=habo&till=region-skane/vc-kavlinge",
		"contact-paths": "/vagar?kommun=0604", "contact-path": first(s, "/vagar?fran=region-jonkoping&till=aneby", "/vagar/"),
		"contact-relations": "/relationer?vill=easier", "contact-relation": first(s, "/relationer?fran=af&till=aneby/ame", "/relationer/"),
		"matrix": "/matris?kommun=0604", "matrix-all": "/matris?forbund=alla", "matrix-cell": "/matris/cell?a=af&b=aneby&kommun=0604",
	} {
		t.Run(name, func(t *testing.T) { b.Check(t, name, server.URL+path) })
	}
	t.Run("a person, without scripts", func(t *testing.T) { askAboutAPerson(t, b, server.URL) })
}

func askAboutAPerson(t *testing.T, b *webtest.Browser, url string) {
	tab := b.Tab(t)
	tab.NoScript()
	tab.Go(url + "/en-vag-in?lang=sv")
	tab.Put("#f-fran", "AF")
	tab.Put("#f-till", "Aneby")
	tab.Follow(".asking .ds-button")
	open(tab, "details.person")
	tab.Put("#f-alder", "30")
	tab.Follow(".person .form__buttons .ds-button")
	if got := tab.Path(); strings.Contains(got, "30") {
		t.Errorf("the age stands in the address %s", got)
	}
	if got := tab.Text(".answer__notes"); !strings.Contains(got, "inte till för personens ålder") {
		t.Errorf("the answer for a person of 30 says %q", got)
	}
	tab.Screenshot("wayin-person-1280")
	tab.Size(360, 800)
	tab.Screenshot("wayin-person-360")
	open(tab, "details.person")
	tab.Put("#f-alder", "300")
	tab.Follow(".person .form__buttons .ds-button")
	tab.Screenshot("wayin-person-fault-360")
	if got := tab.Text("#f-alder-error"); got == "" {
		t.Error("an age of 300 is taken")
	}
}

// open opens details and waits until they are: they unfold slowly, and a click
// before that would miss what is in them.
func open(tab *webtest.Tab, css string) {
	webtest.Eval[bool](tab, fmt.Sprintf(`(document.querySelector(%q).open = true)`, css))
	tab.Await(`document.getAnimations().length === 0`)
}
