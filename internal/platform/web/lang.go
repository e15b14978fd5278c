package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"

	"samkarta/internal/platform/text"
)

// what the middleware found out about a request.
type about struct {
	lang *text.Lang
	ref  string
}

type aboutKey struct{}

func with(r *http.Request, a about) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), aboutKey{}, a))
}

// LangOf gives the language of the request: what it asks for, else what was
// chosen before, else what the browser prefers, else Swedish.
func LangOf(r *http.Request) *text.Lang {
	if a, ok := r.Context().Value(aboutKey{}).(about); ok {
		return a.lang
	}
	return chooseLang(r)
}

// LangIn gives the language of the request that a context belongs to.
func LangIn(ctx context.Context) *text.Lang {
	if a, ok := ctx.Value(aboutKey{}).(about); ok {
		return a.lang
	}
	return text.Sv
}

// Ref gives the reference number of the request, as in the log.
func Ref(r *http.Request) string {
	a, _ := r.Context().Value(aboutKey{}).(about)
	return a.ref
}

var matcher = language.NewMatcher([]language.Tag{language.Swedish, language.English})

func chooseLang(r *http.Request) *text.Lang {
	if code := r.URL.Query().Get("lang"); known(code) {
		return text.Of(code)
	}
	if c, err := r.Cookie("lang"); err == nil && known(c.Value) {
		return text.Of(c.Value)
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return text.Sv
	}
	// Without confidence none of the languages is understood: Swedish then.
	if _, i, conf := matcher.Match(tags...); conf > language.No && i == 1 {
		return text.En
	}
	return text.Sv
}

func known(code string) bool { return code == "sv" || code == "en" }

// keepLang remembers the language that the address asks for.
func keepLang(w http.ResponseWriter, r *http.Request) {
	if code := r.URL.Query().Get("lang"); known(code) {
		setCookie(w, r, "lang", code, 365*24*time.Hour)
	}
}

// schemeOf gives the colours chosen: light, dark, or auto for what the
// machine prefers.
func schemeOf(r *http.Request) string {
	if c, err := r.Cookie("scheme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return "auto"
}

// chooseScheme keeps the colours chosen in the footer and goes back.
func (s *Site) chooseScheme(w http.ResponseWriter, r *http.Request) error {
	in, err := ParseInput(r)
	if err != nil {
		return err
	}
	switch scheme := in.Get("scheme"); scheme {
	case "light", "dark":
		setCookie(w, r, "scheme", scheme, 365*24*time.Hour)
	default:
		setCookie(w, r, "scheme", "", -time.Hour)
	}
	return Redirect(w, r, Local(in.Get("back")))
}

// setCookie sets a cookie that scripts cannot read; over TLS also one that is
// never sent without it.
func setCookie(w http.ResponseWriter, r *http.Request, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(age / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: IsTLS(r),
	})
}

// IsTLS tells whether the browser speaks TLS, with us or with a proxy before us.
func IsTLS(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

// Local gives the address if it is one of this site and "/" if it is not, so
// that no link can send people elsewhere through us.
func Local(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(address, "/") ||
		strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") {
		return "/"
	}
	return address
}

// withQuery sets one value in the query of a local address.
func withQuery(address, name, value string) string {
	path, query, _ := strings.Cut(address, "?")
	q, _ := url.ParseQuery(query)
	if q == nil {
		q = url.Values{}
	}
	q.Set(name, value)
	return path + "?" + q.Encode()
}
