package generate

import (
	"iter"
	"maps"
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/record"
)

// Country is a made-up country. Nothing of it is there until it is written.
type Country struct {
	seed  uint64
	shape *shape
	plans []plan
}

// National makes the country of a seed.
func National(seed uint64) (*Country, error) {
	s, err := readShape()
	if err != nil {
		return nil, err
	}
	return &Country{seed, s, plans(s, seed)}, nil
}

// sets makes the documents one after the other: what the associations share
// first, then each association.
func (c *Country) sets() iter.Seq[*set] {
	return func(yield func(*set) bool) {
		if !yield(common()) {
			return
		}
		for _, p := range c.plans {
			if !yield(c.shape.make(c.seed, p)) {
				return
			}
		}
	}
}

// common makes what the associations share: the authorities and the regions.
func common() *set {
	s := newSet("00-riket", "", &record.Source{Title: "Det påhittade landets gemensamma parter", Publisher: "Samkarta",
		Date: "2018", Language: "sv", Type: "mapping"})
	s.source.ID, s.source.Note = "riket", "Påhittat för mätningar: inget av det här finns."
	add := func(id, kind, name, region string) {
		p := &party.Party{Type: kind, Name: name, Region: region}
		p.ID = id
		s.add(party.Parties.Kind, p)
	}
	for _, kind := range slices.Sorted(maps.Keys(national)) {
		add(national[kind], kind, word("party_kind", kind), "")
	}
	for _, r := range place.Regions() {
		add("region-"+r.Code, "region", r.Name, r.Code)
		add("lansstyrelse-"+r.Code, "county_board", "Länsstyrelsen i "+r.County, r.Code)
	}
	return s
}
