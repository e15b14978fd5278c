package insight

import (
	"slices"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
)

// slowPairs goes through the records for the pairs of parties that have a link
// when something is gone: each forum seat by seat, each way in, each house.
func slowPairs(x *Index, s Scope, gone Element) map[duo]int {
	pairs := map[duo]int{}
	link := func(parties []string) {
		parties = sorted(parties)
		for i, a := range parties {
			for _, b := range parties[i+1:] {
				pairs[newDuo(a, b)]++
			}
		}
	}
	isGone := func(actor, function string) bool {
		switch gone.Kind {
		case NodeUnit:
			return actor == gone.ID
		case ElementFunction:
			return actor == gone.Actor && function == gone.Function
		}
		return false
	}
	for _, m := range x.forums(s) {
		var parties []string
		for _, p := range m.Participants {
			if p.Role != "client" && !isGone(p.Actor, functionName(p)) {
				parties = append(parties, x.partyOf(p.Actor))
			}
		}
		if m.KnownStatus() == "active" && gone != (Element{ID: m.ID, Kind: NodeForum}) {
			link(parties)
		}
	}
	for _, t := range x.tellings(s) {
		if t.path != nil && slowWay(x, t) && !isGone(t.from, "") && !isGone(t.into, folded(t.path.Function)) &&
			!(gone.Kind == NodePerson && t.hangsOnAPerson() && personOf(t) == gone.ID) {
			link([]string{x.partyOf(t.from), x.partyOf(t.into)})
		}
	}
	for _, h := range slowHouses(x, s) {
		if !isGone(h[0], "") && !isGone(h[1], "") {
			link([]string{x.partyOf(h[0]), x.partyOf(h[1])})
		}
	}
	return pairs
}

func slowWay(x *Index, t *telling) bool {
	return t.path.Via != "none" && (t.path.Exists == nil || *t.path.Exists) && !t.path.NamesNoWay() &&
		!contact.IsKind(t.from) && !contact.IsKind(t.into) && t.from != t.into
}

func slowHouses(x *Index, s Scope) map[[2]string][2]string {
	houses := map[[2]string][2]string{}
	for _, u := range party.Units.All(x.v) {
		for _, c := range u.ColocatedWith {
			if u.ID != c.Actor && x.area(s).takes(u.Serves(x.v), u.KeptBy) {
				ends := [2]string{min(u.ID, c.Actor), max(u.ID, c.Actor)}
				houses[ends] = ends
			}
		}
	}
	return houses
}

// allElements are all units, functions, forums and persons that are named.
func allElements(x *Index, s Scope) []Element {
	var all []Element
	for _, l := range x.links(s) {
		all = append(all, l.whole()...)
		for _, seat := range l.seats {
			all = append(all, seat.elements()...)
		}
	}
	var once []Element
	for _, e := range all {
		if !slices.Contains(once, e) {
			once = append(once, e)
		}
	}
	return once
}

func TestDependenciesAreWhatRemovingShows(t *testing.T) {
	x, separated := randomIndex(t), 0
	for _, s := range randomScopes()[:2*randomMaps] {
		told := map[Element]Dependency{}
		for _, d := range x.Dependencies(s) {
			told[d.Element] = d
		}
		before := slowPairs(x, s, Element{})
		for _, e := range allElements(x, s) {
			after := slowPairs(x, s, e)
			var want [][2]string
			for at := range before {
				if after[at] == 0 {
					want = append(want, at)
				}
			}
			slices.SortFunc(want, compareDuos)
			if got := told[e].Separates; !slices.Equal(got, want) {
				t.Fatalf("%v: without %v: %v, want %v", s, e, got, want)
			}
			separated += len(want)
			checkRemoval(t, x, s, e, want, before, after)
		}
	}
	if separated < 100 {
		t.Errorf("only %d pairs are separated in all: the maps try nothing", separated)
	}
}

// Removing one thing says the same as its dependency.
func checkRemoval(t *testing.T, x *Index, s Scope, e Element, want [][2]string, before, after map[duo]int) {
	t.Helper()
	r := x.Remove(s, e.Kind+":"+e.ID)
	links, left := 0, 0
	for at, n := range before {
		links, left = links+n, left+after[at]
	}
	if len(r.Removed) != 1 || r.Removed[0] != e || !slices.Equal(r.Separates, orNone(want)) || r.LinksBefore != links || r.LinksLeft != left {
		t.Fatalf("%v: removing %v: %+v; want %v, %d links of %d", s, e, r, want, left, links)
	}
}

// What goes together is no less than what goes one by one.
func TestRemovingMoreLosesMore(t *testing.T) {
	x := randomIndex(t)
	for _, s := range randomScopes()[:randomMaps] {
		all := allElements(x, s)
		if len(all) < 2 {
			continue
		}
		a, b := all[0].Kind+":"+all[0].ID, all[1].Kind+":"+all[1].ID
		one, other, both := x.Remove(s, a), x.Remove(s, b), x.Remove(s, a, b)
		for _, pair := range slices.Concat(one.Separates, other.Separates) {
			if !slices.Contains(both.Separates, pair) {
				t.Fatalf("%v: %v is separated by one of two, but not by both", s, pair)
			}
		}
		if again := x.Remove(s, b, a, a); again.LinksLeft != both.LinksLeft {
			t.Fatalf("%v: the order counts", s)
		}
	}
	if r := x.Remove(Scope{}, "ingen", "af"); len(r.Unknown) != 2 || r.LinksLeft != r.LinksBefore {
		t.Errorf("what is nothing, and a party, can be taken away: %+v", r)
	}
}

// The forums of a dependency are those in which its party has nobody else.
func TestDependencyForums(t *testing.T) {
	x := randomIndex(t)
	for _, s := range randomScopes()[:2*randomMaps] {
		for _, d := range x.Dependencies(s) {
			for _, id := range d.Forums {
				f := forum.Forums.Find(x.v, id)
				for _, p := range f.Participants {
					actor := d.Actor
					if d.Kind == NodeUnit {
						actor = d.ID
					}
					if p.Role != "client" && p.Actor != actor && x.partyOf(p.Actor) == x.partyOf(actor) {
						t.Fatalf("%v: without %s its party still has %s in %s", s, d.ID, p.Actor, id)
					}
				}
			}
		}
	}
}

// Finnveden: the agency's one unit for the area is its only link with four others.
func TestDependenciesInFinnveden(t *testing.T) {
	for _, d := range demoIndex(t).Dependencies(Scope{Association: "finnveden"}) {
		if d.ID == "fk/finnveden" {
			if !slices.Contains(d.Separates, [2]string{"fk", "gislaved"}) || len(d.ContactPaths) == 0 || len(d.Forums) < 5 {
				t.Errorf("%+v", d)
			}
			t.Log(d.Reading.Say(text.Sv))
			return
		}
	}
	t.Error("nothing hangs on fk/finnveden")
}

// Two ways into one actor by one function hang on one person; without a function
// each hangs on its own.
func TestPersonsCountOnce(t *testing.T) {
	w := newWorld(t)
	w.add("", map[string][]thing{
		"parties": {{"id": "af", "kind": "employment_service", "name": "AF"}, {"id": "fk", "kind": "social_insurance", "name": "FK"},
			{"id": "by", "kind": "municipality", "name": "By", "municipality": "0604"}},
		"contact_paths": {
			{"from": "by", "into": "af", "via": "caseworker", "function": "Handläggare", "person_bound": true, "municipality": "0604"},
			{"from": "fk", "into": "af", "via": "coordinator", "function": "handläggare ", "person_bound": true, "municipality": "0604"},
			{"from": "by", "into": "fk", "via": "caseworker", "person_bound": true, "municipality": "0604"},
			{"from": "af", "into": "fk", "via": "caseworker", "person_bound": true, "municipality": "0604"},
		}})
	x := w.index()
	var persons []Dependency
	for _, d := range x.Dependencies(Scope{Municipality: "0604"}) {
		if d.Kind == NodePerson {
			persons = append(persons, d)
		}
	}
	if len(persons) != 3 || len(persons[0].ContactPaths) != 2 || len(persons[1].ContactPaths) != 1 {
		t.Errorf("%+v", persons)
	}
}
