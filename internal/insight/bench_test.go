package insight

import (
	"context"
	"slices"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/generate"
	"samkarta/internal/record"
)

// nationalMap is a made-up country of full size.
var nationalMap shared

func nationalIndex(b *testing.B) *Index {
	b.Helper()
	return nationalMap.index(b, func(w *world) {
		country, err := generate.National(1)
		if err != nil {
			b.Fatal(err)
		}
		folder := b.TempDir()
		if _, err := country.WriteFiles(context.Background(), folder, func(done, all int) {}); err != nil {
			b.Fatal(err)
		}
		files, err := exchange.Files(folder)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := exchange.Import(context.Background(), w.records, access.System("test"), files, exchange.Options{}); err != nil {
			b.Fatal(err)
		}
	})
}

// The association of the made-up country that is measured, and the one after.
var (
	measured = Scope{Association: "forbund-23"}
	next     = Scope{Association: "forbund-24"}
)

// The first page of one association after a change, when nothing is worked out.
func BenchmarkNationalCold(b *testing.B) { benchAnalyses(b, nationalIndex(b), measured, NewIndex) }

// The same when the atlas is there, as it is for every association but the first.
func BenchmarkNationalNextAssociation(b *testing.B) {
	x := nationalIndex(b)
	benchAnalyses(b, x, next, func(*record.View) *Index {
		clear(x.kept)
		return x
	})
}

// The same when all is there.
func BenchmarkNationalWarm(b *testing.B) {
	x := nationalIndex(b)
	benchAnalyses(b, x, measured, func(*record.View) *Index { return x })
}

// One analysis each on the demonstration, from an index that has nothing yet.
func BenchmarkDemo(b *testing.B) {
	benchAnalyses(b, demoIndex(b), Scope{Association: "sodra-vatterbygden"}, NewIndex)
}

// benchAnalyses measures one analysis each of an association.
func benchAnalyses(b *testing.B, x *Index, s Scope, index func(*record.View) *Index) {
	town := x.area(s).codes[0]
	units := slices.DeleteFunc(slices.Clone(x.atlas().units.all), func(u *actor) bool { return !slices.Contains(u.places, town) })
	home, from := units[0].party, units[len(units)/2].id
	for _, c := range []struct {
		name string
		work func(x *Index)
	}{
		{"atlas", func(x *Index) { x.atlas() }},
		{"coverage", func(x *Index) { x.Coverage(CoverageQuestion{Municipality: town}) }},
		{"grid", func(x *Index) { x.CoverageGrid(CoverageQuestion{Municipality: town}) }},
		{"overlaps", func(x *Index) { x.Overlaps(OverlapQuestion{Scope: s}) }},
		{"loads", func(x *Index) { x.Loads(LoadQuestion{Scope: s}) }},
		{"asymmetries", func(x *Index) { x.Asymmetries(AsymmetryQuestion{Scope: s}) }},
		{"freshness", func(x *Index) { x.Freshness(s) }},
		{"network", func(x *Index) { x.Network(s) }},
		{"layout", func(x *Index) { x.Layout(s) }},
		{"metrics", func(x *Index) { x.Metrics(s) }},
		{"dependencies", func(x *Index) { x.Dependencies(s) }},
		{"cuts", func(x *Index) { x.Cuts(s) }},
		{"separate", func(x *Index) { x.Separate(s, home, "region") }},
		{"paths", func(x *Index) { x.Paths(PathQuestion{From: from, Into: "region"}) }},
		{"profile", func(x *Index) { x.Profile(s) }},
		{"findings", func(x *Index) { x.Findings(s) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.work(index(x.v))
			}
		})
	}
}

func BenchmarkNationalOverlaps(b *testing.B) {
	x := nationalIndex(b)
	x.atlas()
	for b.Loop() {
		x.overlaps(OverlapQuestion{Threshold: Alike})
	}
}
