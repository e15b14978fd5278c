package record_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// thing is a kind of record that only these tests know.
type thing struct {
	record.Head
	Name   string   `json:"name,omitempty" rule:"required"`
	Level  string   `json:"level,omitempty" enum:"level"`
	Count  *int     `json:"count,omitempty" rule:"positive"`
	PartOf string   `json:"part_of,omitempty" ref:"thing"`
	Near   []string `json:"near,omitempty" ref:"thing"`
	Status string   `json:"status,omitempty" enum:"status"`
}

var things = record.Define[thing](record.Kind{
	Name: "thing", List: "things", Path: "/ting/", Tree: "part_of",
	Title:    func(_ *record.View, b record.Body) string { return b.(*thing).Name },
	Owners:   func(b record.Body) []string { return []string{b.HeadOf().ID} },
	SetEnded: func(b record.Body) { b.(*thing).Status = "ended" },
	Ends:     func(b record.Body) bool { return b.(*thing).Status == "ended" },
})

// keeper stands for the associations that keep records.
type keeper struct {
	record.Head
	Name string `json:"name,omitempty" rule:"required"`
}

var keepers = record.Define[keeper](record.Kind{Name: "association", List: "associations", Path: "/forbund/",
	Title: func(_ *record.View, b record.Body) string { return b.(*keeper).Name }})

func service(d *db.DB) *record.Service {
	return record.New(d, record.NewKinds(nil, record.Sources.Kind, keepers.Kind, things.Kind))
}

var (
	ctx    = context.Background()
	admin  = access.System("test")
	public = access.Public()
)

func actor(role access.Role, association, unit string) access.Actor {
	return access.Actor{Account: "konto-" + string(role) + association, Assignments: []access.Assignment{{Role: role, Association: association, Unit: unit}}}
}

func view(t *testing.T, s *record.Service, a access.Actor, day record.Date) *record.View {
	t.Helper()
	v, err := s.View(ctx, a, day)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func create(t *testing.T, s *record.Service, keptBy string, tree record.Tree) record.Key {
	t.Helper()
	key, err := s.Create(ctx, admin, things.Kind, record.Draft{Tree: tree, KeptBy: keptBy, Confirmed: true})
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// clock is a clock that the tests move.
type clock struct{ now time.Time }

func (c *clock) read() time.Time { return c.now }

func moved(t *testing.T, f func(t *testing.T, s *record.Service, c *clock)) {
	for name, open := range map[string]func(testing.TB, ...db.Option) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) {
			c := &clock{time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)}
			f(t, service(open(t, db.WithClock(c.read))), c)
		})
	}
}

func TestFreshnessIsOneForSixMonthsAndGoneAtTwentyFour(t *testing.T) {
	said := time.Date(2018, 1, 31, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		day  string
		want float64
	}{
		{"2018-01-31", 1}, {"2018-07-31", 1}, {"2019-04-30", 0.5}, {"2020-01-31", 0}, {"2031-01-01", 0},
	} {
		day, _ := time.Parse(time.DateOnly, c.day)
		if got := record.Freshness(said, day); got < c.want-0.01 || got > c.want+0.01 {
			t.Errorf("on %s: %v, want %v", c.day, got, c.want)
		}
	}
	if record.Freshness(time.Time{}, said) != 0 {
		t.Error("what was never confirmed is fresh")
	}
}

func TestDates(t *testing.T) {
	for s, want := range map[string]string{"2018": "2018-12-31", "2018-02": "2018-02-28", "2020-02": "2020-02-29", "2018-05-03": "2018-05-03"} {
		if got := record.Date(s).Last().Format(time.DateOnly); !record.IsDate(s) || got != want {
			t.Errorf("%s ends on %s, want %s", s, got, want)
		}
	}
	for _, s := range []string{"", "18", "2018-13", "2018-02-30", "2018-2-3", "i fjol", "2018-05-03T10:00"} {
		if record.IsDate(s) {
			t.Errorf("%q is taken for a date", s)
		}
	}
}

func TestReadingIsStrictAndSaysAllAtOnce(t *testing.T) {
	tree, err := record.ReadTree([]byte(`{"id": "Å", "nmae": "x", "level": "strategic?", "count": -1, "near": ["a", 7],
		"valid_from": "2018-13", "evidence": [{"page": "tio"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	_, faults := things.Read(tree, "things[3]")
	got := map[string]string{}
	for _, f := range faults {
		got[f.Path] = f.Key
	}
	for path, key := range map[string]string{
		"things[3].id": "record.bad_id", "things[3].nmae": "record.unknown_field", "things[3].name": "record.required",
		"things[3].level": "record.not_one_of", "things[3].count": "record.negative", "things[3].near[1]": "record.not_text",
		"things[3].valid_from": "record.bad_date", "things[3].evidence[0].page": "record.not_number",
	} {
		if got[path] != key {
			t.Errorf("%s: %q, want %q", path, got[path], key)
		}
	}
}

func TestAChangeIsSeenAtOnceAndTheDayBeforeStaysAsItWas(t *testing.T) {
	moved(t, func(t *testing.T, s *record.Service, c *clock) {
		key := create(t, s, "", record.Tree{"name": "Arena"})
		c.now = c.now.AddDate(0, 0, 5)
		err := s.Change(ctx, admin, key, record.Draft{Tree: record.Tree{"name": "Arenan"}, Version: 1})
		if err != nil {
			t.Fatal(err)
		}
		later := create(t, s, "", record.Tree{"name": "Ny"})
		if got := things.Find(view(t, s, public, ""), key.ID).Name; got != "Arenan" {
			t.Errorf("now it is called %q", got)
		}
		before := view(t, s, public, "2019-06-03")
		if got := things.Find(before, key.ID).Name; got != "Arena" {
			t.Errorf("on 3 June it was called %q", got)
		}
		if things.Find(before, later.ID) != nil {
			t.Error("what was added on 6 June was there on 3 June")
		}
		if _, err := s.View(ctx, public, "2031-01-01"); !fault.Is(err, fault.Invalid) {
			t.Errorf("a day to come: %v", err)
		}
	})
}

func TestConfirmingIsNotChanging(t *testing.T) {
	moved(t, func(t *testing.T, s *record.Service, c *clock) {
		key := create(t, s, "", record.Tree{"name": "Arena"})
		c.now = c.now.AddDate(2, 0, 0)
		if got := view(t, s, admin, "").Freshness(things.Find(view(t, s, admin, ""), key.ID)); got != 0 {
			t.Errorf("after two years it is fresh by %v", got)
		}
		if err := s.Change(ctx, admin, key, record.Draft{Tree: record.Tree{"name": "Arenan"}, Version: 1}); err != nil {
			t.Fatal(err)
		}
		v := view(t, s, admin, "")
		if got := v.Freshness(things.Find(v, key.ID)); got != 0 {
			t.Errorf("a change alone made it fresh by %v", got)
		}
		if err := s.Confirm(ctx, admin, key); err != nil {
			t.Fatal(err)
		}
		v = view(t, s, admin, "")
		if got := v.Freshness(things.Find(v, key.ID)); got != 1 {
			t.Errorf("confirmed today it is fresh by %v", got)
		}
	})
}

func TestTheSecondToChangeIsToldAndNothingIsOverwritten(t *testing.T) {
	moved(t, func(t *testing.T, s *record.Service, _ *clock) {
		key := create(t, s, "", record.Tree{"name": "Arena", "level": "strategic"})
		first := record.Draft{Tree: record.Tree{"name": "Ett"}, Version: 1}
		second := record.Draft{Tree: record.Tree{"name": "Två"}, Version: 1}
		if err := s.Change(ctx, admin, key, first); err != nil {
			t.Fatal(err)
		}
		if err := s.Change(ctx, admin, key, second); !fault.Is(err, fault.Conflict) {
			t.Errorf("the second change: %v, want a conflict", err)
		}
		if err := s.Change(ctx, admin, key, first); err != nil {
			t.Errorf("the first form posted twice: %v", err)
		}
		x := things.Find(view(t, s, admin, ""), key.ID)
		if x.Name != "Ett" || x.Level != "strategic" || x.Version != 2 {
			t.Errorf("%+v", x)
		}
	})
}

func TestAFormPostedTwiceMakesOneRecord(t *testing.T) {
	moved(t, func(t *testing.T, s *record.Service, _ *clock) {
		d := record.Draft{Tree: record.Tree{"name": "Arena"}, Token: "t1"}
		a, err := s.Create(ctx, admin, things.Kind, d)
		if err != nil {
			t.Fatal(err)
		}
		b, err := s.Create(ctx, admin, things.Kind, d)
		if err != nil || a != b {
			t.Errorf("the second time: %v %v, want %v", b, err, a)
		}
		other, err := s.Create(ctx, admin, things.Kind, record.Draft{Tree: record.Tree{"name": "Arena"}, Token: "t2"})
		if err != nil || other.ID != "arena-2" {
			t.Errorf("another of the same name: %v %v", other, err)
		}
	})
}

func TestEndingKeepsTheTimeBefore(t *testing.T) {
	moved(t, func(t *testing.T, s *record.Service, c *clock) {
		key := create(t, s, "", record.Tree{"name": "Arena", "status": "active"})
		c.now = c.now.AddDate(0, 1, 0)
		if err := s.End(ctx, admin, key, 1, c.now); err != nil {
			t.Fatal(err)
		}
		if n := len(things.All(view(t, s, admin, ""))); n != 0 {
			t.Errorf("%d are listed after the end", n)
		}
		x, err := things.Get(view(t, s, admin, ""), key.ID)
		if err != nil || x.ValidTo != "2019-06-30" || x.Status != "ended" {
			t.Errorf("its page: %+v %v", x, err)
		}
		if n := len(things.All(view(t, s, admin, "2019-06-15"))); n != 1 {
			t.Errorf("%d are listed on a day before", n)
		}
		err = s.End(ctx, admin, create(t, s, "", record.Tree{"name": "B", "valid_from": "2019-07-01"}), 1, time.Date(2019, 3, 1, 0, 0, 0, 0, time.UTC))
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("an end before its beginning: %v", err)
		}
	})
}

func TestReferencesMustBeThereAndTreesHaveNoCircle(t *testing.T) {
	moved(t, func(t *testing.T, s *record.Service, _ *clock) {
		a := create(t, s, "", record.Tree{"name": "A"})
		b := create(t, s, "", record.Tree{"name": "B", "part_of": a.ID})
		_, err := s.Create(ctx, admin, things.Kind, record.Draft{Tree: record.Tree{"name": "C", "near": []any{"ingen"}}})
		mustFault(t, err, "near[0]", "record.unknown_thing")
		err = s.Change(ctx, admin, a, record.Draft{Tree: record.Tree{"part_of": b.ID}, Version: 1})
		mustFault(t, err, "part_of", "record.own_ancestor")
		if got := things.Pointing(view(t, s, admin, ""), a, "part_of"); len(got) != 1 || got[0].ID != b.ID {
			t.Errorf("pointing at A: %v", got)
		}
		if err := s.Change(ctx, admin, b, record.Draft{Tree: record.Tree{"part_of": nil}, Version: 1}); err != nil {
			t.Fatal(err)
		}
		if got := things.Pointing(view(t, s, admin, ""), a); len(got) != 0 {
			t.Errorf("still pointing at A: %v", got)
		}
	})
}

func mustFault(t *testing.T, err error, path, key string) {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%v is no fault", err)
	}
	for _, field := range f.Fields {
		if field.Path == path && field.Key == key {
			return
		}
	}
	t.Errorf("%v: no fault %s at %s", err, key, path)
}

func TestWhoMayChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := service(d)
		key := create(t, s, "norr", record.Tree{"name": "Enheten"})
		common := create(t, s, "", record.Tree{"name": "Gemensam"})
		for _, c := range []struct {
			who         access.Actor
			own, common bool
		}{
			{admin, true, true},
			{actor(access.Developer, "norr", ""), true, false},
			{actor(access.Developer, "soder", ""), false, false},
			{actor(access.Editor, "norr", key.ID), true, false},
			{actor(access.Editor, "norr", "annan"), false, false},
			{actor(access.Editor, "soder", key.ID), false, false},
			{actor(access.Reader, "norr", ""), false, false},
			{public, false, false},
		} {
			if got := s.Confirm(ctx, c.who, key) == nil; got != c.own {
				t.Errorf("%s may confirm its own: %v, want %v", c.who.AuditID(), got, c.own)
			}
			if got := s.Confirm(ctx, c.who, common) == nil; got != c.common {
				t.Errorf("%s may confirm what is common: %v, want %v", c.who.AuditID(), got, c.common)
			}
			_, err := s.Create(ctx, c.who, things.Kind, record.Draft{Tree: record.Tree{"name": "Ny"}, KeptBy: "soder"})
			if want := c.who.IsAdministrator() || c.who.Develops("soder"); (err == nil) != want {
				t.Errorf("%s may add for söder: %v", c.who.AuditID(), err)
			}
		}
	})
}

// Every list shows exactly the records that may be seen one by one.
func TestListsAreFilteredByTheSameRule(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := service(d)
		keptBy := []string{"", "norr", "soder", "oster"}
		for i := range 40 {
			create(t, s, keptBy[i%4], record.Tree{"name": fmt.Sprint("Nr ", i), "near": []any{}})
		}
		for _, hidden := range []string{"norr", "oster"} {
			if err := s.Publish(ctx, admin, hidden, record.Publication{"thing": false}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Publish(ctx, actor(access.Reader, "norr", ""), "norr", record.Publication{"thing": true}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a reader publishes: %v", err)
		}
		all := things.All(view(t, s, admin, ""))
		for _, who := range []access.Actor{public, actor(access.Reader, "norr", ""), actor(access.Developer, "oster", ""), admin} {
			v := view(t, s, who, "")
			listed := map[string]bool{}
			for _, x := range things.All(v) {
				listed[x.ID] = true
			}
			for _, x := range all {
				_, err := things.Get(v, x.ID)
				want := x.KeptBy == "" || x.KeptBy == "soder" || who.IsAdministrator() || who.BelongsTo(x.KeptBy)
				if listed[x.ID] != want || (err == nil) != want {
					t.Errorf("%s sees %s of %q: listed %v, page %v, want %v", who.AuditID(), x.ID, x.KeptBy, listed[x.ID], err, want)
				}
			}
		}
	})
}

// A snapshot that has been patched many times is the same as one read afresh.
func TestPatchingIsTheSameAsReadingAfresh(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, r := service(d), rand.New(rand.NewPCG(1, 2))
		var keys []record.Key
		for range 120 {
			if len(keys) > 3 && r.IntN(2) == 0 {
				patchOne(t, s, keys, r)
				continue
			}
			tree := record.Tree{"name": fmt.Sprint("Ting ", r.IntN(50), " Å")}
			if len(keys) > 0 {
				tree["near"] = []any{keys[r.IntN(len(keys))].ID}
			}
			keys = append(keys, create(t, s, "", tree))
			view(t, s, admin, "")
		}
		patched, fresh := picture(view(t, s, admin, ""), keys), picture(view(t, service(d), admin, ""), keys)
		if patched != fresh {
			t.Errorf("patched:\n%s\nfresh:\n%s", patched, fresh)
		}
	})
}

func patchOne(t *testing.T, s *record.Service, keys []record.Key, r *rand.Rand) {
	t.Helper()
	key := keys[r.IntN(len(keys))]
	x := things.Find(view(t, s, admin, ""), key.ID)
	tree := record.Tree{"name": fmt.Sprint("Ting ", r.IntN(50)), "near": []any{keys[r.IntN(len(keys))].ID}}
	if err := s.Change(ctx, admin, key, record.Draft{Tree: tree, Version: x.Version}); err != nil {
		t.Fatal(err)
	}
}

func picture(v *record.View, keys []record.Key) string {
	var b strings.Builder
	for _, x := range things.All(v) {
		fmt.Fprintln(&b, x.ID, x.Name, x.Near, x.Version)
	}
	for _, key := range keys {
		for _, x := range things.Pointing(v, key, "near") {
			fmt.Fprint(&b, key.ID, "<", x.ID, " ")
		}
	}
	return b.String()
}

func TestHistoryTellsWhatChanged(t *testing.T) {
	moved(t, func(t *testing.T, s *record.Service, _ *clock) {
		key := create(t, s, "norr", record.Tree{"name": "Arena"})
		if err := s.Change(ctx, actor(access.Developer, "norr", ""), key, record.Draft{Tree: record.Tree{"name": "Ny"}, Version: 1}); err != nil {
			t.Fatal(err)
		}
		history, err := s.History(ctx, admin, key)
		if err != nil || len(history) != 2 {
			t.Fatalf("%v %v", history, err)
		}
		newest := history[0]
		if newest.Action != "changed" || newest.Author != "konto-developernorr" || len(newest.Changes) != 1 ||
			newest.Changes[0].Old != "Arena" || newest.Changes[0].New != "Ny" {
			t.Errorf("%+v", newest)
		}
	})
}
