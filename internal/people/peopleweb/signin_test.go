package peopleweb_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
	. "samkarta/internal/people/peopletest"
	"samkarta/internal/people/peopleweb"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

var reader = Role(access.Reader, North)

func TestSignInAndOut(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.browser()
	b.get("/logga-in").Is(200).
		Has(`input[name=email][type=email][autocomplete=username]`).
		Has(`input[name=password][type=password][autocomplete=current-password]`).
		Has(`label[for=f-email]`, "E-postadress").Has(`label[for=f-password]`, "Lösenord").
		Has(`main`, "glömt lösenordet").HasNot(`.signin`)
	b.post("/logga-in", "email", Email("Lisa"), "password", Password).LeadsTo("/")
	if body := b.get("/").Body; body != "start Lisa" {
		t.Error(body)
	}
	b.get("/finns-inte").Is(404).Has(`.me__who`, "Lisa", "Läsare").Has(`a[href="/konto"]`).Has(`a[href="/konton"]`).
		Has(`form[method=post][action="/logga-ut"]`).HasNot(`.signin`)
	b.get("/logga-in?next=/konto").LeadsTo("/konto")
	token := b.token()
	b.post("/logga-ut").LeadsTo("/")
	if b.token() != "" {
		t.Error("the cookie is still there")
	}
	if _, err := h.People.ActorOf(ctx, token); !fault.Is(err, fault.Unauthenticated) {
		t.Error("the session is still there")
	}
	b.post("/logga-ut").LeadsTo("/") // again
	b.get("/logga-ut").Is(404)
}

func TestCookie(t *testing.T) {
	for _, test := range []struct {
		trust bool
		proto string
		want  string
	}{
		{false, "", "Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"},
		{false, "https", "Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"},
		{true, "http", "Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"},
		{true, "https", "Path=/; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax"},
	} {
		h := open(t, peopleweb.Options{TrustProxy: test.trust})
		h.Actor(t, "Lisa", reader)
		b := h.browser()
		b.header.Set("X-Forwarded-Proto", test.proto)
		set := b.post("/logga-in", "email", Email("Lisa"), "password", Password).LeadsTo("/").Header["Set-Cookie"]
		if len(set) != 1 || !regexp.MustCompile(`^samkarta=[A-Za-z0-9_-]{43}; `+test.want+`$`).MatchString(set[0]) {
			t.Errorf("%+v: %q", test, set)
		}
	}
}

func TestSignInBeginsAnewSession(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	h.Actor(t, "Enar", reader)
	b := h.as("Lisa")
	first := b.token()
	b.post("/logga-in", "email", Email("Enar"), "password", Password).LeadsTo("/")
	if b.token() == first {
		t.Error("the token is the same")
	}
	if _, err := h.People.ActorOf(ctx, first); !fault.Is(err, fault.Unauthenticated) {
		t.Error("the first session goes on")
	}
}

// A token that the browser came with is never taken over.
func TestSessionCannotBePlanted(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.browser()
	planted := strings.Repeat("A", 43)
	b.header.Set("Cookie", "samkarta="+planted)
	set := b.post("/logga-in", "email", Email("Lisa"), "password", Password).LeadsTo("/").Header["Set-Cookie"]
	if last := set[len(set)-1]; strings.Contains(last, planted) || !strings.HasPrefix(last, "samkarta=") || strings.Contains(last, "Max-Age=0") {
		t.Errorf("%q", set)
	}
}

func TestFailedSignIn(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.browser()
	b.post("/logga-in", "next", "/konto").Is(422).
		Has(`#errors a[href="#f-email"]`).Has(`#errors a[href="#f-password"]`).Has(`input[name=next][value="/konto"]`)
	var bodies []string
	for _, email := range []string{Email("Lisa"), Email("Nils")} {
		p := b.post("/logga-in", "email", email, "password", "fel lösenord").Is(401).
			Has(`#errors`, "stämmer inte ihop").Has(`input[name=email][value="` + email + `"]`)
		if p.Value("input[name=password]", "value") != "" {
			t.Error("the password is shown")
		}
		bodies = append(bodies, strings.ReplaceAll(p.Body, email, ""))
	}
	if bodies[0] != bodies[1] {
		t.Error("the answers differ")
	}
	for range 4 {
		b.post("/logga-in", "email", Email("Lisa"), "password", "fel").Is(401)
	}
	p := b.post("/logga-in", "email", Email("Lisa"), "password", Password).Is(503).Has(`#errors`, "Vänta 15 minuter")
	if after := p.Header.Get("Retry-After"); after != "900" {
		t.Errorf("Retry-After: %s", after)
	}
	if strings.Contains(h.log.String(), "kommun.example") || strings.Contains(h.log.String(), "fel") {
		t.Error("the log tells too much: " + h.log.String())
	}
}

func TestAttemptsAreCountedByTheClientsAddress(t *testing.T) {
	for _, test := range []struct {
		trust bool
		want  int
	}{{true, 401}, {false, 503}} {
		h := open(t, peopleweb.Options{TrustProxy: test.trust})
		b := h.browser()
		var last int
		for i := range 31 {
			// What the client itself has written comes first, and is not believed.
			b.header["X-Forwarded-For"] = []string{"198.51.100.7", "192.0.2." + string(rune('0'+i%10))}
			last = b.post("/logga-in", "email", strings.Repeat("x", i+1)+"@y.example", "password", "fel").Status
		}
		if last != test.want {
			t.Errorf("%+v: %d", test, last)
		}
	}
}

func TestReturnToIsLocal(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	for next, want := range map[string]string{
		"":                          "/",
		"/konton?namn=x":            "/konton?namn=x",
		"https://evil.example":      "/",
		"//evil.example":            "/",
		"/\\evil.example":           "/",
		"\\\\evil.example":          "/",
		"/\t/evil.example":          "/",
		"/%09/evil.example":         "/%09/evil.example",
		"javascript:alert(1)":       "/",
		"evil.example":              "/",
		"http:evil.example":         "/",
		"///evil.example":           "/",
		"/a\r\nSet-Cookie: x=y":     "/",
		"https:///evil.example/%2f": "/",
	} {
		b := h.browser()
		p := b.post("/logga-in", "email", Email("Lisa"), "password", Password, "next", next).Is(303)
		if got := p.Header.Get("Location"); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
		if got := h.browser().get("/logga-in?next="+url.QueryEscape(next)).Value("input[name=next]", "value"); got != want {
			t.Errorf("%q is kept as %q", next, got)
		}
		b.get("/logga-in?next=" + url.QueryEscape(next)).Is(303)
	}
}

func TestPagesAskForSignInAndComeBack(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.browser()
	p := b.get("/konton?namn=%C3%A5").Is(401).Has(`main`, "Logga in först")
	href := p.Value(`.signin`, "href")
	next := b.get(href).Is(200).Value(`input[name=next]`, "value")
	b.post("/logga-in", "email", Email("Lisa"), "password", Password, "next", next).LeadsTo("/konton?namn=%C3%A5")
}

func TestCookieOfAnEndedSessionGoesAway(t *testing.T) {
	h := open(t, peopleweb.Options{})
	lisa := h.Actor(t, "Lisa", reader)
	b := h.as("Lisa")
	pagetest.Must(t, h.People.CloseAccount(ctx, System, lisa.Account))
	if p := b.get("/assets/finns-inte.css").Is(404); p.Header.Get("Set-Cookie") != "" {
		t.Error("a file touches the cookie")
	}
	if b.get("/"); b.token() != "" {
		t.Error("the cookie is still there")
	}
	b.header.Set("Cookie", "samkarta=strunt")
	if body := b.get("/").Body; body != "start " {
		t.Error(body)
	}
}

// With the database away, nobody is taken for the public.
func TestFaultsAreNotTakenForThePublic(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.as("Lisa")
	b.get("/").Is(200)
	pagetest.Must(t, h.DB.Write(ctx, System, func(tx *db.Tx) error { _, err := tx.Exec(`ALTER TABLE session RENAME TO away`); return err }))
	h.Pass(60e9)
	b.get("/").Is(500)
	h.browser().get("/").Is(200)
}

func TestLogHasThePattern(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.browser().get("/valkommen/" + strings.Repeat("h", 43)).Is(404)
	if log := h.log.String(); !strings.Contains(log, `pattern="GET /valkommen/{token}"`) || strings.Contains(log, "hhhh") {
		t.Error(log)
	}
}

func TestWelcome(t *testing.T) {
	h := open(t, peopleweb.Options{})
	path := "/valkommen/" + h.Invite(t, "Enar", reader).Link.Token
	b := h.browser()
	for range 2 { // looking uses nothing up
		p := b.get(path).Is(200).Has(`h1`, "Välkommen, Enar").Has(`main`, Email("Enar")).
			Has(`input[name=username][autocomplete=username][value="` + Email("Enar") + `"]`)
		if n := len(p.All(`input[type=password][autocomplete=new-password]`)); n != 2 {
			t.Errorf("%d fields", n)
		}
		if p.Header.Get("Cache-Control") != "no-store" {
			t.Error("the page is kept")
		}
	}
	b.post(path, "password", Password, "again", "något annat").Is(422).Has(`#errors a[href="#f-again"]`, "inte lika")
	b.post(path, "password", "kort", "again", "kort").Is(422).Has(`#errors a[href="#f-password"]`, "4 tecken").
		Has(`#f-password[aria-invalid=true][aria-describedby]`)
	b.post(path, "password", Password, "again", Password).LeadsTo("/")
	if body := b.get("/").Body; body != "start Enar" {
		t.Error(body)
	}
	h.browser().get(path).Is(404).Has(`main`, "Länken fungerar inte längre")
	h.browser().post(path, "password", Password, "again", Password).Is(404)
}

func TestDemonstration(t *testing.T) {
	h := open(t, peopleweb.Options{Demo: true})
	pagetest.Must(t, h.People.SeedDemo(ctx, System, Admin, Role(access.Developer, North), Role(access.Editor, North, NorthUnit), reader))
	b := h.browser()
	p := b.get("/logga-in").Has(`.banner`, "Demonstration").Has(`.banner form[action="/demo/roll"]`)
	if n := len(p.All(`.banner button[name=roll]`)); n != 5 {
		t.Errorf("%d roles", n)
	}
	b.post("/demo/roll", "roll", "developer", "back", "/konton?stangda=1").LeadsTo("/konton?stangda=1")
	b.get("/konto").Is(200).Has(`h1`, "Petra Process").Has(`.banner button[aria-current=true]`, "Processutvecklare").HasNot(`input[type=password]`)
	first := b.token()
	b.post("/demo/roll", "roll", "reader", "back", "//evil.example").LeadsTo("/")
	if _, err := h.People.ActorOf(ctx, first); err == nil {
		t.Error("the first session goes on")
	}
	b.post("/demo/roll", "roll", "public", "back", "/").LeadsTo("/")
	if b.token() != "" {
		t.Error("still signed in")
	}
	b.post("/demo/roll", "roll", "chef").Is(http.StatusNotFound)
	open(t, peopleweb.Options{}).browser().post("/demo/roll", "roll", "administrator").Is(404)
}
