package jobs

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"samkarta/internal/platform/db"
)

// Handler does one kind of job. It says how far it has come through report, as
// often as it likes; total is 0 if it is not known. The result is kept with the
// job. A fault of the kinds Invalid, NotFound, Forbidden and Unauthenticated
// fails the job at once; after any other error it is tried again.
type Handler func(ctx context.Context, j Job, report func(done, total int)) (result string, err error)

// Config says how a runner works; what is 0 gets the usual value.
type Config struct {
	Workers int           // how many jobs run at a time: 2
	Poll    time.Duration // how often the queue is looked at when it is empty: 500 ms
	Lease   time.Duration // how long a worker may be silent before its job is given to another: 1 min
	Flush   time.Duration // how often progress is stored: 300 ms
	Backoff time.Duration // the wait after the first failure, doubled for each: 10 s
	Grace   time.Duration // how long jobs may go on after the runner is told to stop: 10 s
}

// Runner takes jobs off the queue and does them. Register every kind with
// Handle and Every before Run.
type Runner struct {
	db       *db.DB
	config   Config
	handlers map[string]Handler
	periodic []*periodic
	cleared  time.Time
}

// New makes a runner.
func New(d *db.DB, c Config) *Runner {
	return &Runner{db: d, handlers: map[string]Handler{}, config: Config{
		Workers: cmp.Or(c.Workers, 2),
		Poll:    cmp.Or(c.Poll, 500*time.Millisecond),
		Lease:   cmp.Or(c.Lease, time.Minute),
		Flush:   cmp.Or(c.Flush, 300*time.Millisecond),
		Backoff: cmp.Or(c.Backoff, 10*time.Second),
		Grace:   cmp.Or(c.Grace, 10*time.Second),
	}}
}

// Handle says what does the jobs of a kind.
func (r *Runner) Handle(kind string, h Handler) { r.handlers[kind] = h }

// author is the author of what the runner itself changes.
type author struct{}

// AuditID is how a log names the runner.
func (author) AuditID() string { return "system/jobs" }

// Run does jobs until ctx is done. Jobs under way then get a time of grace to
// finish; those that do not are put back for another runner.
func (r *Runner) Run(ctx context.Context) {
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(r.config.Grace, cancel) })()
	var workers sync.WaitGroup
	free := make(chan struct{}, r.config.Workers)
	for ctx.Err() == nil {
		free <- struct{}{}
		j, err := r.next(ctx)
		if err != nil {
			<-free
			r.rest(ctx, err)
			continue
		}
		workers.Go(func() {
			defer func() { <-free }()
			r.do(working, j)
		})
	}
	workers.Wait()
}

// rest waits until it is time to look at the queue again.
func (r *Runner) rest(ctx context.Context, err error) {
	if !errors.Is(err, db.ErrNone) && ctx.Err() == nil {
		slog.ErrorContext(ctx, "the queue cannot be read", "error", err)
	}
	select {
	case <-ctx.Done():
	case <-time.After(r.config.Poll):
	}
}

// next takes the next job; ErrNone if there is none. It reads before it
// writes, so that an empty queue holds nobody up.
func (r *Runner) next(ctx context.Context) (j Job, err error) {
	if err := r.housekeeping(ctx); err != nil {
		return Job{}, err
	}
	kinds := slices.Sorted(maps.Keys(r.handlers)) // other kinds are left for a server that knows them
	isDue := false
	err = r.db.Read(ctx, func(tx *db.Tx) (err error) {
		isDue, err = isAnyDue(tx, kinds)
		return err
	})
	if err != nil || !isDue {
		return Job{}, cmp.Or(err, db.ErrNone)
	}
	err = r.db.Queue(ctx, author{}, func(tx *db.Tx) (err error) {
		j, err = claim(tx, kinds, r.config.Lease)
		return err
	})
	return j, err
}
