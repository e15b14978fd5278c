package peopleweb_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/people/peopleweb"
)

func TestOwnAccount(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader, Role(access.Editor, South, SouthUnit))
	other := h.as("Lisa")
	b := h.as("Lisa")
	p := b.get("/konto").is(200).has(`h1`, "Lisa").has(`main`, Email("Lisa")).
		has(`table`, "Läsare", "Norra förbundet", "Enhetsredaktör", "Södra enheten, Kommunen").
		has(`.ds-tag`, "här").has(`form[action="/konto/logga-ut-andra"]`).hasNo(`form[action*="ta-bort"]`)
	if n := len(p.all(`input[type=password]`)); n != 3 {
		t.Errorf("%d fields", n)
	}
	b.post("/konto/logga-ut-andra").leads("/konto")
	other.get("/konto").is(401)
	b.get("/konto").is(200).has(`.flash`, "utloggad från alla andra").hasNo(`form[action="/konto/logga-ut-andra"]`)

	const next = "sju sjösjuka sjömän"
	before := b.token()
	b.post("/konto/losenord", "old", "fel", "password", next, "again", next).is(422).has(`#errors a[href="#f-old"]`, "inte ditt nuvarande")
	b.post("/konto/losenord", "old", Password, "password", next, "again", "x").is(422).has(`#errors a[href="#f-again"]`)
	b.post("/konto/losenord", "old", Password, "password", "lösenord12345", "again", "lösenord12345").is(422).has(`#errors a[href="#f-password"]`, "gissas först")
	b.post("/konto/losenord", "old", Password, "password", next, "again", next).leads("/konto")
	if b.token() == before {
		t.Error("the token is the same")
	}
	b.get("/konto").is(200).has(`.flash`, "bytt")
	h.browser().post("/logga-in", "email", Email("Lisa"), "password", next).leads("/")
}

func TestListOfAccounts(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	for i := range 60 {
		h.Invite(t, fmt.Sprintf("Nils%02d", i), reader)
	}
	h.Invite(t, "Sven", Role(access.Reader, South))
	gun := h.Invite(t, "Gun", reader)
	must(t, h.People.CloseAccount(ctx, System, gun.Account))
	b := h.as("Petra")
	p := b.get("/konton").is(200).has(`main`, "61 konton").has(`a[href="/konton/ny"]`).has(`.ds-pagination`).has(`tbody`, "inbjuden").
		hasNo(`select`)
	if n := len(p.all(`tbody tr`)); n != 50 {
		t.Errorf("%d rows", n)
	}
	if n := len(b.get("/konton?page=2").all(`tbody tr`)); n != 11 {
		t.Errorf("%d rows on the second page", n)
	}
	p = b.get("/konton?namn=NILS5&page=1").is(200).has(`main`, "10 konton").has(`input[name=namn][value=NILS5]`).hasNo(`.ds-pagination li`)
	if strings.Contains(p.said("tbody"), "Sven") {
		t.Error("another association's account is shown")
	}
	b.get("/konton?namn=gun").has(`.empty`, "Inget konto")
	b.get("/konton?namn=gun&stangda=1").has(`tr.ended`, "Gun", "stängt").has(`input[name=stangda][checked]`)
	h.Actor(t, "Adam", Admin)
	h.as("Adam").get("/konton?forbund="+South).is(200).has(`select[name=forbund] option[selected]`, "Södra förbundet").has(`tbody`, "Sven").hasNo(`a[href="?page=2"]`)
}

func TestDeveloperAddsAccount(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	b := h.as("Petra")
	b.get("/konton/ny").is(200).has(`main`, "Norra förbundet", "Norra enheten").has(`optgroup[label=Kommunen]`).
		hasNo(`option[value="` + SouthUnit + `"]`).has(`input[type=hidden][name=scope][value="` + North + `"]`)
	b.post("/konton/ny", "name", " ", "email", "enar", "role", "editor").is(422).
		has(`#errors a[href="#f-name"]`).has(`#errors a[href="#f-email"]`).has(`#errors a[href="#f-unit"]`).
		has(`input[name=email][value=enar]`).has(`input[value=editor][checked]`)
	b.post("/konton/ny", "name", "Enar", "email", Email("Enar")).is(422).has(`#errors a[href="#f-role-0"]`, "Välj en av rollerna")
	p := b.post("/konton/ny", "name", "Enar", "email", Email("Enar"), "role", "editor", "unit", NorthUnit).is(200).has(`h1`, "Länken är klar").has(`main`, "Enar")
	if p.header.Get("Cache-Control") != "no-store" {
		t.Error("the page is kept")
	}
	link := p.value(`#link`, "value")
	path, ok := strings.CutPrefix(link, h.server.URL)
	if !ok {
		t.Errorf("the link is %s", link)
	}
	h.browser().post(path, "password", Password, "again", Password).leads("/")
	b.post("/konton/ny", "name", "Nil", "email", Email("Nil"), "role", "reader", "scope", South).is(200).has(`h1`, "Länken")
	b.get("/konton").has(`tbody`, "Nil", "Norra förbundet") // the only scope there is
	b.post("/konton/ny", "name", "Nil", "email", Email("Nil"), "scope", "*").is(422)
}

func TestAdministratorChoosesWhere(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Adam", Admin)
	b := h.as("Adam")
	b.get("/konton/ny").is(200).has(`form[method=get] select[name=scope]`, "Hela installationen", "Norra förbundet", "Södra förbundet").hasNo(`input[name=email]`)
	b.get("/konton/ny?scope=inget").is(200).has(`select[name=scope]`)
	b.get("/konton/ny?scope=*").is(200).has(`.field__static`, "Administratör").hasNo(`input[name=role]`)
	b.post("/konton/ny", "scope", "*", "name", "Berit", "email", Email("Berit")).is(200).has(`#link`)
	b.get("/konton/ny?scope=" + South).is(200).has(`option[value="` + SouthUnit + `"]`).hasNo(`option[value="` + NorthUnit + `"]`)
	b.post("/konton/ny", "scope", South, "name", "Annat namn", "email", Email("Berit"), "role", "reader").is(200).has(`main`, "Berit")
	b.post("/konton/ny", "scope", South, "name", "X", "email", Email("Adam"), "role", "reader").is(303)
	b.get("/konton").has(`.flash`, "redan ett konto")
}

func TestOneAccount(t *testing.T) {
	h := open(t, peopleweb.Options{})
	adam := h.Actor(t, "Adam", Admin)
	lisa := h.Actor(t, "Lisa", reader)
	at := "/konton/" + lisa.Account
	b, her := h.as("Adam"), h.as("Lisa")
	b.get(at).is(200).has(`h1`, "Lisa").has(`dl`, "Senast inloggad").has(`form[action="`+at+`/roller/ta-bort"] button`, "Läsare, Norra förbundet")

	b.get(at + "/roller").is(200).has(`select[name=scope]`)
	b.get(at + "/roller?scope=" + South).is(200).has(`input[name=role]`)
	b.post(at+"/roller", "scope", South, "role", "editor").is(422).has(`#errors a[href="#f-unit"]`)
	b.post(at+"/roller", "scope", South, "role", "editor", "unit", SouthUnit).leads(at)
	b.get(at).has(`.flash`, "tillagd").has(`tbody`, "Södra enheten, Kommunen")
	b.post(at+"/roller/ta-bort", "role", "editor", "association", South, "unit", SouthUnit).leads(at)
	b.get(at).has(`.flash`, "borttagen").hasNo(`input[value="` + South + `"]`)

	b.post(at + "/lank").is(200).has(`#link`)
	b.post(at + "/stang").leads(at)
	her.get("/konto").is(401)
	b.get(at).has(`.flash`, "stängt").has(`.ds-alert[data-color=warning]`, "Ingen kan logga in").hasNo(`form[action$="/lank"]`)
	b.post(at + "/lank").leads(at)
	b.get(at).has(`.flash[data-color=danger]`, "Öppna det igen först")
	b.post(at + "/oppna").leads(at)
	h.as("Lisa").get("/konto").is(200)

	own := "/konton/" + adam.Account
	b.post(own+"/roller/ta-bort", "role", "administrator").leads(own)
	b.get(own).has(`.flash[data-color=danger]`, "enda administratören").has(`form[action="` + own + `/roller/ta-bort"]`)
	b.post(own + "/stang").leads(own)
	b.get(own).has(`.flash[data-color=danger]`, "enda administratören")
}

func TestTakingAwayTheLastSharedRole(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	lisa := h.Actor(t, "Lisa", reader)
	b := h.as("Petra")
	b.post("/konton/"+lisa.Account+"/roller/ta-bort", "role", "reader", "association", North).leads("/konton")
	b.get("/konton").has(`.flash`, "borttagen")
	b.get("/konton/" + lisa.Account).is(404)
}

func TestRolesElsewhereAreNotShown(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Petra", Role(access.Developer, North))
	both := h.Invite(t, "Berit", reader, Role(access.Reader, South))
	p := h.as("Petra").get("/konton/"+both.Account).is(200).has(`main`, "roller som du inte ser").hasNo(`form[action$="/lank"]`).hasNo(`form[action$="/stang"]`)
	if strings.Contains(p.body, "Södra") {
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
			var p *page
			if test.method == http.MethodGet {
				p = b.get(test.path)
			} else {
				p = b.post(test.path, test.fields...)
			}
			if p.status != test.want[name] {
				t.Errorf("%s, %s %s: %d, want %d", name, test.method, test.path, p.status, test.want[name])
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
	b.post("/konton/ny", "scope", "*", "name", "Ond", "email", "ond@evil.example").is(403)
	b.post("/logga-in", "email", "ond@evil.example", "password", Password).is(403)
	b.post("/logga-ut").is(403)
}

func TestEnglish(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Adam", Admin)
	link := h.Invite(t, "Lisa", reader).Link.Token
	b := h.as("Adam")
	b.header.Set("Accept-Language", "en")
	h.Pass(time.Minute)
	b.get("/konto").is(200).has(`main`, "Administrator", "Signed in")
	for _, path := range []string{"/konton", "/konton/ny", "/konton/ny?scope=" + North, "/valkommen/" + link} {
		if p := b.get(path).is(200); p.value("html", "lang") != "en" {
			t.Errorf("%s is in %s", path, p.value("html", "lang"))
		}
	}
}
