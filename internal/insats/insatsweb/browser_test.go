package insatsweb_test

import (
	"net/http/httptest"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

func TestInTheBrowser(t *testing.T) {
	s := newSite(t, few)
	server := httptest.NewServer(s.Handler)
	t.Cleanup(server.Close)
	b := webtest.Start(t)
	for name, path := range map[string]string{
		"catalogue": "/insatser?lang=sv", "catalogue-none": "/insatser?lang=sv&q=finns+inte", "catalogue-one": "/insatser/burlov/peak?lang=sv", "catalogue-full": "/insatser/few/full?lang=sv",
	} {
		t.Run(name, func(t *testing.T) { b.Check(t, name, server.URL+path) })
	}
}
