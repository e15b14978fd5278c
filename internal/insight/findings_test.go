package insight

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/platform/text"
)

func TestFindingsOfHoglandet(t *testing.T) {
	x := demoIndex(t)
	s := Scope{Association: "hoglandets-samordningsforbund"}
	all := x.Findings(s)
	if len(all) != mostFindings {
		t.Fatalf("%d findings", len(all))
	}
	var kinds, said []string
	for _, f := range all {
		kinds, said = append(kinds, f.Kind), append(said, f.Text.Say(text.Sv))
		if !slices.Contains(Analyses(), f.Link.Analysis) || len(f.Link.Params) == 0 || f.Worth <= 0 || f.Worth > 1 {
			t.Errorf("%+v", f)
		}
		for _, key := range f.Records {
			if !x.v.Has(key.Key()) {
				t.Errorf("%s: %v cannot be opened", f.Kind, key)
			}
		}
	}
	for _, want := range []string{
		"I Aneby finns inget formellt forum där alla fyra parter är med för den som är 30 år eller äldre.",
		"Vägen in till Aneby är svår för AF, FK och Regionen.",
	} {
		if !slices.Contains(said, want) {
			t.Errorf("%q is not among %q", want, said)
		}
	}
	slices.Sort(kinds)
	if len(slices.Compact(kinds)) != mostFindings {
		t.Errorf("one kind is told twice: %v", kinds)
	}
	if !reflect.DeepEqual(said, textsOf(NewIndex(x.v).Findings(s))) {
		t.Error("two runs find different things")
	}
}

func textsOf(all []Finding) []string {
	var said []string
	for _, f := range all {
		said = append(said, f.Text.Say(text.Sv))
	}
	return said
}

// Every sentence of every analysis can be said in both languages.
func TestEverySentenceHasItsTexts(t *testing.T) {
	for _, x := range []*Index{demoIndex(t), randomIndex(t)} {
		scopes := append(randomScopes(), Scope{Municipality: "0604"}, Scope{Municipality: "0643"}, Scope{Municipality: "2584"},
			Scope{Association: "sodra-vatterbygden"}, Scope{Association: "finnveden"}, Scope{Association: "kavlinge-lomma"})
		for _, s := range scopes {
			for _, sentence := range x.everySentence(s) {
				for _, l := range []*text.Lang{text.Sv, text.En} {
					if said := sentence.Say(l); strings.ContainsAny(said, "⟦⟧{}[]") || said == "" {
						t.Fatalf("%s: %q of %v", l.Code, said, sentence)
					}
				}
			}
		}
	}
}

// everySentence gathers what the analyses say of a scope.
func (x *Index) everySentence(s Scope) []Sentence {
	var all []Sentence
	for _, f := range x.Findings(s) {
		all = append(append(all, f.Text), f.More...)
	}
	for _, formality := range []string{"", "formal", "informal"} {
		a := x.Coverage(CoverageQuestion{Municipality: s.Municipality, Formality: formality, Level: "individual"})
		for _, w := range append(a.WouldCover, a.MightCover...) {
			all = append(all, w.Why)
		}
		all = append(all, a.Reading...)
		all = append(all, x.Coverage(CoverageQuestion{Municipality: s.Municipality, Parties: []string{"af", "school"}, Formality: formality}).Reading...)
	}
	for _, o := range x.Overlaps(OverlapQuestion{Scope: s}) {
		all = append(all, o.Reading)
	}
	for _, by := range []string{ByUnit, ByParty, ByFunction} {
		for _, l := range x.Loads(LoadQuestion{Scope: s, By: by}) {
			all = append(all, l.Reading)
		}
	}
	for _, a := range x.Asymmetries(AsymmetryQuestion{Scope: s}) {
		all = append(all, a.Reading)
	}
	for _, w := range x.WaysInto(s) {
		all = append(all, w.Reading)
	}
	for _, d := range x.Dependencies(s) {
		all = append(append(all, d.Reading), x.Remove(s, d.Kind+":"+d.ID).Reading)
	}
	all = append(append(all, x.Metrics(s).Reading...), x.Cuts(s).Reading)
	all = append(append(all, x.Freshness(s).Reading...), x.Compare(s).Reading...)
	for _, into := range []string{"fk", "region-jonkoping", "region"} {
		all = append(all, x.Separate(s, "af", into).Reading...)
		a := x.Paths(PathQuestion{From: "af", Into: into, Municipality: s.Municipality})
		all = append(all, a.Reading)
		for _, step := range append(a.Shortest.Steps, a.Surest.Steps...) {
			all = append(all, step.Say)
		}
	}
	return all
}

func TestScopesAreChecked(t *testing.T) {
	x := demoIndex(t)
	for s, good := range map[Scope]bool{{}: true, {Municipality: "0604"}: true, {Association: "finnveden"}: true,
		{Municipality: "9999"}: false, {Association: "ingen"}: false} {
		if err := s.Check(x.v); (err == nil) != good {
			t.Errorf("%v: %v", s, err)
		}
	}
	if name := (Scope{Municipality: "0604"}).Name(x.v); name != "Aneby" {
		t.Errorf("%q", name)
	}
}
