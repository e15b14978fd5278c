package generate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

func country(t testing.TB, seed uint64) *Country {
	t.Helper()
	c, err := National(seed)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func hash(t *testing.T, seed uint64) string {
	t.Helper()
	h := sha256.New()
	for s := range country(t, seed).sets() {
		if err := s.write(h); err != nil {
			t.Fatal(err)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func TestSameSeedGivesTheSameBytes(t *testing.T) {
	one := hash(t, 1)
	if hash(t, 1) != one {
		t.Error("the same seed gives other bytes")
	}
	if hash(t, 2) == one {
		t.Error("another seed gives the same bytes")
	}
}

// Every municipality is in one association, and none of these is empty.
func TestPlansCoverTheCountry(t *testing.T) {
	shape := country(t, 0).shape
	for seed := range uint64(20) {
		seen := map[string]int{}
		all := plans(shape, seed)
		for i, p := range all {
			if p.number != i+1 || len(p.places) == 0 {
				t.Errorf("seed %d: association %d of %d places", seed, p.number, len(p.places))
			}
			for _, m := range p.places {
				seen[m.Code]++
				if m.Region != p.region.Code {
					t.Errorf("seed %d: %s is not in %s", seed, m.Short, p.region.Name)
				}
			}
		}
		if len(all) != associations || len(seen) != len(place.All()) {
			t.Errorf("seed %d: %d associations of %d municipalities", seed, len(all), len(seen))
		}
	}
}

// Whatever is pointed at came before, in the document or in what is shared, so
// each document can be imported; a document of each size of association is.
func TestDocumentsImport(t *testing.T) {
	c := country(t, 3)
	records := record.New(dbtest.SQLite(t), exchange.Kinds())
	take := func(files ...exchange.File) {
		t.Helper()
		sum, err := exchange.Import(context.Background(), records, access.System("test"), files, exchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for list, n := range sum.Lists {
			if n.Changed+n.Unchanged+n.Ended > 0 {
				t.Errorf("%s meet: %+v", list, *n)
			}
		}
	}
	sizes := map[int]bool{}
	for s := range c.sets() {
		var doc bytes.Buffer
		if err := s.write(&doc); err != nil {
			t.Fatal(err)
		}
		n := len(s.lists["units"]) / 200
		if !sizes[n] || s.keptBy == "" {
			sizes[n] = s.keptBy != "" || sizes[n]
			take(exchange.Bytes(s.name, doc.Bytes()))
		}
	}
	if len(sizes) < 3 {
		t.Errorf("only %d sizes", len(sizes))
	}
}

// The one document holds what the many do.
func TestOneDocumentHoldsTheSame(t *testing.T) {
	c := country(t, 1)
	c.plans = c.plans[:3]
	var one bytes.Buffer
	if err := c.WriteOne(context.Background(), &one); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	sum, err := c.WriteFiles(context.Background(), folder, func(done, all int) {})
	if err != nil {
		t.Fatal(err)
	}
	many, err := exchange.Files(folder)
	if err != nil {
		t.Fatal(err)
	}
	var exports []string
	for _, files := range [][]exchange.File{{exchange.Bytes("one.json", one.Bytes())}, many} {
		records := record.New(dbtest.SQLite(t), exchange.Kinds())
		if _, err := exchange.Import(context.Background(), records, access.System("test"), files, exchange.Options{}); err != nil {
			t.Fatal(err)
		}
		v, err := records.View(context.Background(), access.Public(), "")
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := exchange.Export(v, exchange.Selection{}, &out); err != nil {
			t.Fatal(err)
		}
		exports = append(exports, out.String())
	}
	if exports[0] != exports[1] || sum.Files != 4 {
		t.Errorf("the one document holds something else than the %d", sum.Files)
	}
}

// The memory that is needed does not grow with what has been written.
func TestMemoryDoesNotGrow(t *testing.T) {
	c := country(t, 1)
	held := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	written, first, most := 0, uint64(0), uint64(0)
	for s := range c.sets() {
		if err := s.write(io.Discard); err != nil {
			t.Fatal(err)
		}
		if written++; written == 10 {
			first = held()
		} else if written%10 == 0 {
			most = max(most, held())
		}
	}
	if most > first+8<<20 {
		t.Errorf("%d MB after ten associations, %d MB later", first>>20, most>>20)
	}
}

// The country is of the size that is asked for, and its records are distributed
// as those of the demonstration are.
func TestCountryIsShapedLikeTheDemonstration(t *testing.T) {
	s, err := readShape()
	if err != nil {
		t.Fatal(err)
	}
	had := measures(t, s.Units, s.Forums, s.Statements)
	var units []*party.Unit
	var forums []*forum.Forum
	var statements []*mapping.Statement
	for x := range country(t, 1).sets() {
		units, forums = append(units, typed[party.Unit](x, "units")...), append(forums, typed[forum.Forum](x, "forums")...)
		statements = append(statements, typed[mapping.Statement](x, "statements")...)
	}
	got := measures(t, units, forums, statements)
	for name, want := range had {
		if math.Abs(got[name]-want) > 0.06+0.1*want {
			t.Errorf("%s: %.2f, in the demonstration %.2f", name, got[name], want)
		}
	}
	if n := len(units) / 290; n < 54 || n > 66 {
		t.Errorf("%d units a municipality", n)
	}
	if n := len(forums) / 290; n < 22 || n > 28 {
		t.Errorf("%d forums a municipality", n)
	}
}

func typed[T any](s *set, list string) []*T {
	var all []*T
	for _, b := range s.lists[list] {
		all = append(all, any(b).(*T))
	}
	return all
}

// measures are shares and means of some records.
func measures(t *testing.T, units []*party.Unit, forums []*forum.Forum, statements []*mapping.Statement) map[string]float64 {
	t.Helper()
	m := map[string]float64{}
	for _, f := range forums {
		n := 1 / float64(len(forums))
		m["seats"] += n * float64(len(f.Participants))
		m["formal"] += n * is(f.Formality == "formal")
		m["operational"] += n * is(f.Level == "operational")
		m["active"] += n * is(f.Status == "active")
		m["with a frequency"] += n * is(f.Frequency != nil)
		m["regular"] += n * is(f.Frequency != nil && f.Frequency.Regular)
		m["ages or groups"] += n * is(f.AgeMin != nil || f.AgeMax != nil || len(f.TargetGroups) > 0)
	}
	for _, u := range units {
		n := 1 / float64(len(units))
		m["units in a house"] += n * is(len(u.ColocatedWith) > 0)
		m["units of units"] += n * is(u.PartOf != "")
		m["labour market"] += n * is(u.Type == "labour_market")
	}
	for _, s := range statements {
		n := 1 / float64(len(statements))
		m["structure"] += n * is(s.Factor == "structure")
		m["works well"] += n * is(s.Type == "works_well")
		m["by somebody"] += n * is(s.By != "")
	}
	return m
}

func is(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// Every kind has a name, and no name is a person's.
func TestEveryKindHasAName(t *testing.T) {
	for vocabulary, names := range map[string]map[string]string{"unit_kind": unitNames, "forum_kind": forumNames} {
		for _, word := range record.Vocabulary(vocabulary) {
			if names[word] == "" {
				t.Errorf("%s.%s has no name", vocabulary, word)
			}
		}
	}
	for _, kind := range record.Vocabulary("party_kind") {
		town := town{Municipality: place.All()[0], association: 1}
		if id := town.party(kind); strings.HasSuffix(id, "/") || !slices.Contains([]string{"municipality", "region", "county_board", "association"}, kind) &&
			national[kind] == "" && partyNames[kind] == "" {
			t.Errorf("there is no party of the kind %s: %q", kind, id)
		}
	}
}
