package partyweb_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

func TestZZAxe(t *testing.T) {
	s := newSite(t)
	srv := httptest.NewServer(s.handler)
	defer srv.Close()
	b := webtest.Start(t)
	for name, path := range map[string]string{"pw-sv": "/forbund/sodra-vatterbygden", "pw-fv": "/forbund/finnveden", "pw-gis": "/kommuner/0662", "pw-lan":"/parter/region-jonkoping"} {
		b.Check(t, name, srv.URL+path)
	}
}

func TestZZServe(t *testing.T) {
	addr := os.Getenv("PARTYWEB_SERVE")
	if addr == "" {
		t.Skip()
	}
	s := newSite(t)
	if a := os.Getenv("PARTYWEB_DEV"); a != "" {
		s.actor = developer(a)
	}
	http.ListenAndServe(addr, s.handler)
}
