package siteweb

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// survey is the map in figures, as one who looks may see it.
type survey struct {
	Realm   // of the whole map
	realms  map[string]*Realm
	meeting meeting
}

// Realm is the figures of the whole map, or of an association: of what it
// keeps up and of what is about its municipalities.
type Realm struct {
	Counts map[string]int // by kind
	Facts  int
	Fresh  [levels]int   // by level of freshness
	byHand []record.Body // the latest changed by somebody, the newest first
	taken  []taken
	oldest []record.Body // what waits longest to be confirmed: by who looks, if he may
}

// The levels of freshness.
const (
	fresh = iota
	ageing
	old
	never
	levels
)

// taken is facts of one source that were written on the same day.
type taken struct {
	source string
	on     time.Time
	facts  int
}

// surveys keeps those that were made last: they change only when the map or
// the day does, and most who look see the same.
type surveys struct {
	mu   sync.Mutex
	last map[string]*survey
}

// mostSurveys is how many are kept: one for each way of seeing the map.
const mostSurveys = 32

func (c *surveys) of(v *record.View) *survey {
	key := fmt.Sprint(v.Revision(), v.AsOf(), v.Today(), v.Actor().Assignments)
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.last[key]
	if s == nil {
		if c.last == nil || len(c.last) >= mostSurveys {
			c.last = map[string]*survey{}
		}
		s = newSurvey(v)
		c.last[key] = s
	}
	return s
}

func newSurvey(v *record.View) *survey {
	s := &survey{Realm: Realm{Counts: map[string]int{}}, realms: map[string]*Realm{}, meeting: meetings(v)}
	towns := map[string][]*Realm{}
	for _, a := range party.Associations.All(v) {
		r := &Realm{Counts: map[string]int{}}
		s.realms[a.ID] = r
		for _, code := range a.Municipalities {
			towns[code] = append(towns[code], r)
		}
	}
	for _, k := range v.Kinds().All {
		if k.Kept {
			continue
		}
		for _, b := range v.All(k) {
			s.add(v, b)
			for _, r := range s.realmsOf(v, b, towns) {
				r.add(v, b)
			}
		}
	}
	s.trim(v)
	for _, r := range s.realms {
		r.trim(v)
	}
	return s
}

// realmsOf gives the realms that a record belongs to.
func (s *survey) realmsOf(v *record.View, b record.Body, towns map[string][]*Realm) []*Realm {
	var of []*Realm
	if r := s.realms[b.HeadOf().KeptBy]; r != nil {
		of = append(of, r)
	}
	for _, code := range placesOf(v, b) {
		for _, r := range towns[code] {
			if !slices.Contains(of, r) {
				of = append(of, r)
			}
		}
	}
	return of
}

func placesOf(v *record.View, b record.Body) []string {
	if f, ok := b.(*forum.Forum); ok {
		return f.Serves(v)
	}
	if places := b.HeadOf().Kind.Places; places != nil {
		return places(v, b)
	}
	return nil
}

func (r *Realm) add(v *record.View, b record.Body) {
	h := b.HeadOf()
	r.Counts[h.Kind.Name]++
	if h.Kind == record.Sources.Kind {
		return
	}
	r.Facts++
	level := levelOf(v, b)
	r.Fresh[level]++
	if record.IsRegister(h.Source) {
		r.byHand = append(r.byHand, b)
	} else {
		r.take(h)
	}
	if level != fresh && worth[h.Kind.Name] > 0 {
		r.oldest = append(r.oldest, b)
	}
}

func levelOf(v *record.View, b record.Body) int {
	on := v.ConfirmedOn(b)
	switch f := record.Freshness(on, v.Today()); {
	case on.IsZero():
		return never
	case f == 1:
		return fresh
	case f > 0:
		return ageing
	}
	return old
}

func (r *Realm) take(h *record.Head) {
	on := record.Midnight(h.ChangedAt)
	for i := range r.taken {
		if t := &r.taken[i]; t.source == h.Source && t.on.Equal(on) {
			t.facts++
			return
		}
	}
	r.taken = append(r.taken, taken{h.Source, on, 1})
}

// worth is which kinds are worth confirming, the most first: what people act
// on. What was said once is not confirmed, it is asked anew.
var worth = map[string]int{"contact_path": 4, "forum": 3, "unit": 2, "agreement": 1}

// most is how many of each are kept to be shown.
const most = 8

func (r *Realm) trim(v *record.View) {
	slices.SortStableFunc(r.byHand, func(a, b record.Body) int {
		return b.HeadOf().ChangedAt.Compare(a.HeadOf().ChangedAt)
	})
	r.byHand = r.byHand[:min(len(r.byHand), most)]
	slices.SortStableFunc(r.taken, func(a, b taken) int {
		return cmp.Or(b.on.Compare(a.on), cmp.Compare(b.facts, a.facts))
	})
	r.taken = r.taken[:min(len(r.taken), most)]
	r.oldest = mixed(longestFirst(v, confirmable(v, r.oldest)))
}

// confirmable leaves what the actor may confirm, if he may confirm anything.
func confirmable(v *record.View, all []record.Body) []record.Body {
	if !v.MayAdd() {
		return all
	}
	mine := slices.DeleteFunc(slices.Clone(all), func(b record.Body) bool { return !v.MayChange(b) })
	if len(mine) == 0 {
		return all
	}
	return mine
}

// longestFirst puts what was confirmed longest ago first.
func longestFirst(v *record.View, all []record.Body) []record.Body {
	on := make(map[record.Body]int64, len(all))
	for _, b := range all {
		on[b] = v.ConfirmedOn(b).Unix()
	}
	slices.SortStableFunc(all, func(a, b record.Body) int {
		return cmp.Or(cmp.Compare(on[a], on[b]), cmp.Compare(worth[b.HeadOf().Kind.Name], worth[a.HeadOf().Kind.Name]))
	})
	return all
}

// ofAKind is how many of a kind are shown among what waits, so that many of one
// kind do not hide the others.
const ofAKind = 2

func mixed(list []record.Body) []record.Body {
	shown := map[string]int{}
	list = slices.DeleteFunc(list, func(b record.Body) bool {
		kind := b.HeadOf().Kind.Name
		shown[kind]++
		return shown[kind] > ofAKind
	})
	return list[:min(len(list), most)]
}

// home gives the association that the actor has a role in, nil if there is
// none: what is his own comes first.
func home(v *record.View, actor access.Actor) *party.Association {
	for _, a := range actor.Assignments {
		if own := party.Associations.Find(v, a.Association); own != nil {
			return own
		}
	}
	return nil
}
