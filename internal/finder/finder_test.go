package finder_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/finder"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

var (
	ctx   = context.Background()
	admin = access.System("test")
)

type world struct {
	records *record.Service
	finder  *finder.Finder
}

func empty(d *db.DB) world {
	records := record.New(d, exchange.Kinds())
	return world{records, finder.New(records)}
}

// demo is a map with the demonstration's documents.
func demo(t testing.TB, d *db.DB) world {
	t.Helper()
	w := empty(d)
	files, err := exchange.Files("../demo/data")
	must(t, err)
	_, err = exchange.Import(ctx, w.records, admin, files, exchange.Options{})
	must(t, err)
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w world) view(t testing.TB, actor access.Actor) *record.View {
	t.Helper()
	v, err := w.records.View(ctx, actor, "")
	must(t, err)
	return v
}

func (w world) find(t testing.TB, q finder.Query) finder.Result {
	t.Helper()
	return w.finder.Find(w.view(t, access.Public()), q)
}

func keys(r finder.Result) []string {
	var all []string
	for _, h := range r.Hits {
		all = append(all, h.Kind+"/"+h.ID)
	}
	return all
}

// What people really ask, and what must come among the first three.
var questions = []struct {
	name string
	q    finder.Query
	want string
}{
	{"a place", finder.Query{Text: "Aneby"}, "municipality/0604"},
	{"an abbreviation", finder.Query{Text: "AME", Municipality: "0604"}, "unit/aneby/ame"},
	{"an abbreviation and a place", finder.Query{Text: "AME Aneby"}, "unit/aneby/ame"},
	{"what an abbreviation is short for", finder.Query{Text: "arbetsmarknadsenheten Aneby"}, "unit/aneby/ame"},
	{"part of a compound", finder.Query{Text: "arbetsmarknad", Municipality: "0604", Kinds: []string{"unit"}}, "unit/aneby/ame"},
	{"a typo", finder.Query{Text: "Försäkrngskassan"}, "party/fk"},
	{"without dots", finder.Query{Text: "forsakringskassan"}, "party/fk"},
	{"a forum by its short name", finder.Query{Text: "FUA"}, "forum/aneby/fua"},
	{"a forum and a place", finder.Query{Text: "arena Gislaved"}, "forum/gislaved/arena"},
	{"a question", finder.Query{Text: "Vem sammankallar till Länsnätverk psykiatri (GPS)?"}, "forum/jonkopings-lan/gps"},
	{"an association", finder.Query{Text: "Södra Vätterbygden"}, "association/sodra-vatterbygden"},
}

// Reading changes nothing, so these share one map.
func TestFinding(t *testing.T) {
	w := demo(t, dbtest.SQLite(t))
	t.Run("people find what they look for", func(t *testing.T) { peopleFind(t, w) })
	t.Run("facets count what the filters leave", func(t *testing.T) { facetsCount(t, w) })
	t.Run("pages together are the whole", func(t *testing.T) { pagesAreWhole(t, w) })
	t.Run("the filter by party takes its units", func(t *testing.T) { partyTakesUnits(t, w) })
}

func peopleFind(t *testing.T, w world) {
	for _, c := range questions {
		t.Run(c.name, func(t *testing.T) {
			c.q.Limit = 3
			if got := keys(w.find(t, c.q)); !slices.Contains(got, c.want) {
				t.Errorf("%q found %v, want %s among them", c.q.Text, got, c.want)
			}
		})
	}
}

func TestBothDatabasesAnswerAlike(t *testing.T) {
	texts := []string{"samverkan", "unga", "AF", "arena", "psykiatri", "försörjningsstöd", "möte varje månad", "rehab",
		"kontakt", "Aneby", "SE", "GPS", "ungdommar", "sekretess samtycke", "zzz", ""}
	answers := map[string]map[string]finder.Result{}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := demo(t, d)
		answers[d.Engine()] = map[string]finder.Result{}
		for _, text := range texts {
			answers[d.Engine()][text] = w.find(t, finder.Query{Text: text, Limit: 10})
		}
	})
	for _, text := range texts {
		var got [][]string
		for _, of := range answers {
			got = append(got, keys(of[text]))
		}
		if len(got) != 2 || !slices.Equal(got[0], got[1]) {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func facetsCount(t *testing.T, w world) {
	all := w.find(t, finder.Query{Text: "samverkan", Municipality: "0604"})
	sum := 0
	for _, f := range all.Facets {
		sum += f.Count
		one := w.find(t, finder.Query{Text: "samverkan", Municipality: "0604", Kinds: []string{f.Kind}})
		if one.Total != f.Count || len(one.Hits) != f.Count {
			t.Errorf("%s: the facet says %d, the filter finds %d", f.Kind, f.Count, one.Total)
		}
		if !reflect.DeepEqual(one.Facets, all.Facets) {
			t.Errorf("%s: the facets change with the kind chosen", f.Kind)
		}
	}
	if sum != all.Total || sum == 0 {
		t.Errorf("the facets say %d together, there are %d", sum, all.Total)
	}
	for _, h := range all.Hits {
		if !slices.Contains(h.Places, "0604") {
			t.Errorf("%s is not about the municipality asked for", h.ID)
		}
	}
}

func pagesAreWhole(t *testing.T, w world) {
	all := keys(w.find(t, finder.Query{Text: "samverkan"}))
	var paged []string
	for offset := 0; offset < len(all); offset += 7 {
		paged = append(paged, keys(w.find(t, finder.Query{Text: "samverkan", Offset: offset, Limit: 7}))...)
	}
	if len(all) < 20 || !slices.Equal(all, paged) {
		t.Errorf("pages of seven: %v\nall at once: %v", paged, all)
	}
	if past := w.find(t, finder.Query{Text: "samverkan", Offset: 1e6, Limit: 7}); len(past.Hits) != 0 {
		t.Errorf("past the end: %v", keys(past))
	}
}

func partyTakesUnits(t *testing.T, w world) {
	r := w.find(t, finder.Query{Text: "handläggare", Party: "fk"})
	if r.Total == 0 || r.Total == w.find(t, finder.Query{Text: "handläggare"}).Total {
		t.Errorf("the filter by party leaves %d", r.Total)
	}
}

func TestNobodyFindsWhatHeMayNotSee(t *testing.T) {
	w := demo(t, dbtest.SQLite(t))
	const text = "Framtid för Ungdomar i Aneby"
	seen := func(actor access.Actor) bool {
		r := w.finder.Find(w.view(t, actor), finder.Query{Text: text})
		return slices.Contains(keys(r), "forum/aneby/fua")
	}
	if !seen(access.Public()) {
		t.Fatal("the public does not find a forum that is published")
	}
	must(t, w.records.Publish(ctx, admin, "hoglandets-samordningsforbund", record.Publication{"forum": false}))
	own := access.Actor{Account: "a", Assignments: []access.Assignment{{Role: access.Reader, Association: "hoglandets-samordningsforbund"}}}
	other := access.Actor{Account: "b", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}}
	if seen(access.Public()) || seen(other) || !seen(own) || !seen(admin) {
		t.Error("what is not published is found by others than those it is for")
	}
}

// A relation is called after its actors, so whoever may not see them must not
// find it by their names either.
func TestHiddenNamesAreNotFoundThroughRelations(t *testing.T) {
	w := demo(t, dbtest.SQLite(t))
	q := finder.Query{Text: "Vuxensektionen", Kinds: []string{"relation"}}
	if w.find(t, q).Total == 0 {
		t.Fatal("no relation is found by the name of its unit")
	}
	must(t, w.records.Publish(ctx, admin, "finnveden", record.Publication{"unit": false}))
	if r := w.find(t, q); r.Total != 0 {
		t.Errorf("found by the name of a hidden unit: %v", keys(r))
	}
}

func TestIndexFollowsChanges(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := demo(t, d)
		v := w.view(t, admin)
		unit, err := v.Get("unit", "aneby/ame")
		must(t, err)
		change := record.Draft{Tree: record.Tree{"name": "Kvarnhjulet"}, Version: unit.HeadOf().Version}
		must(t, w.records.Change(ctx, admin, unit.HeadOf().Key(), change))
		r := w.find(t, finder.Query{Text: "kvarnhjulet"})
		if got := keys(r); len(got) == 0 || got[0] != "unit/aneby/ame" {
			t.Errorf("by its new name: %v", got)
		}
		relations := slices.IndexFunc(r.Facets, func(f finder.Facet) bool { return f.Kind == "relation" })
		if relations < 0 {
			t.Error("the relations called after the unit are not found by its new name")
		}
		if got := w.find(t, finder.Query{Text: "kvarnhjulet", Kinds: []string{"statement"}}); got.Total != 0 {
			t.Errorf("statements: %v", keys(got))
		}
	})
}

func TestWhatHasEndedIsFoundLast(t *testing.T) {
	w := demo(t, dbtest.SQLite(t))
	v := w.view(t, admin)
	b, err := v.Get("forum", "gislaved/arena")
	must(t, err)
	must(t, w.records.End(ctx, admin, b.HeadOf().Key(), b.HeadOf().Version, time.Now()))
	r := w.find(t, finder.Query{Text: "Arenasamverkan", Kinds: []string{"forum"}})
	i := slices.Index(keys(r), "forum/gislaved/arena")
	if i < 0 || !r.Hits[i].Ended {
		t.Errorf("the ended forum: place %d of %v", i, keys(r))
	}
}

func TestAbbreviationMeansWhatItMeansAtThePlace(t *testing.T) {
	w := empty(dbtest.SQLite(t))
	first := func(q finder.Query) finder.Meaning {
		m := w.find(t, q).Meanings
		if len(m) < 2 {
			t.Fatalf("%+v has %d meanings", q, len(m))
		}
		return m[0]
	}
	jonkoping, svalov := first(finder.Query{Text: "gps", Municipality: "0680"}), first(finder.Query{Text: "GPS Svalöv"})
	if jonkoping.Term.ID == svalov.Term.ID || !jonkoping.Holds || !svalov.Holds || jonkoping.Short != "GPS" {
		t.Errorf("GPS means %q in Jönköping and %q in Svalöv", jonkoping.Term.Sv, svalov.Term.Sv)
	}
}

func TestEmptyMapAnswers(t *testing.T) {
	w := empty(dbtest.SQLite(t))
	if r := w.find(t, finder.Query{Text: "samverkan"}); r.Total != 0 {
		t.Errorf("an empty map found %v", keys(r))
	}
}

// Whoever asks while the index is being made must be answered from all of it.
func TestFirstQuestionsWaitForTheWholeIndex(t *testing.T) {
	d := dbtest.SQLite(t)
	demo(t, d)
	w := empty(d)
	answers := make(chan int, 8)
	v := w.view(t, access.Public())
	for range cap(answers) {
		go func() { answers <- w.finder.Find(v, finder.Query{Text: "samverkan"}).Total }()
	}
	want := w.find(t, finder.Query{Text: "samverkan"}).Total
	for range cap(answers) {
		if got := <-answers; got != want {
			t.Errorf("found %d of %d", got, want)
		}
	}
}
