package generate

import (
	"encoding/json"
	"fmt"
	"io"

	"samkarta/internal/contact"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// original is the lists of the demonstration's documents that a country has.
type original struct {
	Source       *record.Source       `json:"source"`
	KeptBy       string               `json:"kept_by"`
	Associations []*party.Association `json:"associations"`
	Parties      []*party.Party       `json:"parties"`
	Units        []*party.Unit        `json:"units"`
	Groups       []*party.TargetGroup `json:"target_groups"`
	Forums       []*forum.Forum       `json:"forums"`
	Agreements   []*forum.Agreement   `json:"agreements"`
	Relations    []*contact.Relation  `json:"relations"`
	Paths        []*contact.Path      `json:"contact_paths"`
	Statements   []*mapping.Statement `json:"statements"`
}

// shape is the demonstration as the records of a country are drawn from it.
type shape struct {
	original
	sources []*record.Source  // of each record that an association keeps, its source
	kinds   map[string]string // by party and unit, the kind of party
	isUnit  map[string]bool
	isForum map[string]bool
	named   [uses]map[string]int // by unit, how often it is named

	fullness []float64 // of the municipalities that were mapped, as multiples of their mean
	returned float64   // the share of the relations that answer another
	repeated float64   // the share of the contact paths between ends that have one already
}

// What a unit may be named as.
const (
	asSeat = iota // in a forum
	asEnd         // of a relation, a contact path, a house or an agreement
	asTold        // by a statement, or as whoever makes it
	uses
)

// mapped is from how many units on a municipality counts as mapped; the others
// are only mentioned in the reports on somebody else.
const mapped = 10

// readShape reads the demonstration.
func readShape() (*shape, error) {
	s := &shape{kinds: map[string]string{}, isUnit: map[string]bool{}, isForum: map[string]bool{}}
	files, err := demo.Documents()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if err := s.read(f); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	for _, p := range s.Parties {
		s.kinds[p.ID] = p.Type
	}
	for _, u := range s.Units {
		s.kinds[u.ID], s.isUnit[u.ID] = s.kinds[u.Party], true
	}
	for _, f := range s.Forums {
		s.isForum[f.ID] = true
	}
	s.count()
	s.measure()
	return s, nil
}

func (s *shape) read(f exchange.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	var o original
	if err := json.Unmarshal(data, &o); err != nil {
		return err
	}
	if o.KeptBy != "" {
		for range len(o.Units) + len(o.Forums) + len(o.Relations) + len(o.Statements) {
			s.sources = append(s.sources, o.Source)
		}
	}
	s.Associations, s.Parties = append(s.Associations, o.Associations...), append(s.Parties, o.Parties...)
	s.Units, s.Groups = append(s.Units, o.Units...), append(s.Groups, o.Groups...)
	s.Forums, s.Agreements = append(s.Forums, o.Forums...), append(s.Agreements, o.Agreements...)
	s.Relations, s.Paths = append(s.Relations, o.Relations...), append(s.Paths, o.Paths...)
	s.Statements = append(s.Statements, o.Statements...)
	return nil
}

// count finds out how often each unit is named as what.
func (s *shape) count() {
	for i := range s.named {
		s.named[i] = map[string]int{}
	}
	for _, f := range s.Forums {
		for _, p := range f.Participants {
			s.named[asSeat][p.Actor]++
		}
	}
	for _, r := range s.Relations {
		s.named[asEnd][r.From]++
		s.named[asEnd][r.To]++
	}
	for _, p := range s.Paths {
		s.named[asEnd][p.From]++
		s.named[asEnd][p.Into]++
	}
	for _, x := range s.Statements {
		for _, id := range append([]string{x.By}, x.About...) {
			s.named[asTold][id]++
		}
	}
}

// measure finds what is no part of a single record.
func (s *shape) measure() {
	units := map[string]int{}
	for _, u := range s.Units {
		units[u.Municipality]++
	}
	delete(units, "")
	all, full := 0, 0
	for _, n := range units {
		if n >= mapped {
			all, full = all+n, full+1
		}
	}
	for _, u := range s.Units { // in a set order
		if n := units[u.Municipality]; n >= mapped {
			s.fullness = append(s.fullness, float64(n*full)/float64(all))
			delete(units, u.Municipality)
		}
	}
	told, ways := map[[2]string]bool{}, map[[2]string]bool{}
	for _, r := range s.Relations {
		if told[[2]string{r.To, r.From}] {
			s.returned += 1 / float64(len(s.Relations))
		}
		told[[2]string{r.From, r.To}] = true
	}
	for _, p := range s.Paths {
		if ways[[2]string{p.From, p.Into}] {
			s.repeated += 1 / float64(len(s.Paths))
		}
		ways[[2]string{p.From, p.Into}] = true
	}
}

// each gives how many records there are to a unit or a forum.
func (s *shape) each(records int) float64 {
	return float64(records) / float64(len(s.Units)+len(s.Forums))
}

// end is what a record points at, without saying which it is.
type end struct {
	sort sort
	kind string // of party
}

type sort int

const (
	aParty sort = iota
	aUnit
	aForum
	aKind // of party: whichever office it is
	other // what a country does not have
)

func (s *shape) end(id string) end {
	kind, isActor := s.kinds[id]
	switch {
	case s.isUnit[id]:
		return end{aUnit, kind}
	case isActor:
		return end{aParty, kind}
	case s.isForum[id]:
		return end{aForum, ""}
	case isKind(id):
		return end{aKind, id}
	}
	return end{other, ""}
}

func isKind(id string) bool {
	for _, kind := range record.Vocabulary("party_kind") {
		if kind == id {
			return true
		}
	}
	return false
}
