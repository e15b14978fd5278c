package jobs

import (
	"context"
	"time"

	"samkarta/internal/platform/db"
)

// longestInterval and keptFor: finished jobs are kept for longer than any
// interval, because they are what tells that the work of an interval is done.
const (
	longestInterval = 31 * 24 * time.Hour
	keptFor         = 90 * 24 * time.Hour
	clearedEvery    = time.Hour
)

// periodic is a kind of job that is done once in every interval.
type periodic struct {
	kind     string
	interval time.Duration
	last     time.Time // the interval this runner has seen to
}

// Every has a job of the kind done once in every interval, counted from
// midnight UTC for a day and from the full hour for an hour, whatever the
// number of servers; at once if nobody has done it in the present one. An
// interval is 31 days at most.
func (r *Runner) Every(kind string, interval time.Duration) {
	r.periodic = append(r.periodic, &periodic{kind: kind, interval: min(interval, longestInterval)})
}

// housekeeping adds the periodic jobs whose time has come and clears away
// what was finished long ago.
func (r *Runner) housekeeping(ctx context.Context) error {
	now := r.db.Now()
	for _, p := range r.periodic {
		if err := r.add(ctx, p, now.Truncate(p.interval)); err != nil {
			return err
		}
	}
	if now.Sub(r.cleared) < clearedEvery {
		return nil
	}
	r.cleared = now
	return r.db.Write(ctx, author{}, func(tx *db.Tx) error { return removeOld(tx, now.Add(-keptFor)) })
}

func (r *Runner) add(ctx context.Context, p *periodic, interval time.Time) error {
	if !interval.After(p.last) {
		return nil
	}
	err := r.db.Write(ctx, author{}, func(tx *db.Tx) error {
		_, err := Enqueue(tx, Job{Kind: p.kind, Once: db.Time(interval)})
		return err
	})
	if err == nil {
		p.last = interval
	}
	return err
}
