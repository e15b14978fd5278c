package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"samkarta/internal/exchange"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

var ctx = context.Background()

// document makes a document of one source out of its lists.
func document(id, lists string) string {
	return `{"format": "samkarta/1", "source": {"id": "` + id + `", "title": "Prov", "date": "2018-11", "kind": "mapping"}, ` + lists + `}`
}

const twoParties = `"parties": [{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen"},
	{"id": "by", "kind": "municipality", "name": "By kommun", "municipality": "0604"}]`

func take(s *record.Service, docs ...string) (*exchange.Summary, error) {
	return try(s, exchange.Options{}, docs...)
}

func try(s *record.Service, o exchange.Options, docs ...string) (*exchange.Summary, error) {
	var files []exchange.File
	for i, doc := range docs {
		files = append(files, exchange.Bytes(fmt.Sprintf("%d.json", i), []byte(doc)))
	}
	return exchange.Import(ctx, s, admin, files, o)
}

func must(t *testing.T, sum *exchange.Summary, err error) *exchange.Summary {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func viewOf(t *testing.T, s *record.Service) *record.View {
	t.Helper()
	v, err := s.View(ctx, admin, "")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Each bad document is refused with a message that says what, where and how to
// mend it, in both languages, and nothing of it is stored.
func TestBadDocuments(t *testing.T) {
	for name, c := range map[string]struct{ doc, path, key string }{
		"no JSON":            {`hej`, "", "exchange.not_json"},
		"JSON that is cut":   {`{"format": "samkarta/1", "parties": [`, "", "exchange.cut"},
		"a broken line":      {"{\"format\":\n\"samkarta/1\",,}", "", "exchange.not_json"},
		"a list":             {`[]`, "", "exchange.not_document"},
		"another encoding":   {"{\"format\": \"samkarta/1\", \"source\": {\"title\": \"F\xf6rbund\"}}", "", "exchange.not_utf8"},
		"another format":     {`{"format": "samkarta/9", "source": {"id": "x", "title": "x", "date": "2018", "kind": "mapping"}}`, "format", "exchange.not_format"},
		"no source":          {`{"format": "samkarta/1"}`, "source", "record.required"},
		"an unknown key":     {document("x", `"forumz": []`), "forumz", "record.unknown_field"},
		"a key twice":        {document("x", `"format": "samkarta/1"`), "format", "exchange.key_twice"},
		"an unknown field":   {document("x", `"parties": [{"id": "a", "kind": "other", "name": "A", "telefon": "1"}]`), "parties[0].telefon", "record.unknown_field"},
		"an unknown word":    {document("x", `"forums": [{"id": "f", "name": "F", "level": "strategic?"}]`), "forums[0].level", "record.not_one_of"},
		"a bad id":           {document("x", `"parties": [{"id": "Å b", "kind": "other", "name": "A"}]`), "parties[0].id", "record.bad_id"},
		"an unknown actor":   {document("x", twoParties+`, "forums": [{"id": "f", "name": "F", "participants": [{"actor": "ingen"}]}]`), "forums[0].participants[0].actor", "record.unknown_actor"},
		"no municipality":    {document("x", `"parties": [{"id": "a", "kind": "other", "name": "A", "municipality": "9999"}]`), "parties[0].municipality", "record.unknown_municipality"},
		"a circle":           {document("x", twoParties+`, "units": [{"id": "u1", "party": "by", "name": "U", "part_of": "u2"}, {"id": "u2", "party": "by", "name": "V", "part_of": "u1"}]`), "units[0].part_of", "record.own_ancestor"},
		"an end before":      {document("x", `"parties": [{"id": "a", "kind": "other", "name": "A", "valid_from": "2019", "valid_to": "2018-05"}]`), "parties[0].valid_to", "record.ends_before"},
		"ages upside down":   {document("x", `"target_groups": [{"id": "g", "name": "G", "age_min": 30, "age_max": 20}]`), "target_groups[0].age_max", "party.age_upside_down"},
		"no frequency":       {document("x", `"forums": [{"id": "f", "name": "F", "frequency": {"text": "ibland när månen är full"}}]`), "forums[0].frequency", "frequency.none"},
		"two frequencies":    {document("x", `"forums": [{"id": "f", "name": "F", "frequency": {"as_needed": true, "regular": true}}]`), "forums[0].frequency.regular", "frequency.several"},
		"an id twice":        {document("x", `"parties": [{"id": "a", "kind": "other", "name": "A"}, {"id": "a", "kind": "other", "name": "B"}]`), "parties[1]", "exchange.twice"},
		"a relation twice":   {document("x", twoParties+`, "relations": [{"from": "af", "to": "by"}, {"from": "af", "to": "by", "ease": "easy"}]`), "relations[1]", "exchange.twice"},
		"an id of another":   {document("x", twoParties+`, "units": [{"id": "af", "party": "by", "name": "U"}]`), "units[0].id", "record.id_taken"},
		"an unknown keeper":  {`{"format": "samkarta/1", "kept_by": "ingen", "source": {"id": "x", "title": "x", "date": "2018", "kind": "mapping"}}`, "kept_by", "record.unknown_association"},
		"an unknown source":  {`{"format": "samkarta/1", "sources": [], "parties": [{"id": "a", "kind": "other", "name": "A", "source": "y"}]}`, "parties[0].source", "record.unknown_source"},
		"a text too long":    {document("x", `"parties": [{"id": "a", "kind": "other", "name": "`+strings.Repeat("å", 20_001)+`"}]`), "parties[0].name", "record.too_long"},
		"a control sign":     {document("x", `"parties": [{"id": "a", "kind": "other", "name": "a\u0000b"}]`), "parties[0].name", "record.control"},
		"a huge number":      {document("x", `"insatser": [{"id": "i", "name": "I", "places": 99999999999999999999}]`), "insatser[0].places", "record.not_number"},
		"a bad kept record":  {document("x", `"insatser": [{"id": "i", "name": "I", "stage": "magic"}]`), "insatser[0].stage", "record.not_one_of"},
		"something after it": {document("x", `"parties": []`) + `{}`, "", "exchange.not_document"},
	} {
		t.Run(name, func(t *testing.T) {
			s := records(dbtest.SQLite(t))
			before := revision(t, s)
			_, err := take(s, c.doc, document("y", twoParties))
			found := fieldAt(t, err, c.path, c.key)
			if found.File != "0.json" {
				t.Errorf("it is said of %q", found.File)
			}
			for _, l := range []*text.Lang{text.Sv, text.En} {
				if words := l.T(found.Key, found.Args...); strings.Contains(words, "⟦") || strings.Contains(words, "{0}") {
					t.Errorf("in %s: %s", l.Code, words)
				}
			}
			if revision(t, s) != before || len(party.Parties.All(viewOf(t, s))) != 0 {
				t.Error("something was stored")
			}
		})
	}
}

func fieldAt(t *testing.T, err error, path, key string) fault.Field {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%v is no fault", err)
	}
	for _, field := range f.Fields {
		if field.Path == path && field.Key == key {
			return field
		}
	}
	t.Fatalf("%v: no %s at %q", err, key, path)
	return fault.Field{}
}

func TestFaultsOfAllFilesAreReportedTogether(t *testing.T) {
	s := records(dbtest.SQLite(t))
	_, err := take(s, document("a", `"parties": [{"id": "a", "kind": "nothing", "name": ""}]`), `{`, document("b", `"units": [{"id": "u", "party": "ingen", "name": "U"}]`))
	fieldAt(t, err, "parties[0].kind", "record.not_one_of")
	fieldAt(t, err, "parties[0].name", "record.required")
	fieldAt(t, err, "", "exchange.cut")
	if f := fieldAt(t, err, "units[0].party", "record.unknown_party"); f.File != "2.json" {
		t.Errorf("the third file's fault is said of %q", f.File)
	}
}

func TestAHugeFileIsRefusedUnread(t *testing.T) {
	name := filepath.Join(t.TempDir(), "stor.json")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(2 << 30); err != nil { // it takes no room on the disk
		t.Fatal(err)
	}
	f.Close()
	files, err := exchange.Files(name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = exchange.Import(ctx, records(dbtest.SQLite(t)), admin, files, exchange.Options{})
	fieldAt(t, err, "", "exchange.too_large")
}

func TestADocumentMayPointAtWhatAnotherHas(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := records(d)
		unit := document("b", `"units": [{"id": "by/ame", "party": "by", "name": "AME"}]`)
		sum, err := take(s, unit, document("a", twoParties)) // in the same import, in any order
		must(t, sum, err)
		sum, err = take(s, document("c", `"forums": [{"id": "f", "name": "F", "participants": [{"actor": "by/ame"}]}]`))
		must(t, sum, err) // what is stored already
		if f := forum.Forums.Find(viewOf(t, s), "f"); f == nil || len(f.Participants) != 1 {
			t.Errorf("%+v", f)
		}
	})
}

func TestADryRunTellsAndStoresNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := records(d)
		must2(t, s, document("a", twoParties+`, "forums": [{"id": "f", "name": "F", "status": "active"}, {"id": "g", "name": "G"}]`))
		next := document("a", `"parties": [{"id": "af", "kind": "employment_service", "name": "AF"}, {"id": "fk", "kind": "social_insurance", "name": "FK"}],
			"forums": [{"id": "f", "name": "F", "status": "ended"}, {"id": "g", "name": "G"}]`)
		before := revision(t, s)
		sum := mustTry(t, s, exchange.Options{DryRun: true}, next)
		if got := sum.Sum(); got != (exchange.Counts{Added: 1, Changed: 1, Ended: 1, Unchanged: 2}) {
			t.Errorf("%+v", got)
		}
		if revision(t, s) != before {
			t.Error("the dry run stored something")
		}
		for _, c := range sum.Changes {
			if c.Key.ID == "af" && (len(c.Fields) != 1 || c.Fields[0].Old != "Arbetsförmedlingen" || c.Fields[0].New != "AF") {
				t.Errorf("%+v", c.Fields)
			}
		}
	})
}

func must2(t *testing.T, s *record.Service, docs ...string) *exchange.Summary {
	t.Helper()
	return mustTry(t, s, exchange.Options{}, docs...)
}

func mustTry(t *testing.T, s *record.Service, o exchange.Options, docs ...string) *exchange.Summary {
	t.Helper()
	sum, err := try(s, o, docs...)
	return must(t, sum, err)
}

// The same document again changes nothing, also after others have written.
func TestTheSameDocumentAgainNeverTakesBackWhatOthersWrote(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := records(d)
		first := document("a", `"parties": [{"id": "af", "kind": "employment_service", "name": "AF", "evidence": [{"page": 3}]}]`)
		second := document("b", `"parties": [{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen", "evidence": [{"page": 7}]}]`)
		must2(t, s, first)
		must2(t, s, second)
		key := record.Key{Kind: "party", ID: "af"}
		if err := s.Change(ctx, admin, key, record.Draft{Tree: record.Tree{"short_name": "AF"}, Version: 2}); err != nil {
			t.Fatal(err)
		}
		for _, doc := range []string{first, second, first} {
			if sum := must2(t, s, doc).Sum(); sum.Unchanged != sum.Total() {
				t.Errorf("%+v", sum)
			}
		}
		af := party.Parties.Find(viewOf(t, s), "af")
		if af.Name != "Arbetsförmedlingen" || af.ShortName != "AF" || af.Version != 3 || !record.IsRegister(af.Source) {
			t.Errorf("%+v", af)
		}
		if len(af.Evidence) != 2 {
			t.Errorf("where it was found: %+v", af.Evidence)
		}
	})
}

func TestASecondSourceThatSaysTheSameConfirms(t *testing.T) {
	s := records(dbtest.SQLite(t))
	must2(t, s, document("a", twoParties))
	must2(t, s, strings.Replace(document("b", twoParties), "2018-11", "2019-03", 1))
	af := party.Parties.Find(viewOf(t, s), "af")
	if af.Source != "a" || af.Confirmed != "2019-03-31" {
		t.Errorf("%+v", af.Head)
	}
}

// What was changed by hand, in every kind, comes out and goes in again.
func TestHandMadeChangesSurviveARoundTrip(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := records(d)
		importPaths(t, s, demoData)
		v := viewOf(t, s)
		for _, k := range v.Kinds().All {
			b := v.All(k)[0]
			draft := record.Draft{Tree: record.Tree{"note": "Ändrad för hand."}, Version: b.HeadOf().Version, Confirmed: true}
			if err := s.Change(ctx, admin, b.HeadOf().Key(), draft); err != nil {
				t.Fatalf("%s: %v", k.Name, err)
			}
		}
		first := export(t, s, exchange.Selection{})
		other := records(dbtest.SQLite(t))
		must2(t, other, string(first))
		if string(export(t, other, exchange.Selection{})) != string(first) {
			t.Error("the round trip is not the same")
		}
	})
}

// What an association or a source says stands on its own.
func TestSelectionsCanBeImportedAlone(t *testing.T) {
	s := records(dbtest.SQLite(t))
	importPaths(t, s, demoData)
	for _, sel := range []exchange.Selection{{Association: "finnveden"}, {Association: "kavlinge-lomma"}, {Source: "hog-aneby"}} {
		doc := export(t, s, sel)
		other := records(dbtest.SQLite(t))
		must2(t, other, string(doc))
		if again := export(t, other, exchange.Selection{}); string(again) != string(doc) {
			t.Errorf("%+v: not the same when it is all there is", sel)
		}
	}
	for _, sel := range []exchange.Selection{{Association: "ingen"}, {Source: "ingen"}} {
		if err := exchange.Export(viewOf(t, s), sel, io.Discard); !fault.Is(err, fault.NotFound) {
			t.Errorf("%+v: %v", sel, err)
		}
	}
}

// Reading many files takes no more memory than reading one of them.
func TestMemoryDoesNotGrowWithTheNumberOfFiles(t *testing.T) {
	peak := func(files int) uint64 {
		s := records(dbtest.SQLite(t))
		var docs []exchange.File
		for i := range files {
			name := filepath.Join(t.TempDir(), "dokument.json")
			if err := os.WriteFile(name, []byte(document(fmt.Sprint("s", i), manyStatements(i))), 0o600); err != nil {
				t.Fatal(err)
			}
			file, err := exchange.Files(name)
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, file...)
		}
		var most uint64
		_, err := exchange.Import(ctx, s, admin, docs, exchange.Options{Progress: func(int64, int64, string) {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}})
		if err != nil {
			t.Fatal(err)
		}
		return most
	}
	few, many := peak(4), peak(40)
	if documents := uint64(36 * len(manyStatements(1))); many > few+documents/10 {
		t.Errorf("4 files: %d kB, 40 files: %d kB; the documents are %d kB more", few>>10, many>>10, documents>>10)
	}
}

func TestASourceMayNotContradictItself(t *testing.T) {
	s := records(dbtest.SQLite(t))
	_, err := take(s, document("a", twoParties), document("a", strings.Replace(twoParties, "By kommun", "Byn", 1)))
	fieldAt(t, err, "parties[1]", "exchange.contradiction")
}

func manyStatements(n int) string {
	var b strings.Builder
	b.WriteString(`"statements": [`)
	for i := range 200 {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"id": "s%d-%d", "text": "%s %d"}`, n, i, strings.Repeat("Samverkan fungerar. ", 20), i)
	}
	return b.String() + "]"
}
