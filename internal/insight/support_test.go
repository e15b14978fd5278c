package insight

import (
	"math"
	"testing"
)

// The table of Höglandet: Aneby's own figures as they stand, the mean of the
// association by people, and nothing where nobody has given any.
func TestSupportOfHoglandet(t *testing.T) {
	x := demoIndex(t)
	aneby := x.Support(Scope{Municipality: "0604"})
	if aneby == nil || *aneby.Total != 20105 || *aneby.Illness != 13189 || *aneby.Labour != 4304 || *aneby.Assistance != 2612 || aneby.Period != "2014-2015" {
		t.Fatalf("%+v", aneby)
	}
	if len(aneby.Sources) != 1 || aneby.Sources[0] != "hog-forsorjning" || len(aneby.Observations) != 5 {
		t.Errorf("it comes from %v, %v", aneby.Sources, aneby.Observations)
	}
	whole := x.Support(Scope{Association: "hoglandets-samordningsforbund"})
	if len(whole.Known) != 6 || math.Abs(*whole.Total-19714.45) > 0.005 || math.Abs(*whole.Illness-11873.87) > 0.005 {
		t.Errorf("%+v is not the mean by people", whole)
	}
	for _, s := range []Scope{{Municipality: "0643"}, {Association: "sodra-vatterbygden"}} {
		if got := x.Support(s); got != nil {
			t.Errorf("%v: %+v", s, got)
		}
	}
	if p := x.Profile(Scope{Municipality: "0604"}); p.Support == nil || *p.Support.Total != 20105 {
		t.Errorf("the profile has %+v", p.Support)
	}
}
