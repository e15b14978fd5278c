package generate

import (
	"math/rand/v2"

	"samkarta/internal/place"
)

// town is a municipality of an association while it is made.
type town struct {
	place.Municipality
	association int
	units       map[string]*pool // by kind of party
	all         []string         // its units
	forums      []string
}

// pool is units that something may point at, with how often each is named.
type pool struct {
	ids    []string
	weight [uses][]int
	sum    [uses]int
}

func (p *pool) add(id string, weight [uses]int) {
	p.ids = append(p.ids, id)
	for use, n := range weight {
		p.weight[use] = append(p.weight[use], n)
		p.sum[use] += n
	}
}

// draw gives one of the units, those that are named often more often; "" if
// none is ever named.
func (p *pool) draw(r *rand.Rand, use int) string {
	if p == nil || p.sum[use] == 0 {
		return ""
	}
	left := r.IntN(p.sum[use])
	for i, n := range p.weight[use] {
		if left -= n; left < 0 {
			return p.ids[i]
		}
	}
	return ""
}

// national are the parties that the whole country shares, by their kind.
var national = map[string]string{
	"employment_service": "riket/af", "social_insurance": "riket/fk", "probation": "riket/kriminalvarden", "police": "riket/polisen",
	"migration": "riket/migrationsverket", "tax": "riket/skatteverket", "enforcement": "riket/kronofogden",
}

// party is the party of a kind that a town has to do with.
func (t *town) party(kind string) string {
	switch kind {
	case "municipality":
		return "kommun-" + t.Code
	case "region":
		return "region-" + t.Region
	case "county_board":
		return "lansstyrelse-" + t.Region
	case "association":
		return board(t.association)
	}
	if id := national[kind]; id != "" {
		return id
	}
	if id := nearby[kind]; id != "" {
		return t.Code + "/" + id
	}
	return keeper(t.association) + "/" + around[kind]
}

// nearby are the other parties of each municipality by their kind, and around
// those of each association: what their ids end with.
var (
	nearby = map[string]string{"business": "naringsliv", "civil_society": "foreningsliv"}
	around = map[string]string{"housing_company": "bostadsbolag", "municipal_cooperation": "kommunsamverkan",
		"union": "fackforbund", "church": "kyrkor", "school": "friskola", "other": "ovriga"}
)

// draw gives what a record may point at in the town where the one that it takes
// its form from points at such an end; "" if a country has nothing of the sort.
func (t *town) draw(r *rand.Rand, e end, use int) string {
	switch e.sort {
	case aKind:
		return e.kind
	case aParty:
		return t.party(e.kind)
	case aUnit:
		if id := t.units[e.kind].draw(r, use); id != "" {
			return id
		}
		return t.party(e.kind)
	case aForum:
		return one(r, t.forums)
	}
	return ""
}

// one gives one of a list; the zero value if it is empty.
func one[T any](r *rand.Rand, list []T) (none T) {
	if len(list) == 0 {
		return none
	}
	return list[r.IntN(len(list))]
}
