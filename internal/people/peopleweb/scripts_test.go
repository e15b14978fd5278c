package peopleweb_test

import (
	"net/http"
	"testing"

	. "samkarta/internal/people/peopletest"
	"samkarta/internal/people/peopleweb"
	"samkarta/internal/platform/web/webtest"
)

// Everything works without scripts, and passwords may be pasted.
func TestWithoutScripts(t *testing.T) {
	h := open(t, peopleweb.Options{})
	link := h.Invite(t, "Lisa", reader).Link.Token
	tab := webtest.Start(t).Tab(t)
	tab.NoScript()
	tab.Go(h.server.URL + "/valkommen/" + link)
	tab.Put("#f-password", Password)
	tab.Put("#f-again", Password)
	tab.Follow("main form .form__buttons .ds-button")
	tab.Go(h.server.URL + "/konto")
	if got := tab.Text("h1"); got != "Lisa" {
		t.Errorf("the page is %q", got)
	}
	tab.Click(".me")
	tab.Follow(`.me ~ .drop__list form button`)
	if p := h.browser().get("/konto"); p.Status != http.StatusUnauthorized {
		t.Error(p.Status)
	}
	if got := tab.Path(); got != "/" {
		t.Errorf("signing out leads to %s", got)
	}
}
