package insats

import (
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/record"
)

// How far an insats is taken to reach. Its criteria seldom say for which
// municipalities it is: by the format it is then open to all that live anywhere.
// The activities of one municipality are hardly meant so.
const (
	// ReachHome counts what is at home somewhere, and names no municipality in its
	// criteria, as certain there only: elsewhere somebody has to judge it.
	ReachHome = "home"
	// ReachNamed counts nothing where it is not named, nor what names no
	// municipality at all.
	ReachNamed = "named"
	// ReachOpen takes the criteria at their word.
	ReachOpen = "open"
)

// Reaches lists them, the usual one first.
func Reaches() []string { return []string{ReachHome, ReachNamed, ReachOpen} }

// HomeOf gives the municipalities in which an insats is at home: its own, or those
// that its provider serves, or, if nobody is told to give it, those of the
// association that keeps it; none if it is at home everywhere, as a national
// authority is.
func (x *Insats) HomeOf(v *record.View) []string {
	if x.Municipality != "" {
		return []string{x.Municipality}
	}
	if x.Provider == "" {
		if a := party.Associations.Find(v, x.KeptBy); a != nil {
			return a.Municipalities
		}
		return nil
	}
	if codes := party.PlacesOf(v, x.Provider); len(codes) > 0 {
		return codes
	}
	var codes []string
	if p := party.Parties.Find(v, party.PartyOf(v, x.Provider)); p != nil {
		for _, m := range place.InRegion(p.Region) {
			codes = append(codes, m.Code)
		}
	}
	return codes
}

// Within gives the insats, which is at home in some municipalities, as it counts
// for a reach; nil if it does not count at all. The insats itself is left as it is.
func (x *Insats) Within(reach string, home []string) *Insats {
	if reach == ReachNamed {
		home = x.Towns()
	}
	switch {
	case reach == ReachOpen || !slices.ContainsFunc(x.Groups(), isUnplaced):
		return x
	case len(home) == 0 && reach == ReachNamed:
		return nil
	case len(home) == 0:
		return x
	}
	bound := *x
	bound.Eligibility = nil
	for _, g := range x.Groups() {
		if !isUnplaced(g) {
			bound.Eligibility = append(bound.Eligibility, g)
			continue
		}
		elsewhere := g
		g.Municipalities = home
		bound.Eligibility = append(bound.Eligibility, g)
		if elsewhere.Residence == "" {
			elsewhere.Residence = home[0]
		}
		if reach == ReachHome {
			bound.Eligibility = append(bound.Eligibility, elsewhere)
		}
	}
	return &bound
}

func isUnplaced(g Criteria) bool { return len(g.Municipalities) == 0 }

// IndexWithin is the index of a view's catalogue for a reach, made once for each
// version of the map.
func IndexWithin(v *record.View, reach string) *Index {
	c := CatalogueOf(v)
	if reach == ReachOpen {
		return c.Index
	}
	type question struct{ reach string }
	return record.Once(v, question{reach}, func() *Index {
		all := make([]*Insats, 0, len(c.All))
		for _, x := range c.All {
			if bound := x.Within(reach, x.HomeOf(v)); bound != nil {
				all = append(all, bound)
			}
		}
		return NewIndex(all)
	})
}

// IncomeAges are the ages of the grid at which somebody can have an income: the
// law gives aktivitetsersättning from 19 to 29 years.
func IncomeAges(income string) (from, to int) {
	if income == "aktivitetsersattning" {
		return 19, 29
	}
	return GridFrom, GridTo
}
