package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"samkarta/internal/access"
	"samkarta/internal/insats"
	"samkarta/internal/insight"
	"samkarta/internal/people"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// Version is the version of the API, in its address and in its description.
const Version = "v1"

const prefix = "/api/" + Version

// Service answers the API's requests.
type Service struct {
	Records *record.Service
	Find    Finder
	Insight *insight.Service   // keeps what the analyses share
	Reports *reporting.Service // nil: there are no reports
	// Insatser counts how often nothing was found for somebody.
	Insatser *insats.Service
	// ActorOf gives who is signed in to the pages that the request comes from.
	ActorOf func(*http.Request) access.Actor
	// People signs in those who have no browser; nil: nobody can.
	People *people.Service
	// MayImport refuses those who may not send documents in; nil: nobody can.
	MayImport func(access.Actor) error
	// AddressOf gives the address of the client; the connection's if nil.
	AddressOf func(*http.Request) string
	// Report logs an error that nobody is told the cause of.
	Report func(*http.Request, error)
	// Now is the clock that sessions are reckoned by; the machine's if nil.
	Now func() time.Time
}

// Routes makes the API's handlers on the mux.
func (s *Service) Routes(mux *http.ServeMux) {
	own, _ := s.build()
	answered := s.answered(own)
	mux.Handle(prefix+"/", whole(answered))
	mux.Handle(hsdsPath, answered)
	mux.Handle(hsdsPath+"/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == hsdsPath+"/" { // the specification has it so; a pattern that ends so would be all beneath it
			r = r.Clone(r.Context())
			r.URL.Path = hsdsPath
		}
		answered.ServeHTTP(w, r)
	}))
}

// Describe gives the OpenAPI document of an API with all its operations.
func Describe() ([]byte, error) {
	whole := &Service{People: &people.Service{}, Reports: &reporting.Service{}, MayImport: func(access.Actor) error { return nil }}
	_, api := whole.build()
	return json.MarshalIndent(api.OpenAPI(), "", "  ")
}

func (s *Service) build() (*http.ServeMux, huma.API) {
	own := http.NewServeMux()
	config := huma.DefaultConfig("Samkarta", "1.0.0")
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = prefix+"/openapi", "", ""
	config.CreateHooks = nil // no links to schemas in the answers: they are in the description
	describe(config.OpenAPI)
	api := humago.New(own, config)
	api.UseMiddleware(s.who)
	s.questions(api)
	s.kinds(api)
	s.standingOperations(api)
	s.publication(api)
	s.words(api)
	s.exchange(api)
	if s.Reports != nil {
		s.reports(api)
	}
	s.hsds(api)
	s.sheets(api)
	s.drafts(api)
	if s.People != nil {
		s.sessions(api)
	}
	spellOut(api.OpenAPI().Components.Schemas.Map())
	return own, api
}

// describe says of the API as a whole what no operation says.
func describe(doc *huma.OpenAPI) {
	doc.Info.Description = "Answers questions asked of the map of collaboration, and takes changes to it. " +
		"What is published needs no account. Sign in at POST " + prefix + "/session and send the token as Authorization: Bearer. " +
		"Answers are in Swedish, or in English with Accept-Language: en; a change is stored as it was sent. " +
		"Every answer has an ETag that holds until the map changes. Errors are application/problem+json."
	doc.Servers = []*huma.Server{{URL: "/", Description: "This installation"}}
	doc.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":  {Type: "http", Scheme: "bearer", Description: "The token that " + prefix + "/session gives"},
		"cookie": {Type: "apiKey", In: "cookie", Name: "samkarta", Description: "The session of somebody who is signed in to the pages"},
	}
	for _, tag := range [][2]string{{"map", "What there is on the map"}, {"change", "Changing the map; needs an account"},
		{"insatser", "What somebody can take part in, and for whom there is nothing"},
		{"hsds", "The catalogue as the Human Services Data Specification 3.0 of Open Referral has it"},
		{"exchange", "Documents in the format samkarta/1"}, {"insight", "What the map hides: gaps, overlaps, load, dependence"}, {"reports", "Reports made of the map"}, {"words", "Places, words and what they mean"}, {"session", "Signing in and out"}} {
		doc.Tags = append(doc.Tags, &huma.Tag{Name: tag[0], Description: tag[1]})
	}
}

// schemaName is what a type is called in the description. What answers an
// analysis may be called as something else is, so its area comes first.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	for _, area := range []string{"insight", "insats", "hsds"} {
		if strings.HasSuffix(t.PkgPath(), "/"+area) {
			return strings.ToUpper(area[:1]) + area[1:] + name
		}
	}
	return name
}

// signedIn says in the description that an operation needs an account.
var signedIn = []map[string][]string{{"token": {}}, {"cookie": {}}}

// fixed is how many parts of an address come before an id.
var fixed = map[string]int{"confirm": 2, "end": 2, "history": 2, "report_files": 2}

// whole makes one part of an id with slashes, so that both aneby/fua and
// aneby%2Ffua lead to the record.
func whole(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), prefix+"/"), "/")
		n := max(fixed[parts[0]], 1)
		if len(parts) <= n+1 {
			next.ServeHTTP(w, r)
			return
		}
		id, err := url.PathUnescape(strings.Join(parts[n:], "/"))
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		inner := r.Clone(r.Context())
		path := prefix + "/" + strings.Join(parts[:n], "/") + "/"
		inner.URL.Path, inner.URL.RawPath = path+id, path+url.PathEscape(id)
		defer func() { r.Pattern = inner.Pattern }() // for the request log
		next.ServeHTTP(w, inner)
	})
}
