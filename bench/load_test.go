package main

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	var times []time.Duration
	for i := range 20 {
		times = append(times, time.Duration(i+1))
	}
	for percent, want := range map[int]time.Duration{1: 1, 5: 1, 50: 10, 95: 19, 96: 20, 100: 20} {
		if got := percentile(times, percent); got != want {
			t.Errorf("p%d = %d, want %d", percent, got, want)
		}
	}
	if got := percentile(times[:1], 95); got != 1 {
		t.Errorf("p95 of one = %d", got)
	}
}

// So many are asked for, no more than so many at a time, and an answer that is
// none fails the run.
func TestRun(t *testing.T) {
	var now, most, all atomic.Int64
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		all.Add(1)
		time.Sleep(time.Millisecond)
		if r.URL.Path == "/gone" {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer site.Close()
	answers, err := newLoad(site.URL, 4).run(t.Context(), []string{"/a", "/b"}, 101, 4)
	if err != nil || len(answers) != 101 || all.Load() != 101 || most.Load() > 4 {
		t.Errorf("%d answers, %d requests, %d at a time, %v", len(answers), all.Load(), most.Load(), err)
	}
	if of := byPath(answers); len(of["/a"]) != 51 || len(of["/b"]) != 50 {
		t.Errorf("%d and %d", len(of["/a"]), len(of["/b"]))
	}
	if _, err := newLoad(site.URL, 2).run(t.Context(), []string{"/a", "/gone"}, 10, 2); err == nil {
		t.Error("a page that is not there passes")
	}
}
