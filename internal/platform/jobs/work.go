package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync/atomic"
	"time"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// do does a job that has been taken. working ends when the runner has been told
// to stop and the time of grace is over.
func (r *Runner) do(working context.Context, j Job) {
	ctx, cancel := context.WithCancel(working)
	defer cancel()
	var now progress
	lost := make(chan bool, 1)
	go func() { lost <- r.keep(ctx, cancel, j, &now) }()
	result, err := r.call(ctx, j, now.report)
	cancel()
	if <-lost {
		return // it is another's now
	}
	j.Progress, j.Total = now.get()
	j.Result = result
	end := r.ending(j, err, working.Err() != nil)
	err = r.db.Queue(context.WithoutCancel(working), author{}, end)
	if err != nil {
		slog.ErrorContext(working, "the end of a job is not noted", "kind", j.Kind, "job", j.ID, "error", err)
	}
}

// ending decides what becomes of a job whose handler has returned.
func (r *Runner) ending(j Job, err error, stopped bool) func(*db.Tx) error {
	if err == nil {
		j.State, j.Fault = Done, nil
		return func(tx *db.Tx) error { return finish(tx, j) }
	}
	if stopped {
		return func(tx *db.Tx) error { return giveBack(tx, j) }
	}
	slog.Error("a job failed", "kind", j.Kind, "job", j.ID, "attempt", j.Attempts, "error", err)
	j.Fault = faultOf(err)
	if j.Attempts >= j.MaxAttempts || isHopeless(j.Fault) {
		j.State = Failed
		return func(tx *db.Tx) error { return finish(tx, j) }
	}
	return func(tx *db.Tx) error { return putBack(tx, j, r.wait(j.Attempts), j.Fault) }
}

// wait is how long to wait after so many attempts: twice as long each time,
// a day at most.
func (r *Runner) wait(attempts int) time.Duration {
	return min(r.config.Backoff<<min(attempts-1, 16), 24*time.Hour)
}

// call runs the handler; a panic is an error as any other.
func (r *Runner) call(ctx context.Context, j Job, report func(done, total int)) (result string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jobs: %s %s: panic: %v\n%s", j.Kind, j.ID, p, debug.Stack())
		}
	}()
	if j.Attempts > j.MaxAttempts {
		return "", fault.New(fault.Unavailable, "job.lost") // its workers were, each time
	}
	return r.handlers[j.Kind](ctx, j, report)
}

// keep renews the lease and stores the progress while the job is done. When
// another has taken the job, it cancels the handler and says so.
func (r *Runner) keep(ctx context.Context, cancel func(), j Job, now *progress) (lost bool) {
	tick := time.NewTicker(r.config.Flush)
	defer tick.Stop()
	for renewed := time.Now(); ; {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
		done, total := now.get()
		if done == j.Progress && total == j.Total && time.Since(renewed) < r.config.Lease/3 {
			continue
		}
		j.Progress, j.Total = done, total
		still, err := r.renew(ctx, j)
		if !still {
			cancel()
			return true
		}
		if err == nil {
			renewed = time.Now()
		}
	}
}

// renew tells whether the job is still this worker's; as long as that cannot
// be found out, it is taken to be.
func (r *Runner) renew(ctx context.Context, j Job) (still bool, err error) {
	still = true
	err = r.db.Queue(ctx, author{}, func(tx *db.Tx) (err error) {
		still, err = renew(tx, j, r.config.Lease)
		return err
	})
	if err != nil && ctx.Err() == nil {
		slog.ErrorContext(ctx, "a job is not renewed", "kind", j.Kind, "job", j.ID, "error", err)
	}
	return still || err != nil, err
}

// progress is how far a job has come, for one that writes and one that reads.
type progress struct{ done, total atomic.Int64 }

func (p *progress) report(done, total int) {
	p.done.Store(int64(done))
	p.total.Store(int64(total))
}

func (p *progress) get() (done, total int) { return int(p.done.Load()), int(p.total.Load()) }
