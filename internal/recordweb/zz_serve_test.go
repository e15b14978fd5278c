package recordweb_test

import (
	"net/http"
	"os"
	"testing"
	"time"
)

func TestServe(t *testing.T) {
	if os.Getenv("RW_SERVE") == "" {
		return
	}
	a := newApp(t)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who := "developer"
		if c, err := r.Cookie("actor"); err == nil {
			who = c.Value
		}
		if q := r.URL.Query().Get("som"); q != "" {
			who = q
		}
		r.Header.Set("X-Actor", who)
		a.handler.ServeHTTP(w, r)
	})
	go http.ListenAndServe("127.0.0.1:8931", h)
	time.Sleep(3 * time.Hour)
}
