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
