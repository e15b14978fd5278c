package generate

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/record"
)

// How many units and forums a municipality has on the mean.
const (
	unitsEach  = 60
	forumsEach = 25
)

// maker makes the records of one association.
type maker struct {
	*rand.Rand
	*shape
	*set
	plan   plan
	towns  []*town
	groups []string
	forums []*forum.Forum
	called map[string]naming // by place, how its things are called already
	tally  map[string]int    // of a place and a list, for ids
	told   map[[4]string]bool
}

func keeper(number int) string { return fmt.Sprintf("forbund-%02d", number) }

// board is the association as a party, which can sit in a forum.
func board(number int) string { return keeper(number) + "/kansliet" }

// make makes an association of the seed and its number alone.
func (s *shape) make(seed uint64, p plan) *set {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, uint64(p.number))), shape: s, plan: p,
		called: map[string]naming{}, tally: map[string]int{}, told: map[[4]string]bool{}}
	id := keeper(p.number)
	m.set = newSet(id, id, &record.Source{
		Title: fmt.Sprintf("Påhittad kartläggning %d i %s", p.number, p.region.County), Publisher: m.association(),
		Date: one(m.Rand, s.sources).Date, Language: "sv", Type: "mapping",
	})
	m.set.source.ID, m.set.source.Note = id, "Påhittad för mätningar: inget av det här finns."
	m.parties()
	size := make([]float64, len(p.places))
	for i := range p.places {
		size[i] = one(m.Rand, s.fullness)
		m.units(m.towns[i], size[i])
	}
	actors := len(m.lists[party.Units.List])
	for i := range p.places {
		actors += int(math.Round(forumsEach * size[i]))
	}
	m.targetGroups(m.times(len(s.Groups), actors))
	for i, t := range m.towns {
		m.meet(t, int(math.Round(forumsEach*size[i])))
	}
	m.agreements(m.times(len(s.Agreements), actors))
	for i := range m.towns {
		m.tell(m.towns[i], size[i])
	}
	return m.set
}

// times is how many records there are where so many in the demonstration come to
// so many units and forums.
func (m *maker) times(records, actors int) int {
	return int(math.Round(m.each(records) * float64(actors)))
}

func (m *maker) association() string {
	return fmt.Sprintf("Samordningsförbundet %d i %s", m.plan.number, m.plan.region.County)
}

// parties makes the association, its municipalities and the other parties there.
func (m *maker) parties() {
	a := &party.Association{Name: m.association(), ShortName: fmt.Sprintf("Förbundet %d", m.plan.number), Seat: m.plan.places[0].Short,
		Parties: []string{national["employment_service"], national["social_insurance"], "region-" + m.plan.region.Code}}
	a.ID = keeper(m.plan.number)
	anywhere := place.Municipality{Region: m.plan.region.Code}
	m.party(board(m.plan.number), "association", "Kansliet för "+a.ShortName, anywhere)
	for _, kind := range slices.Sorted(maps.Keys(around)) {
		m.party(a.ID+"/"+around[kind], kind, partyNames[kind]+" hos "+a.ShortName, anywhere)
	}
	for _, p := range m.plan.places {
		t := &town{Municipality: p, association: m.plan.number, units: map[string]*pool{}}
		m.towns = append(m.towns, t)
		a.Municipalities, a.Parties = append(a.Municipalities, p.Code), append(a.Parties, t.party("municipality"))
		m.party(t.party("municipality"), "municipality", p.Name, p)
		for _, kind := range slices.Sorted(maps.Keys(nearby)) {
			m.party(t.party(kind), kind, partyNames[kind]+" i "+p.Short, p)
		}
	}
	m.add(party.Associations.Kind, a)
}

func (m *maker) party(id, kind, name string, at place.Municipality) {
	p := &party.Party{Type: kind, Name: name, Municipality: at.Code, Region: at.Region}
	p.ID = id
	m.add(party.Parties.Kind, p)
}

// id gives the next id of a list in a place.
func (m *maker) id(place, sort string) string {
	m.tally[place+sort]++
	return fmt.Sprintf("%s/%s-%d", place, sort, m.tally[place+sort])
}

func (m *maker) name(what, place string) string {
	if m.called[place] == nil {
		m.called[place] = naming{}
	}
	return m.called[place].name(what, place)
}

// units makes the units of a town.
func (m *maker) units(t *town, size float64) {
	for range int(math.Round(unitsEach * size)) {
		m.unit(t)
	}
}

func (m *maker) unit(t *town) {
	like := one(m.Rand, m.Units)
	kind := m.kinds[like.ID]
	u := &party.Unit{Party: t.party(kind), Name: m.name(unitNames[like.Type], t.Short), Type: like.Type,
		AgeMin: like.AgeMin, AgeMax: like.AgeMax, SupportedByFinsam: like.SupportedByFinsam}
	u.ID = m.id(t.Code, "enhet")
	u.Evidence = pages(like)
	if n := len(like.Municipalities); n > 1 {
		u.Municipalities = m.near(t, n)
	} else {
		u.Municipality = t.Code
	}
	if like.PartOf != "" && t.units[kind] != nil {
		u.PartOf = one(m.Rand, t.units[kind].ids) // one that was made before it
	}
	if like.Mission != "" {
		u.Mission = fmt.Sprintf("Arbetar med %s i %s.", word("unit_kind", like.Type), t.Short)
	}
	for _, c := range like.ColocatedWith {
		if actor := t.draw(m.Rand, m.end(c.Actor), asEnd); actor != "" && actor != u.ID {
			u.ColocatedWith = append(u.ColocatedWith, party.Colocation{Actor: actor, Extent: c.Extent})
		}
	}
	if t.units[kind] == nil {
		t.units[kind] = &pool{}
	}
	t.units[kind].add(u.ID, [uses]int{m.named[asSeat][like.ID], m.named[asEnd][like.ID], m.named[asTold][like.ID]})
	t.all = append(t.all, u.ID)
	m.add(party.Units.Kind, u)
}

// near gives so many municipalities of which the town is one: those of its
// association first, then others of the region.
func (m *maker) near(t *town, n int) []string {
	codes := []string{t.Code}
	for _, p := range append(slices.Clone(m.plan.places), place.InRegion(t.Region)...) {
		if len(codes) < n && !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
	}
	return codes
}

// targetGroups makes the target groups of the association.
func (m *maker) targetGroups(n int) {
	for range n {
		g := *one(m.Rand, m.Groups)
		g.Head = record.Head{ID: m.id(keeper(m.plan.number), "malgrupp"), Evidence: pages(&g)}
		g.Name = m.name("Målgrupp", m.association())
		if g.Description != "" {
			g.Description = "Påhittad målgrupp."
		}
		m.groups = append(m.groups, g.ID)
		m.add(party.TargetGroups.Kind, &g)
	}
}

// some gives as many target groups as there are.
func (m *maker) some(like []string) []string {
	var groups []string
	for range like {
		if g := one(m.Rand, m.groups); g != "" && !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	return groups
}

// pages are the pages of a record's source, without which source that was.
func pages(like record.Body) []record.Evidence {
	var all []record.Evidence
	for _, e := range like.HeadOf().Evidence {
		if e.Page > 0 {
			all = append(all, record.Evidence{Page: e.Page})
		}
	}
	return all
}
