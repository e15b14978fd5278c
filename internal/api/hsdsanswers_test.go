package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"samkarta/internal/exchange/hsds/hsdstest"
)

// Where the specification is, and how much is on a page when it is gone through.
const (
	specification = "../exchange/hsds/testdata"
	aPage         = 10
)

// hsdsLists are the lists, with what each is a list of and what the
// specification lets it be asked for beside pages and searches.
var hsdsLists = []struct {
	name, of string
	asks     []string
}{
	{"services", "service", []string{"full=true"}},
	{"organizations", "organization", []string{"full=true", "full_service=true", "full=true&full_service=true"}},
	{"service_at_locations", "service_at_location", []string{"full=true"}},
	{"taxonomies", "taxonomy", nil},
	{"taxonomy_terms", "taxonomy_term", []string{"top_only=true"}},
}

// valid asks, and wants the answer to be as the description of the API has it
// for the path.
func valid(t *testing.T, w *world, spec *hsdstest.Specification, path string, r request) []byte {
	t.Helper()
	rec := w.ask(r)
	if rec.Code != 200 {
		t.Fatalf("%s: %d %s", r.path, rec.Code, rec.Body)
	}
	if err := spec.CheckAnswer(t, path, rec.Body.Bytes()); err != nil {
		t.Errorf("%s: %v in %.600s", r.path, err, rec.Body)
	}
	return rec.Body.Bytes()
}

// validPage wants a page as the specification has it, with all that is to stand
// around its contents.
func validPage(t *testing.T, w *world, spec *hsdstest.Specification, path string, r request) (p hsdsPage) {
	t.Helper()
	body := valid(t, w, spec, path, r)
	var around map[string]any
	if err := json.Unmarshal(body, &around); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(spec.Envelope(), "contents") {
		if around[name] == nil {
			t.Errorf("%s: there is no %s", r.path, name)
		}
	}
	if err := json.Unmarshal(body, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// Every answer over HTTP is as the specification has it: each list as it is, in
// full and in the other language, its first, middle and last page and one that
// is empty, and each thing that stands on these.
func TestHsdsAnswersAreAsSpecified(t *testing.T) {
	w, spec := demoWorld(t), hsdstest.Open(t, specification)
	valid(t, w, spec, "/", hsdsGet("/"))
	for _, list := range hsdsLists {
		path := "/" + list.name
		seen := map[string]bool{}
		for _, asked := range append([]string{""}, list.asks...) {
			first := validPage(t, w, spec, path, hsdsGet(fmt.Sprintf("%s?per_page=%d&%s", path, aPage, asked)))
			if first.Empty || !first.First || first.Last != (first.TotalPages == 1) {
				t.Errorf("%s %s: the first page is %+v", path, asked, first)
			}
			for _, number := range []int{1, (first.TotalPages + 1) / 2, first.TotalPages} {
				p := validPage(t, w, spec, path, hsdsGet(fmt.Sprintf("%s?per_page=%d&page=%d&%s", path, aPage, number, asked)).with("Accept-Language", "en"))
				if p.Empty || p.Size != len(p.Contents) || p.Last != (number == first.TotalPages) {
					t.Errorf("%s %s: page %d is %+v", path, asked, number, p)
				}
				for _, x := range p.Contents {
					seen[x["id"].(string)] = true
				}
			}
			for _, none := range []string{fmt.Sprintf("page=%d", first.TotalPages+1), "search=gurkmejeqx"} {
				if p := validPage(t, w, spec, path, hsdsGet(path+"?"+none+"&"+asked)); !p.Empty || p.Size != 0 || !p.Last {
					t.Errorf("%s %s: the empty page is %+v", path, none, p)
				}
			}
		}
		for id := range seen {
			valid(t, w, spec, path+"/{id}", hsdsGet(path+"/"+id))
			if list.of == "organization" {
				valid(t, w, spec, path+"/{id}", hsdsGet(path+"/"+id+"?full_service=true"))
			}
		}
		lines := strings.Split(strings.TrimSuffix(w.ask(hsdsGet(path+"?format=ndjson")).Body.String(), "\n"), "\n")
		for _, line := range lines {
			spec.Valid(t, list.of, json.RawMessage(line))
		}
	}
}

// A minimal list has no more of a service than the specification says in words:
// its id and when it was changed, all on one page.
func TestHsdsMinimalIsAsSpecified(t *testing.T) {
	w, spec := demoWorld(t), hsdstest.Open(t, specification)
	for _, asked := range []string{"", "&per_page=10", "&per_page=10&page=2", "&per_page=10&page=14", "&page=99", "&search=gurkmejeqx"} {
		p := answer[hsdsPage](t, w, hsdsGet("/services?minimal=true"+asked))
		for _, x := range p.Contents {
			changed, _ := x["modified_date"].(string)
			if len(x) != 2 || changed == "" {
				t.Fatalf("%s: %v", asked, x)
			}
			spec.Valid(t, "service", map[string]any{"id": x["id"], "name": "n", "status": "active", "last_modified": changed})
		}
		if none := asked == "&page=99" || strings.Contains(asked, "search"); p.Empty != none || p.Size != len(p.Contents) {
			t.Errorf("%s: %+v", asked, p)
		}
	}
}

// What is not as the specification has it is found.
func TestHsdsAnswersAreHeldToIt(t *testing.T) {
	spec := hsdstest.Open(t, specification)
	for path, bad := range map[string]string{
		"/": `{"profile": "no address"}`, "/services/{id}": `{"id": "x", "name": "n", "status": "active"}`, "/taxonomies": `{"contents": [{"id": "x"}]}`,
		"/services": `{"total_items": "1", "contents": []}`, "/organizations": `{"contents": {}}`,
	} {
		if spec.CheckAnswer(t, path, []byte(bad)) == nil {
			t.Errorf("%s may be %s", path, bad)
		}
	}
}
