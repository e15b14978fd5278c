package insight

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// What the size of a node says.
const (
	SizeMeetings    = "meetings"
	SizeBetweenness = "betweenness"
)

// NetworkQuestion asks for a part of the network, as a file or a picture has it.
type NetworkQuestion struct {
	Scope
	Selection
	SizeBy string // SizeMeetings if it is left out
	Base   string // of the addresses of the records: "https://samkarta.example"; "" gives them without
}

// NetworkFormat is a format that the network comes out in.
type NetworkFormat struct {
	Name   string // in addresses and on the command line
	Ending string // of the name of a file
	Type   string // its media type
	write  func(io.Writer, *networkFile) error
}

// NetworkFormats lists the formats: pictures, files for other programs, tables.
func NetworkFormats() []NetworkFormat {
	network := func(write func(io.Writer, *graphfile.Network) error) func(io.Writer, *networkFile) error {
		return func(w io.Writer, f *networkFile) error { return write(w, f.network()) }
	}
	return []NetworkFormat{
		{"svg", ".svg", "image/svg+xml", func(w io.Writer, f *networkFile) error { return f.picture().WriteSVG(w) }},
		{"png", ".png", "image/png", func(w io.Writer, f *networkFile) error { return f.picture().WritePNG(w, pngScale) }},
		{"graphml", ".graphml", "application/graphml+xml", network(graphfile.WriteGraphML)},
		{"gexf", ".gexf", "application/gexf+xml", network(graphfile.WriteGEXF)},
		{"csv-nodes", "-noder.csv", "text/csv; charset=utf-8", network(graphfile.WriteNodes)},
		{"csv-edges", "-band.csv", "text/csv; charset=utf-8", network(graphfile.WriteEdges)},
		{"json", ".json", "application/json", network(graphfile.WriteJSON)},
	}
}

// pngScale is how many points of an image a unit of the picture takes.
const pngScale = 2

// NetworkFormatNames lists what the formats are called.
func NetworkFormatNames() []string {
	var names []string
	for _, f := range NetworkFormats() {
		names = append(names, f.Name)
	}
	return names
}

// FindNetworkFormat gives the format with the name.
func FindNetworkFormat(name string) (NetworkFormat, error) {
	for _, f := range NetworkFormats() {
		if f.Name == name {
			return f, nil
		}
	}
	return NetworkFormat{}, fault.New(fault.NotFound, "insight.network.no_format", name, strings.Join(NetworkFormatNames(), ", "))
}

// FileName is what a file of the network of a scope is called, by what it is of
// and the day that it shows.
func (f NetworkFormat) FileName(v *record.View, s Scope) string {
	parts := []string{"natverk"}
	if name := s.Name(v); name != "" {
		parts = append(parts, id.Slug(name))
	}
	return strings.Join(append(parts, v.Today().Format(time.DateOnly)), "-") + f.Ending
}

// WriteNetwork writes a part of the network in a format; what is written for
// people is in their language.
func (x *Index) WriteNetwork(w io.Writer, q NetworkQuestion, f NetworkFormat, l *text.Lang) error {
	return f.write(w, x.networkFile(q, l))
}

// NetworkFile gives a part of the network as other programs take it.
func (x *Index) NetworkFile(q NetworkQuestion, l *text.Lang) *graphfile.Network {
	return x.networkFile(q, l).network()
}

// networkFile is a part of the network on its way out.
type networkFile struct {
	x     *Index
	q     NetworkQuestion
	l     *text.Lang
	g     *Graph
	at    Layout
	sizes []float64 // of the nodes, from 0 to 1; less is not known
}

func (x *Index) networkFile(q NetworkQuestion, l *text.Lang) *networkFile {
	f := &networkFile{x: x, q: q, l: l, g: x.Network(q.Scope).Only(q.Selection), at: x.Layout(q.Scope)}
	f.sizes = f.measure()
	return f
}

// measure gives each node a size from 0 to 1; -1 is not known.
func (f *networkFile) measure() []float64 {
	sizes, most := make([]float64, len(f.g.Nodes)), 0.0
	between := f.between()
	for i, n := range f.g.Nodes {
		middle, known := n.Meetings.middle()
		switch {
		case between != nil:
			sizes[i] = between[n.Key()]
		case known:
			sizes[i] = middle
		default:
			sizes[i] = -1
		}
		most = max(most, sizes[i])
	}
	for i := range sizes {
		if sizes[i] > 0 {
			sizes[i] /= most
		}
	}
	return sizes
}

func (f *networkFile) between() map[string]float64 {
	if f.q.SizeBy != SizeBetweenness {
		return nil
	}
	all, values := map[string]float64{}, f.x.Centrality(f.q.Scope)
	for i, n := range f.x.Network(f.q.Scope).Nodes {
		all[n.Key()] = values[i]
	}
	return all
}

func (f *networkFile) t(key string, args ...any) string {
	return f.l.T("insight.network."+key, args...)
}

// title says what the network is of.
func (f *networkFile) title() string {
	if name := f.q.Scope.Name(f.x.v); name != "" {
		return f.t("title_in", name)
	}
	return f.t("title")
}

// about says what it holds, and of which day it is.
func (f *networkFile) about() string {
	actors, forums := 0, 0
	for _, n := range f.g.Nodes {
		switch n.Kind {
		case NodeForum:
			forums++
		case NodeParty, NodeUnit:
			actors++
		}
	}
	return f.t("about", f.t("actors", actors), f.t("forums", forums), f.t("ties", len(f.g.Edges)), f.x.v.Today())
}

func (f *networkFile) network() *graphfile.Network {
	n := &graphfile.Network{Title: f.title(), About: f.about(), Day: f.x.v.Today().Format(time.DateOnly)}
	for i, node := range f.g.Nodes {
		n.Nodes = append(n.Nodes, f.node(i, node))
	}
	for i, e := range f.g.Edges {
		n.Edges = append(n.Edges, f.edge(i, e))
	}
	return n
}

// said gathers attributes; what is not known is left out.
type said []graphfile.Attribute

func (s *said) text(name, value string) {
	if value != "" {
		*s = append(*s, graphfile.Attribute{Name: name, Value: value})
	}
}

func (s *said) number(name string, value *float64) {
	if value != nil {
		*s = append(*s, graphfile.Attribute{Name: name, Value: *value})
	}
}

func (s *said) add(name string, value any) {
	*s = append(*s, graphfile.Attribute{Name: name, Value: value})
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

func (f *networkFile) node(i int, n Node) graphfile.Node {
	p, size := f.at[n.Key()], hundredths(f.radius(i))
	colour, _ := graphfile.ColourOf(fileColour(n))
	out := graphfile.Node{ID: n.Key(), Label: f.nameOf(n), Size: &size, Colour: &colour, At: &graphfile.Point{X: hundredths(p.X), Y: hundredths(p.Y)}}
	var s said
	s.text("kind", n.Kind)
	s.text("name", f.ownName(n))
	s.text("short_name", n.Short)
	s.text("record_kind", n.Record.Kind)
	s.text("record", n.Record.ID)
	s.text("address", f.address(n.Record))
	s.text("party", n.Party)
	s.text("party_name", f.partyName(n.Party))
	s.text("party_kind", n.PartyKind)
	s.text("municipalities", strings.Join(n.Places, " "))
	s.text("municipality_names", strings.Join(placeNames(n.Places), ", "))
	f.forumSaid(&s, n)
	s.number("meetings_min", n.Meetings.Min)
	s.number("meetings_max", n.Meetings.Max)
	if n.Kind == NodeParty || n.Kind == NodeUnit {
		s.add("forums", n.Forums)
	}
	f.recordSaid(&s, n.Record)
	s.add("freshness", hundredths(n.Freshness))
	out.Attributes = s
	return out
}

// forumSaid says of a forum what only a forum has, and of a unit its kind.
func (f *networkFile) forumSaid(s *said, n Node) {
	s.text("level", n.Level)
	s.text("formality", n.Formality)
	s.text("status", n.Status)
	switch n.Kind {
	case NodeForum:
		if m := forum.Forums.Find(f.x.v, n.ID); m != nil {
			s.text("forum_kind", m.Type)
			s.text("convener", m.Convener)
		}
	case NodeUnit:
		if u := party.Units.Find(f.x.v, n.ID); u != nil {
			s.text("unit_kind", u.Type)
		}
	case NodePerson:
		s.text("function", n.Name)
	}
}

// recordSaid says when a record was confirmed, and its days.
func (f *networkFile) recordSaid(s *said, r Ref) {
	b, err := f.x.v.Get(r.Kind, r.ID)
	if err != nil {
		return
	}
	h := b.HeadOf()
	s.text("valid_from", string(h.ValidFrom))
	s.text("valid_to", string(h.ValidTo))
	s.text("confirmed", string(dayOf(f.x.v.ConfirmedOn(b))))
}

// nameOf is what a node is called. Of whom a way hangs on only the function is
// known, and sometimes not that.
func (f *networkFile) nameOf(n Node) string {
	if n.Kind == NodePerson && n.Name == "" {
		return f.t("person")
	}
	return cmp.Or(n.Name, n.ID)
}

// ownName is the name of a node's own record: that of a unit without its party.
func (f *networkFile) ownName(n Node) string {
	if b, err := f.x.v.Get(n.Record.Kind, n.Record.ID); err == nil && n.Kind != NodePerson {
		return f.x.v.Title(b)
	}
	return n.Name
}

func (f *networkFile) partyName(id string) string {
	if p := party.Parties.Find(f.x.v, id); p != nil {
		return p.Name
	}
	return ""
}

func placeNames(codes []string) []string {
	var names []string
	for _, code := range codes {
		if m, ok := place.Find(code); ok {
			names = append(names, m.Short)
		}
	}
	return names
}

// address is where the page of a record is.
func (f *networkFile) address(r Ref) string {
	b, err := f.x.v.Get(r.Kind, r.ID)
	if err != nil || b.HeadOf().Kind.Path == "" {
		return ""
	}
	return f.q.Base + b.HeadOf().URL()
}

func (f *networkFile) edge(i int, e Edge) graphfile.Edge {
	from, to := f.g.Nodes[e.From], f.g.Nodes[e.To]
	out := graphfile.Edge{ID: "e" + strconv.Itoa(i), From: from.Key(), To: to.Key(), Kind: e.Kind, Label: f.l.T("insight.tie." + e.Kind), Directed: e.Directed}
	if e.Weight > 0 {
		weight := hundredths(e.Weight)
		out.Weight = &weight
	}
	var s said
	s.text("record_kind", e.Record.Kind)
	s.text("record", e.Record.ID)
	s.text("address", f.address(e.Record))
	f.tieSaid(&s, e, from)
	if e.PersonBound {
		s.add("person_bound", true)
	}
	f.recordSaid(&s, e.Record)
	s.add("freshness", hundredths(e.Freshness))
	out.Attributes = s
	return out
}

// tieSaid says of a tie what its record says of it.
func (f *networkFile) tieSaid(s *said, e Edge, from Node) {
	b, err := f.x.v.Get(e.Record.Kind, e.Record.ID)
	if err != nil {
		return
	}
	switch b := b.(type) {
	case *forum.Forum:
		f.seatSaid(s, b, from.ID)
	case *contact.Path:
		s.text("via", b.Via)
		s.text("function", b.Function)
		s.text("ease", b.Ease)
		s.text("municipality", b.Municipality)
	case *contact.Relation:
		s.text("level", b.Level)
		s.text("intensity", b.Intensity)
		s.text("ease", b.Ease)
		s.text("municipality", b.Municipality)
	case *forum.Agreement:
		s.text("name", b.Name)
		s.text("agreement_kind", b.Type)
		s.text("status", b.Status)
	case *party.Unit:
		s.text("extent", e.Label)
	}
}

// SeatsBetween stands between what is said of several seats of one actor in one
// forum, and NotSaid for a seat of which nothing is said.
const (
	SeatsBetween = " | "
	NotSaid      = "–"
)

// seatSaid says as whom an actor sits in a forum; one that sits there as several
// has them after each other.
func (f *networkFile) seatSaid(s *said, m *forum.Forum, actor string) {
	var roles, functions []string
	for _, p := range m.Participants {
		if p.Actor == actor {
			roles, functions = append(roles, p.Role), append(functions, p.Function)
		}
	}
	some := func(name string, all []string) {
		if slices.ContainsFunc(all, func(x string) bool { return x != "" }) {
			for i := range all {
				all[i] = cmp.Or(all[i], NotSaid)
			}
			s.text(name, strings.Join(all, SeatsBetween))
		}
	}
	some("role", roles)
	some("function", functions)
	if m.Convener == actor {
		s.text("convener", map[bool]string{true: "only", false: "yes"}[len(roles) == 0])
	}
}
