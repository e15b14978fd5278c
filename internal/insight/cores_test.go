package insight

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// slowCores peels for each k: who has fewer than k neighbours left goes, until
// nobody does; who is left is in the k-core.
func slowCores(g *csr) []int {
	cores := make([]int, g.nodes())
	for k := 1; k <= g.nodes(); k++ {
		in := make([]bool, g.nodes())
		for i := range in {
			in[i] = true
		}
		for changed := true; changed; {
			changed = false
			for i := range in {
				n := 0
				for _, j := range g.row(int32(i)) {
					if in[j] {
						n++
					}
				}
				if in[i] && n < k {
					in[i], changed = false, true
				}
			}
		}
		for i, yes := range in {
			if yes {
				cores[i] = k
			}
		}
	}
	return cores
}

func TestCoresAreWhatPeelingLeaves(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		n := 1 + r.IntN(20)
		g, _ := randomGraph(r, n, r.IntN(4*n))
		if got, want := g.cores(), slowCores(g); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
	}
}

// No node can be moved to another community to the good, the modularity is as
// reckoned by the definition, and a second run gives the same.
func TestCommunitiesAreSettled(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		n := 2 + r.IntN(30)
		g, _ := randomGraph(r, n, r.IntN(3*n))
		of, q := g.communities()
		again, _ := g.communities()
		if !slices.Equal(of, again) {
			t.Fatalf("seed %d: %v, then %v", seed, of, again)
		}
		if slow := slowModularity(g, of); slow-q > 1e-9 || q-slow > 1e-9 {
			t.Fatalf("seed %d: modularity %v, want %v", seed, q, slow)
		}
		whole := make([]int, n)
		if g.modularity(whole) > q+1e-9 {
			t.Fatalf("seed %d: one community is better than %v", seed, of)
		}
	}
}

// slowModularity is the definition, summed over all pairs.
func slowModularity(g *csr, of []int) float64 {
	total, q := float64(len(g.to)), 0.0
	if total == 0 {
		return 0
	}
	for i := range int32(g.nodes()) {
		for j := range int32(g.nodes()) {
			if of[i] != of[j] {
				continue
			}
			tied := 0.0
			if slices.Contains(g.row(i), j) {
				tied = 1
			}
			q += (tied - float64(g.degree(i))*float64(g.degree(j))/total) / total
		}
	}
	return q
}

// Two groups that hardly know each other are two communities, the larger first.
func TestCommunitiesOfTwoGroups(t *testing.T) {
	var pairs [][2]int32
	for _, group := range [][]int32{{0, 1, 2, 3}, {4, 5, 6, 7, 8}} {
		for i, a := range group {
			for _, b := range group[i+1:] {
				pairs = append(pairs, [2]int32{a, b})
			}
		}
	}
	of, _ := newCSR(9, append(pairs, [2]int32{0, 4})).communities()
	if want := []int{1, 1, 1, 1, 0, 0, 0, 0, 0}; !slices.Equal(of, want) {
		t.Errorf("%v, want %v", of, want)
	}
}

func BenchmarkCommunities10000(b *testing.B) {
	g := collaborationGraph(10_000)
	for b.Loop() {
		g.communities()
	}
}

func BenchmarkCores10000(b *testing.B) {
	g := collaborationGraph(10_000)
	for b.Loop() {
		g.cores()
	}
}
