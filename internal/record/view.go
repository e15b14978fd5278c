package record

import (
	"slices"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

// View is what an actor may see of the map on a day. All reading goes through
// one, so no list can show more than its actor may see.
type View struct {
	snap  *Snapshot
	actor access.Actor
	today time.Time // the day on which freshness is reckoned
	asOf  Date      // the earlier day that is shown; "" is now
	all   bool      // whoever asks is the program itself
}

// Actor is who looks.
func (v *View) Actor() access.Actor { return v.actor }

// Today is the day that the view reckons from: the day that is shown.
func (v *View) Today() time.Time { return v.today }

// AsOf is the earlier day that is shown, "" for now.
func (v *View) AsOf() Date { return v.asOf }

// Revision is the revision of the map that is seen.
func (v *View) Revision() int64 { return v.snap.Revision }

// Kinds is the list of the kinds there are.
func (v *View) Kinds() *Kinds { return v.snap.kinds }

// All gives the records of a kind that hold on the view's day, in order.
func (v *View) All(k *Kind) []Body {
	return v.keep(v.snap.list(k.Name))
}

// WithEnded gives the records of a kind, also those that have ended.
func (v *View) WithEnded(k *Kind) []Body {
	list := slices.Clone(v.snap.list(k.Name))
	return slices.DeleteFunc(list, func(b Body) bool { return !v.MaySee(b) })
}

func (v *View) keep(list []Body) []Body {
	kept := make([]Body, 0, len(list))
	for _, b := range list {
		if b.HeadOf().HoldsOn(v.today) && v.MaySee(b) {
			kept = append(kept, b)
		}
	}
	return kept
}

// KeptBy gives the records of a kind that an association keeps and that hold on
// the view's day, in order.
func (v *View) KeptBy(k *Kind, association string) []Body {
	o := v.snap.ordered[k.Name]
	if o == nil {
		return nil
	}
	return v.keep(o.keptBy()[association])
}

// InOrder puts records of a kind that the view shows in the order of All.
func (v *View) InOrder(k *Kind, records []Body) {
	if len(records) < 2 {
		return
	}
	o := v.snap.ordered[k.Name]
	places := o.places()
	at := make([]int, len(records))
	for i, b := range records {
		at[i] = places[b]
	}
	slices.Sort(at)
	for i, place := range at {
		records[i] = o.list[place]
	}
}

// Get gives a record by its kind and id, also one that has ended. What the
// actor may not see is not found: that it exists is not told either.
func (v *View) Get(kind, id string) (Body, error) {
	if b := v.find(Key{kind, id}); b != nil {
		return b, nil
	}
	if v.asOf != "" {
		return nil, fault.New(fault.NotFound, "record.not_there_then", id, v.today)
	}
	return nil, fault.New(fault.NotFound, "record.not_found", id)
}

// Has tells whether the actor can see a record with the key.
func (v *View) Has(key Key) bool { return v.find(key) != nil }

func (v *View) find(key Key) Body {
	b := v.snap.bodies[key]
	if b == nil || !v.MaySee(b) {
		return nil
	}
	return b
}

// Pointing gives the records of a kind that hold and point at the target with
// one of the fields ("participants.actor"); with any field if none is named.
func (v *View) Pointing(k *Kind, target Key, fields ...string) []Body {
	found := v.PointingEver(k, target, fields...)
	return slices.DeleteFunc(found, func(b Body) bool { return !b.HeadOf().HoldsOn(v.today) })
}

// PointingEver is Pointing with the records that have ended.
func (v *View) PointingEver(k *Kind, target Key, fields ...string) []Body {
	var found []Body
	for _, p := range v.snap.pointing[target.ID] {
		h := p.from.HeadOf()
		if h.Kind.Name != k.Name || !contains(p.kinds, target.Kind) || len(fields) > 0 && !contains(fields, p.field) {
			continue
		}
		// The references of one record stand beside each other.
		if again := len(found) > 0 && found[len(found)-1] == p.from; !again && v.MaySee(p.from) {
			found = append(found, p.from)
		}
	}
	v.InOrder(k, found)
	return found
}

// Title is what a record is called.
func (v *View) Title(b Body) string {
	k := b.HeadOf().Kind
	if k.Title == nil {
		return b.HeadOf().ID
	}
	return k.Title(v, b)
}

// TitleOf is what the record with the key is called; its id if it cannot be
// seen.
func (v *View) TitleOf(key Key) string {
	if b := v.find(key); b != nil {
		return v.Title(b)
	}
	return key.ID
}

// ConfirmedOn is the day on which a record was last said to be true.
func (v *View) ConfirmedOn(b Body) time.Time { return v.snap.confirmedOn(b.HeadOf()) }

// Freshness is how fresh a record is on the view's day, from 1 to 0.
func (v *View) Freshness(b Body) float64 { return Freshness(v.ConfirmedOn(b), v.today) }

// SourceOf is the source that last set a record; nil for a source itself.
func (v *View) SourceOf(b Body) *Source { return Sources.Find(v, b.HeadOf().Source) }

// Everything lists every record that the actor may see, also those that have
// ended: what an export and a search look through.
func (v *View) Everything(f func(Body)) {
	for _, k := range v.snap.kinds.All {
		for _, b := range v.snap.list(k.Name) {
			if v.MaySee(b) {
				f(b)
			}
		}
	}
}
