package insightweb_test

import (
	"net"
	"net/http"
	"os"
	"testing"
	"time"
)

func TestServe(t *testing.T) {
	if os.Getenv("SERVE") == "" {
		t.Skip()
	}
	s := newSite(t)
	l, _ := net.Listen("tcp", "127.0.0.1:18977")
	go http.Serve(l, s.handler)
	time.Sleep(10 * time.Minute)
}
