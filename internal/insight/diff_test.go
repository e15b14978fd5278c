package insight

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/forum"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// history is a map that has been written at several times.
type history struct {
	*world
	now time.Time
}

func newHistory(t testing.TB) *history {
	h := &history{world: &world{t: t}, now: onDay("2020-01-01")}
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return h.now }))
	h.records = record.New(d, exchange.Kinds())
	h.add("", map[string][]thing{"associations": {{"id": "f", "name": "F", "municipalities": []string{"0604"}}},
		"parties": {{"id": "af", "kind": "employment_service", "name": "AF"}, {"id": "k", "kind": "municipality", "name": "K", "municipality": "0604"}}})
	return h
}

func onDay(day record.Date) time.Time { return day.Last().Add(12 * time.Hour) }

func (h *history) on(day record.Date) *Index {
	h.t.Helper()
	v, err := h.records.View(context.Background(), access.Public(), day)
	if err != nil {
		h.t.Fatal(err)
	}
	return NewIndex(v)
}

// tell imports a document that is dated.
func (h *history) tell(date string, lists map[string][]thing) {
	h.t.Helper()
	h.docs++
	id := fmt.Sprintf("kalla-%d", h.docs)
	for _, list := range lists {
		for _, one := range list {
			one["evidence"] = []thing{{"page": 1}} // so that it is known who told first
		}
	}
	h.addFrom("", thing{"id": id, "title": id, "date": date, "kind": "mapping"}, lists)
}

var operatorOfTests = access.System("test")

func (h *history) end(key record.Key, from record.Date) {
	h.t.Helper()
	b, err := h.on("").v.Get(key.Kind, key.ID)
	if err == nil {
		err = h.records.End(context.Background(), operatorOfTests, key, b.HeadOf().Version, from.Last())
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *history) change(key record.Key, tree record.Tree) {
	h.t.Helper()
	b, err := h.on("").v.Get(key.Kind, key.ID)
	if err == nil {
		err = h.records.Change(context.Background(), operatorOfTests, key, record.Draft{Tree: tree, Version: b.HeadOf().Version})
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func forumKey(id string) record.Key { return record.Key{Kind: forum.Forums.Name, ID: id} }

// What is told of in between has been known since; what is said to have begun
// has begun; what is ended by hand has gone; and what was changed has changed.
func TestWhatCameWentAndChanged(t *testing.T) {
	h := newHistory(t)
	place := []string{"0604"}
	h.tell("2017", map[string][]thing{"forums": {
		{"id": "gammalt", "name": "Gammalt", "municipalities": place, "participants": []thing{{"actor": "af"}}},
		{"id": "slutar", "name": "Slutar", "municipalities": place, "valid_to": "2018-03-31"},
		{"id": "borjar", "name": "Börjar", "municipalities": place, "created": "2018-05"},
		{"id": "borta", "name": "Borta", "municipalities": place, "status": "ended"},
		{"id": "planeras", "name": "Planeras", "municipalities": place, "status": "planned"},
		{"id": "borttaget", "name": "Borttaget", "municipalities": place},
	}})
	h.tell("2018-11-05", map[string][]thing{"forums": {{"id": "berattat", "name": "Berättat", "municipalities": place}}})
	h.now = onDay("2020-06-01")
	h.change(forumKey("gammalt"), record.Tree{"level": "operational", "purpose": "annat",
		"participants": []any{record.Tree{"actor": "af"}, record.Tree{"actor": "k", "function": "chef"}}})
	h.change(forumKey("planeras"), record.Tree{"status": "active"})
	h.end(forumKey("borttaget"), "2020-05-01")
	h.now = onDay("2020-12-01")

	d := h.on("").Diff(h.on("2017"), DiffQuestion{Scope: Scope{Association: "f"}})
	expect(t, "came", passed(d.Came), "berattat told 2018-11-05", "borjar began 2018-05", "gammalt/k#chef told 2020-06-01", "planeras told 2020-06-01")
	expect(t, "went", passed(d.Went), "borttaget ended 2020-04-30", "slutar ended 2018-03-31")
	if len(d.Changed) != 1 || d.Changed[0].ID != "gammalt" || len(d.Changed[0].Fields) != 1 || d.Changed[0].Fields[0].Field != "level" {
		t.Errorf("changed: %+v", d.Changed)
	}
	if n := d.Kinds[0]; n != (KindChange{Kind: "forum", Before: 3, After: 4, Came: 3, Began: 1, Went: 2, Changed: 1}) {
		t.Errorf("%+v", n)
	}
	if n := d.Kinds[len(d.Kinds)-1]; n != (KindChange{Kind: KindSeat, Before: 1, After: 2, Came: 1}) {
		t.Errorf("%+v", n)
	}
	if len(d.Undated) != 1 || d.Undated[0].ID != "borta" {
		t.Errorf("%v are ended without a day", d.Undated)
	}
	if back := h.on("2017").Diff(h.on("2017"), DiffQuestion{}); len(back.Came)+len(back.Went)+len(back.Changed) != 0 || back.Reading[0].Key != "insight.diff.nothing" {
		t.Errorf("a day differs from itself: %+v", back)
	}
	if of := h.on("").Diff(h.on("2017"), DiffQuestion{Party: "k"}); len(of.Came) != 1 || of.Came[0].ID != "gammalt" {
		t.Errorf("of the municipality: %+v", of.Came)
	}
}

func passed(all []Passing) []string {
	var said []string
	for _, p := range all {
		id := p.ID
		if p.Kind == KindSeat {
			id += "/" + p.Actor + "#" + p.Function
		}
		said = append(said, fmt.Sprintf("%s %s %s", id, p.How, p.On))
	}
	slices.Sort(said)
	return said
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestYears(t *testing.T) {
	h := newHistory(t)
	place := []string{"0604"}
	h.tell("2018-06", map[string][]thing{"forums": {
		{"id": "a", "name": "A", "municipalities": place, "meetings_held": []thing{{"year": 2017, "count": 3}, {"year": 2018, "count": 4}}},
		{"id": "b", "name": "B", "municipalities": place, "valid_from": "2017-02", "valid_to": "2018-10", "meetings_held": []thing{{"year": 2018, "count": 2}}},
		{"id": "c", "name": "C", "municipalities": place, "status": "wished"},
	}})
	var said []string
	for _, y := range h.on("").Years(DiffQuestion{Scope: Scope{Municipality: "0604"}}) {
		meetings := "–"
		if y.Meetings != nil {
			meetings = fmt.Sprint(*y.Meetings)
		}
		said = append(said, fmt.Sprintf("%d: %d there, %d perhaps, %s meetings of %d", y.Year, y.Kinds[0].There, y.Kinds[0].Perhaps, meetings, y.Counted))
	}
	expect(t, "years", said, "2017: 1 there, 1 perhaps, 3 meetings of 1", "2018: 1 there, 0 perhaps, 6 meetings of 2",
		"2019: 1 there, 0 perhaps, – meetings of 0", "2020: 1 there, 0 perhaps, – meetings of 0")
	if day := h.on("").LastQuiet(DiffQuestion{}); day != "2017-12-31" {
		t.Errorf("compared with %s", day)
	}
}

// A slow, obvious comparison of forums: every pair of days of random histories.
func TestDiffAgainstTheObvious(t *testing.T) {
	h := newHistory(t)
	r := rand.New(rand.NewPCG(5, 6))
	var ids []string
	for i := range 60 {
		ids = append(ids, fmt.Sprintf("forum-%d", i))
		f := thing{"id": ids[i], "name": "Forum", "municipalities": []string{"0604"}, "participants": []thing{{"actor": []string{"af", "k"}[r.IntN(2)]}}}
		if r.IntN(3) == 0 {
			f["valid_from"] = randomDay(r)
		} else if r.IntN(3) == 0 {
			f["created"] = randomDay(r)[:4]
		}
		if f["valid_from"] == nil && r.IntN(3) == 0 {
			f["valid_to"] = randomDay(r)
		}
		if r.IntN(6) == 0 {
			f["status"] = []string{"planned", "ended", "unclear", "wished"}[r.IntN(4)]
		}
		h.tell(randomDay(r), map[string][]thing{"forums": {f}})
	}
	for i := range 40 {
		h.now = onDay("2020-01-02").AddDate(0, 0, 7*i)
		key := forumKey(ids[r.IntN(len(ids))])
		if r.IntN(3) == 0 {
			h.change(key, record.Tree{"participants": []any{record.Tree{"actor": []string{"af", "k"}[r.IntN(2)]}}})
		} else {
			h.change(key, record.Tree{"level": []string{"operational", "strategic"}[r.IntN(2)]})
		}
	}
	days := []record.Date{"2014", "2016-06", "2018", "2019-12-31", "2020-03", "2020-09-01", ""}
	h.now = onDay("2020-12-01")
	for i, a := range days {
		for _, b := range days[i:] {
			obviously(t, h.on(a), h.on(b))
		}
	}
}

func randomDay(r *rand.Rand) string {
	return fmt.Sprintf("%d-%02d-%02d", 2013+r.IntN(7), 1+r.IntN(12), 1+r.IntN(28))
}

func obviously(t *testing.T, before, after *Index) {
	t.Helper()
	was, is := thereOn(before), thereOn(after)
	var came, went, changed []string
	for id, f := range is {
		if was[id] == nil {
			came = append(came, id)
		} else if f.Level != was[id].Level {
			changed = append(changed, id)
		}
	}
	for id := range was {
		if is[id] == nil {
			went = append(went, id)
		}
	}
	slices.Sort(came)
	slices.Sort(went)
	slices.Sort(changed)
	d := after.Diff(before, DiffQuestion{})
	name := fmt.Sprintf("%s–%s", d.Since, d.Until)
	expect(t, name+" came", forumsOf(d.Came), came...)
	expect(t, name+" went", forumsOf(d.Went), went...)
	var told []string
	for _, c := range d.Changed {
		told = append(told, c.ID)
	}
	slices.Sort(told)
	expect(t, name+" changed", told, changed...)
	if n := d.Kinds[0]; n.Before != len(was) || n.After != len(is) || n.Before+n.Came-n.Went != n.After {
		t.Errorf("%s: %+v, but there were %d and are %d", name, n, len(was), len(is))
	}
	if n := d.Kinds[len(d.Kinds)-1]; n.Before+n.Came-n.Went != n.After {
		t.Errorf("%s: %+v", name, n)
	}
	for _, s := range d.Reading {
		if s.Say(text.Sv) == "" || s.Say(text.En) == "" {
			t.Errorf("%v is not said", s)
		}
	}
}

func forumsOf(all []Passing) []string {
	var ids []string
	for _, p := range all {
		if p.Kind == forum.Forums.Name {
			ids = append(ids, p.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// thereOn gives the forums that were there on a day, by the rule read out loud:
// said to have begun by then, or told of by then; not ended; not only planned.
func thereOn(x *Index) map[string]*forum.Forum {
	all := map[string]*forum.Forum{}
	for _, b := range x.v.WithEnded(forum.Forums.Kind) {
		f := forum.Forums.As(b)
		day := x.v.Today()
		began := f.ValidFrom
		if began == "" {
			began = f.Created
		}
		told := f.ChangedAt.Before(day.AddDate(0, 0, 1))
		for _, e := range append(slices.Clone(f.Evidence), record.Evidence{Source: f.Source}) {
			s := record.Sources.Find(x.v, e.Source)
			told = told || s != nil && !record.IsRegister(s.ID) && !s.Date.Last().After(day)
		}
		ended := f.ValidTo != "" && f.ValidTo.Last().Before(day)
		switch {
		case ended, f.Status == "planned", f.Status == "wished", f.Status == "ended":
		case began != "" && began.First().After(day), began == "" && !told:
		default:
			all[f.ID] = f
		}
	}
	return all
}
