package draft

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/record"
)

// What a node may become.
const (
	AsParty = "party"
	AsUnit  = "unit"
	AsForum = "forum"
)

// What an edge between two actors may become.
const (
	AsPath       = "contact_path"
	AsRelation   = "relation"
	AsAgreement  = "agreement"
	AsColocation = "colocation"
	asSeat       = "participation"
)

// Options say what the file does not.
type Options struct {
	KeptBy       string // the association that keeps what is made; "" makes common records
	Title        string // of the source
	Publisher    string
	Date         record.Date // on which what it says was true
	Node         string      // what a node becomes that does not say what it is; "" leaves it out
	Tie          string      // likewise of an edge between two actors: AsPath or AsRelation
	Party        string      // id of the party of the units that do not say whose they are
	Municipality string      // code of that of the forums that do not say
}

// The words that Options.Node and Options.Tie may be.
var (
	Nodes = []string{AsUnit, AsParty, AsForum}
	Ties  = []string{AsPath, AsRelation}
)

// Outcome is what became of a node, or of a record that edges tell of.
type Outcome string

// The outcomes.
const (
	New   Outcome = "new"   // the map does not have it
	Grown Outcome = "grown" // the map has it, and the file tells more
	Known Outcome = "known" // the map has it as the file tells it
)

// Made is a record that a node or an edge became.
type Made struct {
	Kind    string  `json:"kind"`
	ID      string  `json:"id,omitempty"`
	Name    string  `json:"name"`
	From    string  `json:"from,omitempty"` // what the file calls it, if that is something else
	Outcome Outcome `json:"outcome"`
}

// Left is what was left out, and why.
type Left struct {
	What string `json:"what"` // "node", "edge" or "value"
	Name string `json:"name"`
	Line int    `json:"line,omitempty"` // of its file
	Key  string `json:"-"`              // the text that says why
	Args []any  `json:"-"`
}

// Draft is what a network would be on the map.
type Draft struct {
	Source *record.Source
	Made   []Made
	Left   []Left
	Seats  int // that the map does not have
	Ties   int // new contact paths, relations, agreements and houses that are shared
	keptBy string
	kept   map[record.Key]string // by whom, where that is somebody else
	order  []record.Body         // what is new or grown
}

// IsEmpty tells whether the network says nothing that the map does not.
func (d *Draft) IsEmpty() bool { return len(d.order) == 0 }

// Count is how many records of a kind had an outcome.
func (d *Draft) Count(kind string, o Outcome) int {
	n := 0
	for _, m := range d.Made {
		if m.Kind == kind && m.Outcome == o {
			n++
		}
	}
	return n
}

// CountAll is how many records of all kinds had an outcome.
func (d *Draft) CountAll(o Outcome) int {
	n := 0
	for _, m := range d.Made {
		if m.Outcome == o {
			n++
		}
	}
	return n
}

// Make reads a network as a draft for those who may import what it would make.
func Make(v *record.View, n *graphfile.Network, o Options) (*Draft, error) {
	if err := mayMake(v, o); err != nil {
		return nil, err
	}
	if err := o.check(v); err != nil {
		return nil, err
	}
	m := newMaker(v, o)
	m.takeNodes(n.Nodes)
	m.takeEdges(n.Edges)
	m.finish()
	return m.d, nil
}

func mayMake(v *record.View, o Options) error {
	if err := upload.MayImport(v.Actor()); err != nil {
		return err
	}
	if !v.Actor().IsAdministrator() && !slices.Contains(upload.Associations(v.Actor()), o.KeptBy) {
		return fault.New(fault.Forbidden, "draft.not_yours")
	}
	return nil
}

// check gives what is wrong with the options; the paths are those of the form.
func (o Options) check(v *record.View) error {
	var faults []fault.Field
	fail := func(path, key string, args ...any) {
		faults = append(faults, fault.Field{Path: path, Key: key, Args: args})
	}
	oneOf := func(path, said string, words []string) {
		if said != "" && !slices.Contains(words, said) {
			fail(path, "record.not_one_of", said, strings.Join(words, ", "))
		}
	}
	if o.Title == "" {
		fail("title", "record.required")
	}
	if o.Date == "" {
		fail("date", "record.required")
	} else if !record.IsDate(string(o.Date)) {
		fail("date", "record.bad_date", o.Date)
	}
	oneOf("node", o.Node, Nodes)
	oneOf("tie", o.Tie, Ties)
	if o.Party != "" && party.Parties.Find(v, o.Party) == nil {
		fail("party", "draft.no_such_party", o.Party)
	}
	if o.Municipality != "" && !place.IsMunicipality(o.Municipality) {
		fail("municipality", "record.unknown_municipality", o.Municipality)
	}
	if o.KeptBy != "" && party.Associations.Find(v, o.KeptBy) == nil {
		fail("association", "insight.no_association", o.KeptBy)
	}
	return fault.OfFields(faults)
}

// maker makes one draft.
type maker struct {
	v      *record.View
	o      Options
	d      *Draft
	names  map[string]*nameIndex // of what is on the map, by kind
	own    map[string]*nameIndex // of what is new, by kind
	taken  map[record.Key]bool   // ids of what is new
	nodes  map[string]*thing     // by the id of the node
	called map[string]string     // what each node is called, by its id
	bodies map[record.Key]record.Body
	made   map[record.Key]int // place in d.Made
	hangs  map[string]*hanging
	told   map[string]bool // relations and paths, by what makes them the same
}

// thing is what a node became.
type thing struct {
	kind string // of record, or person
	id   string
	node graphfile.Node
}

func newMaker(v *record.View, o Options) *maker {
	m := &maker{v: v, o: o, d: &Draft{keptBy: o.KeptBy}, names: map[string]*nameIndex{}, own: map[string]*nameIndex{}, taken: map[record.Key]bool{}, nodes: map[string]*thing{}, called: map[string]string{},
		bodies: map[record.Key]record.Body{}, made: map[record.Key]int{}, hangs: map[string]*hanging{}, told: map[string]bool{}}
	m.d.Source = &record.Source{Title: o.Title, Publisher: o.Publisher, Date: o.Date, Language: "sv", Type: "mapping"}
	m.d.Source.Kind = record.Sources.Kind
	m.d.Source.ID = m.freeID(record.Sources.Kind, "natverk/"+slugOf(o.Title))
	for _, k := range []*record.Kind{party.Parties.Kind, party.Units.Kind, forum.Forums.Kind, forum.Agreements.Kind} {
		m.names[k.Name], m.own[k.Name] = newNameIndex(), newNameIndex()
		for _, b := range v.All(k) {
			m.names[k.Name].add(v, b)
		}
	}
	for _, r := range contact.Relations.All(v) {
		m.told[relationKey(r)] = true
	}
	for _, p := range contact.Paths.All(v) {
		m.told[pathKey(p)] = true
	}
	return m
}

// leave notes what is left out.
func (m *maker) leave(what, name string, line int, key string, args ...any) {
	m.d.Left = append(m.d.Left, Left{what, name, line, key, args})
}

// note notes what became of a node or an edge, once for each record.
func (m *maker) note(b record.Body, from string, o Outcome) {
	key := b.HeadOf().Key()
	if _, has := m.made[key]; has {
		return
	}
	name := m.v.Title(b)
	if from == name {
		from = ""
	}
	m.made[key] = len(m.d.Made)
	m.d.Made = append(m.d.Made, Made{key.Kind, key.ID, name, from, o})
}

// body gives a record to change: the draft's own, or a copy of what is on the map
// which then grows. ok is false if somebody else keeps it.
func (m *maker) body(key record.Key) (b record.Body, ok bool) {
	if b := m.bodies[key]; b != nil {
		return b, true
	}
	old, err := m.v.Get(key.Kind, key.ID)
	if err != nil || old.HeadOf().KeptBy != m.o.KeptBy {
		return nil, false
	}
	c := record.Copy(old)
	h := c.HeadOf()
	h.Confirmed, h.Source, h.Evidence = record.Day(m.v.ConfirmedOn(old)), "", nil
	return c, true
}

// grow puts a record that was changed into the draft.
func (m *maker) grow(b record.Body) {
	key := b.HeadOf().Key()
	if m.bodies[key] != nil {
		return
	}
	m.bodies[key] = b
	m.d.order = append(m.d.order, b)
	if i, has := m.made[key]; has {
		m.d.Made[i].Outcome = Grown
	}
}

// add puts a new record into the draft.
func (m *maker) add(b record.Body, from string) {
	key := b.HeadOf().Key()
	m.bodies[key], m.taken[key] = b, true
	m.d.order = append(m.d.order, b)
	m.own[key.Kind].add(m.v, b)
	m.note(b, from, New)
}
