package peopleweb_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/people/peopleweb"
)

func TestOwnAccount(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader, Role(access.Editor, South, SouthUnit))
	other := h.as("Lisa")
	b := h.as("Lisa")
	p := b.get("/konto").Is(200).Has(`h1`, "Lisa").Has(`main`, Email("Lisa")).
		Has(`table`, "Läsare", "Norra förbundet", "Enhetsredaktör", "Södra enheten, Kommunen").
		Has(`.ds-tag`, "här").Has(`form[action="/konto/logga-ut-andra"]`).HasNot(`form[action*="ta-bort"]`)
	if n := len(p.All(`input[type=password]`)); n != 3 {
		t.Errorf("%d fields", n)
	}
	b.post("/konto/logga-ut-andra").LeadsTo("/konto")
	other.get("/konto").Is(401)
	b.get("/konto").Is(200).Has(`.flash`, "utloggad från alla andra").HasNot(`form[action="/konto/logga-ut-andra"]`)

	const next = "sju sjösjuka sjömän"
	before := b.token()
	b.post("/konto/losenord", "old", "fel", "password", next, "again", next).Is(422).Has(`#errors a[href="#f-old"]`, "inte ditt nuvarande")
	b.post("/konto/losenord", "old", Password, "password", next, "again", "x").Is(422).Has(`#errors a[href="#f-again"]`)
	b.post("/konto/losenord", "old", Password, "password", "lösenord12345", "again", "lösenord12345").Is(422).Has(`#errors a[href="#f-password"]`, "gissas först")
	b.post("/konto/losenord", "old", Password, "password", next, "again", next).LeadsTo("/konto")
	if b.token() == before {
		t.Error("the token is the same")
	}
	b.get("/konto").Is(200).Has(`.flash`, "bytt")
	h.browser().post("/logga-in", "email", Email("Lisa"), "password", next).LeadsTo("/")
}

func TestListOfAccounts(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	for i := range 60 {
		h.Invite(t, fmt.Sprintf("Nils%02d", i), reader)
	}
	h.Invite(t, "Sven", Role(access.Reader, South))
	gun := h.Invite(t, "Gun", reader)
	pagetest.Must(t, h.People.CloseAccount(ctx, System, gun.Account))
	b := h.as("Petra")
	p := b.get("/konton").Is(200).Has(`main`, "61 konton").Has(`a[href="/konton/ny"]`).Has(`.ds-pagination`).Has(`tbody`, "inbjuden").
		HasNot(`select`)
	if n := len(p.All(`tbody tr`)); n != 50 {
		t.Errorf("%d rows", n)
	}
	if n := len(b.get("/konton?page=2").All(`tbody tr`)); n != 11 {
		t.Errorf("%d rows on the second page", n)
	}
	p = b.get("/konton?namn=NILS5&page=1").Is(200).Has(`main`, "10 konton").Has(`input[name=namn][value=NILS5]`).HasNot(`.ds-pagination li`)
	if strings.Contains(p.Said("tbody"), "Sven") {
		t.Error("another association's account is shown")
	}
	b.get("/konton?namn=gun").Has(`.empty`, "Inget konto")
	b.get("/konton?namn=gun&stangda=1").Has(`tr.ended`, "Gun", "stängt").Has(`input[name=stangda][checked]`)
	h.Actor(t, "Adam", Admin)
	h.as("Adam").get("/konton?forbund="+South).Is(200).Has(`select[name=forbund] option[selected]`, "Södra förbundet").Has(`tbody`, "Sven").HasNot(`a[href="?page=2"]`)
}

func TestDeveloperAddsAccount(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	b := h.as("Petra")
	b.get("/konton/ny").Is(200).Has(`main`, "Norra förbundet", "Norra enheten").Has(`optgroup[label=Kommunen]`).
		HasNot(`option[value="` + SouthUnit + `"]`).Has(`input[type=hidden][name=scope][value="` + North + `"]`)
	b.post("/konton/ny", "name", " ", "email", "enar", "role", "editor").Is(422).
		Has(`#errors a[href="#f-name"]`).Has(`#errors a[href="#f-email"]`).Has(`#errors a[href="#f-unit"]`).
		Has(`input[name=email][value=enar]`).Has(`input[value=editor][checked]`)
	b.post("/konton/ny", "name", "Enar", "email", Email("Enar")).Is(422).Has(`#errors a[href="#f-role-0"]`, "Välj en av rollerna")
	p := b.post("/konton/ny", "name", "Enar", "email", Email("Enar"), "role", "editor", "unit", NorthUnit).Is(200).Has(`h1`, "Länken är klar").Has(`main`, "Enar")
	if p.Header.Get("Cache-Control") != "no-store" {
		t.Error("the page is kept")
	}
	link := p.Value(`#link`, "value")
	path, ok := strings.CutPrefix(link, h.server.URL)
	if !ok {
		t.Errorf("the link is %s", link)
	}
	h.browser().post(path, "password", Password, "again", Password).LeadsTo("/")
	b.post("/konton/ny", "name", "Nil", "email", Email("Nil"), "role", "reader", "scope", South).Is(200).Has(`h1`, "Länken")
	b.get("/konton").Has(`tbody`, "Nil", "Norra förbundet") // the only scope there is
	b.post("/konton/ny", "name", "Nil", "email", Email("Nil"), "scope", "*").Is(422)
}

func TestAdministratorChoosesWhere(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Adam", Admin)
	b := h.as("Adam")
	b.get("/konton/ny").Is(200).Has(`form[method=get] select[name=scope]`, "Hela installationen", "Norra förbundet", "Södra förbundet").HasNot(`input[name=email]`)
	b.get("/konton/ny?scope=inget").Is(200).Has(`select[name=scope]`)
	b.get("/konton/ny?scope=*").Is(200).Has(`.field__static`, "Administratör").HasNot(`input[name=role]`)
	b.post("/konton/ny", "scope", "*", "name", "Berit", "email", Email("Berit")).Is(200).Has(`#link`)
	b.get("/konton/ny?scope=" + South).Is(200).Has(`option[value="` + SouthUnit + `"]`).HasNot(`option[value="` + NorthUnit + `"]`)
	b.post("/konton/ny", "scope", South, "name", "Annat namn", "email", Email("Berit"), "role", "reader").Is(200).Has(`main`, "Berit")
	b.post("/konton/ny", "scope", South, "name", "X", "email", Email("Adam"), "role", "reader").Is(303)
	b.get("/konton").Has(`.flash`, "redan ett konto")
}

func TestOneAccount(t *testing.T) {
	h := open(t, peopleweb.Options{})
	adam := h.Actor(t, "Adam", Admin)
	lisa := h.Actor(t, "Lisa", reader)
	at := "/konton/" + lisa.Account
	b, her := h.as("Adam"), h.as("Lisa")
	b.get(at).Is(200).Has(`h1`, "Lisa").Has(`dl`, "Senast inloggad").Has(`form[action="`+at+`/roller/ta-bort"] button`, "Läsare, Norra förbundet")

	b.get(at + "/roller").Is(200).Has(`select[name=scope]`)
	b.get(at + "/roller?scope=" + South).Is(200).Has(`input[name=role]`)
	b.post(at+"/roller", "scope", South, "role", "editor").Is(422).Has(`#errors a[href="#f-unit"]`)
	b.post(at+"/roller", "scope", South, "role", "editor", "unit", SouthUnit).LeadsTo(at)
	b.get(at).Has(`.flash`, "tillagd").Has(`tbody`, "Södra enheten, Kommunen")
	b.post(at+"/roller/ta-bort", "role", "editor", "association", South, "unit", SouthUnit).LeadsTo(at)
	b.get(at).Has(`.flash`, "borttagen").HasNot(`input[value="` + South + `"]`)

	b.post(at + "/lank").Is(200).Has(`#link`)
	b.post(at + "/stang").LeadsTo(at)
	her.get("/konto").Is(401)
	b.get(at).Has(`.flash`, "stängt").Has(`.ds-alert[data-color=warning]`, "Ingen kan logga in").HasNot(`form[action$="/lank"]`)
	b.post(at + "/lank").LeadsTo(at)
	b.get(at).Has(`.flash[data-color=danger]`, "Öppna det igen först")
	b.post(at + "/oppna").LeadsTo(at)
	h.as("Lisa").get("/konto").Is(200)

	own := "/konton/" + adam.Account
	b.post(own+"/roller/ta-bort", "role", "administrator").LeadsTo(own)
	b.get(own).Has(`.flash[data-color=danger]`, "enda administratören").Has(`form[action="` + own + `/roller/ta-bort"]`)
	b.post(own + "/stang").LeadsTo(own)
	b.get(own).Has(`.flash[data-color=danger]`, "enda administratören")
}

func TestTakingAwayTheLastSharedRole(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	lisa := h.Actor(t, "Lisa", reader)
	b := h.as("Petra")
	b.post("/konton/"+lisa.Account+"/roller/ta-bort", "role", "reader", "association", North).LeadsTo("/konton")
	b.get("/konton").Has(`.flash`, "borttagen")
	b.get("/konton/" + lisa.Account).Is(404)
}

func TestRolesElsewhereAreNotShown(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	both := h.Invite(t, "Berit", reader, Role(access.Reader, South))
	p := h.as("Petra").get("/konton/"+both.Account).Is(200).Has(`main`, "roller som du inte ser").HasNot(`form[action$="/lank"]`).HasNot(`form[action$="/stang"]`)
	if strings.Contains(p.Body, "Södra") {
		t.Error("the other association is shown")
	}
}

// Every page and form refuses those who may not.
func TestWhoIsRefused(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, South))
	h.Actor(t, "Lisa", reader)
	enar := h.Invite(t, "Enar", reader)
	at := "/konton/" + enar.Account
	who := map[string]*browser{"public": h.browser(), "reader": h.as("Lisa"), "other developer": h.as("Petra")}
	for _, test := range []struct {
		method, path string
		fields       []string
		want         map[string]int
	}{
		{"GET", "/konto", nil, map[string]int{"public": 401, "reader": 200, "other developer": 200}},
		{"POST", "/konto/losenord", []string{"old", "x", "password", Password, "again", Password}, map[string]int{"public": 401, "reader": 422, "other developer": 422}},
		{"POST", "/konto/logga-ut-andra", nil, map[string]int{"public": 401, "reader": 303, "other developer": 303}},
		{"GET", "/konton", nil, map[string]int{"public": 401, "reader": 200, "other developer": 200}},
		{"GET", "/konton/ny", nil, map[string]int{"public": 401, "reader": 403, "other developer": 200}},
		{"POST", "/konton/ny", []string{"scope", North, "name", "X", "email", "x@y.example", "role", "reader"}, map[string]int{"public": 401, "reader": 403, "other developer": 200}},
		{"GET", at, nil, map[string]int{"public": 401, "reader": 200, "other developer": 404}},
		{"GET", at + "/roller", nil, map[string]int{"public": 401, "reader": 403, "other developer": 404}},
		{"POST", at + "/roller", []string{"scope", South, "role", "reader"}, map[string]int{"public": 401, "reader": 403, "other developer": 404}},
		{"POST", at + "/roller/ta-bort", []string{"association", North, "role", "reader"}, map[string]int{"public": 401, "reader": 403, "other developer": 403}},
		{"POST", at + "/lank", nil, map[string]int{"public": 401, "reader": 403, "other developer": 404}},
		{"POST", at + "/stang", nil, map[string]int{"public": 401, "reader": 403, "other developer": 404}},
		{"POST", at + "/oppna", nil, map[string]int{"public": 401, "reader": 403, "other developer": 404}},
		{"GET", "/konton/finns-inte", nil, map[string]int{"public": 401, "reader": 404, "other developer": 404}},
	} {
		for name, b := range who {
			var p *pagetest.Answer
			if test.method == http.MethodGet {
				p = b.get(test.path)
			} else {
				p = b.post(test.path, test.fields...)
			}
			if p.Status != test.want[name] {
				t.Errorf("%s, %s %s: %d, want %d", name, test.method, test.path, p.Status, test.want[name])
			}
		}
	}
	if a := h.as("Lisa"); a.token() == "" {
		t.Error("Lisa's password was changed")
	}
}

func TestPostsFromOtherSitesAreRefused(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Adam", Admin)
	b := h.as("Adam")
	b.header.Set("Sec-Fetch-Site", "cross-site")
	b.post("/konton/ny", "scope", "*", "name", "Ond", "email", "ond@evil.example").Is(403)
	b.post("/logga-in", "email", "ond@evil.example", "password", Password).Is(403)
	b.post("/logga-ut").Is(403)
}

func TestEnglish(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Adam", Admin)
	link := h.Invite(t, "Lisa", reader).Link.Token
	b := h.as("Adam")
	b.header.Set("Accept-Language", "en")
	h.Pass(time.Minute)
	b.get("/konto").Is(200).Has(`main`, "Administrator", "Signed in")
	for _, path := range []string{"/konton", "/konton/ny", "/konton/ny?scope=" + North, "/valkommen/" + link} {
		if p := b.get(path).Is(200); p.Value("html", "lang") != "en" {
			t.Errorf("%s is in %s", path, p.Value("html", "lang"))
		}
	}
}
