package mapping_test

import (
	"context"
	"slices"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// demo is the map with the documents of the demonstration.
func demo(t testing.TB) *record.View {
	t.Helper()
	records := record.New(dbtest.SQLite(t), exchange.Kinds())
	files, err := exchange.Files("../demo/data")
	must(t, err)
	_, err = exchange.Import(context.Background(), records, access.System("test"), files, exchange.Options{})
	must(t, err)
	v, err := records.View(context.Background(), access.Public(), "")
	must(t, err)
	return v
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func ids(all []*mapping.Statement) []string {
	var ids []string
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestEveryKindOfStatementHasAStance(t *testing.T) {
	counts := map[string]int{}
	for _, kind := range record.Vocabulary("statement_kind") {
		s := mapping.Statement{Type: kind}
		if !slices.Contains(mapping.Stances(), s.Stance()) {
			t.Errorf("%s comes down to %q", kind, s.Stance())
		}
		counts[s.Stance()]++
	}
	for _, stance := range mapping.Stances() {
		if counts[stance] == 0 {
			t.Errorf("no kind comes down to %s", stance)
		}
	}
	if (&mapping.Statement{}).Stance() != mapping.Thoughts {
		t.Error("a statement of no kind is more than a thought")
	}
}

// Every filter must give what a look at each statement gives, and two together
// what both give.
func TestFiltersChooseWhatTheySay(t *testing.T) {
	v := demo(t)
	inAneby := party.Within(v, "aneby")
	cases := map[string]struct {
		filter mapping.Filter
		takes  func(*mapping.Statement) bool
	}{
		"all":          {mapping.Filter{}, func(*mapping.Statement) bool { return true }},
		"municipality": {mapping.Filter{Municipality: "0604"}, func(s *mapping.Statement) bool { return slices.Contains(mapping.Places(v, s), "0604") }},
		"type":         {mapping.Filter{Type: "wish"}, func(s *mapping.Statement) bool { return s.Type == "wish" }},
		"stance":       {mapping.Filter{Stance: mapping.Needs}, func(s *mapping.Statement) bool { return s.Stance() == mapping.Needs }},
		"factor":       {mapping.Filter{Factor: "other"}, func(s *mapping.Statement) bool { return s.Factor == "other" || s.Factor == "" }},
		"about": {mapping.Filter{About: "aneby"}, func(s *mapping.Statement) bool {
			return slices.ContainsFunc(s.About, func(id string) bool { return slices.Contains(inAneby, id) })
		}},
		"by":          {mapping.Filter{By: "aneby"}, func(s *mapping.Statement) bool { return slices.Contains(inAneby, s.By) }},
		"perspective": {mapping.Filter{Perspective: "staff"}, func(s *mapping.Statement) bool { return s.Perspective == "staff" }},
		"group":       {mapping.Filter{TargetGroup: "fin/missbruk"}, func(s *mapping.Statement) bool { return slices.Contains(s.TargetGroups, "fin/missbruk") }},
		"among":       {mapping.Filter{Among: map[string]bool{"aneby/s-001": true}}, func(s *mapping.Statement) bool { return s.ID == "aneby/s-001" }},
		"nothing":     {mapping.Filter{Among: map[string]bool{}}, func(*mapping.Statement) bool { return false }},
		"association": {mapping.Filter{Association: "finnveden"}, func(s *mapping.Statement) bool {
			return s.KeptBy == "finnveden" || slices.ContainsFunc(mapping.Places(v, s), func(code string) bool {
				return slices.Contains([]string{"0617", "0662", "0683"}, code)
			})
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var want []string
			for _, s := range mapping.Statements.All(v) {
				if c.takes(s) {
					want = append(want, s.ID)
				}
			}
			if got := ids(mapping.List(v, c.filter)); !slices.Equal(got, want) {
				t.Errorf("%d chosen, %d wanted", len(got), len(want))
			}
		})
	}
	both := mapping.List(v, mapping.Filter{Municipality: "0604", Stance: mapping.Works, Factor: "structure"})
	for _, s := range both {
		if s.Stance() != mapping.Works || s.KnownFactor() != "structure" || !slices.Contains(mapping.Places(v, s), "0604") {
			t.Errorf("%s does not fit all that was asked", s.ID)
		}
	}
	if len(both) == 0 {
		t.Error("three filters together find nothing")
	}
}

func TestAboutOrBy(t *testing.T) {
	v := demo(t)
	about, by := ids(mapping.List(v, mapping.Filter{About: "aneby/ame"})), ids(mapping.List(v, mapping.Filter{By: "aneby/ame"}))
	for _, id := range ids(mapping.List(v, mapping.Filter{Actor: "aneby/ame"})) {
		if !slices.Contains(about, id) && !slices.Contains(by, id) {
			t.Errorf("%s is neither about it nor by it", id)
		}
	}
	if len(about) == 0 || len(by) == 0 {
		t.Error("nothing is about it or by it")
	}
}

func TestFactorsShareOutAllStatements(t *testing.T) {
	v := demo(t)
	all := mapping.List(v, mapping.Filter{})
	sum, seen := 0, map[string]bool{}
	for _, g := range mapping.ByFactor(all) {
		if g.Counts.Total() != len(g.Statements) || seen[g.Factor] {
			t.Errorf("%s: %d counted, %d there", g.Factor, g.Counts.Total(), len(g.Statements))
		}
		seen[g.Factor] = true
		sum += len(g.Statements)
	}
	if sum != len(all) || sum != 964 || mapping.Count(all).Total() != sum {
		t.Errorf("the factors hold %d of %d statements", sum, len(all))
	}
}

func TestRelatedStatementsAreAboutTheSame(t *testing.T) {
	v := demo(t)
	some := 0
	for _, s := range mapping.List(v, mapping.Filter{}) {
		places := mapping.Places(v, s)
		for _, r := range mapping.Related(v, s) {
			some++
			shares := slices.ContainsFunc(mapping.Places(v, r), func(code string) bool { return slices.Contains(places, code) })
			if r.ID == s.ID || r.KnownFactor() != s.KnownFactor() || len(places) > 0 && !shares {
				t.Errorf("%s is shown beside %s", r.ID, s.ID)
			}
		}
		if testing.Short() || some > 2000 {
			break
		}
	}
	if some == 0 {
		t.Error("no statement has others beside it")
	}
}

func TestPlacesComeFromWhatAStatementIsAbout(t *testing.T) {
	v := demo(t)
	if got := mapping.Places(v, &mapping.Statement{About: []string{"aneby/ame", "af"}}); !slices.Equal(got, []string{"0604"}) {
		t.Errorf("about a unit in Aneby: %v", got)
	}
	if got := mapping.Places(v, &mapping.Statement{About: []string{"aneby/ame"}, Municipality: "0680"}); !slices.Equal(got, []string{"0680"}) {
		t.Errorf("the one it names: %v", got)
	}
	if got := mapping.Places(v, &mapping.Statement{About: []string{"gislaved/arena"}}); !slices.Contains(got, "0662") {
		t.Errorf("about a forum in Gislaved: %v", got)
	}
	if got := mapping.Places(v, &mapping.Statement{About: []string{"nobody"}}); got != nil {
		t.Errorf("about nobody known: %v", got)
	}
}

func TestFreshestComeFirst(t *testing.T) {
	v := demo(t)
	all := mapping.List(v, mapping.Filter{})
	mapping.FreshestFirst(v, all)
	if !slices.IsSortedFunc(all, func(a, b *mapping.Statement) int { return v.ConfirmedOn(b).Compare(v.ConfirmedOn(a)) }) {
		t.Error("they are not in the order of their confirmation")
	}
}
