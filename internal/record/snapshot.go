package record

import (
	"maps"
	"slices"
	"time"
)

// Snapshot is the whole map in memory at one revision of the database. It is
// never changed: a newer one is made of it and of what has been written since.
type Snapshot struct {
	Revision int64
	kinds    *Kinds
	bodies   map[Key]Body
	ordered  map[string]*order    // by kind
	pointing map[string][]pointer // by the id that is pointed at
	hidden   map[publication]bool // what an association does not publish
	answers  answers
}

type publication struct{ KeptBy, Kind string }

// pointer is one reference, seen from the record that is pointed at.
type pointer struct {
	from  Body
	field string
	kinds []string
}

func emptySnapshot(kinds *Kinds) *Snapshot {
	return &Snapshot{kinds: kinds, bodies: map[Key]Body{}, ordered: map[string]*order{}, pointing: map[string][]pointer{}}
}

// with makes a snapshot with the bodies put into it, at the revision. What costs
// with the size of the map and not of the change is no more than copying.
func (s *Snapshot) with(bodies []Body, hidden map[publication]bool, revision int64) *Snapshot {
	next := &Snapshot{
		Revision: revision, kinds: s.kinds, hidden: hidden,
		bodies: maps.Clone(s.bodies), pointing: maps.Clone(s.pointing), ordered: map[string]*order{},
	}
	changed := map[string][]Body{}
	for _, b := range bodies {
		kind := b.HeadOf().Kind.Name
		changed[kind] = append(changed[kind], b)
	}
	next.putAll(bodies)
	renamed := s.renames(next, bodies)
	for _, k := range s.kinds.All {
		switch list := s.list(k.Name); {
		case k.Derived && renamed, len(changed[k.Name]) > len(list)/mostMoved:
			next.ordered[k.Name] = newOrder(next.sorted(k.Name))
		case len(changed[k.Name]) > 0:
			next.ordered[k.Name] = newOrder(next.moved(s, list, changed[k.Name]))
		default:
			next.ordered[k.Name] = s.ordered[k.Name]
		}
	}
	return next
}

// putAll puts bodies into a snapshot that is being made. A list of pointers that
// it shares with the snapshot before is copied once, whatever is put there.
func (s *Snapshot) putAll(bodies []Body) {
	gone, own := map[Body]bool{}, map[string]bool{}
	touched := map[string]bool{}
	for _, b := range bodies {
		key := b.HeadOf().Key()
		if old := s.bodies[key]; old != nil {
			gone[old] = true
			for _, r := range ReferencesOf(old) {
				touched[r.ID] = true
			}
		}
		s.bodies[key] = b
	}
	for id := range touched {
		own[id] = true
		s.pointing[id] = slices.DeleteFunc(slices.Clone(s.pointing[id]), func(p pointer) bool { return gone[p.from] })
	}
	for _, b := range bodies {
		for _, r := range ReferencesOf(b) {
			list := s.pointing[r.ID]
			if !own[r.ID] {
				own[r.ID], list = true, slices.Clone(list)
			}
			s.pointing[r.ID] = append(list, pointer{b, r.Field, r.Kinds})
		}
	}
}

// confirmedOn gives the day on which a record was last said to be true: its
// own date, or else that of its source.
func (s *Snapshot) confirmedOn(h *Head) time.Time {
	if h.Confirmed != "" {
		return h.Confirmed.Last()
	}
	key := Key{"source", h.Source}
	if h.Kind.Name == key.Kind { // a source is as old as itself
		key.ID = h.ID
	}
	if src, ok := s.bodies[key].(*Source); ok {
		return src.Date.Last()
	}
	return time.Time{}
}
