// Package jobs is the queue of work that is done after the change that asked
// for it, such as mail and imports, or done regularly. A job is a row written
// in the transaction of the change, so that it is there if and only if the
// change is. Workers of any number of servers take jobs off the queue; one
// that stops midway loses its job to another after a while. A handler may
// therefore run more than once for a job, and must allow for it.
package jobs

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
)

// State is how far a job has come.
type State string

// The states.
const (
	Waiting State = "waiting"
	Running State = "running"
	Done    State = "done"
	Failed  State = "failed"
)

// Job is a piece of work. To ask for one, give its Kind, whom it is KeptBy
// and the Payload its handler understands; the rest has sensible defaults and
// is kept up by the runner.
type Job struct {
	KeptBy      string
	ID          string
	Kind        string
	Payload     string
	Author      string    // who asked for it
	Once        string    // if given, a job of the same kind with the same is not added again
	RunAt       time.Time // not before this; while it runs, when its worker is taken for lost
	MaxAttempts int       // 5 if not given

	State      State
	Attempts   int
	Progress   int
	Total      int          // 0 if it is not known
	Fault      *fault.Fault // what went wrong the last time, its cause left out
	Result     string
	CreatedAt  time.Time
	StartedAt  time.Time
	FinishedAt time.Time
}

// IsFinished tells whether nothing more will happen to the job.
func (j Job) IsFinished() bool { return j.State == Done || j.State == Failed }

const usualAttempts = 5

// Enqueue adds a job and gives its id; "" if there was one with its Once.
func Enqueue(tx *db.Tx, j Job) (string, error) {
	if j.ID == "" {
		j.ID = id.New()
	}
	if j.RunAt.IsZero() {
		j.RunAt = tx.Now()
	}
	if j.MaxAttempts <= 0 {
		j.MaxAttempts = usualAttempts
	}
	n, err := insert(tx, j)
	if err != nil || n == 0 {
		return "", err
	}
	return j.ID, nil
}

// Get gives a job.
func Get(tx *db.Tx, keptBy, id string) (Job, error) {
	j, err := find(tx, keptBy, id)
	if errors.Is(err, db.ErrNone) {
		return Job{}, fault.Wrap(err, fault.NotFound, "job.not_found")
	}
	return j, err
}

// faultOf is what people may know of an error.
func faultOf(err error) *fault.Fault {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	return fault.Wrap(err, fault.Internal, "job.failed")
}

// isHopeless tells whether the same job would meet the same fault again.
func isHopeless(f *fault.Fault) bool {
	switch f.Kind {
	case fault.Invalid, fault.NotFound, fault.Forbidden, fault.Unauthenticated:
		return true
	}
	return false
}

// storedFault is a fault as JSON; its cause is for the log only.
type storedFault struct {
	Kind   fault.Kind    `json:"kind"`
	Key    string        `json:"key"`
	Args   []any         `json:"args,omitempty"`
	Fields []fault.Field `json:"fields,omitempty"`
}

func encodeFault(f *fault.Fault) (key, text string, err error) {
	if f == nil {
		return "", "", nil
	}
	data, err := json.Marshal(storedFault{f.Kind, f.Key, f.Args, f.Fields})
	if err != nil {
		return "", "", fmt.Errorf("jobs: the arguments of %s: %w", f.Key, err)
	}
	return f.Key, string(data), nil
}

func decodeFault(text string) (*fault.Fault, error) {
	if text == "" {
		return nil, nil
	}
	var s storedFault
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return nil, err
	}
	return &fault.Fault{Kind: s.Kind, Key: s.Key, Args: s.Args, Fields: s.Fields}, nil
}
