package insight

import (
	"slices"
	"time"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Life is what is known of when a fact held. What nobody has said is left empty:
// a report tells that a forum is there, and seldom since when.
type Life struct {
	Began record.Date `json:"began"` // its own first day; "" is not said
	Told  record.Date `json:"told"`  // when it was first told of; "" is not known
	Ended record.Date `json:"ended"` // its own last day; "" is not said
	// Over is true where it is told of as ended, and nobody has said when.
	Over bool `json:"over,omitempty"`
	// Absent is true where it is told of as planned, wished for or missing.
	Absent bool `json:"absent,omitempty"`
}

// Where a fact is in its life on a day.
const (
	LifeNot     = "not"     // it had not begun, or has only been planned or wished for
	LifePerhaps = "perhaps" // it was told of later, and nobody has said since when it is there
	LifeThere   = "there"
	LifeOver    = "over"
)

// On tells where the fact is in its life on a day. As records do, a year or a
// month begins with its first day and ends with its last; a source that is dated
// with a year has told by the end of it.
func (l Life) On(day time.Time) string {
	switch {
	case l.Over || l.Ended != "" && l.Ended.Last().Before(record.Midnight(day)):
		return LifeOver
	case l.Absent || l.Began != "" && l.Began.First().After(day):
		return LifeNot
	case l.Began == "" && l.Told != "" && l.Told.Last().After(day):
		return LifePerhaps
	}
	return LifeThere
}

// lifeOf gives what a view knows of a record's life.
func lifeOf(v *record.View, b record.Body) Life {
	h := b.HeadOf()
	l := Life{Began: h.ValidFrom, Ended: h.ValidTo, Told: toldOn(v, h)}
	switch x := b.(type) {
	case *forum.Forum:
		l.Began = firstSaid(l.Began, x.Created)
		l.setStatus(x.KnownStatus())
	case *forum.Agreement:
		l.Began = firstSaid(l.Began, x.Signed)
		l.setStatus(x.Status)
	case *party.Association:
		l.Began = firstSaid(l.Began, x.Founded)
	case *contact.Path:
		l.Absent = x.Missing()
	case *insats.Insats:
		l.Began = firstSaid(l.Began, x.Starts)
		if x.HasEnded() {
			l.Ended = firstSaid(l.Ended, x.Ends)
		}
		l.setStatus(x.Status)
	}
	return l
}

func (l *Life) setStatus(status string) {
	l.Over = status == "ended" && l.Ended == ""
	l.Absent = status == "planned" || status == "wished"
}

func firstSaid(dates ...record.Date) record.Date {
	for _, d := range dates {
		if d != "" {
			return d
		}
	}
	return ""
}

// toldOn is the day on which a record was first told of: the earliest of its
// sources, or the day on which it was written, where that was before.
func toldOn(v *record.View, h *record.Head) record.Date {
	var told record.Date
	tell := func(d record.Date) {
		if d != "" && (told == "" || d.Last().Before(told.Last())) {
			told = d
		}
	}
	sources := []string{h.Source}
	for _, e := range h.Evidence {
		sources = append(sources, e.Source)
	}
	for _, id := range sources {
		// The register of what is written by hand has a day of its own, which says
		// nothing of the records in it.
		if s := record.Sources.Find(v, id); s != nil && !record.IsRegister(id) {
			tell(s.Date)
		}
	}
	if !h.ChangedAt.IsZero() {
		tell(record.Day(h.ChangedAt))
	}
	return told
}

// life is a record on the day of an index.
type life struct {
	body  record.Body
	state string
	Life
}

// everything is the records of a kind, ended or not, by where they belong.
func (x *Index) everything(k *record.Kind) *placed[record.Body] {
	type question struct{ kind string }
	return once(x, question{k.Name}, func() *placed[record.Body] {
		all := &placed[record.Body]{}
		for _, b := range x.v.WithEnded(k) {
			all.add(b, x.placesOfRecord(b), b.HeadOf().KeptBy)
		}
		return all
	})
}

// lives gives the records of a kind that are asked about, in order, and where they
// are in their lives.
func (x *Index) lives(q DiffQuestion, k *record.Kind) []life {
	type question struct {
		DiffQuestion
		kind string
	}
	return once(x, question{q, k.Name}, func() []life {
		within := x.withinAsked(q.Party)
		var all []life
		for _, b := range x.everything(k).in(x.area(q.Scope)) {
			if within == nil || within[b.HeadOf().ID] || touches(b, within) {
				all = append(all, x.life(b))
			}
		}
		return all
	})
}

// life is where a record is in its life on the day of the index.
func (x *Index) life(b record.Body) life {
	l := lifeOf(x.v, b)
	return life{b, l.On(x.v.Today()), l}
}

// livesOf gives the chosen records of a kind, in order, and where they are in their
// lives.
func (x *Index) livesOf(chosen map[record.Key]bool, k *record.Kind) []life {
	var all []life
	for _, b := range x.v.WithEnded(k) {
		if chosen[b.HeadOf().Key()] {
			all = append(all, x.life(b))
		}
	}
	return all
}

// withinAsked gives an actor with what is within it; nil if none is asked about.
func (x *Index) withinAsked(id string) map[string]bool {
	if id == "" {
		return nil
	}
	within := map[string]bool{}
	for _, one := range x.within(id) {
		within[one] = true
	}
	return within
}

// touches tells whether a record points at any of some actors.
func touches(b record.Body, actors map[string]bool) bool {
	return slices.ContainsFunc(record.ReferencesOf(b), func(r record.Reference) bool {
		return actors[r.ID] && (slices.Contains(r.Kinds, party.Parties.Name) || slices.Contains(r.Kinds, party.Units.Name))
	})
}

// placesOfRecord gives the municipalities that a record is about: those of a
// telling that names none are those of its ends.
func (x *Index) placesOfRecord(b record.Body) []string {
	switch r := b.(type) {
	case *forum.Forum:
		return r.Serves(x.v)
	case *contact.Relation:
		return x.atlas().placesOf(r.Municipality, r.From, r.To)
	case *contact.Path:
		return x.atlas().placesOf(r.Municipality, r.From, r.Into)
	case *insats.Insats:
		return r.ToldIn(x.v)
	}
	if places := b.HeadOf().Kind.Places; places != nil {
		return places(x.v, b)
	}
	return nil
}
