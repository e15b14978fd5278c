package web_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
)

var quiet = slog.New(slog.DiscardHandler)

// site makes a wrapped site with one handler at "GET /x" and "POST /x".
func site(t testing.TB, log io.Writer, h web.Handler) http.Handler {
	t.Helper()
	s, err := web.New(web.Options{Log: slog.New(slog.NewTextHandler(log, nil)), MaxBody: 1000})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	s.Routes(mux)
	s.Handle(mux, "GET /x", h)
	s.Handle(mux, "POST /x", h)
	return s.Wrap(mux)
}

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	return send(h, httptest.NewRequest("GET", path, nil), headers...)
}

func send(h http.Handler, r *http.Request, headers ...string) *httptest.ResponseRecorder {
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestErrorsBecomePages(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		said   string
	}{
		{fault.New(fault.NotFound, "fault.not_found"), 404, "Sidan finns inte"},
		{fault.New(fault.Forbidden, ""), 403, "Det här får du inte göra"},
		{fault.New(fault.Unauthenticated, ""), 401, "/logga-in?next=%2Fx%3Fa%3Db"},
		{fault.New(fault.Invalid, "web.bad_form"), 422, "Formuläret gick inte att läsa"},
		{fault.OfFields([]fault.Field{{Path: "name", Key: "web.field.needed"}}), 422, "name: Fyll i det här."},
		{fmt.Errorf("save: %w", fault.New(fault.Conflict, "")), 409, "Någon annan hann före"},
		{fault.New(fault.Unavailable, ""), 503, "Försök igen"},
		{errors.New("connection to 10.0.0.7 refused"), 500, "Något gick fel"},
		{&http.MaxBytesError{Limit: 1}, 413, "för stort"},
	} {
		w := get(site(t, io.Discard, func(http.ResponseWriter, *http.Request) error { return c.err }), "/x?a=b")
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.said) {
			t.Errorf("%v: %d, and %q is said: %v", c.err, w.Code, c.said, strings.Contains(w.Body.String(), c.said))
		}
		if strings.Contains(w.Body.String(), "10.0.0.7") {
			t.Errorf("the page tells the cause: %v", c.err)
		}
	}
}

func TestInternalErrorsAndPanicsAreLoggedWithTheNumberShown(t *testing.T) {
	for name, h := range map[string]web.Handler{
		"error": func(http.ResponseWriter, *http.Request) error { return errors.New("the cause") },
		"panic": func(http.ResponseWriter, *http.Request) error { panic("the cause") },
	} {
		var log bytes.Buffer
		w := get(site(t, &log, h), "/x?hemlig=19121212-1212")
		_, after, _ := strings.Cut(w.Body.String(), "referensen ")
		ref, _, _ := strings.Cut(after, " ")
		if w.Code != 500 || len(ref) != 9 || !strings.Contains(log.String(), "ref="+ref) || !strings.Contains(log.String(), "the cause") {
			t.Errorf("%s: %d, reference %q, log %s", name, w.Code, ref, log.String())
		}
		if strings.Contains(log.String(), "19121212") {
			t.Errorf("%s: the query is in the log", name)
		}
	}
}

func TestThePageForWhatIsNotThere(t *testing.T) {
	h := site(t, io.Discard, nil)
	if w := get(h, "/finns/inte"); w.Code != 404 || !strings.Contains(w.Body.String(), "<h1>Sidan finns inte</h1>") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(h, "/healthz"); w.Code != 200 || w.Body.String() != "ok\n" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestLanguage(t *testing.T) {
	h := site(t, io.Discard, func(http.ResponseWriter, *http.Request) error { return fault.New(fault.NotFound, "") })
	for _, c := range []struct{ path, cookie, accept, lang string }{
		{"/x", "", "", "sv"},
		{"/x", "", "fi", "sv"},
		{"/x", "", "en-GB,en;q=0.9", "en"},
		{"/x", "", "nb,en;q=0.5", "en"},
		{"/x", "", "%%", "sv"},
		{"/x", "lang=sv", "en", "sv"},
		{"/x?lang=en", "lang=sv", "sv", "en"},
		{"/x?lang=de", "lang=en", "sv", "en"},
	} {
		w := get(h, c.path, "Cookie", c.cookie, "Accept-Language", c.accept)
		if !strings.Contains(w.Body.String(), `<html lang="`+c.lang+`"`) {
			t.Errorf("%v: not in %s", c, c.lang)
		}
		if kept := strings.Contains(w.Header().Get("Set-Cookie"), "lang=en"); kept != (c.path == "/x?lang=en") {
			t.Errorf("%v: the cookie is %q", c, w.Header().Get("Set-Cookie"))
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	h := site(t, io.Discard, func(http.ResponseWriter, *http.Request) error { return nil })
	header := get(h, "/x").Header()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
	} {
		if !strings.HasPrefix(header.Get(name), want) {
			t.Errorf("%s: %q", name, header.Get(name))
		}
	}
	if csp := header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
		t.Error(csp)
	}
	page := get(h, "/finns-inte").Body.String()
	if strings.Contains(page, "<style") || strings.Contains(page, " style=") || strings.Contains(page, " onclick=") {
		t.Error("the layout holds a style or a script, which the policy refuses")
	}
}

func TestChangesComeFromOurOwnPages(t *testing.T) {
	done := 0
	h := site(t, io.Discard, func(http.ResponseWriter, *http.Request) error { done++; return nil })
	post := func(headers ...string) int {
		return send(h, httptest.NewRequest("POST", "http://karta.example/x", nil), headers...).Code
	}
	if code := post("Sec-Fetch-Site", "cross-site"); code != 403 || done != 0 {
		t.Errorf("from elsewhere: %d, done %d times", code, done)
	}
	if code := post("Origin", "http://annan.example"); code != 403 || done != 0 {
		t.Errorf("from another origin: %d, done %d times", code, done)
	}
	if code := post("Sec-Fetch-Site", "same-origin"); code != 200 || done != 1 {
		t.Errorf("from here: %d, done %d times", code, done)
	}
}

func TestABodyMayNotBeTooLarge(t *testing.T) {
	h := site(t, io.Discard, func(_ http.ResponseWriter, r *http.Request) error {
		_, err := web.ParseInput(r)
		return err
	})
	w := send(h, httptest.NewRequest("POST", "/x", strings.NewReader("a="+strings.Repeat("b", 2000))), "Content-Type", "application/x-www-form-urlencoded")
	if w.Code != 413 || !strings.Contains(w.Body.String(), "för stort") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestGzip(t *testing.T) {
	body := strings.Repeat("samverkan ", 500)
	write := func(kind, body string) http.Handler {
		return site(t, io.Discard, func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Content-Type", kind)
			for part := range strings.SplitAfterSeq(body, " ") {
				io.WriteString(w, part)
			}
			return nil
		})
	}
	w := get(write("application/json", body), "/x", "Accept-Encoding", "gzip, br")
	z, err := gzip.NewReader(w.Body)
	if err != nil || w.Header().Get("Content-Encoding") != "gzip" {
		t.Fatal(err, w.Header())
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != body {
		t.Errorf("unpacked to %d bytes: %v", len(got), err)
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"not accepted": get(write("text/html", body), "/x"),
		"small":        get(write("text/html", "kort"), "/x", "Accept-Encoding", "gzip"),
		"a picture":    get(write("image/png", body), "/x", "Accept-Encoding", "gzip"),
	} {
		if w.Header().Get("Content-Encoding") != "" || w.Code != 200 || w.Body.Len() < 4 {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
	}
}

func TestAssetsAreKeptForEver(t *testing.T) {
	h := site(t, io.Discard, nil)
	for _, name := range []string{"main.css", "main.js", "favicon.svg", "figtree-latin-wght-normal.woff2"} {
		path := web.Asset(name)
		w := get(h, path, "Accept-Encoding", "gzip")
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || path == "/assets/"+name {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
		if packed := w.Header().Get("Content-Encoding") == "gzip"; packed == strings.HasSuffix(name, "woff2") {
			t.Errorf("%s is compressed: %v", name, packed)
		}
	}
	for _, path := range []string{"/assets/manifest.json", "/assets/finns-inte.css"} {
		if w := get(h, path); w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	// The style sheet addresses what is ours or lies within itself.
	for _, found := range strings.Split(get(h, web.Asset("main.css")).Body.String(), "url(")[1:] {
		if !strings.HasPrefix(strings.Trim(found, `"`), "data:") && !strings.HasPrefix(found, `"./`) {
			t.Errorf("the style sheet addresses %.60s", found)
		}
	}
}

func TestAPageIsSentOnce(t *testing.T) {
	server := serve(t)
	first, err := http.Get(server.URL + "/galleri")
	if err != nil {
		t.Fatal(err)
	}
	first.Body.Close()
	r, err := http.NewRequest("GET", server.URL+"/galleri", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("If-None-Match", first.Header.Get("ETag"))
	second, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	second.Body.Close()
	if second.StatusCode != http.StatusNotModified {
		t.Errorf("%d for %s", second.StatusCode, first.Header.Get("ETag"))
	}
}

func TestFlashIsShownOnce(t *testing.T) {
	h := site(t, io.Discard, func(w http.ResponseWriter, r *http.Request) error {
		if r.Method == "POST" {
			return web.Redirect(w, r, "/x", web.Done("web.pages.page", `<b>"Åsa"</b>`))
		}
		return fault.New(fault.NotFound, "") // any page shows it
	})
	server := httptest.NewServer(h)
	defer server.Close()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	read := func(resp *http.Response, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	const said = "Sida &lt;b&gt;&#34;Åsa&#34;&lt;/b&gt;"
	if page := read(client.PostForm(server.URL+"/x", nil)); !strings.Contains(page, said) {
		t.Errorf("the message is not shown: %s", page)
	}
	if page := read(client.Get(server.URL + "/x")); strings.Contains(page, said) {
		t.Error("the message is shown twice")
	}
	if w := get(h, "/x", "Cookie", "flash=bm9uc2Vuc2U"); w.Code != 404 || strings.Contains(w.Body.String(), "flash\"") {
		t.Error("a cookie that is no message is shown")
	}
}

func TestColoursAreChosenAndComeBackToThePage(t *testing.T) {
	h := site(t, io.Discard, nil)
	choose := func(form string) *httptest.ResponseRecorder {
		return send(h, httptest.NewRequest("POST", "/utseende", strings.NewReader(form)), "Content-Type", "application/x-www-form-urlencoded")
	}
	w := choose("scheme=dark&back=%2Fx%3Fa%3D1")
	if w.Code != 303 || w.Header().Get("Location") != "/x?a=1" || !strings.Contains(w.Header().Get("Set-Cookie"), "scheme=dark") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	for _, back := range []string{"https://annan.example", "//annan.example", `/\annan.example`, "javascript:alert(1)", ""} {
		if w := choose("scheme=dark&back=" + back); w.Header().Get("Location") != "/" {
			t.Errorf("%q leads to %q", back, w.Header().Get("Location"))
		}
	}
}
