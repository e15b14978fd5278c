package reporting

import (
	"context"
	"slices"

	"samkarta/internal/access"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// inUse leaves out the templates that are put away.
func inUse(all []Kept) []Kept {
	return slices.DeleteFunc(slices.Clone(all), func(k Kept) bool { return k.PutAway })
}

// TemplatesPutAway lists the templates of an association's own that are put away.
func (s *Service) TemplatesPutAway(ctx context.Context, actor access.Actor, association string) ([]Kept, error) {
	own, err := s.ownTemplates(ctx, actor, association)
	return slices.DeleteFunc(own, func(k Kept) bool { return !k.PutAway }), err
}

// PutTemplateAway puts a template of an association's own away: it is not offered
// for new reports any more. All that was written for it stays, and so do the
// reports that were made or ordered by it. One that somebody else has changed
// since the version was read is a Conflict, and nothing is changed.
func (s *Service) PutTemplateAway(ctx context.Context, actor access.Actor, association, id string, version int64) error {
	return s.setPutAway(ctx, actor, association, id, version, true)
}

// TakeTemplateUp offers a template that was put away for new reports again, as it
// was.
func (s *Service) TakeTemplateUp(ctx context.Context, actor access.Actor, association, id string, version int64) error {
	return s.setPutAway(ctx, actor, association, id, version, false)
}

func (s *Service) setPutAway(ctx context.Context, actor access.Actor, association, id string, version int64, away bool) error {
	if err := s.mayWrite(ctx, actor, association); err != nil {
		return err
	}
	return s.db.Write(ctx, actor, func(tx *db.Tx) error {
		own, err := templatesOf(tx, association)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(own, func(k Kept) bool { return k.ID == id })
		if i < 0 {
			return notOwn(id)
		}
		t := own[i]
		switch {
		case t.PutAway == away: // the same form posted twice
			return nil
		case t.Version != version:
			return fault.New(fault.Conflict, "reports.template_changed", t.Name)
		}
		t.Version, t.PutAway = t.Version+1, away
		if err := insertTemplate(tx, t); err != nil {
			return err
		}
		entry := audit.Entry{Action: "report_template.taken_up", KeptBy: association, Subject: "report_template/" + id, Detail: t.Name}
		if away {
			entry.Action = "report_template.put_away"
		}
		return audit.Record(tx, entry)
	})
}

// notOwn says that an association has no template of its own with an id.
func notOwn(id string) error {
	if _, is := stock(id); is {
		return fault.New(fault.Invalid, "reports.template_is_everybodys", id)
	}
	return fault.New(fault.NotFound, "reports.template_not_found", id)
}
