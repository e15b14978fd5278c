package peopleweb_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samkarta/internal/access"
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
	b.get("/logga-in").is(200).
		has(`input[name=email][type=email][autocomplete=username]`).
		has(`input[name=password][type=password][autocomplete=current-password]`).
		has(`label[for=f-email]`, "E-postadress").has(`label[for=f-password]`, "Lösenord").
		has(`main`, "glömt lösenordet").hasNo(`.signin`)
	b.post("/logga-in", "email", Email("Lisa"), "password", Password).leads("/")
	if body := b.get("/").body; body != "start Lisa" {
		t.Error(body)
	}
	b.get("/finns-inte").is(404).has(`.me__who`, "Lisa", "Läsare").has(`a[href="/konto"]`).has(`a[href="/konton"]`).
		has(`form[method=post][action="/logga-ut"]`).hasNo(`.signin`)
	b.get("/logga-in?next=/konto").leads("/konto")
	token := b.token()
	b.post("/logga-ut").leads("/")
	if b.token() != "" {
		t.Error("the cookie is still there")
	}
	if _, err := h.People.ActorOf(ctx, token); !fault.Is(err, fault.Unauthenticated) {
		t.Error("the session is still there")
	}
	b.post("/logga-ut").leads("/") // again
	b.get("/logga-ut").is(404)
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
		set := b.post("/logga-in", "email", Email("Lisa"), "password", Password).leads("/").header["Set-Cookie"]
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
	b.post("/logga-in", "email", Email("Enar"), "password", Password).leads("/")
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
	set := b.post("/logga-in", "email", Email("Lisa"), "password", Password).leads("/").header["Set-Cookie"]
	if last := set[len(set)-1]; strings.Contains(last, planted) || !strings.HasPrefix(last, "samkarta=") || strings.Contains(last, "Max-Age=0") {
		t.Errorf("%q", set)
	}
}

func TestFailedSignIn(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.browser()
	b.post("/logga-in", "next", "/konto").is(422).
		has(`#errors a[href="#f-email"]`).has(`#errors a[href="#f-password"]`).has(`input[name=next][value="/konto"]`)
	var bodies []string
	for _, email := range []string{Email("Lisa"), Email("Nils")} {
		p := b.post("/logga-in", "email", email, "password", "fel lösenord").is(401).
			has(`#errors`, "stämmer inte ihop").has(`input[name=email][value="` + email + `"]`)
		if p.value("input[name=password]", "value") != "" {
			t.Error("the password is shown")
		}
		bodies = append(bodies, strings.ReplaceAll(p.body, email, ""))
	}
	if bodies[0] != bodies[1] {
		t.Error("the answers differ")
	}
	for range 4 {
		b.post("/logga-in", "email", Email("Lisa"), "password", "fel").is(401)
	}
	p := b.post("/logga-in", "email", Email("Lisa"), "password", Password).is(503).has(`#errors`, "Vänta 15 minuter")
	if after := p.header.Get("Retry-After"); after != "900" {
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
			last = b.post("/logga-in", "email", strings.Repeat("x", i+1)+"@y.example", "password", "fel").status
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
		p := b.post("/logga-in", "email", Email("Lisa"), "password", Password, "next", next).is(303)
		if got := p.header.Get("Location"); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
		if got := h.browser().get("/logga-in?next="+url.QueryEscape(next)).value("input[name=next]", "value"); got != want {
			t.Errorf("%q is kept as %q", next, got)
		}
		b.get("/logga-in?next=" + url.QueryEscape(next)).is(303)
	}
}

func TestPagesAskForSignInAndComeBack(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.browser()
	p := b.get("/konton?namn=%C3%A5").is(401).has(`main`, "Logga in först")
	href := p.value(`.signin`, "href")
	next := b.get(href).is(200).value(`input[name=next]`, "value")
	b.post("/logga-in", "email", Email("Lisa"), "password", Password, "next", next).leads("/konton?namn=%C3%A5")
}

func TestCookieOfAnEndedSessionGoesAway(t *testing.T) {
	h := open(t, peopleweb.Options{})
	lisa := h.Actor(t, "Lisa", reader)
	b := h.as("Lisa")
	must(t, h.People.CloseAccount(ctx, System, lisa.Account))
	if p := b.get("/assets/finns-inte.css").is(404); p.header.Get("Set-Cookie") != "" {
		t.Error("a file touches the cookie")
	}
	if b.get("/"); b.token() != "" {
		t.Error("the cookie is still there")
	}
	b.header.Set("Cookie", "samkarta=strunt")
	if body := b.get("/").body; body != "start " {
		t.Error(body)
	}
}

// With the database away, nobody is taken for the public.
func TestFaultsAreNotTakenForThePublic(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.Actor(t, "Lisa", reader)
	b := h.as("Lisa")
	b.get("/").is(200)
	must(t, h.DB.Write(ctx, System, func(tx *db.Tx) error { _, err := tx.Exec(`ALTER TABLE session RENAME TO away`); return err }))
	h.Pass(60e9)
	b.get("/").is(500)
	h.browser().get("/").is(200)
}

func TestLogHasThePattern(t *testing.T) {
	h := open(t, peopleweb.Options{})
	h.browser().get("/valkommen/" + strings.Repeat("h", 43)).is(404)
	if log := h.log.String(); !strings.Contains(log, `pattern="GET /valkommen/{token}"`) || strings.Contains(log, "hhhh") {
		t.Error(log)
	}
}

func TestWelcome(t *testing.T) {
	h := open(t, peopleweb.Options{})
	path := "/valkommen/" + h.Invite(t, "Enar", reader).Link.Token
	b := h.browser()
	for range 2 { // looking uses nothing up
		p := b.get(path).is(200).has(`h1`, "Välkommen, Enar").has(`main`, Email("Enar")).
			has(`input[name=username][autocomplete=username][value="` + Email("Enar") + `"]`)
		if n := len(p.all(`input[type=password][autocomplete=new-password]`)); n != 2 {
			t.Errorf("%d fields", n)
		}
		if p.header.Get("Cache-Control") != "no-store" {
			t.Error("the page is kept")
		}
	}
	b.post(path, "password", Password, "again", "något annat").is(422).has(`#errors a[href="#f-again"]`, "inte lika")
	b.post(path, "password", "kort", "again", "kort").is(422).has(`#errors a[href="#f-password"]`, "4 tecken").
		has(`#f-password[aria-invalid=true][aria-describedby]`)
	b.post(path, "password", Password, "again", Password).leads("/")
	if body := b.get("/").body; body != "start Enar" {
		t.Error(body)
	}
	h.browser().get(path).is(404).has(`main`, "Länken fungerar inte längre")
	h.browser().post(path, "password", Password, "again", Password).is(404)
}

func TestDemonstration(t *testing.T) {
	h := open(t, peopleweb.Options{Demo: true})
	must(t, h.People.SeedDemo(ctx, System, Admin, Role(access.Developer, North), Role(access.Editor, North, NorthUnit), reader))
	b := h.browser()
	p := b.get("/logga-in").has(`.banner`, "Demonstration").has(`.banner form[action="/demo/roll"]`)
	if n := len(p.all(`.banner button[name=roll]`)); n != 5 {
		t.Errorf("%d roles", n)
	}
	b.post("/demo/roll", "roll", "developer", "back", "/konton?stangda=1").leads("/konton?stangda=1")
	b.get("/konto").is(200).has(`h1`, "Petra Process").has(`.banner button[aria-current=true]`, "Processutvecklare").hasNo(`input[type=password]`)
	first := b.token()
	b.post("/demo/roll", "roll", "reader", "back", "//evil.example").leads("/")
	if _, err := h.People.ActorOf(ctx, first); err == nil {
		t.Error("the first session goes on")
	}
	b.post("/demo/roll", "roll", "public", "back", "/").leads("/")
	if b.token() != "" {
		t.Error("still signed in")
	}
	b.post("/demo/roll", "roll", "chef").is(http.StatusNotFound)
	open(t, peopleweb.Options{}).browser().post("/demo/roll", "roll", "administrator").is(404)
}
