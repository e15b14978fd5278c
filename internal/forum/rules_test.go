package forum_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// demo is the map of the demonstration, and what a test adds to it.
func demo(t testing.TB, more ...string) *record.View {
	t.Helper()
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC) }))
	records := record.New(d, exchange.Kinds())
	files, err := exchange.Files("../demo/data")
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range more {
		files = append(files, exchange.Bytes("more.json", []byte(doc)))
	}
	ctx := context.Background()
	if _, err := exchange.Import(ctx, records, access.System("test"), files, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	v, err := records.View(ctx, access.Public(), "")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func ids(forums []*forum.Forum) []string {
	all := []string{}
	for _, f := range forums {
		all = append(all, f.ID)
	}
	return all
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// What users really asked of the map.
func TestQuestionsOfUsers(t *testing.T) {
	v := demo(t)
	age := 35
	same(t, "convened by AF in Jönköping", ids(forum.List(v, forum.Filter{Convener: "af/jonkoping"})),
		"jonkoping/arbetsgrupp-etablering", "jonkoping/prognosmote")
	same(t, "attended by the youth coach in Habo", ids(forum.Attended(v, "habo/ungdomscoach")),
		"habo-jonkoping/skolfranvaro-gymnasiet", "habo/arbetsmarknadsgrupp", "habo/folkhalsorad", "habo/narvarogrupp",
		"habo/natverk-unga-13-16", "sodra-vatterbygden/dua-operativ-arbetsgrupp")
	same(t, "formal and under way in Aneby with all four parties, at 35", ids(forum.List(v, forum.Filter{Municipality: "0604",
		Parties: forum.MainKinds(), Formality: "formal", Status: []string{"active"}, Age: &age})))
	same(t, "shared by the adult section in Värnamo and AF there", ids(forum.Shared(v, "varnamo/vuxensektionen", "af/varnamo")),
		"varnamo/arena", "varnamo/vac-beredningsgrupp", "varnamo/vac-utokad-beredningsgrupp")
	month, err := forum.Forums.Get(v, "aneby/af-eb-ame")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "missing in the monthly meeting in Aneby", month.Absent(v), "social_insurance", "region")
}

// List gives what the filter would choose if every forum were asked by itself.
func TestListIsTheFilterOnEachForum(t *testing.T) {
	v := demo(t)
	young, old := 19, 64
	for _, f := range []forum.Filter{
		{}, {Municipality: "0683"}, {Actors: []string{"gislaved", "af"}}, {Parties: []string{"region", "fk"}}, {Convener: "aneby"}, {Age: &young},
		{Age: &old, Level: "individual"}, {Formality: "unknown", Type: "network"}, {Status: []string{"ended", "unclear"}},
		{TargetGroup: "fin/forbundet"}, {Actors: []string{"nobody"}}, {Parties: []string{"probation"}, Municipality: "2480"},
	} {
		var want []string
		for _, x := range forum.Forums.All(v) {
			if chosen(v, f, x) {
				want = append(want, x.ID)
			}
		}
		same(t, "chosen", ids(forum.List(v, f)), want...)
	}
}

func chosen(v *record.View, f forum.Filter, x *forum.Forum) bool {
	is := func(want, got string) bool { return want == "" || want == got }
	ok := is(f.Level, x.Level) && is(f.Formality, x.KnownFormality()) && is(f.Type, x.Type) &&
		(len(f.Status) == 0 || slices.Contains(f.Status, x.KnownStatus())) &&
		(f.TargetGroup == "" || slices.Contains(x.TargetGroups, f.TargetGroup)) &&
		(f.Municipality == "" || slices.Contains(x.Serves(v), f.Municipality)) &&
		(f.Age == nil || x.IsFor(v, *f.Age)) &&
		(f.Convener == "" || slices.Contains(party.Within(v, f.Convener), x.Convener))
	for _, id := range f.Actors {
		ok = ok && x.Seats(v, id)
	}
	for _, id := range f.Parties {
		ok = ok && x.Includes(v, id)
	}
	return ok
}

func TestAttendedWithinIsEachOnceInOrder(t *testing.T) {
	v := demo(t)
	place := map[*forum.Forum]int{}
	for i, f := range forum.Forums.All(v) {
		place[f] = i
	}
	for _, actor := range []string{"aneby", "af", "fk", "region-jonkoping", "gislaved/amo", "varnamo/vac", "nobody"} {
		got := forum.AttendedWithin(v, actor)
		for i := 1; i < len(got); i++ {
			if place[got[i]] <= place[got[i-1]] {
				t.Errorf("%s: %s comes after %s", actor, got[i].ID, got[i-1].ID)
			}
		}
		within := party.Within(v, actor)
		var want []string
		for _, f := range forum.Forums.All(v) {
			if f.Seats(v, actor) || f.Convener != "" && slices.Contains(within, f.Convener) {
				want = append(want, f.ID)
			}
		}
		same(t, actor, ids(got), want...)
	}
}

func TestSimilar(t *testing.T) {
	v := demo(t)
	for _, f := range forum.Forums.All(v) {
		got := forum.Similar(v, f)
		if len(got) > 5 {
			t.Fatalf("%s is like %d forums", f.ID, len(got))
		}
		for i, l := range got {
			if l.Forum == f || l.Forum.Level != f.Level || l.Forum.KnownStatus() == "ended" || len(l.Shared) == 0 {
				t.Errorf("%s is not like %s", f.ID, l.Forum.ID)
			}
			if i > 0 && l.Alike > got[i-1].Alike {
				t.Errorf("%s: the most alike does not come first", f.ID)
			}
			if f.KnownStatus() != "ended" && !mutual(v, l.Forum, f) {
				t.Errorf("%s is like %s, but not the other way round", f.ID, l.Forum.ID)
			}
		}
		if again := forum.Similar(v, f); !slices.EqualFunc(got, again, func(a, b forum.Likeness) bool { return a.Forum == b.Forum }) {
			t.Errorf("%s is like others the second time", f.ID)
		}
	}
}

// mutual tells whether f is among those like other, or was pushed out by five
// that are at least as alike.
func mutual(v *record.View, other, f *forum.Forum) bool {
	back := forum.Similar(v, other)
	return len(back) == 5 || slices.ContainsFunc(back, func(l forum.Likeness) bool { return l.Forum == f })
}

const meetings = `{"format": "samkarta/1",
	"source": {"id": "more", "title": "Mer", "date": "2019-05-01", "kind": "mapping"},
	"target_groups": [{"id": "more/young", "name": "Unga", "age_min": 16, "age_max": 24}, {"id": "more/any", "name": "Alla"}],
	"forums": [
		{"id": "more/own-span", "name": "Ett", "age_min": 30, "target_groups": ["more/young"], "participants": [{"actor": "aneby/ame"}, {"actor": "fk", "role": "caseworker"}, {"actor": "fk", "role": "manager"}]},
		{"id": "more/by-group", "name": "Två", "target_groups": ["more/young"], "municipalities": ["0643"], "participants": [{"actor": "aneby"}], "convener": "af"},
		{"id": "more/by-either", "name": "Tre", "target_groups": ["more/young", "more/any"]},
		{"id": "more/nobody", "name": "Fyra", "status": "wished"}]}`

func TestAForumByItself(t *testing.T) {
	v := demo(t, meetings)
	get := func(id string) *forum.Forum {
		f, err := forum.Forums.Get(v, id)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	own, group, either, nobody := get("more/own-span"), get("more/by-group"), get("more/by-either"), get("more/nobody")
	for _, c := range []struct {
		f    *forum.Forum
		age  int
		want bool
	}{{own, 20, false}, {own, 40, true}, {group, 20, true}, {group, 40, false}, {either, 40, true}, {nobody, 90, true}} {
		if got := c.f.IsFor(v, c.age); got != c.want {
			t.Errorf("%s at %d: %v", c.f.ID, c.age, got)
		}
	}
	same(t, "for the places of who sits there", own.Serves(v), "0604")
	same(t, "for the places it names", group.Serves(v), "0643")
	same(t, "for no place", nobody.Serves(v))
	same(t, "each actor once", own.Actors(), "aneby/ame", "fk")
	same(t, "each party once", own.Parties(v), "aneby", "fk")
	same(t, "absent", own.Absent(v), "employment_service", "region")
	same(t, "all absent", nobody.Absent(v), forum.MainKinds()...)
	if as := own.As("fk"); len(as) != 2 {
		t.Errorf("FK sits there as %v", as)
	}
	if group.KnownStatus() != "active" || nobody.KnownStatus() != "wished" || own.KnownFormality() != "unknown" {
		t.Error("what is not said is taken wrongly")
	}
	if group.Seats(v, "af") || !slices.Contains(forum.Attended(v, "af"), group) {
		t.Error("who convenes attends, but is not said to sit there")
	}
	if !own.Seats(v, "aneby") || own.Seats(v, "af") || !own.Includes(v, "municipality") || own.Includes(v, "region") {
		t.Error("who sits there is told wrongly")
	}
}

func BenchmarkAnebyForFourParties(b *testing.B) {
	v := demo(b)
	for b.Loop() {
		forum.List(v, forum.Filter{Municipality: "0604", Parties: forum.MainKinds()})
	}
}
