package cli

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/api"
)

// A record goes through its life: added, changed, confirmed, ended; and its
// history tells of it.
func TestLifeOfARecord(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		do(t, "import", file(t, "prov.json", small), "--db", db)
		added := try(t, `{"name": "Nytt forum", "kind": "network", "level": "operational", "convener": "prov-aneby/ame"}`,
			"add", "forum", "-", "--association", "provforbundet", "--json", "--db", db)
		if added.code != 0 || !strings.Contains(added.out, `"id": "prov-aneby/nytt-forum"`) || !strings.Contains(added.out, `"version": 1`) {
			t.Fatalf("add: %+v", added)
		}
		const id = "prov-aneby/nytt-forum"
		if out := do(t, "change", "forum", id, file(t, "patch.json", `{"status": "unclear", "convener": null}`), "--db", db); out != "Forum "+id+" är ändrad.\n" {
			t.Errorf("change says %q", out)
		}
		f := asJSON[map[string]any](t, "show", "forum", id, "--db", db)
		if f["status"] != "unclear" || f["name"] != "Nytt forum" || f["convener"] != "" || f["kept_by"] != "provforbundet" {
			t.Errorf("after the change: %v", f)
		}
		do(t, "confirm", "forum", id, "--db", db)
		if f := asJSON[map[string]any](t, "show", "forum", id, "--db", db); f["freshness"] != 1.0 {
			t.Errorf("after the confirmation it is %v fresh", f["freshness"])
		}
		do(t, "end", "forum", id, "--from", "2024-01-01", "--db", db)
		f = asJSON[map[string]any](t, "show", "forum", id, "--db", db)
		if f["valid_to"] != "2023-12-31" || f["status"] != "ended" {
			t.Errorf("after its end: %v", f)
		}
		if list := ids(asJSON[[]map[string]any](t, "forums", "--db", db)); slices.Contains(list, id) {
			t.Error("what has ended is among what there is")
		}
		history := asJSON[[]map[string]any](t, "history", "forum", id, "--db", db)
		var actions []any
		for _, v := range history {
			actions = append(actions, v["action"])
			if v["by"] == "" || v["at"] == "" {
				t.Errorf("a version without author or time: %v", v)
			}
		}
		if want := []any{"ended", "confirmed", "changed", "created"}; !slices.Equal(actions, want) {
			t.Errorf("its history is %v, want %v", actions, want)
		}
		if out := do(t, "history", "forum", id, "--db", db); !strings.Contains(out, "bekräftad") || strings.Contains(out, "system/cli") {
			t.Errorf("its history in words:\n%s", out)
		}
	})
}

func TestWritesRefuseWhatIsWrong(t *testing.T) {
	db := demoDB(t)
	before := do(t, "export", "--db", db)
	good := file(t, "good.json", `{"name": "X", "kind": "network"}`)
	for _, c := range []struct {
		code  int
		words []string
		args  []string
	}{
		{2, []string{"name", "saknas"}, []string{"add", "forum", file(t, "a.json", `{"kind": "network"}`)}},
		{2, []string{"kind", "arena"}, []string{"add", "forum", file(t, "b.json", `{"name": "X", "kind": "x"}`)}},
		{2, []string{"ingen post i JSON"}, []string{"add", "forum", file(t, "c.json", `[]`)}},
		{2, []string{"ingen post i JSON"}, []string{"add", "forum", file(t, "d.json", `{`)}},
		{2, []string{"thing", "forum"}, []string{"add", "thing", good}},
		{2, []string{"--association", "nowhere"}, []string{"add", "forum", good, "--association", "nowhere"}},
		{3, []string{"finns inte"}, []string{"add", "forum", "nowhere.json"}},
		{6, []string{"finns redan"}, []string{"add", "forum", file(t, "e.json", `{"id": "aneby/fua", "name": "X"}`)}},
		{3, []string{"ingen sådan"}, []string{"change", "forum", "nowhere", good}},
		{6, []string{"Någon annan"}, []string{"change", "forum", "aneby/fua", good, "--version", "7"}},
		{2, []string{"participants[0].actor", "nowhere"}, []string{"change", "forum", "aneby/fua", file(t, "f.json", `{"participants": [{"actor": "nowhere"}]}`)}},
		{3, []string{"ingen sådan"}, []string{"confirm", "forum", "nowhere"}},
		{3, []string{"ingen sådan"}, []string{"end", "forum", "nowhere"}},
		{2, []string{"--from"}, []string{"end", "forum", "aneby/fua", "--from", "soon"}},
		{2, []string{"samkarta end KIND ID"}, []string{"end", "forum"}},
	} {
		refuses(t, c.code, c.words, append(c.args, "--db", db)...)
	}
	if after := do(t, "export", "--db", db); after != before {
		t.Error("something was stored")
	}
}

func TestPublish(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		do(t, "import", file(t, "prov.json", small), "--db", db)
		got := asJSON[api.Publication](t, "publish", "provforbundet", "--hide", "statement,relation", "--show", "forum", "--db", db)
		if got.Association != "provforbundet" || got.Kinds["statement"] || got.Kinds["relation"] || !got.Kinds["forum"] || !got.Kinds["unit"] {
			t.Errorf("what is chosen: %v", got)
		}
		if again := asJSON[api.Publication](t, "publish", "provforbundet", "--db", db); !maps.Equal(again.Kinds, got.Kinds) {
			t.Errorf("shown again: %v", again)
		}
		if out := do(t, "publish", "provforbundet", "--db", db); !strings.Contains(out, "bara förbundet") {
			t.Errorf("in words:\n%s", out)
		}
	})
	refuses(t, 3, []string{"ingen sådan"}, "publish", "nowhere", "--db", demoDB(t))
	refuses(t, 2, []string{"thing"}, "publish", "finnveden", "--hide", "thing", "--db", demoDB(t))
}
