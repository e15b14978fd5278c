package statistics

import (
	"math"

	"samkarta/internal/insats"
	"samkarta/internal/record"
)

// Count is how many people there are of some kind in a municipality, and by what
// it is known.
type Count struct {
	People float64
	From   *Observation // the number itself, or the share
	// Of is the population that a share was taken of, where the number was
	// reckoned; nil where it was told, or where the share tells it itself.
	Of       *Observation
	Reckoned bool // it is a share of a population and was told by nobody
}

// counting says by which figures one knows how many people have an income: a
// number of persons, or a share in percent of all who live there.
var counting = map[string]struct{ persons, share string }{
	"aktivitetsersattning": {persons: "ae.persons"},
	"ekonomiskt_bistand":   {share: "income_support_share"},
}

// People tells how many people in a municipality have an income; false where
// nobody says so. A number that is told goes before one that is reckoned.
func People(v *record.View, municipality, income string) (Count, bool) {
	by := counting[income]
	if x := Find(v, municipality, by.persons); x.IsTold() {
		return Count{People: *x.Value, From: x}, true
	}
	if x := Find(v, municipality, by.share); x.IsTold() && x.Unit == "percent" {
		return reckoned(v, x)
	}
	return Count{}, false
}

// reckoned makes a number of a share, if it is told of how many it is a share: by
// the figure itself, or by the population of the same area and period.
func reckoned(v *record.View, share *Observation) (Count, bool) {
	whole, told := share.Of()
	c := Count{From: share, Reckoned: true}
	if !told {
		c.Of = latest(of(v, share.Area), func(x *Observation) bool {
			return x.Indicator == "population" && x.Group == "" && x.Period == share.Period
		})
		if !c.Of.IsTold() {
			return Count{}, false
		}
		whole = *c.Of.Value
	}
	c.People = math.Round(*share.Value * whole / 100)
	return c, true
}

// whisper is what a cell weighs of which nobody knows how many are in it: less
// than anybody who is known to be, so that it only orders what is alike.
const whisper = 1e-6

// Weigher weighs cells of the grid of gaps by how many people there are in them:
// those that one knows of are spread alike over the ages at which one can have the
// income. It serves one question.
func Weigher(v *record.View) func(insats.Cell) float64 {
	known := map[[2]string]float64{}
	return func(c insats.Cell) float64 {
		from, to := insats.IncomeAges(c.Income)
		if c.AgeFrom < from || c.AgeFrom > to {
			return 0
		}
		key := [2]string{c.Municipality, c.Income}
		n, has := known[key]
		if !has {
			n = whisper
			if count, is := People(v, c.Municipality, c.Income); is {
				n = count.People / float64(to-from+1)
			}
			known[key] = n
		}
		return n
	}
}
