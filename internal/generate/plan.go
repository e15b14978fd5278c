package generate

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"samkarta/internal/place"
)

// associations is how many associations there are; 80 of them cover most of the
// country in reality.
const associations = 80

// plan is an association before it is made: its number, from 1, and where it is.
type plan struct {
	number int
	region place.Region
	places []place.Municipality
}

// plans cuts the country into associations: each region in as many as its share
// of the municipalities gives it, in pieces of uneven size as in the
// demonstration.
func plans(s *shape, seed uint64) []plan {
	r := rand.New(rand.NewPCG(seed, 0))
	var all []plan
	for _, region := range place.Regions() {
		places := place.InRegion(region.Code)
		slices.SortFunc(places, func(a, b place.Municipality) int { return cmp.Compare(a.Code, b.Code) })
		for _, part := range cut(places, shares()[region.Code], func() int {
			return max(1, len(s.Associations[r.IntN(len(s.Associations))].Municipalities))
		}) {
			all = append(all, plan{len(all) + 1, region, part})
		}
	}
	return all
}

// shares gives how many associations each region has: one at least, and the rest
// by the number of municipalities (largest quotient first).
func shares() map[string]int {
	share, size := map[string]int{}, map[string]int{}
	for _, m := range place.All() {
		share[m.Region] = 1
		size[m.Region]++
	}
	for range associations - len(share) {
		best, most := "", 0.0
		for _, region := range place.Regions() {
			n := size[region.Code]
			if q := float64(n) / float64(share[region.Code]+1); share[region.Code] < n && q > most {
				best, most = region.Code, q
			}
		}
		share[best]++
	}
	return share
}

// cut cuts a list into pieces that are as large to each other as weigh says, and
// none of them empty.
func cut[T any](list []T, pieces int, weigh func() int) [][]T {
	weights, sum := make([]int, pieces), 0
	for i := range weights {
		weights[i] = weigh()
		sum += weights[i]
	}
	var all [][]T
	begin, reached := 0, 0
	for i, w := range weights {
		reached += w
		end := max(begin+1, len(list)*reached/sum)
		end = min(end, len(list)-(pieces-i-1))
		all = append(all, list[begin:end])
		begin = end
	}
	return all
}
