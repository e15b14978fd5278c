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
	compiled    = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/compiled/"
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
		for _, called := range []string{name, name + "_list"} { // in a list is less of it
			doc := object(t, path)
			doc["additionalProperties"] = false
			must(t, s.compiler.AddResource(compiled+called+".json", doc))
		}
	}
	api := object(t, filepath.Join(dir, "openapi.json"))
	must(t, s.compiler.AddResource(description, api))
	page := api["components"].(map[string]any)["schemas"].(map[string]any)["Page"].(map[string]any)
	for name := range page["properties"].(map[string]any) {
		s.page = append(s.page, name)
	}
	return s
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
