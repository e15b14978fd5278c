package peopleweb_test

import (
	"net/http"
	"testing"

	"samkarta/internal/access"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/people/peopleweb"
	"samkarta/internal/platform/web/webtest"
)

// TestPagesInABrowser looks at every page with axe-core, the keyboard and a
// narrow window, and keeps pictures of them.
func TestPagesInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	h := open(t, peopleweb.Options{})
	petra := h.Actor(t, "Petra", Role(access.Developer, North), Role(access.Reader, South))
	h.Actor(t, "Lisa", reader)
	enar := h.Invite(t, "Enar", Role(access.Editor, North, NorthUnit))
	h.as("Petra")
	b := webtest.Start(t)
	at := h.server.URL
	b.Check(t, "people-sign-in", at+"/logga-in")
	b.Check(t, "people-welcome", at+"/valkommen/"+enar.Link.Token)
	b.Check(t, "people-refused", at+"/konton")

	tab := b.Tab(t)
	tab.Go(at + "/logga-in?next=/konto")
	tab.Type("#f-email", Email("Petra"))
	tab.Type("#f-password", "fel")
	tab.Follow("main form .form__buttons .ds-button")
	tab.Axe("people-sign-in-failed")
	tab.Screenshot("people-sign-in-failed-1280")
	tab.Go(at + "/logga-in?next=/konto")
	tab.Type("#f-email", Email("Petra"))
	tab.Type("#f-password", Password)
	tab.Follow("main form .form__buttons .ds-button")
	if tab.Path() != "/konto" {
		t.Fatalf("signing in leads to %s", tab.Path())
	}
	tab.Look("people-me", at+"/konto")
	tab.Look("people-list", at+"/konton")
	tab.Look("people-new", at+"/konton/ny")
	tab.Look("people-role", at+"/konton/"+petra.Account+"/roller")
	tab.Look("people-show", at+"/konton/"+enar.Account)
	tab.Go(at + "/konton/" + enar.Account)
	tab.Size(1280, 900)
	tab.Follow(`form[action$="/lank"] button`)
	tab.Axe("people-link")
	tab.Screenshot("people-link-1280")
}

// Everything works without scripts, and passwords may be pasted.
func TestWithoutScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
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
	if p := h.browser().get("/konto"); p.status != http.StatusUnauthorized {
		t.Error(p.status)
	}
	if got := tab.Path(); got != "/" {
		t.Errorf("signing out leads to %s", got)
	}
}
