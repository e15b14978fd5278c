package insight

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
)

// slowVoice is what one end tells of another in a municipality, by aspect.
func slowVoice(x *Index, s Scope, from, into, place string) map[string][]int {
	words := map[string][]int{}
	put := func(aspect, word string) {
		if i := slices.Index(scales[aspect], word); i >= 0 {
			words[aspect] = append(words[aspect], i)
		}
	}
	for _, t := range x.tellings(s) {
		if t.from != from || t.into != into || t.place != place {
			continue
		}
		if t.path != nil {
			put(AspectWayIn, felt(t.path))
		} else {
			put(AspectEase, t.relation.Ease)
			put(AspectIntensity, t.relation.Intensity)
		}
	}
	return words
}

// slowNear walks up from each of the two for the other.
func slowNear(x *Index, a, b string) bool {
	within := func(whole, part string) bool { return slices.Contains(party.Within(x.v, whole), part) }
	return a == b || within(a, b) || within(b, a)
}

// slowAsymmetries compares everything that is told with everything else.
func slowAsymmetries(x *Index, s Scope) map[string]bool {
	found := map[string]bool{}
	all := x.tellings(s)
	for _, a := range all {
		for _, b := range all {
			if x.partyOf(a.from) >= x.partyOf(a.into) || x.partyOf(a.from) != x.partyOf(b.into) || x.partyOf(a.into) != x.partyOf(b.from) {
				continue
			}
			same := a.from == b.into && a.into == b.from
			if !same && !(slowNear(x, a.from, b.into) && slowNear(x, a.into, b.from)) || a.place != b.place && a.place != "" && b.place != "" {
				continue
			}
			mine, theirs := slowVoice(x, s, a.from, a.into, a.place), slowVoice(x, s, b.from, b.into, b.place)
			for _, d := range slowDifferences(mine, theirs, same) {
				found[fmt.Sprint(same, a.from, ">", a.into, " ", b.from, ">", b.into, " ", d)] = true
			}
		}
	}
	return found
}

func slowDifferences(a, b map[string][]int, same bool) []string {
	var found []string
	compare := func(aspect string, p, q []int, least int) {
		if len(p) == 0 || len(q) == 0 {
			return
		}
		slices.Sort(p)
		slices.Sort(q)
		i, j := p[(len(p)-1)/2], q[(len(q)-1)/2]
		if i-j >= least || j-i >= least {
			found = append(found, fmt.Sprint(aspect, scales[aspect][i], scales[aspect][j]))
		}
	}
	compare(AspectWayIn, a[AspectWayIn], b[AspectWayIn], 2)
	compare(AspectEase, a[AspectEase], b[AspectEase], 2)
	if same {
		compare(AspectIntensity, a[AspectIntensity], b[AspectIntensity], 2)
	} else {
		compare(AspectIntensity, a[AspectIntensity], b[AspectIntensity], 3)
	}
	both := len(a[AspectEase]) > 0 && len(b[AspectEase]) > 0 || len(a[AspectWayIn]) > 0 && len(b[AspectWayIn]) > 0
	if same && !both {
		compare(AspectEase, append(a[AspectEase], a[AspectWayIn]...), append(b[AspectEase], b[AspectWayIn]...), 2)
	}
	return found
}

func TestAsymmetriesAreThoseOfAllPairs(t *testing.T) {
	x, total := randomIndex(t), 0
	for _, s := range randomScopes()[:2*randomMaps] {
		want, got := slowAsymmetries(x, s), map[string]bool{}
		for _, a := range x.Asymmetries(AsymmetryQuestion{Scope: s}) {
			for _, d := range a.Differences {
				if a.Grade != GradeParty {
					got[fmt.Sprint(a.Grade == GradeSame, a.ASays.From, ">", a.ASays.To, " ", a.BSays.From, ">", a.BSays.To, " ", d.Aspect, d.A, d.B)] = true
				}
			}
			if len(a.ASays.Relations)+len(a.ASays.ContactPaths) == 0 || len(a.BSays.Relations)+len(a.BSays.ContactPaths) == 0 {
				t.Fatalf("%v: nothing was told: %+v", s, a)
			}
		}
		total += len(want)
		for key := range want {
			if !got[key] {
				t.Fatalf("%v: %s is missing", s, key)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%v: %d differences, want %d", s, len(got), len(want))
		}
	}
	if total < 50 {
		t.Errorf("only %d differences in all: the maps try nothing", total)
	}
}

// Aneby, by its report: all other parties find the way into the municipality hard
// and miss "one way in", while the municipality finds the way into care easy.
func TestWaysIntoAneby(t *testing.T) {
	x := demoIndex(t)
	s := Scope{Municipality: "0604"}
	said := map[string]string{}
	for _, w := range x.WaysInto(s) {
		said[w.Party] = w.Reading.Say(text.Sv)
	}
	for id, want := range map[string]string{
		"aneby":            "Vägen in till Aneby är svår för AF, FK och Regionen.",
		"region-jonkoping": "Vägen in till Regionen är lätt för AF, Aneby och FK.",
		"fk":               "Vägen in till FK är svår för Aneby men lätt för AF och Regionen.",
		"af":               "Vägen in till AF är svår för Regionen och Aneby men lätt för FK.",
	} {
		if said[id] != want {
			t.Errorf("%s: %q, want %q", id, said[id], want)
		}
	}
	if first := x.WaysInto(s)[0]; first.Party != "aneby" || first.Missing != 3 || first.Hard != 3 {
		t.Errorf("first is %+v", first)
	}
}

func TestAsymmetriesInAneby(t *testing.T) {
	x := demoIndex(t)
	var said []string
	for _, a := range x.Asymmetries(AsymmetryQuestion{Scope: Scope{Municipality: "0604"}}) {
		for _, d := range a.Differences {
			said = append(said, strings.Join([]string{a.Grade, a.A, a.B, d.Aspect, d.A, d.B}, " "))
		}
	}
	for _, want := range []string{
		"same aneby region-jonkoping way_in easy hard",
		"same af region-jonkoping way_in easy hard",
		// The caseworkers for the sick-listed find the municipality hard and least; its
		// care unit finds the agency fairly easy and most.
		"part aneby/omsorgen fk/sjukpenning-hoglandet ease fairly_easy hard",
		"part aneby/omsorgen fk/sjukpenning-hoglandet intensity most least",
		"part af fk/aktivitetsersattning-hoglandet ease easy hard",
		"part aneby/socialpsykiatri region-jonkoping/primarvard-hoglandet intensity most least",
	} {
		if !slices.Contains(said, want) {
			t.Errorf("%q is missing among %q", want, said)
		}
	}
	only := x.Asymmetries(AsymmetryQuestion{Scope: Scope{Municipality: "0604"}, Party: "region-jonkoping"})
	if len(only) == 0 || slices.ContainsFunc(only, func(a Asymmetry) bool {
		return x.partyOf(a.A) != "region-jonkoping" && x.partyOf(a.B) != "region-jonkoping"
	}) {
		t.Errorf("of the region alone: %+v", only)
	}
}

// What is told of "the municipality" is told of the one that it is here.
func TestKindsAreMadeOut(t *testing.T) {
	w := newWorld(t)
	w.add("", map[string][]thing{
		"associations": {{"id": "forbundet", "name": "Förbundet", "municipalities": []string{"0604", "0643"}}},
		"parties": {
			{"id": "af", "kind": "employment_service", "name": "AF"},
			{"id": "aneby", "kind": "municipality", "name": "Aneby kommun", "municipality": "0604"},
			{"id": "habo", "kind": "municipality", "name": "Habo kommun", "municipality": "0643"},
			{"id": "rjl", "kind": "region", "name": "Region Jönköpings län", "region": "06"},
			{"id": "skane", "kind": "region", "name": "Region Skåne", "region": "12"},
		}})
	w.add("forbundet", map[string][]thing{"contact_paths": {
		{"from": "municipality", "into": "employment_service", "via": "mailbox"},
		{"from": "af", "into": "region", "ease": "hard"},
	}})
	x := w.index()
	for s, want := range map[Scope][]string{
		{Municipality: "0604"}:     {"aneby>af", "af>rjl"},
		{Association: "forbundet"}: {"municipality>af", "af>rjl"},
		{Municipality: "1261"}:     nil,
	} {
		var got []string
		for _, tell := range x.tellings(s) {
			got = append(got, tell.from+">"+tell.into)
		}
		slices.Sort(got)
		if !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%v: %v, want %v", s, got, want)
		}
	}
}

// The ease of a pair of parties is that of the matrix, which other pages show.
func TestWaysAgreeWithTheMatrix(t *testing.T) {
	x := randomIndex(t)
	for _, code := range randomCodes()[:10] {
		for _, w := range x.WaysInto(Scope{Municipality: code}) {
			for _, told := range w.Told {
				var eases []string
				for _, id := range told.ContactPaths {
					eases = append(eases, felt(contact.Paths.Find(x.v, id)))
				}
				if told.Ease != contact.Summary(eases) {
					t.Errorf("%s into %s: %s of %v", told.From, w.Party, told.Ease, eases)
				}
			}
		}
	}
}
