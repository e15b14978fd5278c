package draft

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/platform/id"
	"samkarta/internal/record"
)

// person is what a node is that stands for whom a contact path hangs on. It
// becomes no record of its own: persons are named nowhere on the map.
const person = "person"

// kinds are those that nodes become, the first first: units need their parties.
var kinds = []*record.Kind{party.Parties.Kind, party.Units.Kind, forum.Forums.Kind}

// takeNodes makes parties of the nodes that are, then units, then forums.
func (m *maker) takeNodes(nodes []graphfile.Node) {
	of := make([]string, len(nodes))
	for i, n := range nodes {
		m.called[n.ID] = nameOf(n)
		if of[i] = m.kindOf(n); of[i] == "" {
			m.leave("node", nameOf(n), n.Line, "draft.no_kind")
		}
	}
	for _, k := range kinds {
		for i, n := range nodes {
			if of[i] == k.Name {
				m.takeNode(k, n)
			}
		}
	}
	for i, n := range nodes {
		if of[i] == person {
			m.nodes[n.ID] = &thing{person, n.ID, n}
		}
	}
}

func nameOf(n graphfile.Node) string { return cmp.Or(n.Label, n.Get("name"), n.Get("namn"), n.ID) }

// allNames is all that a node is called.
func allNames(n graphfile.Node) []string {
	var all []string
	for _, name := range []string{n.Get("name"), n.Get("namn"), n.Label, n.Get("short_name"), n.ID} {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// kindOf tells what a node is: what a column says, or what is called so on the
// map, or what was chosen for those that do not say.
func (m *maker) kindOf(n graphfile.Node) string {
	for _, column := range kindColumns {
		if kind := kindWord(n.Get(column)); kind != "" {
			return kind
		}
	}
	switch {
	case n.Get("forum_kind") != "":
		return AsForum
	case n.Get("unit_kind") != "":
		return AsUnit
	}
	var found string
	for _, k := range kinds {
		if b, several := m.match(k, n); b != nil || several {
			if found != "" {
				return m.o.Node
			}
			found = k.Name
		}
	}
	return cmp.Or(found, m.o.Node)
}

// kindWord tells what a word says that a node is. A word that may be several, as
// "school", says nothing.
func kindWord(said string) string {
	if kind := nodeWords()[folded(said)]; kind != "" || said == "" {
		return kind
	}
	found := ""
	for _, of := range [][2]string{{"party_kind", AsParty}, {"unit_kind", AsUnit}, {"forum_kind", AsForum}} {
		if wordOf(of[0], said) != "" {
			if found != "" {
				return ""
			}
			found = of[1]
		}
	}
	return found
}

// match finds what a node is on the map already: by its id, or by its name.
// several is true where it may be one of many.
func (m *maker) match(k *record.Kind, n graphfile.Node) (b record.Body, several bool) {
	for _, id := range m.idsOf(k, n) {
		if b, err := m.v.Get(k.Name, id); err == nil {
			return b, false
		}
	}
	found := m.names[k.Name].find(allNames(n), m.fits(k, n))
	if len(found) == 0 && !saysID(k, n) { // two with ids of their own are two, though called alike
		found = m.own[k.Name].find(allNames(n), m.fits(k, n))
	}
	if len(found) > 1 {
		return nil, true
	}
	if len(found) == 1 {
		return found[0], false
	}
	return nil, false
}

// saysID tells whether a node says which record it is.
func saysID(k *record.Kind, n graphfile.Node) bool {
	return id.IsSlug(n.Get("record")) || strings.HasPrefix(n.ID, k.Name+":")
}

// idsOf is what a node may be called as a record.
func (m *maker) idsOf(k *record.Kind, n graphfile.Node) []string {
	var ids []string
	if of := n.Get("record_kind"); of == "" || of == k.Name {
		ids = append(ids, n.Get("record"))
	}
	if id, is := strings.CutPrefix(n.ID, k.Name+":"); is {
		ids = append(ids, id)
	}
	return append(ids, n.ID)
}

// fits tells which of those with the same name a node may be: a unit of the party
// that it says, what serves one of the municipalities that it says.
func (m *maker) fits(k *record.Kind, n graphfile.Node) func(record.Body) bool {
	whose := ""
	if k.Name == AsUnit {
		whose = m.findParty(n)
	}
	codes, _ := codesOf(first(n.Get, municipalityColumns...))
	return func(b record.Body) bool {
		if u, is := b.(*party.Unit); is && whose != "" && u.Party != whose {
			return false
		}
		return len(codes) == 0 || k.Places == nil || len(k.Places(m.v, b)) == 0 ||
			slices.ContainsFunc(k.Places(m.v, b), func(code string) bool { return slices.Contains(codes, code) })
	}
}

func (m *maker) takeNode(k *record.Kind, n graphfile.Node) {
	b, several := m.match(k, n)
	if b == nil && !several && !saysID(k, n) {
		if found := m.names[k.Name].findLoosely(allNames(n), m.fits(k, n)); len(found) > 0 {
			b, several = found[0], len(found) > 1
		}
	}
	switch {
	case several:
		m.leave("node", nameOf(n), n.Line, "draft.several", nameOf(n))
		return
	case b != nil:
		outcome := Known
		if m.taken[b.HeadOf().Key()] {
			outcome = New
		}
		m.note(b, nameOf(n), outcome)
	default:
		if b = m.newBody(k, n); b == nil {
			return
		}
		m.add(b, nameOf(n))
	}
	m.nodes[n.ID] = &thing{k.Name, b.HeadOf().ID, n}
}

// newBody makes a record of a node; nil if it lacks what it must have.
func (m *maker) newBody(k *record.Kind, n graphfile.Node) record.Body {
	b := k.New()
	h := b.HeadOf()
	h.Note, h.ValidFrom, h.ValidTo = first(n.Get, "note", "anteckning"), dateOf(n.Get("valid_from")), dateOf(n.Get("valid_to"))
	h.Confirmed = dateOf(n.Get("confirmed"))
	switch b := b.(type) {
	case *party.Party:
		m.fillParty(b, n)
	case *party.Unit:
		if !m.fillUnit(b, n) {
			return nil
		}
	case *forum.Forum:
		m.fillForum(b, n)
	}
	said := ""
	if saysID(k, n) {
		said = cmp.Or(slices.DeleteFunc(m.idsOf(k, n), func(one string) bool { return !id.IsSlug(one) })...)
	}
	m.nameIt(b, said)
	return b
}

func dateOf(said string) record.Date {
	if record.IsDate(said) {
		return record.Date(said)
	}
	return ""
}

// places reads the municipalities of a node, and says which there are none of.
func (m *maker) places(n graphfile.Node) []string {
	codes, unknown := codesOf(first(n.Get, municipalityColumns...))
	for _, name := range unknown {
		m.leave("value", nameOf(n), n.Line, "draft.no_municipality", name)
	}
	return codes
}

func ownName(n graphfile.Node) string {
	return strings.TrimSpace(cmp.Or(n.Get("name"), n.Get("namn"), n.Label, n.ID))
}

func shortName(n graphfile.Node) string {
	short := strings.TrimSpace(n.Get("short_name"))
	if short == ownName(n) {
		return ""
	}
	return short
}

func (m *maker) fillParty(p *party.Party, n graphfile.Node) {
	p.Name, p.ShortName = ownName(n), shortName(n)
	p.Type = partyKind(cmp.Or(first(n.Get, partyKindColumns...), first(n.Get, kindColumns...)), p.Name)
	if codes := m.places(n); len(codes) == 1 {
		p.Municipality = codes[0]
	} else if town, ok := place.ByName(p.Name); ok && p.Type == "municipality" {
		p.Municipality = town.Code
	}
}

// partyKind tells what kind of party it is by what is said, or else by its name.
func partyKind(said, name string) string {
	if word := wordOf("party_kind", said); word != "" {
		return word
	}
	lower := strings.ToLower(name)
	for _, of := range [][2]string{{"arbetsförmedlingen", "employment_service"}, {"försäkringskassan", "social_insurance"}, {"region ", "region"},
		{"länsstyrelsen", "county_board"}, {"samordningsförbund", "association"}} {
		if strings.HasPrefix(lower, of[0]) {
			return of[1]
		}
	}
	if _, is := place.ByName(name); is || strings.HasSuffix(lower, " kommun") || strings.HasSuffix(lower, " stad") {
		return "municipality"
	}
	return "other"
}

// findParty gives the id of the party that a node says that it belongs to, if
// there is one: on the map, or made of another node.
func (m *maker) findParty(n graphfile.Node) string {
	for _, said := range []string{first(n.Get, partyColumns...), n.Get("party_name")} {
		if said == "" {
			continue
		}
		if t := m.nodes[said]; t != nil && t.kind == AsParty {
			return t.id
		}
		for _, id := range []string{said, strings.TrimPrefix(said, AsParty+":")} {
			if key := (record.Key{Kind: AsParty, ID: id}); m.taken[key] || m.v.Has(key) {
				return id
			}
		}
		if b := m.theOne(AsParty, said); b != nil {
			return b.HeadOf().ID
		}
	}
	return ""
}

// partyFor gives the party of a unit, and makes it where only the unit tells of
// it; "" if nothing says whose the unit is.
func (m *maker) partyFor(n graphfile.Node) string {
	if found := m.findParty(n); found != "" {
		return found
	}
	said := first(n.Get, partyColumns...)
	name := cmp.Or(n.Get("party_name"), said)
	if name == "" {
		return cmp.Or(m.o.Party, m.partyInName(n))
	}
	p := party.Parties.New().(*party.Party)
	p.Name, p.Type = name, partyKind(n.Get("party_kind"), name)
	if town, ok := place.ByName(name); ok && p.Type == "municipality" {
		p.Municipality = town.Code
	}
	m.nameIt(p, said)
	m.add(p, name)
	return p.ID
}

// partyInName finds the party of a unit that is called "Enheten, Aneby kommun".
func (m *maker) partyInName(n graphfile.Node) string {
	i := strings.LastIndex(nameOf(n), ", ")
	if i < 0 {
		return ""
	}
	if b := m.theOne(AsParty, nameOf(n)[i+2:]); b != nil {
		return b.HeadOf().ID
	}
	return ""
}

func (m *maker) fillUnit(u *party.Unit, n graphfile.Node) bool {
	if u.Party = m.partyFor(n); u.Party == "" {
		m.leave("node", nameOf(n), n.Line, "draft.no_party")
		return false
	}
	u.Name, u.ShortName = ownName(n), shortName(n)
	u.Type = wordOf("unit_kind", cmp.Or(n.Get("unit_kind"), first(n.Get, kindColumns...)))
	switch codes := m.places(n); {
	case len(codes) == 1:
		u.Municipality = codes[0]
	case len(codes) > 1:
		u.Municipalities = codes
	}
	return true
}

func (m *maker) fillForum(f *forum.Forum, n graphfile.Node) {
	f.Name, f.ShortName = ownName(n), shortName(n)
	f.Type = wordOf("forum_kind", cmp.Or(n.Get("forum_kind"), first(n.Get, kindColumns...)))
	f.Level, f.Formality = wordOf("level", first(n.Get, "level", "nivå")), wordOf("formality", first(n.Get, "formality", "form"))
	f.Status = cmp.Or(wordOf("status", first(n.Get, "status", "läge")), "unclear")
	if f.Municipalities = m.places(n); len(f.Municipalities) == 0 && m.o.Municipality != "" {
		f.Municipalities = []string{m.o.Municipality}
	}
	f.Frequency = frequencyOf(n)
	if id := n.Get("convener"); id != "" {
		if _, ok := party.FindActor(m.v, id); ok || m.taken[record.Key{Kind: AsUnit, ID: id}] || m.taken[record.Key{Kind: AsParty, ID: id}] {
			f.Convener = id
		}
	}
}

// frequencyOf reads how many times a year a forum meets. What is not a whole
// number of times is left unsaid: nobody has told so.
func frequencyOf(n graphfile.Node) *forum.Frequency {
	least, most := timesOf(first(n.Get, "meetings_min", "meetings", "möten")), timesOf(first(n.Get, "meetings_max", "meetings", "möten"))
	if least == nil || most == nil || *least > *most {
		return nil
	}
	f := &forum.Frequency{TimesMin: least, TimesMax: most, Per: "year"}
	if len(f.Faults()) > 0 {
		return nil
	}
	return f
}

func timesOf(said string) *int {
	x, err := strconv.ParseFloat(strings.Replace(said, ",", ".", 1), 64)
	if err != nil || x != math.Trunc(x) || x < 1 || x > 999 {
		return nil
	}
	n := int(x)
	return &n
}
