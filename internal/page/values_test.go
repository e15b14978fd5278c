package page_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

var keeper = access.System("test")

// atNine is the clock of these tests, on 1 June 2019.
func atNine() time.Time { return time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC) }

// demoMap has the documents of the demonstration in it.
func demoMap(t testing.TB, now func() time.Time) *record.Service {
	t.Helper()
	s := record.New(dbtest.SQLite(t, db.WithClock(now)), exchange.Kinds())
	files, err := exchange.Files("../demo/data")
	if err == nil {
		_, err = exchange.Import(context.Background(), s, keeper, files, exchange.Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func viewOf(t testing.TB, s *record.Service) *record.View {
	t.Helper()
	v, err := s.View(context.Background(), keeper, "")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Every field of every kind has a label in both languages, and every kind a
// name.
func TestEveryFieldHasALabel(t *testing.T) {
	for _, l := range []*text.Lang{text.Sv, text.En} {
		for _, k := range exchange.Kinds().All {
			if !l.Has("kindname." + k.Name) {
				t.Errorf("%s: no name of %s", l.Code, k.Name)
			}
			eachField(k.Schema, "", func(path string) {
				if label := page.FieldLabel(l, k.Name, path); strings.Contains(label, "⟦") {
					t.Errorf("%s: no label of %s.%s", l.Code, k.Name, path)
				}
			})
		}
	}
}

func eachField(s *record.Schema, path string, f func(path string)) {
	for _, field := range s.Fields {
		at := strings.TrimPrefix(path+"."+field.Name, ".")
		f(at)
		object := field.Object
		if field.Elem != nil {
			object = field.Elem.Object
		}
		if object != nil {
			eachField(object, at, f)
		}
	}
}

// No label belongs to nothing.
func TestEveryLabelBelongsToAField(t *testing.T) {
	used := map[string]bool{}
	for _, k := range exchange.Kinds().All {
		eachField(k.Schema, "", func(path string) { used[page.FieldKey(text.Sv, k.Name, path)] = true })
	}
	for _, l := range []*text.Lang{text.Sv, text.En} {
		for _, key := range l.Keys() {
			if strings.HasPrefix(key, "field.") && !used[key] {
				t.Errorf("%s: nothing is called %s", l.Code, key)
			}
		}
	}
}

func TestValueText(t *testing.T) {
	v := viewOf(t, demoMap(t, atNine))
	for _, c := range []struct{ kind, field, value, sv, en string }{
		{"forum", "name", `"FUA"`, "FUA", "FUA"},
		{"forum", "formality", `"formal"`, "formellt", ""},
		{"forum", "convener", `"aneby/ame"`, "Arbetsmarknadsenheten (AME), Aneby kommun", ""},
		{"forum", "convener", `"gone/away"`, "gone/away", "gone/away"},
		{"forum", "municipalities", `["0604", "0680"]`, "Aneby, Jönköping", "Aneby, Jönköping"},
		{"forum", "created", `"2018-05"`, "maj 2018", "May 2018"},
		{"forum", "created", `"2018-05-01"`, "1\u00a0maj 2018", "1\u00a0May 2018"},
		{"forum", "age_min", `16`, "16", "16"},
		{"forum", "frequency", `{"every": 2, "unit": "week", "text": "varannan v."}`, "varannan vecka, 26 gånger om året", ""},
		{"forum", "frequency", `{"as_needed": true}`, "vid behov", "as needed"},
		{"forum", "frequency", `null`, "inget angivet", "nothing given"},
		{"forum", "participants", `[{"actor": "aneby/ame", "role": "manager", "function": "enhetschef"}, {"actor": "af"}]`,
			"Arbetsmarknadsenheten (AME), Aneby kommun (chef, enhetschef); Arbetsförmedlingen", ""},
		{"forum", "meetings_held", `[{"year": 2018, "count": 5}]`, "2018 (antal möten 5)", "2018 (number of meetings 5)"},
		{"forum", "topics", `["praktik", "bostad"]`, "praktik, bostad", "praktik, bostad"},
		{"forum", "participants.actor", `"af"`, "Arbetsförmedlingen", ""},
		{"forum", "evidence", `[{"page": 10, "cue": "alla fyra parter"}]`, "sida 10 (alla fyra parter)", ""},
		{"forum", "nothing_of_the_kind", `"x"`, "x", "x"},
		{"unit", "supported_by_finsam", `false`, "nej", "no"},
		{"unit", "colocated_with", `[{"actor": "fk", "extent": "1 dag/vecka"}]`, "Försäkringskassan (1 dag/vecka)", ""},
		{"contact_path", "into", `"social_insurance"`, "Försäkringskassan", ""},
		{"contact_path", "channels", `[{"kind": "phone", "value": "0380-00 00 00", "hours": "vardagar 9–11"}]`, "telefon (0380-00 00 00, vardagar 9–11)", ""},
		{"contact_path", "channels", `[]`, "inget angivet", "nothing given"},
		{"target_group", "incomes", `["sjukpenning", "a_kassa"]`, "sjukpenning, a-kassa", ""},
		{"party", "region", `"06"`, "Region Jönköpings län", "Region Jönköpings län"},
		{"statement", "about", `["aneby/fua"]`, "FUA – Framtid för unga i Aneby kommun", ""},
		{"observation", "area", `"0604"`, "Aneby", "Aneby"},
		{"observation", "value", `12345.5`, "12\u00a0345,5", "12,345.5"},
		{"project", "budget", `[{"year": 2018, "post": "löner", "amount": 500000}]`, "2018 (löner, belopp 500\u00a0000)", ""},
		{"insats", "eligibility", `[{"municipalities": ["0604"], "age_min": 18}]`, "Aneby (lägsta ålder 18)", ""},
	} {
		k := v.Kinds().Named(c.kind)
		tree, err := record.ReadTree([]byte(`{"x": ` + c.value + `}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := page.ValueText(v, text.Sv, k, c.field, tree["x"]); got != c.sv {
			t.Errorf("%s.%s of %s is said %q, want %q", c.kind, c.field, c.value, got, c.sv)
		}
		if got := page.ValueText(v, text.En, k, c.field, tree["x"]); c.en != "" && got != c.en {
			t.Errorf("%s.%s of %s is said %q in English, want %q", c.kind, c.field, c.value, got, c.en)
		}
	}
}

// Whatever stands in the demonstration can be said: no JSON, no id of something
// that can be seen, and no missing text.
func TestEverythingIsSaidInWords(t *testing.T) {
	v := viewOf(t, demoMap(t, atNine))
	v.Everything(func(b record.Body) {
		k := b.HeadOf().Kind
		for field, value := range record.TreeOf(b) {
			said := page.ValueText(v, text.En, k, field, value)
			if said == "" || strings.ContainsAny(said, "⟦{") || strings.Contains(said, "map[") {
				t.Errorf("%s %s: %s is said %q", k.Name, b.HeadOf().ID, field, said)
			}
		}
		for _, r := range record.ReferencesOf(b) {
			if said := page.NameOf(v, text.Sv, r.Kinds, r.ID); said == r.ID && r.ID != text.Sv.T("party_kind."+r.ID) {
				t.Errorf("%s %s: %s is called by its id", k.Name, b.HeadOf().ID, r.ID)
			}
		}
	})
}

func TestItemTexts(t *testing.T) {
	v := viewOf(t, demoMap(t, atNine))
	k := v.Kinds().Named("forum")
	items := page.ItemTexts(v, text.Sv, k, "participants", []any{record.Tree{"actor": "af"}, record.Tree{"actor": "fk", "role": "manager"}})
	if len(items) != 2 || items[1] != "Försäkringskassan (chef)" {
		t.Errorf("the items are %q", items)
	}
	if items = page.ItemTexts(v, text.Sv, k, "age_min", json.Number("16")); len(items) != 1 || items[0] != "16" {
		t.Errorf("one value gives %q", items)
	}
	if items = page.ItemTexts(v, text.Sv, k, "topics", nil); items != nil {
		t.Errorf("nothing gives %q", items)
	}
}

func TestShort(t *testing.T) {
	for in, want := range map[string]string{
		"kort": "kort", "precis tio": "precis tio", "lite längre än så": "lite längr …", "ettenormtlångtord": "ettenormtl …", "åäö åäö åäö": "åäö åäö …",
	} {
		if got := page.Short(in, 10); got != want {
			t.Errorf("Short(%q) = %q, want %q", in, got, want)
		}
	}
}
