package insight

import (
	"slices"
)

// link is one way in which actors of several parties have to do with each other:
// an active forum, a contact path that can be used, or a house they share. What
// is agreed, or told of as working well, is no link: it goes by one of these.
type link struct {
	kind   string // NodeForum, TiePath or TieColocation
	id     string // of its record
	person string // that a contact path hangs on
	via    string // of a contact path
	seats  []linkSeat
}

// linkSeat is an actor that a link joins, and as whom it is there.
type linkSeat struct {
	who      *actor
	function string
}

// linkQuestion asks for the links of a scope.
type linkQuestion struct{ Scope }

// links gives the links of a scope, in a set order.
func (x *Index) links(s Scope) []*link {
	return once(x, linkQuestion{s}, func() []*link {
		var all []*link
		a := x.area(s)
		for _, m := range x.forums(s) {
			if m.isActive() {
				all = append(all, x.forumLink(m, a))
			}
		}
		for _, t := range x.tellings(s) {
			if l := x.pathLink(t); l != nil {
				all = append(all, l)
			}
		}
		return append(all, x.houseLinks(s)...)
	})
}

func (x *Index) forumLink(m *meeting, a area) *link {
	l := &link{kind: NodeForum, id: m.ID}
	for _, p := range m.Participants {
		who := x.atlas().actors[p.Actor]
		if who == nil || p.Role == "client" || !a.isHome(who) {
			continue
		}
		if seat := (linkSeat{who, functionName(p)}); !slices.Contains(l.seats, seat) {
			l.seats = append(l.seats, seat)
		}
	}
	return l
}

// pathLink makes a link of a contact path; nil if it is none, or if it leads
// from or into any of a kind.
func (x *Index) pathLink(t *telling) *link {
	if !t.isWay() {
		return nil
	}
	from, into := x.atlas().actors[t.from], x.atlas().actors[t.into]
	if from == nil || into == nil || from == into {
		return nil
	}
	l := &link{kind: TiePath, id: t.path.ID, via: t.path.Via,
		seats: []linkSeat{{from, ""}, {into, folded(t.path.Function)}}}
	if t.hangsOnAPerson() {
		l.person = personOf(t)
	}
	return l
}

// houseLinks gives the houses that actors share, each once though both may tell
// of it.
func (x *Index) houseLinks(s Scope) []*link {
	a := x.area(s)
	seen := map[[2]string]bool{}
	var all []*link
	for _, mine := range x.atlas().units.in(a) {
		u := mine.unit
		for _, c := range u.ColocatedWith {
			theirs, ends := x.atlas().actors[c.Actor], [2]string{min(u.ID, c.Actor), max(u.ID, c.Actor)}
			if theirs != nil && theirs != mine && !seen[ends] {
				seen[ends] = true
				all = append(all, &link{kind: TieColocation, id: u.ID, seats: []linkSeat{{mine, ""}, {theirs, ""}}})
			}
		}
	}
	return all
}

// parties gives the parties that a link joins, sorted.
func (l *link) parties() []string {
	ids := make([]string, len(l.seats))
	for i, s := range l.seats {
		ids[i] = s.who.party
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Element is something that may go away: a unit, a function at an actor, a
// forum, the person a way in hangs on; and of a cut also a contact path or a
// house that is shared.
type Element struct {
	ID       string `json:"id"` // of a function: actor#function
	Kind     string `json:"kind"`
	Actor    string `json:"actor,omitempty"`
	Function string `json:"function,omitempty"`
}

// ElementFunction is a function at an actor; the other kinds of element are
// those of nodes and ties.
const ElementFunction = "function"

func functionElement(actor, function string) Element {
	return Element{ID: actor + "#" + function, Kind: ElementFunction, Actor: actor, Function: function}
}

// elements gives what goes away with a seat, and so can take it away.
func (s linkSeat) elements() []Element {
	var all []Element
	if s.who.unit != nil {
		all = append(all, Element{ID: s.who.id, Kind: NodeUnit})
	}
	if s.function != "" {
		all = append(all, functionElement(s.who.id, s.function))
	}
	return all
}

// pillars gives what each party hangs on in a link: what all its seats have in
// common, so that without it the party is out of the link.
func (l *link) pillars() map[string][]Element {
	common := map[string][]Element{}
	for _, s := range l.seats {
		mine := s.elements()
		if shared, known := common[s.who.party]; known {
			mine = slices.DeleteFunc(shared, func(e Element) bool { return !slices.Contains(mine, e) })
		}
		common[s.who.party] = mine
	}
	return common
}

// whole gives what takes away all of a link.
func (l *link) whole() []Element {
	switch {
	case l.kind == NodeForum:
		return []Element{{ID: l.id, Kind: NodeForum}}
	case l.person != "":
		return []Element{{ID: l.person, Kind: NodePerson}}
	}
	return nil
}
