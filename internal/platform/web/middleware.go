package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"samkarta/internal/platform/fault"
)

// Routes adds what the site itself answers: built files, health, the choice of
// colours, and the page for what is not there.
func (s *Site) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /assets/{file}", serveAsset)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, Asset("favicon.svg"), http.StatusFound)
	})
	mux.HandleFunc("GET /healthz", s.health)
	s.Handle(mux, "POST /utseende", s.chooseScheme)
	s.Handle(mux, "/", func(http.ResponseWriter, *http.Request) error {
		return fault.New(fault.NotFound, "fault.not_found")
	})
}

func (s *Site) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if s.opts.Ready != nil {
		if err := s.opts.Ready(r); err != nil {
			s.Report(r, err)
			w.WriteHeader(http.StatusServiceUnavailable)
			fmt.Fprintln(w, "unavailable")
			return
		}
	}
	fmt.Fprintln(w, "ok")
}

// Server makes the HTTP server of the program: the handler behind everything
// that Wrap does, with limits on how long anything may take.
func (s *Site) Server(addr string, h http.Handler) *http.Server {
	server := NewServer(s.Wrap(h), s.opts.Log)
	server.Addr = addr
	return server
}

// NewServer makes an HTTP server for a handler that has been wrapped, with
// limits on how long anything may take.
func NewServer(wrapped http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           wrapped,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// Wrap puts the handler behind the doors of the site: the request log, the
// security headers, the check that changes come from our own pages, the limit
// of the body, the language and the compression.
func (s *Site) Wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		r = with(r, about{lang: chooseLang(r), ref: newRef()})
		z := compress(w, r)
		defer s.finish(z, r, start)
		secure(z.Header(), IsTLS(r))
		keepLang(z, r)
		if err := s.cross.Check(r); err != nil {
			s.Problem(z, r, fault.Wrap(err, fault.Forbidden, "web.cross_origin"))
			return
		}
		r.Body = http.MaxBytesReader(z, r.Body, s.mostOf(r))
		h.ServeHTTP(z, r)
	})
}

// mostOf is how many bytes a request may hold.
func (s *Site) mostOf(r *http.Request) int64 {
	if most, large := s.opts.LargeBodies[r.URL.Path]; large {
		return most
	}
	return s.opts.MaxBody
}

// finish closes the answer and writes one line to the log: the pattern and not
// the address, for an address and its query may tell about persons.
func (s *Site) finish(z *zipped, r *http.Request, start time.Time) {
	if p := recover(); p != nil {
		if p == http.ErrAbortHandler {
			panic(p)
		}
		s.Report(r, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		if !z.begun() {
			http.Error(z, LangOf(r).T("fault.internal", Ref(r)), http.StatusInternalServerError)
		}
	}
	z.close()
	s.opts.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
		slog.String("ref", Ref(r)), slog.String("method", r.Method), slog.String("pattern", r.Pattern),
		slog.Int("status", z.status()), slog.Int64("bytes", z.sent), slog.Duration("took", time.Since(start)))
}

// policy lets nothing in from outside and no script or style into the pages;
// data: is for the small drawings within the style sheets.
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func secure(h http.Header, tls bool) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	if tls {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}
