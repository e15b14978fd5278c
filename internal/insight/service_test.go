package insight

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/record"
)

var ctx = context.Background()

func smallWorld(t *testing.T) *world {
	w := newWorld(t)
	w.add("", map[string][]thing{
		"associations": {{"id": "ett", "name": "Ett", "municipalities": []string{"0604"}}, {"id": "tva", "name": "Två", "municipalities": []string{"0643"}}},
		"parties":      {{"id": "af", "kind": "employment_service", "name": "AF"}, {"id": "by", "kind": "municipality", "name": "By", "municipality": "0604"}},
	})
	w.add("ett", map[string][]thing{"forums": {forumOf("forum-1")}})
	return w
}

func forumOf(id string) thing {
	return thing{"id": id, "name": "Forum", "participants": []thing{{"actor": "af"}, {"actor": "by"}}, "municipalities": []string{"0604"}}
}

func (w *world) of(s *Service, actor access.Actor, day record.Date) *Index {
	w.t.Helper()
	x, err := s.Of(ctx, actor, day)
	if err != nil {
		w.t.Fatal(err)
	}
	return x
}

func reader(association string) access.Actor {
	return access.Actor{Account: "läsare", Assignments: []access.Assignment{{Role: access.Reader, Association: association}}}
}

// Those who see the same share an index, until the map changes; then nobody sees
// the old one any more, on this server or on another.
func TestServiceSharesUntilTheMapChanges(t *testing.T) {
	w := smallWorld(t)
	here, there := New(w.records), New(w.records)
	first := w.of(here, access.Public(), "")
	if w.of(here, access.Public(), "") != first || w.of(here, reader("ett"), "") != first {
		t.Error("two who see the same have two indexes")
	}
	other := w.of(there, access.Public(), "")
	if len(first.Loads(LoadQuestion{})) != 2 || first.Loads(LoadQuestion{})[0].Forums[0] != "forum-1" {
		t.Errorf("%+v", first.Loads(LoadQuestion{}))
	}
	w.add("ett", map[string][]thing{"forums": {forumOf("forum-2")}})
	for _, x := range []*Index{w.of(here, access.Public(), ""), w.of(there, access.Public(), "")} {
		if x == first || x == other || len(x.Loads(LoadQuestion{})[0].Forums) != 2 {
			t.Errorf("the change does not show: %+v", x.Loads(LoadQuestion{}))
		}
	}
	if len(first.Loads(LoadQuestion{})[0].Forums) != 1 || len(here.kept) != 1 {
		t.Errorf("%d versions are kept; the old one changed under who holds it", len(here.kept))
	}
}

// What an association does not publish is seen by its own alone, from the moment
// that it says so.
func TestServiceKeepsApartWhoSeesWhat(t *testing.T) {
	w := smallWorld(t)
	s := New(w.records)
	public := w.of(s, access.Public(), "")
	if err := w.records.Publish(ctx, access.System("test"), "ett", record.Publication{"forum": false}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		actor access.Actor
		sees  int
	}{
		"the public": {access.Public(), 0}, "its own": {reader("ett"), 1}, "another's": {reader("tva"), 0},
		"the administrator": {access.System("test"), 1},
	} {
		x := w.of(s, c.actor, "")
		if n := len(x.Overlaps(OverlapQuestion{Threshold: 0.1})) + len(x.Loads(LoadQuestion{By: ByParty})); (n > 0) != (c.sees > 0) || x == public {
			t.Errorf("%s: %d things are seen", name, n)
		}
	}
	if w.of(s, reader("tva"), "") != w.of(s, access.Public(), "") || w.of(s, reader("ett"), "") == w.of(s, access.Public(), "") {
		t.Error("who sees the same does not share, or who sees more does")
	}
}

func TestServiceKnowsEarlierDays(t *testing.T) {
	w := smallWorld(t)
	s := New(w.records)
	now, then := w.of(s, access.Public(), ""), w.of(s, access.Public(), "2019-05-20")
	if now == then || w.of(s, access.Public(), "2019-05-20") != then {
		t.Error("an earlier day is not a version of its own")
	}
	for i := range mostIndexes + 4 {
		w.of(s, access.Public(), record.Date(fmt.Sprintf("2019-04-%02d", i+1)))
	}
	if len(s.kept) != mostIndexes {
		t.Errorf("%d versions are kept, want %d", len(s.kept), mostIndexes)
	}
}

// Those who ask for the same at the same time get the work of one.
func TestOnceIsWorkedOutOnce(t *testing.T) {
	x := NewIndex(nil)
	var worked atomic.Int32
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			for i := range 5 {
				got := once(x, i, func() int { worked.Add(1); return i * i })
				if got != i*i {
					t.Errorf("%d: %d", i, got)
				}
			}
		})
	}
	if wait.Wait(); worked.Load() != 5 {
		t.Errorf("worked out %d times, want 5", worked.Load())
	}
	for i := range 2 * mostKept {
		once(x, -i, func() int { return i })
	}
	if len(x.kept) > mostKept {
		t.Errorf("%d answers are kept", len(x.kept))
	}
}
