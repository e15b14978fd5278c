package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

// caller is who asks, in which language, and how an error is reported.
type caller struct {
	actor  access.Actor
	lang   *text.Lang
	ref    string
	origin string // where the pages are, as whoever asks reaches them
	report func(error)
}

type callerKey struct{}

// who finds out who asks and what for, and puts it where the handlers find it.
// A token that holds no more is told of; a cookie that does not is forgotten, as
// on the pages.
func (s *Service) who(ctx huma.Context, next func(huma.Context)) {
	r, _ := humago.Unwrap(ctx)
	c := s.callerBy(r)
	ctx = huma.WithValue(ctx, callerKey{}, c)
	actor, err := s.actorOf(r)
	if ctx.Operation().OperationID == signInID {
		actor, err = access.Public(), nil // whatever token is sent along, it is another that is wanted
	}
	if err == nil {
		err = unknownParameters(ctx.Operation(), r)
	}
	if err != nil {
		write(ctx, c.problem(err))
		return
	}
	c.actor = actor
	next(huma.WithValue(ctx, callerKey{}, c))
}

func (s *Service) callerBy(r *http.Request) caller {
	report := func(err error) { slog.Default().Error("request failed", "ref", web.Ref(r), "err", err) }
	if s.Report != nil {
		report = func(err error) { s.Report(r, err) }
	}
	return caller{actor: access.Public(), lang: web.LangOf(r), ref: web.Ref(r), origin: originOf(r), report: report}
}

func (s *Service) actorOf(r *http.Request) (access.Actor, error) {
	if token := bearer(r); token != "" && s.People != nil {
		actor, err := s.People.ActorOf(r.Context(), token)
		if fault.Is(err, fault.Unauthenticated) {
			err = fault.Wrap(err, fault.Unauthenticated, "api.session_over")
		}
		return actor, err
	}
	if s.ActorOf == nil {
		return access.Public(), nil
	}
	return s.ActorOf(r), nil
}

// bearer gives the token that a request carries; "" if it carries none.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// unknownParameters refuses a question with a parameter that the operation does
// not have: who misspells one would else be answered as if it were not there.
func unknownParameters(op *huma.Operation, r *http.Request) error {
	var known []string
	for _, p := range op.Parameters {
		if p.In == "query" {
			known = append(known, p.Name)
		}
	}
	var faults []fault.Field
	for name := range r.URL.Query() {
		if !slices.Contains(known, name) {
			faults = append(faults, fault.Field{Path: "query." + name, Key: "api.unknown_parameter", Args: []any{name, strings.Join(known, ", ")}})
		}
	}
	if len(faults) == 0 {
		return nil
	}
	slices.SortFunc(faults, func(a, b fault.Field) int { return strings.Compare(a.Path, b.Path) })
	return badQuestion(faults)
}

func badQuestion(faults []fault.Field) error {
	return &fault.Fault{Kind: fault.Invalid, Key: "api.bad_question", Fields: faults}
}

func callerOf(ctx context.Context) caller {
	c, ok := ctx.Value(callerKey{}).(caller)
	if !ok {
		return caller{lang: text.Sv, report: func(error) {}}
	}
	return c
}

// signedIn refuses those who have not signed in.
func (c caller) signedIn() error {
	if c.actor.IsSignedIn() {
		return nil
	}
	return c.problem(fault.New(fault.Unauthenticated, "api.sign_in"))
}

// addressOf is the client's address.
func (s *Service) addressOf(r *http.Request) string {
	if s.AddressOf != nil {
		return s.AddressOf(r)
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// answered sees to it that everything under the API's address is answered as the
// API does: also an address or a method that there is not, and a fault of ours.
func (s *Service) answered(own *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.callerBy(r).send(w, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			}
		}()
		if handler, pattern := own.Handler(r); pattern == "" {
			s.noSuch(w, r, handler)
			return
		}
		own.ServeHTTP(w, r)
	})
}

// noSuch answers where there is no operation: 404, or 405 with what there is.
func (s *Service) noSuch(w http.ResponseWriter, r *http.Request, refusal http.Handler) {
	seen := &headers{header: w.Header()}
	refusal.ServeHTTP(seen, r)
	c := s.callerBy(r)
	if seen.status == http.StatusMethodNotAllowed {
		c.sendProblem(w, newProblem(seen.status, c.lang.T("api.problem.method"), c.lang.T("api.no_method", r.Method, w.Header().Get("Allow"))))
		return
	}
	c.send(w, fault.New(fault.NotFound, "api.no_operation"))
}

// headers takes an answer's status and headers, and nothing else.
type headers struct {
	header http.Header
	status int
}

func (h *headers) Header() http.Header         { return h.header }
func (h *headers) Write(b []byte) (int, error) { return len(b), nil }
func (h *headers) WriteHeader(status int)      { h.status = status }

// gone tells whether an error only says that whoever asked has left.
func gone(err error) bool { return errors.Is(err, context.Canceled) }
