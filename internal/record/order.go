package record

import (
	"cmp"
	"slices"
	"sync"

	"samkarta/internal/platform/text"
)

// order is the records of a kind in Swedish order of their titles, those with
// the same title by their ids. It is never changed.
type order struct {
	list   []Body
	places func() map[Body]int      // where each stands
	keptBy func() map[string][]Body // those of each association
}

func newOrder(list []Body) *order {
	return &order{list: list,
		places: sync.OnceValue(func() map[Body]int {
			places := make(map[Body]int, len(list))
			for i, b := range list {
				places[b] = i
			}
			return places
		}),
		keptBy: sync.OnceValue(func() map[string][]Body {
			of := map[string][]Body{}
			for _, b := range list {
				of[b.HeadOf().KeptBy] = append(of[b.HeadOf().KeptBy], b)
			}
			return of
		}),
	}
}

// list gives the records of a kind in order.
func (s *Snapshot) list(kind string) []Body {
	if o := s.ordered[kind]; o != nil {
		return o.list
	}
	return nil
}

// mostMoved is which part of a kind's records may change for it to cost less to
// find a place for each of them than to sort all again.
const mostMoved = 64

// sorted sorts the records of a kind.
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

func byID(a, b Body) int { return cmp.Compare(a.HeadOf().ID, b.HeadOf().ID) }

// moved gives the sorted records of a kind when some of them have changed: those
// are taken out of the list as it was and put in where they belong now.
func (s *Snapshot) moved(before *Snapshot, list, changed []Body) []Body {
	gone := make(map[Body]bool, len(changed))
	for _, b := range changed {
		gone[before.bodies[b.HeadOf().Key()]] = true
	}
	next := make([]Body, 0, len(list)+len(changed))
	for _, b := range list {
		if !gone[b] {
			next = append(next, b)
		}
	}
	v := &View{snap: s, all: true}
	for _, b := range changed {
		key := text.Key(v.Title(b))
		at, _ := slices.BinarySearchFunc(next, b, func(other, b Body) int {
			return cmp.Or(cmp.Compare(text.Key(v.Title(other)), key), byID(other, b))
		})
		next = slices.Insert(next, at, b)
	}
	return next
}

// renames tells whether records that are called after others may have to move:
// whether any of those that have changed is called something else than before,
// points at something else, or is new and pointed at already.
func (s *Snapshot) renames(next *Snapshot, changed []Body) bool {
	was, is := &View{snap: s, all: true}, &View{snap: next, all: true}
	return slices.ContainsFunc(changed, func(b Body) bool {
		old := s.bodies[b.HeadOf().Key()]
		if b.HeadOf().Kind.Derived || old == nil {
			return old == nil && len(s.pointing[b.HeadOf().ID]) > 0
		}
		return was.Title(old) != is.Title(b) || !slices.Equal(targets(old), targets(b))
	})
}

// targets are the ids of all that a record points at.
func targets(b Body) []string {
	var ids []string
	for _, r := range ReferencesOf(b) {
		ids = append(ids, r.ID)
	}
	return ids
}
