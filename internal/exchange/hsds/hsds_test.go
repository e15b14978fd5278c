package hsds_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/hsds"
	"samkarta/internal/exchange/hsds/hsdstest"
	"samkarta/internal/insats"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

var (
	ctx   = context.Background()
	admin = access.Actor{Account: "admin", Assignments: []access.Assignment{{Role: access.Administrator}}}
	usual = draft.Options{Title: "Tjänster", Date: "2019-06-01"}
)

// made is an insats with every field filled in.
const made = `{"format": "samkarta/1", "source": {"id": "s", "title": "S", "date": "2019-05-01", "kind": "catalogue"}, "kept_by": "finnveden",
	"insatser": [
	{"id": "s/full", "name": "Full", "provider": "aneby/ame", "partners": ["af", "fk"], "municipality": "0604", "funder": "finsam", "legal_basis": "sol", "stage": "preparatory",
	 "methods": ["IPS"], "purpose": "Syfte", "content": ["ett", "två"], "places": 0, "starts": "2017", "ends": "2019-12", "duration_months_min": 1.5, "duration_months_max": 12, "step": "2",
	 "status": "running", "valid_from": "2018-02-03", "confirmed": "2019-01", "note": "å ä ö", "evidence": [{"page": 3, "cue": "några ord"}],
	 "eligibility": [{"municipalities": ["0604", "0662"], "residence": "text", "age_min": 18, "age_max": 29, "age_note": "fyllda", "incomes_any": ["sjukpenning", "none"], "incomes_none": ["wage"],
	   "decisions_any": ["sick_note"], "referral_any": ["self"], "conditions_any": ["pain"], "conditions_none": ["stress"], "statuses_any": ["homeless"], "statuses_all": ["unemployed"],
	   "enrolled_any": ["employment_service"], "other": "annat"}, {}, {"age_min": 20}],
	 "availability": {"state": "few", "on": "2019-04-30"},
	 "examples": [{"description": "Ung, 19; med \"citat\"", "municipality": "0604", "age": 19, "incomes": ["sjukpenning", "none"], "decisions": ["sick_note"], "conditions": ["pain"], "statuses": ["unemployed", "homeless"],
	   "referral": ["self"], "enrolled": ["employment_service"], "answer": "yes"}, {"description": "Ingen inkomst", "incomes": [], "answer": "depends"}],
	 "results": [{"text": "t", "metric": "to_work", "value": 74.25, "unit": "percent", "of": 200, "period": "2017"}]},
	{"id": "s/bare", "name": "Bar"}, {"id": "s/past", "name": "Förbi", "valid_to": "2018-01-01", "status": "ended"}],
	"contact_paths": [{"from": "af", "into": "aneby/ame", "via": "function", "function": "Samordnare", "channels": [{"kind": "phone", "value": "0000-00 00 00", "hours": "vardagar"}, {"kind": "mail", "value": "ame@example.org"}]}]}`

func newMap(t *testing.T, documents ...string) *record.Service {
	t.Helper()
	records := record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return demo.Day })), exchange.Kinds())
	_, err := demo.Load(ctx, records)
	must(t, err)
	for _, d := range documents {
		_, err := exchange.Import(ctx, records, admin, []exchange.File{exchange.Bytes("d.json", []byte(d))}, exchange.Options{})
		must(t, err)
	}
	return records
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func viewOf(t *testing.T, records *record.Service) *record.View {
	t.Helper()
	v, err := records.View(ctx, admin, "")
	must(t, err)
	return v
}

// Every insats of the demonstration, and one with every field, is a service as
// the specification has it, in both languages; so are the rest.
func TestAllIsAsTheSpecificationHasIt(t *testing.T) {
	v, spec := viewOf(t, newMap(t, made)), hsdstest.Open(t, "testdata")
	for _, l := range []*text.Lang{text.Sv, text.En} {
		c := hsds.Catalogue{View: v, Lang: l, Base: "https://samkarta.example"}
		for _, b := range v.WithEnded(insats.Insatser.Kind) {
			s := c.Service(insats.Insatser.As(b))
			spec.Valid(t, "service", s)
			spec.Valid(t, "service", c.Brief(insats.Insatser.As(b)))
			if s.Organization != nil {
				spec.Valid(t, "organization", s.Organization)
			}
			for _, at := range s.ServiceLocations {
				spec.Valid(t, "service_at_location", at)
			}
		}
		for _, x := range hsds.Taxonomies(l) {
			spec.Valid(t, "taxonomy", x)
		}
		for _, x := range hsds.Terms(l) {
			spec.Valid(t, "taxonomy_term", x)
		}
	}
}

// The validator is one that finds faults.
func TestSchemasRefuse(t *testing.T) {
	spec := hsdstest.Open(t, "testdata")
	for _, bad := range []map[string]any{{"id": "x", "name": "n", "description": "d"}, {"id": hsds.ID("a", "b"), "name": "n"}, {"id": hsds.ID("a", "b"), "name": "n", "description": "d", "gurka": 1}} {
		if spec.Check(t, "taxonomy", bad) == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

func TestWhatAServiceSays(t *testing.T) {
	v := viewOf(t, newMap(t, made))
	x, err := insats.Insatser.Get(v, "s/full")
	must(t, err)
	s := hsds.Catalogue{View: v, Lang: text.Sv, Base: "https://samkarta.example"}.Service(x)
	if s.ID != hsds.ID("insats", "s/full") || s.URL != "https://samkarta.example/insatser/s/full" || s.Status != "active" || s.AssuredDate != "2019-01-31" || s.MinimumAge != nil ||
		s.Description != "Syfte\n\nett\ntvå" || s.OrganizationID != s.Organization.ID || !strings.Contains(s.Eligibility, "Kommuner: Aneby, Gislaved") {
		t.Errorf("%+v", s)
	}
	if len(s.ServiceAreas) != 2 || s.ServiceAreas[0].Extent != "0604" || len(s.ServiceLocations) != 1 || s.ServiceLocations[0].Location.Name != "Aneby kommun" {
		t.Errorf("%+v %+v", s.ServiceAreas, s.ServiceLocations)
	}
	if !slices.ContainsFunc(s.Contacts, func(c hsds.Contact) bool {
		return c.Title == "Samordnare" && c.Email == "ame@example.org" && len(c.Phones) == 1
	}) || len(s.Phones) == 0 {
		t.Errorf("%+v", s.Contacts)
	}
	for path, word := range map[string]string{"funder": "finsam", "stage": "preparatory", "eligibility[0].incomes_any": "none", "eligibility[0].statuses_all": "unemployed", "status": "running"} {
		if !slices.ContainsFunc(s.Attributes, func(a hsds.Attribute) bool { return a.LinkType == path && a.Term != nil && a.Term.Code == word }) {
			t.Errorf("no attribute says %s %s", path, word)
		}
	}
	if again := (hsds.Catalogue{View: v, Lang: text.En}).Service(x); again.ID != s.ID || again.Attributes[0].ID != s.Attributes[0].ID {
		t.Error("ids hang on the language")
	}
}

func read(t *testing.T, v *record.View, services any) *draft.Draft {
	t.Helper()
	data, err := json.Marshal(services)
	must(t, err)
	d, err := hsds.Draft(v, "tjänster.json", data, usual)
	must(t, err)
	return d
}

// What is given out comes back as the same insatser: nothing new on the map that
// it came from, and the whole of it on one that has none.
func TestServicesComeBack(t *testing.T) {
	v := viewOf(t, newMap(t, made))
	c := hsds.Catalogue{View: v, Lang: text.Sv}
	var all []hsds.Service
	for _, b := range v.WithEnded(insats.Insatser.Kind) {
		all = append(all, c.Service(insats.Insatser.As(b)))
	}
	for name, services := range map[string]any{"list": all, "page": map[string]any{"contents": all, "total_items": len(all)}} {
		if d := read(t, v, services); !d.IsEmpty() || d.CountAll(draft.Known) != len(all) || len(d.Left) > 0 {
			t.Errorf("%s: %d of %d are known; %.900s", name, d.CountAll(draft.Known), len(all), d.Document())
		}
	}
	into := newMap(t)
	_, err := exchange.Import(ctx, into, admin, []exchange.File{exchange.Bytes("d", read(t, viewOf(t, into), all).Document())}, exchange.Options{})
	must(t, err)
	for _, id := range []string{"s/full", "s/bare", "s/past"} {
		want, err := v.Get("insats", id)
		must(t, err)
		got, err := viewOf(t, into).Get("insats", id)
		must(t, err)
		if diff := cmp.Diff(saying(want), saying(got)); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
}

func saying(b record.Body) record.Tree {
	tree := record.TreeOf(b)
	delete(tree, "source")
	evidence, _ := tree["evidence"].([]any)
	for _, e := range evidence {
		delete(e.(record.Tree), "source")
	}
	return tree
}

// What another program has changed in the service itself counts, and services
// of others become what an insats has fields for.
func TestServicesOfOthers(t *testing.T) {
	records := newMap(t, made)
	v := viewOf(t, records)
	x, err := insats.Insatser.Get(v, "s/full")
	must(t, err)
	s := hsds.Catalogue{View: v, Lang: text.Sv}.Service(x)
	s.Name = "Annat namn"
	if d := read(t, v, s); d.Count("insats", draft.Grown) != 1 || !strings.Contains(string(d.Document()), `"Annat namn"`) {
		t.Errorf("%s", d.Document())
	}
	data, err := os.ReadFile("testdata/example_service_full.json")
	must(t, err)
	d, err := hsds.Draft(v, "e.json", data, usual)
	must(t, err)
	if d.Count("insats", draft.New) != 1 || len(d.Left) == 0 {
		t.Errorf("%s %+v", d.Document(), d.Left)
	}
	age := 20
	other := hsds.Service{ID: hsds.ID("x", "y"), Name: "Ny tjänst", Status: "active", Description: "Vad den är.", MinimumAge: &age, AssuredDate: "2019-04-01",
		Organization: &hsds.Organization{Name: "Aneby kommun"}, ServiceAreas: []hsds.ServiceArea{{Name: "Aneby kommun"}, {Name: "Atlantis"}},
		Attributes: []hsds.Attribute{{LinkType: "stage", Term: &hsds.Term{Taxonomy: "insats_stage", Code: "education"}}}}
	d = read(t, v, []hsds.Service{other})
	var got struct{ Insatser []map[string]any }
	must(t, json.Unmarshal(d.Document(), &got))
	want := map[string]any{"id": "aneby/ny-tjanst", "name": "Ny tjänst", "purpose": "Vad den är.", "status": "running", "confirmed": "2019-04-01", "provider": "aneby", "stage": "education",
		"eligibility": []any{map[string]any{"municipalities": []any{"0604"}, "age_min": 20.0}}}
	if diff := cmp.Diff([]map[string]any{want}, got.Insatser); diff != "" || len(d.Left) != 1 {
		t.Errorf("%s %+v", diff, d.Left)
	}
}

func TestBadServicesAreRefused(t *testing.T) {
	v := viewOf(t, newMap(t))
	for data, words := range map[string]string{
		`{}`: "inga tjänster", `[]`: "inga tjänster", `{"a":`: "inte riktig JSON", `[{"id":"x"}]`: "contents[0].name", `[{"name": 3}]`: "name",
		`{"format": "samkarta/1"}`: "dokument i samkarta/1", "[{\"name\": \"\xff\"}]": "UTF-8",
		`[{"name": "A", "attributes": [{"link_type": "samkarta/1", "value": "["}]}]`:              "contents[0].attributes[0].value",
		`[{"name": "A", "attributes": [{"link_type": "samkarta/1", "value": "{\"gurka\": 1}"}]}]`: "gurka",
		`[{"name": "A", "minimum_age": 30, "maximum_age": 20}]`:                                   "contents[0].eligibility[0].age_max",
	} {
		_, err := hsds.Draft(v, "f.json", []byte(data), usual)
		if err == nil || !strings.Contains(said(err), words) {
			t.Errorf("%s: %s", data, said(err))
		}
	}
}
