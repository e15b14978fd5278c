package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// questions makes the operations that ask more than for records by their id.
func (s *Service) questions(api huma.API) {
	get(api, "/forums", "list-forums", "Which forums there are", s.askForums)
	get(api, "/units", "list-units", "Which units there are", s.askUnits)
	get(api, "/contact_paths", "list-contact-paths", "Which contact paths there are", s.askContacts)
	get(api, "/relations", "list-relations", "How actors find working with each other", s.askRelations)
	get(api, "/agreements", "list-agreements", "Which agreements there are", s.askAgreements)
	get(api, "/statements", "list-statements", "What is said about the collaboration", s.askStatements)
	get(api, "/observations", "list-observations", "Which figures there are", s.askObservations)
	get(api, "/search", "search", "Search the map", s.askSearch)
	s.insatser(api)
	s.waysIn(api)
	s.analyses(api)
}

// get makes an operation that asks.
func get[I, O any](api huma.API, path, id, summary string, h func(context.Context, *I) (*O, error)) {
	register(api, huma.Operation{OperationID: id, Method: http.MethodGet, Path: prefix + path, Summary: summary, Tags: []string{"map"},
		Errors: []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusNotFound, http.StatusUnprocessableEntity}}, h)
}

// largestBody is how many bytes a request may hold if it does not say otherwise.
const largestBody = 1 << 20

// send makes an operation with a body. The body is read by the handler, which
// says better than a schema what is wrong with it.
func send[I, O any](api huma.API, op huma.Operation, body *huma.Schema, h func(context.Context, *I) (*O, error)) {
	content := map[string]*huma.MediaType{"application/json": {Schema: body}}
	op.RequestBody = &huma.RequestBody{Required: true, Content: content}
	op.SkipValidateBody = true
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes = largestBody
	}
	op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity)
	register(api, op, h)
	for kind := range content { // the library adds that of a body that is not JSON
		if kind != "application/json" {
			delete(content, kind)
		}
	}
}

// register makes an operation. What its parameters may hold is checked where
// the question is answered, in the caller's language.
func register[I, O any](api huma.API, op huma.Operation, h func(context.Context, *I) (*O, error)) {
	op.SkipValidateParams = true
	huma.Register(api, op, h)
	made := api.OpenAPI().Paths[op.Path]
	for _, one := range []*huma.Operation{made.Get, made.Post, made.Patch, made.Delete} {
		if one != nil && one.OperationID == op.OperationID {
			words(one, reflect.TypeFor[I]())
		}
	}
}

// words puts into the description what the tags of an input say: the words that
// a parameter may be, its limits and its default.
func words(op *huma.Operation, in reflect.Type) {
	for i := range in.NumField() {
		sf := in.Field(i)
		if sf.Anonymous {
			words(op, sf.Type)
			continue
		}
		for _, p := range op.Parameters {
			if p.In == "query" && p.Name == sf.Tag.Get("query") {
				limit(p.Schema, sf.Tag)
			}
		}
	}
}

func limit(s *huma.Schema, tag reflect.StructTag) {
	is := strings.Fields(tag.Get("is"))
	if len(is) == 1 && vocabulary(is[0]) != nil {
		of := s
		if s.Items != nil {
			of = s.Items
		}
		of.Enum = anyOf(vocabulary(is[0]))
	}
	s.Minimum, s.Maximum = bound(tag.Get("least")), bound(tag.Get("most"))
	if usual := bound(tag.Get("usual")); usual != nil {
		s.Default = *usual
	}
}

func anyOf(words []string) []any {
	all := make([]any, len(words))
	for i, w := range words {
		all[i] = w
	}
	return all
}

func bound(s string) *float64 {
	var n Number
	if n.Set(s) != nil {
		return nil
	}
	f := float64(n.N)
	return &f
}

// bodyOf gives the schema of what is sent, under a name of its own.
func bodyOf[T any](api huma.API, name string) *huma.Schema {
	return named(api, name, reflect.TypeFor[T]())
}

func named(api huma.API, name string, t reflect.Type) *huma.Schema {
	schemas := api.OpenAPI().Components.Schemas
	schemas.Map()[name] = huma.SchemaFromType(schemas, t)
	return &huma.Schema{Ref: "#/components/schemas/" + name}
}

// spellOut puts the words of the vocabularies where the tags of records name
// them, which the library takes for the words themselves; "" is not known.
func spellOut(schemas map[string]*huma.Schema) {
	for _, s := range schemas {
		for _, p := range s.Properties {
			if p.Items != nil {
				spellOutOne(p.Items, nil)
			}
			spellOutOne(p, []string{""})
		}
	}
}

func spellOutOne(s *huma.Schema, besides []string) {
	if len(s.Enum) != 1 {
		return
	}
	name, _ := s.Enum[0].(string)
	if known := vocabulary(name); known != nil {
		s.Enum = anyOf(append(slices.Clone(known), besides...))
	}
}
