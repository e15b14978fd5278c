package reporting_test

import (
	"bytes"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/fault"
	"samkarta/internal/reporting"
)

// names gives the ids of templates.
func names(all []reporting.Kept) []string {
	ids := []string{}
	for _, k := range all {
		ids = append(ids, k.ID)
	}
	return ids
}

func TestTemplateIsPutAwayAndTakenUp(t *testing.T) {
	each(t, func(k *desk) {
		id, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours())
		k.must(err)
		k.must(k.reports.SaveText(ctx, k.developer, "norr", id, text("forums", "sv", "Vi möts.", 0)))
		by := reporting.Order{Association: "norr", Template: id, Lang: "sv"}
		done, waiting := k.made(by, "plain"), k.make(by, "plain")
		file := k.bytes(k.reader, done.ID, "plain")

		if err := k.reports.PutTemplateAway(ctx, k.colleague, "norr", id, 7); !fault.Is(err, fault.Conflict) {
			t.Errorf("another version than the one that was read: %v", err)
		}
		k.must(k.reports.PutTemplateAway(ctx, k.colleague, "norr", id, 1))
		k.must(k.reports.PutTemplateAway(ctx, k.colleague, "norr", id, 1)) // posted twice
		offered, err := k.reports.Templates(ctx, k.reader, "norr")
		k.must(err)
		away, err := k.reports.TemplatesPutAway(ctx, k.reader, "norr")
		k.must(err)
		if diff := cmp.Diff([][]string{{"mapping", "standing", "catalogue"}, {id}}, [][]string{names(offered), names(away)}); diff != "" {
			t.Error(diff)
		}
		got, err := k.reports.Template(ctx, k.reader, "norr", id)
		k.must(err)
		if !got.PutAway || got.Version != 2 || got.Author != "colleague" || got.Text("forums", "sv") != "Vi möts." || !bytes.Equal(got.Look.Logo, ours().Look.Logo) {
			t.Errorf("put away it is %+v", got)
		}
		if _, err := k.reports.Make(ctx, k.developer, by, []string{"plain"}); !fault.Is(err, fault.Invalid) {
			t.Errorf("it can be ordered by: %v", err)
		}
		if _, err := k.reports.Compose(ctx, k.developer, by); !fault.Is(err, fault.Invalid) {
			t.Errorf("it can be made by: %v", err)
		}
		if r := k.work(waiting); !r.IsMade() {
			t.Errorf("what was ordered before is not made: %+v", r.Job)
		}
		if !bytes.Equal(file, k.bytes(k.reader, done.ID, "plain")) {
			t.Error("what was made before is not as it was")
		}
		twin, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours())
		k.must(err)
		if twin == id {
			t.Error("a new template takes its place")
		}
		change := ours(func(d *reporting.Draft) { d.ID, d.Version, d.Name = id, 2, "Ny" })
		_, err = k.reports.SaveTemplate(ctx, k.developer, "norr", change)
		k.must(err)
		if got, _ = k.reports.Template(ctx, k.reader, "norr", id); !got.PutAway || got.Name != "Ny" {
			t.Errorf("changed it is %+v", got)
		}
		k.must(k.reports.TakeTemplateUp(ctx, k.developer, "norr", id, 3))
		k.make(by, "plain")
		want := []string{"report_template.added developer", "report_text.changed developer", "report.ordered developer", "report.made developer", "report.ordered developer",
			"report_template.put_away colleague", "report.made developer", "report_template.added developer", "report_template.changed developer",
			"report_template.taken_up developer", "report.ordered developer"}
		if diff := cmp.Diff(want, k.logged("norr")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestPuttingAwayIsRefused(t *testing.T) {
	each(t, func(k *desk) {
		id, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours())
		k.must(err)
		for kind, err := range map[fault.Kind]error{
			fault.Forbidden: k.reports.PutTemplateAway(ctx, k.reader, "norr", id, 1),
			fault.NotFound:  k.reports.PutTemplateAway(ctx, k.stranger, "syd", id, 1),
			fault.Invalid:   k.reports.PutTemplateAway(ctx, k.developer, "norr", "mapping", 0),
		} {
			if !fault.Is(err, kind) {
				t.Errorf("%s: %v", kind, err)
			}
		}
		if err := k.reports.TakeTemplateUp(ctx, k.stranger, "norr", id, 1); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a stranger: %v", err)
		}
		if _, err := k.reports.TemplatesPutAway(ctx, k.stranger, "norr"); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a stranger sees them: %v", err)
		}
		if got, _ := k.reports.Template(ctx, k.reader, "norr", id); got.PutAway || got.Version != 1 {
			t.Errorf("it has become %+v", got)
		}
	})
}

// A form posted twice, after another or at once, makes one report; another actor,
// another word and another order make their own.
func TestOrderedTwiceIsMadeOnce(t *testing.T) {
	each(t, func(k *desk) {
		send := func(o reporting.Order, word string) string {
			id, err := k.reports.MakeOnce(ctx, k.developer, o, []string{"plain"}, word)
			k.must(err)
			return id
		}
		var at [4]string
		var both sync.WaitGroup
		for i := range at {
			both.Go(func() {
				var err error
				if at[i], err = k.reports.MakeOnce(ctx, k.developer, order, []string{"plain"}, "a"); err != nil {
					t.Errorf("at once: %v", err)
				}
			})
		}
		both.Wait()
		for _, id := range append(at[:], send(order, "a")) {
			if id != at[0] || id == "" {
				t.Errorf("%s and %s", id, at[0])
			}
		}
		english := order
		english.Lang = "en"
		theirs, err := k.reports.MakeOnce(ctx, k.colleague, order, []string{"plain"}, "a")
		k.must(err)
		all := map[string]bool{at[0]: true, theirs: true, send(order, "b"): true, send(english, "a"): true, send(order, ""): true, send(order, ""): true}
		listed, err := k.reports.List(ctx, k.developer, "norr")
		k.must(err)
		if len(all) != 6 || len(listed) != 6 {
			t.Errorf("%d reports, %d listed", len(all), len(listed))
		}
		k.work(at[0])
		if send(order, "a") != at[0] {
			t.Error("when it is made the same word makes another")
		}
		if _, err := k.reports.MakeOnce(ctx, k.reader, order, []string{"plain"}, "a"); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a reader: %v", err)
		}
	})
}
