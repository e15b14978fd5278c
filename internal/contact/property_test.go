package contact_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/record"
)

// Words from bad to good: all else equal, the later never ranks lower.
var (
	ease     = []any{"hard", "fairly_hard", "mixed", "fairly_easy", "easy"}
	bound    = []any{true, nil, false}
	channels = []any{nil, []thing{{"kind": "mail", "value": "in@example.se"}}}
	dates    = []any{"2016-01-01", "2017-09-01", "2018-03-01", "2018-11-01", "2019-05-30"}
	vias     = []any{"caseworker", "colocation", "forum", "coordinator", "function", "direct_line", "mailbox"}
)

// Two paths that differ in one thing only are asked for from all sides: told of
// the two themselves, of a whole, of a part, of a kind.
func TestWhatIsBetterNeverRanksLower(t *testing.T) {
	for field, words := range map[string][]any{"ease": ease, "person_bound": bound, "channels": channels, "confirmed": dates, "via": vias} {
		t.Run(field, func(t *testing.T) {
			w := town(t)
			// Each word is told by a source of its own, of the same two.
			for _, word := range words {
				p := thing{"from": "aneby/ame", "into": "fk/sjukpenning", "via": "function", "municipality": "0604", "confirmed": "2018-06-01", "ease": "fairly_easy"}
				if p[field] = word; word == nil {
					delete(p, field)
				}
				w.add(map[string][]thing{"contact_paths": {p}})
			}
			v := w.view()
			for _, q := range []contact.Question{
				{From: "aneby/ame", Into: "fk/sjukpenning"}, {From: "aneby/unga", Into: "fk"}, {From: "aneby", Into: "fk"},
				{From: "municipality", Into: "social_insurance", Municipality: "0604"}, {From: "aneby/ifo", Into: "fk"},
			} {
				ordered(t, q, contact.WaysIn(v, q).Ways, len(words))
			}
		})
	}
}

// ordered fails the test unless the told ways stand in the turned order of their
// sources, the last of which told the best; a chain takes the best of them.
func ordered(t *testing.T, q contact.Question, ways []contact.Way, words int) {
	t.Helper()
	var got, want []string
	for i := range words {
		want = append(want, fmt.Sprintf("doc-%d", words+1-i)) // doc-1 is the town
	}
	for _, w := range ways {
		if w.Type == contact.Chain {
			w, want = w.Steps[1], want[:1]
		}
		got = append(got, w.Path.Source)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v: %v, want %v", q, got, want)
	}
}

// Adding a path never takes another way out of an answer, and never makes it
// worse. Missing ways and hard ones stay too.
func TestAddingAPathTakesNothingAway(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	w := town(t)
	w.add(map[string][]thing{"forums": randomForums(r, 12)})
	before := answers(w.view())
	for range 40 {
		path := randomPath(r)
		w.add(map[string][]thing{"contact_paths": {path}})
		after := answers(w.view())
		for q, ways := range before {
			for id, score := range ways {
				if now, there := after[q][id]; !there || now < score {
					t.Fatalf("with %v, the way %s for %s went from %v to %v (%v)", path, id, q, score, now, there)
				}
			}
		}
		before = after
	}
}

var actors = []string{"af", "af/aneby", "af/habo", "fk", "fk/sjukpenning", "rjl", "rjl/psykiatri", "rjl/rehab", "aneby", "aneby/ame", "aneby/unga",
	"aneby/ifo", "habo", "habo/ifo"}

// answers gives the scores of all ways by question and by what they are: a
// chain is its third actor, whatever steps it takes.
func answers(v *record.View) map[string]map[string]float64 {
	all := map[string]map[string]float64{}
	for _, from := range actors {
		for _, into := range append(slices.Clone(actors), "psychiatry", "municipality", "social_insurance") {
			got := contact.WaysIn(v, contact.Question{From: from, Into: into})
			ways := map[string]float64{}
			for _, w := range got.Ways {
				ways[identity(w)] = w.Score
			}
			for _, p := range slices.Concat(got.Missing, got.Hard) {
				ways["not "+p.ID] = 0
			}
			all[from+" into "+into] = ways
		}
	}
	return all
}

func identity(w contact.Way) string {
	switch {
	case w.Path != nil:
		return w.Path.ID
	case w.Type == contact.Chain:
		return "over " + w.Over
	}
	return short(w)
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func randomForums(r *rand.Rand, n int) []thing {
	var all []thing
	for i := range n {
		seats := []thing{}
		for _, id := range r.Perm(len(actors))[:2+r.IntN(4)] {
			seats = append(seats, thing{"actor": actors[id]})
		}
		all = append(all, thing{"id": "forum-" + string(rune('a'+i)), "name": "Forum", "participants": seats, "level": pick(r, []string{"individual", "operational", "strategic"})})
	}
	return all
}

func randomPath(r *rand.Rand) thing {
	ends := append(slices.Clone(actors), "municipality", "social_insurance", "employment_service", "region")
	p := thing{"from": pick(r, ends), "into": pick(r, ends), "confirmed": pick(r, dates), "ease": pick(r, ease)}
	maybe := map[string]any{"via": pick(r, append(slices.Clone(vias), "none")), "person_bound": r.IntN(2) == 0, "exists": r.IntN(4) > 0,
		"municipality": pick(r, []string{"0604", "0643"})}
	for _, field := range slices.Sorted(maps.Keys(maybe)) {
		if r.IntN(3) > 0 {
			p[field] = maybe[field]
		}
	}
	return p
}
