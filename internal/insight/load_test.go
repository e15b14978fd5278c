package insight

import (
	"math"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/party"
)

// slowLoad goes through all forums for one actor, by the words of the rule.
func slowLoad(x *Index, s Scope, sits func(f *forum.Forum) bool) (least, most float64, known, unknown, total int) {
	for _, m := range x.forums(s) {
		if m.KnownStatus() != "active" || !sits(m.Forum) {
			continue
		}
		total++
		switch r := rhythmOf(m.Forum, x.v.Today().Year()); {
		case r.isKnown():
			known++
			least += *r.Min
			if r.Max != nil {
				most += *r.Max
			} else {
				most += *r.Min
			}
		case r.Basis != RhythmAsNeeded:
			unknown++
		}
	}
	return least, most, known, unknown, total
}

func sitsAs(id, function string) func(f *forum.Forum) bool {
	return func(f *forum.Forum) bool {
		if f.Convener == id && function == "" {
			return true
		}
		return slices.ContainsFunc(f.Participants, func(p forum.Participant) bool {
			same := function == "" || strings.EqualFold(strings.TrimSpace(p.Function), function)
			return p.Actor == id && p.Role != "client" && same
		})
	}
}

func sitsWithin(x *Index, id string) func(f *forum.Forum) bool {
	return func(f *forum.Forum) bool {
		return slices.ContainsFunc(party.Within(x.v, id), func(part string) bool { return sitsAs(part, "")(f) })
	}
}

func TestLoadsAreTheSums(t *testing.T) {
	x := randomIndex(t)
	for _, s := range randomScopes() {
		for _, by := range []string{ByUnit, ByParty, ByFunction} {
			for _, l := range x.Loads(LoadQuestion{Scope: s, By: by}) {
				sits := sitsAs(l.Actor, l.Function)
				if by == ByParty {
					sits = sitsWithin(x, l.Actor)
				}
				least, most, known, unknown, total := slowLoad(x, s, sits)
				if len(l.Forums) != total || len(l.Unknown) != unknown || (known == 0) != (l.Meetings.Min == nil) {
					t.Fatalf("%v %s: %+v, want %d forums, %d unknown", s, by, l, total, unknown)
				}
				if known > 0 && (*l.Meetings.Min != least || *l.Meetings.Max != most) {
					t.Fatalf("%v %s %s: %v–%v, want %v–%v", s, by, l.Actor, *l.Meetings.Min, *l.Meetings.Max, least, most)
				}
				if l.AtLeast != (unknown > 0 || len(l.AsNeeded) > 0 || hasOpenEnd(x, l)) {
					t.Fatalf("%v %s %s: at least is %v", s, by, l.Actor, l.AtLeast)
				}
			}
		}
	}
}

func hasOpenEnd(x *Index, l Load) bool {
	return slices.ContainsFunc(l.Seats, func(s Seat) bool {
		return (s.Basis == RhythmSaid || s.Basis == RhythmHeld) && s.Meetings.Max == nil
	})
}

// Whoever sits in an active forum of a scope and belongs to it has a load.
func TestLoadsLeaveNobodyOut(t *testing.T) {
	x := randomIndex(t)
	for _, s := range randomScopes() {
		has := map[string]bool{}
		for _, l := range x.Loads(LoadQuestion{Scope: s}) {
			has[l.Actor] = true
		}
		for _, m := range x.active(s) {
			for _, p := range m.Participants {
				if p.Role != "client" && !has[p.Actor] {
					t.Fatalf("%v: %s sits in %s", s, p.Actor, m.ID)
				}
			}
		}
	}
}

// loadIn is the load of one actor in a municipality.
func loadIn(t *testing.T, x *Index, code, actor string) Load {
	t.Helper()
	for _, l := range x.Loads(LoadQuestion{Scope: Scope{Municipality: code}}) {
		if l.Actor == actor {
			return l
		}
	}
	t.Fatalf("%s has no load in %s", actor, code)
	return Load{}
}

// Habo and Jönköping, by their report.
func TestLoadOfHaboAndJonkoping(t *testing.T) {
	x := demoIndex(t)
	for _, c := range []struct {
		code, actor     string
		least, most     float64
		forums, unknown int
	}{
		// Every other week in the management group of the social services and four times a
		// year among all managers; of ten networks it is not told how often they meet.
		{"0643", "habo/integration", 30, 30, 12, 10},
		// Four to six times a year among the managers, twice a year with the other
		// network, and ARENA met twice in 2018.
		{"0643", "habo/forsorjningsstod", 8, 10, 7, 3},
		// Every sixth week with psychiatry, two or three times a term each with Jobbtorg
		// and with occupational therapy.
		{"0680", "jonkoping/forsorjningsstod-resurs", 52.0/6 + 8, 52.0/6 + 12, 5, 2},
		// Once a month with IFO, once a quarter and twice a year by the local agreement.
		{"0680", "jonkoping/ama", 18, 18, 9, 3},
	} {
		l := loadIn(t, x, c.code, c.actor)
		if !near(*l.Meetings.Min, c.least) || !near(*l.Meetings.Max, c.most) || len(l.Forums) != c.forums || len(l.Unknown) != c.unknown {
			t.Errorf("%s: %v–%v in %d forums, %d unknown; want %v–%v in %d, %d unknown", c.actor,
				*l.Meetings.Min, *l.Meetings.Max, len(l.Forums), len(l.Unknown), c.least, c.most, c.forums, c.unknown)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// The youth coach in Habo sits in six forums, of which the report tells of none
// how often it meets.
func TestLoadThatIsNotKnownIsNotNought(t *testing.T) {
	l := loadIn(t, demoIndex(t), "0643", "habo/ungdomscoach")
	if len(l.Forums) != 6 || l.Meetings.Min != nil || len(l.Unknown) != 6 || !l.AtLeast || l.Times != 0 {
		t.Errorf("%+v", l)
	}
}
