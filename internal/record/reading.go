package record

import (
	"context"
	"fmt"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// pastKept is how many earlier days are kept ready in memory.
const pastKept = 4

type pastSnapshot struct {
	day  Date
	snap *Snapshot
}

// View gives what the actor may see of the map: as it is now, or, with a day,
// as it stood on that day.
//
// On an earlier day a record shows the version that was written last by then.
// What a document told later is shown as well, since documents tell of the time
// before them, if its own dates allow it; what was added by hand later is not.
func (s *Service) View(ctx context.Context, actor access.Actor, day Date) (*View, error) {
	snap, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	v := &View{snap: snap, actor: actor, today: Midnight(s.db.Now())}
	if day == "" || Midnight(day.Last()).Equal(v.today) {
		return v, nil
	}
	if day.Last().After(v.today) {
		return nil, fault.New(fault.Invalid, "record.day_to_come", v.today)
	}
	v.asOf, v.today = day, day.Last()
	v.snap, err = s.onDay(ctx, day, snap)
	return v, err
}

// current gives the map as it is, patched with what has been written since it
// was last asked for, here or by another server.
func (s *Service) current(ctx context.Context) (*Snapshot, error) {
	now := s.now.Load()
	var revision int64
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { revision, err = currentRevision(tx); return err })
	if err != nil || revision == now.Revision {
		return now, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if now = s.now.Load(); now.Revision >= revision { // somebody else was quicker
		return now, nil
	}
	return s.patch(ctx, now)
}

func (s *Service) patch(ctx context.Context, now *Snapshot) (*Snapshot, error) {
	var rows []row
	var hidden map[publication]bool
	var revision int64
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		if revision, err = currentRevision(tx); err != nil {
			return err
		}
		if rows, err = rowsSince(tx, now.Revision); err != nil {
			return err
		}
		hidden, err = hiddenKinds(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	bodies, err := s.records(rows)
	if err != nil {
		return nil, err
	}
	next := now.with(bodies, hidden, revision)
	for _, watch := range s.watches {
		watch(&View{snap: next, today: Midnight(s.db.Now()), all: true}, bodies)
	}
	s.now.Store(next)
	return next, nil
}

func (s *Service) records(rows []row) ([]Body, error) {
	bodies := make([]Body, len(rows))
	for i, x := range rows {
		var err error
		if bodies[i], err = x.record(s.kinds); err != nil {
			return nil, err
		}
	}
	return bodies, nil
}

func (s *Service) onDay(ctx context.Context, day Date, now *Snapshot) (*Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.past {
		if p.day == day && p.snap.Revision == now.Revision {
			return p.snap, nil
		}
	}
	bodies, err := s.bodiesOn(ctx, day.Last().AddDate(0, 0, 1))
	if err != nil {
		return nil, fmt.Errorf("map as of %s: %w", day, err)
	}
	snap := emptySnapshot(s.kinds).with(bodies, now.hidden, now.Revision)
	s.past = append([]pastSnapshot{{day, snap}}, s.past[:min(len(s.past), pastKept-1)]...)
	return snap, nil
}

// bodiesOn picks the version of each record that counts before a moment.
func (s *Service) bodiesOn(ctx context.Context, before time.Time) ([]Body, error) {
	picked := map[Key]version{}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		clear(picked)
		return eachVersion(tx, func(x version) error {
			key := Key{x.kind, x.id}
			_, has := picked[key]
			if x.changedAt.Before(before) || !has && x.action == "imported" {
				picked[key] = x
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	rows := make([]row, 0, len(picked))
	for _, x := range picked {
		rows = append(rows, x.row)
	}
	return s.records(rows)
}
