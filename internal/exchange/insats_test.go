package exchange_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/exchange"
	"samkarta/internal/insats"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

const kept = `{"format": "samkarta/1", "source": {"id": "kept", "title": "Katalog", "date": "2019-05-01", "kind": "catalogue"}, "insatser": [
 {"id": "kept/one", "source": "kept", "name": "Ett", "availability": {"state": "waiting_list", "on": "2019-04"}, "examples": [
  {"description": "19 år, hemma", "municipality": "0604", "age": 19, "incomes": ["aktivitetsersattning"], "decisions": [], "answer": "yes"},
  {"description": "Okänd ålder", "incomes": [], "conditions": ["autism"], "statuses": ["unemployed"], "referral": ["school"], "enrolled": ["af"], "answer": "depends"}]}]}`

// What an insats says of its places and of its examples comes in and goes out
// whole: a list that is empty stays another thing than one that is left out.
func TestExamplesComeAndGoWhole(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := records(d)
		if _, err := exchange.Import(context.Background(), s, admin, []exchange.File{exchange.Bytes("kept.json", []byte(kept))}, exchange.Options{}); err != nil {
			t.Fatal(err)
		}
		v, err := s.View(context.Background(), admin, "")
		if err != nil {
			t.Fatal(err)
		}
		x := insats.Insatser.Find(v, "kept/one")
		first, second := x.Examples[0], x.Examples[1]
		if x.Availability == nil || *x.Availability != (insats.Availability{State: "waiting_list", On: "2019-04"}) {
			t.Errorf("there is %+v", x.Availability)
		}
		if first.Decisions == nil || first.Statuses != nil || second.Incomes == nil || second.Decisions != nil {
			t.Errorf("what is known of the examples: %+v", x.Examples)
		}
		var was, is struct{ Insatser []record.Tree }
		out := export(t, s, exchange.Selection{})
		if err := errors.Join(json.Unmarshal([]byte(kept), &was), json.Unmarshal(out, &is)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(was.Insatser, is.Insatser); diff != "" {
			t.Errorf("what went out is not what came in: %s", diff)
		}
	})
}

// What is wrong with them is told with its place.
func TestExamplesAreReadStrictly(t *testing.T) {
	tree, err := record.ReadTree([]byte(`{"id": "x", "name": "X", "availability": {"state": "full", "since": "2019"}, "examples": [
		{"answer": "maybe", "incomes": ["lön"], "age": -1, "decisions": "sick_note"}, {"description": "", "name": "N", "answer": "no"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	_, faults := insats.Insatser.Read(tree, "insatser[0]")
	var paths []string
	for _, f := range faults {
		paths = append(paths, f.Path+" "+f.Key)
	}
	slices.Sort(paths)
	want := []string{
		"insatser[0].availability.on record.required", "insatser[0].availability.since record.unknown_field", "insatser[0].availability.state record.not_one_of",
		"insatser[0].examples[0].age record.negative", "insatser[0].examples[0].answer record.not_one_of", "insatser[0].examples[0].decisions record.not_list",
		"insatser[0].examples[0].description record.required", "insatser[0].examples[0].incomes[0] record.not_one_of",
		"insatser[0].examples[1].description record.required", "insatser[0].examples[1].name record.unknown_field",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Error(diff)
	}
	old := 121
	e := insats.Example{Description: "Mycket gammal", Answer: "no"}
	e.Age = &old
	if faults := insats.Insatser.Check(&insats.Insats{Name: "X", Examples: []insats.Example{{}, e}}); len(faults) != 1 || faults[0].Path != "examples[1].age" {
		t.Errorf("of an age that nobody has is said %v", faults)
	}
}
