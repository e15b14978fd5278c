package main

import (
	"reflect"
	"slices"
	"testing"
)

// The made-up catalogue is the same each time that it is gone through, and stops
// when it is told to.
func TestMadeUpCatalogueIsTheSameEachTime(t *testing.T) {
	d := catalogueOf(3)
	first, second := slices.Collect(d.Chapters[1].Blocks), slices.Collect(d.Chapters[1].Blocks)
	if len(first) < 10 || !reflect.DeepEqual(first, second) {
		t.Errorf("%d blocks, and then %d", len(first), len(second))
	}
	if reflect.DeepEqual(first, slices.Collect(d.Chapters[2].Blocks)) {
		t.Error("two chapters say the same")
	}
	for n := range first {
		met := 0
		for range d.Chapters[1].Blocks {
			if met++; met > n {
				break
			}
		}
		if met != n+1 {
			t.Errorf("stopped after %d blocks, not %d", met, n+1)
		}
	}
}

func TestWritingTheCatalogueSaysWhatIsWrong(t *testing.T) {
	for _, what := range []string{"", "html", "html:x:fil", "finns-inte:3:fil"} {
		if err := writeCatalogue(what); err == nil {
			t.Errorf("%q is written", what)
		}
	}
}
