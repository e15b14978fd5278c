package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/jobs/jobstest"
)

type author string

func (a author) AuditID() string { return string(a) }

// quick is a runner's configuration for tests.
var quick = jobs.Config{
	Workers: 4, Poll: 5 * time.Millisecond, Flush: 5 * time.Millisecond, Backoff: 10 * time.Millisecond,
	Lease: 10 * time.Second, Grace: 5 * time.Second,
}

func enqueue(t *testing.T, d *db.DB, j jobs.Job) (id string) {
	t.Helper()
	err := d.Write(context.Background(), author("anna"), func(tx *db.Tx) (err error) {
		id, err = jobs.Enqueue(tx, j)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func get(t *testing.T, d *db.DB, id string) (j jobs.Job) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
		j, err = jobs.Get(tx, "vast", id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// start runs the runners until the test ends or stop is called.
func start(t *testing.T, runners ...*jobs.Runner) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for _, r := range runners {
		wg.Go(func() { r.Run(ctx) })
	}
	stop = sync.OnceFunc(func() { cancel(); wg.Wait() })
	t.Cleanup(stop)
	return stop
}

// wait waits until the job is as it should be.
func wait(t *testing.T, d *db.DB, id string, is func(jobs.Job) bool) jobs.Job {
	t.Helper()
	var j jobs.Job
	defer func() {
		if !is(j) {
			t.Logf("the job stays %+v", j)
		}
	}()
	jobstest.Until(t, "the job as it should be", func() bool { j = get(t, d, id); return is(j) })
	return j
}

func TestTwoHundredJobsAreEachDoneOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var ids []string
		err := d.Write(context.Background(), author("anna"), func(tx *db.Tx) error {
			ids = nil
			for i := range 200 {
				id, err := jobs.Enqueue(tx, jobs.Job{KeptBy: "vast", Kind: "count", Payload: fmt.Sprint(i)})
				if err != nil {
					return err
				}
				ids = append(ids, id)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		times := map[string]int{}
		count := func(_ context.Context, j jobs.Job, _ func(int, int)) (string, error) {
			mu.Lock()
			defer mu.Unlock()
			times[j.Payload]++
			return "did " + j.Payload, nil
		}
		a, b := jobs.New(d, quick), jobs.New(d, quick) // as two servers
		a.Handle("count", count)
		b.Handle("count", count)
		start(t, a, b)
		for i, id := range ids {
			j := wait(t, d, id, jobs.Job.IsFinished)
			if j.State != jobs.Done || j.Attempts != 1 || j.Result != "did "+fmt.Sprint(i) || j.FinishedAt.IsZero() || j.Author != "anna" {
				t.Errorf("%+v", j)
			}
		}
		for payload, n := range times {
			if n != 1 {
				t.Errorf("job %s was done %d times", payload, n)
			}
		}
		if len(times) != 200 {
			t.Errorf("%d jobs were done", len(times))
		}
	})
}

func TestJobOfALostWorkerIsDoneByAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		id := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "a"})
		var attempt atomic.Int32
		silent := quick
		silent.Lease, silent.Flush = 50*time.Millisecond, time.Hour // a worker that never says it is alive
		r := jobs.New(d, silent)
		first := make(chan error, 1)
		r.Handle("a", func(ctx context.Context, _ jobs.Job, _ func(int, int)) (string, error) {
			if attempt.Add(1) == 1 {
				time.Sleep(300 * time.Millisecond)
				first <- nil
				return "late", nil
			}
			return "in time", nil
		})
		start(t, r)
		j := wait(t, d, id, jobs.Job.IsFinished)
		<-first
		time.Sleep(50 * time.Millisecond)
		if after := get(t, d, id); j.Result != "in time" || after.Result != "in time" || j.Attempts != 2 {
			t.Errorf("%+v, then %+v", j, after)
		}
	})
}

func TestLivingWorkerKeepsItsJob(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		id := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "a"})
		brief := quick
		brief.Lease = 300 * time.Millisecond
		var attempts atomic.Int32
		r := jobs.New(d, brief)
		r.Handle("a", func(context.Context, jobs.Job, func(int, int)) (string, error) {
			attempts.Add(1)
			time.Sleep(900 * time.Millisecond)
			return "", nil
		})
		start(t, r)
		if j := wait(t, d, id, jobs.Job.IsFinished); j.State != jobs.Done || attempts.Load() != 1 {
			t.Errorf("%d attempts: %+v", attempts.Load(), j)
		}
	})
}

func TestAJobWhoseWorkersAreAlwaysLostFails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		id := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "a", MaxAttempts: 1})
		err := d.Write(context.Background(), author("x"), func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE job SET state = 'running', attempts = 1`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		r := jobs.New(d, quick)
		r.Handle("a", func(context.Context, jobs.Job, func(int, int)) (string, error) { return "", nil })
		start(t, r)
		if j := wait(t, d, id, jobs.Job.IsFinished); j.State != jobs.Failed || j.Fault.Key != "job.lost" {
			t.Errorf("%+v", j)
		}
	})
}

func TestRetryAndFailure(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		tests := []struct {
			name     string
			failures int
			err      error
			state    jobs.State
			attempts int
			key      string
		}{
			{"heals", 2, errors.New("network"), jobs.Done, 3, ""},
			{"does not heal", 99, errors.New("network"), jobs.Failed, 4, "job.failed"},
			{"fault", 99, fault.New(fault.Unavailable, "some.key", 7), jobs.Failed, 4, "some.key"},
			{"hopeless", 99, fault.OfFields([]fault.Field{{File: "a.csv", Path: "rad 3", Key: "k"}}), jobs.Failed, 1, "fault.invalid"},
			{"panics", 1, nil, jobs.Done, 2, ""},
		}
		r := jobs.New(d, quick)
		ids := make([]string, len(tests))
		for i, test := range tests {
			ids[i] = enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: test.name, MaxAttempts: 4})
			r.Handle(test.name, func(_ context.Context, j jobs.Job, _ func(int, int)) (string, error) {
				if j.Attempts > test.failures {
					return "well", nil
				}
				if test.err == nil {
					panic("oh")
				}
				return "", test.err
			})
		}
		start(t, r)
		for i, test := range tests {
			j := wait(t, d, ids[i], jobs.Job.IsFinished)
			if j.State != test.state || j.Attempts != test.attempts {
				t.Errorf("%s: %+v", test.name, j)
			}
			if test.key != "" && (j.Fault == nil || j.Fault.Key != test.key) {
				t.Errorf("%s: %v", test.name, j.Fault)
			}
		}
		if f := get(t, d, ids[3]).Fault; len(f.Fields) != 1 || f.Fields[0].Path != "rad 3" || f.Kind != fault.Invalid {
			t.Errorf("the fields are not kept: %v", f)
		}
	})
}

func TestProgressIsStored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		id := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "a"})
		goOn := make(chan bool)
		r := jobs.New(d, quick)
		r.Handle("a", func(_ context.Context, _ jobs.Job, report func(int, int)) (string, error) {
			report(3, 10)
			<-goOn
			report(10, 10)
			return "", nil
		})
		start(t, r)
		wait(t, d, id, func(j jobs.Job) bool { return j.State == jobs.Running && j.Progress == 3 && j.Total == 10 })
		close(goOn)
		wait(t, d, id, func(j jobs.Job) bool { return j.State == jobs.Done && j.Progress == 10 })
	})
}

func TestStopping(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		soon := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "soon done"})
		long := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "long"})
		c := quick
		c.Grace = 300 * time.Millisecond
		r := jobs.New(d, c)
		begun := make(chan bool, 2)
		r.Handle("soon done", func(context.Context, jobs.Job, func(int, int)) (string, error) {
			begun <- true
			time.Sleep(100 * time.Millisecond)
			return "", nil
		})
		r.Handle("long", func(ctx context.Context, _ jobs.Job, _ func(int, int)) (string, error) {
			begun <- true
			<-ctx.Done()
			return "", ctx.Err()
		})
		stop := start(t, r)
		<-begun
		<-begun
		stop()
		if j := get(t, d, soon); j.State != jobs.Done {
			t.Errorf("%+v", j)
		}
		if j := get(t, d, long); j.State != jobs.Waiting || j.Attempts != 0 {
			t.Errorf("%+v", j)
		}
	})
}

func TestJobsThatMustWait(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		later := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "a", RunAt: d.Now().Add(time.Hour)})
		unknown := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "b"})
		now := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "a", Payload: "å"})
		r := jobs.New(d, quick)
		r.Handle("a", func(_ context.Context, j jobs.Job, _ func(int, int)) (string, error) {
			return j.Payload + "\x00\xff", nil
		})
		start(t, r)
		if j := wait(t, d, now, jobs.Job.IsFinished); j.Result != "å\ufffd" {
			t.Errorf("%+v", j)
		}
		for _, id := range []string{later, unknown} {
			if j := get(t, d, id); j.State != jobs.Waiting {
				t.Errorf("%+v", j)
			}
		}
	})
}

func TestOnceIsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var got []bool
		for _, j := range []jobs.Job{{Kind: "a", Once: "x"}, {Kind: "a", Once: "x"}, {Kind: "a", Once: "y"},
			{Kind: "b", Once: "x"}, {Kind: "a", Once: "x", KeptBy: "vast"}, {Kind: "a"}, {Kind: "a"}} {
			got = append(got, enqueue(t, d, j) != "")
		}
		if diff := cmp.Diff([]bool{true, false, true, true, true, true, true}, got); diff != "" {
			t.Error(diff)
		}
	})
}

// atRest waits until no job is under way.
func atRest(t *testing.T, d *db.DB) {
	t.Helper()
	jobstest.Until(t, "no job is under way", func() bool {
		var n int64
		err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
			n, err = db.One(tx, db.Value[int64], `SELECT count(*) FROM job WHERE state = $1`, string(jobs.Running))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n == 0
	})
}

func TestPeriodicJobIsDoneOnceAnInterval(t *testing.T) {
	for engine, open := range map[string]func(testing.TB, ...db.Option) *db.DB{
		"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres,
	} {
		t.Run(engine, func(t *testing.T) {
			var clock atomic.Int64 // seconds
			clock.Store(time.Date(2026, 5, 4, 12, 30, 0, 0, time.UTC).Unix())
			d := open(t, db.WithClock(func() time.Time { return time.Unix(clock.Load(), 0) }))
			var done atomic.Int32
			var runners []*jobs.Runner
			for range 3 {
				r := jobs.New(d, quick)
				r.Every("remind", 24*time.Hour)
				r.Handle("remind", func(context.Context, jobs.Job, func(int, int)) (string, error) {
					done.Add(1)
					return "", nil
				})
				runners = append(runners, r)
			}
			start(t, runners...)
			for day := range int32(3) {
				jobstest.Until(t, "the job of the day is done", func() bool { return done.Load() > day })
				time.Sleep(50 * time.Millisecond)
				if done.Load() != day+1 {
					t.Fatalf("done %d times on day %d", done.Load(), day+1)
				}
				atRest(t, d) // a job that is under way when a day passes has outrun its lease
				clock.Add(24 * 3600)
			}
		})
	}
}

func TestOldJobsAreCleared(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var days atomic.Int64
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return now.Add(time.Duration(days.Load()) * 24 * time.Hour) }))
	id := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "a"})
	waiting := enqueue(t, d, jobs.Job{KeptBy: "vast", Kind: "other"})
	r := jobs.New(d, quick)
	r.Handle("a", func(context.Context, jobs.Job, func(int, int)) (string, error) { return "", nil })
	start(t, r)
	wait(t, d, id, jobs.Job.IsFinished)
	days.Store(91)
	jobstest.Until(t, "the job is gone", func() bool {
		err := d.Read(context.Background(), func(tx *db.Tx) error {
			_, err := jobs.Get(tx, "vast", id)
			return err
		})
		return fault.Is(err, fault.NotFound)
	})
	get(t, d, waiting)
}
