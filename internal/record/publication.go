package record

import (
	"context"
	"maps"
	"slices"

	"samkarta/internal/access"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// Publication tells of kinds of record, by their names, whether the public sees
// what an association keeps of them.
type Publication map[string]bool

// Publication gives what an association has chosen for each kind that has an area
// of its own.
func (v *View) Publication(keptBy string) Publication {
	chosen := Publication{}
	for _, k := range v.Kinds().All {
		if !k.Kept {
			chosen[k.Name] = v.Publishes(keptBy, k.Name)
		}
	}
	return chosen
}

// Publish chooses for some kinds whether the public sees what an association
// keeps of them; the rest stay as they are. What is so already is left alone.
func (s *Service) Publish(ctx context.Context, actor access.Actor, keptBy string, choice Publication) error {
	if err := mayPublish(actor, keptBy); err != nil {
		return err
	}
	for _, kind := range slices.Sorted(maps.Keys(choice)) {
		if s.kinds.Named(kind) == nil {
			return fault.New(fault.NotFound, "record.no_kind", kind)
		}
	}
	return s.db.Write(ctx, actor, func(tx *db.Tx) error {
		changed := false
		for _, kind := range slices.Sorted(maps.Keys(choice)) {
			is, err := publish(tx, keptBy, kind, choice[kind])
			if err != nil {
				return err
			}
			changed = changed || is
		}
		if !changed {
			return nil
		}
		_, err := nextRevision(tx)
		return err
	})
}

// publish chooses for one kind, and tells whether that changed anything.
func publish(tx *db.Tx, keptBy, kind string, shown bool) (changed bool, err error) {
	if changed, err = setPublished(tx, keptBy, kind, shown); err != nil || !changed {
		return false, err
	}
	action := "publication.closed"
	if shown {
		action = "publication.opened"
	}
	return true, audit.Record(tx, audit.Entry{Action: action, KeptBy: keptBy, Subject: kind})
}
