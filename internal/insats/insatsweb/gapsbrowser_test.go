package insatsweb_test

import (
	"net/http/httptest"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

func TestGapsInTheBrowser(t *testing.T) {
	s := newSite(t, few)
	server := httptest.NewServer(s.Handler)
	t.Cleanup(server.Close)
	b := webtest.Start(t)
	for name, path := range map[string]string{
		"gaps-choose": "/luckor?lang=sv", "gaps-one": "/luckor?lang=sv&kommun=1261", "gaps-stages": "/luckor?lang=sv&kommun=Burlöv&inkomst=aktivitetsersattning&rakna=kanske",
		"gaps-association": "/luckor?lang=sv&forbund=mittskane", "gaps-faults": "/luckor?lang=sv&kommun=Ankeborg&forbund=x",
		"gaps-try":       "/luckor/prova?lang=sv&kommun=1285",
		"gaps-tried":     "/luckor/prova?lang=sv&kommun=1285&insats=eslov/utearbete&andring=inkomst&till-inkomst=aktivitetsersattning",
		"gaps-try-fault": "/luckor/prova?lang=sv&kommun=1285&insats=eslov/utearbete&andring=hoj-alder&till-alder=7",
	} {
		t.Run(name, func(t *testing.T) { b.Check(t, name, server.URL+path) })
	}
}
