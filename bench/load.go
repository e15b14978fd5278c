package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// load is some addresses, asked for many times.
type load struct {
	client *http.Client
	site   string
	cookie string // of who is signed in; "" is the public
}

// newLoad makes a client that keeps its connections, as browsers do, and asks
// for compressed pages but does not open them: that work is the browser's.
func newLoad(site string, atATime int) *load {
	transport := &http.Transport{MaxIdleConnsPerHost: atATime, DisableCompression: true,
		DialContext: (&net.Dialer{Timeout: 5 * time.Second}).DialContext}
	return &load{site: site, client: &http.Client{Transport: transport, Timeout: 30 * time.Second}}
}

// answer is one answer of the server.
type answer struct {
	path  string
	took  time.Duration
	bytes int
}

// ask asks for an address once.
func (l *load) ask(ctx context.Context, path, encoding string) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, l.site+path, nil)
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Accept-Encoding", encoding)
	r.Header.Set("Accept-Language", "sv")
	if l.cookie != "" {
		r.Header.Set("Cookie", l.cookie)
	}
	begun := time.Now()
	res, err := l.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	n, err := io.Copy(io.Discard, res.Body)
	took := time.Since(begun)
	res.Body.Close()
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %d", path, res.StatusCode)
	}
	return answer{path, took, int(n)}, err
}

// run asks n times, so many at a time, for the paths by turns, in an order that
// is mixed but the same each time.
func (l *load) run(ctx context.Context, paths []string, n, atATime int) ([]answer, error) {
	order := make([]string, n)
	for i := range order {
		order[i] = paths[i%len(paths)]
	}
	mixed := rand.New(rand.NewPCG(1, 2))
	mixed.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	answers, faults := make([]answer, n), make([]error, atATime)
	var workers sync.WaitGroup
	for w := range atATime {
		workers.Go(func() {
			for i := w; i < n && faults[w] == nil; i += atATime {
				answers[i], faults[w] = l.ask(ctx, order[i], "gzip")
			}
		})
	}
	workers.Wait()
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// spread is how long answers took.
type spread struct{ p50, p95, most time.Duration }

func spreadOf(answers []answer) spread {
	took := make([]time.Duration, len(answers))
	for i, a := range answers {
		took[i] = a.took
	}
	slices.Sort(took)
	return spread{percentile(took, 50), percentile(took, 95), took[len(took)-1]}
}

// percentile gives the least of sorted times that so many percent do not exceed.
func percentile(sorted []time.Duration, percent int) time.Duration {
	rank := (len(sorted)*percent + 99) / 100
	return sorted[max(rank, 1)-1]
}

// byPath puts answers from the same address together.
func byPath(answers []answer) map[string][]answer {
	of := map[string][]answer{}
	for _, a := range answers {
		of[a.path] = append(of[a.path], a)
	}
	return of
}
