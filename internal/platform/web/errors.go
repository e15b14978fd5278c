package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
)

// statuses is the one table from the kind of a fault to the status of HTTP.
var statuses = map[fault.Kind]int{
	fault.Internal:        http.StatusInternalServerError,
	fault.NotFound:        http.StatusNotFound,
	fault.Forbidden:       http.StatusForbidden,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.Conflict:        http.StatusConflict,
	fault.Unavailable:     http.StatusServiceUnavailable,
}

// Status gives the HTTP status of an error: by its kind, 413 for a body that
// was too large and 500 for everything that is no fault.
func Status(err error) int {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return http.StatusRequestEntityTooLarge
	}
	return statuses[fault.KindOf(err)]
}

// Explain gives what a person is told about an error: a title and what to do.
// The cause of an internal error is never part of it, only its reference.
func Explain(l *text.Lang, err error, ref string) (title, detail string) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return l.T("web.too_large.title"), l.T("web.too_large")
	}
	kind := fault.KindOf(err)
	if kind == fault.Internal {
		return l.T("fault.internal.title"), l.T("fault.internal", ref)
	}
	var f *fault.Fault
	errors.As(err, &f)
	title = l.T("web.problem." + kind.String())
	if f.Key != "" && l.Has(f.Key) {
		return title, l.T(f.Key, f.Args...)
	}
	return title, l.T("web.problem." + kind.String() + ".detail")
}

// Handle serves a pattern with a handler. Its error becomes a page that says
// what is wrong; so does a panic.
func (s *Site) Handle(mux *http.ServeMux, pattern string, h Handler) {
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if err := caught(h, w, r); err != nil {
			s.Problem(w, r, err)
		}
	})
}

// caught runs the handler and turns a panic into an error with its stack.
func caught(h Handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return h(w, r)
}

// problem is the page of an error.
type problem struct {
	Frame
	Status int
	Head   Head
	Detail string
	Items  []string
	SignIn Link
}

// Problem writes the page of an error. Internal ones are logged with the
// reference number the page shows.
func (s *Site) Problem(w http.ResponseWriter, r *http.Request, err error) {
	status := Status(err)
	if status == http.StatusInternalServerError {
		s.Report(r, err)
	}
	l := LangOf(r)
	title, detail := Explain(l, err, Ref(r))
	p := &problem{Status: status, Head: Head{Title: title, Kicker: kicker(l, status)}, Detail: detail, Items: fieldTexts(l, err)}
	p.Title, p.NoIndex = title, true
	p.SignIn = Link{Href: withQuery(s.opts.SignIn, "next", here(r)), Text: l.T("web.sign_in")}
	w.Header().Set("Cache-Control", "no-store")
	if err := s.Render(w, r, status, "problem", p); err != nil {
		s.Report(r, err)
		http.Error(w, title+"\n"+detail, status)
	}
}

func kicker(l *text.Lang, status int) string { return l.T("web.problem.status", fmt.Sprint(status)) }

func fieldTexts(l *text.Lang, err error) []string {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return nil
	}
	var all []string
	for _, field := range f.Fields {
		where := field.File + field.Path
		all = append(all, where+": "+l.T(field.Key, field.Args...))
	}
	return all
}

// Report logs an internal error under the reference of the request.
func (s *Site) Report(r *http.Request, err error) {
	s.opts.Log.LogAttrs(r.Context(), slog.LevelError, "request failed",
		slog.String("ref", Ref(r)), slog.String("method", r.Method), slog.String("pattern", r.Pattern), slog.Any("error", err))
}

// newRef makes a short number that can be read out over the telephone: no
// letters that look alike.
func newRef() string {
	const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
	var b [8]byte
	rand.Read(b[:])
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return string(b[:4]) + "-" + string(b[4:])
}
