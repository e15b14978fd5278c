package contactweb_test

import (
	"net/http"
	"os"
	"testing"

	"samkarta/internal/access"
)

func TestServe(t *testing.T) {
	if os.Getenv("CW_SERVE") == "" {
		t.Skip()
	}
	s := newSite(t)
	if os.Getenv("CW_DEV") != "" {
		s.actor = access.Actor{Account: "x", Name: "Test", Assignments: []access.Assignment{{Role: access.Developer, Association: "hoglandets-samordningsforbund"}}}
	}
	http.ListenAndServe(os.Getenv("CW_SERVE"), s.handler)
}

func TestAllPages(t *testing.T) {
	s := newSite(t)
	for _, p := range []string{"/en-vag-in", "/en-vag-in?fran=fk&till=af&kommun=0604", "/en-vag-in?till=aneby", "/en-vag-in?fran=af&till=aneby", "/vagar", "/relationer", "/matris", "/matris?kommun=0604", "/matris?forbund=alla&slag=1", "/matris?forbund=alla", "/matris/cell?a=af&b=aneby&kommun=0604"} {
		x := s.get(p)
		t.Log(p, x.code, len(x.body))
		if x.code != 200 {
			t.Error(x.body)
		}
	}
}
