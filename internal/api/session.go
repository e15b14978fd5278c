package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"samkarta/internal/people"
	"samkarta/internal/platform/fault"
)

// signInID is the one operation that is open to whoever has a token that holds
// no more: it is where to get another.
const signInID = "sign-in"

// Credentials are what somebody signs in with.
type Credentials struct {
	Email    string `json:"email" doc:"The e-mail of the account" example:"namn@example.se"`
	Password string `json:"password" doc:"Its password"`
}

// Session is where somebody is signed in.
type Session struct {
	Token string    `json:"token" doc:"Send it as Authorization: Bearer"`
	Until time.Time `json:"until" doc:"When it ends at the latest; it ends sooner if it is not used"`
}

// sessions makes the operations of signing in and out.
func (s *Service) sessions(api huma.API) {
	send(api, huma.Operation{OperationID: signInID, Method: http.MethodPost, Path: prefix + "/session", Tags: []string{"session"},
		Summary: "Sign in with e-mail and password", DefaultStatus: http.StatusCreated,
		Description: "After five attempts that fail within a quarter of an hour the account has to wait (503 with Retry-After).",
		Middlewares: huma.Middlewares{s.withRequest},
		Errors:      []int{http.StatusUnauthorized, http.StatusServiceUnavailable}}, bodyOf[Credentials](api, "Credentials"), s.signIn)
	register(api, huma.Operation{OperationID: "sign-out", Method: http.MethodDelete, Path: prefix + "/session", Tags: []string{"session"},
		Summary: "End the session of the token that is sent", DefaultStatus: http.StatusNoContent, Security: signedIn[:1],
		Errors: []int{http.StatusUnauthorized}}, s.signOut)
}

type addressKey struct{}

// withRequest hands on the client's address, by which attempts are counted.
func (s *Service) withRequest(ctx huma.Context, next func(huma.Context)) {
	r, _ := humago.Unwrap(ctx)
	next(huma.WithValue(ctx, addressKey{}, s.addressOf(r)))
}

type signInInput struct{ RawBody []byte }

type sessionAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Session
}

func (s *Service) signIn(ctx context.Context, in *signInInput) (*sessionAnswer, error) {
	c := callerOf(ctx)
	who, err := readBody[Credentials](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	address, _ := ctx.Value(addressKey{}).(string)
	token, err := s.People.SignIn(ctx, who.Email, who.Password, address)
	if err != nil {
		return nil, wait(err, c.problem(err))
	}
	return &sessionAnswer{CacheControl: "no-store", Body: Session{token, s.now().Add(people.SessionLife).UTC()}}, nil
}

// wait says when to try again, where that is all that is wrong.
func wait(err error, p *Problem) error {
	if fault.Is(err, fault.Unavailable) {
		p.headers.Set("Retry-After", "60")
	}
	return p
}

func (s *Service) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}

type signOutInput struct {
	Authorization string `header:"Authorization" required:"true" doc:"Bearer and the token"`
}

type signedOut struct {
	CacheControl string `header:"Cache-Control"`
}

func (s *Service) signOut(ctx context.Context, in *signOutInput) (*signedOut, error) {
	c := callerOf(ctx)
	token := bearer(&http.Request{Header: http.Header{"Authorization": {in.Authorization}}})
	if token == "" {
		return nil, c.problem(fault.New(fault.Unauthenticated, "api.no_token"))
	}
	if err := s.People.SignOut(ctx, c.actor, token); err != nil {
		return nil, c.problem(err)
	}
	return &signedOut{CacheControl: "no-store"}, nil
}
