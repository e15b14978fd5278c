package reporting

import (
	"iter"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/insats"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// common is the place of what is several municipalities', or none's by name.
const common = ""

// spot is where something is told of: in the part of a place, under an actor or
// a forum there; under none, it is told of the place.
type spot struct {
	place string
	about record.Key
}

func partyKey(id string) record.Key { return record.Key{Kind: party.Parties.Name, ID: id} }
func unitKey(id string) record.Key  { return record.Key{Kind: party.Units.Name, ID: id} }
func forumKey(id string) record.Key { return record.Key{Kind: forum.Forums.Name, ID: id} }

// ledger is what of the map a report is about, each thing at the one spot where
// it belongs best.
type ledger struct {
	subject
	v        *record.View
	within   map[string]bool // the party's own actors, if the report is about one; nil: everybody's
	gathered map[record.Body]bool

	home       map[record.Key]string // of each unit and forum: its place
	units      map[string][]*party.Unit
	forums     map[string][]*forum.Forum
	agreements map[string][]*forum.Agreement
	relations  map[spot][]*contact.Relation
	ofParties  map[string][]*contact.Relation // by the party that others tell of
	paths      map[spot][]*contact.Path
	statements map[spot][]*mapping.Statement
	// Statements that have a section of their own, by place.
	development map[string][]*mapping.Statement
	reflections map[string][]*mapping.Statement

	insatser []*insats.Insats // in order; those that have ended are left out
	figures  []*statistics.Observation
}

// subject is what a report is about.
type subject struct {
	association string
	towns       []string
	whole       bool                      // all of the association
	country     bool                      // all of the country
	party       string                    // only what is this party's; "": everybody's
	has         func(section string) bool // the sections that are to be in it
}

// isCatalogue tells whether a report tells of insatser, and of nothing else that
// is on the map.
func (s subject) isCatalogue() bool {
	return slices.ContainsFunc(ofInsatser, s.has) && !slices.ContainsFunc(ofTheMap, s.has)
}

// The sections that tell of insatser, and those that tell of what else there is.
var (
	ofInsatser = []string{Insatser, Cards, Gaps}
	ofTheMap   = []string{Method, Results, Parties, Forums, Network, Coverage, Overlap, Load, Dependence, Summary, Development, Reflections}
)

// newLedger gathers what a report is about.
func newLedger(v *record.View, s subject) *ledger {
	l := &ledger{v: v, subject: s, gathered: map[record.Body]bool{}, home: map[record.Key]string{},
		units: map[string][]*party.Unit{}, forums: map[string][]*forum.Forum{}, agreements: map[string][]*forum.Agreement{},
		relations: map[spot][]*contact.Relation{}, ofParties: map[string][]*contact.Relation{}, paths: map[spot][]*contact.Path{}, statements: map[spot][]*mapping.Statement{},
		development: map[string][]*mapping.Statement{}, reflections: map[string][]*mapping.Statement{}}
	if s.party != "" {
		l.within = map[string]bool{}
		for _, id := range party.Within(v, s.party) {
			l.within[id] = true
		}
	}
	if !s.isCatalogue() {
		l.gatherUnits()
		l.gatherForums()
		l.gatherAgreements()
		l.gatherTellings()
		l.gatherStatements()
	}
	l.gatherInsatser()
	l.gatherFigures()
	return l
}

// Gather gives the records of a kind that hold and that have to do with the
// association or its municipalities, in order, each once.
func gather[T any](l *ledger, k record.Of[T], of func(town string) []record.Body) []*T {
	var all []record.Body
	for _, town := range l.towns {
		all = append(all, of(town)...)
	}
	all = append(all, l.v.KeptBy(k.Kind, l.association)...)
	all = slices.DeleteFunc(all, func(b record.Body) bool {
		again := l.gathered[b] || !b.HeadOf().HoldsOn(l.v.Today())
		l.gathered[b] = true
		return again
	})
	l.v.InOrder(k.Kind, all)
	typed := make([]*T, len(all))
	for i, b := range all {
		typed[i] = k.As(b)
	}
	return typed
}

func pointingAt(v *record.View, k *record.Kind) func(town string) []record.Body {
	return func(town string) []record.Body { return v.Pointing(k, record.Key{Kind: "municipality", ID: town}) }
}

// place is where something that serves these municipalities is told of; ok is
// false if it serves none of the report's.
func (l *ledger) place(serves []string) (place string, ok bool) {
	n := 0
	for _, town := range l.towns {
		if slices.Contains(serves, town) {
			place = town
			n++
		}
	}
	if n != 1 {
		place = common
	}
	return place, n > 0 || len(serves) == 0
}

func (l *ledger) isWithin(id string) bool { return l.within == nil || l.within[id] }

func (l *ledger) gatherUnits() {
	at := func(town string) []record.Body {
		var all []record.Body
		for _, id := range party.ActorsOf(l.v, town) {
			if u := party.Units.Find(l.v, id); u != nil {
				all = append(all, u)
			}
		}
		return all
	}
	for _, u := range gather(l, party.Units, at) {
		if place, ok := l.place(u.Serves(l.v)); ok && l.isWithin(u.ID) {
			l.home[u.Key()] = place
			l.units[place] = append(l.units[place], u)
		}
	}
}

func (l *ledger) gatherForums() {
	at := func(town string) []record.Body {
		var all []record.Body
		for _, f := range forum.At(l.v, town) {
			all = append(all, f)
		}
		return all
	}
	for _, f := range gather(l, forum.Forums, at) {
		sits := l.within == nil || l.within[f.Convener] || slices.ContainsFunc(f.Actors(), l.isWithin)
		if place, ok := l.place(f.Serves(l.v)); ok && sits {
			l.home[f.Key()] = place
			l.forums[place] = append(l.forums[place], f)
		}
	}
}

func (l *ledger) gatherAgreements() {
	places := func(a *forum.Agreement) []string {
		var codes []string
		for _, id := range a.Parties {
			codes = append(codes, party.PlacesOf(l.v, id)...)
		}
		return codes
	}
	at := func(town string) []record.Body {
		var all []record.Body
		for _, id := range party.ActorsOf(l.v, town) {
			a, _ := party.FindActor(l.v, id)
			all = append(all, l.v.Pointing(forum.Agreements.Kind, a.Key(), "parties")...)
		}
		return all
	}
	for _, a := range gather(l, forum.Agreements, at) {
		if place, ok := l.place(places(a)); ok && (l.within == nil || slices.ContainsFunc(a.Parties, l.isWithin)) {
			l.agreements[place] = append(l.agreements[place], a)
		}
	}
}

// gatherTellings puts relations with who tells of them, and with the party that
// they tell of if it is another, and ways in with whom they lead to.
func (l *ledger) gatherTellings() {
	for _, r := range gather(l, contact.Relations, pointingAt(l.v, contact.Relations.Kind)) {
		at, ok := l.actorSpot(r.From, r.Municipality)
		if ok && l.isWithin(r.From) {
			l.relations[at] = append(l.relations[at], r)
		}
		if of := party.PartyOf(l.v, r.To); ok && l.isWithin(r.To) && of != party.PartyOf(l.v, r.From) {
			l.ofParties[of] = append(l.ofParties[of], r)
		}
	}
	for _, p := range gather(l, contact.Paths, pointingAt(l.v, contact.Paths.Kind)) {
		if at, ok := l.actorSpot(p.Into, p.Municipality); ok && (l.isWithin(p.From) || l.isWithin(p.Into)) {
			l.paths[at] = append(l.paths[at], p)
		}
	}
}

// actorSpot is where what concerns an actor is told of: a unit's with the unit,
// a party's at the place that is named, or else its own.
func (l *ledger) actorSpot(id, town string) (spot, bool) {
	if at, isUnit := l.at(unitKey(id)); isUnit {
		return at, true
	}
	serves := party.PlacesOf(l.v, id)
	if town != "" {
		serves = []string{town}
	}
	place, ok := l.place(serves)
	return spot{place, partyKey(id)}, ok
}

// sectionOf names the section that a kind of statement has, where it is not told
// with whom it is about.
var sectionOf = map[string]string{
	"development_area": Development, "desired_state": Development, "recommendation": Development,
	"reflection": Reflections, "lesson": Reflections,
}

func (l *ledger) gatherStatements() {
	at := func(town string) []record.Body {
		var all []record.Body
		for _, s := range mapping.List(l.v, mapping.Filter{Municipality: town}) {
			all = append(all, s)
		}
		return all
	}
	all := gather(l, mapping.Statements, at)
	text.SortBy(all, func(s *mapping.Statement) string { return s.ID }) // as they were told one after the other
	for _, s := range all {
		place, ok := l.place(mapping.Places(l.v, s))
		if !ok || l.within != nil && !l.within[s.By] && !slices.ContainsFunc(s.About, l.isWithin) {
			continue
		}
		switch section := sectionOf[s.Type]; {
		case section == Development && l.has(Development):
			l.development[place] = append(l.development[place], s)
		case section == Reflections && l.has(Reflections):
			l.reflections[place] = append(l.reflections[place], s)
		default:
			at := l.statementSpot(s, place)
			l.statements[at] = append(l.statements[at], s)
		}
	}
}

// at is the spot of a unit or a forum that the report is about.
func (l *ledger) at(key record.Key) (spot, bool) {
	place, ok := l.home[key]
	return spot{place, key}, ok
}

// statementSpot is where a statement belongs best: with the forum that it is
// about, or with the unit that makes it or that it is about, or else with the
// party, or the place as a whole.
func (l *ledger) statementSpot(s *mapping.Statement, place string) spot {
	units, forums := []spot{}, []spot{}
	for _, id := range s.About {
		if at, ok := l.at(unitKey(id)); ok {
			units = append(units, at)
		} else if at, ok := l.at(forumKey(id)); ok && l.has(Forums) {
			forums = append(forums, at)
		}
	}
	by, isByUnit := l.at(unitKey(s.By))
	switch {
	case len(forums) > 0 && len(forums) == len(s.About):
		return forums[0]
	case isByUnit:
		return by
	case len(units) > 0:
		return units[0]
	case len(forums) > 0:
		return forums[0]
	}
	return spot{place, l.partySpot(s)}
}

// partySpot is the party that a statement is told under: the one that makes it,
// or the only one that it is about; none where there is none such. An association
// speaks for all of its parties.
func (l *ledger) partySpot(s *mapping.Statement) record.Key {
	for _, id := range []string{s.By, single(s.About)} {
		if p := party.Parties.Find(l.v, party.PartyOf(l.v, id)); p != nil && p.Type != "association" {
			return p.Key()
		}
	}
	return record.Key{}
}

func single(ids []string) string {
	if len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// gatherInsatser gives the insatser of the report: those of its municipalities,
// those that the association keeps of everywhere, and those of national
// authorities; of a party, those that it gives or has part in.
func (l *ledger) gatherInsatser() {
	for _, x := range insats.Insatser.All(l.v) {
		if !x.HasEnded() && l.hasInsats(x) && (l.within == nil || l.within[x.Provider] || slices.ContainsFunc(x.Partners, l.isWithin)) {
			l.insatser = append(l.insatser, x)
		}
	}
}

func (l *ledger) hasInsats(x *insats.Insats) bool {
	if l.country {
		return true
	}
	codes := x.ToldIn(l.v)
	if len(codes) == 0 {
		return x.KeptBy == "" || x.KeptBy == l.association
	}
	return slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(l.towns, code) })
}

// tellsOfInsatser tells whether a report tells of each insats.
func (s subject) tellsOfInsatser() bool { return s.has(Insatser) || s.has(Cards) }

// gatherFigures gives the figures that a report with a section of them shows.
func (l *ledger) gatherFigures() {
	if l.has(Figures) {
		l.figures = statistics.Reported(l.v, l.towns, l.countedAreas())
	}
}

// countedAreas are the areas whose figures are told of: the municipalities, with the
// association if the report is of all of it, and what there is in them.
func (l *ledger) countedAreas() []string {
	areas := slices.Clone(l.towns)
	if l.whole {
		areas = append(areas, l.association)
	}
	for _, units := range l.units {
		for _, u := range units {
			areas = append(areas, u.ID)
		}
	}
	for _, forums := range l.forums {
		for _, f := range forums {
			areas = append(areas, f.ID)
		}
	}
	for _, x := range l.insatser {
		areas = append(areas, x.ID)
	}
	return areas
}

// told goes through all records that the report tells of.
func (l *ledger) told() iter.Seq[record.Body] {
	return func(yield func(record.Body) bool) {
		_ = each(l.units, yield) && each(l.forums, yield) && each(l.agreements, yield) && each(l.relations, yield) && (l.within == nil || each(l.ofParties, yield)) && each(l.paths, yield) &&
			each(l.statements, yield) && each(l.development, yield) && each(l.reflections, yield) &&
			(!l.tellsOfInsatser() || all(l.insatser, yield)) && all(l.figures, yield)
	}
}

func each[K comparable, T record.Body](at map[K][]T, yield func(record.Body) bool) bool {
	for _, list := range at {
		if !all(list, yield) {
			return false
		}
	}
	return true
}

func all[T record.Body](list []T, yield func(record.Body) bool) bool {
	for _, b := range list {
		if !yield(b) {
			return false
		}
	}
	return true
}
