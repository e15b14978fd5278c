// Package jobstest has jobs done in tests.
package jobstest

import (
	"context"
	"testing"
	"time"

	"samkarta/internal/platform/jobs"
)

// patience is how long a test waits for what is to come.
const patience = 30 * time.Second

// Work has a runner do its jobs until something is so. It fails the test if that
// does not come, and has stopped the runner when it returns.
func Work(t testing.TB, r *jobs.Runner, what string, is func() bool) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { r.Run(ctx); close(done) }()
	defer func() { stop(); <-done }()
	Until(t, what, is)
}

// Until waits for what runners that are at work already bring, and fails the test
// if it does not come.
func Until(t testing.TB, what string, is func() bool) {
	t.Helper()
	for begun := time.Now(); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Since(begun) > patience {
			t.Fatalf("%s: not within %s", what, patience)
		}
	}
}
