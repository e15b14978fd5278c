package insats

import (
	"cmp"
	"slices"

	"samkarta/internal/place"
)

// AgeLimit is an age after which some insatser take nobody.
type AgeLimit struct {
	Age      int
	Insatser []*Insats
}

// AgeLimits lists, of insatser that are for any of the municipalities,
// those that end at an age within the grid, by the age, the lowest first. One that
// takes older people by another of its groups ends where that does.
func AgeLimits(all []*Insats, municipalities []string) []AgeLimit {
	var limits []AgeLimit
	for _, x := range all {
		age, ends := x.lastAge()
		if !ends || age >= GridTo || !x.isFor(municipalities) {
			continue
		}
		at := slices.IndexFunc(limits, func(l AgeLimit) bool { return l.Age == age })
		if at < 0 {
			at, limits = len(limits), append(limits, AgeLimit{Age: age})
		}
		limits[at].Insatser = append(limits[at].Insatser, x)
	}
	slices.SortStableFunc(limits, func(a, b AgeLimit) int { return cmp.Compare(a.Age, b.Age) })
	return limits
}

// lastAge is the highest age that any group takes; false if one takes all.
func (x *Insats) lastAge() (age int, ends bool) {
	for _, g := range x.Groups() {
		if g.AgeMax == nil {
			return 0, false
		}
		age = max(age, *g.AgeMax)
	}
	return age, true
}

// isFor tells whether an insats takes people and is told to be for any of the
// municipalities, or for none, as that of a national authority.
func (x *Insats) isFor(municipalities []string) bool {
	towns := x.Towns()
	return x.TakesPeople() && (len(towns) == 0 || shares(towns, municipalities))
}

// OnlyFor is an income that some insatser ask for and take no other.
type OnlyFor struct {
	Income   string
	Insatser []*Insats
}

// OnlyForOne lists, of insatser that are told to be for any of the municipalities,
// those that are open to one income alone, by the income, the one that most ask
// for first.
func OnlyForOne(all []*Insats, municipalities []string) []OnlyFor {
	var only []OnlyFor
	for _, x := range all {
		income := x.onlyIncome()
		if income == "" || !x.isFor(municipalities) {
			continue
		}
		at := slices.IndexFunc(only, func(o OnlyFor) bool { return o.Income == income })
		if at < 0 {
			at, only = len(only), append(only, OnlyFor{Income: income})
		}
		only[at].Insatser = append(only[at].Insatser, x)
	}
	slices.SortStableFunc(only, func(a, b OnlyFor) int { return cmp.Compare(len(b.Insatser), len(a.Insatser)) })
	return only
}

// onlyIncome is the one income that every group asks for; "" if there is none.
func (x *Insats) onlyIncome() string {
	first := x.Groups()[0].IncomesAny
	for _, g := range x.Groups() {
		if len(g.IncomesAny) != 1 || g.IncomesAny[0] != first[0] {
			return ""
		}
	}
	return first[0]
}

// Near lists the insatser that are told to be for any of the municipalities, or
// for none.
func Near(all []*Insats, municipalities []string) []*Insats {
	return slices.DeleteFunc(slices.Clone(all), func(x *Insats) bool { return !x.isFor(municipalities) })
}

// IsWithinCounty tells whether an insats is told to be for a municipality in the
// same county as any of some, or for none at all: those that it makes sense to try
// to open.
func (x *Insats) IsWithinCounty(municipalities []string) bool {
	towns := x.Towns()
	return len(towns) == 0 || slices.ContainsFunc(towns, func(code string) bool {
		return slices.ContainsFunc(municipalities, func(asked string) bool { return sameCounty(code, asked) })
	})
}

func sameCounty(code, other string) bool {
	a, _ := place.Find(code)
	b, _ := place.Find(other)
	return a.Region == b.Region
}
