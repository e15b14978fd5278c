package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/platform/db/dbtest"
)

// Each command that lists gives an array, also of nothing, and never null for a
// list within.
func TestListsAreLists(t *testing.T) {
	db := readDB(t)
	for _, args := range [][]string{
		{"forums", "--municipality", "Kiruna", "--kind", "arena"}, {"units", "--municipality", "Kiruna"},
		{"contacts", "--from", "af", "--into", "polisen-jonkoping"}, {"relations", "--from", "police"},
		{"agreements", "--status", "wished"}, {"statements", "--municipality", "Kiruna"}, {"list", "meeting", "--where", "place=nowhere"}, {"glossary", "ingetsådantord"},
	} {
		got := try(t, "", append(args, "--db", db, "--json")...)
		if got.code == 2 && strings.Contains(got.err, "polisen") {
			continue
		}
		if got.code != 0 || strings.TrimSpace(got.out) != "[]" {
			t.Errorf("samkarta %v: exit %d\n%.300s%s", args, got.code, got.out, got.err)
		}
	}
}

func TestNoListIsNull(t *testing.T) {
	db := readDB(t)
	may := []string{"age_min", "age_max", "min", "max", "person_bound", "old", "new"}
	for _, args := range [][]string{
		{"forums"}, {"units"}, {"contacts"}, {"relations"}, {"agreements"}, {"statements"}, {"glossary"}, {"search", "arbete"},
		{"path", "--from", "fk", "--into", "af"}, {"list", "association"}, {"list", "party"}, {"list", "target_group"},
		{"list", "source"}, {"list", "insats"}, {"history", "forum", "aneby/fua"}, {"show", "forum", "aneby/fua"},
	} {
		eachNull(asJSON[any](t, append(args, "--db", db)...), "", func(path, name string) {
			if !slices.Contains(may, name) {
				t.Errorf("samkarta %v: %s is null", args, path)
			}
		})
	}
}

func eachNull(v any, path string, f func(path, name string)) {
	switch x := v.(type) {
	case []any:
		for _, item := range x {
			eachNull(item, path+"[]", f)
		}
	case map[string]any:
		for name, item := range x {
			if item == nil {
				f(path+"."+name, name)
			}
			eachNull(item, path+"."+name, f)
		}
	}
}

// The fields that the JSON of a forum is promised to have.
func TestForumsHaveTheirFields(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		do(t, "import", file(t, "prov.json", small), "--db", db)
		list := asJSON[[]map[string]json.RawMessage](t, "forums", "--db", db)
		if len(list) != 1 {
			t.Fatalf("%d forums", len(list))
		}
		want := map[string]string{
			"id": `"prov/natverk"`, "name": `"Nätverket"`, "kind": `"network"`, "level": `"operational"`, "formality": `"unknown"`,
			"parties": `["prov-aneby"]`, "participants": `[{"actor":"prov-aneby/ame"}]`, "times_per_year": `{"min":null,"max":null}`,
			"age_min": `null`, "age_max": `null`, "municipalities": `["0604"]`, "status": `"planned"`, "convener": `""`, "meetings_held": `[]`,
			"target_groups": `[]`, "absent": `[]`, "rhythm": `""`, "scope": `""`, "kept_by": `"provforbundet"`, "version": `1`,
			"confirmed_on": `"2024-05-31"`, "url": `"/forum/prov/natverk"`, "source": `"prov-2024"`,
		}
		for name, value := range want {
			if got := compact(t, list[0][name]); got != value {
				t.Errorf("%s is %s, want %s", name, got, value)
			}
		}
		if _, has := list[0]["freshness"]; !has || len(list[0]) != len(want)+1 {
			t.Errorf("the fields are %v", list[0])
		}
	})
}

func compact(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(raw); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

func TestQuestionsChoose(t *testing.T) {
	db := readDB(t)
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"forums", "--municipality", "0604", "--formality", "formal", "--kind", "case_forum,sip"}, nil},
		{[]string{"forums", "--municipality", "Aneby", "--formality", "formal", "--kind", "case_forum,sip"}, nil},
		{[]string{"forums", "--parties", "aneby,af,fk,region-jonkoping", "--municipality", "Aneby"}, nil},
		{[]string{"forums", "--municipality", "Aneby", "--without", "municipality"}, nil},
		{[]string{"forums", "--function", "dua-samordnare"}, []string{"gislaved/dua", "habo-mullsjo/dua-lokal-styrgrupp"}},
		{[]string{"forums", "--convener", "kommunal-utveckling", "--text", "GPS"}, []string{"jonkopings-lan/gps"}},
		{[]string{"units", "--text", "AME", "--municipality", "Aneby"}, []string{"aneby/ame"}},
		{[]string{"units", "--party", "region", "--kind", "rehab_coordination", "--municipality", "0662"}, nil},
		{[]string{"agreements", "--status", "ended"}, nil},
		{[]string{"list", "party", "--where", "kind=region", "--where", "region=06"}, []string{"region-jonkoping"}},
		{[]string{"list", "insats", "--municipality", "Värnamo", "--where", "status=starting"}, []string{"varnamo/somnadsprojekt"}},
	} {
		got := ids(asJSON[[]map[string]any](t, append(c.args, "--db", db)...))
		if len(got) == 0 || c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("samkarta %v: %v, want %v", c.args, got, c.want)
		}
	}
	byCode := ids(asJSON[[]map[string]any](t, "forums", "--municipality", "0604", "--db", db))
	for _, name := range []string{"Aneby", "aneby kommun", "ANEBY"} {
		if got := ids(asJSON[[]map[string]any](t, "forums", "--municipality", name, "--db", db)); !slices.Equal(got, byCode) {
			t.Errorf("--municipality %s gives %d forums, 0604 gives %d", name, len(got), len(byCode))
		}
	}
	all := ids(asJSON[[]map[string]any](t, "forums", "--municipality", "Aneby", "--db", db))
	with := ids(asJSON[[]map[string]any](t, "forums", "--municipality", "Aneby", "--parties", "municipality", "--db", db))
	lacking := ids(asJSON[[]map[string]any](t, "forums", "--municipality", "Aneby", "--without", "municipality", "--db", db))
	if both := append(slices.Clone(with), lacking...); len(both) != len(all) {
		t.Errorf("%d with and %d without the municipality, of %d", len(with), len(lacking), len(all))
	}
}

func TestQuestionsRefuseWhatThereIsNot(t *testing.T) {
	db := readDB(t)
	for _, c := range []struct {
		args  []string
		words []string
	}{
		{[]string{"forums", "--municipality", "9999"}, []string{"--municipality", "9999", "0604"}},
		{[]string{"forums", "--municipality", "Ankeborg"}, []string{"--municipality", "Ankeborg"}},
		{[]string{"forums", "--actor", "aneby/am"}, []string{"--actor", "Menas", "aneby/ame"}},
		{[]string{"forums", "--parties", "af,zzzzzzzz"}, []string{"--parties", "zzzzzzzz", "municipality"}},
		{[]string{"forums", "--level", "high"}, []string{"--level", "high", "individual, operational, strategic, political"}},
		{[]string{"forums", "--status", "active,gone"}, []string{"--status", "gone", "planned"}},
		{[]string{"forums", "--age", "old"}, []string{"--age", "old", "heltal"}},
		{[]string{"forums", "--age", "121"}, []string{"--age", "121", "0–120"}},
		{[]string{"forums", "--age", "-1"}, []string{"--age", "-1"}},
		{[]string{"forums", "--held", "x"}, []string{"--held", "heltal"}},
		{[]string{"forums", "--as-of", "soon"}, []string{"--as-of", "ÅÅÅÅ-MM-DD"}},
		{[]string{"forums", "--as-of", "2999"}, []string{"inte varit än"}},
		{[]string{"forums", "--target-group", "zzzzzzzz"}, []string{"--target-group", "zzzzzzzz"}},
		{[]string{"units", "--kind", "x"}, []string{"--kind", "income_support"}},
		{[]string{"contacts", "--via", "x"}, []string{"--via", "mailbox"}},
		{[]string{"contacts", "--ease", "x"}, []string{"--ease", "fairly_hard"}},
		{[]string{"relations", "--wants", "x"}, []string{"--wants", "structured"}},
		{[]string{"relations", "--to", "zzzzzzzz"}, []string{"--to", "zzzzzzzz"}},
		{[]string{"statements", "--factor", "x"}, []string{"--factor", "leadership"}},
		{[]string{"statements", "--stance", "x"}, []string{"--stance", "wishes"}},
		{[]string{"statements", "--about", "zzzzzzzz"}, []string{"--about", "zzzzzzzz"}},
		{[]string{"path", "--from", "fk"}, []string{"--into"}},
		{[]string{"path", "--from", "fk", "--into", "af", "--situation", "x"}, []string{"--situation", "mental_ill_health"}},
		{[]string{"path", "--from", "fk", "--into", "af", "--age", "200"}, []string{"--age"}},
		{[]string{"search", "x", "--municipality", "Ankeborg"}, []string{"--municipality"}},
		{[]string{"search", "x", "--limit", "0"}, []string{"--limit"}},
		{[]string{"search"}, []string{"samkarta search"}},
		{[]string{"glossary", "GPS", "--municipality", "Ankeborg"}, []string{"--municipality"}},
		{[]string{"list", "thing"}, []string{"thing", "forum, agreement"}},
		{[]string{"list", "party", "--where", "colour=red"}, []string{"--where", "colour=red", "kind"}},
		{[]string{"show", "thing", "x"}, []string{"thing"}},
		{[]string{"show", "forum"}, []string{"samkarta show KIND"}},
		{[]string{"show", "forum", "ARENA"}, []string{"Flera", "habo/arena", "mullsjo/arena"}},
		{[]string{"forums", "extra"}, []string{"samkarta forums"}},
	} {
		refuses(t, 2, c.words, append(c.args, "--db", db)...)
	}
	refuses(t, 3, []string{"ingen sådan"}, "show", "forum", "zzzzzzzz", "--db", db)
	refuses(t, 3, []string{"ingen sådan"}, "history", "forum", "zzzzzzzz", "--db", db)
}

// The same fault in English, and as JSON.
func TestFaultsInEnglishAndJSON(t *testing.T) {
	got := try(t, "", "forums", "--municipality", "Ankeborg", "--json", "--lang", "en", "--db", readDB(t))
	var p problem
	if err := json.Unmarshal([]byte(got.err), &p); err != nil {
		t.Fatal(err, got.err)
	}
	if p.Kind != "invalid" || len(p.Faults) != 1 || p.Faults[0].Path != "--municipality" || !strings.Contains(p.Faults[0].Message, "is no municipality") {
		t.Errorf("%+v", p)
	}
	// Also what is wrong with the flags themselves, before they have been read.
	got = try(t, "", "forums", "--bogus", "--json", "--lang=en")
	if err := json.Unmarshal([]byte(got.err), &p); err != nil || got.code != 2 || !strings.Contains(p.Message, "--bogus") {
		t.Errorf("exit %d: %s", got.code, got.err)
	}
}

func TestAsOf(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		doc := strings.Replace(small, `"id": "prov/natverk",`, `"id": "prov/natverk", "valid_from": "2020-03", "valid_to": "2021",`, 1)
		do(t, "import", file(t, "prov.json", doc), "--db", db)
		for day, want := range map[string]int{"2020-02-29": 0, "2020-03": 1, "2021-12-31": 1, "2022-01-01": 0, "": 0} {
			if got := asJSON[[]any](t, "forums", "--as-of", day, "--db", db); len(got) != want {
				t.Errorf("as of %q there are %d forums, want %d", day, len(got), want)
			}
		}
	})
}

func TestShowByNameAndByID(t *testing.T) {
	db := readDB(t)
	for _, name := range [][]string{{"aneby/fua"}, {"FUA"}, {"Framtid för Ungdomar i Aneby"}, {"framtid", "för", "ungdomar", "i", "aneby"}} {
		if f := asJSON[map[string]any](t, append(append([]string{"show", "forum"}, name...), "--db", db)...); f["id"] != "aneby/fua" {
			t.Errorf("show forum %v is %v", name, f["id"])
		}
	}
	out := do(t, "show", "forum", "aneby/af-eb-ame", "--db", db)
	for _, want := range []string{"Månadsmöte AF", "Huvudparter som inte är med", "FK", "Senast bekräftad", "Färskhet"} {
		if !strings.Contains(out, want) {
			t.Errorf("show does not say %q:\n%s", want, out)
		}
	}
	if one := asJSON[map[string]any](t, "show", "insats", "varnamo/somnadsprojekt", "--db", db); one["status"] != "starting" {
		t.Errorf("an insats: %v", one)
	}
	kept := asJSON[map[string]any](t, "show", "project", "finnveden/samverkan-ggv", "--db", db)
	if kept["record"].(map[string]any)["owner"] != "finnveden" {
		t.Errorf("a kept record: %v", kept)
	}
}

func TestPath(t *testing.T) {
	db := readDB(t)
	type ways struct {
		Municipality string
		Ways         []struct {
			Rank    int
			Type    string
			Advice  string
			Reasons []string
		}
		Missing   []map[string]any
		NotForAge int `json:"not_for_age"`
	}
	got := asJSON[ways](t, "path", "--from", "fk", "--into", "af", "--municipality", "Aneby", "--db", db)
	if got.Municipality != "0604" || len(got.Ways) < 3 || got.Ways[0].Type != "mailbox" || got.Ways[0].Rank != 1 || len(got.Ways[0].Reasons) == 0 || got.Ways[0].Advice == "" {
		t.Errorf("%+v", got)
	}
	old := asJSON[ways](t, "path", "--from", "fk", "--into", "af", "--municipality", "Aneby", "--age", "60", "--situation", "sick_listed,stress", "--db", db)
	if old.NotForAge == 0 || len(old.Ways) >= len(got.Ways) {
		t.Errorf("for somebody of 60: %d ways of %d, %d left out", len(old.Ways), len(got.Ways), old.NotForAge)
	}
	into := asJSON[ways](t, "path", "--from", "af", "--into", "aneby", "--db", db)
	if len(into.Missing) != 1 || into.Municipality != "0604" {
		t.Errorf("into Aneby %v is missing, for %q", into.Missing, into.Municipality)
	}
	if english := asJSON[ways](t, "path", "--from", "fk", "--into", "af", "--municipality", "Aneby", "--lang", "en", "--db", db); english.Ways[0].Advice == got.Ways[0].Advice {
		t.Error("the advice is the same in both languages")
	}
	if out := do(t, "path", "--from", "af", "--into", "aneby", "--db", db); !strings.Contains(out, "saknas: Arbetsförmedlingen → Aneby kommun") {
		t.Errorf("the words do not tell of the missing way:\n%s", out)
	}
}

func TestSearchAndGlossary(t *testing.T) {
	db := readDB(t)
	type hits struct {
		Total int
		Hits  []struct{ Kind, ID, Title, URL string }
	}
	got := asJSON[hits](t, "search", "arbetsmarknadsenheten", "--municipality", "Aneby", "--kind", "unit", "--limit", "1", "--db", db)
	if len(got.Hits) != 1 || got.Hits[0].ID != "aneby/ame" || got.Hits[0].URL != "/enheter/aneby/ame" {
		t.Errorf("%+v", got)
	}
	if out := do(t, "search", "zzzzzzzz", "--db", db); !strings.Contains(out, "Inget hittat") {
		t.Errorf("nothing found: %s", out)
	}
	terms := asJSON[[]map[string]any](t, "glossary", "GPS", "--municipality", "Jönköping", "--db", dbtest.EmptySQLite(t))
	if len(terms) != 2 || terms[0]["id"] != "gemensam-psykiatrisamverkan" {
		t.Errorf("GPS in Jönköping is %v", terms)
	}
	svalov := asJSON[[]map[string]any](t, "glossary", "gps", "--municipality", "1214")
	if len(svalov) != 2 || svalov[0]["id"] != "gemensam-plattform-svalov" {
		t.Errorf("GPS in Svalöv is %v", svalov)
	}
	if all := asJSON[[]any](t, "glossary"); len(all) < 100 {
		t.Errorf("%d terms", len(all))
	}
}

// Tables are words, not codes, in the language that was chosen.
func TestTablesAreReadable(t *testing.T) {
	db := readDB(t)
	for _, c := range []struct {
		args  []string
		words []string
	}{
		{[]string{"forums", "--municipality", "Aneby"}, []string{"SAMMANKALLAR", "handläggarnivå", "formellt", "Försäkringskassan", "pågår", "träffar"}},
		{[]string{"forums", "--municipality", "Aneby", "--lang", "en"}, []string{"CONVENER", "formal", "hits"}},
		{[]string{"forums", "--text", "arena", "--held", "2018"}, []string{"MÖTEN DET ÅRET"}},
		{[]string{"units", "--municipality", "Värnamo"}, []string{"Värnamo Arbetsmarknadscenter", "25–65"}},
		{[]string{"contacts", "--into", "aneby"}, []string{"saknas", "svårt"}},
		{[]string{"relations", "--from", "aneby"}, []string{"VILL HA", "Region Jönköpings län"}},
		{[]string{"agreements", "--municipality", "Gislaved"}, []string{"Lokal överenskommelse kring integration", "avslutat"}},
		{[]string{"statements", "--by", "varnamo/vac"}, []string{"VAD SOM SÄGS", "Värnamo Arbetsmarknadscenter"}},
		{[]string{"list", "agreement"}, []string{"gislaved/lok-integration"}},
		{[]string{"units", "--municipality", "Kiruna"}, []string{"Ta bort något av villkoren"}},
	} {
		out := do(t, append(c.args, "--db", db)...)
		for _, w := range c.words {
			if !strings.Contains(out, w) {
				t.Errorf("samkarta %v does not say %q:\n%.1500s", c.args, w, out)
			}
		}
		if strings.Contains(out, "⟦") {
			t.Errorf("samkarta %v lacks a text:\n%.1500s", c.args, out)
		}
	}
}
