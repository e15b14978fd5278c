package record

import (
	"context"
	"slices"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
)

// Version is one version of a record, with who wrote it and what changed.
type Version struct {
	Body    Body
	At      time.Time
	Author  string // as the audit log has it
	Action  string
	Changes []FieldChange
}

// History gives the versions of a record that the actor may see, newest first.
func (s *Service) History(ctx context.Context, actor access.Actor, key Key) ([]Version, error) {
	v, err := s.View(ctx, actor, "")
	if err != nil {
		return nil, err
	}
	if _, err := v.Get(key.Kind, key.ID); err != nil {
		return nil, err
	}
	var rows []version
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) { rows, err = versionsOf(tx, key); return err })
	if err != nil {
		return nil, err
	}
	history := make([]Version, len(rows))
	for i, x := range slices.Backward(rows) {
		body, err := x.record(s.kinds)
		if err != nil {
			return nil, err
		}
		history[i] = Version{Body: body, At: x.changedAt, Author: x.author, Action: x.action}
		if i+1 < len(rows) {
			history[i].Changes = Diff(history[i+1].Body, body)
		}
	}
	return history, nil
}
