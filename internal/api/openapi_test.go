package api_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// spec is the description as a client reads it.
type spec struct {
	OpenAPI string
	Info    struct{ Title, Version, Description string }
	Paths   map[string]map[string]operation
	Tags    []struct{ Name, Description string }

	Components struct {
		Schemas         map[string]*schema
		SecuritySchemes map[string]any
	}
}

type operation struct {
	OperationID, Summary string
	Tags                 []string
	Parameters           []struct {
		Name, In, Description string
		Required              bool
		Schema                *schema
	}
	RequestBody *struct{ Content map[string]media }
	Responses   map[string]struct {
		Description string
		Content     map[string]media
	}
	Security []map[string][]string
}

type media struct{ Schema *schema }

type schema struct {
	Ref                  string `json:"$ref"`
	Type                 any
	Properties           map[string]*schema
	Required             []string
	Items                *schema
	Enum                 []any
	AdditionalProperties any
}

func described(t *testing.T, w *world) spec {
	t.Helper()
	return answer[spec](t, w, get("/openapi.json"))
}

func TestDescriptionIsServed(t *testing.T) {
	w := demoWorld(t)
	rec := w.ask(get("/openapi.json"))
	if rec.Code != 200 || rec.Header().Get("Content-Type") != "application/openapi+json" {
		t.Errorf("%d %v", rec.Code, rec.Header())
	}
	d := described(t, w)
	if d.OpenAPI != "3.1.0" || d.Info.Title == "" || d.Info.Version == "" || d.Info.Description == "" {
		t.Errorf("%+v", d.Info)
	}
	// Nothing is loaded from elsewhere, and no page is served that does.
	for _, address := range regexp.MustCompile(`https?://[^"\\ ]+`).FindAllString(rec.Body.String(), -1) {
		t.Errorf("the description points at %s", address)
	}
	for _, path := range []string{"/docs", "/api/v1/docs", "/schemas/Forum", "/api/v1/schemas/Forum"} {
		if rec := w.ask(request{method: "GET", path: path}); rec.Code != 404 {
			t.Errorf("%s answers %d", path, rec.Code)
		}
	}
}

func TestDescriptionIsWhole(t *testing.T) {
	d := described(t, demoWorld(t))
	var tags []string
	for _, tag := range d.Tags {
		tags = append(tags, tag.Name)
	}
	seen := map[string]bool{}
	for path, methods := range d.Paths {
		for method, op := range methods {
			name := method + " " + path
			if op.Summary == "" || op.OperationID == "" || seen[op.OperationID] || len(op.Tags) != 1 || !slices.Contains(tags, op.Tags[0]) {
				t.Errorf("%s: id %q, summary %q, tags %v", name, op.OperationID, op.Summary, op.Tags)
			}
			seen[op.OperationID] = true
			checkOperation(t, name, path, op)
			if open := op.Security == nil; open != (op.Tags[0] != "change" && op.OperationID != "import" && op.OperationID != "draft" && op.OperationID != "sign-out") {
				t.Errorf("%s: needs an account: %v", name, !open)
			}
		}
	}
	for _, id := range []string{"list-forums", "get-forum", "add-forum", "change-forum", "list-units", "list-contact-paths", "list-relations", "list-agreements",
		"list-statements", "list-associations", "list-parties", "list-target-groups", "list-sources", "way-in", "way-in-for", "search", "list-terms",
		"list-municipalities", "list-regions", "list-vocabularies", "history", "confirm", "end", "get-publication", "publish", "export", "import", "sign-in", "sign-out",
		"list-reports", "get-report", "get-report-file", "order-report", "publish-report", "list-report-templates", "save-report-template", "use-report-template", "list-report-texts", "save-report-text"} {
		if !seen[id] {
			t.Errorf("there is no operation %s", id)
		}
	}
	refs := func(s *schema) {
		if name := strings.TrimPrefix(s.Ref, "#/components/schemas/"); s.Ref != "" && d.Components.Schemas[name] == nil {
			t.Errorf("%s leads nowhere", s.Ref)
		}
	}
	for _, s := range d.Components.Schemas {
		eachSchema(s, refs)
	}
}

func checkOperation(t *testing.T, name, path string, op operation) {
	t.Helper()
	for _, p := range op.Parameters {
		if p.Description == "" || p.Schema == nil || p.In == "path" && (!p.Required || !strings.Contains(path, "{"+p.Name+"}")) {
			t.Errorf("%s: the parameter %s is not described", name, p.Name)
		}
	}
	good := false
	for status, r := range op.Responses {
		for kind, m := range r.Content {
			if m.Schema == nil || (status >= "4") != (kind == "application/problem+json") && status != "304" {
				t.Errorf("%s answers %s with %s", name, status, kind)
			}
		}
		good = good || status >= "200" && status < "300" && (len(r.Content) == 1 || status == "204")
		if r.Description == "" {
			t.Errorf("%s: %s is not described", name, status)
		}
	}
	if !good {
		t.Errorf("%s: no answer is described", name)
	}
	if op.RequestBody != nil && (len(op.RequestBody.Content) != 1 || op.RequestBody.Content["application/json"].Schema == nil) {
		t.Errorf("%s: the body is not described", name)
	}
}

func eachSchema(s *schema, f func(*schema)) {
	if s == nil {
		return
	}
	f(s)
	eachSchema(s.Items, f)
	for _, p := range s.Properties {
		eachSchema(p, f)
	}
}

// The words of the vocabularies are spelled out, for parameters and in answers.
func TestDescriptionSpellsOutWords(t *testing.T) {
	d := described(t, demoWorld(t))
	for _, p := range d.Paths["/api/v1/forums"]["get"].Parameters {
		if p.Name == "level" && fmt.Sprint(p.Schema.Items.Enum) != "[individual operational strategic political]" {
			t.Errorf("level may be %v", p.Schema.Items.Enum)
		}
	}
	for _, name := range []string{"Forum", "ForumFields"} {
		if words := d.Components.Schemas[name].Properties["formality"].Enum; fmt.Sprint(words) != "[formal informal unknown ]" {
			t.Errorf("the formality of %s is one of %v", name, words)
		}
	}
	for name, s := range d.Components.Schemas {
		for field, p := range s.Properties {
			if len(p.Enum) == 1 && strings.Contains(fmt.Sprint(p.Enum[0]), "_kind") {
				t.Errorf("%s.%s is one of %v", name, field, p.Enum)
			}
		}
	}
}

// What the API answers is as its description says, field by field.
func TestAnswersAreAsDescribed(t *testing.T) {
	w := demoWorld(t)
	d := described(t, w)
	for _, path := range []string{"/forums", "/forums/aneby/fua", "/units", "/units/aneby/ame", "/contact_paths", "/relations", "/agreements", "/statements",
		"/associations", "/parties", "/target_groups", "/sources", "/path?from=fk&into=af", "/path?from=af&into=region", "/search?q=arbete", "/glossary",
		"/observations?municipality=0604", "/gaps?municipality=1261&reach=home", "/gaps/fragile?municipality=1261", "/gaps/best?municipality=1261",
		"/gaps/what-if?municipality=1285&insats=eslov/utearbete&change=end", "/municipalities", "/municipalities/0604", "/regions", "/vocabularies", "/history/forum/aneby/fua", "/export?source=hog-aneby", "/reports"} {
		bare, _, _ := strings.Cut(path, "?")
		op := d.operation(t, "get", bare)
		with := path
		if op.hasParameter("limit") {
			with += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "limit=1000"
		}
		rec := w.ask(get(with))
		var v any
		if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil || rec.Code != 200 {
			t.Fatalf("%s: %d %v", with, rec.Code, err)
		}
		told := t.Failed()
		d.fits(t, bare, op.Responses["200"].Content["application/json"].Schema, v)
		if !told && t.Failed() {
			break // the others have the same wrong with them
		}
	}
	var problem any
	if err := json.Unmarshal(w.ask(get("/forums?age=x")).Body.Bytes(), &problem); err != nil {
		t.Fatal(err)
	}
	d.fits(t, "problem", d.Components.Schemas["Problem"], problem)
}

func (d spec) operation(t *testing.T, method, path string) operation {
	t.Helper()
	for pattern, methods := range d.Paths {
		of := regexp.MustCompile(`\{id\}`).ReplaceAllString(regexp.MustCompile(`\{(code|kind)\}`).ReplaceAllString(pattern, `[^/]+`), `.+`)
		if op, has := methods[method]; has && regexp.MustCompile("^"+of+"$").MatchString("/api/v1"+path) {
			return op
		}
	}
	t.Fatalf("%s %s is not described", method, path)
	return operation{}
}

func (op operation) hasParameter(name string) bool {
	for _, p := range op.Parameters {
		if p.Name == name {
			return true
		}
	}
	return false
}

// fits tells of everything in a value that its schema does not allow.
func (d spec) fits(t *testing.T, at string, s *schema, v any) {
	t.Helper()
	if s == nil {
		t.Errorf("%s: there is no schema", at)
		return
	}
	if s.Ref != "" {
		s = d.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")]
	}
	if s.Type != nil && !slices.Contains(typesOf(s.Type), typeOf(v)) {
		t.Errorf("%s is %s, and should be %v: %.100v", at, typeOf(v), s.Type, v)
		return
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, v) {
		t.Errorf("%s is %v, which is none of %v", at, v, s.Enum)
	}
	switch x := v.(type) {
	case []any:
		for _, item := range x {
			d.fits(t, at+"[]", s.Items, item)
		}
	case map[string]any:
		for _, name := range s.Required {
			if _, has := x[name]; !has {
				t.Errorf("%s has no %s", at, name)
			}
		}
		for name, item := range x {
			if p := s.Properties[name]; p != nil {
				d.fits(t, at+"."+name, p, item)
			} else if s.AdditionalProperties == false {
				t.Errorf("%s has %s, which is not described", at, name)
			}
		}
	}
}

func typesOf(t any) []string {
	if one, is := t.(string); is {
		if one == "number" {
			return []string{"number", "integer"}
		}
		return []string{one}
	}
	var all []string
	for _, one := range t.([]any) {
		all = append(all, typesOf(one)...)
	}
	return all
}

func typeOf(v any) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case float64:
		if x == float64(int64(x)) {
			return "integer"
		}
		return "number"
	case []any:
		return "array"
	}
	return "object"
}
