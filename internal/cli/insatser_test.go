package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type matched struct {
	Person  map[string]any
	Yes, No []struct {
		ID, Name string
		Because  []struct{ Fact, Text, Source string }
	}
	Depends []struct {
		ID, Name string
		On       []struct{ Fact, Question string }
	}
	AskNext []struct {
		Fact, Question string
		Open           int
	} `json:"ask_next"`
	Notice string
}

func (m matched) yes() (ids []string) {
	for _, x := range m.Yes {
		ids = append(ids, x.ID)
	}
	return ids
}

func (m matched) depends() (ids []string) {
	for _, x := range m.Depends {
		ids = append(ids, x.ID)
	}
	return ids
}

func (m matched) no() (ids []string) {
	for _, x := range m.No {
		ids = append(ids, x.ID)
	}
	return ids
}

// The persons of the task, told by a file, by flags and by what comes in: what
// fits, what may and what never does is as the task says.
func TestMatchOfTheTask(t *testing.T) {
	db := readDB(t)
	data, err := os.ReadFile("../insats/testdata/eligibility.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Profile             map[string]any
		Match, Maybe, Never []string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		profile, err := json.Marshal(c.Profile)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "person.json")
		if err := os.WriteFile(file, profile, 0o600); err != nil {
			t.Fatal(err)
		}
		got := asJSON[matched](t, "match", "--person", file, "--db", db)
		for _, id := range c.Never {
			if slices.Contains(got.yes(), id) || slices.Contains(got.depends(), id) {
				t.Errorf("case %d: %s never fits", i, id)
			}
		}
		for what, pair := range map[string][2][]string{"yes": {c.Match, got.yes()}, "depends": {c.Maybe, got.depends()}} {
			for _, id := range pair[0] {
				if !slices.Contains(pair[1], id) {
					t.Errorf("case %d: %s is not %s", i, id, what)
				}
			}
		}
		in := try(t, string(profile), "match", "--person", "-", "--json", "--db", db)
		flags := do(t, append(flagsOf(c.Profile), "--json", "--db", db)...)
		if file := do(t, "match", "--person", file, "--json", "--db", db); in.out != file || flags != file {
			t.Errorf("case %d: a file, what comes in and flags are answered differently", i)
		}
	}
}

// flagsOf tells a person by flags.
func flagsOf(profile map[string]any) []string {
	names := map[string]string{"incomes": "income", "decisions": "decision", "conditions": "condition", "statuses": "status"}
	args := []string{"match"}
	for name, value := range profile {
		flag := name
		if names[name] != "" {
			flag = names[name]
		}
		switch x := value.(type) {
		case string:
			args = append(args, "--"+flag, x)
		case float64:
			args = append(args, "--"+flag, string(rune('0'+int(x)/10))+string(rune('0'+int(x)%10)))
		case []any:
			var all []string
			for _, word := range x {
				all = append(all, word.(string))
			}
			args = append(args, "--"+flag, strings.Join(all, ","))
		}
	}
	return args
}

func TestMatchExplainsItself(t *testing.T) {
	db := readDB(t)
	open := asJSON[matched](t, "match", "--municipality", "Burlöv", "--age", "23", "--db", db)
	if open.Person["municipality"] != "1231" || open.Person["incomes"] != nil || len(open.AskNext) == 0 || open.AskNext[0].Question == "" {
		t.Errorf("%+v", open)
	}
	for _, x := range slices.Concat(open.Yes, open.No) {
		if len(x.Because) == 0 || x.Because[0].Text == "" || x.Because[0].Source == "" {
			t.Errorf("%s is answered, and nothing says why", x.ID)
		}
	}
	for _, x := range open.Depends {
		if len(x.On) == 0 || x.On[0].Question == "" {
			t.Errorf("%s depends on nothing", x.ID)
		}
	}
	none := asJSON[matched](t, "match", "--municipality", "1231", "--age", "23", "--income", "", "--decision", "", "--db", db)
	if list, is := none.Person["incomes"].([]any); !is || len(list) != 0 || len(none.Depends) >= len(open.Depends) {
		t.Errorf("no income at all: %v, %d depend and %d did", none.Person, len(none.Depends), len(open.Depends))
	}
	only := asJSON[matched](t, "match", "--municipality", "1231", "--stage", "social", "--db", db)
	if n := len(only.Yes) + len(only.No) + len(only.Depends); n == 0 || n >= len(open.Yes)+len(open.No)+len(open.Depends) || slices.Contains(only.no(), "burlov/peak") {
		t.Errorf("%d are of the stage", n)
	}
	for _, m := range []matched{open, none, only} {
		for _, id := range slices.Concat(m.yes(), m.depends(), m.no()) {
			if id == "lund/metodutveckling" || id == "kavlinge-lomma/samverkanskartan" {
				t.Errorf("%s takes no individuals", id)
			}
		}
	}
	if far := asJSON[matched](t, "match", "--municipality", "Kiruna", "--db", db); !strings.Contains(far.Notice, "Kiruna") || len(far.Depends) == 0 {
		t.Errorf("where nobody has told of anything: %+v", far.Notice)
	}
	if open.Notice != "" {
		t.Errorf("a notice: %s", open.Notice)
	}
	if out := do(t, "match", "--municipality", "1231", "--age", "23", "--db", db); !strings.Contains(out, "fråga nu") || !strings.Contains(out, "beror på") {
		t.Error(out)
	}
}

func TestMatchRefuses(t *testing.T) {
	db := readDB(t)
	file := filepath.Join(t.TempDir(), "person.json")
	write := func(s string) []string {
		if err := os.WriteFile(file, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		return []string{"match", "--person", file, "--db", db}
	}
	for _, c := range []struct {
		args  []string
		words []string
	}{
		{[]string{"match", "--income", "lottery", "--db", db}, []string{"--income", "lottery", "sjukpenning"}},
		{[]string{"match", "--municipality", "9999", "--db", db}, []string{"--municipality", "9999"}},
		{[]string{"match", "--age", "130", "--db", db}, []string{"--age", "120"}},
		{[]string{"match", "--age", "-3", "--db", db}, []string{"--age"}},
		{[]string{"match", "--stage", "structural", "--db", db}, []string{"--stage", "preparatory"}},
		{[]string{"match", "--as-of", "soon", "--db", db}, []string{"--as-of"}},
		{append(write(`{"age": 23}`), "--income", "wage"), []string{"--income"}},
		{write(`{"age": "old"}`), []string{"age"}},
		{write(`{"name": "x"}`), []string{"name", "municipality"}},
		{write(`[]`), []string{"person.json"}},
		{write(`{} {}`), []string{"JSON"}},
		{write(`{"incomes": ["lottery"]}`), []string{"incomes", "lottery"}},
		{[]string{"gaps", "--municipality", "9999", "--db", db}, []string{"--municipality"}},
		{[]string{"gaps", "--income", "lottery", "--db", db}, []string{"--income"}},
	} {
		if c.args[1] == "--person" { // written anew for each
			continue
		}
		refuses(t, 2, c.words, c.args...)
	}
	for body, words := range map[string][]string{`{"age": "old"}`: {"age"}, `{"name": "x"}`: {"name", "municipality"}, `[]`: {"person.json"}, `{} {}`: {"JSON"},
		`{"incomes": ["lottery"]}`: {"incomes", "lottery"}, `{"age": 130}`: {"age", "120"}, ``: {"JSON"}} {
		refuses(t, 2, words, write(body)...)
	}
	refuses(t, 2, []string{"--income"}, append(write(`{"age": 23}`), "--income", "wage")...)
	refuses(t, 3, []string{"nowhere.json"}, "match", "--person", "nowhere.json", "--db", db)
}

func TestGapsAndInsatser(t *testing.T) {
	db := readDB(t)
	cells := asJSON[[]struct {
		Municipality, Income, Stage string
		AgeFrom                     int `json:"age_from"`
		AgeTo                       int `json:"age_to"`
		Certain, Possible           int
	}](t, "gaps", "--municipality", "Kävlinge,1262", "--stage", "rehabilitation", "--income", "aktivitetsersattning", "--db", db)
	ages := map[string]int{}
	for _, c := range cells {
		ages[c.Municipality] += c.AgeTo - c.AgeFrom + 1
		if c.Income != "aktivitetsersattning" || c.Stage != "rehabilitation" || c.Certain > c.Possible {
			t.Errorf("%+v", c)
		}
	}
	if len(ages) != 2 || ages["1261"] != 51 || ages["1262"] != 51 || len(cells) < 4 {
		t.Errorf("the cells are %+v", cells)
	}
	all := ids(asJSON[records](t, "insatser", "--db", db))
	here := ids(asJSON[records](t, "insatser", "--municipality", "1261", "--age", "20", "--stage", "preparatory", "--db", db))
	if len(all) != 136 || !slices.Contains(here, "kavlinge/uppdragstjanst") || slices.Contains(here, "lund/comung") || len(here) >= len(all) {
		t.Errorf("%d insatser, of which %v", len(all), here)
	}
	if by := ids(asJSON[records](t, "insatser", "--actor", "lunds-fontanhus", "--db", db)); !slices.Contains(by, "lund/fontanhuset") || !slices.Contains(by, "lund/exakt") {
		t.Errorf("of the Fontänhus: %v", by)
	}
}

func TestGapsTried(t *testing.T) {
	db := readDB(t)
	shifts := asJSON[[]struct {
		Certain     int
		CertainThen int `json:"certain_then"`
		Opens       bool
	}](t, "what-if", "--municipality", "Eslöv", "--income", "aktivitetsersattning", "--insats", "eslov/utearbete", "--change", "income", "--to-income", "aktivitetsersattning", "--db", db)
	if len(shifts) != 1 || shifts[0].Certain != 0 || shifts[0].CertainThen != 1 || !shifts[0].Opens {
		t.Errorf("%+v", shifts)
	}
	best := asJSON[[]struct {
		Insats, Kind, Name string
		Cells, People      int
	}](t, "gaps", "--best", "--municipality", "Eslöv", "--db", db)
	if len(best) == 0 || best[0].Insats == "" || best[0].People == 0 || best[0].Cells == 0 {
		t.Errorf("%+v", best)
	}
	lone := asJSON[[]struct{ Insats, Party string }](t, "gaps", "--fragile", "--municipality", "1261", "--income", "aktivitetsersattning", "--stage", "rehabilitation", "--db", db)
	if len(lone) == 0 || lone[0].Insats != "af/personligt-stod-unga" || lone[0].Party != "af" {
		t.Errorf("%+v", lone)
	}
	for want, args := range map[string][]string{
		"Personligt stöd": {"gaps", "--fragile", "--municipality", "1261", "--income", "aktivitetsersattning"},
		"öppna för en":    {"gaps", "--best", "--municipality", "1285"},
		"SÄKERT SEDAN":    {"what-if", "--municipality", "1285", "--insats", "eslov/utearbete", "--change", "end"},
	} {
		if out := do(t, append(args, "--db", db)...); !strings.Contains(out, want) {
			t.Errorf("%v does not say %q:\n%s", args, want, out)
		}
	}
	refuses(t, 2, []string{"--best"}, "gaps", "--best", "--fragile", "--db", db)
	refuses(t, 2, []string{"--to-municipality"}, "what-if", "--insats", "eslov/utearbete", "--change", "municipality", "--db", db)
	refuses(t, 2, []string{"--insats", "--change"}, "what-if", "--db", db)
}
