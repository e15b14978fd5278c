package insight

import (
	"slices"
	"sync"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Index is a view of the map with what the analyses share. It is made at once
// and works each thing out when it is first asked for; it may be used by many
// at a time.
type Index struct {
	v     *record.View
	atlas func() *atlas
	mu    sync.Mutex
	kept  map[any]func() any // answers that several pages need, by their question
}

// NewIndex makes the index of a view.
func NewIndex(v *record.View) *Index {
	return &Index{v: v, kept: map[any]func() any{}, atlas: sync.OnceValue(func() *atlas { return newAtlas(v) })}
}

// View is what the index is an index of. It may be that of another actor who
// sees the same, so it says nothing of who asks.
func (x *Index) View() *record.View { return x.v }

// mostKept is how many answers an index keeps; there is one set for each part of
// the map that somebody looks at.
const mostKept = 4096

// once gives the answer to a question, worked out by the first who asks while
// others with the same question wait for it.
func once[T any](x *Index, question any, work func() T) T {
	x.mu.Lock()
	answer, ok := x.kept[question]
	if !ok {
		if len(x.kept) >= mostKept {
			clear(x.kept)
		}
		answer = sync.OnceValue(func() any { return work() })
		x.kept[question] = answer
	}
	x.mu.Unlock()
	return answer().(T)
}

// atlas is the actors and forums of a view with what is often asked of them.
type atlas struct {
	actors  map[string]*actor
	parties map[string][]*actor // that hold, by kind, in order
	within  map[string][]string // by party, the ids of its units
	seats   map[*actor]int      // in how many active forums somebody sits or convenes

	// Those that hold, in order:
	units  placed[*actor]
	forums placed[*meeting]
	agreed placed[*forum.Agreement]
	told   placed[*telling] // relations and contact paths, their ends as they were told

	past []*meeting // forums whose days are over or still to come
}

// actor is a party or a unit.
type actor struct {
	id     string
	party  string
	kind   string // of its party
	unit   *party.Unit
	places []string // the municipalities that it serves; none: it is not bound to any
	home   *party.Party
	ended  bool
}

// meeting is a forum with what is reckoned of it.
type meeting struct {
	*forum.Forum
	status  string
	places  []string
	actors  []*actor // who sits there, each once
	parties []string // the ids of their parties, each once, sorted
	ages    ageSet
	basis   string // how the ages are known
	rhythm  Rhythm
}

func newAtlas(v *record.View) *atlas {
	parties, units := v.WithEnded(party.Parties.Kind), v.WithEnded(party.Units.Kind)
	a := &atlas{actors: make(map[string]*actor, len(parties)+len(units)), parties: map[string][]*actor{},
		within: map[string][]string{}, seats: map[*actor]int{}}
	for _, b := range parties {
		a.addActor(v, party.Actor{ID: b.HeadOf().ID, Party: party.Parties.As(b)}, b)
	}
	for _, b := range units {
		u := party.Units.As(b)
		a.addActor(v, party.Actor{ID: u.ID, Party: party.Parties.Find(v, u.Party), Unit: u}, b)
	}
	for _, b := range v.WithEnded(forum.Forums.Kind) {
		a.addForum(v, forum.Forums.As(b))
	}
	for _, g := range forum.Agreements.All(v) {
		a.agreed.add(g, g.Kind.Places(v, g), g.KeptBy)
	}
	a.addTellings(v)
	return a
}

// addActor takes also those that have ended, since they may still be named.
func (a *atlas) addActor(v *record.View, found party.Actor, b record.Body) {
	who := &actor{id: found.ID, party: found.PartyID(), kind: found.Type(), unit: found.Unit, home: found.Party, places: found.Places(v)}
	who.ended = !b.HeadOf().HoldsOn(v.Today())
	a.actors[who.id] = who
	switch {
	case who.ended:
	case who.unit == nil:
		a.parties[who.kind] = append(a.parties[who.kind], who)
	default:
		a.units.add(who, who.places, who.unit.KeptBy)
		a.within[who.party] = append(a.within[who.party], who.id)
	}
}

func (a *atlas) addForum(v *record.View, f *forum.Forum) {
	m := &meeting{Forum: f, status: f.KnownStatus(), places: f.Serves(v), rhythm: rhythmOf(f, v.Today().Year())}
	m.ages, m.basis = agesOfForum(v, f)
	for _, id := range f.Actors() {
		if who := a.actors[id]; who != nil {
			m.actors = append(m.actors, who)
			m.parties = append(m.parties, who.party)
		}
	}
	slices.Sort(m.parties)
	m.parties = slices.Compact(m.parties)
	a.put(v, m)
}

func (a *atlas) put(v *record.View, m *meeting) {
	switch {
	case m.EndedOn(v.Today()):
		m.status = "ended"
		a.past = append(a.past, m)
		return
	case !m.HoldsOn(v.Today()):
		m.status = "planned"
		a.past = append(a.past, m)
		return
	}
	a.forums.add(m, m.places, m.KeptBy)
	if m.isActive() {
		for _, s := range a.sittersOf(m, ByUnit) {
			a.seats[a.actors[s.actor]]++
		}
	}
}

// isActive tells whether the forum is said to go on.
func (m *meeting) isActive() bool { return m.status == "active" }

// isBoundTo tells whether an actor serves one of the places, or is not bound to
// any.
func (w *actor) isBoundTo(places []string) bool { return len(w.places) == 0 || share(w.places, places) }

// within gives an actor and all that belongs to it, as party.Within does.
func (x *Index) within(id string) []string {
	if who := x.atlas().actors[id]; who != nil && who.unit == nil {
		return append([]string{id}, x.atlas().within[id]...)
	}
	return party.Within(x.v, id)
}

// key is the key of the actor's record.
func (w *actor) key() record.Key {
	if w.unit != nil {
		return w.unit.Key()
	}
	return record.Key{Kind: party.Parties.Name, ID: w.id}
}

// area is a scope with what it takes worked out.
type area struct {
	all   bool
	codes []string
	// keepers are the associations whose word counts for what is bound to no
	// place; "" is common.
	keepers []string
}

func (x *Index) area(s Scope) area {
	switch {
	case s.Municipality != "":
		a := area{codes: []string{s.Municipality}, keepers: []string{""}}
		for _, b := range party.Associations.Pointing(x.v, record.Key{Kind: "municipality", ID: s.Municipality}, "municipalities") {
			a.keepers = append(a.keepers, b.ID)
		}
		return a
	case s.Association != "":
		a := area{keepers: []string{s.Association}}
		if b := party.Associations.Find(x.v, s.Association); b != nil {
			a.codes = b.Municipalities
		}
		return a
	}
	return area{all: true}
}

// takes tells whether something for these places is in the area; what names no
// place is in that of the association that keeps it.
func (a area) takes(places []string, keptBy string) bool {
	return a.all || share(places, a.codes) || len(places) == 0 && slices.Contains(a.keepers, keptBy)
}

// isHome tells whether an actor belongs to the area: it serves some of it, or is
// not bound to any place. In a forum for many municipalities sit actors of all of
// them; of a scope only its own are looked at.
func (a area) isHome(who *actor) bool { return a.all || who.isBoundTo(a.codes) }

// forums gives the forums of a scope that hold, in order.
func (x *Index) forums(s Scope) []*meeting {
	a := x.area(s)
	if s.Municipality != "" {
		a.keepers = nil
	}
	return x.atlas().forums.in(a)
}

// active gives the forums of a scope that go on.
func (x *Index) active(s Scope) []*meeting {
	return slices.DeleteFunc(slices.Clone(x.forums(s)), func(m *meeting) bool { return !m.isActive() })
}
