package insight

import (
	"math"
	"math/rand/v2"
	"testing"
)

// randomGraph is a graph of n nodes with about m edges.
func randomGraph(r *rand.Rand, n, m int) (*csr, [][2]int32) {
	pairs := make([][2]int32, m)
	for i := range pairs {
		pairs[i] = [2]int32{int32(r.IntN(n)), int32(r.IntN(n))}
	}
	return newCSR(n, pairs), pairs
}

// slowBetweenness counts every shortest way by the distances and the numbers of
// ways between all pairs (Floyd–Warshall).
func slowBetweenness(g *csr) []float64 {
	n := g.nodes()
	dist, ways := make([][]int, n), make([][]float64, n)
	for s := range n {
		dist[s], ways[s] = slowWays(g, s)
	}
	b := make([]float64, n)
	for v := range n {
		for s := range n {
			for t := range s {
				if s != v && t != v && dist[s][t] < n && dist[s][v]+dist[v][t] == dist[s][t] {
					b[v] += ways[s][v] * ways[v][t] / ways[s][t]
				}
			}
		}
	}
	return b
}

// slowWays relaxes all edges until nothing changes, then counts ways by distance.
func slowWays(g *csr, s int) ([]int, []float64) {
	n := g.nodes()
	dist, ways := make([]int, n), make([]float64, n)
	for i := range dist {
		dist[i] = n
	}
	dist[s], ways[s] = 0, 1
	for range n {
		for i := range n {
			for _, j := range g.row(int32(i)) {
				dist[j] = min(dist[j], dist[i]+1)
			}
		}
	}
	for d := 1; d < n; d++ {
		for i := range n {
			if dist[i] != d {
				continue
			}
			for _, j := range g.row(int32(i)) {
				if dist[j] == d-1 {
					ways[i] += ways[j]
				}
			}
		}
	}
	return dist, ways
}

func TestBetweennessIsThatOfAllPairs(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + r.IntN(14)
		g, _ := randomGraph(r, n, r.IntN(3*n))
		got, want := g.betweenness(), slowBetweenness(g)
		for i := range want {
			if math.Abs(got[i]-want[i]) > 1e-9 {
				t.Fatalf("seed %d, node %d: %v, want %v", seed, i, got[i], want[i])
			}
		}
	}
}

func TestBetweennessIsTheSameInEveryRun(t *testing.T) {
	g, _ := randomGraph(rand.New(rand.NewPCG(7, 7)), 400, 1500)
	first := g.betweennessBy(1)
	for _, workers := range []int{2, 3, 8} {
		for i, n := range g.betweennessBy(workers) {
			if n != first[i] {
				t.Fatalf("%d workers, node %d: %v, with one %v", workers, i, n, first[i])
			}
		}
	}
}

// collaborationGraph is a network of actors shaped like that of the
// demonstration: municipalities with units that meet in forums of three to ten,
// and some authorities that are in most of them.
func collaborationGraph(n int) *csr {
	r := rand.New(rand.NewPCG(10, 10))
	const units, hubs = 60, 40
	var pairs [][2]int32
	for first := hubs; first < n; first += units {
		size := min(units, n-first)
		for range 25 {
			var seats []int32
			for range 3 + r.IntN(6) {
				seats = append(seats, int32(first+r.IntN(size)))
			}
			if r.IntN(2) == 0 {
				seats = append(seats, int32(r.IntN(hubs)))
			}
			for i, a := range seats {
				for _, b := range seats[i+1:] {
					pairs = append(pairs, [2]int32{a, b})
				}
			}
		}
	}
	return newCSR(n, pairs)
}

func BenchmarkBetweenness10000(b *testing.B) {
	g := collaborationGraph(10_000)
	b.ReportMetric(float64(g.edges()), "edges")
	for b.Loop() {
		g.betweenness()
	}
}

func BenchmarkBetweenness10000OneCore(b *testing.B) {
	g := collaborationGraph(10_000)
	for b.Loop() {
		g.betweennessBy(1)
	}
}
