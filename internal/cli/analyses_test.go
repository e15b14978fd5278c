package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// keysOf are the fields that the JSON of each analysis is promised to have; a
// list's are those of each of its items. Those of an object within follow a point.
var keysOf = map[string][]string{
	"coverage --municipality 0604 --formality formal": {"municipality", "parties", "level", "formality", "covered[].from", "covered[].to", "covered[].forums[]",
		"gaps[].from", "gaps[].to", "would_cover[].forum", "would_cover[].status", "would_cover[].intervals[].from", "would_cover[].why", "lacking[].missing[]", "reading[]"},
	"overlaps --municipality 0683":                                             {"[].a", "[].b", "[].similarity", "[].shared[]", "[].only_a", "[].only_b", "[].meetings_a.min", "[].meetings_a.max", "[].meetings_b.min", "[].meetings_b.max", "[].reading"},
	"load --municipality 0643":                                                 {"[].actor", "[].meetings.min", "[].meetings.max", "[].forums[]", "[].seats[].basis", "[].unknown", "[].reading"},
	"load --by function --association sodra-vatterbygden":                      {"[].function", "[].actor"},
	"dependence --municipality 0604":                                           {"[].id", "[].kind", "[].separates", "[].contact_paths", "[].forums", "[].reading"},
	"asymmetry --municipality 0604":                                            {"[].a", "[].b", "[].a_says", "[].b_says", "[].reading"},
	"ways --municipality 0604":                                                 {"[].party", "[].told[].from", "[].told[].via", "[].told[].contact_paths[]", "[].hard", "[].easy", "[].missing", "[].reading"},
	"freshness --association finnveden":                                        {"facts", "average", "bands[].band", "bands[].count", "months[].month", "keepers[].id", "ask[].actor", "ask[].raises", "reading[]"},
	"metrics --association sodra-vatterbygden":                                 {"density", "nodes[].actor", "communities[].actors[]", "reading[]"},
	"compare --municipality 0604,0643":                                         {"sides[].active", "sides[].covered", "sides[].load_median", "sides[].support", "sides[].factors[].factor", "reading[]"},
	"diff --association finnveden --since 2017":                                {"since", "until", "kinds[].kind", "kinds[].before", "kinds[].after", "came[].how", "came[].on", "came[].id", "went", "changed", "undated", "years[].year", "years[].kinds[].there", "reading[]"},
	"findings --association hoglandets-samordningsforbund":                     {"[].kind", "[].text", "[].more", "[].link.analysis", "[].link.params[].name", "[].records[].id", "[].worth"},
	"path --from aneby/ame --into fk":                                          {"ways[].advice", "shortest.steps[].say", "shortest.trust", "surest.steps[].record.id", "surest.trust"},
	"path --from aneby/ame --into fk --by surest":                              {"steps[].say", "steps[].type", "steps[].from", "steps[].to", "trust"},
	"path --from jonkoping/ama --into habo --municipality Habo --by shortest ": {"steps", "trust"},
}

func TestAnalysesHaveTheirFields(t *testing.T) {
	db := readDB(t)
	for line, keys := range keysOf {
		got := asJSON[any](t, append(strings.Fields(line), "--db", db)...)
		for _, key := range keys {
			if !hasField(got, key) {
				t.Errorf("samkarta %s --json has no %s", line, key)
			}
		}
		if strings.Contains(fmt.Sprint(got), "insight.") {
			t.Errorf("samkarta %s --json says the name of a text", line)
		}
		if words := do(t, append(strings.Fields(line), "--db", db)...); strings.Contains(words, "⟦") || strings.TrimSpace(words) == "" {
			t.Errorf("samkarta %s says %.200q", line, words)
		}
	}
}

// hasField tells whether a value has what a path names in all items, of lists that
// must have some.
func hasField(v any, path string) bool {
	switch {
	case path == "":
		return true
	case strings.HasPrefix(path, "["):
		list, isList := v.([]any)
		return isList && len(list) > 0 && !slices.ContainsFunc(list, func(x any) bool { return !hasField(x, strings.TrimPrefix(path[2:], ".")) })
	}
	end := strings.IndexAny(path, ".[")
	if end < 0 {
		end = len(path)
	}
	object, isObject := v.(map[string]any)
	inner, has := object[path[:end]]
	return isObject && has && hasField(inner, strings.TrimPrefix(path[end:], "."))
}

// What is asked of a place of which nothing is told is answered with nothing, and
// never with null for a list.
func TestAnalysesOfNothing(t *testing.T) {
	db := readDB(t)
	may := []string{"min", "max", "load_median", "meetings", "support"}
	for _, args := range []string{"overlaps", "load", "dependence", "asymmetry", "ways", "findings"} {
		if list := asJSON[[]any](t, args, "--municipality", "Kiruna", "--db", db); list == nil {
			t.Errorf("samkarta %s gives null", args)
		}
	}
	for _, line := range []string{"coverage", "freshness", "metrics", "compare", "diff", "load --by party", "ways", "findings"} {
		for _, place := range []string{"Kiruna", "0604"} {
			eachNull(asJSON[any](t, append(strings.Fields(line), "--municipality", place, "--db", db)...), "", func(path, name string) {
				if !slices.Contains(may, name) {
					t.Errorf("samkarta %s --municipality %s: %s is null", line, place, path)
				}
			})
		}
	}
}

// Nobody above 29 is met formally by all four in Aneby, and KUR Samverk would
// change that if it is still there.
func TestCoverageGapOfAneby(t *testing.T) {
	db := readDB(t)
	a := asJSON[map[string]any](t, "coverage", "--municipality", "0604", "--formality", "formal", "--db", db)
	gaps := inside(a, "gaps")
	if len(gaps) != 1 || gaps[0]["from"] != 30.0 || gaps[0]["to"] != 66.0 {
		t.Errorf("the gaps are %v", gaps)
	}
	for _, c := range inside(a, "covered") {
		if c["to"].(float64) > 29 {
			t.Errorf("%v is covered", c)
		}
	}
	would := theOne(inside(a, "would_cover"), "forum", "aneby/kur-samverk")
	if would == nil || would["status"] != "unclear" || would["why"] != "om forumet fortfarande finns" {
		t.Errorf("would cover: %v", a["would_cover"])
	}
	if words := do(t, "coverage", "--municipality", "Aneby", "--formality", "formal", "--db", db); !strings.Contains(words, "30 år eller äldre") || !strings.Contains(words, "KUR Samverk skulle täcka luckan") {
		t.Errorf("in words: %s", words)
	}
}

// The report on Aneby tells that the municipality finds the way in to the others
// easy, and they find the way into it hard.
func TestAsymmetryOfAneby(t *testing.T) {
	list := asJSON[records](t, "asymmetry", "--municipality", "0604", "--db", readDB(t))
	i := slices.IndexFunc(list, func(x map[string]any) bool { return x["a"] == "aneby" && x["b"] == "region-jonkoping" })
	if i < 0 {
		t.Fatalf("the municipality and the region are not among %v", column(list, "a"))
	}
	a, b := list[i]["a_says"].(map[string]any), list[i]["b_says"].(map[string]any)
	if a["way_in"] != "easy" || b["way_in"] != "hard" {
		t.Errorf("the municipality says %v, the region %v", a, b)
	}
	ways := asJSON[records](t, "ways", "--municipality", "0604", "--db", readDB(t))
	if into := theOne(ways, "party", "aneby"); into["hard"] != 3.0 || into["easy"] != 0.0 || ways[0]["party"] != "aneby" {
		t.Errorf("the ways into Aneby: %v", into)
	}
}

// By the report, the integration unit of Habo meets every other week in the
// management group and four times a year with all managers, and of ten forums it
// is not told how often; the youth coach sits in six, of which it is told of none.
func TestLoadOfHaboAndJonkoping(t *testing.T) {
	db := readDB(t)
	for _, c := range []struct {
		code, actor     string
		least, most     any
		forums, unknown int
	}{
		{"0643", "habo/integration", 30.0, 30.0, 12, 10},
		{"0643", "habo/ungdomscoach", nil, nil, 6, 6},
		{"0643", "habo/forsorjningsstod", 8.0, 10.0, 7, 3},
		{"0680", "jonkoping/ama", 18.0, 18.0, 9, 3},
	} {
		l := theOne(asJSON[records](t, "load", "--municipality", c.code, "--db", db), "actor", c.actor)
		m, _ := l["meetings"].(map[string]any)
		if m["min"] != c.least || m["max"] != c.most || len(strs(l["forums"])) != c.forums || len(strs(l["unknown"])) != c.unknown {
			t.Errorf("%s: %v in %v, unknown %v", c.actor, m, l["forums"], l["unknown"])
		}
	}
}

func TestFindingsAndRoutesAreRefused(t *testing.T) {
	db := readDB(t)
	refuses(t, 2, []string{"--by", "all, shortest, surest"}, "path", "--from", "fk", "--into", "af", "--by", "bil", "--db", db)
	refuses(t, 2, []string{"--since", "före"}, "diff", "--since", "2099", "--db", db)
	refuses(t, 2, []string{"--since", "igår"}, "diff", "--since", "igår", "--db", db)
	refuses(t, 2, []string{"--party"}, "diff", "--party", "finns-inte", "--db", db)
	refuses(t, 2, []string{"--association"}, "findings", "--association", "finns-inte", "--db", db)
}

// The five findings of Höglandet are those of its page, and each names a command
// that can be run.
func TestFindingsLeadOn(t *testing.T) {
	db := readDB(t)
	list := asJSON[records](t, "findings", "--association", "hoglandets-samordningsforbund", "--db", db)
	if len(list) != 5 || !slices.Contains(column(list, "text"), "Vägen in till Aneby är svår för AF, FK och Regionen.") {
		t.Errorf("%v", column(list, "text"))
	}
	for _, association := range []string{"hoglandets-samordningsforbund", "sodra-vatterbygden", "finnveden", "kavlinge-lomma"} {
		words := do(t, "findings", "--association", association, "--db", db)
		for line := range strings.Lines(words) {
			_, command, has := strings.Cut(line, "samkarta ")
			if has {
				do(t, append(strings.Fields(command), "--db", db)...)
			}
		}
	}
}
