// Package hsdstest holds what is said in the words of HSDS to the specification.
package hsdstest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Where the specification has its schemas, by which its description of the API
// refers to them, and what that description is called here.
const (
	schemas     = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/"
	compiled    = schemas + "compiled/"
	description = "https://hsds/openapi.json"
)

// Specification is the schemas and the description of the API. The schemas are
// said to be of the latest draft, formats are held to, and no field may be there
// that the specification does not name.
type Specification struct {
	compiler *jsonschema.Compiler
	page     []string
}

// Open reads the specification from the directory that has it.
func Open(t testing.TB, dir string) *Specification {
	t.Helper()
	s := &Specification{compiler: jsonschema.NewCompiler()}
	s.compiler.AssertFormat()
	files, err := filepath.Glob(filepath.Join(dir, "schema", "*.json"))
	must(t, err)
	if len(files) == 0 {
		t.Fatalf("there are no schemas in %s", dir)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		for _, called := range []string{schemas + name, compiled + name, compiled + name + "_list"} { // in a list is less of it
			doc := object(t, path)
			doc["additionalProperties"] = false
			if name == "organization" {
				addServices(doc)
			}
			must(t, s.compiler.AddResource(called+".json", doc))
		}
	}
	api := object(t, filepath.Join(dir, "openapi.json"))
	mend(t, api)
	must(t, s.compiler.AddResource(description, api))
	page := api["components"].(map[string]any)["schemas"].(map[string]any)["Page"].(map[string]any)
	for name := range page["properties"].(map[string]any) {
		s.page = append(s.page, name)
	}
	return s
}

// addServices adds the list that only the description of the API tells of: "Fully
// nested organization with service array".
func addServices(organization map[string]any) {
	organization["properties"].(map[string]any)["services"] = map[string]any{"type": "array", "items": map[string]any{"$ref": "service.json"}}
}

// mend corrects the one address whose answer the description of the API says,
// in version 3.0, to be a thing of another kind than its own words do.
func mend(t testing.TB, api map[string]any) {
	t.Helper()
	at := api
	for _, name := range []string{"paths", "/service_at_locations/{id}", "get", "responses", "200", "content", "application/json", "schema"} {
		at = at[name].(map[string]any)
	}
	if at["$ref"] != compiled+"service.json" {
		t.Fatal("the description of the API needs no mending any more")
	}
	at["$ref"] = compiled + "service_at_location.json"
}

func object(t testing.TB, path string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	must(t, err)
	return doc.(map[string]any)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Check tells what keeps a value from being as a schema has it.
func (s *Specification) Check(t testing.TB, schema string, value any) error {
	t.Helper()
	data, err := json.Marshal(value)
	must(t, err)
	return s.check(t, compiled+schema+".json", data)
}

// Valid wants a value to be as a schema has it.
func (s *Specification) Valid(t testing.TB, schema string, value any) {
	t.Helper()
	if err := s.Check(t, schema, value); err != nil {
		data, _ := json.Marshal(value)
		t.Errorf("%s: %v in %.600s", schema, err, data)
	}
}

// CheckAnswer tells what keeps the answer of an address of the API, such as
// /services/{id}, from being as its description has it.
func (s *Specification) CheckAnswer(t testing.TB, path string, answer []byte) error {
	t.Helper()
	at := strings.ReplaceAll(strings.ReplaceAll(path, "{", "%7B"), "}", "%7D")
	return s.check(t, description+"#/paths/"+strings.ReplaceAll(at, "/", "~1")+"/get/responses/200/content/application~1json/schema", answer)
}

// Envelope are the names that a page has beside its contents.
func (s *Specification) Envelope() []string { return s.page }

func (s *Specification) check(t testing.TB, url string, data []byte) error {
	t.Helper()
	schema, err := s.compiler.Compile(url)
	must(t, err)
	plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return schema.Validate(plain)
}
