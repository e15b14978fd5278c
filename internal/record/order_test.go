package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

type house struct {
	Head
	Name  string `json:"name,omitempty"`
	Owner string `json:"owner,omitempty" ref:"house"`
}

type road struct {
	Head
	From string `json:"from,omitempty" ref:"house"`
	To   string `json:"to,omitempty" ref:"house"`
}

var houses = Define[house](Kind{Name: "house", List: "houses", Path: "/hus/",
	Title: func(_ *View, b Body) string { return b.(*house).Name }})

// roads are called after the houses at their ends and those that own these.
var roads = Define[road](Kind{Name: "road", List: "roads", Path: "/vagar/", Derived: true, Identity: []string{"from", "to"},
	Title: func(v *View, b Body) string {
		from, to := houses.Find(v, b.(*road).From), houses.Find(v, b.(*road).To)
		title := v.TitleOf(Key{"house", b.(*road).To})
		for _, h := range []*house{from, to} {
			if h != nil {
				title += " " + h.Name + " " + v.TitleOf(Key{"house", h.Owner})
			}
		}
		return title
	}})

// A snapshot that has been patched again and again is like one that is made of
// the same records at once: in order, in who points at whom, in who keeps what.
func TestPatchedSnapshotIsLikeANewOne(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 5))
		kinds := NewKinds(nil, Sources.Kind, houses.Kind, roads.Kind)
		patched, latest := emptySnapshot(kinds), map[Key]Body{}
		for round := range 60 {
			var changed []Body
			n := 1 + r.IntN(3)
			if round == 0 {
				n = 600
			}
			seen := map[Key]bool{}
			for range n {
				b := someBody(r)
				if key := b.HeadOf().Key(); !seen[key] {
					seen[key], latest[key] = true, b
					changed = append(changed, b)
				}
			}
			patched = patched.with(changed, nil, int64(round+1))
		}
		var all []Body
		for _, b := range latest {
			all = append(all, b)
		}
		made := emptySnapshot(kinds).with(all, nil, 60)
		for _, k := range []*Kind{houses.Kind, roads.Kind} {
			compareSnapshots(t, patched, made, k)
		}
	}
}

var houseNames = []string{"Åsen", "Asen", "Älven", "Ösa", "åsen", "Hus 2", "Hus 10", "", "Zeta", "Hus 02"}

func someBody(r *rand.Rand) Body {
	id := func() string { return fmt.Sprintf("hus-%d", r.IntN(300)) }
	head := Head{KeptBy: fmt.Sprint("forbund-", r.IntN(3))}
	if r.IntN(2) == 0 {
		head.ID, head.Kind = id(), houses.Kind
		return &house{Head: head, Name: houseNames[r.IntN(len(houseNames))], Owner: id()}
	}
	head.ID, head.Kind = fmt.Sprintf("vag-%d", r.IntN(300)), roads.Kind
	return &road{Head: head, From: id(), To: id()}
}

func compareSnapshots(t *testing.T, a, b *Snapshot, k *Kind) {
	t.Helper()
	v, w := &View{snap: a, all: true, today: time.Now()}, &View{snap: b, all: true, today: time.Now()}
	if !slices.Equal(v.All(k), w.All(k)) {
		t.Errorf("the order of %s differs", k.List)
	}
	for i := range 3 {
		keeper := fmt.Sprint("forbund-", i)
		kept := slices.DeleteFunc(w.All(k), func(b Body) bool { return b.HeadOf().KeptBy != keeper })
		if got := v.KeptBy(k, keeper); !slices.Equal(got, kept) {
			t.Errorf("%s keeps %d %s, want %d", keeper, len(got), k.List, len(kept))
		}
	}
	for i := range 300 {
		target := Key{"house", fmt.Sprintf("hus-%d", i)}
		if got, want := v.Pointing(k, target), w.Pointing(k, target); !slices.Equal(got, want) {
			t.Errorf("%d %s point at %s, want %d", len(got), k.List, target.ID, len(want))
		}
	}
}
