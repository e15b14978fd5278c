package api

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// Version is the version of the API, in its address and in its description.
const Version = "v1"

const prefix = "/api/" + Version

// Service answers the API's requests.
type Service struct {
	Records *record.Service
	Find    Finder
	ActorOf func(*http.Request) access.Actor
}

// Finder searches the map; package finder is one, and the finder depends on
// nothing here.
type Finder func(v *record.View, q SearchQuestion) SearchAnswer

// Routes makes the API's handlers on the mux.
func (s *Service) Routes(mux *http.ServeMux) {
	own := http.NewServeMux()
	config := huma.DefaultConfig("Samkarta", "1.0.0")
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = prefix+"/openapi", "", ""
	config.CreateHooks = nil // no links to schemas in the answers: they are in the description
	config.Info.Description = text.En.T("api.description")
	config.RejectUnknownQueryParameters = true
	api := humago.New(own, config)
	api.UseMiddleware(s.who)
	s.questions(api)
	s.kinds(api)
	mux.Handle(prefix+"/", wholeIDs(own))
}

type caller struct {
	actor access.Actor
	lang  *text.Lang
}

type callerKey struct{}

// who puts who asks, and in which language, where the handlers find it.
func (s *Service) who(ctx huma.Context, next func(huma.Context)) {
	r, _ := humago.Unwrap(ctx)
	next(huma.WithValue(ctx, callerKey{}, caller{s.ActorOf(r), web.LangOf(r)}))
}

func callerOf(ctx context.Context) caller {
	c, _ := ctx.Value(callerKey{}).(caller)
	return c
}

// fixed is how many parts of an address come before an id.
var fixed = map[string]int{"confirm": 2, "end": 2, "history": 2}

// wholeIDs makes one part of an id with slashes, so that both aneby/fua and
// aneby%2Ffua lead to the record.
func wholeIDs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest := strings.TrimPrefix(r.URL.EscapedPath(), prefix+"/")
		parts := strings.Split(rest, "/")
		n := max(fixed[parts[0]], 1)
		if len(parts) > n+1 {
			id, err := url.PathUnescape(strings.Join(parts[n:], "/"))
			if err == nil {
				path := prefix + "/" + strings.Join(parts[:n], "/") + "/"
				r = r.Clone(r.Context())
				r.URL.Path, r.URL.RawPath = path+id, path+url.PathEscape(id)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Asked is what every question can say.
type Asked struct {
	AsOf        string `query:"as_of" doc:"The map as it stood on this day: YYYY, YYYY-MM or YYYY-MM-DD" example:"2018-12-31"`
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag of an earlier answer: 304 if it is still the same"`
}

// Paged is what every question with a list for an answer can say.
type Paged struct {
	Asked
	Limit  int `query:"limit" default:"100" minimum:"1" maximum:"1000" doc:"How many at the most"`
	Offset int `query:"offset" default:"0" minimum:"0" doc:"How many to pass over"`
}

// Answer is an answer with its tag.
type Answer[T any] struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         T
}

// Page is a part of a list.
type Page[T any] struct {
	Total  int `json:"total" doc:"How many there are in all"`
	Offset int `json:"offset"`
	Items  []T `json:"items"`
}

func pageOf[T any](p Paged, all []T) Page[T] {
	from := min(p.Offset, len(all))
	return Page[T]{Total: len(all), Offset: p.Offset, Items: all[from:min(from+p.Limit, len(all))]}
}

// answer asks a question of the map as the caller may see it.
func answer[T any](ctx context.Context, s *Service, asked Asked, question func(v *record.View, l *text.Lang) (T, error)) (*Answer[T], error) {
	c := callerOf(ctx)
	if asked.AsOf != "" && !record.IsDate(asked.AsOf) {
		return nil, c.problem(fault.OfFields([]fault.Field{{Path: "query.as_of", Key: "record.bad_date", Args: []any{asked.AsOf}}}))
	}
	v, err := s.Records.View(ctx, c.actor, record.Date(asked.AsOf))
	if err != nil {
		return nil, c.problem(err)
	}
	tag := c.tag(v)
	if asked.IfNoneMatch == tag {
		return nil, huma.Status304NotModified()
	}
	body, err := question(v, c.lang)
	if err != nil {
		return nil, c.problem(err)
	}
	return &Answer[T]{ETag: tag, CacheControl: "private, no-cache", Body: body}, nil
}

// tag is the same as long as the same question gets the same answer: the map,
// the day that freshness is reckoned on, the language and who asks.
func (c caller) tag(v *record.View) string {
	h := fnv.New64a()
	fmt.Fprint(h, v.Revision(), v.Today().Format(time.DateOnly), c.lang.Code, c.actor.AuditID(), len(c.actor.Assignments))
	return fmt.Sprintf(`W/"%x"`, h.Sum64())
}

// problem makes an answer of an error: application/problem+json in the caller's
// language. What is no fault is told nobody.
func (c caller) problem(err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return err
	}
	var details []error
	for _, field := range f.Fields {
		details = append(details, &huma.ErrorDetail{Message: c.lang.T(field.Key, field.Args...), Location: field.Path})
	}
	return huma.NewError(web.Status(err), c.lang.T(f.Key, f.Args...), details...)
}
