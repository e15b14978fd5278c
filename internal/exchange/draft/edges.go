package draft

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/record"
)

// hanging is the person that contact paths hang on, with the edges to and from.
type hanging struct {
	node graphfile.Node
	in   []graphfile.Edge
	out  []graphfile.Edge
}

func (m *maker) takeEdges(edges []graphfile.Edge) {
	for _, e := range edges {
		from, to := m.nodes[e.From], m.nodes[e.To]
		switch {
		case from == nil || to == nil:
			m.leaveEdge(e, "draft.end_left_out")
		case from.kind == person || to.kind == person:
			m.takeHanging(e, from, to)
		case from.kind == to.kind && from.id == to.id:
			m.leaveEdge(e, "draft.to_itself")
		case from.kind == AsForum && to.kind == AsForum:
			m.leaveEdge(e, "draft.two_forums")
		case from.kind == AsForum:
			m.takeSeat(e, to, from)
		case to.kind == AsForum:
			m.takeSeat(e, from, to)
		default:
			m.takeTie(e, from, to)
		}
	}
}

// leaveEdge notes an edge that is left out, by what its ends are called.
func (m *maker) leaveEdge(e graphfile.Edge, key string, args ...any) {
	m.leave("edge", m.called[e.From]+" – "+m.called[e.To], e.Line, key, args...)
}

// kindOfEdge tells what an edge stands for; "" is not said.
func kindOfEdge(e graphfile.Edge) string {
	for _, said := range []string{e.Kind, first(e.Get, "kind", "slag", "edge type", "type", "typ"), e.Label} {
		if kind := tieWords()[folded(said)]; kind != "" {
			return kind
		}
	}
	return ""
}

// seats reads as whom an actor sits in a forum.
func seats(e graphfile.Edge, actor string) []forum.Participant {
	roles, functions := strings.Split(first(e.Get, "role", "roll"), between), strings.Split(first(e.Get, "function", "funktion"), between)
	var all []forum.Participant
	for i := range max(len(roles), len(functions)) {
		p := forum.Participant{Actor: actor}
		if i < len(roles) {
			p.Role = wordOf("role", roles[i])
		}
		if i < len(functions) {
			p.Function = strings.Trim(functions[i], " "+notSaid)
		}
		all = append(all, p)
	}
	return all
}

// between stands between several seats of one actor, and notSaid for one of which
// nothing is said, as the network files of the map have it.
const (
	between = "|"
	notSaid = "–"
)

func (m *maker) takeSeat(e graphfile.Edge, actor, at *thing) {
	if kind := kindOfEdge(e); kind != "" && kind != asSeat {
		m.leaveEdge(e, "draft.not_with_forum")
		return
	}
	key := record.Key{Kind: AsForum, ID: at.id}
	convener := folded(e.Get("convener"))
	if m.sits(key, actor.id, convener) {
		return
	}
	b, ok := m.body(key)
	if !ok {
		m.leaveEdge(e, "draft.kept_by_another", nameOf(at.node))
		return
	}
	f := b.(*forum.Forum)
	if convener != "" && f.Convener == "" {
		f.Convener = actor.id
	}
	if convener != "only" {
		f.Participants = append(slices.Clone(f.Participants), seats(e, actor.id)...)
		m.d.Seats++
	}
	m.grow(f)
}

// sits tells whether the forum has the actor already.
func (m *maker) sits(key record.Key, actor, convener string) bool {
	b := m.bodies[key]
	if b == nil {
		b, _ = m.v.Get(key.Kind, key.ID)
	}
	f, is := b.(*forum.Forum)
	return is && (slices.ContainsFunc(f.Participants, func(p forum.Participant) bool { return p.Actor == actor }) || convener == "only" && f.Convener == actor)
}

// takeTie makes of an edge between two actors what it says, or what was chosen
// for those that do not say.
func (m *maker) takeTie(e graphfile.Edge, from, to *thing) {
	switch cmp.Or(kindOfEdge(e), m.o.Tie) {
	case AsPath:
		m.addPath(e, e, from.id, to.id, e.Get("function"), isYes(e.Get("person_bound")))
	case AsRelation:
		m.addRelation(e, from.id, to.id)
	case AsAgreement:
		m.takeAgreement(e, from.id, to.id)
	case AsColocation:
		m.takeColocation(e, from, to)
	case asSeat:
		m.leaveEdge(e, "draft.seat_without_forum")
	default:
		m.leaveEdge(e, "draft.no_tie")
	}
}

func (m *maker) edgeHead(h *record.Head, e graphfile.Edge) {
	h.ValidFrom, h.ValidTo, h.Confirmed = dateOf(e.Get("valid_from")), dateOf(e.Get("valid_to")), dateOf(e.Get("confirmed"))
	h.Note = first(e.Get, "note", "anteckning")
}

func codeOf(e graphfile.Edge) string {
	if codes, _ := codesOf(first(e.Get, municipalityColumns...)); len(codes) == 1 {
		return codes[0]
	}
	return ""
}

func (m *maker) addRelation(e graphfile.Edge, from, to string) {
	r := contact.Relations.New().(*contact.Relation)
	m.edgeHead(&r.Head, e)
	r.From, r.To, r.Municipality = from, to, codeOf(e)
	r.Level, r.Intensity, r.Ease = wordOf("level", first(e.Get, "level", "nivå")), wordOf("intensity", first(e.Get, "intensity", "intensitet")), wordOf("ease", e.Get("ease"))
	r.Formality = wordOf("relation_formality", first(e.Get, "formality", "form"))
	m.tell(e, r, relationKey(r), from, to)
}

// addPath makes a contact path of an edge, or of two over a person: the first
// says how, the last whereto.
func (m *maker) addPath(e, last graphfile.Edge, from, into, function string, bound bool) {
	p := contact.Paths.New().(*contact.Path)
	m.edgeHead(&p.Head, e)
	p.From, p.Into, p.Function, p.Municipality = from, into, strings.TrimSpace(function), codeOf(last)
	p.Via, p.Ease = wordOf("via", cmp.Or(e.Get("via"), last.Get("via"))), wordOf("ease", e.Get("ease"))
	if bound {
		p.PersonBound = &bound
	}
	m.tell(e, p, pathKey(p), from, into)
}

// tell adds what is told between two, unless it is told already.
func (m *maker) tell(e graphfile.Edge, b record.Body, key, from, to string) {
	if m.told[key] || m.v.Has(record.Key{Kind: b.HeadOf().Kind.Name, ID: e.Get("record")}) {
		return
	}
	m.told[key] = true
	m.d.order = append(m.d.order, b)
	m.d.Ties++
	m.d.Made = append(m.d.Made, Made{Kind: b.HeadOf().Kind.Name, Name: m.actorName(from) + " → " + m.actorName(to), Outcome: New})
}

func (m *maker) actorName(id string) string {
	for _, kind := range []string{AsUnit, AsParty} {
		if b := m.bodies[record.Key{Kind: kind, ID: id}]; b != nil {
			return m.v.Title(b)
		}
	}
	return party.ActorName(m.v, id)
}

// relationKey and pathKey are what makes two of them the same.
func relationKey(r *contact.Relation) string {
	return strings.Join([]string{"relation", r.From, r.To, r.Level, r.Municipality}, "\x00")
}

func pathKey(p *contact.Path) string {
	return strings.Join([]string{"path", p.From, p.Into, p.Via, p.Municipality}, "\x00")
}

// takeAgreement gathers who have agreed: an edge for each pair of them.
func (m *maker) takeAgreement(e graphfile.Edge, from, to string) {
	id, name := e.Get("record"), strings.TrimSpace(first(e.Get, "name", "namn"))
	if name == "" && tieWords()[folded(e.Label)] == "" {
		name = e.Label
	}
	if b := m.agreementOf(id, name); b != nil {
		m.agreeAlso(e, b.(*forum.Agreement), from, to)
		return
	}
	if name == "" {
		m.leaveEdge(e, "draft.agreement_without_name")
		return
	}
	g := forum.Agreements.New().(*forum.Agreement)
	m.edgeHead(&g.Head, e)
	g.Name, g.Type, g.Parties = name, wordOf("agreement_kind", e.Get("agreement_kind")), []string{from, to}
	g.Status = cmp.Or(wordOf("status", first(e.Get, "status", "läge")), "unclear")
	m.nameIt(g, id)
	m.add(g, name)
	m.d.Ties++
}

// agreementOf finds an agreement by its id, or else by its name.
func (m *maker) agreementOf(id, name string) record.Body {
	key := record.Key{Kind: AsAgreement, ID: id}
	if b := m.bodies[key]; b != nil {
		return b
	}
	if b, err := m.v.Get(key.Kind, key.ID); err == nil {
		return b
	}
	return m.theOne(AsAgreement, name)
}

// agreeAlso adds to an agreement who is not in it yet.
func (m *maker) agreeAlso(e graphfile.Edge, g *forum.Agreement, ends ...string) {
	if own := m.bodies[g.Key()]; own != nil {
		g = own.(*forum.Agreement)
	}
	missing := slices.DeleteFunc(ends, func(id string) bool { return slices.Contains(g.Parties, id) })
	if len(missing) == 0 {
		m.note(g, g.Name, Known)
		return
	}
	b, ok := m.body(g.Key())
	if !ok {
		m.leaveEdge(e, "draft.kept_by_another", g.Name)
		return
	}
	m.note(g, g.Name, Known)
	grown := b.(*forum.Agreement)
	grown.Parties = append(slices.Clone(grown.Parties), missing...)
	m.grow(grown)
}

// takeColocation says of a unit that it shares a house.
func (m *maker) takeColocation(e graphfile.Edge, from, to *thing) {
	if from.kind != AsUnit {
		from, to = to, from
	}
	if from.kind != AsUnit {
		m.leaveEdge(e, "draft.house_without_unit")
		return
	}
	if m.shares(from.id, to.id) || m.shares(to.id, from.id) {
		return
	}
	b, ok := m.body(record.Key{Kind: AsUnit, ID: from.id})
	if !ok {
		m.leaveEdge(e, "draft.kept_by_another", nameOf(from.node))
		return
	}
	u := b.(*party.Unit)
	u.ColocatedWith = append(slices.Clone(u.ColocatedWith), party.Colocation{Actor: to.id, Extent: first(e.Get, "extent", "omfattning")})
	m.d.Ties++
	m.grow(u)
}

func (m *maker) shares(unit, other string) bool {
	key := record.Key{Kind: AsUnit, ID: unit}
	b := m.bodies[key]
	if b == nil {
		b, _ = m.v.Get(key.Kind, key.ID)
	}
	u, is := b.(*party.Unit)
	return is && slices.ContainsFunc(u.ColocatedWith, func(c party.Colocation) bool { return c.Actor == other })
}

// takeHanging gathers the edges to and from a person.
func (m *maker) takeHanging(e graphfile.Edge, from, to *thing) {
	if from.kind == person && to.kind == person || from.kind == AsForum || to.kind == AsForum {
		m.leaveEdge(e, "draft.persons")
		return
	}
	end := to
	if from.kind == person {
		end = from
	}
	h := m.hangs[end.id]
	if h == nil {
		h = &hanging{node: end.node}
		m.hangs[end.id] = h
	}
	if end == to {
		h.in = append(h.in, e)
	} else {
		h.out = append(h.out, e)
	}
}

// takePersons makes contact paths of the edges over persons: each into whom one
// gets by the person. Of the person nothing is kept but the function.
func (m *maker) takePersons() {
	for _, t := range m.sortedPersons() {
		h := m.hangs[t.id]
		if h == nil || len(h.in) == 0 || len(h.out) == 0 {
			m.leave("node", nameOf(t.node), t.node.Line, "draft.person")
			continue
		}
		for _, in := range h.in {
			for _, out := range h.out {
				if from, into := m.nodes[in.From].id, m.nodes[out.To].id; from != into {
					m.addPath(in, out, from, into, first(t.node.Get, "function", "funktion"), true)
				}
			}
		}
	}
}

func (m *maker) sortedPersons() []*thing {
	var all []*thing
	for _, t := range m.nodes {
		if t.kind == person {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *thing) int { return cmp.Or(a.node.Line-b.node.Line, strings.Compare(a.id, b.id)) })
	return all
}
