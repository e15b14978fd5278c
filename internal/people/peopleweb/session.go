package peopleweb

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/people"
	"samkarta/internal/platform/fault"
)

// cookieName is the cookie that holds the token of the session.
const cookieName = "samkarta"

type actorKey struct{}

// WithActor finds out who makes a request, for ActorOf. It stands between
// Site.Wrap and the mux. A cookie of a session that has ended is taken away.
func (h *Web) WithActor(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor, err := h.actor(r)
		if fault.Is(err, fault.Unauthenticated) {
			h.setToken(w, r, "")
		} else if err != nil {
			h.site.Problem(w, r, err)
			return
		}
		inner := r.WithContext(context.WithValue(r.Context(), actorKey{}, actor))
		defer func() { r.Pattern = inner.Pattern }() // for the request log
		next.ServeHTTP(w, inner)
	})
}

// actor asks who holds the token of the request. Files are for everybody and
// kept by caches, so they are never asked about.
func (h *Web) actor(r *http.Request) (access.Actor, error) {
	token := tokenOf(r)
	if token == "" || strings.HasPrefix(r.URL.Path, "/assets/") {
		return access.Public(), nil
	}
	return h.people.ActorOf(r.Context(), token)
}

// ActorOf gives who makes the request: the public, where WithActor has not
// found out better.
func ActorOf(r *http.Request) access.Actor {
	actor, _ := r.Context().Value(actorKey{}).(access.Actor)
	return actor
}

func tokenOf(r *http.Request) string {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	return c.Value
}

// begin lets the browser keep the token of a new session; one that it held
// before has ended.
func (h *Web) begin(w http.ResponseWriter, r *http.Request, token string) error {
	if err := h.people.SignOut(r.Context(), ActorOf(r), tokenOf(r)); err != nil {
		return err
	}
	h.setToken(w, r, token)
	return nil
}

// setToken sets the cookie, or takes it away if the token is empty. Lax keeps
// it from requests that other sites make, but not from links that lead here.
func (h *Web) setToken(w http.ResponseWriter, r *http.Request, token string) {
	c := &http.Cookie{Name: cookieName, Value: token, Path: "/", MaxAge: int(people.SessionLife / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: h.isTLS(r)}
	if token == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

func (h *Web) isTLS(r *http.Request) bool {
	return r.TLS != nil || h.opts.TrustProxy && r.Header.Get("X-Forwarded-Proto") == "https"
}

// AddressOf is the client's: as the connection has it, or as the proxy before us
// has written it last.
func (h *Web) AddressOf(r *http.Request) string {
	if h.opts.TrustProxy {
		all := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last := strings.TrimSpace(all[len(all)-1]); last != "" {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// origin is how the browser addresses the site.
func (h *Web) origin(r *http.Request) string {
	if h.isTLS(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
