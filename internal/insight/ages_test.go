package insight

import (
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/platform/text"
)

// The ages of a forum are those that its page says it is for.
func TestAgesAreThoseOfTheForum(t *testing.T) {
	for _, x := range []*Index{demoIndex(t), randomIndex(t)} {
		for _, f := range forum.Forums.All(x.v) {
			ages, basis := agesOfForum(x.v, f)
			for age := range eldestOfAll + 1 {
				if ages.has(age) != f.IsFor(x.v, age) {
					t.Fatalf("%s at %d: %v", f.ID, age, ages.has(age))
				}
			}
			if basis == AgesUnsaid && ages != allAges {
				t.Errorf("%s: nobody has said its ages, but they are %v", f.ID, ages.spans())
			}
		}
	}
}

func TestSpansSayTheSet(t *testing.T) {
	set := agesBetween(0, 3).or(agesBetween(63, 66)).or(agesBetween(120, 200))
	if got := set.spans(); len(got) != 3 || got[0] != (Span{0, 3}) || got[1] != (Span{63, 66}) || got[2] != (Span{120, 120}) {
		t.Errorf("%v", got)
	}
	if n := set.count(); n != 9 {
		t.Errorf("%d ages, want 9", n)
	}
	if !(ageSet{}).isEmpty() || len((ageSet{}).spans()) != 0 || agesBetween(-5, -1) != (ageSet{}) {
		t.Error("no ages are some")
	}
}

func TestSpansInWords(t *testing.T) {
	for span, want := range map[Span]string{
		{16, 66}: "alla åldrar", {30, 66}: "den som är 30 år eller äldre", {18, 29}: "åldrarna 18–29 år", {20, 20}: "den som är 20 år",
	} {
		if got := span.Sentence().Say(text.Sv); got != want {
			t.Errorf("%v: %q, want %q", span, got, want)
		}
	}
}
