package api

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

// Problem is an error as the API tells it (RFC 9457).
type Problem struct {
	Status int            `json:"status" doc:"The status of HTTP"`
	Title  string         `json:"title" doc:"What sort of thing went wrong, in the language of the request"`
	Detail string         `json:"detail" doc:"What went wrong and how to mend it"`
	Kind   string         `json:"kind" enum:"invalid,not_found,forbidden,unauthenticated,conflict,unavailable,internal,refused" doc:"The same, for programs"`
	Errors []ProblemField `json:"errors" doc:"Everything that was wrong, each with where"`

	headers http.Header
}

// ProblemField is one thing that was wrong.
type ProblemField struct {
	Location string `json:"location" doc:"Where: query.age, body.participants[0].actor" example:"query.age"`
	Message  string `json:"message" doc:"What, and what is allowed"`
}

// Error is for logs.
func (p *Problem) Error() string { return p.Detail }

// GetStatus gives the status of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders gives what stands above the answer.
func (p *Problem) GetHeaders() http.Header { return p.headers }

const problemType = "application/problem+json"

// ContentType is that of a problem, whatever was asked for.
func (p *Problem) ContentType(string) string { return problemType }

func newProblem(status int, title, detail string) *Problem {
	p := &Problem{Status: status, Title: title, Detail: detail, Kind: "refused", Errors: []ProblemField{}, headers: http.Header{}}
	p.headers.Set("Cache-Control", "no-store")
	if status == http.StatusUnauthorized {
		p.headers.Set("WWW-Authenticate", "Bearer")
	}
	return p
}

// problem makes an answer of an error, in the caller's language. What is no
// fault is reported and told nobody. Faults of fields that say nothing else are
// in the body of the request.
func (c caller) problem(err error) *Problem {
	kind := fault.KindOf(err)
	if kind == fault.Internal && !gone(err) {
		c.report(err)
	}
	_, detail := web.Explain(c.lang, err, c.ref)
	p := newProblem(web.Status(err), c.lang.T("api.problem."+kind.String()), detail)
	p.Kind = kind.String()
	var f *fault.Fault
	if errors.As(err, &f) {
		for _, field := range f.Fields {
			p.Errors = append(p.Errors, ProblemField{location(field), c.lang.T(field.Key, field.Args...)})
		}
	}
	return p
}

func location(f fault.Field) string {
	if strings.HasPrefix(f.Path, "query.") || strings.HasPrefix(f.Path, "path.") {
		return f.Path
	}
	return strings.TrimSuffix("body."+f.Path, ".")
}

// send writes a problem outside of an operation.
func (c caller) send(w http.ResponseWriter, err error) { c.sendProblem(w, c.problem(err)) }

func (c caller) sendProblem(w http.ResponseWriter, p *Problem) {
	maps.Copy(w.Header(), p.headers)
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(p.Status)
	if err := json.NewEncoder(w).Encode(p); err != nil {
		c.report(err)
	}
}

// write writes a problem before an operation has begun.
func write(ctx huma.Context, p *Problem) {
	_, w := humago.Unwrap(ctx)
	callerOf(ctx.Context()).sendProblem(w, p)
}

// The library tells its own refusals in English; here they are told as all
// others are.
func init() {
	huma.DefaultArrayNullable = false // no list is ever null
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return refusal(caller{lang: text.Sv, report: func(error) {}}, status, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		return refusal(callerOf(ctx.Context()), status, errs)
	}
}

// refusals are the texts for the statuses that the library answers with.
var refusals = map[int]string{
	http.StatusBadRequest: "api.not_json", http.StatusUnprocessableEntity: "api.bad_question",
	http.StatusRequestEntityTooLarge: "web.too_large", http.StatusUnsupportedMediaType: "api.not_json",
	http.StatusRequestTimeout: "api.too_slow",
}

func refusal(c caller, status int, errs []error) *Problem {
	if status >= http.StatusInternalServerError {
		return c.problem(errors.Join(append(errs, errors.New("the API library: "+http.StatusText(status)))...))
	}
	key := refusals[status]
	if key == "" {
		key = "api.bad_question"
	}
	p := newProblem(status, c.lang.T("api.problem.invalid"), c.lang.T(key))
	p.Kind = fault.Invalid.String()
	for _, err := range errs {
		var d *huma.ErrorDetail
		if errors.As(err, &d) {
			p.Errors = append(p.Errors, ProblemField{d.Location, c.lang.T(wrongType(d.Message), d.Value)})
		}
	}
	return p
}

// wrongType is the text for a parameter that is not of its type.
func wrongType(message string) string {
	switch {
	case strings.Contains(message, "integer"):
		return "api.not_integer"
	case strings.Contains(message, "boolean"):
		return "api.not_boolean"
	}
	return "api.bad_value"
}
