package partyweb_test

import (
	"slices"
	"testing"
)

// A municipality leads to its insatser, and a unit to those that it gives.
func TestWhereInsatserAre(t *testing.T) {
	s := newSite(t)
	p := s.Show("/kommuner/0604")
	p.Has(".stats", "nämner kommunen")
	if got := p.Values(".stats a", "href"); !slices.Contains(got, "/insatser?kommun=0604") {
		t.Errorf("nothing leads to the insatser of Aneby: %v", got)
	}
	unit := s.Show("/enheter/aneby/ame")
	if got := unit.Values(".brief a", "href"); !slices.Contains(got, "/insatser?aktor=aneby%2Fame") {
		t.Errorf("nothing leads to the insatser of AME: %v", got)
	}
	s.Show("/enheter/aneby/ame").Has(".brief", "Insats", "2 insatser")
}
