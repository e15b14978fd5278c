package e2e_test

import (
	"strings"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

const password = "sju gröna cyklar i regn"

// An administrator invites somebody, who chooses a password of her own and signs
// in with it later.
func TestInvitation(t *testing.T) {
	h := start(t)
	tab := h.as(t, administrator)
	tab.Open("Adam Administratör", "header")
	tab.FollowLink("Konton", "header")
	tab.FollowLink("Lägg till konto", "main")
	tab.Choose("Var ska rollen gälla?", "Södra Vätterbygden")
	tab.PressButton("Fortsätt", "main")
	tab.Fill("Namn", "Vera Vald")
	tab.Fill("E-postadress", "vera@kommun.example")
	tab.Tick("Processutvecklare", "main")
	tab.PressButton("Lägg till och gör länken", "main")
	tab.Sees("Länken är klar", "Lämna den till Vera Vald")
	link := tab.Value("Länk")
	if !strings.HasPrefix(link, h.url+"/valkommen/") {
		t.Fatalf("the link is %s", link)
	}

	hers := h.tab(t)
	hers.Go(link)
	hers.Sees("Välkommen, Vera Vald")
	hers.Fill("Nytt lösenord", "kort")
	hers.Fill("Det nya lösenordet en gång till", "kort")
	hers.PressButton("Välj lösenordet och logga in", "main")
	hers.Sees("Lösenordet har 4 tecken. Välj ett med minst 12.")
	hers.Fill("Nytt lösenord", password)
	hers.Fill("Det nya lösenordet en gång till", password)
	hers.PressButton("Välj lösenordet och logga in", "main")
	hers.Sees("Lösenordet är valt och du är inloggad.", "Vera Vald")

	again := h.tab(t)
	again.Go(link)
	again.Sees("Länken fungerar inte längre")
	signIn(h, again, password+"!")
	again.Sees("E-postadressen och lösenordet stämmer inte ihop.")
	signIn(h, again, password)
	again.Sees("Vera Vald")
	again.Go(h.url + meetings)
	if !again.HasLink("Ändra", "main") {
		t.Error("she may not change her association's forum")
	}
	quiet(t, tab, hers, again)
}

func signIn(h *house, tab *webtest.Tab, password string) {
	tab.Go(h.url + "/logga-in")
	tab.Fill("E-postadress", "vera@kommun.example")
	tab.Fill("Lösenord", password, "main")
	tab.PressButton("Logga in", "main")
}

// What an association does not publish is seen by its own people only: on the
// pages, in the search, in what is exported.
func TestPublicationOffHides(t *testing.T) {
	h := start(t)
	const said = "Träffar med kommunens samtliga chefer"
	outside := h.tab(t)
	outside.Go(h.url + meetings)
	outside.Sees(said)

	tab := h.as(t, developer)
	tab.Go(h.url + "/publicering/sodra-vatterbygden")
	tab.Tick("forum", "main")
	tab.PressButton("Spara valet", "main")
	tab.Sees("är sparat")
	tab.Go(h.url + meetings)
	tab.Sees(said)

	outside.Go(h.url + meetings)
	if outside.Status() != 404 {
		t.Errorf("the public sees the forum: status %d", outside.Status())
	}
	outside.SeesNot(said)
	for _, path := range []string{"/var?q=samtliga+chefer", "/sok?q=samtliga+chefer", "/enheter/habo/integration", "/kommuner/0643", "/parter/habo"} {
		outside.Go(h.url + path)
		outside.SeesNot(said)
	}
	if body := fetch(t, h.url+"/exportera/samkarta.json"); strings.Contains(body, said) || !strings.Contains(body, "Arbetsmarknadsenheten") {
		t.Error("the export holds what is not published, or nothing")
	}
	if body := fetch(t, h.url+"/api/v1/forums?limit=1000"); strings.Contains(body, said) {
		t.Error("the API gives what is not published")
	}
	reads := h.as(t, reader)
	reads.Go(h.url + meetings)
	reads.Sees(said)

	tab.Go(h.url + "/publicering/sodra-vatterbygden")
	tab.Tick("forum", "main")
	tab.PressButton("Spara valet", "main")
	outside.Go(h.url + meetings)
	outside.Sees(said)
	quiet(t, tab, outside, reads)
}
