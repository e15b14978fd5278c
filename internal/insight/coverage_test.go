package insight

import (
	"slices"
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
)

// slowSeats looks through a forum for a party, by the words of the rule: an actor
// with all within it, or the kind's own party of the municipality.
func slowSeats(x *Index, f *forum.Forum, who, code string) bool {
	for _, p := range f.Participants {
		a, ok := party.FindActor(x.v, p.Actor)
		if !ok {
			continue
		}
		if slices.Contains(party.Within(x.v, who), p.Actor) {
			return true
		}
		if a.Type() == who && (a.Party.Municipality == "" || a.Party.Municipality == code) &&
			(who != "region" || a.Party.Region == "" || a.Party.Region == code[:2]) {
			return true
		}
	}
	return false
}

// slowFitting goes through all forums for those with all the parties.
func slowFitting(x *Index, q CoverageQuestion) []*forum.Forum {
	var all []*forum.Forum
	for _, f := range forum.Forums.All(x.v) {
		if slices.Contains(f.Serves(x.v), q.Municipality) && (q.Level == "" || f.Level == q.Level) &&
			(q.Formality == "" || f.KnownFormality() == q.Formality) &&
			!slices.ContainsFunc(q.Parties, func(who string) bool { return !slowSeats(x, f, who, q.Municipality) }) {
			all = append(all, f)
		}
	}
	return all
}

// slowCovering asks of an age which of the forums are for it.
func slowCovering(x *Index, fitting []*forum.Forum, age int) []string {
	var ids []string
	for _, f := range fitting {
		if f.KnownStatus() == "active" && f.IsFor(x.v, age) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

func TestCoverageIsThatOfEachAge(t *testing.T) {
	x := randomIndex(t)
	for _, code := range randomCodes() {
		for _, q := range []CoverageQuestion{
			{Municipality: code, Parties: []string{"municipality", "employment_service"}},
			{Municipality: code, Parties: []string{"af", "kommun-" + code}, Formality: "formal"},
			{Municipality: code, Parties: []string{"fk"}, Level: "individual"},
			{Municipality: code, Parties: forum.MainKinds()},
		} {
			a, fitting := x.Coverage(q), slowFitting(x, q)
			gaps := 0
			for age := Youngest; age <= Eldest; age++ {
				want := slowCovering(x, fitting, age)
				if got := coveringAt(a, age); !slices.Equal(got, want) {
					t.Fatalf("%v at %d: %v, want %v", q, age, got, want)
				}
				if inGap(a.Gaps, age) != (len(want) == 0) {
					t.Fatalf("%v at %d: gaps %v", q, age, a.Gaps)
				}
				if len(want) == 0 {
					gaps++
				}
			}
			if share := a.Share(); share < 1-Share(gaps)/51-1e-9 || share > 1-Share(gaps)/51+1e-9 {
				t.Fatalf("%v: %v covered, %d ages are not", q, share, gaps)
			}
			checkWouldCover(t, x, fitting, a)
		}
	}
}

func coveringAt(a CoverageAnswer, age int) []string {
	for _, c := range a.Covered {
		if c.From <= age && age <= c.To {
			return c.Forums
		}
	}
	return nil
}

func inGap(gaps []Span, age int) bool {
	return slices.ContainsFunc(gaps, func(s Span) bool { return s.From <= age && age <= s.To })
}

// Each forum that would cover is one that would, if it were active.
func checkWouldCover(t *testing.T, x *Index, fitting []*forum.Forum, a CoverageAnswer) {
	t.Helper()
	var want []string
	for _, f := range fitting {
		for age := Youngest; age <= Eldest && f.KnownStatus() != "active"; age++ {
			if inGap(a.Gaps, age) && f.IsFor(x.v, age) {
				want = append(want, f.ID)
				break
			}
		}
	}
	var got []string
	for _, w := range a.WouldCover {
		got = append(got, w.Forum)
		for _, s := range w.Ages {
			if !inGap(a.Gaps, s.From) || !inGap(a.Gaps, s.To) {
				t.Errorf("%s would cover %v, which is no gap", w.Forum, s)
			}
		}
	}
	if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Fatalf("%s: would cover %v, want %v", a.Municipality, got, want)
	}
}

// Aneby, by its report: no formal forum has all four parties above 29 years. KUR
// Samverk would cover it, but nobody knows whether it is there.
func TestCoverageInAneby(t *testing.T) {
	a := demoIndex(t).Coverage(CoverageQuestion{Municipality: "0604", Formality: "formal"})
	if want := []Span{{30, 66}}; !slices.Equal(a.Gaps, want) {
		t.Errorf("gaps %v, want %v", a.Gaps, want)
	}
	if got := coveringAt(a, 20); !slices.Equal(got, []string{"aneby/fua", "aneby/se-projektet"}) {
		t.Errorf("at 20: %v", got)
	}
	if len(a.WouldCover) != 1 || a.WouldCover[0].Forum != "aneby/kur-samverk" || a.WouldCover[0].Status != "unclear" ||
		!slices.Equal(a.WouldCover[0].Ages, []Span{{30, 66}}) {
		t.Errorf("would cover %+v", a.WouldCover)
	}
	if want := "I Aneby finns inget formellt forum där alla fyra parter är med för den som är 30 år eller äldre."; a.Reading[0].Say(text.Sv) != want {
		t.Errorf("%q", a.Reading[0].Say(text.Sv))
	}
	var lacking []string
	for _, n := range a.Nearly {
		lacking = append(lacking, n.Forum+" lacks "+n.Missing)
	}
	if !slices.Contains(lacking, "hoglandet/gk lacks municipality") || !slices.Contains(lacking, "aneby/stormote lacks region") {
		t.Errorf("nearly %v", lacking)
	}
}

// Without a limit the informal meetings count, and nobody has said their ages.
func TestCoverageSaysWhatNobodyHasSaid(t *testing.T) {
	a := demoIndex(t).Coverage(CoverageQuestion{Municipality: "0604"})
	if len(a.Gaps) != 0 || !slices.Contains(a.Unsaid, "aneby/trepartsmoten") || slices.Contains(a.Unsaid, "aneby/fua") {
		t.Errorf("gaps %v, unsaid %v", a.Gaps, a.Unsaid)
	}
}

func TestCoverageOfATargetGroup(t *testing.T) {
	x := demoIndex(t)
	a := x.Coverage(CoverageQuestion{Municipality: "0604", Formality: "formal", TargetGroup: "aneby-se-18-29"})
	if a.Ages != (Span{18, 29}) || len(a.Gaps) != 0 || !slices.Equal(a.forums(), []string{"aneby/se-projektet"}) {
		t.Errorf("%+v", a)
	}
	for _, g := range x.CoverageByGroup(CoverageQuestion{Municipality: "0604", Formality: "formal"}) {
		switch g.TargetGroup {
		case "aneby-over-29":
			if g.Ages != (Span{30, 66}) || len(g.Named)+len(g.Open) != 0 || !slices.Equal(g.Gaps, []Span{{30, 66}}) {
				t.Errorf("above 29: %+v", g)
			}
		case "aneby-fua-13-25":
			if !slices.Equal(g.Named, []string{"aneby/fua"}) || g.Ages != (Span{16, 25}) {
				t.Errorf("13 to 25: %+v", g)
			}
		}
	}
}

// A forum that has ended, or is to begin, is told of as one that would cover.
func TestCoverageTellsOfThePastAndTheTimeToCome(t *testing.T) {
	w := newWorld(t)
	seats := []thing{{"actor": "af"}, {"actor": "by"}}
	w.add("", map[string][]thing{
		"parties": {{"id": "af", "kind": "employment_service", "name": "AF"}, {"id": "by", "kind": "municipality", "name": "By", "municipality": "0604"}},
		"forums": {
			{"id": "slut", "name": "Slut", "participants": seats, "municipalities": []string{"0604"}, "valid_to": "2018"},
			{"id": "snart", "name": "Snart", "participants": seats, "municipalities": []string{"0604"}, "valid_from": "2020"},
		}})
	a := w.index().Coverage(CoverageQuestion{Municipality: "0604", Parties: []string{"af", "by"}})
	var got []string
	for _, c := range a.WouldCover {
		got = append(got, c.Forum+" "+c.Status)
	}
	if !slices.Equal(got, []string{"slut ended", "snart planned"}) || len(a.Covered) != 0 {
		t.Errorf("would cover %v, covered %v", got, a.Covered)
	}
}

// Every row of the grid is the answer to the question of its set.
func TestGridIsOfItsQuestions(t *testing.T) {
	x := randomIndex(t)
	for _, code := range randomCodes()[:12] {
		q := CoverageQuestion{Municipality: code, Parties: []string{"municipality", "employment_service", "social_insurance"}}
		g := x.CoverageGrid(q)
		if len(g.Rows) != 4 || len(g.Rows[0].Parties) != 3 {
			t.Fatalf("%d rows", len(g.Rows))
		}
		for _, row := range g.Rows {
			q.Parties = row.Parties
			fitting := slowFitting(x, q)
			for age := Youngest; age <= Eldest; age++ {
				if n := len(slowCovering(x, fitting, age)); row.Counts[age-Youngest] != n {
					t.Fatalf("%v at %d: %d, want %d", row.Parties, age, row.Counts[age-Youngest], n)
				}
			}
		}
	}
	if n := len(subsets([]string{"a", "b", "c", "d"})); n != 11 {
		t.Errorf("%d sets of four, want 11", n)
	}
	if n := len(subsets([]string{"a", "b", "c", "d", "e", "f", "g"})); n != 22 {
		t.Errorf("%d sets of seven, want the whole and the 21 pairs", n)
	}
}
