package party_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/party"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// thing is one record of a document.
type thing map[string]any

// mapOf gives a map of what the lists say.
func mapOf(t testing.TB, lists map[string][]thing) *record.View {
	t.Helper()
	doc := map[string]any{"format": exchange.Format, "source": thing{"id": "doc", "title": "Dokument", "date": "2019-05-01", "kind": "mapping"}}
	for list, things := range lists {
		doc[list] = things
	}
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	admin := access.System("test")
	records := record.New(dbtest.SQLite(t), exchange.Kinds())
	if _, err := exchange.Import(context.Background(), records, admin, []exchange.File{exchange.Bytes("doc.json", data)}, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	v, err := records.View(context.Background(), admin, "")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func years(n int) *int { return &n }

func TestCheckAges(t *testing.T) {
	tests := map[string]struct {
		from, to *int
		want     []string // paths with keys
	}{
		"both open":      {nil, nil, nil},
		"from only":      {years(16), nil, nil},
		"to only":        {nil, years(24), nil},
		"one year":       {years(20), years(20), nil},
		"nought to most": {years(0), years(120), nil},
		"upside down":    {years(25), years(24), []string{"age_max party.age_upside_down"}},
		"from too high":  {years(121), nil, []string{"age_min party.age_too_high"}},
		"to too high":    {nil, years(121), []string{"age_max party.age_too_high"}},
		"all wrong":      {years(130), years(125), []string{"age_min party.age_too_high", "age_max party.age_too_high", "age_max party.age_upside_down"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range party.CheckAges(tt.from, tt.to) {
				got = append(got, f.Path+" "+f.Key)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestTakes(t *testing.T) {
	tests := []struct {
		from, to *int
		age      int
		want     bool
	}{
		{nil, nil, 0, true}, {nil, nil, 119, true},
		{years(16), nil, 15, false}, {years(16), nil, 16, true}, {years(16), nil, 90, true},
		{nil, years(24), 24, true}, {nil, years(24), 25, false},
		{years(18), years(29), 17, false}, {years(18), years(29), 18, true}, {years(18), years(29), 29, true}, {years(18), years(29), 30, false},
	}
	for _, tt := range tests {
		if got := party.Takes(tt.from, tt.to, tt.age); got != tt.want {
			t.Errorf("Takes(%v, %v, %d) = %v", tt.from, tt.to, tt.age, got)
		}
	}
}

func TestForAge(t *testing.T) {
	v := mapOf(t, map[string][]thing{"target_groups": {
		{"id": "unga", "name": "Unga", "age_min": 16, "age_max": 24},
		{"id": "aldre", "name": "Äldre", "age_min": 55},
		{"id": "alla", "name": "Alla"},
	}})
	tests := map[string]struct {
		from, to *int
		groups   []string
		age      int
		want     bool
	}{
		"nothing said is for all":               {nil, nil, nil, 40, true},
		"its own span decides":                  {years(30), years(50), []string{"unga"}, 20, false},
		"its own span decides the other way":    {years(30), nil, []string{"unga"}, 40, true},
		"in its group":                          {nil, nil, []string{"unga"}, 24, true},
		"outside its group":                     {nil, nil, []string{"unga"}, 25, false},
		"in one of its groups":                  {nil, nil, []string{"unga", "aldre"}, 55, true},
		"between its groups":                    {nil, nil, []string{"unga", "aldre"}, 40, false},
		"a group of all ages":                   {nil, nil, []string{"unga", "alla"}, 40, true},
		"groups that cannot be seen":            {nil, nil, []string{"finns-inte"}, 40, true},
		"a group that can be seen still counts": {nil, nil, []string{"finns-inte", "unga"}, 40, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := party.ForAge(v, tt.from, tt.to, tt.groups, tt.age); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// town is a small map: two municipalities, an authority, units within units.
func town(t testing.TB) *record.View {
	return mapOf(t, map[string][]thing{
		"parties": {
			{"id": "aneby", "kind": "municipality", "name": "Aneby kommun", "municipality": "0604"},
			{"id": "eksjo", "kind": "municipality", "name": "Eksjö kommun", "municipality": "0686"},
			{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen"},
		},
		"units": {
			{"id": "aneby/soc", "party": "aneby", "name": "Socialtjänsten"},
			{"id": "aneby/ifo", "party": "aneby", "part_of": "aneby/soc", "name": "IFO"},
			{"id": "aneby/stod", "party": "aneby", "part_of": "aneby/ifo", "name": "Försörjningsstöd", "municipality": "0604",
				"colocated_with": []thing{{"actor": "af/aneby"}, {"actor": "af", "extent": "1 dag/vecka"}}},
			{"id": "aneby/gammal", "party": "aneby", "part_of": "aneby/soc", "name": "Nedlagd", "valid_to": "2015"},
			{"id": "af/aneby", "party": "af", "name": "AF Aneby", "municipality": "0604",
				"colocated_with": []thing{{"actor": "aneby/stod", "extent": "två förmiddagar"}, {"actor": "aneby"}}},
			{"id": "af/hoglandet", "party": "af", "name": "AF Höglandet", "municipality": "0604", "municipalities": []string{"0686"}},
			{"id": "af/specialister", "party": "af", "name": "Specialister"},
		},
	})
}

func TestServes(t *testing.T) {
	v := town(t)
	for id, want := range map[string][]string{
		"aneby/soc":       {"0604"}, // its party's
		"aneby/stod":      {"0604"},
		"af/hoglandet":    {"0604", "0686"},
		"af/specialister": nil, // everywhere, or not known
	} {
		if got := party.Units.Find(v, id).Serves(v); !slices.Equal(got, want) {
			t.Errorf("%s serves %v, want %v", id, got, want)
		}
	}
}

func TestActors(t *testing.T) {
	v := town(t)
	tests := []struct{ id, party, kind, name string }{
		{"aneby", "aneby", "municipality", "Aneby kommun"},
		{"af/aneby", "af", "employment_service", "AF Aneby, Arbetsförmedlingen"},
		{"finns/inte", "finns/inte", "other", "finns/inte"},
	}
	for _, tt := range tests {
		a, ok := party.FindActor(v, tt.id)
		if ok != (tt.kind != "other") || a.PartyID() != tt.party || a.Type() != tt.kind || a.Name() != tt.name || a.Key().ID != tt.id {
			t.Errorf("%s: %v, party %s, kind %s, name %q, key %v", tt.id, ok, a.PartyID(), a.Type(), a.Name(), a.Key())
		}
		if ok && a.Body().HeadOf().ID != tt.id {
			t.Errorf("%s has the record of %s", tt.id, a.Body().HeadOf().ID)
		}
		if got := party.PartyOf(v, tt.id); got != tt.party {
			t.Errorf("the party of %s is %s", tt.id, got)
		}
	}
}

func TestWithinAndAncestors(t *testing.T) {
	v := town(t)
	for id, want := range map[string][]string{
		"aneby":      {"aneby", "aneby/ifo", "aneby/soc", "aneby/stod"}, // the closed unit is no part any more
		"aneby/soc":  {"aneby/ifo", "aneby/soc", "aneby/stod"},
		"aneby/stod": {"aneby/stod"},
		"okand":      {"okand"},
	} {
		got := party.Within(v, id)
		if got[0] != id {
			t.Errorf("Within(%s) begins with %s", id, got[0])
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("Within(%s) = %v, want %v", id, got, want)
		}
	}
	up := party.Ancestors(v, party.Units.Find(v, "aneby/stod"))
	if len(up) != 2 || up[0].ID != "aneby/ifo" || up[1].ID != "aneby/soc" {
		t.Errorf("ancestors are %v, want the nearest first", up)
	}
}

func TestSameHouse(t *testing.T) {
	v := town(t)
	type house struct{ actor, extent, told string }
	for id, want := range map[string][]house{
		// Its own side does not say how much; the other side does.
		"aneby/stod": {{"af/aneby", "två förmiddagar", "af/aneby"}, {"af", "1 dag/vecka", "aneby/stod"}},
		"af/aneby":   {{"aneby/stod", "två förmiddagar", "af/aneby"}, {"aneby", "", "af/aneby"}},
		"aneby":      {{"af/aneby", "", "af/aneby"}},
		"af":         {{"aneby/stod", "1 dag/vecka", "aneby/stod"}},
		"eksjo":      nil,
	} {
		var got []house
		for _, h := range party.SameHouse(v, id) {
			got = append(got, house{h.Actor, h.Extent, h.Told.ID})
		}
		if !slices.Equal(got, want) {
			t.Errorf("in the house of %s: %v, want %v", id, got, want)
		}
	}
}

// randomTown makes units under random parents, in random houses.
func randomTown(rnd *rand.Rand, units int) map[string][]thing {
	lists := map[string][]thing{"parties": {
		{"id": "a", "kind": "municipality", "name": "A"}, {"id": "b", "kind": "region", "name": "B"}}}
	of := map[string][]string{}
	var all []string
	for i := range units {
		p := []string{"a", "b"}[rnd.IntN(2)]
		u := thing{"id": fmt.Sprintf("%s/u%d", p, i), "party": p, "name": fmt.Sprintf("Enhet %d", rnd.IntN(1000))}
		if n := len(of[p]); n > 0 && rnd.IntN(3) > 0 {
			u["part_of"] = of[p][rnd.IntN(n)]
		}
		if len(all) > 0 && rnd.IntN(2) == 0 {
			u["colocated_with"] = []thing{{"actor": all[rnd.IntN(len(all))]}}
		}
		of[p] = append(of[p], u["id"].(string))
		all = append(all, u["id"].(string))
		lists["units"] = append(lists["units"], u)
	}
	return lists
}

func TestTreesAndHousesAgreeFromBothSides(t *testing.T) {
	for seed := range uint64(12) {
		v := mapOf(t, randomTown(rand.New(rand.NewPCG(seed, 1)), 30))
		units := party.Units.All(v)
		for _, u := range units {
			within := party.Within(v, u.ID)
			for _, w := range units {
				isUnder := slices.Contains(party.Ancestors(v, w), u)
				if slices.Contains(within, w.ID) != (isUnder || u == w) {
					t.Fatalf("seed %d: Within(%s) and Ancestors(%s) do not agree", seed, u.ID, w.ID)
				}
				if isUnder && party.PartyOf(v, w.ID) != u.Party {
					t.Fatalf("seed %d: %s is in %s but of another party", seed, w.ID, u.ID)
				}
				if together(v, u.ID, w.ID) != together(v, w.ID, u.ID) {
					t.Fatalf("seed %d: %s and %s share a house from one side only", seed, u.ID, w.ID)
				}
			}
			if !slices.Contains(party.Within(v, u.Party), u.ID) {
				t.Fatalf("seed %d: %s is not within its party", seed, u.ID)
			}
		}
	}
}

func together(v *record.View, a, b string) bool {
	return slices.ContainsFunc(party.SameHouse(v, a), func(h party.House) bool { return h.Actor == b })
}

// A span takes in exactly the ages that a span which stands between its ends
// takes in, and what is wrong with a span is the only reason to take in none.
func TestSpansTakeInTheirAges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		from, to := years(rnd.IntN(130)), years(rnd.IntN(130))
		taken := 0
		for age := range 121 {
			if party.Takes(from, to, age) {
				taken++
			}
		}
		wrong := len(party.CheckAges(from, to)) > 0
		if !wrong && taken != *to-*from+1 {
			t.Fatalf("%d–%d takes in %d ages", *from, *to, taken)
		}
		if taken == 0 && !wrong {
			t.Fatalf("%d–%d takes in nobody, and nothing is said to be wrong", *from, *to)
		}
	}
}
