package page_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"samkarta/internal/page"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

func TestChangesGatherWhatWasReadTogether(t *testing.T) {
	now := atNine()
	s := demoMap(t, func() time.Time { return now })
	v := viewOf(t, s)
	n, records := 0, 0
	for _, c := range page.Changes(v) {
		if c.What != "imported" || c.Source == nil || c.Body == nil {
			t.Errorf("%s is %s", c.Body.HeadOf().ID, c.What)
		}
		n, records = n+1, records+c.Count
	}
	shown := 0
	v.Everything(func(b record.Body) {
		if !b.HeadOf().Kind.Kept {
			shown++
		}
	})
	if n > 40 || records != shown {
		t.Errorf("%d changes of %d records, of %d", n, records, shown)
	}
}

func TestLatestTellsWhatWasDone(t *testing.T) {
	now := atNine()
	s := demoMap(t, func() time.Time { return now })
	ctx := context.Background()
	key := func(kind, id string) record.Key { return record.Key{Kind: kind, ID: id} }
	step := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Hour)
	}
	now = now.AddDate(0, 0, 1)
	made, err := s.Create(ctx, keeper, s.Kinds().Named("party"), record.Draft{Tree: record.Tree{"name": "Nya verket", "kind": "other"}})
	step(err)
	step(s.Confirm(ctx, keeper, key("unit", "aneby/ame")))
	step(s.Change(ctx, keeper, key("forum", "aneby/fua"), record.Draft{Version: 1, Tree: record.Tree{"short_name": "F"}}))
	step(s.End(ctx, keeper, key("forum", "aneby/dua"), 1, now))
	v := viewOf(t, s)
	var what []string
	for _, c := range page.Latest(v, 4) {
		what = append(what, c.What+" "+c.Body.HeadOf().ID)
	}
	if want := []string{"ended aneby/dua", "updated aneby/fua", "confirmed aneby/ame", "added " + made.ID}; !slices.Equal(what, want) {
		t.Errorf("the latest are %q, want %q", what, want)
	}
	moments := page.Moments(v, text.Sv, page.Latest(v, 5))
	if m := moments[1]; m.Title != "FUA – Framtid för unga i Aneby kommun" || m.Tags[0].Text != "uppdaterad" || m.Text != "Forum" || m.Href != "/forum/aneby/fua" || m.Stamp != "2019-06-02" {
		t.Errorf("it is shown as %+v", m)
	}
	if m := moments[4]; m.Tags[0].Text != "inläst" || m.Text == "" {
		t.Errorf("an import is shown as %+v", m)
	}
	if got := len(page.Latest(v, 10_000)); got != len(page.Changes(v)) {
		t.Errorf("asking for more than there is gives %d", got)
	}
}

func BenchmarkLatest(b *testing.B) {
	v := viewOf(b, demoMap(b, atNine))
	for b.Loop() {
		page.Latest(v, 8)
	}
}
