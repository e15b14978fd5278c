package record

import (
	"maps"
	"slices"
	"time"

	"samkarta/internal/platform/text"
)

// Snapshot is the whole map in memory at one revision of the database. It is
// never changed: a newer one is made of it and of what has been written since.
type Snapshot struct {
	Revision int64
	kinds    *Kinds
	bodies   map[Key]Body
	ordered  map[string][]Body    // by kind, in Swedish order of titles
	pointing map[string][]pointer // by the id that is pointed at
	place    map[Body]int         // where a record stands in the order of its kind
	hidden   map[publication]bool // what an association does not publish
}

type publication struct{ KeptBy, Kind string }

// pointer is one reference, seen from the record that is pointed at.
type pointer struct {
	from  Body
	field string
	kinds []string
}

func emptySnapshot(kinds *Kinds) *Snapshot {
	return &Snapshot{kinds: kinds, bodies: map[Key]Body{}, ordered: map[string][]Body{}, pointing: map[string][]pointer{}}
}

// with makes a snapshot with the bodies put into it, at the revision.
func (s *Snapshot) with(bodies []Body, hidden map[publication]bool, revision int64) *Snapshot {
	next := &Snapshot{
		Revision: revision, kinds: s.kinds, hidden: hidden,
		bodies: maps.Clone(s.bodies), pointing: maps.Clone(s.pointing),
		ordered: map[string][]Body{}, place: make(map[Body]int, len(s.bodies)+len(bodies)),
	}
	changed := map[string]bool{}
	next.putAll(bodies)
	for _, b := range bodies {
		changed[b.HeadOf().Kind.Name] = true
	}
	for _, k := range s.kinds.All {
		list := s.ordered[k.Name]
		if changed[k.Name] || k.Derived {
			list = next.sorted(k.Name)
		}
		next.ordered[k.Name] = list
		for i, b := range list {
			next.place[b] = i
		}
	}
	return next
}

func (s *Snapshot) sorted(kind string) []Body {
	var list []Body
	for key, b := range s.bodies {
		if key.Kind == kind {
			list = append(list, b)
		}
	}
	slices.SortFunc(list, byID) // so that equal titles always come in the same order
	text.SortBy(list, (&View{snap: s, all: true}).Title)
	return list
}

func byID(a, b Body) int {
	if a.HeadOf().ID < b.HeadOf().ID {
		return -1
	}
	return 1
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
