package cli

import (
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// output is where a command that runs for long prints.
type output struct {
	mu sync.Mutex
	b  strings.Builder
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// started runs a server until the test ends, and gives its address.
func started(t *testing.T, args ...string) (url string, out *output, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out = &output{}
	done := make(chan int, 1)
	go func() { done <- run(ctx, args, nil, out, out) }()
	stop = sync.OnceValue(func() int {
		cancel()
		select {
		case code := <-done:
			return code
		case <-time.After(30 * time.Second):
			t.Error("the server does not stop")
			return -1
		}
	})
	t.Cleanup(func() { stop() })
	address := regexp.MustCompile(`http://[0-9.:]+/`)
	for range 600 {
		if url = address.FindString(out.String()); url != "" {
			return url, out, stop
		}
		select {
		case code := <-done:
			t.Fatalf("exit %d: %s", code, out)
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Fatalf("the server says no address: %s", out)
	return "", out, stop
}

func body(t *testing.T, url string) (int, string) {
	t.Helper()
	ask, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(ask)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

func TestServe(t *testing.T) {
	url, out, stop := started(t, "serve", "--addr", "127.0.0.1:0", "--db", demoDB(t))
	if status, page := body(t, url+"api/v1/forums/aneby/fua"); status != http.StatusOK || !strings.Contains(page, "FUA") {
		t.Errorf("the API answers %d: %.200s", status, page)
	}
	if status, page := body(t, url); status != http.StatusOK || !strings.Contains(page, "<h1") {
		t.Errorf("the start page answers %d: %.200s", status, page)
	}
	if code := stop(); code != 0 {
		t.Errorf("exit %d: %s", code, out)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("the server answers after it has stopped")
	}
}

func TestServeOnATakenPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	refuses(t, 7, []string{l.Addr().String(), "--addr"}, "serve", "--addr", l.Addr().String(), "--db", demoDB(t))
}

func TestDemo(t *testing.T) {
	url, out, stop := started(t, "demo", "--addr", "127.0.0.1:0")
	if !strings.Contains(out.String(), "1\u00a0juni 2019") {
		t.Errorf("the demonstration does not say its day: %s", out)
	}
	if status, page := body(t, url); status != http.StatusOK || !strings.Contains(page, "Processutvecklare") {
		t.Errorf("the start page answers %d without the roles: %.300s", status, page)
	}
	if code := stop(); code != 0 {
		t.Errorf("exit %d: %s", code, out)
	}
}

// In a demonstration everybody may do everything: never over a database in use.
func TestDemoRefusesADatabaseInUse(t *testing.T) {
	db := demoDB(t)
	before := do(t, "user", "list", "--db", db)
	refuses(t, 6, []string{"tom databas"}, "demo", "--addr", "127.0.0.1:0", "--db", db)
	if after := do(t, "user", "list", "--db", db); after != before {
		t.Error("accounts have been added")
	}
}
