package main

import (
	"context"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// The copies go into one database without a fault, and each holds as much as the
// original, but for what the country shares.
func TestTimes(t *testing.T) {
	files, err := demo.Documents()
	must(t, err)
	counts := map[int]map[string]int{}
	for _, times := range []int{1, 3} {
		dir := t.TempDir()
		must(t, writeTimes(files, times, dir))
		copies, err := exchange.Files(dir)
		must(t, err)
		if len(copies) != times*len(files) {
			t.Errorf("there are %d files", len(copies))
		}
		records := record.New(dbtest.SQLite(t), exchange.Kinds())
		sum, err := exchange.Import(context.Background(), records, access.System("bench"), copies, exchange.Options{})
		must(t, err)
		counts[times] = map[string]int{}
		for list, c := range sum.Lists {
			counts[times][list] = c.Added
			if c.Changed+c.Ended > 0 || c.Unchanged > 0 && list != "sources" { // a source may have several documents
				t.Errorf("%d times: some %s meet: %+v", times, list, *c)
			}
		}
	}
	for list, n := range counts[1] {
		want := 3 * n
		if list == "parties" {
			want -= 2 * sharedParties(t, files)
		}
		if counts[3][list] != want {
			t.Errorf("%s: %d and %d, want %d", list, n, counts[3][list], want)
		}
	}
}

func sharedParties(t *testing.T, files []exchange.File) int {
	docs, err := read(files)
	must(t, err)
	return len(newKnown(docs).shared)
}

func TestElsewhereIsAnotherPlace(t *testing.T) {
	seen := map[string]bool{}
	for k := range 10 {
		there := elsewhere("0604", k)
		if seen[there] {
			t.Errorf("%s twice", there)
		}
		seen[there] = true
	}
	if elsewhere("0604", 0) != "0604" {
		t.Error("the original has moved")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
