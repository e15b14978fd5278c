package insats

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestQuality(t *testing.T) {
	today := time.Date(2019, 5, 1, 0, 0, 0, 0, time.UTC)
	whole := Insats{Purpose: "Att prova.", Eligibility: []Criteria{{ReferralAny: []string{"school"}}}, Results: []Result{{Text: "Gick vidare."}}, Status: "running"}
	open := whole
	open.Eligibility = []Criteria{{}}
	for name, c := range map[string]struct {
		x     Insats
		a     Around
		want  map[string]float64
		score float64
	}{
		"nothing is told":         {Insats{}, Around{}, map[string]float64{"contact": 0, "purpose": 0, "target": 0, "entry": 0, "freshness": 0, "results": 0}, 0},
		"all is told":             {whole, Around{Way: true, Channel: true, Freshness: 1}, map[string]float64{"contact": 1, "purpose": 1, "target": 1, "entry": 1, "freshness": 1, "results": 1}, 1},
		"a way without a mailbox": {open, Around{Way: true, Freshness: 0.5}, map[string]float64{"contact": 0.5, "purpose": 1, "target": 1, "entry": 1, "freshness": 0.5, "results": 1}, 5.0 / 6},
		"open to all, but how?":   {open, Around{Freshness: 1}, map[string]float64{"contact": 0, "purpose": 1, "target": 1, "entry": 0, "freshness": 1, "results": 1}, 4.0 / 6},
		"it is just starting":     {Insats{Status: starting}, Around{}, map[string]float64{"contact": 0, "purpose": 0, "target": 0, "entry": 0, "freshness": 0}, 0},
		"it started lately":       {Insats{Starts: "2019-02", Purpose: "x"}, Around{}, map[string]float64{"contact": 0, "purpose": 1, "target": 0, "entry": 0, "freshness": 0}, 0.2},
		"it started long ago":     {Insats{Starts: "2018"}, Around{}, map[string]float64{"contact": 0, "purpose": 0, "target": 0, "entry": 0, "freshness": 0, "results": 0}, 0},
		"works on the structure":  {Insats{Stage: structural, Purpose: "x"}, Around{Freshness: 1}, map[string]float64{"contact": 0, "purpose": 1, "freshness": 1, "results": 0}, 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			c.a.Today = today
			q := c.x.Quality(c.a)
			got := map[string]float64{}
			for _, p := range q.Parts {
				got[p.Name] = p.Value
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if math.Abs(q.Score-c.score) > 1e-9 {
				t.Errorf("the score is %g, not %g", q.Score, c.score)
			}
		})
	}
}

func TestLevelsOfQuality(t *testing.T) {
	for value, want := range map[float64]string{0: "no", 0.01: "partly", 0.5: "partly", 1: "yes"} {
		if got := (QualityPart{Value: value}).Level(); got != want {
			t.Errorf("%g is %s", value, got)
		}
	}
}

func TestPlaces(t *testing.T) {
	none, few := &Insats{}, &Insats{Availability: &Availability{State: "few", On: "2019-04"}}
	for _, c := range []struct {
		x     *Insats
		asked []string
		want  bool
	}{
		{none, nil, true}, {few, nil, true}, {none, []string{HasPlace}, false}, {few, []string{HasPlace}, true}, {few, []string{"free"}, false},
		{few, []string{"free", "few"}, true}, {none, []string{UnknownState}, true}, {few, []string{UnknownState}, false},
	} {
		if got := c.x.IsAvailable(c.asked...); got != c.want {
			t.Errorf("%v, asked for %v: %v", c.x.Availability, c.asked, got)
		}
	}
	for day, want := range map[string]struct {
		age int
		old bool
	}{"2019-04-10": {0, false}, "2019-05-10": {10, false}, "2019-06-29": {60, false}, "2019-06-30": {61, true}} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if age, old := few.Availability.Age(at), few.Availability.IsOld(at); age != want.age || old != want.old {
			t.Errorf("on %s it is %d days old, and old: %v", day, age, old)
		}
	}
}

// What a writer must be sure of: answers that alter, and those that are not, and
// were not known to be other than, what is expected.
func TestDoubts(t *testing.T) {
	age := func(n int) Person { return Person{Age: &n} }
	upTo := func(n int, examples ...Example) *Insats {
		return &Insats{Eligibility: []Criteria{{AgeMax: &n}}, Examples: examples}
	}
	young, old := Example{"Ung", age(19), "yes"}, Example{"Äldre", age(40), "no"}
	open := Example{"Okänd", Person{}, "depends"}
	renamed, wrong := Example{"Nitton", age(19), "yes"}, Example{"Ung", age(19), "no"}
	for name, c := range map[string]struct {
		old, next *Insats
		want      []string
	}{
		"a new one as expected":              {nil, upTo(24, young, old, open), nil},
		"a new one that is not":              {nil, upTo(24, wrong), []string{"examples[0].answer unexpected.no.yes"}},
		"nothing alters":                     {upTo(24, young, old), upTo(30, young, old), nil},
		"one alters":                         {upTo(24, young, old), upTo(18, old, young), []string{"examples[1].answer alters.yes.no", "examples[1].answer unexpected.yes.no"}},
		"one alters to what is expected":     {upTo(18, young), upTo(24, young), []string{"examples[0].answer alters.no.yes"}},
		"one that was other than expected":   {upTo(18, young), upTo(17, young), nil},
		"another answer is expected now":     {upTo(24, young), upTo(24, wrong), []string{"examples[0].answer unexpected.no.yes"}},
		"renamed, it is the same person":     {upTo(24, young), upTo(18, renamed), []string{"examples[0].answer alters.yes.no", "examples[0].answer unexpected.yes.no"}},
		"one is added while criteria change": {upTo(24, young), upTo(30, young, old), nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			faults := doubts(nil, c.next)
			if c.old != nil {
				faults = doubts(c.old, c.next)
			}
			for _, f := range faults {
				got = append(got, f.Path+" "+f.Key[len("insats.example."):])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("to be sure of are %v, not %v", got, c.want)
			}
		})
	}
}

// A group that nobody can satisfy is refused with the reason.
func TestGroupsThatNobodySatisfies(t *testing.T) {
	n := func(n int) *int { return &n }
	for key, g := range map[string]Criteria{
		"insats.nobody.incomes_none":                                {IncomesAny: []string{"wage"}, IncomesNone: []string{"wage", "studiestod"}},
		"insats.nobody.conditions_none":                             {ConditionsAny: []string{"autism", "pain"}, ConditionsNone: []string{"pain", "autism"}},
		"insats.nobody.every_income":                                {IncomesNone: Incomes.Words()},
		"insats.nobody.neither_work_nor_study.in_upper_secondary":   {StatusesAll: []string{"in_upper_secondary", "neither_work_nor_study"}},
		"insats.nobody.neither_work_nor_study.in_compulsory_school": {StatusesAll: []string{"in_compulsory_school", "neither_work_nor_study"}},
		"insats.nobody.in_compulsory_school.in_upper_secondary":     {StatusesAll: []string{"in_compulsory_school", "in_upper_secondary"}},
	} {
		faults := check(&Insats{Eligibility: []Criteria{{}, g}})
		if len(faults) != 1 || faults[0].Key != key || faults[0].Path[:len("eligibility[1].")] != "eligibility[1]." {
			t.Errorf("%s: %v", key, faults)
		}
	}
	for _, g := range []Criteria{{}, {AgeMin: n(18), AgeMax: n(18)}, {IncomesAny: []string{"wage", "none"}, IncomesNone: []string{"wage"}},
		{StatusesAny: []string{"in_compulsory_school", "in_upper_secondary"}}, {ConditionsNone: Conditions.Words()}} {
		if faults := check(&Insats{Eligibility: []Criteria{g}}); len(faults) > 0 {
			t.Errorf("%+v is refused: %v", g, faults)
		}
	}
	if len(check(&Insats{Eligibility: []Criteria{{AgeMin: n(30), AgeMax: n(18)}}})) == 0 {
		t.Error("ages upside down are let through")
	}
}
