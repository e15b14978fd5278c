package insight

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"samkarta/internal/place"
)

// nationalMap is a country of full size in the roughest shape: all municipalities
// with sixty units and twenty-five forums each, and associations of four.
var nationalMap shared

func nationalIndex(b *testing.B) *Index {
	b.Helper()
	return nationalMap.index(b, func(w *world) {
		parties := []thing{{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen", "short_name": "AF"},
			{"id": "fk", "kind": "social_insurance", "name": "Försäkringskassan", "short_name": "FK"}}
		for _, r := range place.Regions() {
			parties = append(parties, thing{"id": "region-" + r.Code, "kind": "region", "name": r.Name, "region": r.Code})
		}
		lists := map[string][]thing{}
		for i, m := range place.All() {
			parties = append(parties, thing{"id": "kommun-" + m.Code, "kind": "municipality", "name": m.Name, "municipality": m.Code})
			if i%4 == 0 {
				var codes []string
				for _, near := range place.All()[i:min(i+4, 290)] {
					codes = append(codes, near.Code)
				}
				lists["associations"] = append(lists["associations"], thing{"id": "forbund-" + m.Code, "name": "Förbundet " + m.Short, "municipalities": codes})
			}
			addTown(rand.New(rand.NewPCG(uint64(i), 17)), m, lists)
		}
		lists["parties"] = parties
		w.add("", lists)
	})
}

// addTown puts one municipality of full size into the lists.
func addTown(r *rand.Rand, m place.Municipality, lists map[string][]thing) {
	d := &dice{Rand: r, code: m.Code, groups: []string{"grupp-" + m.Code}, actors: []string{"af", "fk", "kommun-" + m.Code, "region-" + m.Region}}
	lists["target_groups"] = append(lists["target_groups"], thing{"id": d.groups[0], "name": "Grupp", "age_min": 18, "age_max": 29})
	for i := range 60 {
		u := d.unit(fmt.Sprintf("enhet-%s-%d", m.Code, i), []string{"af", "fk", "kommun-" + m.Code, "region-" + m.Region}, nil)
		lists["units"] = append(lists["units"], u)
		d.actors = append(d.actors, u["id"].(string))
	}
	for range 3 {
		for _, f := range d.forums() {
			f["id"] = fmt.Sprintf("forum-%s-%d", m.Code, len(lists["forums"]))
			lists["forums"] = append(lists["forums"], f)
		}
	}
	lists["relations"] = append(lists["relations"], d.relations()...)
	lists["contact_paths"] = append(lists["contact_paths"], d.paths()...)
}

// The page of one association on a national map, when nothing is worked out yet.
func BenchmarkNationalCold(b *testing.B) {
	v := nationalIndex(b).v
	for b.Loop() {
		NewIndex(v).Findings(Scope{Association: "forbund-" + place.All()[40].Code})
	}
}

// The same when the atlas is there, as it is for every association but the first.
func BenchmarkNationalNextAssociation(b *testing.B) {
	x := nationalIndex(b)
	x.Findings(Scope{Association: "forbund-" + place.All()[40].Code})
	for b.Loop() {
		clear(x.kept)
		x.Findings(Scope{Association: "forbund-" + place.All()[44].Code})
	}
}

func BenchmarkNationalWarm(b *testing.B) {
	x := nationalIndex(b)
	s := Scope{Association: "forbund-" + place.All()[40].Code}
	for b.Loop() {
		x.Findings(s)
		x.Coverage(CoverageQuestion{Municipality: place.All()[40].Code})
		x.Paths(PathQuestion{From: "kommun-" + place.All()[40].Code, Into: "fk"})
	}
}

func BenchmarkNationalOverlaps(b *testing.B) {
	x := nationalIndex(b)
	x.atlas()
	for b.Loop() {
		x.overlaps(OverlapQuestion{Threshold: Alike})
	}
}

// One analysis each on the demonstration, from an index that has nothing yet.
func BenchmarkDemo(b *testing.B) {
	v := demoIndex(b).v
	s := Scope{Association: "sodra-vatterbygden"}
	for name, work := range map[string]func(x *Index){
		"atlas":        func(x *Index) { x.atlas() },
		"coverage":     func(x *Index) { x.Coverage(CoverageQuestion{Municipality: "0643"}) },
		"grid":         func(x *Index) { x.CoverageGrid(CoverageQuestion{Municipality: "0643"}) },
		"overlaps":     func(x *Index) { x.Overlaps(OverlapQuestion{Scope: s}) },
		"loads":        func(x *Index) { x.Loads(LoadQuestion{Scope: s}) },
		"asymmetries":  func(x *Index) { x.Asymmetries(AsymmetryQuestion{Scope: s}) },
		"freshness":    func(x *Index) { x.Freshness(s) },
		"network":      func(x *Index) { x.Network(s) },
		"layout":       func(x *Index) { x.Layout(s) },
		"metrics":      func(x *Index) { x.Metrics(s) },
		"dependencies": func(x *Index) { x.Dependencies(s) },
		"cuts":         func(x *Index) { x.Cuts(s) },
		"separate":     func(x *Index) { x.Separate(s, "habo", "af") },
		"paths":        func(x *Index) { x.Paths(PathQuestion{From: "habo/forsorjningsstod", Into: "region-jonkoping"}) },
		"profile":      func(x *Index) { x.Profile(s) },
		"findings":     func(x *Index) { x.Findings(s) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				work(NewIndex(v))
			}
		})
	}
}
