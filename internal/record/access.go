package record

import (
	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

// MaySee tells whether the actor of the view may see a record: what is common
// and what its association publishes is for everybody; the rest for those with
// a role in the association, and for the administrator.
func (v *View) MaySee(b Body) bool {
	h := b.HeadOf()
	return v.all || h.KeptBy == "" || !v.snap.hidden[publication{h.KeptBy, h.Kind.Name}] ||
		v.actor.IsAdministrator() || v.actor.BelongsTo(h.KeptBy)
}

// MayChange tells whether the actor of the view may change a record.
func (v *View) MayChange(b Body) bool { return v.asOf == "" && mayChange(v.actor, b) == nil }

// MayAdd tells whether the actor of the view may add records of some kind.
func (v *View) MayAdd() bool {
	return v.asOf == "" && (v.actor.IsAdministrator() || len(v.actor.Associations()) > 0)
}

// Publishes tells whether an association shows everybody its records of a kind.
func (v *View) Publishes(keptBy, kind string) bool { return !v.snap.hidden[publication{keptBy, kind}] }

// MayPublish tells whether the actor of the view may choose what an association
// shows everybody.
func (v *View) MayPublish(keptBy string) bool {
	return v.asOf == "" && keptBy != "" && mayPublish(v.actor, keptBy) == nil
}

// mayChange refuses those who may not change, end or confirm a record: only the
// administrator may for what is common; for the rest the association's process
// developers, and the editors of a unit that the record belongs to.
func mayChange(actor access.Actor, b Body) error {
	h := b.HeadOf()
	if actor.IsAdministrator() || actor.Develops(h.KeptBy) {
		return nil
	}
	if h.Kind.Owners != nil {
		for _, unit := range h.Kind.Owners(b) {
			if actor.Edits(h.KeptBy, unit) {
				return nil
			}
		}
	}
	return fault.New(fault.Forbidden, "record.may_not_change")
}

// mayPublish refuses those who may not choose what an association publishes.
func mayPublish(actor access.Actor, keptBy string) error {
	if actor.IsAdministrator() || actor.Develops(keptBy) {
		return nil
	}
	return fault.New(fault.Forbidden, "record.may_not_publish")
}
